"""docs/submission-package.md says what the classes say."""

import re
import typing
from collections.abc import Callable
from enum import Enum
from pathlib import Path

import attrs
import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import Declaration
from inkoop_core.domain.package import FileProblem
from inkoop_core.reading import FilePackageReader, Limits
from inkoop_core.reading.pdf import COVER_WORDS, TEXT_PAGES
from inkoop_core.reading.sources import MAX_NAME

PAGE = (Path(__file__).parents[3] / "docs" / "submission-package.md").read_text(encoding="utf-8")


def inner(kind: object) -> list[type]:
    """The classes inside a type such as `tuple[Party, ...]` or `Offer | None`."""
    if isinstance(kind, type) and not typing.get_args(kind):
        return [kind]
    return [found for argument in typing.get_args(kind) for found in inner(argument)]


def reachable(cls: type) -> list[type]:
    """The attrs classes and Enums that a declaration is made of."""
    found = [cls]
    for known in found:
        fields = attrs.fields(known) if attrs.has(known) else ()
        for kind in (kind for field in fields for kind in inner(field.type)):
            if (attrs.has(kind) or issubclass(kind, Enum)) and kind not in found:
                found.append(kind)
    return found


CLASSES = [kind for kind in reachable(Declaration) if attrs.has(kind)]
ENUMS = [kind for kind in reachable(Declaration) if issubclass(kind, Enum)]


def tables() -> list[set[str]]:
    """The keys of each table under `inschrijving.toml`."""
    page = PAGE[PAGE.index("## `inschrijving.toml`") : PAGE.index("## Example")]
    return [
        set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
        for table in page.split("| key | type | meaning |")[1:]
    ]


@pytest.mark.parametrize("cls", CLASSES)
def test_every_class_has_a_table_with_exactly_its_keys(cls: type) -> None:
    assert {field.name for field in attrs.fields(cls)} in tables()


def test_there_is_no_table_too_many() -> None:
    assert len(CLASSES) == len(tables()) == 14


@pytest.mark.parametrize("enum", [*ENUMS, FileProblem])
def test_every_choice_is_named_with_its_label(enum: type[Enum]) -> None:
    for member in enum:
        label = member.label  # type: ignore[attr-defined]
        assert f"`{member.value}` ({label})" in PAGE or f"| `{member.value}` | {label} |" in PAGE


def test_the_limits_are_the_limits_of_the_reader() -> None:
    limits = Limits()
    assert f"| files in a package | {limits.max_files} |" in PAGE
    assert f"| one file | {limits.max_file_bytes // 2**20} MiB |" in PAGE
    assert f"zipped and unpacked | {limits.max_package_bytes // 2**30} GiB |" in PAGE
    assert f"from {limits.ratio_from // 2**20} MiB and for the whole | {limits.max_ratio} times |" in PAGE
    assert f"| `inschrijving.toml` | {limits.max_declaration_bytes // 2**10} KiB |" in PAGE
    assert f"fewer than {COVER_WORDS}\nwords" in PAGE
    assert f"of the first {TEXT_PAGES}, pages" in PAGE
    assert f"more than {MAX_NAME} characters" in PAGE


def test_the_example_can_be_taken_in(
    reader: FilePackageReader, definition: TenderDefinition, folder: Callable[..., Path]
) -> None:
    example = PAGE[PAGE.index("```toml") + 7 : PAGE.rindex("```")]
    reading = reader.read(folder(toml=example), definition)
    assert reading.declaration is not None
    assert len(reading.files) == len(reading.declaration.documents) == 2
