"""A package that is a folder."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen

from inkoop_core.domain.canonical import digest
from inkoop_core.reading.limits import Limits, shown_size
from inkoop_core.reading.sources import (
    Content,
    digest_of,
    double_names,
    name_problem,
    normal,
    refused,
    shown_name,
)


@frozen
class FolderSource:
    """The regular files of a folder and its subfolders."""

    name: str
    sizes: Mapping[str, int]
    problems: tuple[str, ...]
    paths: Mapping[str, Path]

    def content(self, name: str) -> Content:
        try:
            with self.paths[name].open("rb") as file:
                # One byte more than was listed shows that somebody is still writing to it.
                data = file.read(self.sizes[name] + 1)
        except OSError as error:
            raise refused(self.name, [f"{name}: kan niet worden gelezen ({error.strerror})"]) from error
        if len(data) != self.sizes[name]:
            raise refused(
                self.name, [f"{name}: verandert terwijl het wordt gelezen; wacht tot de map klaar is"]
            )
        return Content(data)

    def size(self) -> int:
        return sum(self.sizes.values())

    def sha256(self, digests: Mapping[str, str] | None = None) -> str:
        return digest_of(digests or {name: digest(self.content(name).data) for name in self.sizes})


def open_folder(path: Path, limits: Limits) -> FolderSource:
    """List a folder. Raises PackageError when it cannot be listed or holds too much."""
    name = path.resolve().name
    sizes: dict[str, int] = {}
    paths: dict[str, Path] = {}
    names: list[str] = []
    problems: list[str] = []
    try:
        for count, (raw, entry) in enumerate(_entries(path), start=1):
            if count > limits.max_files:
                raise refused(name, [f"bevat meer dan {limits.max_files} bestanden; is dit de goede map?"])
            problem = _kind_problem(entry) or name_problem(raw)
            names.append(raw)
            if problem:
                problems.append(f"{shown_name(raw)}: {problem}")
            else:
                sizes[normal(raw)] = entry.stat(follow_symlinks=False).st_size
                paths[normal(raw)] = Path(entry.path)
    except OSError as error:
        raise refused(name, [f"{error.filename}: kan niet worden gelezen ({error.strerror})"]) from error
    if sum(sizes.values()) > limits.max_package_bytes:
        raise refused(name, [f"is groter dan {shown_size(limits.max_package_bytes)}"])
    return FolderSource(name, dict(sorted(sizes.items())), (*problems, *double_names(names)), paths)


def _entries(top: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every entry that is no real folder, with its name from the top; links are not followed."""
    waiting = [("", str(top))]
    while waiting:
        prefix, folder = waiting.pop()
        with os.scandir(folder) as found:
            for entry in sorted(found, key=lambda one: one.name):
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    yield f"{prefix}{entry.name}", entry


def _kind_problem(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "is een symbolische koppeling; zet het bestand zelf in het pakket"
    if not entry.is_file(follow_symlinks=False):
        return "is geen gewoon bestand"
    return ""
