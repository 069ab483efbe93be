"""Zip and OLE containers: Word, Excel, OpenDocument and the like."""

import struct
import zipfile
from collections.abc import Iterable
from io import BytesIO

from attrs import frozen

from inkoop_core.domain.package import FileProblem
from inkoop_core.reading import media
from inkoop_core.reading.limits import shown_size

MAX_UNPACKED = 256 * 2**20
"""An Office file that unpacks to more bytes is not looked into."""
_MAX_PARTS = 10_000
_PARTS = (
    ("word/document.xml", media.DOCX),
    ("xl/workbook.xml", media.XLSX),
    ("ppt/presentation.xml", media.PPTX),
)
_STREAMS = (
    ("WordDocument", media.DOC),
    ("Workbook", media.XLS),
    ("Book", media.XLS),
    ("PowerPoint Document", media.PPT),
    ("__properties_version1.0", media.MSG),
)
_OLE_HEADER = 512
_WORD_ENCRYPTED = 0x0100


@frozen
class Look:
    """What a container is, and what is wrong with it."""

    media_type: str
    problem: FileProblem | None = None
    detail: str = ""


def look_into_zip(data: bytes) -> Look:
    """An Office file is tested whole; any other zip is kept unopened, only its directory is read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            kind = _zip_kind([part.filename for part in parts], data)
            if any(part.flag_bits & 0x1 for part in parts):
                return Look(kind, FileProblem.ENCRYPTED, "de zip is met een wachtwoord versleuteld")
            return Look(kind) if kind == media.ZIP else _tested(kind, archive, parts)
    except Exception:  # noqa: BLE001 - a hostile zip can make zipfile raise anything
        return Look(_zip_kind((), data), FileProblem.DAMAGED, "de zip is kapot of afgekapt")


def _zip_kind(names: Iterable[str], data: bytes) -> str:
    """By the parts that it lists; where nothing can be listed, by what still lies in it."""
    listed = set(names)
    for part, kind in _PARTS:
        if part in listed or (not listed and part.encode() in data):
            return kind
    start = data[30:120]
    for kind in (media.ODT, media.ODS, media.ODP):
        if start.startswith(b"mimetype" + kind.encode()):
            return kind
    return media.ZIP


def _tested(kind: str, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Look:
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        detail = f"pakt uit tot meer dan {shown_size(MAX_UNPACKED)} of {_MAX_PARTS} delen; niet geopend"
        return Look(kind, FileProblem.TOO_LARGE, detail)
    for part in parts:
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return Look(kind, FileProblem.DAMAGED, f"onderdeel {part.filename!r} is vreemd ingepakt")
    broken = archive.testzip()
    if broken is not None:
        return Look(kind, FileProblem.DAMAGED, f"onderdeel {broken!r} is kapot")
    return Look(kind)


def look_into_ole(data: bytes) -> Look:
    """An older Office file, or an encrypted newer one: that lies in the same kind of container."""
    try:
        (sector_shift,) = struct.unpack_from("<H", data, 30)
        (first_directory,) = struct.unpack_from("<I", data, 48)
        size = 1 << sector_shift
        directory = size * (first_directory + 1)
        whole = sector_shift in (9, 12) and len(data) >= directory + size and len(data) >= 3 * size
        # Streams lie in whole sectors: a remainder means that the end is gone.
        whole = whole and len(data) % size == 0
    except struct.error:
        whole = False
    if _has_stream(data, "EncryptedPackage"):
        return Look(media.OLE, FileProblem.ENCRYPTED, "Office-bestand met een wachtwoord")
    kind = next((kind for stream, kind in _STREAMS if _has_stream(data, stream)), media.OLE)
    if not whole:
        return Look(kind, FileProblem.DAMAGED, "het Office-bestand is kapot of afgekapt")
    if kind == media.DOC and _word_encrypted(data):
        return Look(kind, FileProblem.ENCRYPTED, "Word-bestand met een wachtwoord")
    return Look(kind)


def _has_stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") + b"\0\0" in data


def _word_encrypted(data: bytes) -> bool:
    """The flag in the file information block, which most often lies right after the header."""
    magic, flags = struct.unpack_from("<H8xH", data, _OLE_HEADER)
    return bool(magic == 0xA5EC and flags & _WORD_ENCRYPTED)
