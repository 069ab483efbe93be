"""A package that is a zip. Its files are unpacked in memory, one at a time, never to disk."""

import mmap
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from attrs import field, frozen

from inkoop_core.domain.canonical import digest
from inkoop_core.domain.package import FileProblem
from inkoop_core.reading.limits import Limits, shown_size
from inkoop_core.reading.sources import (
    DECLARATION,
    Content,
    digest_of,
    double_names,
    name_problem,
    normal,
    refused,
    shown_name,
)

_LOCAL_HEADER = struct.Struct("<4s22xHH")
_MAX_RECORDS = 100_000
"""More directory records than this are not even listed; files inside a zip in the package count as well."""
_MAC_EXTRAS = "__MACOSX/"
_KEPT = "het bestand is bewaard zoals het in de zip staat"


Held = bytes | mmap.mmap
"""A zip in memory, or one that lies on the disk and is looked at where it is needed."""


class _Damaged(Exception):
    """A file cannot be taken out of the zip; the text says why."""


@frozen
class ZipSource:
    """The files of a zip, or of a folder in it.

    whole  it is the zip; else a folder, which is known by its files
    """

    name: str
    sizes: Mapping[str, int]
    problems: tuple[str, ...]
    members: Mapping[str, zipfile.ZipInfo]
    data: Held = field(repr=False)
    whole: bool = True

    def content(self, name: str) -> Content:
        member = self.members[name]
        if member.flag_bits & 0x1:
            return Content(
                self._as_it_lies(member), FileProblem.ENCRYPTED, f"met een zip-wachtwoord; {_KEPT}"
            )
        try:
            return Content(self._unpacked(name, member))
        except _Damaged as reason:
            return Content(self._as_it_lies(member), FileProblem.DAMAGED, f"{reason}; {_KEPT}")

    def size(self) -> int:
        return len(self.data) if self.whole else sum(self.sizes.values())

    def sha256(self, digests: Mapping[str, str] | None = None) -> str:
        if self.whole:
            return digest(bytes(self.data))
        return digest_of(digests or {name: digest(self.content(name).data) for name in self.sizes})

    def _as_it_lies(self, member: zipfile.ZipInfo) -> bytes:
        start = max(member.header_offset, 0)
        header = self.data[start : start + 30]
        lengths = _LOCAL_HEADER.unpack(header)[1:] if len(header) == 30 else ()
        return self.data[start : start + 30 + sum(lengths) + member.compress_size]

    def _unpacked(self, name: str, member: zipfile.ZipInfo) -> bytes:
        """The file itself. Raises PackageError when it holds more than the zip says."""
        packed = self._packed(member)
        if member.compress_type == zipfile.ZIP_STORED:
            unpacked = packed
        else:
            inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                unpacked = inflater.decompress(packed, member.file_size + 1)
            except zlib.error:
                raise _Damaged("de ingepakte gegevens zijn kapot") from None
        if len(unpacked) > member.file_size:
            raise refused(
                self.name,
                [f"{name}: pakt uit tot meer dan de {member.file_size} bytes die de zip opgeeft (zipbom)"],
            )
        if len(unpacked) != member.file_size or zlib.crc32(unpacked) != member.CRC:
            raise _Damaged("de inhoud klopt niet met het controlegetal in de zip")
        return unpacked

    def _packed(self, member: zipfile.ZipInfo) -> bytes:
        start = member.header_offset
        header = self.data[start : start + 30]
        if start < 0 or len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise _Damaged("het begin van het bestand ontbreekt in de zip")
        _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        begin = start + 30 + name_length + extra_length
        encoding = "utf-8" if member.flag_bits & 0x800 else "cp437"
        if self.data[start + 30 : start + 30 + name_length] != member.orig_filename.encode(
            encoding, "replace"
        ):
            raise _Damaged("de zip noemt het bestand op twee plaatsen anders")
        packed = self.data[begin : begin + member.compress_size]
        if len(packed) != member.compress_size:
            raise _Damaged("het bestand is afgekapt")
        return packed


