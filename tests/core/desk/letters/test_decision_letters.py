"""Award, rejection and new decision: what stands in them, and the days of a letter sent on Tuesday 14-07-2026."""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest

from inkoop_core.api.letters import LetterContent, StatementKind
from inkoop_core.domain.decision import AwardDecision, DecisionGround, DecisionOutcome, NewDecisionGround
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.errors import Refused

Ready = Callable[..., str]
Letters = Callable[..., LetterContent]
TextOf = Callable[[LetterContent], str]


def section(content: LetterContent, heading: str) -> Any:
    return next(item for item in content.sections if item.heading == heading)


@pytest.fixture
def award(office: Any, ready: Ready, letter: Letters) -> LetterContent:
    submission = ready()
    office.decided()
    return letter(LetterKind.PROVISIONAL_AWARD, submission)


def test_an_award_says_what_is_intended_and_that_it_is_no_acceptance(award: LetterContent) -> None:
    assert award.title == "Mededeling voorlopige gunningsbeslissing"
    assert (award.addressee, award.channel, award.route) == ("Verzonnen Zorg 1", "procedure", "TenderNed")
    assert section(award, "Voorgenomen gunning").bullets == ("Product 1 (P1)",)
    assert section(award, "Wat dit betekent").paragraphs[0] == "Dit is een voornemen (§5.8.2)."
    assert award.example is True


def test_an_award_has_the_score_of_the_committee_with_its_reasons(award: LetterContent) -> None:
    told = section(award, "Gunningscriterium SG1")
    assert told.paragraphs[0] == "SG1 Samenwerking: 8 van 8 punten (§4)."
    assert told.paragraphs[1] == "Deze score staat voor 'goed': volledig"
    assert told.bullets == ("hoe: want 8", "wie: want 8")
    assert (
        section(award, "Totaal").paragraphs[0].startswith("Totaal: 14 punten. Nodig zijn ten minste 6 punten")
    )


@pytest.mark.parametrize(
    ("id", "text", "form"),
    [
        ("standstill-first-day", "woensdag 15 juli 2026", "15-07-2026"),
        ("standstill-last-day", "maandag 3 augustus 2026", "3 augustus 2026"),
        ("forfeiture-last-day", "maandag 3 augustus 2026", "03-08-2026"),
        ("evidence-last-day", "dinsdag 28 juli 2026", "28-07-2026"),
        ("bibob-last-day", "dinsdag 28 juli 2026", "28 juli 2026"),
        ("validity-last-day", "vrijdag 23 oktober 2026", "23-10-2026"),
    ],
)
def test_every_day_of_an_award_is_a_statement(
    award: LetterContent, statement: Any, id: str, text: str, form: str
) -> None:
    found = statement(award, id)
    assert (found.kind, found.text) == (StatementKind.DAY, text)
    assert form in found.forms
    assert found.source is not None


def test_a_statement_stands_in_the_letter_as_it_is_stated(award: LetterContent) -> None:
    lines = [award.title, award.addressee, award.reference]
    for part in award.sections:
        lines += [part.heading, *part.lines]
    letter = "\n".join(lines)
    assert [
        item.id for item in award.statements if item.text not in letter and item.id != "address/procedure"
    ] == []


def test_two_terms_that_end_apart_are_both_told(
    office: Any, ready: Ready, letter: Letters, statement: Any
) -> None:
    submission = ready()
    office.decided()
    monday = letter(LetterKind.PROVISIONAL_AWARD, submission, date(2026, 7, 13))
    assert statement(monday, "standstill-last-day").text == "maandag 3 augustus 2026"
    assert statement(monday, "forfeiture-last-day").text == "zondag 2 augustus 2026"
    told = section(monday, "Opschortende termijn en rechtsgang").paragraphs[-1]
    assert "zondag 2 augustus 2026 de laatste dag van de vervaltermijn; dat is geen werkdag" in told


def test_an_award_lists_the_evidence_for_whom_and_what_follows_without(
    office: Any, ready: Ready, letter: Letters, record: Any
) -> None:
    submission = ready()
    record(Party("rit", PartyRole.SUBCONTRACTOR, "Verzonnen Vervoer"), f"{submission}/rit")
    office.decided()
    table = section(letter(LetterKind.PROVISIONAL_AWARD, submission), "Bewijsmiddelen").table
    assert [row[:3] for row in table.rows] == [
        ("Gedragsverklaring (§3.3)", "uzelf", "niet ouder dan 24 kalendermaanden"),
        ("Gedragsverklaring van een onderaannemer (§5.4.1)", "Verzonnen Vervoer", "geldig"),
    ]
    assert table.rows[1][3] == "zonder dit bewijs weigeren wij deze partij"


