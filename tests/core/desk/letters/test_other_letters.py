"""Requests, definitive award, change of course, complaints and questions, as letters sent on Tuesday 14-07-2026."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from inkoop_core.api.letters import LetterContent, StatementKind
from inkoop_core.domain.complaint import Complaint, ComplaintDecided, ComplaintOutcome
from inkoop_core.domain.course import CourseChange, CourseChanged, DefinitiveAward, GatePassed
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.question import Question, QuestionGround, QuestionRefused
from inkoop_core.domain.request import Request, RequestItem, RequestKind, SubcontractorDecided
from inkoop_core.domain.submission import OfferedProduct
from inkoop_core.errors import Refused

Letters = Callable[..., LetterContent]
Record = Callable[..., int]


AMOUNTS = """
[[evidence]]
id = "polis"
title = "Polis"
for_whom = ["tenderer"]
consequence = "may-reject"
source = { document = "inkoopdocument", paragraph = "§3.4" }
[[evidence.must_state]]
id = "bedrag"
text = "het verzekerde bedrag"
told = "ten minste {andere}, een micro-onderneming met minder dan {werknemers} werknemers {micro}"
source = { document = "inkoopdocument", paragraph = "§3.4" }

[parameters.andere]
value = 250_000_000
unit = "eurocent"
source = { document = "inkoopdocument", paragraph = "§3.4" }

[parameters.micro]
value = 125_000_000
unit = "eurocent"
source = { document = "inkoopdocument", paragraph = "§3.4" }

