"""The calendar file, read again as a mail program reads it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from inkoop_core.documents.calendar import calendar_bytes
from inkoop_core.domain.complaint import Complaint
from inkoop_core.progress.clocks import clocks_of
from inkoop_core.testing.courses import Story


@pytest.fixture
def story() -> Story:
    told = Story()
    told.send([told.decide()], "2026-07-13T09:00")
    complaint = Complaint("Jansen Voorbeeld", "klacht@voorbeeld.example", "geheim onderwerp", "boos")
    told.add(complaint, "klacht-1", "2026-07-14T09:00")
    return told


def written(story: Story, as_of: str = "2026-07-20T09:00") -> bytes:
    course = story.course(as_of)
    return calendar_bytes("voorbeeld-2026", clocks_of(course), course.moment)


def events(content: bytes) -> dict[str, Any]:
    return {str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_a_clock_is_a_whole_day_on_its_safe_last_day(story: Story) -> None:
    event = events(written(story))["voorbeeld-2026.S-001.standstill@inkoop.invalid"]
    assert event.decoded("dtstart") == date(2026, 8, 3)
    assert event.decoded("dtend") == date(2026, 8, 4)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert str(event["summary"]) == "opschortende termijn S-001 (voorbeeld-2026)"
    assert "Grond: §1." in str(event["description"])


def test_the_other_reading_stands_in_the_event(story: Story) -> None:
    event = events(written(story))["voorbeeld-2026.S-001.forfeiture@inkoop.invalid"]
    assert "Ook gelezen als 02-08-2026: letterlijk geteld." in str(event["description"])


def test_the_alarm_goes_on_the_day_of_warning(story: Story) -> None:
    event = events(written(story))["voorbeeld-2026.S-001.standstill@inkoop.invalid"]
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-3, hours=9)
    assert str(alarm["action"]) == "DISPLAY"


def test_the_same_moment_gives_the_same_bytes_and_a_later_one_replaces_the_event(story: Story) -> None:
    first, later = written(story), written(story, "2026-07-21T09:00")
    assert first == written(story)
    earlier, newer = events(first), events(later)
    assert set(earlier) == set(newer)
    for uid, event in earlier.items():
        assert event.decoded("dtstamp") == datetime(2026, 7, 20, 7, tzinfo=UTC)
        assert int(newer[uid]["sequence"]) > int(event["sequence"])


def test_lines_end_and_fold_as_mail_programs_want(story: Story) -> None:
    content = written(story)
    assert content.replace(b"\r\n", b"").find(b"\n") == -1
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"VERSION:2.0\r\n" in content
    assert b"METHOD:PUBLISH\r\n" in content


def test_only_what_runs_is_in_the_calendar(story: Story) -> None:
    assert "voorbeeld-2026.procedure.closing@inkoop.invalid" not in events(written(story))
    assert "voorbeeld-2026.S-001.evidence@inkoop.invalid" not in events(written(story))
    before = events(written(story, "2026-06-01T09:00"))
    assert str(before["voorbeeld-2026.procedure.closing@inkoop.invalid"]["summary"]).endswith(", tot 10:00")


def test_a_calendar_tells_nothing_of_what_people_wrote(story: Story) -> None:
    text = written(story).replace(b"\r\n ", b"").decode()
    assert "klacht-1" in text
    for secret in ("Jansen", "geheim", "boos", "Voorbeeldzorg"):
        assert secret not in text


def test_a_calendar_without_clocks_is_still_a_calendar() -> None:
    course = Story().course("2026-07-20T09:00")
    assert events(calendar_bytes("voorbeeld-2026", (), course.moment)) == {}