def open_zip(path: Path, limits: Limits) -> ZipSource:
    """List a zip. Raises PackageError when it has no readable directory or holds too much."""
    try:
        if path.stat().st_size > limits.max_package_bytes:
            raise refused(path.name, [f"is groter dan {shown_size(limits.max_package_bytes)}"])
        data = path.read_bytes()
    except OSError as error:
        raise refused(path.name, [f"kan niet worden gelezen ({error.strerror})"]) from error
    return zip_source(path.name, data, limits)


def zip_source(name: str, data: bytes, limits: Limits) -> ZipSource:
    """The same for a zip in memory, such as one inside another."""
    if len(data) > limits.max_package_bytes:
        raise refused(name, [f"is groter dan {shown_size(limits.max_package_bytes)}"])
    members = _directory(name, data)
    top = top_folder([member.orig_filename for member in members if not member.filename.endswith("/")])
    return _source(name, members, top, data, limits, whole=True)


def vault_members(path: Path, limits: Limits) -> tuple[mmap.mmap, list[zipfile.ZipInfo]]:
    """A zip of packages as it lies on the disk, and what is in it. Raises PackageError."""
    try:
        with path.open("rb") as file:
            if path.stat().st_size > limits.max_vault_bytes:
                raise refused(path.name, [f"is groter dan {shown_size(limits.max_vault_bytes)}"])
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise refused(path.name, [f"kan niet worden gelezen ({error})"]) from error
    members = _directory(path.name, data)
    if len(members) > limits.max_vault_files:
        raise refused(path.name, [f"bevat {len(members)} bestanden; ten hoogste {limits.max_vault_files}"])
    overlaps = tuple(_overlaps(members))
    if overlaps:
        raise refused(path.name, overlaps)
    return data, members


def folder_in_zip(
    name: str, members: Sequence[zipfile.ZipInfo], top: str, data: Held, limits: Limits
) -> ZipSource:
    """A folder in a zip of packages; `members` are those whose name begins with `top`."""
    return _source(name, members, top, data, limits, whole=False)


def _source(
    name: str, members: Sequence[zipfile.ZipInfo], top: str, data: Held, limits: Limits, *, whole: bool
) -> ZipSource:
    files = [member for member in members if not member.filename.endswith("/")]
    if len(files) > limits.max_files:
        raise refused(name, [f"bevat {len(files)} bestanden; ten hoogste {limits.max_files}"])
    problems: list[str] = []
    sound: list[zipfile.ZipInfo] = []
    for member in members:
        reasons = tuple(_member_problems(member, limits))
        problems += [f"{shown_name(member.orig_filename)}: {reason}" for reason in reasons]
        if not reasons and not member.filename.endswith("/"):
            sound.append(member)
    within = [normal(member.orig_filename.removeprefix(top)) for member in sound]
    named = dict(zip(within, sound, strict=True))
    packed = len(data) if whole else sum(_packed_length(member) for member in files)
    problems += [
        *double_names(member.orig_filename for member in files),
        *_overlaps(members),
        *_too_much(files, packed, limits),
    ]
    if within.count(DECLARATION) > 1:
        raise refused(name, problems)
    sizes = {one: named[one].file_size for one in sorted(named)}
    return ZipSource(name, sizes, tuple(problems), named, data, whole)


