"""A single file that a person hands over: a printout, a tender document."""

import os
import stat
from pathlib import Path

from inkoop_core.api.actions import NewFile
from inkoop_core.domain.canonical import digest
from inkoop_core.errors import Refused
from inkoop_core.reading.limits import shown_size


def kept_file(path: Path, limit: int) -> NewFile:
    """The bytes of one file, to be kept by their hash. Raises Refused, naming the file, when it cannot be.

    limit  bytes at most
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Refused(f"{path}: dit is geen gewoon bestand; noem het bestand zelf.")
            content = file.read(limit + 1)
    except FileNotFoundError:
        raise Refused(f"{path}: dit bestand bestaat niet; controleer map en naam.") from None
    except IsADirectoryError:
        raise Refused(f"{path}: dit is een map; noem het bestand zelf.") from None
    except (OSError, ValueError) as error:
        raise Refused(f"{path}: dit bestand kan niet worden gelezen: {error}") from None
    if not content:
        raise Refused(f"{path}: dit bestand is leeg; er is niets om te bewaren.")
    if len(content) > limit:
        raise Refused(f"{path}: dit bestand is groter dan {shown_size(limit)}; bewaar een kleinere versie.")
    return NewFile(path.name, digest(content), content)


def _without_waiting(path: str, flags: int) -> int:
    """Opens a pipe without waiting for somebody to write to it; it is refused after that."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
