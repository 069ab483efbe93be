"""The clocks of the framework agreement: the notice of the award, and the options to extend."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from inkoop_core.api.definition import Agreement
from inkoop_core.api.progress import Clock, ClockReading
from inkoop_core.domain.agreement import AwardNotice
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.role import Role
from inkoop_core.domain.term import (
    Term,
    TermUnit,
    day_after,
    day_before,
    end_of_quarter,
    first_day,
    last_day,
    read_as,
    shifted,
)
from inkoop_core.progress.calendar import holidays_of
from inkoop_core.progress.counting import Kind, not_running, running, warning_of
from inkoop_core.progress.course import Course
from inkoop_core.progress.signing import agreements_of

AWARD_NOTICE, EXTENSION_NOTICE = "award_notice", "extension_notice"
QUARTER_ENDED = "quarter-ended"
WARNING_WITHOUT_NOTICE = 183
"""Days of warning for an option whose notice time is not loaded: half a year, as it may be long."""


def signings(course: Course) -> Mapping[str, datetime]:
    """By submission the instant from which its agreement exists."""
    return {item.submission: item.since for item in agreements_of(course) if item.since is not None}


def award_notice_clock(course: Course) -> Clock | None:
    """Until when the awarded contracts must be announced, from the last signing; None without a term for it.

    Notices of social services may be bundled by quarter (directive 2014/24 art. 75(2)): a reading of the term
    that starts with `quarter-ended` counts from the last day of the quarter of the signing.
    """
    term = course.definition.terms.get(AWARD_NOTICE)
    if term is None:
        return None
    kind = Kind(
        "award-notice",
        "aankondiging van de gegunde opdracht",
        "",
        Role.ADVISER,
        "Publiceer de aankondiging van de gegunde opdracht en leg haar vast.",
        term.source,
        term.notes,
    )
    signed = signings(course)
    if not signed:
        return not_running(kind, "ondertekening van een overeenkomst door beide partijen")
    started_at = max(signed.values())
    notice = course.last(AwardNotice)
    unsigned = sorted({fact.submission for fact in course.all(DefinitiveAward)} - set(signed))
    readings = tuple(_notice_readings(course, term, local_day(started_at)))
    return running(
        course,
        kind,
        starts="laatste ondertekening",
        started_at=started_at,
        first=first_day(term, local_day(started_at)),
        last=min(reading.last_day for reading in readings),
        readings=readings,
        warn_days=warning_of(term),
        done=notice is not None,
        facts=() if notice is None else (notice.id,),
        remarks=(f"Nog niet door beide partijen getekend: {', '.join(unsigned)}.",) if unsigned else (),
    )


def _notice_readings(course: Course, term: Term, signed: date) -> Iterator[ClockReading]:
    holidays = holidays_of(course)
    yield ClockReading(
        "elke opdracht apart" if term.readings else "", last_day(term, signed, holidays), term.source
    )
    for other in term.readings:
        start = end_of_quarter(signed) if other.starts == QUARTER_ENDED else signed
        as_other = read_as(term, other)
        notes = (other.note,) if other.note else ()
        yield ClockReading(other.label, last_day(as_other, start, holidays), as_other.source, notes)


def extension_clocks(course: Course) -> Iterator[Clock]:
    """One clock for each option to extend the agreement: it must be used before the agreement ends.

    The notice time is the term `extension_notice` of the definition, counted back from the end; where it is not
    loaded the clock says so.
    """
    agreement = course.definition.agreement
    if agreement is None:
        return
    signed = min(signings(course).values(), default=None)
    for number in range(1, agreement.extensions + 1):
        yield _extension_clock(course, agreement, number, signed)


def _extension_clock(course: Course, agreement: Agreement, number: int, signed: datetime | None) -> Clock:
    notice = course.definition.terms.get(EXTENSION_NOTICE)
    kind = Kind(
        f"extension-option-{number}",
        f"verlengingsoptie {number} (tot en met {shown_day(_end(agreement, number))})",
        "",
        Role.DECISION_MAKER,
        "Beslis over de verlenging en deel haar mee voordat de overeenkomst eindigt.",
        agreement.source if notice is None else notice.source,
        agreement.notes,
    )
    unknown = (
        ("De aanzegtermijn staat in de overeenkomst en is niet geladen: deel de verlenging ruim eerder mee.",)
        if notice is None
        else ()
    )
    if number > 1:
        return not_running(kind, f"gebruik van verlengingsoptie {number - 1}", *unknown)
    if signed is None:
        return not_running(kind, "ondertekening van de overeenkomst", *unknown)
    end = _end(agreement, number - 1)
    last = end if notice is None else shifted(end, -notice.length, notice.unit, holidays_of(course))
    return running(
        course,
        kind,
        starts="ondertekening van de overeenkomst",
        started_at=signed,
        first=local_day(signed),
        last=max(last, local_day(signed)),
        readings=(ClockReading("", last, kind.source),),
        warn_days=WARNING_WITHOUT_NOTICE if notice is None else warning_of(notice),
        remarks=unknown,
    )


def _end(agreement: Agreement, used: int) -> date:
    """The last day of the agreement after so many options were used."""
    after = day_after(agreement.last_day)
    return day_before(shifted(after, used * agreement.extension_months, TermUnit.MONTHS))
