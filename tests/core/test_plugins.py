import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pytest
from attrs import frozen

from inkoop_core.api import API_VERSION
from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.definition import DefinitionPart, TenderDefinition
from inkoop_core.api.hooks import (
    CatalogueHooks,
    Plugin,
    hookimpl,
)
from inkoop_core.api.records import ClauseType, RecordType
from inkoop_core.api.rules import Case
from inkoop_core.api.tenders import TenderSource
from inkoop_core.api.views import Table, View
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.moment import Moment
from inkoop_core.errors import Unknown
from inkoop_core.plugins import (
    CHOOSE,
    TRACE,
    Catalogue,
    Point,
    discover,
    installed_points,
)
from inkoop_core.testing.builders import a_definition

DEFINITION = a_definition()


class Named(Plugin):
    """What a plugin states of itself, and nothing more."""

    def __init__(self, name: str, api_version: int = API_VERSION) -> None:
        self.name = name
        self.api_version = api_version


def point(plugin: Any, name: str = "", version: str = "0.1.0", distribution: str = "") -> Point:
    name = name or plugin.name
    return Point(name, distribution or f"inkoop-{name}", version, lambda: plugin)


def raising(name: str, error: BaseException) -> Point:
    def load() -> Any:
        raise error

    return Point(name, f"inkoop-{name}", "0.1.0", load)


def reason(*points: Point) -> str:
    """Why the only broken plugin of these points is broken."""
    (broken,) = discover(points).broken
    return broken.reason


def no_findings(_case: Case) -> Iterable[Finding]:
    return ()


def nothing(_arguments: Any, _reader: Reader, _moment: Moment) -> Table:
    return Table((), ())


def no_outcome(_command: Any, _reader: Reader, _moment: Moment) -> Outcome:
    return Outcome((), "")


@frozen
class Body:
    text: str


def tender(id: str) -> TenderSource:
    return TenderSource(id, id, lambda: "")


def clause(name: str) -> ClauseType:
    return ClauseType(name, name, dict, lambda _: DefinitionPart())


def action(id: str) -> Action[object]:
    return Action(id, id, Body, (), "procedure", no_outcome)


def view(id: str) -> View:
    return View(id, id, "procedure", nothing)


class Bringing(Named, CatalogueHooks):
    """Brings what it is given."""

    def __init__(self, name: str, **brought: Any) -> None:
        super().__init__(name)
        self.brought = brought

    @hookimpl
    def inkoop_tenders(self) -> Iterable[TenderSource] | None:
        return self.brought.get("tenders")

    @hookimpl
    def inkoop_clause_types(self) -> Iterable[ClauseType] | None:
        return self.brought.get("clauses")

    @hookimpl
    def inkoop_record_types(self) -> Iterable[RecordType] | None:
        return self.brought.get("records")

    @hookimpl
    def inkoop_actions(self) -> Iterable[Action[object]] | None:
        return self.brought.get("actions")

    @hookimpl
    def inkoop_views(self) -> Iterable[View] | None:
        return self.brought.get("views")


# --- What can be found --------------------------------------------------------------------------------


def test_a_sound_plugin_is_kept_with_who_brings_it() -> None:
    catalogue = discover([point(Bringing("een"), version="0.3.1", distribution="inkoop-een")])
    (loaded,) = catalogue.plugins
    assert (loaded.name, loaded.distribution, loaded.version) == ("een", "inkoop-een", "0.3.1")
    assert catalogue.broken == ()


def test_a_class_instead_of_an_instance_is_refused() -> None:
    assert reason(point(Bringing, "een")) == "NotAPlugin: de entry point noemt een klasse; noem een instantie"


def test_a_plugin_that_calls_itself_otherwise_than_its_entry_point_is_refused() -> None:
    assert reason(point(Bringing("twee"), "een")) == (
        "NotAPlugin: de plugin noemt zich 'twee', de entry point heet 'een'"
    )


def test_an_object_that_states_nothing_is_refused() -> None:
    assert "noemt zich None" in reason(point(object(), "een"))


@pytest.mark.parametrize("version", [API_VERSION - 1, API_VERSION + 1])
def test_a_plugin_for_another_version_of_the_contract_is_refused(version: int) -> None:
    assert reason(point(Named("een", version))) == (
        f"NotAPlugin: geschreven voor plugin-API {version}, deze kern biedt {API_VERSION}"
    )


