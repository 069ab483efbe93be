import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from inkoop_core import structure
from inkoop_core.api.definition import CountsFrom, ExclusionGround, GroundKind

CODE_LIST = Path(__file__).parents[4] / "shared" / "standards" / "espd" / "criterion_codes_en_nl.tsv"
LAST_EXCLUSION_CODE = "nati-ground"


@frozen
class Table:
    exclusion_grounds: tuple[ExclusionGround, ...]


def load() -> dict[str, ExclusionGround]:
    data: dict[str, Any] = tomllib.loads(
        files("inkoop_core.law").joinpath("exclusion_grounds.toml").read_text(encoding="utf-8")
    )
    table, problems = structure.strict(Table, data)
    assert problems == ()
    assert table is not None
    return {ground.code: ground for ground in table.exclusion_grounds}


GROUNDS = load()


def test_the_table_has_the_24_codes_once() -> None:
    assert len(GROUNDS) == 24


def test_no_spelling_belongs_to_two_grounds() -> None:
    spellings = [name for ground in GROUNDS.values() for name in (ground.code, *ground.aliases)]
    assert len(spellings) == len(set(spellings))


def test_every_ground_has_its_long_name() -> None:
    for ground in GROUNDS.values():
        assert any(alias.startswith("CRITERION.EXCLUSION.") for alias in ground.aliases)


@pytest.mark.skipif(not CODE_LIST.exists(), reason="the code list is not beside the repository")
def test_the_table_knows_every_code_of_the_european_list() -> None:
    codes = [line.split("\t")[0] for line in CODE_LIST.read_text(encoding="utf-8").splitlines()[1:]]
    listed = codes[: codes.index(LAST_EXCLUSION_CODE) + 1]
    spellings = {name: ground for ground in GROUNDS.values() for name in (ground.code, *ground.aliases)}
    assert len(listed) == 24
    assert {spellings[code].code for code in listed} == set(GROUNDS)
    assert set(GROUNDS) <= set(codes)


def test_convictions_count_for_five_years_from_the_final_decision() -> None:
    mandatory = {code for code, ground in GROUNDS.items() if ground.kind is GroundKind.MANDATORY}
    assert mandatory == {
        "crime-org",
        "corruption",
        "fraud",
        "terr-offence",
        "finan-laund",
        "human-traffic",
    }
    for code in mandatory:
        assert (GROUNDS[code].counts_from, GROUNDS[code].lookback_years) == (CountsFrom.DECISION, 5)


def test_taxes_and_premiums_are_a_kind_of_their_own_without_look_back() -> None:
    payment = {code for code, ground in GROUNDS.items() if ground.kind is GroundKind.PAYMENT}
    assert payment == {"tax-pay", "socsec-pay"}
    assert {GROUNDS[code].lookback_years for code in payment} == {None}


@pytest.mark.parametrize(
    ("code", "counts_from", "years"),
    [
        ("labour-law", CountsFrom.END_OF_EVENT, 3),
        ("prof-misconduct", CountsFrom.EVENT, 3),
        ("distorsion", CountsFrom.DECISION, 3),
        ("bankruptcy", CountsFrom.PRESENT, None),
        ("partic-confl", CountsFrom.PRESENT, None),
    ],
)
def test_facultative_grounds_count_from_their_own_date(
    code: str, counts_from: CountsFrom, years: int | None
) -> None:
    ground = GROUNDS[code]
    assert (ground.kind, ground.counts_from, ground.lookback_years) == (
        GroundKind.FACULTATIVE,
        counts_from,
        years,
    )


def test_the_law_does_not_say_which_facultative_grounds_a_tender_applies() -> None:
    assert {ground.applies for ground in GROUNDS.values()} == {None}


def test_an_older_spelling_of_misrepresentation_is_known() -> None:
    assert "misinterpr" in GROUNDS["misrepresent"].aliases
