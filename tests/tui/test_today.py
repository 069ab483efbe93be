"""What waits today, from the first screen to the action that does it."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Button, OptionList, Select, TextArea

from inkoop_core.api.views import Ref
from inkoop_core.desk.actions.evidence import AskEvidence
from inkoop_core.desk.actions.evidence_received import TakeInEvidence
from inkoop_core.desk.desk import Desk
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.request import Request
from inkoop_tui.offers import offers
from inkoop_tui.preparing import Pick, Prepared, prepare
from inkoop_tui.screens.submission import SubmissionScreen
from inkoop_tui.thing import Thing
from inkoop_tui.widgets.fields import FieldRow
from inkoop_tui.widgets.view_panel import ViewPanel

P = "dalfsen-wmo-2027"
AFTERWARDS = datetime(2026, 8, 3, 7, 30, tzinfo=UTC)
OpenAs = Callable[..., Desk]
Go = Callable[..., None]
Press = Callable[..., Awaitable[None]]
Seen = Callable[[App[None]], str]


def about_row(app: App[None], what: str, about: str) -> None:
    """Puts the cursor of what waits today on a row."""
    table = app.screen.query_one("#today", ViewPanel).table
    table.cursor = [(row.cells[2], row.cells[3]) for row in table.rows or ()].index((what, about))


class TestToday:
    def test_the_first_action_offered_about_a_task_is_the_one_that_does_it(
        self, open_as: OpenAs, journey: Go, press: Press
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "tab")
            about_row(pilot.app, "bewijs vragen", "S-001")
            await press(pilot, "a")
            options = pilot.app.screen.query_one(OptionList).options
            assert str(options[0].prompt) == "Bewijsmiddelen vragen"
            await press(pilot, "enter")
            assert "Inschrijvingen: S-001" in "".join(
                str(label.render()) for label in pilot.app.screen.query(".fixed")
            )

        journey(open_as("adviseur.anna"), steps)

    def test_enter_on_a_task_opens_what_it_is_about(self, open_as: OpenAs, journey: Go, press: Press) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "tab")
            about_row(pilot.app, "oordelen", "S-018")
            await press(pilot, "enter")
            screen = pilot.app.screen
            assert isinstance(screen, SubmissionScreen)
            assert screen.thing.procedure == P

        journey(open_as("adviseur.anna"), steps)

    def test_above_the_tasks_an_action_is_about_the_desk(
        self, open_as: OpenAs, journey: Go, press: Press, seen: Seen
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "a")
            assert "Actie over het bureau" in seen(pilot.app)

        journey(open_as("adviseur.anna"), steps)


def test_a_row_of_today_is_about_the_thing_in_its_procedure() -> None:
    assert Thing.of("", Ref("task", f"{P}|finding|S-001|R|x|y")) == Thing(P, "finding", "S-001|R|x|y")
    assert Thing.of("", Ref("task", f"{P}|complaint|klacht-1")) == Thing(P, "complaint", "klacht-1")


def test_what_takes_many_is_offered_about_one_submission_and_about_its_findings(open_as: OpenAs) -> None:
    desk = open_as("adviseur.anna")
    finding = Thing.finding(P, "S-018", "EXE-02", "")
    for thing in (Thing(P, "submission", "S-001"), finding):
        names = [offer.action for offer in offers(desk, thing)]
        assert {"bewijs-vragen", "definitief-gunnen", "verduidelijking-vragen"} <= set(names)
        assert len(names) == len(set(names))
    form = prepare(desk, finding, "verduidelijking-vragen", {})
    assert isinstance(form, Prepared)
    assert form.given["submissions"] == ("S-018",)


def test_a_letter_about_a_complaint_is_offered_there_and_knows_what_it_is_about(open_as: OpenAs) -> None:
    desk = open_as("klachten.hugo")
    complaint = Thing(P, "complaint", "klacht-1")
    names = [offer.action for offer in offers(desk, complaint)]
    assert names[0] == "klacht-aanvullen" or names[0].startswith("klacht-")
    assert "brief-verzonden" in names
    form = prepare(desk, complaint, "brief-verzonden", {})
    assert isinstance(form, Prepared)
    assert form.fixed["about"] == "klacht-1"


def test_a_fact_offers_nothing_that_is_about_another_kind_of_fact(open_as: OpenAs) -> None:
    desk = open_as("adviseur.anna")
    fact = desk.state(P).facts(PackageReceived)[0]
    names = [offer.action for offer in offers(desk, Thing(P, "fact", str(fact.id)))]
    assert names == ["feit-corrigeren", "feit-intrekken"]


class TestFormsWithRows:
    def test_evidence_that_came_in_is_chosen_and_each_of_its_points_is_asked(
        self, open_as: OpenAs, journey: Go, press: Press, tmp_path: Path
    ) -> None:
        desk = open_as("adviseur.anna")
        file = tmp_path / "polis.txt"
        file.write_text("VOORBEELD")
        came = TakeInEvidence("S-001", (file,), AFTERWARDS, kind="polis")
        desk.perform("bewijs-vragen", P, AskEvidence("Verificatie van de winnaars.", ("S-001",)))
        desk.perform("bewijs-innemen", P, came)
        thing = Thing(P, "submission", "S-001")
        pick = prepare(desk, thing, "bewijs-beoordelen", {})
        assert isinstance(pick, Pick)
        assert (pick.field, [value for value, _ in pick.choices]) == ("evidence", ["polis"])

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            screen: Any = pilot.app.screen
            screen.begin(thing, "bewijs-beoordelen", {"evidence": "polis"})
            await press(pilot, "f24")
            points = pilot.app.screen.query_one("#field-points", FieldRow)
            assert points.texts() == []
            points.query(Select).first().value = "ja"
            points.query(TextArea).first().text = "blad 1"
            (told,) = points.texts()
            assert told.endswith('present = true, where = "blad 1"}')

        journey(desk, steps)

    def test_a_question_about_a_finding_is_asked_from_its_row_and_more_can_be_added(
        self, open_as: OpenAs, journey: Go, press: Press, choose: Any, seen: Seen
    ) -> None:
        desk = open_as("adviseur.anna")

        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await choose(pilot, "S-018")
            screen = pilot.app.screen
            assert isinstance(screen, SubmissionScreen)
            chosen = screen.chosen_thing()
            screen.begin(chosen, "verduidelijking-vragen")
            await press(pilot, "f24")
            form = pilot.app.screen
            questions = form.query_one("#field-questions", FieldRow)
            first, requirement, *_ = questions.query(TextArea)
            assert requirement.text == chosen.requirement
            first.text = "Wat houdt het voorbehoud in?"
            questions.query_one(".flat-more", Button).press()
            await press(pilot, "f24")
            assert len(questions.query(".flat-row")) == 2
            form.query_one("#field-days Input").value = "5"  # type: ignore[attr-defined]
            form.query_one("#field-reason TextArea", TextArea).text = "Het voorbehoud is niet duidelijk."
            await press(pilot, "ctrl+s")
            assert "Wat houdt het voorbehoud in?" in seen(pilot.app)
            await press(pilot, "ctrl+s")
            (request,) = desk.state(P).facts(Request, "S-018/verzoek-1")
            assert [item.question for item in request.body.items] == ["Wat houdt het voorbehoud in?"]

        journey(desk, steps, size=(120, 60))

    def test_who_was_present_is_filled_in_row_by_row(
        self, open_as: OpenAs, journey: Go, press: Press
    ) -> None:
        async def steps(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            screen: Any = pilot.app.screen
            screen.begin(Thing(P, "procedure", P), "opening-vastleggen")
            await press(pilot, "f24")
            present = pilot.app.screen.query_one("#field-present", FieldRow)
            for name in ("adviseur.anna", "adviseur.fatima"):
                fields = list(present.query(TextArea))[-2:]
                fields[0].text, fields[1].text = name, "inkoopadviseur"
                present.query_one(".flat-more", Button).press()
                await press(pilot, "f24")
            assert present.texts() == [
                '{name = "adviseur.anna", role = "inkoopadviseur"}',
                '{name = "adviseur.fatima", role = "inkoopadviseur"}',
            ]

        journey(open_as("adviseur.anna"), steps)
