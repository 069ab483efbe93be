"""The evidence of provisional winners, at every boundary."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from inkoop_core.domain.finding import Finding, Verdict
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.party import PartyRole
from inkoop_core.domain.request import RequestItem, RequestKind, SubcontractorDecided
from inkoop_core.standard.evidence import evidence
from inkoop_core.testing.builders import a_case, a_fact, a_party
from inkoop_core.testing.evidence import (
    MAY,
    MUST,
    REFUSE,
    REQUEST,
    TOLD,
    a_letter,
    a_request,
    an_award_decision,
    evidence_definition,
    judged_evidence,
    received_evidence,
)

IN_TIME = datetime(2026, 7, 20, 8, 0, tzinfo=UTC)
LAST_SECOND = datetime(2026, 7, 27, 21, 59, 59, tzinfo=UTC)
"""27-07-2026 23:59:59 in the Netherlands: the end of day 14."""
NEXT_SECOND = datetime(2026, 7, 27, 22, 0, 0, tzinfo=UTC)
LATER = datetime(2026, 8, 3, 8, 0, tzinfo=UTC)


def found(
    *facts: Any,
    on: datetime = LATER,
    subject: str = "gva",
    requirement: str = "VER",
    choices: Mapping[str, str] | None = None,
    definition: Any = None,
    **more: Any,
) -> Finding:
    """The finding about one subject, of what is there with the decision, the request and its letter."""
    case = a_case(
        an_award_decision(**more),
        *facts,
        definition=definition or evidence_definition(),
        moment=Moment.at(on),
        choices=choices,
    )
    (one,) = [item for item in evidence(case, requirement) if item.key.subject == subject]
    return one


def asked(*items: str) -> tuple[Any, ...]:
    return (a_request(*(items or ("gva",))), a_letter())


def test_what_was_not_asked_waits() -> None:
    finding = found()
    assert finding.verdict is Verdict.PENDING
    assert "nog niet gevraagd" in finding.explanation


def test_a_request_without_a_letter_is_not_asked() -> None:
    finding = found(a_request("gva"))
    assert (finding.verdict, "nog niet verzonden" in finding.explanation) == (Verdict.PENDING, True)


def test_within_the_term_what_is_not_in_waits() -> None:
    finding = found(*asked(), on=LAST_SECOND)
    assert finding.verdict is Verdict.PENDING
    assert "kan nog komen tot en met 27-07-2026" in finding.explanation


def test_the_first_second_after_the_term_what_is_not_in_is_missing() -> None:
    finding = found(*asked(), on=NEXT_SECOND)
    assert (finding.verdict, finding.consequence) == (Verdict.NOT_MET, MUST)
    assert "niet ontvangen" in finding.explanation
    assert str(finding.source) == "§3.3"


def test_on_day_14_until_its_last_second_it_is_in_time() -> None:
    finding = found(*asked(), received_evidence("gva", LAST_SECOND), judged_evidence("gva"))
    assert finding.verdict is Verdict.MET


def test_the_first_second_of_day_15_is_too_late() -> None:
    finding = found(*asked(), received_evidence("gva", NEXT_SECOND), judged_evidence("gva"))
    assert finding.verdict is Verdict.NOT_MET
    assert "te laat: ontvangen 28-07-2026 00:00:00" in finding.explanation
    assert "de laatste dag is 27-07-2026" in finding.explanation


def test_the_term_counts_from_the_receipt_of_the_letter_and_not_from_its_sending() -> None:
    letter = a_letter(sent=datetime(2026, 7, 10, 8, tzinfo=UTC), received=TOLD)
    piece = received_evidence("gva", LAST_SECOND)
    assert found(a_request("gva"), letter, piece, judged_evidence("gva")).verdict is Verdict.MET
    by_sending = found(
        a_request("gva"), letter, piece, judged_evidence("gva"), choices={"N-20": "verzending"}
    )
    assert by_sending.verdict is Verdict.NOT_MET


def test_an_unknown_receipt_counts_from_the_sending_and_says_so() -> None:
    finding = found(a_request("gva"), a_letter(received=None), on=NEXT_SECOND)
    assert finding.verdict is Verdict.NOT_MET
    assert "waarvan de ontvangst niet bekend is (de dag van verzending telt)" in finding.explanation


def test_the_days_of_the_request_itself_go_before_the_term() -> None:
    facts = (
        a_request("gva", days=21),
        a_letter(),
        received_evidence("gva", NEXT_SECOND),
        judged_evidence("gva"),
    )
    assert found(*facts).verdict is Verdict.MET


SATURDAY = datetime(2026, 7, 11, 8, 0, tzinfo=UTC)
"""Day 14 is Saturday 25 July."""
MONDAY = datetime(2026, 7, 27, 8, 0, tzinfo=UTC)


def weekend(*facts: Any, on: datetime = LATER) -> Finding:
    return found(a_request("gva"), a_letter(sent=SATURDAY, received=SATURDAY), *facts, on=on)


def test_after_an_end_in_a_weekend_the_working_day_after_it_is_a_doubt() -> None:
    finding = weekend(received_evidence("gva", MONDAY), judged_evidence("gva"))
    assert (finding.verdict, finding.notes) == (Verdict.CLARIFY, ("N-20",))
    assert "viel in een weekend" in finding.explanation


def test_after_that_working_day_it_is_too_late() -> None:
    tuesday = datetime(2026, 7, 27, 22, 0, tzinfo=UTC)
    assert weekend(received_evidence("gva", tuesday)).verdict is Verdict.NOT_MET


def test_until_that_working_day_is_over_nothing_is_missing() -> None:
    assert weekend(on=MONDAY).verdict is Verdict.PENDING
    assert weekend(on=NEXT_SECOND).verdict is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("issued", "received", "verdict"),
    [
        (date(2024, 7, 20), datetime(2026, 7, 20, 8, tzinfo=UTC), Verdict.MET),
        (date(2024, 7, 19), datetime(2026, 7, 20, 8, tzinfo=UTC), Verdict.NOT_MET),
        (date(2024, 7, 20), datetime(2026, 7, 20, 21, 59, 59, tzinfo=UTC), Verdict.MET),
        (date(2024, 7, 20), datetime(2026, 7, 20, 22, 0, 0, tzinfo=UTC), Verdict.NOT_MET),
    ],
)
def test_a_declaration_is_exactly_24_months_old_at_most(
    issued: date, received: datetime, verdict: Verdict
) -> None:
    piece = received_evidence("gva", received, issued=issued)
    assert found(*asked(), piece, judged_evidence("gva")).verdict is verdict


@pytest.mark.parametrize(
    ("issued", "day", "verdict"),
    [
        (date(2026, 8, 31), 28, Verdict.MET),
        (date(2026, 8, 30), 28, Verdict.MET),
        (date(2026, 8, 27), 28, Verdict.NOT_MET),
        (date(2026, 8, 28), 28, Verdict.MET),
    ],
)
def test_six_months_end_on_the_last_day_of_a_shorter_month(issued: date, day: int, verdict: Verdict) -> None:
    sent = datetime(2027, 2, 20, 8, tzinfo=UTC)
    facts = (a_request("belasting"), a_letter(sent=sent, received=sent))
    piece = received_evidence("belasting", datetime(2027, 2, day, 8, tzinfo=UTC), issued=issued)
    on = datetime(2027, 4, 1, 8, tzinfo=UTC)
    assert found(*facts, piece, judged_evidence("belasting"), on=on, subject="belasting").verdict is verdict


def test_too_old_within_the_term_waits_for_another_piece() -> None:
    piece = received_evidence("gva", IN_TIME, issued=date(2020, 1, 1))
    finding = found(*asked(), piece, on=LAST_SECOND)
    assert finding.verdict is Verdict.PENDING
    assert "kan nog komen" in finding.explanation


def test_young_enough_at_receipt_and_too_old_then_shows_both_days() -> None:
    """N-21: the bid came on 12-06-2026; a piece of 15-07-2024 was young at receipt and at the bid."""
    piece = received_evidence("gva", IN_TIME, issued=date(2024, 7, 1))
    finding = found(*asked(), piece, judged_evidence("gva"))
    assert finding.verdict is Verdict.NOT_MET
    assert "bij ontvangst (20-07-2026) OUDER dan 24 kalendermaanden" in finding.explanation
    assert "bij inschrijving (12-06-2026) niet ouder dan 24 kalendermaanden" in finding.explanation
    assert "N-21" in finding.notes
    by_bid = found(*asked(), piece, judged_evidence("gva"), choices={"N-21": "inschrijving"})
    assert by_bid.verdict is Verdict.MET


def test_without_a_day_of_issue_it_is_asked() -> None:
    finding = found(*asked(), received_evidence("gva", IN_TIME, issued=None))
    assert finding.verdict is Verdict.CLARIFY
    assert "de dag van afgifte staat niet vast" in finding.explanation


def test_a_day_of_issue_after_the_receipt_is_asked() -> None:
    piece = received_evidence("gva", IN_TIME, issued=date(2026, 7, 21))
    assert found(*asked(), piece).verdict is Verdict.CLARIFY


def test_what_is_in_waits_for_a_person() -> None:
    finding = found(*asked(), received_evidence("gva", IN_TIME))
    assert finding.verdict is Verdict.PENDING
    assert "nog niet beoordeeld" in finding.explanation


def test_a_new_piece_waits_for_a_person_again() -> None:
    pieces = (received_evidence("gva", IN_TIME), received_evidence("gva", LAST_SECOND, id=701))
    assert found(*asked(), *pieces, judged_evidence("gva", 700)).verdict is Verdict.PENDING


def test_a_corrected_day_leaves_the_judgement_of_the_same_file() -> None:
    piece = received_evidence("gva", IN_TIME, id=900)
    judged = judged_evidence("gva", 700, files=tuple(file.sha256 for file in piece.body.files))
    assert found(*asked(), piece, judged).verdict is Verdict.MET


def test_what_is_not_accepted_is_not_met_once_the_term_is_over() -> None:
    facts = (*asked(), received_evidence("gva", IN_TIME), judged_evidence("gva", accepted=False))
    finding = found(*facts)
    assert (finding.verdict, finding.consequence) == (Verdict.NOT_MET, MUST)
    assert "niet akkoord: niet ondertekend" in finding.explanation
    assert found(*facts, on=LAST_SECOND).verdict is Verdict.PENDING


def test_the_original_that_must_be_shown_is_asked() -> None:
    judged = judged_evidence("gva", accepted=False, original_wanted=True, reason="kopie onleesbaar")
    assert found(*asked(), received_evidence("gva", IN_TIME), judged).verdict is Verdict.CLARIFY


def test_by_another_route_nothing_was_received() -> None:
    finding = found(*asked(), received_evidence("gva", IN_TIME, channel="post@voorbeeld.example"))
    assert finding.verdict is Verdict.NOT_MET
    assert "Langs een andere weg (post@voorbeeld.example)" in finding.explanation


def test_early_evidence_counts_and_says_so() -> None:
    early = received_evidence("gva", datetime(2026, 6, 12, 8, tzinfo=UTC), issued=date(2026, 6, 1))
    finding = found(early, judged_evidence("gva"))
    assert (finding.verdict, finding.notes) == (Verdict.MET, ("N-02",))
    assert "voordat het werd gevraagd" in finding.explanation


def test_early_evidence_that_is_too_old_is_asked_and_not_punished() -> None:
    early = received_evidence("gva", datetime(2026, 6, 12, 8, tzinfo=UTC), issued=date(2020, 1, 1))
    assert found(early).verdict is Verdict.PENDING


def test_asking_again_gives_no_new_term() -> None:
    again = a_request("gva", id=605)
    told = a_letter(605, sent=LATER, received=LATER, id=606)
    piece = received_evidence("gva", NEXT_SECOND)
    assert found(*asked(), again, told, piece, judged_evidence("gva")).verdict is Verdict.NOT_MET


def test_a_repair_gives_its_own_term() -> None:
    repair = a_request(
        id=605,
        kind=RequestKind.REPAIR,
        items=(RequestItem("VER", subject="gva"),),
        days=5,
        reason="uitzondering",
    )
    told = a_letter(605, sent=LATER, received=LATER, id=606)
    piece = received_evidence("gva", datetime(2026, 8, 8, 21, 59, 59, tzinfo=UTC))
    finding = found(
        *asked(), repair, told, piece, judged_evidence("gva"), on=datetime(2026, 9, 1, tzinfo=UTC)
    )
    assert finding.verdict is Verdict.MET


def a_question(**changes: Any) -> tuple[Any, ...]:
    question = a_request(
        id=605,
        kind=RequestKind.CLARIFICATION,
        items=(RequestItem("VER", subject="gva"),),
        days=60,
        **changes,
    )
    return question, a_letter(605, sent=LATER, received=LATER, id=606)


def test_a_question_about_the_evidence_gives_no_new_term() -> None:
    piece = received_evidence("gva", NEXT_SECOND)
    finding = found(*asked(), *a_question(), piece, judged_evidence("gva"))
    assert finding.verdict is Verdict.NOT_MET
    assert "voordat het werd gevraagd" not in finding.explanation


def test_what_came_between_the_request_and_a_repair_did_not_come_before_it_was_asked() -> None:
    items = (RequestItem("VER", subject="gva"),)
    repair = a_request(id=605, kind=RequestKind.REPAIR, items=items, days=5)
    told = a_letter(605, sent=LATER, received=LATER, id=606)
    finding = found(*asked(), repair, told, received_evidence("gva", IN_TIME), judged_evidence("gva"))
    assert finding.verdict is Verdict.MET
    assert "voordat het werd gevraagd" not in finding.explanation


OLD, YOUNG = date(2023, 1, 1), date(2026, 7, 10)


def two_pieces() -> tuple[Any, ...]:
    return (
        received_evidence("gva", IN_TIME, issued=OLD),
        received_evidence("gva", LAST_SECOND, id=701, issued=YOUNG),
    )


@pytest.mark.parametrize(
    ("issued", "verdict"),
    [
        (None, Verdict.CLARIFY),
        (OLD, Verdict.NOT_MET),
        (YOUNG, Verdict.MET),
        (date(2026, 7, 9), Verdict.CLARIFY),
    ],
)
def test_of_several_pieces_the_judgement_says_which_one_counts(issued: date | None, verdict: Verdict) -> None:
    judged = judged_evidence("gva", 700, 701, issued=issued)
    assert found(*asked(), *two_pieces(), judged).verdict is verdict


def test_several_pieces_that_nobody_looked_at_wait_for_a_person() -> None:
    assert found(*asked(), *two_pieces()).verdict is Verdict.PENDING


@pytest.mark.parametrize(("relied_on", "consent"), [(True, True), (False, False), (False, True)])
def test_a_party_that_is_used_or_not_needed_raises_no_question(relied_on: bool, consent: bool) -> None:
    party = a_fact(a_party(relied_on=relied_on), "S-001/onderaannemer-1", 10)
    decided = SubcontractorDecided("onderaannemer-1", consent, "reden", "mandaat")
    decision = a_fact(decided, "S-001/onderaannemer-1/toestemming", 11)
    assert subjects("SUB", party, decision) == ["gva-onderaannemer/onderaannemer-1"]


@pytest.mark.parametrize("with_award", [True, False])
def test_a_refused_party_on_whom_the_bid_relies_is_a_question_about_the_bid(with_award: bool) -> None:
    party = a_fact(a_party(relied_on=True), "S-001/onderaannemer-1", 10)
    decided = SubcontractorDecided("onderaannemer-1", False, "reden", "mandaat")
    decision = a_fact(decided, "S-001/onderaannemer-1/toestemming", 11)
    facts = (party,) if with_award else (party, decision)
    more: dict[str, Any] = {"refused": ("onderaannemer-1",)} if with_award else {}
    finding = found(*facts, requirement="SUB", subject="beroep-op-onderaannemer-1", **more)
    assert (finding.verdict, finding.consequence) == (Verdict.CLARIFY, MAY)
    assert "steunt op onderaannemer Voorbeeldpartij onderaannemer-1" in finding.explanation


SUB = a_fact(a_party(), "S-001/onderaannemer-1", 10)
MEMBER = a_fact(a_party("lid-1", PartyRole.MEMBER), "S-001/lid-1", 11)


def test_a_subcontractor_without_a_declaration_is_refused_and_not_the_main_contractor() -> None:
    subject = "gva-onderaannemer/onderaannemer-1"
    finding = found(*asked(subject), SUB, requirement="SUB", subject=subject)
    assert (finding.verdict, finding.consequence) == (Verdict.NOT_MET, REFUSE)
    assert str(finding.source) == "§5.4.1"
    assert "onderaannemer Voorbeeldpartij onderaannemer-1" in finding.explanation


def test_a_member_brings_its_own_evidence() -> None:
    facts = (*asked("gva", "gva/lid-1"), MEMBER, received_evidence("gva", IN_TIME), judged_evidence("gva"))
    assert found(*facts).verdict is Verdict.MET
    assert found(*facts, subject="gva/lid-1").verdict is Verdict.NOT_MET


def subjects(
    requirement: str, *facts: Any, choices: Mapping[str, str] | None = None, **more: Any
) -> list[str]:
    case = a_case(an_award_decision(**more), *facts, definition=evidence_definition(), choices=choices)
    return [item.key.subject for item in evidence(case, requirement)]


def test_a_subcontractor_gives_a_declaration_alone_unless_more_was_chosen() -> None:
    assert subjects("VER", SUB) == ["gva", "belasting", "kwaliteit"]
    chosen = subjects("VER", SUB, choices={"N-47": "alle-drie"})
    assert chosen == ["gva", "belasting", "belasting/onderaannemer-1", "kwaliteit"]


def test_a_refused_party_is_asked_nothing() -> None:
    assert subjects("SUB", SUB, refused=("onderaannemer-1",)) == [""]
    assert subjects("SUB") == [""]


CERTIFICATE = {"route": "A", "issued": None, "certificate": "VOORBEELD-9001", "valid_until": date(2030, 1, 1)}


def quality(judged_route: str = "A", **changes: Any) -> Finding:
    piece = received_evidence("kwaliteit", IN_TIME, **(CERTIFICATE | changes))
    judged = judged_evidence("kwaliteit", route=judged_route)
    return found(*asked("kwaliteit"), piece, judged, subject="kwaliteit")


def test_a_certificate_of_the_list_that_is_valid_is_enough() -> None:
    assert quality().verdict is Verdict.MET


def test_a_certificate_is_valid_on_the_day_of_receipt_and_not_a_day_less() -> None:
    assert (
        quality(valid_until=date(2026, 7, 20)).verdict is Verdict.CLARIFY
    )  # valid, and over before the agreement begins (N-28)
    finding = quality(valid_until=date(2026, 7, 19))
    assert (finding.verdict, finding.consequence) == (Verdict.NOT_MET, MAY)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"valid_until": date(2026, 12, 31)}, Verdict.CLARIFY),
        ({"valid_until": date(2027, 1, 1)}, Verdict.MET),
        ({"valid_until": None}, Verdict.CLARIFY),
        ({"certificate": ""}, Verdict.CLARIFY),
        ({"certificate": "VOORBEELD-9002"}, Verdict.CLARIFY),
        ({"certificate": "voorbeeld-9001"}, Verdict.MET),
    ],
)
def test_what_is_not_sure_of_a_certificate_is_asked(changes: dict[str, Any], verdict: Verdict) -> None:
    finding = quality(**changes)
    assert finding.verdict is verdict
    if verdict is Verdict.CLARIFY:
        assert finding.notes == ("N-28",)


@pytest.mark.parametrize(
    ("issued", "verdict"),
    [(date(2025, 7, 20), Verdict.MET), (date(2025, 7, 19), Verdict.NOT_MET), (None, Verdict.CLARIFY)],
)
def test_an_audit_statement_is_a_year_old_at_most(issued: date | None, verdict: Verdict) -> None:
    finding = quality("B", route="B", certificate="", valid_until=None, issued=issued)
    assert finding.verdict is verdict


def test_the_age_of_an_audit_statement_at_the_closing_is_shown_too() -> None:
    finding = quality("B", route="B", certificate="", valid_until=None, issued=date(2025, 7, 1))
    assert "bij sluiting (15-06-2026) niet ouder dan 1 jaar" in finding.explanation
    assert "N-29" in finding.notes


def test_every_finding_names_what_it_rests_on() -> None:
    finding = found(*asked(), received_evidence("gva", IN_TIME), judged_evidence("gva"))
    assert finding.facts == (REQUEST, 602, 700, 603)


def test_the_words_do_not_change_with_the_day() -> None:
    """A ruling holds on the words: tomorrow they must be the same."""
    assert found(*asked()).basis == found(*asked(), on=datetime(2026, 9, 1, tzinfo=UTC)).basis
