"""What was read in the documents: looked at, confirmed many at a time, rejected, or typed."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import OptionList, Select, Static, TextArea

from inkoop_core.desk.desk import Desk
from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.package import Document
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import Reservation
from inkoop_core.testing.readings import a_read_fact, subject_read
from inkoop_tui.screens.procedure import ProcedureScreen
from inkoop_tui.screens.reading import ReadingScreen
from inkoop_tui.widgets.view_panel import ViewPanel

P = "dalfsen-wmo-2027"
OpenAs = Callable[..., Desk]
Go = Callable[..., None]
Press = Callable[..., Awaitable[None]]
Write = Callable[..., Awaitable[None]]
Seen = Callable[[App[None]], str]
LETTER, FORM = "sg1-samenwerking.pdf", "bijlage-2-inschrijfformulier.docx"


def read(desk: Desk, submission: str, *bodies: ReadFact) -> tuple[int, ...]:
    drafts = tuple(Draft(body, subject_read(submission, body)) for body in bodies)
    return desk.store.append(EntryDraft(P, "proef", "0" * 64, "adviseur.anna"), drafts).facts


def a_reservation(
    number: int, file: str = LETTER, text: str = "Alleen bij indexatie.", **more: Any
) -> ReadFact:
    return a_read_fact("reservation", f"voorbehoud-{number}", file, about="prijs", text=text, **more)


@pytest.fixture
def anna(open_as: OpenAs) -> Desk:
    """A desk with three reservations that were read of S-001: two sound, one of which files say different things."""
    desk = open_as("adviseur.anna")
    read(desk, "S-001", a_reservation(7), a_reservation(8))
    read(desk, "S-001", a_reservation(9), a_reservation(9, FORM, "Geen enkele."))
    return desk


def panel_of(app: App[None]) -> ViewPanel:
    screen = app.screen
    assert isinstance(screen, ProcedureScreen)
    panel = screen.panel()
    assert panel is not None
    return panel


def confirmed(desk: Desk) -> list[str]:
    """The parts of the reservations that stand, those of the story aside."""
    found = [fact.subject.partition("/")[2] for fact in desk.state(P).facts(Reservation)]
    return sorted(part for part in found if part in ("voorbehoud-7", "voorbehoud-8", "voorbehoud-9"))


def test_the_grid_tells_how_rows_are_chosen(anna: Desk, journey: Go, press: Press, seen: Seen) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "2")
        assert "Spatie kiest rijen, Ctrl+A alle" in seen(pilot.app)
        assert "b bevestig x verwerp w waarde" in seen(pilot.app).splitlines()[-1]
        await press(pilot, "1")
        assert "Spatie" not in seen(pilot.app)
        assert "bevestig" not in seen(pilot.app).splitlines()[-1]

    journey(anna, steps)


async def to_the_grid(pilot: Pilot[None], press: Press, write: Write) -> None:
    await press(pilot, "enter", "2", "slash")
    await write(pilot, "voorbehoud- S-001")
    await press(pilot, "enter")


def squeezed(text: str) -> str:
    return " ".join(text.replace("▏", " ").replace("│", " ").split())


def test_many_readings_are_confirmed_at_once_after_their_consequence_was_read(
    anna: Desk, journey: Go, press: Press, write: Write, seen: Seen
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await to_the_grid(pilot, press, write)
        await press(pilot, "ctrl+a", "b")
        before = squeezed(seen(pilot.app))
        assert "Dit gebeurt er" in before
        assert "Bevestigd: 2" in before
        assert "Niet bevestigd" in before
        assert confirmed(anna) == []
        await press(pilot, "ctrl+s")
        assert "✓ Vastgelegd op" in seen(pilot.app)
        assert confirmed(anna) == ["voorbehoud-7", "voorbehoud-8"]
        await press(pilot, "enter")
        assert panel_of(pilot.app).table.marked == ()
        assert "bevestigd" in squeezed(seen(pilot.app))

    journey(anna, steps)


def test_without_marks_the_row_at_the_cursor_is_confirmed(
    anna: Desk, journey: Go, press: Press, write: Write
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await to_the_grid(pilot, press, write)
        await press(pilot, "down", "b", "ctrl+s")
        assert confirmed(anna) == ["voorbehoud-8"]

    journey(anna, steps)


def test_the_actions_offered_about_many_rows_are_those_that_take_many(
    anna: Desk, journey: Go, press: Press, write: Write, seen: Seen
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await to_the_grid(pilot, press, write)
        await press(pilot, "space", "space", "a")
        assert "Actie over 2 gekozen rijen" in seen(pilot.app)
        options = [str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]
        assert {"Gelezen gegevens bevestigen", "Gelezen gegevens verwerpen"} <= set(options)
        assert "Gegevens vastleggen" not in options

    journey(anna, steps)


def test_of_a_contradiction_is_asked_which_source_was_read_wrongly(
    anna: Desk, journey: Go, press: Press, write: Write, seen: Seen
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await to_the_grid(pilot, press, write)
        await press(pilot, "end", "x")
        assert "Welke bron is verkeerd gelezen?" in seen(pilot.app)
        await write(pilot, FORM)
        await press(pilot, "enter")
        pilot.app.screen.query_one(TextArea).text = "Dat staat in een ander vak."
        await press(pilot, "ctrl+s", "ctrl+s")
        assert "✓ Vastgelegd op" in seen(pilot.app)
        left = [fact.body.file for fact in anna.state(P).facts(ReadFact) if fact.body.part == "voorbehoud-9"]
        assert left == [LETTER]

    journey(anna, steps)


def test_a_value_is_chosen_where_sources_differ(
    anna: Desk, journey: Go, press: Press, write: Write, seen: Seen
) -> None:
    (number,) = [
        fact.id
        for fact in anna.state(P).facts(ReadFact)
        if (fact.body.file, fact.body.part) == (FORM, "voorbehoud-9")
    ]

    async def steps(pilot: Pilot[None]) -> None:
        await to_the_grid(pilot, press, write)
        await press(pilot, "end", "w")
        text = squeezed(seen(pilot.app))
        assert "Soort: reservation" in text
        assert "Onderdeel: voorbehoud-9" in text
        assert "Alleen bij indexatie." in text
        assert "Geen enkele." in text
        reason, values = pilot.app.screen.query(TextArea)
        reason.text = "Het formulier geldt."
        values.text = f"text = #{number}"
        await press(pilot, "ctrl+s", "ctrl+s")
        (body,) = [fact.body for fact in anna.state(P).facts(Reservation, "S-001/voorbehoud-9")]
        assert body.text == "Geen enkele."

    journey(anna, steps)


def test_opening_a_row_shows_every_source_beside_the_text_in_which_it_stands(
    anna: Desk, journey: Go, press: Press, write: Write, seen: Seen
) -> None:
    document = next(fact.body for fact in anna.state(P).facts(Document, f"S-001/{LETTER}"))
    assert document.file == LETTER

    async def steps(pilot: Pilot[None]) -> None:
        await to_the_grid(pilot, press, write)
        await press(pilot, "end", "enter", "down")
        assert isinstance(pilot.app.screen, ReadingScreen)
        assert "S-001/voorbehoud-9 › reservation: tegenstrijdig" in seen(pilot.app).splitlines()[0]
        source = str(pilot.app.screen.query_one("#source-text", Static).content)
        assert "De bronnen zeggen niet hetzelfde" in source
        assert "daar staat: “zoals text er staat”" in source
        assert "── pagina 1 ──" in source
        await press(pilot, "enter")
        assert pilot.app.focused is pilot.app.screen.query_one("#source")
        await press(pilot, "g", "g")

    journey(anna, steps, size=(140, 40))


def test_a_view_is_narrowed_by_its_arguments(anna: Desk, journey: Go, press: Press, seen: Seen) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "2", "f")
        pilot.app.screen.query_one("#field-status Select", Select).value = "contradictory"
        await press(pilot, "ctrl+s")
        assert [row.cells[5] for row in panel_of(pilot.app).table.rows or ()] == ["voorbehoud-9"]
        assert "Alleen Toestand: tegenstrijdig" in seen(pilot.app)
        await press(pilot, "f")
        assert pilot.app.screen.query_one("#field-status Select", Select).value == "contradictory"

    journey(anna, steps)


def test_on_a_view_without_arguments_there_is_nothing_to_narrow(
    anna: Desk, journey: Go, press: Press
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "f", "b")
        assert isinstance(pilot.app.screen, ProcedureScreen)

    journey(anna, steps)


def test_a_long_consequence_is_scrolled_with_the_keyboard(
    open_as: OpenAs, journey: Go, press: Press, write: Write
) -> None:
    anna = open_as("adviseur.anna")
    read(anna, "S-001", *(a_reservation(number) for number in range(100, 160)))
    read(anna, "S-001", *(a_reservation(number, FORM, "Geen enkele.") for number in range(100, 160)))
    read(anna, "S-001", a_reservation(7))

    async def steps(pilot: Pilot[None]) -> None:
        await to_the_grid(pilot, press, write)
        await press(pilot, "ctrl+a", "b")
        text = pilot.app.screen.query_one(".dialog-text")
        await press(pilot, "pagedown", "down")
        assert text.scroll_offset.y == 11
        await press(pilot, "pageup", "up")
        assert text.scroll_offset.y == 0

    journey(anna, steps, size=(80, 24))


def test_who_may_not_confirm_reads_so_before_anything_happens(
    open_as: OpenAs, journey: Go, press: Press, write: Write, seen: Seen
) -> None:
    bram = open_as("beoordelaar.bram")
    read(bram, "S-001", a_reservation(7))

    async def steps(pilot: Pilot[None]) -> None:
        await to_the_grid(pilot, press, write)
        await press(pilot, "b")
        assert "'Gelezen gegevens bevestigen' mag alleen een inkoopadviseur" in squeezed(seen(pilot.app))
        assert confirmed(bram) == []

    journey(bram, steps)
