"""What a folder and a zip have in common, and which names they may hold."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Protocol

from attrs import field, frozen

from inkoop_core.domain.canonical import digest
from inkoop_core.domain.package import FileProblem
from inkoop_core.errors import PackageError

DECLARATION = "inschrijving.toml"
MAX_NAME = 250
_DRIVE = re.compile(r"[A-Za-z]:")
_UNFIT = {"Cc", "Cs", "Zl", "Zp"}
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of writing, with which `fdp.exe` is shown as `exe.pdf`."""


@frozen
class Content:
    """The bytes of one file.

    problem, detail  set when the file could not be taken out of the zip: then `data` is the file as it lies
                     in the zip, so that nothing is lost
    """

    data: bytes = field(repr=False)
    problem: FileProblem | None = None
    detail: str = ""

    @cached_property
    def sha256(self) -> str:
        """The hash of the bytes, taken once."""
        return digest(self.data)


class Source(Protocol):
    """A folder or zip whose files were listed, not read.

    sizes     bytes by name (NFC, "/" between folders), of the files that can be read; sorted
    problems  why it cannot be taken in, one line per file
    """

    @property
    def name(self) -> str: ...

    @property
    def sizes(self) -> Mapping[str, int]: ...

    @property
    def problems(self) -> tuple[str, ...]: ...

    def content(self, name: str) -> Content:
        """Read one file. Raises PackageError when it cannot be read or is not what it says."""

    def size(self) -> int:
        """Bytes of the zip, or of all files of the folder."""

    def sha256(self, digests: Mapping[str, str] | None = None) -> str:
        """The hash of the whole; `digests` by name saves a folder reading its files again."""


def digest_of(digests: Mapping[str, str]) -> str:
    """The SHA-256 of a package that is no file itself: over its files' names and hashes."""
    return digest("".join(f"{name}\0{digests[name]}\n" for name in sorted(digests)).encode())


def refused(name: str, lines: Iterable[str]) -> PackageError:
    """The refusal of a package."""
    return PackageError(f"Pakket {shown_name(name)} kan niet worden ingenomen:", tuple(lines))


def shown_name(name: str) -> str:
    """A file name as it can be shown: control characters and undecodable bytes escaped."""
    return name if name.isprintable() else ascii(name)


def normal(name: str) -> str:
    """The one spelling (NFC) under which a name is known; macOS writes accents apart."""
    return unicodedata.normalize("NFC", name)


def name_problem(name: str) -> str:
    """Why a name could lead outside the package or cannot be kept; "" when it is sound."""
    if any(unicodedata.category(sign) in _UNFIT or sign in _TURNS for sign in name):
        return "de naam bevat stuurtekens of onleesbare tekens; geef het bestand een gewone naam"
    if "\\" in name:
        return "de naam bevat een backslash; gebruik / tussen mappen"
    if name.startswith("/") or _DRIVE.match(name):
        return "de naam is een absoluut pad; binnen een pakket staan alleen namen vanaf de eigen map"
    if any(part in ("", ".", "..") for part in name.removesuffix("/").split("/")):
        return "de naam leidt buiten het pakket of bevat een leeg mapdeel (.., . of //)"
    if len(name) > MAX_NAME:
        return f"de naam telt {len(name)} tekens; ten hoogste {MAX_NAME}"
    return ""


def double_names(names: Iterable[str]) -> Iterator[str]:
    """A line for each name that occurs more than once, also when only capitals or accents differ."""
    spellings = defaultdict(list)
    for name in names:
        spellings[normal(name).casefold()].append(name)
    for same in spellings.values():
        if len(same) > 1:
            others = ", ".join(shown_name(name) for name in sorted(same))
            yield f"{others}: dezelfde naam komt {len(same)} keer voor; geef elk bestand een eigen naam"