def test_the_bibob_form_goes_to_its_own_mailbox(award: LetterContent) -> None:
    told = section(award, "Bibob-vragenformulier: adres en termijn").paragraphs
    assert told[0] == "Stuur formulier en bijlagen naar bibob@voorbeeld.example."
    assert told[1].startswith("U hebt 14 kalenderdagen na ontvangst van deze brief (§3.1).")


def test_a_rejection_on_scores_says_what_a_6_would_have_needed(
    office: Any, ready: Ready, letter: Letters, uphold: Any, statement: Any
) -> None:
    ready(sg1=8)
    ready(sg1=6)
    loser = ready(sg1=4)
    uphold(loser, "MINIMUM-SG1", "Een 4 is een knock-out.")
    uphold(loser, "SOM")
    office.decided()
    content = letter(LetterKind.REJECTION, loser)
    assert (
        section(content, "Gunningscriterium SG1").paragraphs[2]
        == "Voor een 6 ('voldoende') was nodig: grotendeels"
    )
    motivation = statement(content, "motivation/SG1/1")
    assert (motivation.text, motivation.deciding) == ("hoe: want 4", True)
    finding = statement(content, "finding/MINIMUM-SG1")
    assert finding.text == "SG1 Samenwerking: score 4 (matig) is een knock-out; het minimum is 6."
    assert finding.deciding
    assert statement(content, "ruling/MINIMUM-SG1").text == "Een 4 is een knock-out."


def test_a_rejection_names_the_winners_and_the_range_of_their_scores_alone(
    office: Any, ready: Ready, letter: Letters, uphold: Any
) -> None:
    ready(sg1=8, sg2=6)
    ready(sg1=6, sg2=6)
    loser = ready(code="1")
    uphold(loser, "PROEF")
    office.decided()
    content = letter(LetterKind.REJECTION, loser)
    assert section(content, "Voorgenomen gunning aan anderen").bullets == (
        "Verzonnen Zorg 1",
        "Verzonnen Zorg 2",
    )
    assert section(content, "Kenmerken en voordelen van die inschrijvingen").bullets == (
        "SG1 Samenwerking: van 6 tot en met 8 punten",
        "SG2 Kwaliteit: ten minste 6 punten",
        "Totaal: van 12 tot en met 14 punten",
    )


def test_of_a_single_winner_no_score_is_told(office: Any, ready: Ready, letter: Letters, uphold: Any) -> None:
    ready(sg1=8, sg2=8)
    loser = ready(code="1")
    uphold(loser, "PROEF")
    office.decided()
    content = letter(LetterKind.REJECTION, loser)
    assert section(content, "Kenmerken en voordelen van die inschrijvingen").bullets == (
        "SG1 Samenwerking: ten minste 6 punten",
        "SG2 Kwaliteit: ten minste 6 punten",
    )


def test_a_rejection_on_a_requirement_tells_rule_fact_paragraph_and_why_no_repair(
    office: Any, ready: Ready, letter: Letters, uphold: Any
) -> None:
    loser = ready(code="1")
    uphold(loser, "PROEF", "De code is niet de code van deze inschrijver.")
    office.decided()
    content = letter(LetterKind.REJECTION, loser)
    assert section(content, "Reden").paragraphs == (
        "De eis luidt: De regel van de plugin (§3.4).",
        "Vastgesteld is: De AGB-code heeft geen 8 cijfers.",
        "Het inkoopdocument geeft ons de bevoegdheid de inschrijving dan af te wijzen. Dat doen wij.",
        "Motivering: De code is niet de code van deze inschrijver.",
    )
    assert section(content, "Waarom geen herstel").paragraphs == (
        "Een inschrijving telt zoals zij is ingediend (§5.2).",
    )


def test_a_rejection_shows_the_roads_that_are_open(
    office: Any, ready: Ready, letter: Letters, uphold: Any
) -> None:
    loser = ready(code="1")
    uphold(loser, "PROEF")
    office.decided()
    content = letter(LetterKind.REJECTION, loser)
    assert section(content, "Klacht").paragraphs == (
        "U kunt klagen (§5.8.1). Stuur een klacht naar klacht@voorbeeld.example.",
    )
    assert section(content, "Andere wegen").bullets == ("de rechter",)
    assert (
        "Bevoegd is de rechtbank Voorbeeld."
        in section(content, "Opschortende termijn en rechtsgang").paragraphs[2]
    )


