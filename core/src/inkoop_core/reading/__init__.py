"""What is read from files: submission packages, PDF pages, digital signatures, Office files."""

from inkoop_core.reading.limits import Limits
from inkoop_core.reading.packages import FilePackageReader

__all__ = ["FilePackageReader", "Limits"]