def test_a_misspelt_hook_is_refused_by_name() -> None:
    class Misspelt(Named):
        @hookimpl
        def inkoop_eligibilty_rules(self, definition: TenderDefinition) -> None:
            """Never asked."""

    assert "inkoop_eligibilty_rules" in reason(point(Misspelt("een")))


def test_a_hook_that_asks_for_an_argument_that_nobody_gives_is_refused() -> None:
    class Greedy(Named):
        @hookimpl
        def inkoop_tenders(self, clock: object) -> None:
            """Never asked."""

    assert "clock" in reason(point(Greedy("een")))


def test_a_wrapper_is_refused() -> None:
    class Wrapping(Named):
        @hookimpl(wrapper=True)
        def inkoop_tenders(self) -> Iterator[None]:
            yield

    assert reason(point(Wrapping("een"))) == (
        "NotAPlugin: inkoop_tenders is een wrapper; alleen de kern mag omwikkelen"
    )


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ImportError("geen module 'weg'"), "ImportError: geen module 'weg'"),
        (ZeroDivisionError("delen door nul"), "ZeroDivisionError: delen door nul"),
        (SystemExit(3), "SystemExit: 3"),
    ],
)
def test_a_plugin_that_raises_on_import_is_broken_and_others_go_on(error: BaseException, told: str) -> None:
    catalogue = discover([raising("stuk", error), point(Bringing("heel"))])
    assert [loaded.name for loaded in catalogue.plugins] == ["heel"]
    assert [(broken.name, broken.reason) for broken in catalogue.broken] == [("stuk", told)]


def test_a_name_that_is_used_twice_is_refused_for_both_naming_both() -> None:
    points = [
        point(Bringing("een"), distribution="inkoop-b"),
        point(Bringing("een"), distribution="inkoop-a"),
    ]
    catalogue = discover(points)
    assert catalogue.plugins == ()
    (broken,) = catalogue.broken
    assert broken.reason == "de naam 'een' wordt twee keer gebruikt: door inkoop-a en inkoop-b"


@pytest.mark.parametrize("turned", [False, True])
def test_plugins_are_ordered_by_name_whatever_the_order_of_finding(turned: bool) -> None:
    points = [point(Bringing(name)) for name in ("c", "a", "b")]
    found = discover(reversed(points) if turned else points)
    assert [loaded.name for loaded in found.plugins] == ["a", "b", "c"]


def test_the_environment_chooses_the_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHOOSE, "sroi, standard")
    assert [found.name for found in installed_points()] == ["sroi", "standard"]
    monkeypatch.setenv(CHOOSE, "")
    assert installed_points() == ()
    monkeypatch.delenv(CHOOSE)
    names = [found.name for found in installed_points()]
    assert {"sroi", "standard", "wmo-begeleiding"} <= set(names)
    assert names == sorted(names)


def test_every_installed_plugin_of_the_house_is_sound() -> None:
    catalogue = discover()
    assert catalogue.broken == ()
    assert "dalfsen-wmo-2027" in catalogue.tenders


def test_every_hook_call_can_be_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(TRACE, "1")
    with caplog.at_level(logging.WARNING):
        discover([point(Bringing("een"))])
    assert any("inkoop_tenders" in message for message in caplog.messages)


# --- What plugins bring -------------------------------------------------------------------------------


def test_what_plugins_bring_is_kept_with_its_owner() -> None:
    catalogue = discover(
        [
            point(Bringing("een", tenders=(tender("t-1"),), clauses=(clause("sroi"), clause("bibob")))),
            point(
                Bringing(
                    "twee",
                    records=[RecordType("x.y", Body, "X")],
                    actions=[action("doen")],
                    views=[view("zien")],
                )
            ),
        ]
    )
    assert catalogue.tender("t-1")[0].name == "een"
    assert catalogue.clauses_of("een") == ("bibob", "sroi")
    assert catalogue.clauses_of("twee") == ()
    assert [record.kind for record in catalogue.record_types] == ["x.y"]
    assert [item.id for item in catalogue.actions] == ["doen"]
    assert [item.id for item in catalogue.views] == ["zien"]


