"""`inkoop deadlines`: every clock on the screen, as JSON and as a calendar file."""

import json
from pathlib import Path
from typing import Any

from icalendar import Calendar

TENDER = "dalfsen-wmo-2027"
SUMMER = ("--as-of", "01-07-2026 09:00")
AUTUMN = ("--as-of", "30-09-2026 09:00")


def rows(ran: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(ran.out)["rows"]
    return found


def test_the_clocks_stand_on_the_screen_with_both_readings(inkoop: Any, looked_at: Path) -> None:
    ran = inkoop("--db", looked_at, *SUMMER, "deadlines", TENDER, "--about", "S-001", "--json")
    assert ran.code == 0, ran.err
    (validity,) = [row for row in rows(ran) if row["id"] == "validity"]
    assert validity["last_day"] == "2026-10-23"
    assert validity["other"] == "22-10-2026 (de sluitingsdag is dag 1, veilig)"
    assert (validity["state"], validity["who"]) == ("loopt", "inkoopadviseur")
    assert (validity["source"], validity["notes"]) == ("§5.7", "N-16, N-17")
    assert {row["about"] for row in rows(ran)} == {"S-001"}


def test_what_is_near_stands_first_and_what_has_passed_last(inkoop: Any, looked_at: Path) -> None:
    ran = inkoop("--db", looked_at, *AUTUMN, "--json", "deadlines", TENDER)
    states = [row["state"] for row in rows(ran)]
    assert states[0] == "nadert"
    assert states == sorted(states, key=["nadert", "loopt", "loopt nog niet", "verstreken"].index)
    (closing,) = [row for row in rows(ran) if row["id"] == "closing"]
    assert closing["state"] == "verstreken"


def test_the_view_shows_one_state_alone(inkoop: Any, looked_at: Path) -> None:
    ran = inkoop("--db", looked_at, *AUTUMN, "view", "termijnen", "--state", "nadert", "--json")
    assert {row["state"] for row in rows(ran)} == {"nadert"}
    assert {row["id"] for row in rows(ran)} == {"validity"}


def test_the_calendar_file_holds_what_runs_and_nothing_of_a_screening(
    inkoop: Any, looked_at: Path, tmp_path: Path
) -> None:
    file = tmp_path / "termijnen.ics"
    ran = inkoop("--db", looked_at, *SUMMER, "deadlines", TENDER, "--ics", file)
    assert ran.code == 0, ran.err
    assert f"Agendabestand: {file}" in ran.out
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert {str(event["uid"]) for event in events} == {
        f"{TENDER}.S-00{number}.validity@inkoop.invalid" for number in range(1, 5)
    }
    assert b"bibob" not in file.read_bytes().lower()
    again = tmp_path / "nog-eens.ics"
    inkoop("--db", looked_at, *SUMMER, "deadlines", TENDER, "--ics", again)
    assert again.read_bytes() == file.read_bytes()


def test_who_has_no_role_gets_no_calendar(inkoop: Any, looked_at: Path, tmp_path: Path) -> None:
    file = tmp_path / "termijnen.ics"
    ran = inkoop("--db", looked_at, "--user", "vreemde", "deadlines", TENDER, "--ics", file)
    assert ran.code == 1
    assert not file.exists()


def test_the_plan_check_gives_the_latest_days_of_the_tender_document(inkoop: Any, looked_at: Path) -> None:
    ran = inkoop("--db", looked_at, *SUMMER, "view", "planning-controle", "--json")
    assert ran.code == 0, ran.err
    steps = {row["step"]: row for row in rows(ran)}
    advice = steps["advies van het Landelijk Bureau Bibob, als dat wordt gevraagd"]
    assert (advice["latest_start"], advice["latest_safe"]) == ("2026-07-31", "2026-07-30")
    assert steps["Bibob-formulier"]["latest_start"] == "2026-07-17"
    assert steps["Bibob-formulier"]["known"] == "aangenomen"
    assert {row["fits"] for row in steps.values()} == {"past", "niet gehaald: tekenen kan vanaf 07-10-2026"}
    assert json.loads(ran.out)["note"].startswith("De procedure: alles past")


def test_the_plan_check_proposes_the_extension(inkoop: Any, looked_at: Path) -> None:
    ran = inkoop("--db", looked_at, "--as-of", "20-07-2026 09:00", "view", "planning-controle", "--json")
    note = json.loads(ran.out)["note"]
    assert "vraag voor die dag verlenging tot en met 26-10-2026 of later (gestanddoening-vragen)" in note
    fits = {row["step"]: row["fits"] for row in rows(ran)}
    assert fits["verlenging van de adviestermijn"] == "past niet"
    assert fits["opschortende termijn"] == "past"
