"""Readings, planning and bridge days of a tender file."""

from datetime import date

import pytest

from inkoop_core.domain.decision import Amendment
from inkoop_core.domain.term import TermReading, TermUnit
from inkoop_core.errors import TenderFileError
from inkoop_core.progress.calendar import general_holidays
from inkoop_core.tender.load import load_definition
from inkoop_core.testing.builders import CLOSING

TERM = 'source = { document = "inkoopdocument", paragraph = "§5.7" }'
READING = 'readings = [{ label = "anders", note = "N-1", reading = "ja", first_day_counts = true }]'


def problems(text: str) -> str:
    with pytest.raises(TenderFileError) as wrong:
        load_definition(text, (), {}, "voorbeeld")
    return str(wrong.value)


def test_a_term_carries_its_other_readings_and_its_place_in_the_planning(sound: str) -> None:
    extra = f'{TERM}\nnotes = ["N-1"]\nwarn_days = 30\ntitle = "geldig"\nminimum_working_days = 2\n'
    plain = 'readings = [{ label = "anders", note = "N-1", first_day_counts = true }]'
    text = sound.replace(TERM, extra + plain).replace('unit = "days"', 'unit = "working-days"')
    term = load_definition(text, (), {}, "voorbeeld").terms["validity"]
    assert term.unit is TermUnit.WORKING_DAYS
    assert term.readings == (TermReading("anders", "N-1", first_day_counts=True),)
    assert (term.warn_days, term.title, term.minimum_working_days) == (30, "geldig", 2)


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ('readings = [{ label = "x", note = "N-9" }]', "N-9 staat niet bij de noten van de termijn"),
        (f'notes = ["N-1"]\n{READING.replace("ja", "nergens")}', "'nergens' is geen lezing van noot 'N-1'"),
        ('reading = "nergens"', "'nergens' is geen lezing van een noot van de termijn"),
        ('fits_within = "lengte"', "'lengte' is geen andere termijn in [terms]"),
        ('follows = "validity"', "'validity' is geen andere termijn in [terms]"),
        ("warn_days = -1", "-1 is geen aantal dagen vooraf"),
        ("minimum_working_days = -1", "-1 is geen aantal werkdagen"),
        ('warn_days = "3"', "terms.validity.warn_days: verwacht een geheel getal"),
    ],
)
def test_what_does_not_fit_together_is_named_with_its_place(sound: str, extra: str, told: str) -> None:
    found = problems(sound.replace(TERM, f"{TERM}\n{extra}"))
    assert told in found
    assert "terms.validity." in found


def test_bridge_days_can_be_loaded_by_amendment_and_then_count(sound: str) -> None:
    value = (
        '[{ day = 2026-05-15, source = { document = "Staatscourant (voorbeeld)", paragraph = "art. 1" } }]'
    )
    loaded = Amendment("bridge_days", value, "besluit", "Staatscourant", CLOSING)
    definition = load_definition(sound, (loaded,), {}, "voorbeeld")
    assert [item.day for item in definition.bridge_days] == [date(2026, 5, 15)]
    days = [item.day for item in definition.bridge_days]
    assert date(2026, 5, 15) in general_holidays(2026, 2026, days)


def test_a_bridge_day_needs_its_decree_and_stands_once(sound: str) -> None:
    def table(source: str) -> str:
        return f"\n[[bridge_days]]\nday = 2026-05-15\n{source}\n"

    decree = 'source = { document = "Staatscourant (voorbeeld)", paragraph = "art. 1" }'
    assert "bridge_days[0].source: ontbreekt" in problems(sound + table(""))
    assert "bridge_days.2026-05-15: komt 2 keer voor" in problems(sound + table(decree) * 2)
    assert load_definition(sound, (), {}, "voorbeeld").bridge_days == ()
