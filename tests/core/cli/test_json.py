"""docs/json.md says what the JSON output holds: every key, and every value of every choice."""

import json
import re
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.api.views import ColumnKind
from inkoop_core.assessment.model import Effect, RuleFailure, Standing, StepState, SubmissionAssessment
from inkoop_core.assessment.report import submission_report
from inkoop_core.domain.decision import DecisionOutcome, RulingOutcome
from inkoop_core.domain.finding import Consequence, Verdict
from inkoop_core.testing.builders import a_definition

TENDER = "dalfsen-wmo-2027"
PAGE = (Path(__file__).parents[3] / "docs" / "json.md").read_text("utf-8")
CHOICES: dict[str, type[Enum]] = {
    "submissions[].steps[].state": StepState,
    "submissions[].findings[].verdict": Verdict,
    "submissions[].findings[].consequence": Consequence,
    "submissions[].findings[].effect": Effect,
    "submissions[].findings[].ruling.outcome": RulingOutcome,
    "submissions[].outcome": Standing,
    "submissions[].decision.outcome": DecisionOutcome,
    "columns[].kind": ColumnKind,
}
FREE = {"submissions[].scores.criteria", "rows[]"}
"""Tables whose keys are ids of the procedure or of the view."""
KINDS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "choice": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
    "instant": lambda value: bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", value)),
    "value": lambda value: value is None or isinstance(value, str | int),
}


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def documented(title: str) -> dict[str, str]:
    """The kind of each key that a section documents."""
    rows = re.findall(r"^\| `([^`]+)` \| ([^|`]+) \| [^|]+\|$", section(title), re.MULTILINE)
    return {key: kind.strip() for key, kind in rows}


def documented_choices(title: str) -> dict[str, list[str]]:
    rows = re.findall(r"^\| `([^`]+)` \| (`[^|]+`) \|$", section(title), re.MULTILINE)
    return {key: re.findall(r"`([^`]+)`", values) for key, values in rows}


def keys_of(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every key with its value, as the page writes it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            place = f"{path}{{}}" if path in FREE else f"{path}.{key}".lstrip(".")
            yield place, inner
            yield from keys_of(inner, place)
    if isinstance(value, list):
        for inner in value:
            yield from keys_of(inner, f"{path}[]")


def fits(kind: str, value: Any) -> bool:
    return any(KINDS[one](value) for one in kind.split(" or "))


@pytest.fixture
def decided(inkoop: Callable[..., Any], changed: Path) -> Path:
    """The desk with a ruling, a decision, and a version of the tender document that was registered after that."""
    inkoop("--db", changed, "do", "rol-toekennen", "--person", "els", "--role", "decision-maker")
    for action, fields in (
        (
            "oordeel-vastleggen",
            ("--submission=S-002", "--requirement=PRO-13", "--outcome=uphold", "--reason=laat"),
        ),
        ("gunningsbeslissing-nemen", ("--reason=laat", "--mandate=besluit", "--submissions=S-002")),
    ):
        made = inkoop("--db", changed, "--user", "anna", "do", action, *fields)
        assert made.code == 0, made.err
        number = made.out.split()[1]
        confirmed = inkoop("--db", changed, "do", "voorstel-bevestigen", "--proposal", number)
        assert confirmed.code == 0, confirmed.err
    registered = inkoop(
        "--db",
        changed,
        "--user",
        "anna",
        "do",
        "aanbestedingsdocument-vastleggen",
        "--version=1.2",
        "--published_at=13-04-2026 09:00",
        "--where=TenderNed",
        "--source=bericht",
    )
    assert registered.code == 0, registered.err
    return changed


def test_assess_gives_the_documented_keys_and_no_other(inkoop: Callable[..., Any], decided: Path) -> None:
    report = json.loads(inkoop("--db", decided, "--json", "assess", TENDER).out)
    found = list(keys_of(report))
    known = documented("assess")
    undecided = {key for key in known if key.startswith("submissions[].undecided[]")}
    assert {key for key, _ in found} | undecided == set(known)
    assert [(key, value) for key, value in found if not fits(known[key], value)] == []


def test_a_version_that_is_registered_is_cited_and_makes_no_ruling_stale(
    inkoop: Callable[..., Any], decided: Path
) -> None:
    told = inkoop("--db", decided, "assess", TENDER, "--submission", "S-002").out
    assert "PRO-13 inkoopdocument versie 1.2, §" in told
    assert "(verouderd)" not in told
    assert "herzien" not in inkoop("--db", decided, "view", "taken").out


def test_an_undecided_requirement_is_given_as_documented() -> None:
    failure = RuleFailure("E1", "proef", "RuntimeError: stuk", "S-001")
    item = SubmissionAssessment("S-001", "X", (), (), (), None, Standing.UNDECIDED, (), (), (failure,))
    (told,) = submission_report(item, a_definition())["undecided"]
    known = documented("assess")
    assert {f"submissions[].undecided[].{key}" for key in told} == {
        key for key in known if key.startswith("submissions[].undecided[]")
    }


def test_assess_of_one_submission_has_the_same_form(inkoop: Callable[..., Any], looked_at: Path) -> None:
    report = json.loads(inkoop("--db", looked_at, "assess", TENDER, "--submission", "S-003", "--json").out)
    assert [item["id"] for item in report["submissions"]] == ["S-003"]
    assert {key for key, _ in keys_of(report)} <= set(documented("assess"))


@pytest.mark.parametrize("view", ["matrix", "bevindingen", "feiten", "journaal", "voorstellen", "procedures"])
def test_views_give_the_documented_keys(inkoop: Callable[..., Any], decided: Path, view: str) -> None:
    table = json.loads(inkoop("--db", decided, "--json", "view", view).out)
    known = documented("view")
    found = list(keys_of(table))
    assert {key for key, _ in found} | {"rows[]{}"} == set(known)
    assert [(key, value) for key, value in found if not fits(known[key], value)] == []
    names = [column["id"] for column in table["columns"]]
    assert all(list(row) == names for row in table["rows"])


def test_plugins_give_the_documented_columns(inkoop: Callable[..., Any]) -> None:
    table = json.loads(inkoop("--json", "plugins").out)
    columns = re.findall(r"^\| `(\w+)` \|", section("plugins"), re.MULTILINE)
    assert [column["id"] for column in table["columns"]] == columns


def test_every_choice_is_documented_with_all_its_values() -> None:
    told = documented_choices("assess") | documented_choices("view")
    assert set(told) == set(CHOICES)
    for key, values in told.items():
        assert set(values) == {member.value for member in CHOICES[key]}, key
    choices = {
        key for title in ("assess", "view") for key, kind in documented(title).items() if kind == "choice"
    }
    assert choices == set(CHOICES)
