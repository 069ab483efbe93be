"""Notes of information: anonymous, complete, frozen once published, and what their answers change."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.domain.decision import Amendment
from inkoop_core.domain.question import NotaEstablished, NotaPublished, QuestionAnswered
from inkoop_core.domain.tender_document import TenderDocumentIssued
from inkoop_core.errors import CommandError, Conflict, Refused, TenderFileError, Unknown

DIGITS = "parameters.proef_cijfers.value"
NOW = datetime(2026, 6, 10, 7, tzinfo=UTC)


@pytest.fixture
def planned(desk: Any) -> Any:
    desk.plan(1)
    desk.plan(2)
    return desk


def state(desk: Any) -> Any:
    return desk.office.desk.state("klein-2026")


def changing(desk: Any, question: str, value: str = "9", **more: Any) -> Any:
    fields: dict[str, Any] = {
        "changes_document": True,
        "version": "1.1",
        "amendments": (f"{DIGITS} = {value}",),
    }
    return desk.answer(question, "Het worden er negen.", **(fields | more))


def test_a_note_holds_every_answer_for_all_and_says_that_something_is_left_out(planned: Any) -> None:
    first, second = planned.ask(), planned.ask(asker="Verzonnen Zorg Zuid", asker_number="00005678")
    secret = planned.ask(individual=True, business_secret="onze kostprijs")
    open_one = planned.ask()
    for question in (first, second, secret):
        planned.answer(question, f"Antwoord op {question}.")
    done = planned.establish()
    assert f"nog open in deze ronde: {open_one} (te beantwoorden)" in done.text
    planned.publish()
    rows = planned.office.rows("nota", number=1)
    assert [row["question"] for row in rows] == [first, second]
    assert {row["state"] for row in rows} == {"gepubliceerd"}
    (fact,) = state(planned).facts(NotaEstablished)
    assert (fact.body.left_out, len(fact.body.items)) == (1, 2)
    assert planned.states() == {
        first: "gepubliceerd in Nota 1",
        second: "gepubliceerd in Nota 1",
        secret: "individueel beantwoord",
        open_one: "te beantwoorden",
    }
    shown = str(rows) + str(planned.office.of("anna").view("nota", "klein-2026").note)
    assert "individueel beantwoord" in shown
    assert "Verzonnen Zorg" not in shown
    assert "kostprijs" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "Namens Verzonnen Zorg Noord B.V. vragen wij",
        "verzonnen zorg noord vraagt",
        "VERZÓNNEN-ZORG  NOORD, en ook wij",
        "ons nummer is 0000 12.34",
        "KvK 00001234",
        "Ook Verzonnen Zorg Zuid wil dit weten",
    ],
)
def test_a_text_that_tells_who_asked_is_refused(planned: Any, text: str) -> None:
    question = planned.ask()
    planned.ask(asker="Stichting Verzonnen Zorg Zuid", asker_number="")
    with pytest.raises(CommandError, match="text: de tekst noemt"):
        planned.answer(question, text=text)
    with pytest.raises(CommandError, match="answer: de tekst noemt"):
        planned.answer(question, text)


@pytest.mark.parametrize(
    "text", ["Wij vragen over zorg in Noord", "in 00001 of 234 gevallen", "nummer 900001234"]
)
def test_a_text_that_only_looks_like_it_is_fine(planned: Any, text: str) -> None:
    planned.answer(planned.ask(), text=text)


@pytest.mark.parametrize(
    ("asker", "number", "text"),
    [
        ("Zorggroep Verzonnen en Voorbeeld B.V.", "", "Verzonnen en Voorbeeld vraagt zich af"),
        ("J. Jansen, Zorggroep Verzonnen", "", "Zorggroep Verzonnen vraagt zich af"),
        ("Zorggroep Verzonnen (J. Jansen)", "", "Zorggroep Verzonnen vraagt zich af"),
        ("ZorgVerzonnen", "", "Zorg-Verzonnen vraagt zich af"),
        ("Zorg Verzonnen", "", "mail naar info@zorgverzonnen.example"),
        ("ZorgVerzonnen", "", "ZorgVerzonnens werkwijze is anders"),
        ("Verzonnen & Co", "", "Verzonnen en Co vraagt"),
        ("X", "00005678", "KvK 00005678 0001"),
        ("X", "00005678", "KvK 00005678 2.1.4"),
        ("X", "00005678", "KvK 0000\u00a05678"),
        ("X", "00005678", "KvK 0000  5678"),
        ("X", "KvK 00005678 (Zwolle 2)", "KvK 00005678"),
        ("X", "00005678", "NL.KVK.00005678.01"),
    ],
)
def test_who_asked_is_recognised_in_another_writing(planned: Any, asker: str, number: str, text: str) -> None:
    question = planned.ask(asker=asker, asker_number=number)
    with pytest.raises(CommandError, match="text: de tekst noemt"):
        planned.answer(question, text=text)


def test_the_words_of_many_names_tell_nobody(planned: Any) -> None:
    question = planned.ask(asker="Thuiszorg Voorbeeldstad, Voorbeeldstad", asker_number="")
    planned.answer(question, text="Geldt dit ook voor thuiszorg in Voorbeeldstad?")


def test_the_reason_of_a_correction_and_the_name_of_a_version_tell_nobody_who_asked(planned: Any) -> None:
    question = planned.ask()
    with pytest.raises(CommandError, match="version: de tekst noemt"):
        changing(planned, question, version="1.1 (Verzonnen Zorg Noord)")
    planned.answer(question)
    planned.establish()
    planned.publish()
    planned.answer(question, "Nu anders.", correction="vergissing")
    with pytest.raises(CommandError, match="correction: de tekst noemt Verzonnen Zorg Noord"):
        planned.establish(2, correction="Verzonnen Zorg Noord B.V. wees ons op een fout")


def test_the_anonymous_text_goes_before_the_text_that_was_asked(planned: Any) -> None:
    question = planned.ask(text="Wij, Verzonnen Zorg Noord, vragen", anonymised="Een inschrijver vraagt")
    planned.answer(question)
    (fact,) = state(planned).facts(QuestionAnswered)
    assert fact.body.text == "Een inschrijver vraagt"


def test_a_name_that_became_known_later_still_stops_the_publication(planned: Any) -> None:
    question = planned.ask(text="Geldt dit ook voor Verzonnen Huis Acht?")
    planned.answer(question)
    planned.establish()
    planned.ask(asker="Verzonnen Huis Acht")
    with pytest.raises(CommandError, match=f"{question}: de tekst noemt Verzonnen Huis Acht"):
        planned.publish()


def test_a_note_with_nothing_in_it_is_refused(planned: Any) -> None:
    planned.ask()
    with pytest.raises(Refused, match="geen antwoord dat nog moet worden gepubliceerd"):
        planned.establish()


def test_the_numbers_of_notes_follow_each_other(planned: Any) -> None:
    planned.answer(planned.ask())
    with pytest.raises(CommandError, match="de volgende Nota heeft nummer 1, niet 2"):
        planned.establish(2)
    with pytest.raises(Unknown, match="Nota 1 is niet vastgesteld"):
        planned.publish()


def test_a_note_is_published_by_a_second_person(planned: Any) -> None:
    planned.answer(planned.ask())
    planned.establish()
    done = planned.office.do(
        "anna", "nota-publiceren", number=1, published_at=planned.office.clock.instant, where="TenderNed"
    )
    assert done.proposal is not None
    assert state(planned).facts(NotaPublished) == ()
    with pytest.raises(Refused, match="een ander moet het bevestigen"):
        planned.office.of("anna").confirm("klein-2026", done.proposal)


def test_an_answer_after_the_note_was_established_must_be_in_it(planned: Any) -> None:
    planned.answer(planned.ask())
    planned.establish()
    other = planned.ask()
    planned.answer(other)
    with pytest.raises(Refused, match=f"is veranderd: {other}. Stel haar opnieuw vast"):
        planned.publish()
    planned.establish()
    planned.publish()
    assert planned.states()[other] == "gepubliceerd in Nota 1"


def test_an_answer_that_changed_after_the_note_was_established_must_be_established_again(
    planned: Any,
) -> None:
    question = planned.ask()
    planned.answer(question)
    planned.establish()
    planned.answer(question, "Toch anders.")
    with pytest.raises(Refused, match=f"is veranderd: {question}"):
        planned.publish()


def test_what_was_published_is_frozen_and_corrected_by_a_new_note(planned: Any) -> None:
    question = planned.ask()
    done = planned.answer(question)
    planned.establish()
    planned.publish()
    with pytest.raises(Refused, match="dat antwoord staat vast"):
        planned.answer(question, "Toch anders.")
    with pytest.raises(Refused, match="wordt niet overgetypt"):
        planned.office.do("anna", "feit-intrekken", fact=done.facts[0], reason="x")
    with pytest.raises(Refused, match="al gepubliceerd en staat vast"):
        planned.establish(1)
    planned.answer(question, "Toch anders.", correction="vergissing")
    assert planned.states() == {question: "beantwoord, nog niet gepubliceerd (verbetering)"}
    with pytest.raises(Refused, match="zeg waarom het antwoord wordt verbeterd"):
        planned.establish(2)
    planned.establish(2, correction="vergissing in Nota 1")
    planned.publish(2)
    answers = {row["number"]: row["answer"] for row in planned.office.rows("nota")}
    assert answers == {1: "Dat staat in §3.", 2: "Toch anders."}
    assert planned.states() == {question: "gepubliceerd in Nota 2"}


def test_a_correction_of_what_was_not_published_is_no_correction(planned: Any) -> None:
    with pytest.raises(CommandError, match="correction: dit antwoord is nog niet gepubliceerd"):
        planned.answer(planned.ask(), correction="x")


def test_an_answer_that_changes_a_document_makes_a_version_and_amends_from_the_publication(
    planned: Any,
) -> None:
    question = planned.ask()
    before = state(planned).definition
    changing(planned, question)
    assert state(planned).definition.sha256 == before.sha256, "een concept wijzigt niets"
    planned.establish()
    done = planned.publish(published_at=NOW)
    assert f"{DIGITS}: 8 wordt 9 (Nota van Inlichtingen 1, {question})" in done.text
    after = state(planned)
    assert after.definition.whole("proef_cijfers") == 9
    assert after.definition.sha256 != before.sha256
    (issued,) = after.facts(TenderDocumentIssued)
    assert (issued.body.letter, issued.body.version, issued.happened_at) == ("", "1.1", NOW)
    assert issued.body.source == "Nota van Inlichtingen 1"
    (amended,) = after.facts(Amendment)
    assert amended.body.in_force_from == NOW


def test_a_version_that_was_registered_with_its_file_is_not_registered_again(planned: Any) -> None:
    changing(planned, planned.ask())
    planned.establish()
    fields = {"version": "1.1", "published_at": NOW, "where": "TenderNed", "source": "Nota 1"}
    planned.office.do("anna", "aanbestedingsdocument-vastleggen", **fields)
    assert "staat al in het register" in planned.publish(published_at=NOW).text
    assert len(state(planned).facts(TenderDocumentIssued)) == 1


def test_wrong_places_are_refused_when_the_question_is_answered(planned: Any) -> None:
    question = planned.ask()
    twice = (f"{DIGITS} = 9", f"{DIGITS}=7")
    for amendments, problem in (
        (("parameters.weg.diep.value = 1",), "parameters.weg"),
        (('requires.proef = ">=0"',), "een set plugins wordt niet gewijzigd"),
        (twice, "wordt twee keer gewijzigd"),
    ):
        with pytest.raises(CommandError, match=problem):
            changing(planned, question, amendments=amendments)


def test_a_definition_that_would_not_be_sound_is_not_published(planned: Any) -> None:
    changing(planned, planned.ask(), amendments=(f'{DIGITS} = "acht"',))
    planned.establish()
    with pytest.raises((TenderFileError, CommandError)):
        planned.publish()
    assert state(planned).facts(NotaPublished) == ()


def test_after_the_closing_a_note_amends_nothing_any_more(planned: Any) -> None:
    changing(planned, planned.ask())
    planned.establish()
    planned.at(planned.office.after)
    with pytest.raises(Refused, match="wijzigt de aanbesteding dan niet meer"):
        planned.publish()


def test_an_individual_answer_changes_no_document(planned: Any) -> None:
    question = planned.ask(individual=True, business_secret="onze kostprijs")
    with pytest.raises(Refused, match="naar allen op hetzelfde moment"):
        changing(planned, question)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"answer": " "}, "answer: vul in"),
        ({"changes_document": True}, "version: noem de nieuwe versie"),
        ({"version": "1.1"}, "changes_document: er is een stuk of versie genoemd"),
        ({"amendments": (f"{DIGITS} = 9",)}, "changes_document: een wijziging van de definitie"),
        ({"amendments": (DIGITS,)}, "schrijf plaats = waarde"),
        ({"amendments": (f"{DIGITS} = ",)}, "schrijf plaats = waarde"),
    ],
)
def test_an_answer_without_what_it_needs_is_refused(
    planned: Any, fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(CommandError, match=problem):
        planned.answer(planned.ask(), **({"answer": "x"} | fields))


def test_a_note_is_not_published_before_its_questions_or_in_the_future(planned: Any) -> None:
    planned.answer(planned.ask(asked_at=NOW - timedelta(days=60)))
    planned.establish()
    for published_at, problem in (
        (NOW - timedelta(days=61), "gesteld na"),
        (NOW + timedelta(days=9), "in de toekomst"),
    ):
        with pytest.raises(Refused, match=problem):
            planned.publish(published_at=published_at)


def test_a_note_is_not_published_before_it_was_established_unless_somebody_says_why(planned: Any) -> None:
    planned.answer(planned.ask(asked_at=NOW - timedelta(days=60)))
    planned.establish()
    early = planned.office.clock.instant - timedelta(minutes=1)
    with pytest.raises(Refused, match=r"kan niet op .* zijn gepubliceerd"):
        planned.publish(published_at=early, timing_reason="")
    done = planned.publish(published_at=early, timing_reason="pas later overgenomen")
    assert "is zij pas op" in done.text
    assert "Reden: pas later overgenomen" in done.text


def published_twice(planned: Any) -> tuple[datetime, datetime]:
    """Two notes, each with the same place changed; an hour between them."""
    first = planned.office.clock.instant
    for number, value in ((1, "6"), (2, "7")):
        changing(planned, planned.ask(asked_at=NOW - timedelta(days=60)), value, version=f"1.{number}")
        planned.establish(number)
        if number == 1:
            planned.publish(published_at=first)
            planned.at(first + timedelta(hours=1))
    return first, planned.office.clock.instant


def test_a_note_is_not_published_before_the_note_before_it(planned: Any) -> None:
    first, second = published_twice(planned)
    with pytest.raises(Refused, match=r"Nota 1 is op .* gepubliceerd; Nota 2 kan niet op"):
        planned.publish(2, published_at=first - timedelta(seconds=1))
    planned.publish(2, published_at=second)
    assert state(planned).definition.whole("proef_cijfers") == 7


def test_a_wrong_moment_of_publication_is_corrected_by_two_with_what_hangs_on_it(planned: Any) -> None:
    first, second = published_twice(planned)
    planned.publish(2, published_at=second)
    with pytest.raises(Refused, match=r"Nota 2 is op .* gepubliceerd; Nota 1 kan niet op"):
        planned.publish(published_at=second + timedelta(hours=0, microseconds=1), correction="typefout")
    with pytest.raises(Refused, match="er verandert niets"):
        planned.publish(published_at=first, correction="typefout")
    right = first - timedelta(minutes=5)
    done = planned.publish(published_at=right, correction="tijdstip verkeerd overgenomen")
    assert "Mee verschuiven: versies van stukken 1, wijzigingen van de definitie 1." in done.text
    now = state(planned)
    assert now.facts(NotaPublished, "nota-1/publicatie")[-1].happened_at == right
    assert sorted(fact.body.in_force_from for fact in now.facts(Amendment)) == [right, second]
    assert sorted(fact.happened_at for fact in now.facts(TenderDocumentIssued)) == [right, second]
    assert now.definition.whole("proef_cijfers") == 7


def test_a_note_of_before_the_closing_counts_from_its_publication_when_it_is_recorded_later(
    planned: Any,
) -> None:
    changing(planned, planned.ask(asked_at=NOW - timedelta(days=60)))
    planned.establish()
    published_at = planned.office.clock.instant
    planned.at(planned.office.after)
    with pytest.raises(Refused, match="zeg waarom zij nu pas wordt vastgelegd"):
        planned.publish(published_at=published_at, timing_reason="")
    done = planned.publish(published_at=published_at, timing_reason="vergeten")
    assert "pas na de opening vastgelegd. Reden: vergeten" in done.text
    assert state(planned).definition.whole("proef_cijfers") == 9


def test_a_correction_that_does_not_name_what_was_changed_says_that_it_stays(planned: Any) -> None:
    question = planned.ask(asked_at=NOW - timedelta(days=60))
    changing(planned, question)
    planned.establish()
    planned.publish()
    told = [
        planned.answer(question, "Onze fout: het blijven er acht.", correction="fout").text,
        planned.establish(2, correction="fout").text,
        planned.publish(2).text,
    ]
    assert all(
        f"Nota 1 wijzigde {DIGITS} in 9; de verbetering noemt die plaats niet" in text for text in told
    )
    assert state(planned).definition.whole("proef_cijfers") == 9
    restored = changing(planned, question, "8", version="1.2", correction="hersteld")
    assert "de verbetering noemt" not in restored.text


def test_the_published_file_is_kept(planned: Any, tmp_path: Path) -> None:
    path = tmp_path / "nota-1.pdf"
    path.write_bytes(b"VOORBEELD")
    planned.answer(planned.ask())
    planned.establish()
    planned.publish(path=path)
    (fact,) = state(planned).facts(NotaPublished)
    assert fact.body.file_name == "nota-1.pdf"
    assert len(fact.body.sha256) == 64


def test_a_proposal_to_publish_does_not_hold_when_an_answer_changed_meanwhile(planned: Any) -> None:
    question = planned.ask()
    planned.answer(question)
    planned.establish()
    fields = {"number": 1, "published_at": planned.office.clock.instant, "where": "TenderNed"}
    done = planned.office.do("anna", "nota-publiceren", **fields)
    planned.answer(question, "Toch anders.")
    with pytest.raises(Conflict, match="is veranderd"):
        planned.office.of("fatima").confirm("klein-2026", done.proposal)


def test_what_was_decided_under_an_earlier_definition_says_so(desk: Any) -> None:
    submission = desk.decided()
    assert desk.office.rows("matrix")[0]["decision"] == "voorlopig gunnen"
    desk.office.agreed(
        "anna",
        "fatima",
        "wijziging-vastleggen",
        path="products.P1.title",
        value='"Product een"',
        reason="overgenomen",
        source="§2",
        transcription_quote="Product een",
    )
    assert desk.office.rows("matrix")[0]["decision"] == "voorlopig gunnen (andere versie van de definitie)"
    told = {row["name"]: row["value"] for row in desk.office.rows("inschrijving", submission=submission)}
    assert "sindsdien gewijzigd: products.P1.title" in told["Let op, besluit"]


def test_a_proposal_that_waited_too_long_is_turned_down_and_done_again_with_a_reason(planned: Any) -> None:
    planned.answer(planned.ask())
    planned.establish()
    fields = {"number": 1, "published_at": planned.office.clock.instant, "where": "TenderNed"}
    done = planned.office.do("anna", "nota-publiceren", **fields)
    planned.at(NOW + timedelta(days=90))
    with pytest.raises(Conflict, match="doe het opnieuw, met een reden voor de late vastlegging"):
        planned.office.of("fatima").confirm("klein-2026", done.proposal)