[parameters.werknemers]
value = 10
unit = "werknemer"
source = { document = "inkoopdocument", paragraph = "§3.4" }
"""


def section(content: LetterContent, heading: str) -> Any:
    return next(item for item in content.sections if item.heading == heading)


@pytest.fixture
def submission(office: Any) -> str:
    taken: str = office.take_in()
    return taken


def request(kind: RequestKind, *items: RequestItem, **more: Any) -> Request:
    return Request(kind, items, "want dat is nodig", **more)


def test_an_evidence_request_has_age_rule_consequence_and_last_day(
    submission: str, record: Record, letter: Letters, statement: Any
) -> None:
    asked = record(request(RequestKind.EVIDENCE, RequestItem("gva")), f"{submission}/verzoek-1")
    content = letter(LetterKind.EVIDENCE_REQUEST, submission)
    assert content.facts == (asked,)
    assert section(content, "Verzoek").table.rows == (
        (
            "Gedragsverklaring (§3.3)",
            "uzelf",
            "niet ouder dan 24 kalendermaanden",
            "zonder dit bewijs sluiten wij u uit of wijzen wij de inschrijving af",
        ),
    )
    assert statement(content, "evidence-last-day").text == "dinsdag 28 juli 2026"
    assert section(content, "Termijn").paragraphs[1] == "Antwoord met een bericht op TenderNed."


def test_each_row_and_the_term_are_found_as_they_are_printed(
    submission: str, record: Record, letter: Letters
) -> None:
    record(request(RequestKind.EVIDENCE, RequestItem("gva")), f"{submission}/verzoek-1")
    content = letter(LetterKind.EVIDENCE_REQUEST, submission)
    passages = {item.text: item.under for item in content.statements if item.kind is StatementKind.PASSAGE}
    row = (
        "Gedragsverklaring (§3.3) | uzelf | niet ouder dan 24 kalendermaanden | zonder dit bewijs sluiten wij u uit of "
        "wijzen wij de inschrijving af"
    )
    assert passages[row] == "Verzoek"
    assert passages["Antwoord met een bericht op TenderNed."] == "Termijn"
    assert [text for text in passages if text.startswith("U hebt 14 kalenderdagen na ontvangst")]


class TestInsuredAmounts:
    """A policy is held against amounts that go with the size of who bids."""

    @pytest.fixture
    def tender_text(self, tender_text: str) -> str:
        return tender_text + AMOUNTS

    def test_the_amounts_stand_in_the_request_and_in_the_award(
        self, office: Any, ready: Callable[..., str], record: Record, letter: Letters
    ) -> None:
        submission = ready()
        office.decided()
        told = (
            "Polis: ten minste € 2.500.000,00, een micro-onderneming met minder dan 10 werknemers € 1.250.000,00 "
            "(§3.4).",
        )
        award = letter(LetterKind.PROVISIONAL_AWARD, submission)
        assert section(award, "Bedragen waaraan het bewijs wordt getoetst").bullets == told
        record(request(RequestKind.EVIDENCE, RequestItem("polis")), f"{submission}/verzoek-1")
        asked = letter(LetterKind.EVIDENCE_REQUEST, submission)
        assert section(asked, "Wat in de documenten moet staan").bullets == told


def test_evidence_of_a_party_that_is_not_known_is_not_asked(
    submission: str, record: Record, letter: Letters
) -> None:
    asked = request(RequestKind.EVIDENCE, RequestItem("gva", "onbekend"))
    record(asked, f"{submission}/verzoek-1")
    with pytest.raises(Refused, match="partij 'onbekend' van de inschrijving is niet bekend"):
        letter(LetterKind.EVIDENCE_REQUEST, submission)


def test_a_clarification_asks_each_question_and_says_what_may_not_change(
    submission: str, record: Record, letter: Letters, statement: Any
) -> None:
    asked = request(
        RequestKind.CLARIFICATION,
        RequestItem("PROEF", question="Welke code is juist?"),
        RequestItem("", question="Wie tekent?"),
        days=5,
    )
    record(asked, f"{submission}/verzoek-1")
    content = letter(LetterKind.CLARIFICATION_REQUEST, submission)
    assert section(content, "Vraag 1").paragraphs == (
        "De vraag gaat over de eis: De regel van de plugin (§3.4).",
        "Welke code is juist?",
    )
    assert section(content, "Vraag 2").paragraphs == ("Wie tekent?",)
    assert section(content, "Wat niet mag veranderen").paragraphs == (
        "De inschrijving blijft zoals zij is (§5.2).",
    )
    assert (
        section(content, "Termijn")
        .paragraphs[0]
        .startswith("U hebt 5 kalenderdagen na ontvangst van dit bericht.")
    )
    assert statement(content, "clarification-last-day").text == "zondag 19 juli 2026"


def test_a_repair_is_called_a_repair(submission: str, record: Record, letter: Letters) -> None:
    asked = request(RequestKind.REPAIR, RequestItem("PROEF", question="Stuur de code."), days=5)
    record(asked, f"{submission}/verzoek-1")
    assert letter(LetterKind.CLARIFICATION_REQUEST, submission).title == "Verzoek om herstel"


def test_requests_with_other_terms_do_not_go_into_one_letter(
    submission: str, record: Record, letter: Letters
) -> None:
    for number, days in ((1, 5), (2, 7)):
        asked = request(RequestKind.CLARIFICATION, RequestItem("PROEF", question="Hoe?"), days=days)
        record(asked, f"{submission}/verzoek-{number}")
    with pytest.raises(Refused, match="elk een andere termijn"):
        letter(LetterKind.CLARIFICATION_REQUEST, submission)


def test_a_question_without_a_term_is_not_asked(submission: str, record: Record, letter: Letters) -> None:
    record(
        request(RequestKind.CLARIFICATION, RequestItem("PROEF", question="Hoe?")), f"{submission}/verzoek-1"
    )
    with pytest.raises(Refused, match="noemt geen aantal dagen"):
        letter(LetterKind.CLARIFICATION_REQUEST, submission)


def test_an_extension_names_the_day_and_that_no_is_an_answer(
    submission: str, record: Record, letter: Letters, statement: Any
) -> None:
    asked = request(RequestKind.VALIDITY, days=7, until=date(2026, 12, 1))
    record(asked, f"{submission}/verzoek-1")
    content = letter(LetterKind.VALIDITY_EXTENSION, submission)
    assert statement(content, "validity-until").text == "dinsdag 1 december 2026"
    assert statement(content, "validity-last-day").text == "vrijdag 23 oktober 2026"
    assert "U bent niet verplicht in te stemmen." in section(content, "Uw antwoord").paragraphs[0]


def test_what_was_told_is_not_told_again_beside_what_is_new(
    submission: str, record: Record, letter: Letters, sent: Any
) -> None:
    first = record(request(RequestKind.EVIDENCE, RequestItem("gva")), f"{submission}/verzoek-1")
    sent(submission, LetterKind.EVIDENCE_REQUEST, first)
    assert letter(LetterKind.EVIDENCE_REQUEST, submission).facts == (first,)
    second = record(request(RequestKind.EVIDENCE, RequestItem("gva")), f"{submission}/verzoek-2")
    assert letter(LetterKind.EVIDENCE_REQUEST, submission).facts == (second,)


@pytest.fixture
def definitive(submission: str, record: Record, letter: Letters, at: datetime) -> LetterContent:
    party = record(Party("rit", PartyRole.SUBCONTRACTOR, "Verzonnen Vervoer"), f"{submission}/rit")
    record(
        SubcontractorDecided("rit", True, "Er is een verklaring.", "besluit 3"),
        f"{submission}/rit/toestemming",
        at,
    )
    gates = (
        GatePassed("evidence", "wat is gevraagd, is op tijd ontvangen en aanvaard", (party,)),
        GatePassed("bibob", "GEHEIM: het onderzoek gaf niets"),
        GatePassed("course", "GEHEIM: het geding van een ander is voorbij"),
    )
    body = DefinitiveAward(1, (OfferedProduct("P1"),), "klaar", "besluit 4", gates)
    record(body, f"{submission}/definitief", at)
    return letter(LetterKind.DEFINITIVE_AWARD, submission)


def test_a_definitive_award_has_every_condition_with_its_day(definitive: LetterContent) -> None:
    rows = section(definitive, "Vervulde voorwaarden").table.rows
    assert [row[:3] for row in rows] == [
        ("Bewijsmiddelen", "wat is gevraagd, is op tijd ontvangen en aanvaard", "16-06-2026"),
        ("bibob", "aan deze voorwaarde is voldaan", "10-07-2026"),
        (
            "Verloop en gedingen",
            "de procedure is niet opgeschort en geen geding staat in de weg",
            "10-07-2026",
        ),
    ]


def test_a_definitive_award_has_products_tariffs_start_and_subcontractors(definitive: LetterContent) -> None:
    assert section(definitive, "Definitieve gunning").bullets == ("Product 1 (P1)",)
    assert section(definitive, "Tarieven").table.rows == (("Product 1 (P1)", "uur", "€ 61,50", "01-01-2027"),)
    assert section(definitive, "Tarieven").paragraphs[-1] == "De bedragen zijn een voorbeeld."
    start = section(definitive, "Ingang en ondertekening").paragraphs
    assert start[0].startswith("De overeenkomst gaat in op vrijdag 1 januari 2027 en loopt tot en met")
    assert start[1] == "Een overeenkomst vraagt twee handtekeningen (§5.8.2)."
    assert section(definitive, "Onderaannemers").bullets == (
        "Verzonnen Vervoer: toestemming. Motivering: Er is een verklaring.",
    )


@pytest.mark.parametrize(
    ("change", "kind", "title"),
    [
        (CourseChange.SUSPENDED, LetterKind.SUSPENSION, "Opschorting van de procedure"),
        (CourseChange.STOPPED, LetterKind.STOP, "Stopzetting van de procedure"),
        (CourseChange.WITHDRAWN, LetterKind.WITHDRAWAL, "Intrekking van de procedure"),
        (CourseChange.RESUMED, LetterKind.RESUMPTION, "Hervatting van de procedure"),
    ],
)
def test_every_tenderer_hears_of_a_change_of_course(
    office: Any,
    submission: str,
    record: Record,
    letter: Letters,
    change: Any,
    kind: LetterKind,
    title: str,
    at: datetime,
) -> None:
    other = office.take_in()
    record(CourseChanged(change, "De raad besliste zo.", "besluit 5"), "verloop/1", at)
    for about in (submission, other):
        content = letter(kind, about)
        assert content.title == title
        assert section(content, title).paragraphs == (
            f"De procedure is op vrijdag 10 juli 2026 {change.label}, op grond van: besluit 5.",
            "Reden: De raad besliste zo.",
        )


def test_a_complaint_is_confirmed_with_its_last_day_and_its_own_channel(
    submission: str, record: Record, letter: Letters, statement: Any, at: datetime
) -> None:
    body = Complaint("Verzonnen Zorg 1", "klacht@voorbeeld.example", "de planning", "Te kort.", submission)
    record(body, "klacht-1", at)
    content = letter(LetterKind.COMPLAINT_RECEIPT, "klacht-1")
    assert (content.channel, content.addressee) == ("complaint", "Verzonnen Zorg 1")
    assert (
        section(content, "Ontvangst")
        .paragraphs[0]
        .startswith("Op vrijdag 10 juli 2026 ontvingen wij uw klacht over: de planning.")
    )
    assert statement(content, "complaint-last-day").text == "vrijdag 21 augustus 2026"


@pytest.mark.usefixtures("submission")
def test_an_incomplete_complaint_hears_what_is_missing(record: Record, letter: Letters, at: datetime) -> None:
    body = Complaint(
        "Iemand Anders", "post", "iets", "Tekst.", complete=False, missing="de naam van de procedure"
    )
    record(body, "klacht-1", at)
    told = section(letter(LetterKind.COMPLAINT_RECEIPT, "klacht-1"), "Uw klacht is nog niet volledig")
    assert told.bullets == ("de naam van de procedure",)


@pytest.mark.parametrize(
    ("outcome", "committee"),
    [
        (ComplaintOutcome.FOUNDED, False),
        (ComplaintOutcome.UNFOUNDED, True),
        (ComplaintOutcome.INADMISSIBLE, True),
    ],
)
def test_a_decided_complaint_leaves_its_roads(
    submission: str, record: Record, letter: Letters, at: datetime, outcome: ComplaintOutcome, committee: bool
) -> None:
    record(Complaint("Verzonnen Zorg 1", "mail", "de planning", "Te kort.", submission), "klacht-1", at)
    record(ComplaintDecided(outcome, "De planning was bekend.", measures="Geen."), "klacht-1/beslissing", at)
    content = letter(LetterKind.COMPLAINT_DECISION, "klacht-1")
    assert (
        section(content, "Beslissing")
        .paragraphs[1]
        .startswith(f"De klacht is {outcome.label}. Wij beslisten")
    )
    headings = [item.heading for item in content.sections]
    assert ("Geschillencommissie" in headings) is committee
    assert "Andere wegen" in headings


def test_a_refused_question_hears_on_what_ground(
    record: Record, letter: Letters, office: Any, at: datetime
) -> None:
    office.take_in()
    record(Question(2, "Verzonnen Vrager", "TenderNed", "Mag het later?"), "vraag-3", at)
    record(
        QuestionRefused((QuestionGround.LATE,), "Het antwoord is niet voor allen van belang."),
        "vraag-3/weigering",
        at,
    )
    content = letter(LetterKind.QUESTION_REFUSED, "vraag-3")
    assert content.addressee == "Verzonnen Vrager"
    assert section(content, "Uw vraag").paragraphs == (
        "Op vrijdag 10 juli 2026 stelde u deze vraag: Mag het later?",
    )
    assert section(content, "Niet in behandeling").bullets == ("te laat gesteld",)


def test_about_nothing_there_is_no_letter(submission: str, letter: Letters) -> None:
    with pytest.raises(Refused, match="over S-001 is er niets voor een brief 'definitieve gunning'"):
        letter(LetterKind.DEFINITIVE_AWARD, submission)