def test_others_that_are_not_decided_are_counted(
    office: Any, ready: Ready, letter: Letters, uphold: Any
) -> None:
    ready()
    loser = ready(code="1")
    office.take_in()
    uphold(loser, "PROEF")
    office.decided()
    told = section(letter(LetterKind.REJECTION, loser), "Voorgenomen gunning aan anderen").paragraphs
    assert told[0] == "Over één andere inschrijving is nog niet beslist."


def test_nobody_to_award_to_yet_is_not_nobody(
    office: Any, ready: Ready, letter: Letters, uphold: Any
) -> None:
    ready()
    loser = ready(code="1")
    uphold(loser, "PROEF")
    office.decided(loser)
    assert section(letter(LetterKind.REJECTION, loser), "Voorgenomen gunning aan anderen").paragraphs == (
        "Over één andere inschrijving is nog niet beslist.",
        "Er is tot nu toe niemand aan wie wij voornemens zijn te gunnen.",
    )


def test_a_decision_that_differs_from_one_that_was_told_is_a_new_decision(
    office: Any, ready: Ready, letter: Letters, sent: Any, record: Any, at: Any, statement: Any
) -> None:
    submission = ready()
    office.decided()
    told = office.fact(submission, AwardDecision)
    sent(submission, LetterKind.PROVISIONAL_AWARD, told.id)
    body = AwardDecision(
        DecisionOutcome.REJECT,
        (),
        (),
        "Het bewijs kwam te laat.",
        "besluit 2",
        told.body.assessment,
        "",
        "",
        (),
    )
    office.clock.instant = max(office.clock.instant, at)
    record(body, submission, replaces=told.id)
    content = letter(LetterKind.NEW_DECISION, submission, date(2026, 8, 4))
    assert content.title == "Nieuwe gunningsbeslissing: afwijzing"
    assert (
        "Op dinsdag 14 juli 2026 deelden wij u een beslissing mee."
        in section(content, "Afwijzing").paragraphs[0]
    )
    assert section(content, "Afwijzing").paragraphs[1] == "Voor anderen verandert niets (§5.3)."
    assert statement(content, "decision-reason").deciding
    assert statement(content, "standstill-last-day").text == "maandag 24 augustus 2026"
    with pytest.raises(Refused, match="niets voor een brief 'mededeling afwijzing'"):
        letter(LetterKind.REJECTION, submission)


def test_of_an_award_no_rejection_is_made(office: Any, ready: Ready, letter: Letters) -> None:
    submission = ready()
    office.decided()
    with pytest.raises(Refused, match="over S-001 is er niets voor een brief 'mededeling afwijzing'"):
        letter(LetterKind.REJECTION, submission)


@pytest.fixture
def told_award(office: Any, ready: Ready, sent: Any, at: Any) -> Any:
    """An award that was told; the fact of the decision."""
    submission = ready()
    office.decided()
    told = office.fact(submission, AwardDecision)
    sent(submission, LetterKind.PROVISIONAL_AWARD, told.id)
    office.clock.instant = max(office.clock.instant, at)
    return told


def test_a_new_award_asks_nothing_again(told_award: Any, letter: Letters, record: Any) -> None:
    ground = DecisionGround(NewDecisionGround.COURT_ORDER, "De rechter gebood een nieuwe motivering.")
    body = attrs.evolve(told_award.body, grounds=(ground,), reason="Nieuw gemotiveerd.")
    record(body, told_award.subject, replaces=told_award.id)
    content = letter(LetterKind.NEW_DECISION, told_award.subject)
    assert (
        "Grond: uitspraak van de rechter: De rechter gebood een nieuwe motivering."
        in content.sections[0].paragraphs
    )
    headings = [item.heading for item in content.sections]
    assert "Opschortende termijn en rechtsgang" in headings
    assert not {"Bewijsmiddelen", "Bibob-vragenformulier"} & set(headings)


def test_a_new_decision_never_tells_what_an_objection_at_a_gate_is(
    told_award: Any, letter: Letters, record: Any, text_of: TextOf
) -> None:
    ground = DecisionGround(NewDecisionGround.OBJECTION, "GEHEIM: het onderzoek vond iets")
    body = attrs.evolve(
        told_award.body, outcome=DecisionOutcome.REJECT, grounds=(ground,), reason="Een voorwaarde ontbreekt."
    )
    record(body, told_award.subject, replaces=told_award.id)
    told = text_of(letter(LetterKind.NEW_DECISION, told_award.subject))
    assert (
        "een voorwaarde voor definitieve gunning is niet vervuld; waarom, hoort u in een apart bericht"
        in told
    )
    assert "GEHEIM" not in told