def _directory(name: str, data: Held) -> list[zipfile.ZipInfo]:
    if not data:
        raise refused(name, ["is leeg (0 bytes); exporteer het pakket opnieuw"])
    if data[:2] != b"PK":
        raise refused(name, ["is geen map en geen zip; geef een map of een .zip"])
    if _more_records(data):
        raise refused(name, [f"bevat meer dan {_MAX_RECORDS} bestanden"])
    try:
        with zipfile.ZipFile(BytesIO(data) if isinstance(data, bytes) else data) as archive:  # type: ignore[arg-type]
            members = archive.infolist()
        announced = _announced(data)
    except Exception as error:  # a hostile zip can make zipfile raise anything
        raise refused(
            name, ["de zip is beschadigd of afgekapt: de inhoudsopgave is niet leesbaar; exporteer opnieuw"]
        ) from error
    if len(members) != announced:
        line = f"de zip zegt {announced} bestanden te bevatten, maar noemt er {len(members)}"
        raise refused(name, [f"{line}; exporteer opnieuw"])
    if not members:
        raise refused(name, ["de zip bevat geen bestanden"])
    return members


def _more_records(data: Held) -> bool:
    """Whether there are more directory records than are listed."""
    count, place = 0, data.find(b"PK\x01\x02")
    while place >= 0 and count <= _MAX_RECORDS:
        count, place = count + 1, data.find(b"PK\x01\x02", place + 4)
    return count > _MAX_RECORDS


def _announced(data: Held) -> int:
    """The number of files according to the end of the zip, which zipfile does not compare."""
    small, large = data.rfind(b"PK\x05\x06"), data.rfind(b"PK\x06\x06")
    (count,) = struct.unpack_from("<H", data, small + 10)
    if count == 0xFFFF and large >= 0:
        (count,) = struct.unpack_from("<Q", data, large + 32)
    return int(count)


def _member_problems(member: zipfile.ZipInfo, limits: Limits) -> Iterator[str]:
    problem = name_problem(member.orig_filename)
    if problem:
        yield problem
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind == stat.S_IFLNK:
        yield "is een symbolische koppeling; zet het bestand zelf in het pakket"
    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        yield "is geen gewoon bestand"
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        yield f"is ingepakt met methode {member.compress_type}; pak in als gewone zip (deflate)"
    if member.filename.endswith("/") and member.file_size:
        yield "staat als map in de zip, maar heeft inhoud"
    if _is_bomb(member.file_size, member.compress_size, limits):
        yield (
            f"pakt uit van {member.compress_size} naar {member.file_size} bytes, meer dan {limits.max_ratio} "
            "keer zo groot (zipbom)"
        )


def _too_much(files: Iterable[zipfile.ZipInfo], size: int, limits: Limits) -> Iterator[str]:
    total = sum(member.file_size for member in files)
    if total > limits.max_package_bytes:
        yield f"alle bestanden samen pakken uit tot meer dan {shown_size(limits.max_package_bytes)} (zipbom)"
    elif _is_bomb(total, size, limits):
        yield f"alle bestanden samen pakken uit tot meer dan {limits.max_ratio} keer de zip (zipbom)"


def _is_bomb(unpacked: int, packed: int, limits: Limits) -> bool:
    return unpacked >= limits.ratio_from and unpacked > limits.max_ratio * packed


def _packed_length(member: zipfile.ZipInfo) -> int:
    """Bytes in the zip from the start of its local header, at the very least."""
    return 30 + len(member.orig_filename) + member.compress_size


def _overlaps(members: Iterable[zipfile.ZipInfo]) -> Iterator[str]:
    """Files that share bytes of the zip: how a small zip pretends to hold very much."""
    previous: zipfile.ZipInfo | None = None
    for member in sorted(members, key=lambda one: one.header_offset):
        if previous and member.header_offset < previous.header_offset + _packed_length(previous):
            names = f"{shown_name(previous.orig_filename)}, {shown_name(member.orig_filename)}"
            yield f"{names}: overlappen elkaar in de zip"
        previous = member


def top_folder(names: Sequence[str]) -> str:
    """The one folder that holds everything, with its "/"; "" when there is none."""
    own = [name for name in names if not name.startswith(_MAC_EXTRAS)]
    tops = {name.partition("/")[0] for name in own if "/" in name}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in own) else ""
