"""A reader of packages that some files bring down, as a fault in native code would."""

import os
import time

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import PackageReading, PlatformEntry
from inkoop_core.reading.packages import FilePackageReader
from inkoop_core.reading.platform_table import PlatformRow, PlatformTable
from inkoop_core.reading.sources import Source

FALLS = "valt-om.txt"
"""A package with a file of this name ends the process that reads it."""
SLEEPS = "slaapt.txt"
"""One with this is read for a minute."""


class FallingReader(FilePackageReader):
    """As FilePackageReader, apart from these two."""

    def read_source(
        self,
        source: Source,
        definition: TenderDefinition,
        admitted: bool = False,
        typed: PlatformEntry | None = None,
        table: PlatformTable | None = None,
        row: PlatformRow | None = None,
        taken: frozenset[str] = frozenset(),
    ) -> PackageReading:
        if FALLS in source.sizes:
            os._exit(3)
        if SLEEPS in source.sizes:
            time.sleep(60)
        return super().read_source(source, definition, admitted, typed, table, row, taken)

    def __reduce__(self) -> tuple[object, ...]:
        return _falling, (self.workers,)


def _falling(workers: int) -> FallingReader:
    return FallingReader(workers=workers)
