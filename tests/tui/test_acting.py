"""What a person records in the screens, and what he reads before and after."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import attrs
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Label, OptionList, Select, TextArea

from inkoop_core.access import Actor
from inkoop_core.assessment.model import Effect
from inkoop_core.bootstrap import found_desk
from inkoop_core.desk.actions.decisions import Decide
from inkoop_core.desk.actions.rulings import GiveRuling
from inkoop_core.desk.desk import Desk
from inkoop_core.domain.decision import Ruling, RulingOutcome, Score
from inkoop_tui.screens.procedures import ProceduresScreen
from inkoop_tui.screens.submission import SubmissionScreen
from inkoop_tui.widgets.table_panel import TablePanel

P = "dalfsen-wmo-2027"
OpenAs = Callable[..., Desk]
Go = Callable[..., None]
Press = Callable[..., Awaitable[None]]
Choose = Callable[..., Awaitable[None]]
Write = Callable[..., Awaitable[None]]
Seen = Callable[[App[None]], str]
LooksLike = Callable[[App[None], str], None]


def proposals(app: App[None]) -> list[tuple[Any, ...]]:
    panel = app.screen.query_one("#tab-voorstellen").query_one(TablePanel)
    return [row.cells for row in panel.table.rows or ()]


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
            await press(pilot, "enter", "7", "end", "home", "down", "enter", "enter")
            assert "Noot: N-02" in seen(pilot.app)
            pilot.app.screen.query_one(Select).value = "bij-inschrijving"
            pilot.app.screen.query_one(TextArea).text = "Zo staat het in §3.4."
            await press(pilot, "ctrl+s")
            text = " ".join(seen(pilot.app).split())
            assert "N-02" in text
            assert "een tweede persoon bevestigen" in text

        journey(open_as("adviseur.anna"), steps)

    def test_a_ruling_is_recorded_after_its_consequence_was_read(
        self, open_as: OpenAs, journey: Go, press: Press, choose: Choose, looks_like: LooksLike, seen: Seen
    ) -> None:
        desk = open_as("adviseur.anna")

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot, "S-018")
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
        self, open_as: OpenAs, journey: Go, press: Press, choose: Choose, write: Write, seen: Seen
    ) -> None:
        desk = open_as("adviseur.anna")

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot, "S-019")
            await press(pilot, "o")
            pilot.app.screen.query_one(Select).value = "uphold"
            pilot.app.screen.query_one(TextArea).text = "Het bestand is gewijzigd."
            await press(pilot, "ctrl+s")
            assert "een tweede persoon bevestigen" in " ".join(seen(pilot.app).split())
            await press(pilot, "ctrl+s")
            assert "wacht op een tweede persoon" in seen(pilot.app)
            await press(pilot, "enter", "g", "1", "1")
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
            await press(pilot, "enter", "1", "1", "enter", "enter", "ctrl+s")
            assert "een ander moet het bevestigen" in " ".join(seen(pilot.app).split())
            assert not pilot.app.screen.query_one("#confirm").display

        journey(desk, steps)

    def test_a_proposal_that_would_now_record_something_else_is_refused_before_it_is_confirmed(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        desk = open_as("adviseur.fatima")
        anna = desk.for_actor(Actor("adviseur.anna", stated=True))
        ruling = GiveRuling("S-019", "INT-10", RulingOutcome.UPHOLD, "Het bestand is gewijzigd.")
        anna.perform("oordeel-vastleggen", P, ruling)
        anna.perform(
            "oordeel-vastleggen",
            P,
            attrs.evolve(ruling, outcome=RulingOutcome.ASK, difference="Hier is het anders."),
        )
        head = desk.store.head(P)

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter", "1", "1", "enter", "enter", "ctrl+s")
            assert "✗ Dit kan niet" in seen(pilot.app)
            assert not pilot.app.screen.query_one("#confirm").display
            assert desk.store.head(P) == head

        journey(desk, steps)

    def test_what_only_another_role_may_confirm_is_marked_and_can_be_withdrawn_by_its_proposer(
        self, open_as: OpenAs, journey: Go, press: Press
    ) -> None:
        desk = open_as("adviseur.anna")
        item = desk.assessment(P).of("S-018")
        assert item is not None
        for found in item.findings:
            if found.effect is Effect.TO_RULE:
                key = found.finding.key
                ruling = GiveRuling(
                    "S-018", key.requirement, RulingOutcome.UPHOLD, "Het voorbehoud.", subject=key.subject
                )
                desk.perform("oordeel-vastleggen", P, ruling)
        desk.perform("gunningsbeslissing-nemen", P, Decide("Op grond van §5.3.", "M-1", ("S-018",)))

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter", "1", "1", "enter")
            first, second = pilot.app.screen.query_one(OptionList).options[:2]
            assert (str(first.prompt), first.disabled) == ("Voorstel afwijzen", False)
            assert str(second.prompt).startswith("Voorstel bevestigen  (niet uw rol; wel van: beslisser")
            assert second.disabled

        journey(desk, steps)

    def test_a_proposal_is_shown_with_the_lines_of_its_text(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        desk = open_as("adviseur.anna")
        ruling = GiveRuling("S-019", "INT-10", RulingOutcome.UPHOLD, "Het bestand is gewijzigd.")
        desk.perform("oordeel-vastleggen", P, ruling)

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter", "1", "1", "enter")
            beginnings = [line.split(":")[0].strip() for line in seen(pilot.app).splitlines()]
            assert "Oordeel" in beginnings
            assert "Gevolg" in beginnings

        journey(desk, steps)

    def test_a_late_incident_asks_its_reason_in_the_field_for_it(
        self, open_as: OpenAs, journey: Go, press: Press, choose: Choose
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot, "S-018")
            screen = pilot.app.screen
            assert isinstance(screen, SubmissionScreen)
            screen.begin(screen.thing, "incident-melden")
            await press(pilot, "f24")
            form = pilot.app.screen
            form.query_one("#field-what TextArea", TextArea).text = "Belde over de beoordeling."
            form.query_one("#field-by_whom Input", Input).value = "directeur, met een medewerker"
            form.query_one("#field-happened_at Input", Input).value = "01-06-2026 14:30"
            await press(pilot, "ctrl+s")
            assert pilot.app.screen is form
            assert "geef een reden" in str(
                form.query_one("#field-timing_reason .field-problem", Label).content
            )
            assert pilot.app.focused is form.query_one("#field-timing_reason Input")

        journey(open_as("adviseur.anna"), steps)

    def test_a_score_asks_a_motivation_for_every_subject(
        self, open_as: OpenAs, journey: Go, press: Press, choose: Choose, seen: Seen, looks_like: LooksLike
    ) -> None:
        desk = open_as("beoordelaar.bram", "scores")

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot, "S-002")
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
        self, open_as: OpenAs, journey: Go, press: Press, choose: Choose, seen: Seen
    ) -> None:
        desk = open_as("beoordelaar.bram", "scores")

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot, "S-002")
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
            await write(pilot, "score")
            assert "(niet uw rol; wel van: beoordelaar)" in " ".join(seen(pilot.app).split())

        journey(open_as("adviseur.anna"), steps)
