"""A plugin that raises leaves its step undecided; without the plugin nothing is assessed or done, all can be read."""

from collections.abc import Callable
from typing import Any

import pytest

from inkoop_core.assessment.model import Standing, StepState
from inkoop_core.cli.show import rows_of
from inkoop_core.desk.documents import offered_content
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.package import Document
from inkoop_core.domain.role import Role
from inkoop_core.errors import PluginMissing, TenderFileError
from inkoop_core.plugins import Point, discover
from inkoop_core.standard.plugin import plugin as standard

MISSING = (
    r"kan niet worden beoordeeld en er kan niet in worden gehandeld: plugin 'proef' is niet geïnstalleerd"
)


def rows(desk: Any, view: str, **arguments: Any) -> list[dict[str, Any]]:
    table = desk.view(view, "klein-2026", desk.views[view].arguments(**arguments))
    names = [column.id for column in table.columns]
    return [dict(zip(names, row.cells, strict=True)) for row in rows_of(table)]


def test_a_rule_that_raises_leaves_its_own_step_undecided(office: Any) -> None:
    submission = office.take_in()
    office.plugin.rule_raises = True
    item = office.assessed(submission)
    states = {step.number: step.state for step in item.steps}
    assert item.standing is Standing.UNDECIDED
    assert states[2] is StepState.UNDECIDED
    assert states[0] is StepState.CLEAR
    (row,) = [row for row in office.rows("bevindingen") if row["verdict"] == "onbeslist"]
    assert (row["requirement"], row["explanation"]) == (
        "PROEF",
        "plugin proef: RuntimeError: de regel is stuk",
    )


def test_a_hook_that_raises_leaves_its_requirements_undecided_for_everybody(office: Any) -> None:
    office.take_in()
    office.take_in()
    office.plugin.hook_raises = True
    standings = {item.standing for item in office.desk.assessment("klein-2026").submissions}
    assert standings == {Standing.UNDECIDED}
    (row, _) = [row for row in office.rows("bevindingen") if row["verdict"] == "onbeslist"]
    assert "plugin 'proef' liep vast bij inkoop_eligibility_rules" in row["explanation"]


@pytest.mark.parametrize("answer", [(), (None,), "tekst", 5])
def test_a_rule_that_answers_something_else_leaves_its_step_undecided(office: Any, answer: Any) -> None:
    submission = office.take_in()
    office.plugin.answer = answer
    item = office.assessed(submission)
    assert item.standing is Standing.UNDECIDED
    assert [failure.requirement for failure in item.failures] == ["PROEF"]


@pytest.fixture
def bare(office: Any, opened: Callable[..., Any], without_plugin: Any) -> Any:
    """The desk with one submission and a fact of the plugin, opened where the plugin is not installed."""
    office.take_in(pages=5)
    office.do("anna", "proef-opmerken", text="let op")
    return opened(without_plugin, office.clock)


def test_without_its_plugin_a_procedure_cannot_be_assessed(bare: Any) -> None:
    with pytest.raises(PluginMissing, match=MISSING):
        bare.assessment("klein-2026")
    for view in ("matrix", "bevindingen", "taken", "scores", "eisen", "noten"):
        with pytest.raises(PluginMissing, match=MISSING):
            bare.view(view, "klein-2026")


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("rol-toekennen", {"person": "hugo", "role": None}),
        ("incident-melden", {"submission": "S-001", "what": "x", "by_whom": "y", "happened_at": None}),
        ("feit-intrekken", {"fact": 20, "reason": "x"}),
        ("gunningsbeslissing-nemen", {"reason": "x", "mandate": "y"}),
        ("scoreronde-sluiten", {"reason": "x"}),
    ],
)
def test_without_its_plugin_nothing_can_be_done_in_a_procedure(
    bare: Any, action: str, fields: dict[str, Any]
) -> None:
    known = {"role": Role.AUDITOR, "happened_at": bare.clock()}
    command = bare.action(action).command(**{k: known[k] if v is None else v for k, v in fields.items()})
    before = bare.store.head("klein-2026")
    with pytest.raises(PluginMissing, match=MISSING):
        bare.perform(action, "klein-2026", command)
    assert bare.store.head("klein-2026") == before


