"""A zip whose bytes depend on its content alone."""

import zipfile
from collections.abc import Iterable
from typing import IO

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


def write_archive(stream: IO[bytes], files: Iterable[tuple[str, bytes]]) -> None:
    """Write files, one after the other, in the order in which they come.

    Stored and not compressed: what a compressor makes of the same bytes differs from one version to the next.
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system = _UNIX
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, content)
