"""What a person does, and what he sees. Screens are kept as text in `screens/`."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from inkoop_core.desk.desk import Desk
from inkoop_core.domain.moment import Moment
from inkoop_tui.screens.procedure import ProcedureScreen
from inkoop_tui.screens.submission import SubmissionScreen
from inkoop_tui.widgets.lazy_table import LazyTable
from inkoop_tui.widgets.table_panel import TablePanel

P = "dalfsen-wmo-2027"
OpenAs = Callable[..., Desk]
Go = Callable[..., None]
Press = Callable[..., Awaitable[None]]
Choose = Callable[..., Awaitable[None]]
Write = Callable[..., Awaitable[None]]
Seen = Callable[[App[None]], str]
LooksLike = Callable[[App[None], str], None]


def rows_of(app: App[None]) -> list[tuple[Any, ...]]:
    return [row.cells for row in app.screen.query_one(LazyTable).rows or ()]


class TestOpening:
    def test_the_only_procedure_is_still_shown_in_a_list(
        self, open_as: OpenAs, journey: Go, looks_like: LooksLike
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            looks_like(pilot.app, "procedures")

        journey(open_as("adviseur.anna"), steps)

    def test_enter_opens_the_matrix(
        self, open_as: OpenAs, journey: Go, press: Press, looks_like: LooksLike
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, ProcedureScreen)
            looks_like(pilot.app, "matrix-120")

        journey(open_as("adviseur.anna"), steps)

    def test_on_a_small_screen_every_step_is_in_sight(
        self, open_as: OpenAs, journey: Go, press: Press, looks_like: LooksLike
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            looks_like(pilot.app, "matrix-80")

        journey(open_as("adviseur.anna"), steps, size=(80, 24))

    @pytest.mark.parametrize(("width", "procedure"), [(80, False), (160, True)])
    def test_a_submission_is_named_in_full_on_top_also_on_a_small_screen(
        self,
        open_as: OpenAs,
        journey: Go,
        press: Press,
        choose: Choose,
        seen: Seen,
        width: int,
        procedure: bool,
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot, "S-018")
            top = seen(pilot.app).splitlines()[0]
            assert "VOORBEELD" in top
            assert "S-018 Mits en Maar Fictieve Begeleiding B.V." in top
            assert (P in top) is procedure

        journey(open_as("adviseur.anna"), steps, size=(width, 24))

    def test_a_standing_in_the_matrix_is_read_whole(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            assert seen(pilot.app).count("kan voorlopig worden gegund") > 5
            assert "voorstel: afwijzen (oordeel nodig)" in seen(pilot.app)

        journey(open_as("adviseur.anna"), steps)

    def test_somebody_without_a_role_sees_nothing_and_reads_why(
        self, open_as: OpenAs, journey: Go, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            assert "'Procedures' bekijken mag alleen een inkoopadviseur" in " ".join(seen(pilot.app).split())

        journey(open_as("vreemde.vogel"), steps)

    def test_a_sample_desk_says_so_on_every_screen(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            for key in ("", "enter", "enter", "o"):
                await press(pilot, *filter(None, [key]))
                assert seen(pilot.app).startswith(" VOORBEELD  adviseur.anna (opgegeven, niet vastgesteld)")

        journey(open_as("adviseur.anna"), steps)


class TestLooking:
    def test_a_number_opens_a_group_of_tabs_and_again_the_next_tab_in_it(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            labels = (
                ("1", "Taak"),
                ("2", "Toestand"),
                ("3", "Motivering"),
                ("4", "Wacht op"),
                ("5", "Aandachtsgebied"),
                ("6", "Paragraaf"),
                ("7", "Onduidelijkheid"),
                ("7", "Omschrijving"),
                ("8", "Verslag"),
                ("8", "Vastgelegd"),
                ("8", "Bevestigd door"),
                ("8", "Persoon"),
            )
            for key, label in labels:
                await press(pilot, key)
                assert label in seen(pilot.app), (key, label)

        journey(open_as("adviseur.anna"), steps)

    def test_brackets_step_through_the_tabs_of_every_group(
        self, open_as: OpenAs, journey: Go, press: Press
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            screen = pilot.app.screen
            assert isinstance(screen, ProcedureScreen)
            passed = []
            for _ in range(6):
                assert screen.pane is not None
                passed.append(screen.pane.id)
                await press(pilot, "right_square_bracket")
            assert passed == [
                "tab-matrix",
                "tab-taken",
                "tab-voorstellen",
                "tab-termijnen",
                "tab-gelezen",
                "tab-tegenspraken",
            ]
            await press(pilot, *["left_square_bracket"] * 7)
            assert screen.pane is not None
            assert screen.pane.id == "tab-plugins"

        journey(open_as("adviseur.anna"), steps)

    def test_the_filter_keeps_only_rows_with_the_text(
        self, open_as: OpenAs, journey: Go, press: Press, write: Write
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter", "slash")
            await write(pilot, "zandloper")
            assert [cells[1] for cells in rows_of(pilot.app)] == ["09-trage-zandloper.zip"]
            await press(pilot, "escape")
            assert len(rows_of(pilot.app)) > 10

        journey(open_as("adviseur.anna"), steps)

    def test_a_finding_that_may_reject_asks_for_a_ruling_and_is_no_rejection(
        self, open_as: OpenAs, journey: Go, press: Press, choose: Choose, looks_like: LooksLike, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot, "S-018")
            assert isinstance(pilot.app.screen, SubmissionScreen)
            looks_like(pilot.app, "bevindingen-120")
            text = " ".join(seen(pilot.app).replace("▏", " ").split())
            assert "? oordeel" in text
            assert "✗" not in text

        journey(open_as("adviseur.anna"), steps)

    def test_what_is_in_order_can_be_left_out(
        self, open_as: OpenAs, journey: Go, press: Press, choose: Choose
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot, "S-018")
            panel = pilot.app.screen.query_one("#findings", TablePanel)
            everything, chosen = panel.table.count, panel.table.chosen
            await press(pilot, "m")
            assert panel.table.count < everything
            assert panel.table.chosen == chosen
            assert not [row for row in panel.table.rows or () if str(row.cells[0]).startswith("✓ voldoet")]

        journey(open_as("adviseur.anna"), steps)

    def test_a_document_shows_only_the_pages_that_are_offered(
        self, open_as: OpenAs, journey: Go, press: Press, choose: Choose, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot, "S-020")
            await press(pilot, "2")
            table = pilot.app.screen.query_one("#documents", TablePanel).table
            files = [row.cells[3] for row in table.rows or ()]
            table.cursor = files.index("sg1-samenwerking.pdf")
            await press(pilot, "tab")
            text = " ".join(line.partition("▏")[2].strip() for line in seen(pilot.app).splitlines())
            assert "pagina 1 tot en met 2 van 3" in " ".join(text.split())
            assert "── pagina 1 ──" in text
            assert "── pagina 3 ──" not in text

        journey(open_as("beoordelaar.bram"), steps, size=(140, 60))

    def test_a_proposal_row_is_shown_in_full_with_what_can_be_done(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter", "7", "enter")
            text = seen(pilot.app)
            assert "N-01" in text
            assert "Wat wilt u doen?" in text
            assert "Lezing van een noot kiezen" in text

        journey(open_as("adviseur.anna"), steps)

    def test_help_tells_every_key_of_the_screen(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter", "enter", "question_mark")
            text = seen(pilot.app)
            for told in ("Hulp:", "Oordelen over de gekozen bevinding", "Naar het vorige scherm", "Ctrl+P"):
                assert told in text
            await press(pilot, "escape", "g")
            assert isinstance(pilot.app.screen, ProcedureScreen)

        journey(open_as("adviseur.anna"), steps, size=(120, 60))

    def test_the_palette_finds_any_view(
        self, open_as: OpenAs, journey: Go, press: Press, write: Write, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter", "ctrl+p")
            await write(pilot, "parameters")
            await pilot.pause(0.3)
            await press(pilot, "enter")
            assert "kc1_clients" in seen(pilot.app)

        journey(open_as("adviseur.anna"), steps)

    def test_keys_of_actions_that_somebody_may_not_do_are_not_shown(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        for person, shown, hidden in (
            ("adviseur.anna", "i kluis", "s score"),
            ("beoordelaar.bram", "s score", "i kluis"),
            ("voorzitter.dirk", "c consensus", "i kluis"),
        ):

            async def steps(pilot: Pilot[None], shown: str = shown, hidden: str = hidden) -> None:
                await press(pilot, "enter")
                foot = seen(pilot.app).splitlines()[-1]
                assert shown in foot
                assert hidden not in foot

            journey(open_as(person), steps)

    def test_another_moment_is_named_and_nothing_can_be_recorded(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        desk = open_as("beoordelaar.bram")
        desk.moment = Moment.at(desk.clock())

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter", "s")
            text = seen(pilot.app)
            assert "alleen kijken" in text
            assert "daarbij kan niets worden vastgelegd" in text

        journey(desk, steps)
