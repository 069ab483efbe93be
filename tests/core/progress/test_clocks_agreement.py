from datetime import date

from inkoop_core.api.progress import Clock, ClockState
from inkoop_core.domain.agreement import AgreementSigned, AwardNotice, Side
from inkoop_core.domain.submission import SigningMethod, SigningPower
from inkoop_core.domain.term import TermReading, TermUnit
from inkoop_core.progress.clocks import clock_of
from inkoop_core.testing.builders import a_definition
from inkoop_core.testing.courses import AGREEMENT, TERMS, Story, a_term

NOTICE = a_term(
    30,
    "last-signing",
    readings=(TermReading("gebundeld per kwartaal", starts="quarter-ended"),),
)


def story(**terms: object) -> Story:
    return Story(
        a_definition(terms=TERMS | {"award_notice": NOTICE} | terms, agreement=AGREEMENT), ("S-001", "S-002")
    )


def found(told: Story, as_of: str, id: str) -> Clock:
    clock = clock_of(told.course(as_of), id)
    assert clock is not None
    return clock


def test_the_award_is_announced_within_thirty_days_of_the_last_signing() -> None:
    told = story()
    assert found(told, "2026-09-01T09:00", "award-notice").state is ClockState.NOT_RUNNING
    told.sign("S-001", "2026-09-01T09:00", "2026-09-03T09:00")
    told.sign("S-002", "2026-09-08T09:00", "2026-09-10T09:00")
    clock = found(told, "2026-09-11T09:00", "award-notice")
    assert (clock.first_day, clock.last_day) == (date(2026, 9, 11), date(2026, 10, 10))
    assert clock.readings[1].last_day == date(2026, 10, 30), "30 dagen na het derde kwartaal"


def test_one_signature_starts_no_clock_and_who_has_not_signed_is_named() -> None:
    told = story()
    told.award("S-002", "2026-09-01T09:00")
    body = AgreementSigned(Side.CONTRACTOR, 1, "J. Voorbeeld", SigningPower.SOLE, SigningMethod.DIGITAL)
    told.add(body, "S-002/overeenkomst/contractor-1", "2026-09-02T09:00")
    assert found(told, "2026-09-03T09:00", "award-notice").state is ClockState.NOT_RUNNING
    told.sign("S-001", "2026-09-01T09:00", "2026-09-03T09:00")
    clock = found(told, "2026-09-04T09:00", "award-notice")
    assert clock.remarks == ("Nog niet door beide partijen getekend: S-002.",)


def test_a_published_notice_ends_the_wait() -> None:
    told = story()
    told.sign("S-001", "2026-09-01T09:00", "2026-09-03T09:00")
    told.add(AwardNotice("TenderNed", "V-1"), "aankondiging-gegunde-opdracht", "2026-09-20T09:00")
    assert found(told, "2026-09-21T09:00", "award-notice").state is ClockState.DONE


def test_an_option_to_extend_runs_from_the_signing_and_says_that_its_notice_time_is_unknown() -> None:
    told = story()
    waiting = found(told, "2026-09-01T09:00", "extension-option-1")
    told.sign("S-001", "2026-09-01T09:00", "2026-09-03T09:00")
    clock = found(told, "2026-09-04T09:00", "extension-option-1")
    second = found(told, "2026-09-04T09:00", "extension-option-2")
    assert waiting.state is ClockState.NOT_RUNNING
    assert clock.last_day == date(2029, 12, 31)
    assert clock.warn_on == date(2029, 7, 1)
    assert clock.remarks == (
        "De aanzegtermijn staat in de overeenkomst en is niet geladen: deel de verlenging ruim eerder mee.",
    )
    assert clock.label == "verlengingsoptie 1 (tot en met 31-12-2030)"
    assert (second.state, second.starts) == (ClockState.NOT_RUNNING, "gebruik van verlengingsoptie 1")


def test_a_loaded_notice_time_is_counted_back_from_the_end_of_the_agreement() -> None:
    told = story(extension_notice=a_term(3, "agreement-ends", TermUnit.MONTHS, warn_days=30))
    told.sign("S-001", "2026-09-01T09:00", "2026-09-03T09:00")
    clock = found(told, "2026-09-04T09:00", "extension-option-1")
    assert clock.last_day == date(2029, 9, 30)
    assert clock.warn_on == date(2029, 8, 31)
    assert clock.remarks == ()


def test_a_tender_without_an_agreement_has_no_options() -> None:
    assert clock_of(Story(a_definition(terms=TERMS)).course("2026-09-01T09:00"), "extension-option-1") is None
    assert clock_of(Story(a_definition(terms=TERMS)).course("2026-09-01T09:00"), "award-notice") is None
