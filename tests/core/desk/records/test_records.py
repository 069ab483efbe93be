"""The records of a procedure: what they tell, and that they stay what they were."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest

from inkoop_core.api.record_content import Block, Bullets, Pairs, Paragraph, Record
from inkoop_core.desk.records_of.assessment import assessment_record
from inkoop_core.desk.records_of.award import award_record
from inkoop_core.desk.records_of.made import CONTENT, record_file
from inkoop_core.desk.records_of.nota import nota_record
from inkoop_core.desk.records_of.opening import opening_record
from inkoop_core.desk.records_of.readers import require_reader
from inkoop_core.desk.records_of.scoring import opened_then
from inkoop_core.desk.state import ProcedureState
from inkoop_core.desk.views.records import SAME
from inkoop_core.domain.conduct import ConflictDeclared
from inkoop_core.domain.course import CourseChange, CourseChanged, DefinitiveAward, GatePassed
from inkoop_core.domain.decision import AwardDecision, NoteChoice, ScoringClosed
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.opening import OpeningHeld, PersonPresent
from inkoop_core.domain.package import Document, PackageReceived
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.question import NotaEstablished, NotaItem, NotaPublished, Question
from inkoop_core.domain.reassessment import ScoringRound
from inkoop_core.domain.record_made import RecordKind, RecordMade
from inkoop_core.domain.role import Role
from inkoop_core.domain.submission import OfferedProduct
from inkoop_core.errors import CommandError, NotPermitted, Refused

Plant = Callable[..., tuple[int, ...]]


def state_of(office: Any, person: str = "anna", moment: Moment | None = None) -> ProcedureState:
    state: ProcedureState = office.of(person).state(office.procedure, moment=moment)
    return state


def texts_of(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    if isinstance(block, Bullets):
        return list(block.items)
    if isinstance(block, Pairs):
        return [f"{label}: {value}" for label, value in block.items]
    return [" | ".join(row) for row in (block.heads, *block.rows)]


def text_of(record: Record) -> str:
    lines = [f"{label}: {value}" for label, value in record.frame]
    for part in record.parts:
        lines += [part.heading, *(text for block in part.blocks for text in texts_of(block))]
    return "\n".join(lines)


def part_text(record: Record, heading: str) -> str:
    (found,) = [part for part in record.parts if part.heading == heading]
    return "\n".join(text for block in found.blocks for text in texts_of(block))


def test_the_opening_tells_who_was_there_and_every_bid_with_its_hashes(decided: Any) -> None:
    record = opening_record(state_of(decided))
    text = text_of(record)
    packages = [fact.body for fact in state_of(decided).facts(PackageReceived)]
    for package in packages:
        assert package.sha256 in text
        assert all(file.sha256 in text for file in package.files)
        assert shown(package.received_at) in text
    assert "anna | inkoopadviseur" in text
    assert "het pakket had & # $ * _ @ in de naam" in text
    assert [(one.capacity, one.name) for one in record.signatories] == [
        ("inkoopadviseur", "anna"),
        ("inkoopadviseur", "fatima"),
    ]


def test_a_late_bid_and_one_by_another_route_are_told_with_the_reason(office: Any, plant: Plant) -> None:
    late = office.take_in(received_at="2026-06-15T10:00:01")
    other = office.take_in(channel="e-mail")
    plant(
        ("opening-1", OpeningHeld((PersonPresent("anna", "adviseur"), PersonPresent("dirk", "voorzitter"))))
    )
    text = text_of(opening_record(state_of(office)))
    assert f"{late} " in text
    assert "ontvangen 15-06-2026 10:00:01, na de sluiting van 15-06-2026 10:00:00" in text
    assert f"{other} " in text
    assert "ingekomen via e-mail, niet via TenderNed" in text
    assert "De inhoud is niet gelezen" in text


def test_without_an_opening_there_is_no_record_of_it(office: Any) -> None:
    with pytest.raises(Refused, match="opening-vastleggen"):
        opening_record(state_of(office))


def test_the_frame_tells_the_moment_and_the_head_of_the_journal(decided: Any) -> None:
    state = state_of(decided)
    text = text_of(award_record(state))
    head = decided.desk.store.head(decided.procedure)
    assert f"tot en met regel {head.seq}" in text
    assert head.hash in text
    assert f"Stand op: {shown(state.moment.as_of)}" in text
    assert f"Met wat bekend was op: {shown(state.moment.known_at)}" in text
    assert "Opgemaakt door: anna, inkoopadviseur" in text


def test_an_earlier_moment_prints_the_head_of_then(decided: Any) -> None:
    first = next(iter(decided.desk.store.journal(decided.procedure, 3, 1)))
    state = state_of(decided, moment=Moment(state_of(decided).moment.as_of, first.recorded_at))
    assert first.hash in text_of(award_record(state))


def test_the_assessment_tells_committee_steps_scores_and_who_falls_away(decided: Any, plant: Plant) -> None:
    plant(
        ("belang/bram", ConflictDeclared("bram", ("S-002",), "een zus in het bestuur")),
        ("N-01", NoteChoice("N-01", "streng", "zo staat het er", after_opening=True)),
    )
    record = assessment_record(state_of(decided))
    committee = part_text(record, "Beoordelingscommissie")
    assert "belang bij S-002 Verzonnen Zorg 2: een zus in het bestuur" in committee
    assert "carla | beoordelaar" in committee
    assert "niet afgelegd" in committee
    gone = part_text(record, "Afvallers")
    assert "S-002" in gone
    assert "S-001" not in gone
    text = text_of(record)
    assert "bram | 4 |" in text
    assert "Score van de commissie: 4" in text
    assert "want 4" in text
    assert "handhaven, genomen door anna op" in text
    assert "de code klopt niet" in text
    assert "voorbereid door anna, genomen door els" in text


def test_every_requirement_that_is_named_stands_in_the_annex_with_its_title(decided: Any) -> None:
    record = assessment_record(state_of(decided))
    annex = part_text(record, "Bijlage: de getoetste eisen")
    requirements = state_of(decided).definition.requirement_by_id
    for item in state_of(decided).assessment().submissions:
        for found in item.every_finding:
            key = found.finding.key.requirement
            assert f"{key} | {requirements[key].title}" in annex


def test_scores_that_are_not_open_are_not_told(office: Any) -> None:
    submission = office.take_in()
    office.score("bram", submission, "SG1", 8)
    for person in ("bram", "anna", "dirk"):
        text = text_of(assessment_record(state_of(office, person)))
        assert "nog niet geopend" in text
        assert "bram | 8" not in text


def test_a_new_round_closes_the_scores_again_and_its_committee_reads_no_earlier_record(
    decided: Any, plant: Plant
) -> None:
    for kind in (RecordKind.ASSESSMENT, RecordKind.AWARD):
        decided.do("anna", "verslag-vaststellen", kind=kind)
    plant(("ronde", ScoringClosed("alles is besproken")))
    assert opened_then(state_of(decided), "S-001", "SG1")
    plant(
        ("beoordelingsronde-1", ScoringRound(("S-001",), ("SG1",), ("bram",), "dirk", "bevel", "mandaat 4"))
    )
    assert not opened_then(state_of(decided), "S-001", "SG1")
    assert opened_then(state_of(decided), "S-001", "SG2")
    for person in ("bram", "dirk", "carla"):
        for asked in (RecordKind.AWARD, None):
            with pytest.raises(NotPermitted, match="eerdere ronde"):
                require_reader(state_of(decided, person), asked)
        with pytest.raises(NotPermitted):
            require_reader(state_of(decided, person), RecordKind.ASSESSMENT, kept=True)
        require_reader(state_of(decided, person), RecordKind.OPENING)
    require_reader(state_of(decided, "anna"), RecordKind.AWARD)
    with pytest.raises(NotPermitted, match="eerdere ronde"):
        decided.do("dirk", "verslag-vaststellen", kind=RecordKind.AWARD, reason="opnieuw")


def test_what_is_opened_later_does_not_change_an_earlier_moment(office: Any) -> None:
    submission = office.take_in()
    office.score("bram", submission, "SG1", 8)
    then = state_of(office).moment
    before = text_of(assessment_record(state_of(office, moment=then)))
    office.clock.instant += timedelta(hours=1)
    office.score("carla", submission, "SG1", 6)
    assert text_of(assessment_record(state_of(office, moment=then))) == before


def test_the_award_report_tells_winners_rejected_and_on_what_ground(decided: Any, plant: Plant) -> None:
    decision = decided.fact("S-001", AwardDecision)
    plant(
        ("S-001/onderaannemer-1", Party("onderaannemer-1", PartyRole.SUBCONTRACTOR, "Verzonnen Hulp")),
        ("verloop/1", CourseChanged(CourseChange.SUSPENDED, "een klacht", "mandaat 2")),
        (
            "S-001/definitief",
            DefinitiveAward(
                decision.id,
                (OfferedProduct("P1"),),
                "alle poorten open",
                "mandaat 3",
                (
                    GatePassed("standstill", "de standstill is voorbij"),
                    GatePassed("bibob", "Geheime-uitkomst-4711"),
                ),
            ),
        ),
    )
    record = award_record(state_of(decided))
    assert "S-001" in part_text(record, "Voorlopig gegund")
    assert "voldoet | S-001 | mandaatbesluit 1 | voorbereid door anna, genomen door els" in part_text(
        record, "Voorlopig gegund"
    )
    rejected = part_text(record, "Afgewezen")
    assert "S-002" in rejected
    assert "PROEF De regel van de plugin (§3.4): De AGB-code heeft geen" in rejected
    assert "Verzonnen Hulp | niet opgegeven | nog niet beslist" in part_text(record, "Onderaanneming")
    assert "opgeschort: een klacht" in part_text(record, "Opschorten, stoppen en intrekken")
    definitive = part_text(record, "Definitieve gunning")
    assert "de standstill is voorbij" in definitive
    assert "Geheime-uitkomst-4711" not in text_of(record)


def test_an_empty_procedure_has_an_award_report_that_says_so(office: Any) -> None:
    text = text_of(award_record(state_of(office)))
    assert "Aan niemand is voorlopig gegund." in text
    assert "Niemand is afgewezen." in text


@pytest.fixture
def answered(office: Any, plant: Plant) -> Any:
    """A note of information about one question; who asked is known to the desk."""
    item = NotaItem(
        "vraag-1", 1, "inkoopdocument", "§3.4", "Mag het ook zo?", "Ja, dat mag.", 0, "", "", "1.1"
    )
    (nota,) = plant(("nota-1", NotaEstablished(1, 1, (item,), left_out=2)))
    plant(
        ("vraag-1", Question(1, "Verzonnen Vragensteller", "TenderNed", "Mogen wij dat?", "00000099")),
        ("nota-1/publicatie", NotaPublished(1, 1, nota, "TenderNed", "NB-1")),
    )
    return office


def test_a_note_tells_question_answer_and_change_but_never_who_asked(answered: Any) -> None:
    record = nota_record(state_of(answered), 1)
    text = text_of(record)
    assert record.title == "Nota van inlichtingen 1"
    for part in ("Mag het ook zo?", "Ja, dat mag.", "§3.4", "vanaf nu versie 1.1", "bericht NB-1"):
        assert part in text
    assert "2 vragen zijn individueel beantwoord" in text
    for secret in ("Verzonnen Vragensteller", "00000099", "Mogen wij dat?"):
        assert secret not in text


def test_a_round_without_a_note_is_refused(answered: Any) -> None:
    with pytest.raises(Refused, match="vragenronde 2"):
        nota_record(state_of(answered), 2)


def test_a_record_is_kept_with_the_head_before_its_own_entry(decided: Any) -> None:
    head = decided.desk.store.head(decided.procedure)
    done = decided.do("anna", "verslag-vaststellen", kind=RecordKind.OPENING)
    (fact,) = decided.desk.state(decided.procedure).facts(RecordMade)
    assert (fact.body.head, fact.body.head_hash) == (head.seq, head.hash)
    assert fact.body.sha256 in done.text
    content = decided.desk.store.file(fact.body.sha256)
    assert content.startswith(b"%PDF-1.7")


def test_made_again_it_is_the_same_file_whoever_looks_and_whatever_came_after(decided: Any) -> None:
    for kind in CONTENT:
        decided.do("anna", "verslag-vaststellen", kind=kind)
    decided.clock.instant += timedelta(days=3)
    decided.take_in()
    decided.do("oprichter", "rol-toekennen", person="hans", role=Role.ADVISER)
    rows = decided.rows("verslagen", "gijs")
    assert [row["again"] for row in rows] == [SAME] * 3


def test_another_version_or_template_is_told_as_the_reason(decided: Any, plant: Plant) -> None:
    decided.do("anna", "verslag-vaststellen", kind=RecordKind.AWARD)
    (fact,) = decided.desk.state(decided.procedure).facts(RecordMade)
    older = attrs.evolve(fact.body, sha256="0" * 64, template="0" * 64)
    versions = attrs.evolve(fact.body, sha256="0" * 64, versions=())
    tampered = attrs.evolve(fact.body, sha256="0" * 64)
    plant(("verslag/een", older), ("verslag/twee", versions), ("verslag/drie", tampered))
    rows = [row["again"] for row in decided.rows("verslagen")]
    assert rows[0] == SAME
    assert "sjabloon" in rows[1]
    assert "gemaakt met" in rows[2]
    assert "natrekken" in rows[3]


def test_a_second_record_needs_a_reason_and_says_what_it_replaces(decided: Any) -> None:
    decided.do("anna", "verslag-vaststellen", kind=RecordKind.OPENING)
    with pytest.raises(CommandError, match="zeg waarom een nieuw dat vervangt"):
        decided.do("anna", "verslag-vaststellen", kind=RecordKind.OPENING)
    (first,) = decided.desk.state(decided.procedure).facts(RecordMade)
    decided.do("anna", "verslag-vaststellen", kind=RecordKind.OPENING, reason="een naam ontbrak")
    (second,) = decided.desk.state(decided.procedure).facts(RecordMade)
    assert second.replaces == first.id
    first_row, second_row = decided.rows("verslagen")
    assert "een naam ontbrak" in first_row["replaced"]
    assert (first_row["again"], second_row["again"]) == (SAME, SAME)
    later = text_of(opening_record(state_of(decided)))
    assert second.body.sha256 in later
    assert decided.desk.store.file(first.body.sha256)


@pytest.mark.parametrize("action", ["feit-corrigeren", "feit-intrekken"])
def test_a_record_that_was_established_cannot_be_changed(decided: Any, action: str) -> None:
    decided.do("anna", "verslag-vaststellen", kind=RecordKind.OPENING)
    (fact,) = decided.desk.state(decided.procedure).facts(RecordMade)
    more = {"field": "file_name", "value": '"x"'} if action == "feit-corrigeren" else {}
    with pytest.raises(Refused):
        decided.do("anna", action, fact=fact.id, reason="zo maar", **more)


@pytest.mark.parametrize(("kind", "round"), [(RecordKind.NOTE, 0), (RecordKind.AWARD, 1)])
def test_a_round_belongs_to_a_note_alone(office: Any, kind: RecordKind, round: int) -> None:
    with pytest.raises(CommandError, match="round"):
        office.do("anna", "verslag-vaststellen", kind=kind, round=round)


def test_an_assessor_establishes_no_record(decided: Any) -> None:
    with pytest.raises(NotPermitted):
        decided.do("bram", "verslag-vaststellen", kind=RecordKind.AWARD)


def test_every_engine_gives_the_same_bytes(decided: Any, another_desk: Any) -> None:
    for kind in CONTENT:
        one = record_file(state_of(decided), kind)
        other = record_file(state_of(another_desk), kind)
        assert one.sha256 == other.sha256


def test_nothing_of_the_screening_is_told_in_any_record(decided: Any, plant: Plant, marker: str) -> None:
    decided.do("anna", "advies-innemen", text=marker)
    plant(
        ("S-001/geheim.pdf", Document("bibob-formulier", f"{marker}.pdf", "1" * 64)),
        ("belang/bram", ConflictDeclared("bram", ("S-001",), f"Een zus. Uit het Bibob-advies: {marker}.")),
    )
    for make in CONTENT.values():
        text = text_of(make(state_of(decided)))
        assert marker not in text
        assert "bibob" not in text.casefold()
    done = decided.do("anna", "verslag-vaststellen", kind=RecordKind.AWARD)
    assert "een tekst over het Bibob-onderzoek is weggelaten bij: Belangenconflicten." in done.text
