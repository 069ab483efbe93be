"""When what was asked must be in."""

from datetime import UTC, date, datetime

from attrs import evolve

from inkoop_core.api.requests import asked, letter_telling, term_of
from inkoop_core.domain.request import RequestKind
from inkoop_core.testing.evidence import REQUEST, TOLD, a_letter, a_request, evidence_definition

NO_CHOICE: dict[str, str] = {}


def test_the_day_after_receipt_is_day_1_and_the_last_second_of_day_14_counts() -> None:
    found = asked(a_request("gva"), [a_letter()], evidence_definition(), NO_CHOICE)
    assert found is not None
    assert (found.last_day, found.ends_at) == (
        date(2026, 7, 27),
        datetime(2026, 7, 27, 21, 59, 59, tzinfo=UTC),
    )
    assert (found.received_known, found.ends_in_weekend) == (True, False)


def test_without_a_letter_that_names_it_nothing_was_asked() -> None:
    assert asked(a_request("gva"), [a_letter(999)], evidence_definition(), NO_CHOICE) is None


def test_the_first_letter_that_names_it_counts() -> None:
    later = a_letter(id=610, sent=datetime(2026, 7, 20, 8, tzinfo=UTC))
    assert letter_telling([later, a_letter()], REQUEST) == a_letter()


def test_an_end_in_a_weekend_stays_and_the_working_day_after_it_is_told() -> None:
    saturday = datetime(2026, 7, 11, 8, tzinfo=UTC)
    found = asked(
        a_request("gva"), [a_letter(sent=saturday, received=saturday)], evidence_definition(), NO_CHOICE
    )
    assert found is not None
    assert (found.last_day, found.working_day) == (date(2026, 7, 25), date(2026, 7, 27))


def test_the_chosen_reading_counts_from_the_sending() -> None:
    letter = a_letter(sent=datetime(2026, 7, 10, 8, tzinfo=UTC), received=TOLD)
    found = asked(a_request("gva"), [letter], evidence_definition(), {"N-20": "verzending"})
    assert found is not None
    assert found.last_day == date(2026, 7, 24)


def test_a_request_without_days_and_without_a_term_has_none() -> None:
    request = a_request("gva", kind=RequestKind.CLARIFICATION)
    assert term_of(evidence_definition(), request.body) is None
    assert asked(request, [a_letter()], evidence_definition(), NO_CHOICE) is None
    given = term_of(evidence_definition(), evolve(request.body, days=5))
    assert given is not None
    assert given.length == 5
