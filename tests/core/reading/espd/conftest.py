"""A definition that knows every exclusion ground, sample responses and the official files where they are."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from importlib import resources
from pathlib import Path

import pytest

from inkoop_core.api.definition import ExclusionGround, TenderDefinition
from inkoop_core.domain.reading import ReadFact
from inkoop_core.structure import strict
from inkoop_core.testing.builders import a_definition

OFFICIAL = Path(__file__).parents[4].parent / "shared/standards/espd"


@pytest.fixture(scope="session")
def definition() -> TenderDefinition:
    """One that has the law's table of grounds."""
    text = (resources.files("inkoop_core") / "law" / "exclusion_grounds.toml").read_text("utf-8")
    grounds = [strict(ExclusionGround, ground) for ground in tomllib.loads(text)["exclusion_grounds"]]
    assert [problems for _, problems in grounds if problems] == []
    return a_definition(exclusion_grounds=tuple(ground for ground, _ in grounds if ground is not None))


@pytest.fixture(scope="session")
def official() -> Callable[[str], bytes]:
    """An official file by its path; the test is skipped where it is not."""

    def read(path: str) -> bytes:
        if not (OFFICIAL / path).is_file():
            pytest.skip(f"{path} is not on this machine")
        return (OFFICIAL / path).read_bytes()

    return read


@pytest.fixture(scope="session")
def official_folder() -> Path:
    if not OFFICIAL.is_dir():
        pytest.skip("the official files are not on this machine")
    return OFFICIAL


@pytest.fixture(scope="session")
def said() -> Callable[[Iterable[ReadFact], str, str], Mapping[str, str]]:
    """The values of one read fact, by field, as canonical JSON."""

    def values(facts: Iterable[ReadFact], kind: str, part: str = "") -> Mapping[str, str]:
        (fact,) = [fact for fact in facts if (fact.kind, fact.part) == (kind, part)]
        return {value.field: value.value for value in fact.values}

    return values
