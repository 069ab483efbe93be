"""Zip files, the same bytes on every run."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PACKED_AT = (2026, 6, 1, 9, 0, 0)


def packed(contents: dict[str, bytes]) -> bytes:
    """A zip of these files, in this order, all with the same fixed time."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in contents.items():
            entry = ZipInfo(name, PACKED_AT)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content, compresslevel=9)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a zip by name, in their order."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
