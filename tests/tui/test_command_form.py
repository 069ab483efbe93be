"""Forms from a class: what is drawn, what is read, where problems stand."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from attrs import frozen
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Label, Select, SelectionList, TextArea

from inkoop_core.api.fields import said
from inkoop_tui.widgets.command_form import CommandForm
from inkoop_tui.widgets.fields import FieldRow, FlatRows, toml_text


class Colour(Enum):
    RED = "red"
    BLUE = "blue"

    @property
    def label(self) -> str:
        return {Colour.RED: "rood", Colour.BLUE: "blauw"}[self]


@frozen
class Said:
    about: str
    text: str


@frozen
class Everything:
    name: str = said("Naam", "zoals in het handelsregister")
    amount: Decimal = said("Bedrag")
    day: date = said("Dag")
    colour: Colour = said("Kleur")
    agreed: bool = said("Akkoord")
    reason: str = said("Reden", long=True)
    parts: tuple[Said, ...] = said("Delen", default=())
    tags: tuple[str, ...] = said("Trefwoorden", default=())
    submissions: tuple[str, ...] = said("Inschrijvingen", default=(), refers="submission")
    sealed: bool = said("Gesloten", default=False)


GIVEN: Mapping[str, Any] = {
    "name": "Voorbeeld",
    "amount": Decimal("1250.50"),
    "day": date(2026, 6, 15),
    "colour": Colour.BLUE,
    "agreed": True,
    "reason": "daarom",
    "parts": (Said("eerste", ""), Said("tweede", 'met "aanhaling"\nen regel')),
}


class OneForm(App[None]):
    CSS_PATH = None

    def __init__(self, form: CommandForm) -> None:
        super().__init__()
        self.form = form

    def compose(self) -> ComposeResult:
        yield self.form


def with_form(
    form: Callable[[], CommandForm], steps: Callable[[Pilot[None], CommandForm], Awaitable[None]]
) -> None:
    async def go() -> None:
        app = OneForm(form())
        async with app.run_test(size=(100, 60)) as pilot:
            await pilot.pause()
            await steps(pilot, app.form)

    asyncio.run(go())


def problem_of(form: CommandForm, name: str) -> str:
    label = form.query_one(f"#field-{name} .field-problem", Label)
    return str(label.content) if label.display else ""


def test_each_type_has_its_own_editor() -> None:
    async def steps(_pilot: Pilot[None], form: CommandForm) -> None:
        kinds: dict[str, type[Widget]] = {
            "name": Input,
            "amount": Input,
            "colour": Select,
            "agreed": Select,
            "reason": TextArea,
            "parts": FlatRows,
            "tags": TextArea,
            "submissions": SelectionList,
            "sealed": Checkbox,
        }
        for name, kind in kinds.items():
            assert form.query_one(f"#field-{name}", FieldRow).query(kind), name

    with_form(lambda: CommandForm(Everything, choices={"submissions": (("S-001", "S-001 Linde"),)}), steps)


def test_an_empty_form_shows_every_problem_beside_its_field() -> None:
    async def steps(pilot: Pilot[None], form: CommandForm) -> None:
        answer = form.read()
        await pilot.pause()

        assert answer.command is None
        for name in ("name", "amount", "day", "colour", "agreed", "reason"):
            assert problem_of(form, name) == "✗ vul dit veld in", name
        assert problem_of(form, "tags") == ""

    with_form(lambda: CommandForm(Everything), steps)


def test_what_cannot_be_read_is_told_in_words_and_the_cursor_goes_there() -> None:
    async def steps(pilot: Pilot[None], form: CommandForm) -> None:
        form.query_one("#field-amount", FieldRow).query_one(Input).value = "twaalf"
        form.query_one("#field-day", FieldRow).query_one(Input).value = "31-02-2026"
        form.read()
        await pilot.pause()

        assert problem_of(form, "amount").startswith("✗ 'twaalf' is geen getal")
        assert problem_of(form, "day").startswith("✗ '31-02-2026' is geen datum")
        assert pilot.app.focused is form.query_one("#field-amount", FieldRow).query_one(Input)

    with_form(lambda: CommandForm(Everything, given={**GIVEN}), steps)


def test_a_filled_in_form_gives_the_command_back() -> None:
    async def steps(_pilot: Pilot[None], form: CommandForm) -> None:
        form.query_one(FlatRows).query(TextArea).first().text = "over de eerste"
        form.query_one("#field-tags", FieldRow).query_one(TextArea).text = "een\n\ntwee"
        answer = form.read()

        assert answer.problems == {}
        assert answer.command == Everything(
            name="Voorbeeld",
            amount=Decimal("1250.50"),
            day=date(2026, 6, 15),
            colour=Colour.BLUE,
            agreed=True,
            reason="daarom",
            parts=(Said("eerste", "over de eerste"), Said("tweede", 'met "aanhaling"\nen regel')),
            tags=("een", "twee"),
            submissions=("S-002",),
        )

    with_form(
        lambda: CommandForm(
            Everything,
            given={**GIVEN, "submissions": ("S-002",)},
            choices={"submissions": (("S-001", "S-001 Linde"), ("S-002", "S-002 Wolk"))},
        ),
        steps,
    )


def test_a_row_without_text_is_left_out() -> None:
    async def steps(_pilot: Pilot[None], form: CommandForm) -> None:
        command = form.read().command

        assert command is not None
        assert [part.about for part in command.parts] == ["tweede"]

    with_form(lambda: CommandForm(Everything, given={**GIVEN}), steps)


def test_a_settled_field_is_told_and_not_asked() -> None:
    async def steps(_pilot: Pilot[None], form: CommandForm) -> None:
        assert not form.query("#field-name")
        assert str(form.query_one(".fixed", Label).content) == "Naam: Voorbeeld B.V."
        command = form.read().command
        assert command is not None
        assert command.name == "Voorbeeld"

    with_form(lambda: CommandForm(Everything, given={**GIVEN}, fixed={"name": "Voorbeeld B.V."}), steps)


def test_problems_of_the_desk_stand_beside_their_fields_and_others_above() -> None:
    async def steps(pilot: Pilot[None], form: CommandForm) -> None:
        form.show_lines(["reason: geef een reden", "reason: en een bron", "er is iets anders"])
        await pilot.pause()

        assert problem_of(form, "reason") == "✗ geef een reden; en een bron"
        assert str(form.query_one("#form-problems", Label).content) == "✗ er is iets anders"

    with_form(lambda: CommandForm(Everything, given={**GIVEN}), steps)


def test_a_problem_that_names_its_field_in_brackets_stands_beside_it() -> None:
    async def steps(pilot: Pilot[None], form: CommandForm) -> None:
        form.show_lines(["incident: dat was lang geleden; zeg waarom (reason)", "er is iets (anders)"])
        await pilot.pause()

        assert problem_of(form, "reason") == "✗ incident: dat was lang geleden; zeg waarom"
        assert str(form.query_one("#form-problems", Label).content) == "✗ er is iets (anders)"
        assert pilot.app.focused is form.query_one("#field-reason", FieldRow).query_one(TextArea)

    with_form(lambda: CommandForm(Everything, given={**GIVEN}), steps)


def test_any_text_survives_as_toml() -> None:
    import tomllib

    text = 'aanhaling " schuin \\ regel\nteken \x7f € [markup]'

    assert tomllib.loads(f"v = {toml_text(text)}")["v"] == text