TWICE: list[tuple[str, str, Callable[[], Any], str]] = [
    ("inkoop_tenders", "tenders", lambda: tender("dubbel"), "dubbel"),
    ("inkoop_clause_types", "clauses", lambda: clause("dubbel"), "dubbel"),
    ("inkoop_record_types", "records", lambda: RecordType("dubbel", Body, "X"), "dubbel"),
    ("inkoop_actions", "actions", lambda: action("dubbel"), "dubbel"),
    ("inkoop_views", "views", lambda: view("dubbel"), "dubbel"),
]


@pytest.mark.parametrize(("hook", "key", "make", "name"), TWICE)
def test_what_another_plugin_brought_already_breaks_the_second(
    hook: str, key: str, make: Callable[[], Any], name: str
) -> None:
    catalogue = discover(
        [point(Bringing("b", **{key: [make()]}, **_other(key))), point(Bringing("a", **{key: [make()]}))]
    )
    assert [loaded.name for loaded in catalogue.plugins] == ["a"]
    (broken,) = catalogue.broken
    assert broken.reason == f"{hook}: {name!r} bestaat al, gebracht door plugin 'a'"
    assert "los" not in catalogue.tenders


def _other(key: str) -> Mapping[str, Any]:
    """Something sound beside it: a broken plugin brings nothing at all."""
    return {} if key == "tenders" else {"tenders": [tender("los")]}


@pytest.mark.parametrize(("hook", "key", "make", "name"), TWICE)
def test_bringing_the_same_twice_breaks_the_plugin_itself(
    hook: str, key: str, make: Callable[[], Any], name: str
) -> None:
    told = reason(point(Bringing("een", **{key: [make(), make()]})))
    assert told == f"{hook}: {name!r} komt twee keer voor in het antwoord"


@pytest.mark.parametrize(
    ("key", "answer", "told"),
    [
        ("tenders", ["t-1"], "het antwoord bevat str in plaats van TenderSource"),
        ("tenders", 3, "'int' object is not iterable"),
        ("clauses", [None], "het antwoord bevat NoneType in plaats van ClauseType"),
        ("records", [Body], "het antwoord bevat type in plaats van RecordType"),
        ("actions", [view("x")], "het antwoord bevat View in plaats van Action"),
        ("views", (1 // zero for zero in [0]), "integer division or modulo by zero"),
    ],
)
def test_an_answer_of_the_wrong_kind_breaks_the_plugin_and_others_go_on(
    key: str, answer: Any, told: str
) -> None:
    catalogue = discover([point(Bringing("een", **{key: answer})), point(Bringing("twee"))])
    assert [loaded.name for loaded in catalogue.plugins] == ["twee"]
    (broken,) = catalogue.broken
    assert told in broken.reason


def test_a_plugin_that_raises_in_a_catalogue_hook_is_broken_and_named_with_the_hook() -> None:
    class Boom(Named, CatalogueHooks):
        @hookimpl
        def inkoop_views(self) -> Iterable[View] | None:
            raise RuntimeError("bom")

    told = reason(point(Boom("boem")))
    assert told.startswith("plugin 'boem' liep vast bij inkoop_views: RuntimeError: bom.")


def test_an_unknown_tender_names_the_known_ones() -> None:
    catalogue = discover([point(Bringing("een", tenders=[tender("t-2"), tender("t-1")]))])
    with pytest.raises(Unknown, match="aanbesteding 'weg' is niet bekend; bekend: t-1, t-2"):
        catalogue.tender("weg")
    with pytest.raises(Unknown, match="bekend: geen"):
        Catalogue((), ()).tender("weg")


@pytest.mark.parametrize(
    ("hook", "brings", "made"),
    [
        ("inkoop_actions", "actions", action("van-de-kern")),
        ("inkoop_views", "views", view("van-de-kern")),
        ("inkoop_record_types", "records", RecordType("van-de-kern", Body, "Proef")),
    ],
)
def test_a_plugin_cannot_take_a_name_of_core_itself(hook: str, brings: str, made: object) -> None:
    catalogue = discover([point(Bringing("een", **{brings: [made]}))], reserved={hook: {"van-de-kern"}})

    assert "'van-de-kern' is van de kern zelf" in catalogue.broken[0].reason