def test_without_its_plugin_a_proposal_cannot_be_confirmed_or_turned_down(
    office: Any, opened: Callable[..., Any], without_plugin: Any
) -> None:
    submission = office.take_in(channel="post")
    fields = {"requirement": "WEG", "outcome": RulingOutcome.UPHOLD, "reason": "per post"}
    done = office.do("anna", "oordeel-vastleggen", submission=submission, **fields)
    desk = opened(without_plugin, office.clock, "oprichter")
    with pytest.raises(PluginMissing, match=MISSING):
        desk.confirm("klein-2026", done.proposal)
    with pytest.raises(PluginMissing, match=MISSING):
        desk.turn_down("klein-2026", done.proposal, "nee")


def test_without_its_plugin_journal_and_facts_can_be_read_the_plugins_own_too(bare: Any) -> None:
    assert [row["action"] for row in rows(bare, "journaal")][-1] == "proef-opmerken"
    (remark,) = rows(bare, "feiten", kind="proef.opmerking")
    assert "let op" in remark["body"]
    assert [row["kind"] for row in rows(bare, "feiten", submission="S-001")].count("document (document)") == 2
    assert rows(bare, "rollen")[0]["person"] == "anna"
    assert rows(bare, "voorstellen") == []
    assert rows(bare, "tijdsverschillen") == []


def test_without_its_plugin_files_can_be_read_and_pages_beyond_the_limit_stay_closed(bare: Any) -> None:
    by_kind = {row["kind"]: row["offered"] for row in rows(bare, "documenten")}
    assert by_kind["UEA"] == "1-1"
    assert by_kind["Plan SG1"].startswith("1-2")
    assert offered_content(bare, "klein-2026", "S-001", "uea")[1] == "uea.pdf, geheel"
    assert "pagina 1 tot en met 2 van 5" in offered_content(bare, "klein-2026", "S-001", "sg1")[1]
    files = [fact.body.sha256 for fact in bare.state("klein-2026").facts(Document)]
    assert all(bare.store.file(sha256) for sha256 in files)


def test_without_its_plugin_a_procedure_is_listed_with_the_reason(bare: Any) -> None:
    (row,) = rows(bare, "procedures")
    assert (row["id"], row["submissions"]) == ("klein-2026", 1)
    assert "plugin 'proef' is niet geïnstalleerd" in row["note"]


def test_without_its_plugin_the_desk_can_be_verified(bare: Any) -> None:
    assert [report.problems for report in bare.store.verify()] == [(), ()]


@pytest.mark.usefixtures("bare")
def test_with_the_plugin_back_all_goes_on(office: Any) -> None:
    assert office.desk.assessment("klein-2026").submissions
    (remark,) = office.rows("feiten", kind="proef.opmerking")
    assert remark["body"] == "text: let op"


def test_a_tender_whose_plugin_is_missing_is_not_added(
    founded: Any, opened: Callable[..., Any], trial_plugin: Any
) -> None:
    alone = discover([Point("proef", "inkoop-core", "1.0", lambda: trial_plugin)])
    desk = opened(alone, founded.clock)
    command = desk.action("procedure-toevoegen").command("klein-2026")
    with pytest.raises(PluginMissing, match="plugin 'standard' is niet geïnstalleerd"):
        desk.perform("procedure-toevoegen", "klein-2026", command)


def test_a_version_outside_the_bounds_counts_as_missing(
    office: Any, opened: Callable[..., Any], trial_plugin: Any
) -> None:
    newer = discover(
        [
            Point("standard", "inkoop-core", "0.1.0", lambda: standard),
            Point("proef", "inkoop-core", "2.0", lambda: trial_plugin),
        ]
    )
    with pytest.raises(PluginMissing, match=r"plugin 'proef' is versie 2\.0; deze procedure eist >=0,<2"):
        opened(newer, office.clock).assessment("klein-2026")


def test_two_rules_for_one_requirement_are_told_in_words(office: Any) -> None:
    office.take_in()
    office.plugin.twice = True
    with pytest.raises(TenderFileError, match=r"requirements\.PROEF: twee regels, van 'proef' en 'proef'"):
        office.desk.assessment("klein-2026")
