"""Core's views: what each shows of a small procedure."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest
from attrs import evolve

from inkoop_core.api.actions import Reader
from inkoop_core.api.views import Column
from inkoop_core.cli.show import rows_of
from inkoop_core.desk.documents import offered_content
from inkoop_core.desk.journal_head import last_known
from inkoop_core.desk.ports import EntryDraft, Head
from inkoop_core.desk.state import draft_replacing
from inkoop_core.desk.views.tender import parameters
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.finding import Consequence, Finding, FindingKey, Verdict
from inkoop_core.domain.package import Document
from inkoop_core.domain.role import Role
from inkoop_core.domain.submission import Offer
from inkoop_core.errors import NotPermitted, Refused, Unknown

ABOUT_A_SUBMISSION = {"inschrijving": {"submission": "S-001"}}


@pytest.fixture
def busy(office: Any) -> Any:
    """Two submissions, scores, an incident and a proposal."""
    office.take_in(pages=5)
    office.take_in(received_at="2026-06-15T10:00:01")
    office.score("bram", "S-001", "SG1", 8)
    office.do("anna", "lezing-kiezen", note="N-49", reading="weglaten", reason="gelijk")
    return office


def test_every_view_shows_rows_as_wide_as_its_columns(busy: Any) -> None:
    for name in busy.desk.views:
        rows = busy.rows(name, **ABOUT_A_SUBMISSION.get(name, {}))
        assert isinstance(rows, list)
        table = busy.desk.view(
            name, "klein-2026", busy.desk.views[name].arguments(**ABOUT_A_SUBMISSION.get(name, {}))
        )
        assert table.title
        assert all(isinstance(column, Column) and column.label for column in table.columns)


def test_every_view_may_be_seen_with_a_role_and_none_without(busy: Any) -> None:
    for name in busy.desk.views:
        arguments = ABOUT_A_SUBMISSION.get(name, {})
        for person in ("anna", "bram", "dirk", "els", "gijs"):
            busy.rows(name, person, **arguments)
        with pytest.raises(NotPermitted):
            busy.rows(name, "niemand", **arguments)


def test_the_matrix_shows_each_submission_by_its_steps(busy: Any) -> None:
    first, second = busy.rows("matrix")
    assert (first["submission"], first["tenderer"]) == ("S-001", "Verzonnen Zorg 1")
    assert (first["step0"], first["step2"]) == ("? oordeel nodig", "✓ in orde")
    assert (second["tenderer"], second["standing"]) == ("pakket-2", "voorstel: afwijzen (oordeel nodig)")
    assert second["deciding"] == "TIJD §5.2"


def test_a_procedure_without_submissions_has_an_empty_matrix(office: Any) -> None:
    assert office.rows("matrix") == []


def test_one_submission_shows_what_came_and_where_it_stands(busy: Any) -> None:
    told = {row["name"]: row["value"] for row in busy.rows("inschrijving", submission="S-001")}
    assert told["Ontvangen"] == "12-06-2026 11:30:00 via TenderNed V-1"
    assert told["Inschrijver"] == "Verzonnen Zorg 1, KvK 00000001, besloten vennootschap"
    assert told["Producten"] == "P1"
    assert told["Stand"] == "oordeel nodig"
    closed = {row["name"]: row["value"] for row in busy.rows("inschrijving", submission="S-002")}
    assert closed["Inhoud"] == "niet gelezen"
    with pytest.raises(Unknown, match="bekend: S-001, S-002"):
        busy.rows("inschrijving", submission="S-404")


def test_findings_cite_source_facts_and_notes(busy: Any) -> None:
    rows = {row["requirement"]: row for row in busy.rows("bevindingen", submission="S-001")}
    page = rows["BLZ"]
    assert (page["step"], page["verdict"], page["source"], page["notes"]) == (0, "onduidelijk", "§4", "N-49")
    known = {fact.id for fact in busy.desk.state("klein-2026").current}
    assert {int(fact) for fact in page["facts"].split()} <= known
    assert {row["submission"] for row in busy.rows("bevindingen")} == {"S-001", "S-002"}


def test_documents_tell_which_pages_are_offered(busy: Any) -> None:
    rows = {row["file"]: row for row in busy.rows("documenten")}
    assert rows["sg1.pdf"]["offered"] == "1-2; 3 boven de grens, niet aangeboden N-49"
    assert rows["uea.pdf"]["offered"] == "1-1"


def test_proposals_wait_with_their_text(busy: Any) -> None:
    (row,) = busy.rows("voorstellen")
    assert (row["action"], row["by"]) == ("lezing-kiezen", "anna")
    assert "N-49 (§4) wordt voor alle inschrijvers gelezen" in row["text"]


def test_the_tender_can_be_read(busy: Any) -> None:
    assert [row["requirement"] for row in busy.rows("eisen")][:2] == ["TIJD", "WEG"]
    assert [(row["key"], row["value"]) for row in busy.rows("parameters")] == [("proef_cijfers", "8")]
    assert [row["provision"] for row in busy.rows("bepalingen")] == ["BEPALING"]


@pytest.mark.parametrize(
    ("value", "told"),
    [(("IB1", "IB2"), "IB1, IB2"), (True, "ja"), (Decimal("2.5"), "2.5"), (["een"], "een"), ("x", "x")],
)
def test_a_parameter_is_told_in_words(office: Any, value: Any, told: str) -> None:
    definition = office.desk.state("klein-2026").definition
    parameter = evolve(definition.parameters["proef_cijfers"], value=value)
    reader = SimpleNamespace(definition=evolve(definition, parameters={"proef_cijfers": parameter}))
    table = parameters(None, cast(Reader, reader), office.desk.now())
    (row,) = rows_of(table)
    assert row.cells[1] == told


def test_the_journal_tells_every_action_and_its_head(busy: Any) -> None:
    rows = busy.rows("journaal")
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0]["action"] == "procedure-toevoegen"
    table = busy.desk.view("journaal", "klein-2026")
    head = busy.desk.store.head("klein-2026")
    assert table.note == f"compleet tot en met regel {head.seq}, hash {head.hash}"
    assert table.source.count() == head.seq
    assert [row.cells[0] for row in table.source.page(2, 2)] == [3, 4]


def test_procedures_are_listed_for_whoever_has_a_role_in_them(busy: Any) -> None:
    (row,) = busy.rows("procedures", "bram")
    assert (row["id"], row["submissions"], row["note"]) == ("klein-2026", 2, "voorbeeld")
    command = busy.desk.action("rol-toekennen").command("hanna", Role.AUDITOR)
    busy.desk.perform("rol-toekennen", "", command)
    assert len(busy.rows("procedures", "hanna")) == 1


def test_plugins_are_listed(busy: Any) -> None:
    assert [(row["name"], row["tenders"], row["state"]) for row in busy.rows("plugins")] == [
        ("proef", "klein-2026", "in orde"),
        ("standard", "", "in orde"),
    ]


def test_a_view_or_action_that_is_not_there_is_told(office: Any) -> None:
    with pytest.raises(Unknown, match="overzicht 'onzin' bestaat niet"):
        office.desk.view("onzin", "klein-2026")
    with pytest.raises(Unknown, match="actie 'onzin' bestaat niet"):
        office.desk.perform("onzin", "klein-2026", None)


def test_a_kind_of_fact_that_is_not_there_is_told_with_what_is(busy: Any) -> None:
    with pytest.raises(Unknown, match=r"soort 'onzin' bestaat niet; bekend: .*tenderer"):
        busy.rows("feiten", kind="onzin")


def test_of_a_procedure_that_is_not_there_nothing_is_shown(office: Any) -> None:
    with pytest.raises(Unknown, match="'tikfout' bestaat niet"):
        office.desk.view("matrix", "tikfout")
    assert office.desk.view("journaal", "tikfout").source.count() == 0


def test_the_journal_ends_at_what_was_known(busy: Any) -> None:
    moment, head = busy.desk.now(), busy.desk.store.head("klein-2026")
    busy.clock.instant += timedelta(days=1)
    busy.take_in()
    desk = busy.at(moment)
    table = desk.view("journaal", "klein-2026")
    assert table.note == f"compleet tot en met regel {head.seq}, hash {head.hash}"
    assert table.source.count() == head.seq == len(busy.rows("journaal", desk=desk))
    assert [row.cells[0] for row in table.source.page(head.seq - 1, 50)] == [head.seq]
    assert table.source.page(head.seq, 50) == ()
    assert len(busy.rows("journaal")) == head.seq + 1


def test_the_journal_of_a_moment_holds_the_entry_of_that_very_instant(busy: Any) -> None:
    entries = list(busy.desk.store.journal("klein-2026"))
    for entry in entries:
        for step, last in ((timedelta(0), entry.seq), (timedelta(microseconds=-1), entry.seq - 1)):
            found = last_known(busy.desk.store, "klein-2026", entry.recorded_at + step)
            assert found == (Head(last, entries[last - 1].hash) if last else Head(0, ""))


def test_a_refused_attempt_is_seen_also_after_the_clock_fell_back(busy: Any) -> None:
    with pytest.raises(NotPermitted):
        busy.do("gijs", "inschrijving-innemen", path=busy.package())
    busy.clock.instant -= timedelta(days=1)
    assert busy.refused_entries()[-1]["action"] == "inschrijving-innemen"


def test_tasks_begin_with_the_proposals_that_wait(busy: Any) -> None:
    (proposal,) = busy.rows("voorstellen")
    first = busy.rows("taken")[0]
    assert first["task"] == "voorstel bevestigen"
    assert first["about"] == f"voorstel {proposal['proposal']}: Lezing van een noot kiezen, van anna"


def test_a_submission_that_waits_for_scores_is_one_task(office: Any) -> None:
    submission = office.take_in()
    hand = {"requirement": "HAND", "met": True, "explanation": "gezien"}
    office.do("anna", "toets-vastleggen", submission=submission, **hand)

    def to_score() -> list[str]:
        return [row["about"] for row in office.rows("taken") if row["task"] == "scoren"]

    assert to_score() == ["nog geen consensus op SG1, SG2"]
    assert [row["task"] for row in office.rows("taken")] == ["scoren", "opening vastleggen"]
    for person in ("bram", "carla"):
        office.score(person, submission, "SG1", 8)
    office.score("dirk", submission, "SG1", 8, "consensus-vastleggen")
    assert to_score() == ["nog geen consensus op SG2"]


def test_a_submission_shows_what_decides_it(busy: Any) -> None:
    told = {row["name"]: row["value"] for row in busy.rows("inschrijving", submission="S-002")}
    assert told["Bepalend"] == "TIJD §5.2"


def test_a_submission_of_which_no_product_is_left_says_so(office: Any) -> None:
    submission = office.take_in()
    offer = office.fact(submission, Offer)
    source = office.desk.state("klein-2026").definition.requirement_by_id["PROEF"].source
    key = FindingKey(submission, "PROEF", "product:P1")
    office.plugin.answer = [
        Finding(key, Verdict.NOT_MET, Consequence.BLOCK_PRODUCT, source, "Mag niet.", (offer.id,))
    ]
    office.do(
        "anna",
        "oordeel-vastleggen",
        submission=submission,
        requirement="PROEF",
        subject="product:P1",
        outcome=RulingOutcome.UPHOLD,
        reason="zo is het",
    )
    told = {row["name"]: row["value"] for row in office.rows("inschrijving", submission=submission)}
    assert told["Te gunnen producten"] == "geen enkel product kan worden gegund (niet: P1)"


# --- pages


@pytest.mark.parametrize(("pages", "told"), [(2, "geheel (2 pagina's)"), (5, "pagina 1 tot en met")])
def test_pages_beyond_the_limit_are_not_offered(office: Any, pages: int, told: str) -> None:
    submission = office.take_in(pages=pages)
    content, text = offered_content(office.of("bram"), "klein-2026", submission, "sg1")
    assert told in text
    assert len(office.desk.packages.page_texts(content)) == 2


def test_also_after_the_choice_the_pages_beyond_the_limit_stay_closed(office: Any) -> None:
    submission = office.take_in(pages=5)
    office.agreed("anna", "dirk", "lezing-kiezen", note="N-49", reading="weglaten", reason="gelijk")
    content, _ = offered_content(office.of("bram"), "klein-2026", submission, "sg1")
    assert len(office.desk.packages.page_texts(content)) == 2


def test_a_document_without_a_limit_is_offered_as_it_is(office: Any) -> None:
    submission = office.take_in()
    content, text = offered_content(office.of("bram"), "klein-2026", submission, "uea")
    assert text == "uea.pdf, geheel"
    assert content == (office.packages / "pakket-1" / "uea.pdf").read_bytes()


def test_of_a_limited_document_that_cannot_be_counted_no_page_is_offered(office: Any) -> None:
    folder = office.package()
    (folder / "sg1.pdf").write_bytes(b"geen pdf")
    submission = office.take_in(folder)
    with pytest.raises(Refused, match=r"sg1\.pdf heeft geen pagina's"):
        offered_content(office.of("bram"), "klein-2026", submission, "sg1")


def test_of_a_limited_document_of_which_nothing_was_observed_no_page_is_offered(office: Any) -> None:
    submission = office.take_in(pages=5)
    state = office.desk.state("klein-2026")
    uea, sg1 = (
        next(fact for fact in state.facts(Document) if fact.body.kind == kind) for kind in ("uea", "sg1")
    )
    swapped = draft_replacing(sg1, evolve(sg1.body, sha256=uea.body.sha256), "verwisseld")
    office.desk.store.append(EntryDraft("klein-2026", "proef", "0" * 64, "anna"), [swapped])
    with pytest.raises(Refused, match=r"sg1\.pdf heeft geen pagina's"):
        offered_content(office.of("bram"), "klein-2026", submission, "sg1")


def test_a_document_is_offered_to_people_with_a_role_only(office: Any) -> None:
    submission = office.take_in()
    with pytest.raises(NotPermitted, match="een stuk lezen"):
        offered_content(office.of("niemand"), "klein-2026", submission, "uea")


def test_a_document_that_is_not_there_is_told_with_what_is(office: Any) -> None:
    submission = office.take_in()
    with pytest.raises(Unknown, match="heeft geen stuk 'polis' van inschrijver; wel: sg1, uea"):
        offered_content(office.desk, "klein-2026", submission, "polis")
    with pytest.raises(Unknown, match="'tikfout' bestaat niet"):
        offered_content(office.desk, "tikfout", submission, "uea")
