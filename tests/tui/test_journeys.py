"""What a person does, and what he sees. Screens are kept as text in `screens/`."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Select, TextArea

from inkoop_core.access import Actor
from inkoop_core.bootstrap import found_desk
from inkoop_core.desk.actions.rulings import GiveRuling
from inkoop_core.desk.desk import Desk
from inkoop_core.domain.decision import Ruling, RulingOutcome, Score
from inkoop_core.domain.moment import Moment
from inkoop_tui.screens.procedure import ProcedureScreen
from inkoop_tui.screens.procedures import ProceduresScreen
from inkoop_tui.screens.submission import SubmissionScreen
from inkoop_tui.widgets.lazy_table import LazyTable
from inkoop_tui.widgets.table_panel import TablePanel

P = "dalfsen-wmo-2027"
OpenAs = Callable[..., Desk]
Go = Callable[..., None]
Press = Callable[..., Awaitable[None]]
Write = Callable[..., Awaitable[None]]
Seen = Callable[[App[None]], str]
LooksLike = Callable[[App[None], str], None]


def rows_of(app: App[None]) -> list[tuple[Any, ...]]:
    return [row.cells for row in app.screen.query_one(LazyTable).rows or ()]


async def choose(app: App[None], press: Press, pilot: Pilot[None], submission: str) -> None:
    """Put the cursor of the matrix on a submission and open it."""
    table = app.screen.query_one(LazyTable)
    table.cursor = [row.cells[0] for row in table.rows or ()].index(submission)
    await press(pilot, "enter")


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
    def test_every_tab_of_a_procedure_can_be_reached_by_its_number(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            labels = {
                "2": "Taak",
                "4": "Onduidelijkheid",
                "6": "Omschrijving",
                "8": "Bevestigd door",
                "9": "Persoon",
            }
            for key, label in labels.items():
                await press(pilot, key)
                assert label in seen(pilot.app)

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
        self, open_as: OpenAs, journey: Go, press: Press, looks_like: LooksLike, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot.app, press, pilot, "S-018")
            assert isinstance(pilot.app.screen, SubmissionScreen)
            looks_like(pilot.app, "bevindingen-120")
            text = " ".join(seen(pilot.app).replace("▏", " ").split())
            assert "? oordeel" in text
            assert "✗" not in text

        journey(open_as("adviseur.anna"), steps)

    def test_what_is_in_order_can_be_left_out(self, open_as: OpenAs, journey: Go, press: Press) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot.app, press, pilot, "S-018")
            panel = pilot.app.screen.query_one("#findings", TablePanel)
            everything, chosen = panel.table.count, panel.table.chosen
            await press(pilot, "m")
            assert panel.table.count < everything
            assert panel.table.chosen == chosen
            assert not [row for row in panel.table.rows or () if str(row.cells[0]).startswith("✓ voldoet")]

        journey(open_as("adviseur.anna"), steps)

    def test_a_document_shows_only_the_pages_that_are_offered(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot.app, press, pilot, "S-020")
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
            await press(pilot, "enter", "4", "enter")
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

    def test_another_moment_is_named_and_nothing_can_be_recorded(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        desk = open_as("adviseur.anna")
        desk.moment = Moment.at(desk.clock())

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter", "s")
            text = seen(pilot.app)
            assert "alleen kijken" in text
            assert "daarbij kan niets worden vastgelegd" in text

        journey(desk, steps)


class TestActing:
    def test_an_empty_desk_gets_its_first_procedure(
        self, tmp_path: Path, journey: Go, press: Press, write: Write, seen: Seen
    ) -> None:
        desk = found_desk(tmp_path / "leeg.db", actor=Actor("inkoper"))

        async def steps(pilot: Pilot[None]) -> None:
            assert "(geen rijen)" in seen(pilot.app)
            assert "VOORBEELD" not in seen(pilot.app)
            await press(pilot, "a")
            await write(pilot, "procedure")
            await press(pilot, "enter")
            pilot.app.screen.query_one(Select).value = P
            await press(pilot, "ctrl+s")
            assert "✗ Dit kan niet" in seen(pilot.app)
            await press(pilot, "enter")
            pilot.app.screen.query_one(Input).value = "H. Voorbeeld"
            await press(pilot, "ctrl+s", "ctrl+s")
            assert "✓ Vastgelegd op" in seen(pilot.app)
            await press(pilot, "enter")
            assert P in seen(pilot.app)
            await press(pilot, "u")
            assert isinstance(pilot.app.screen, ProceduresScreen)

        journey(desk, steps)
        desk.store.close()

    def test_a_reading_is_chosen_for_a_note(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter", "4", "end", "home", "down", "enter", "enter")
            assert "Noot: N-02" in seen(pilot.app)
            pilot.app.screen.query_one(Select).value = "bij-inschrijving"
            pilot.app.screen.query_one(TextArea).text = "Zo staat het in §3.4."
            await press(pilot, "ctrl+s")
            text = " ".join(seen(pilot.app).split())
            assert "N-02" in text
            assert "een tweede persoon bevestigen" in text

        journey(open_as("adviseur.anna"), steps)

    def test_a_ruling_is_recorded_after_its_consequence_was_read(
        self, open_as: OpenAs, journey: Go, press: Press, looks_like: LooksLike, seen: Seen
    ) -> None:
        desk = open_as("adviseur.anna")

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot.app, press, pilot, "S-018")
            finding = pilot.app.screen.query_one("#findings", TablePanel).table.chosen
            await press(pilot, "o")
            pilot.app.screen.query_one(Select).value = "ask"
            pilot.app.screen.query_one(TextArea).text = "Vraag wat het voorbehoud inhoudt."
            await press(pilot, "ctrl+s")
            looks_like(pilot.app, "oordeel-bevestigen")
            before = desk.state(P).facts(Ruling)
            await press(pilot, "ctrl+s")
            assert "✓ Vastgelegd op" in seen(pilot.app)
            rulings = desk.state(P).facts(Ruling)
            assert len(rulings) == len(before) + 1
            assert rulings[-1].body.outcome is RulingOutcome.ASK
            assert finding is not None
            assert finding.ref.id.split("|")[1] == rulings[-1].body.requirement
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, SubmissionScreen)
            assert "gevraagd" in seen(pilot.app)

        journey(desk, steps)

    def test_a_mandatory_rejection_waits_for_a_second_person_who_confirms_it(
        self, open_as: OpenAs, journey: Go, press: Press, write: Write, seen: Seen
    ) -> None:
        desk = open_as("adviseur.anna")

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot.app, press, pilot, "S-019")
            await press(pilot, "o")
            pilot.app.screen.query_one(Select).value = "uphold"
            pilot.app.screen.query_one(TextArea).text = "Het bestand is gewijzigd."
            await press(pilot, "ctrl+s")
            assert "een tweede persoon bevestigen" in " ".join(seen(pilot.app).split())
            await press(pilot, "ctrl+s")
            assert "wacht op een tweede persoon" in seen(pilot.app)
            await press(pilot, "enter", "g", "3")
            assert [cells[2] for cells in proposals(pilot.app)] == ["adviseur.anna"]
            await press(pilot, "u")
            await write(pilot, "fatima")
            await press(pilot, "enter")
            assert "adviseur.fatima" in seen(pilot.app)
            await press(pilot, "enter")
            assert "Voorstel bevestigen" in str(pilot.app.screen.query_one(OptionList).options[0].prompt)
            await press(pilot, "enter", "ctrl+s")
            assert "Met uw bevestiging gaat dit in." in seen(pilot.app)
            await press(pilot, "ctrl+s")
            assert "✓ Vastgelegd op" in seen(pilot.app)
            await press(pilot, "enter")
            assert proposals(pilot.app) == []

        journey(desk, steps)

    def test_who_proposed_it_cannot_confirm_it_himself(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        desk = open_as("adviseur.anna")
        ruling = GiveRuling("S-019", "INT-10", RulingOutcome.UPHOLD, "Het bestand is gewijzigd.")
        desk.perform("oordeel-vastleggen", P, ruling)

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter", "3", "enter", "enter", "ctrl+s", "ctrl+s")
            assert "een ander moet het bevestigen" in " ".join(seen(pilot.app).split())

        journey(desk, steps)

    def test_a_score_asks_a_motivation_for_every_subject(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen, looks_like: LooksLike
    ) -> None:
        desk = open_as("beoordelaar.bram", "scores")

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot.app, press, pilot, "S-002")
            await press(pilot, "s", "down", "enter")
            looks_like(pilot.app, "score-formulier")
            pilot.app.screen.query_one(Select).value = "6"
            areas = list(pilot.app.screen.query(TextArea))
            areas[0].text = "Alleen het eerste onderwerp."
            for area in areas[1:]:
                area.text = ""
            await press(pilot, "ctrl+s")
            text = " ".join(seen(pilot.app).split())
            assert "✗" in text
            assert "motiveer het onderwerp" in text

        journey(desk, steps, size=(120, 50))

    def test_a_score_with_its_motivations_is_recorded(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        desk = open_as("beoordelaar.bram", "scores")

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot.app, press, pilot, "S-002")
            await press(pilot, "s", "down", "enter")
            pilot.app.screen.query_one(Select).value = "8"
            for area in pilot.app.screen.query(TextArea):
                area.text = 'Volledig en concreet, met "meerwaarde".'
            await press(pilot, "ctrl+s", "ctrl+s")
            assert "✓ Vastgelegd op" in seen(pilot.app)
            (score,) = desk.state(P).facts(Score, "S-002/SG2/beoordelaar.bram")
            assert score.body.value == 8
            assert len(score.body.motivations) == len(desk.state(P).definition.criterion("SG2").subjects)

        journey(desk, steps)

    def test_an_action_of_another_role_is_refused_before_anything_is_filled_in(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        desk = open_as("adviseur.anna")

        async def steps(pilot: Pilot[None]) -> None:
            head = desk.store.head(P)
            await press(pilot, "enter", "enter", "s")
            assert "'Score vastleggen' mag alleen een beoordelaar" in " ".join(seen(pilot.app).split())
            assert desk.store.head(P) == head

        journey(desk, steps)

    def test_the_actions_about_a_submission_say_which_are_of_another_role(
        self, open_as: OpenAs, journey: Go, press: Press, write: Write, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter", "a")
            await write(pilot, "contact")
            assert pilot.app.screen.query_one(Input).value == "contact"
            options = pilot.app.screen.query_one(OptionList).options
            assert [str(option.prompt) for option in options] == ["Verboden contact melden"]
            await press(pilot, "escape", "a")
            assert "(niet uw rol; wel van: beoordelaar)" in " ".join(seen(pilot.app).split())

        journey(open_as("adviseur.anna"), steps)


def proposals(app: App[None]) -> list[tuple[Any, ...]]:
    panel = app.screen.query_one("#tab-voorstellen").query_one(TablePanel)
    return [row.cells for row in panel.table.rows or ()]
