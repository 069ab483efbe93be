"""Find plugins, keep the sound apart from the broken, and ask them: nobody else touches the hook relay."""

import inspect
import logging
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any, TypeVar

import pluggy
from attrs import define, field, frozen
from packaging.specifiers import SpecifierSet

from inkoop_core.api import API_VERSION
from inkoop_core.api.actions import Action
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.hooks import PROJECT, TOPICS, Plugin
from inkoop_core.api.progress import Clock, DeadlineRule, GateRule
from inkoop_core.api.records import ClauseType, RecordType
from inkoop_core.api.rules import Case, Rule
from inkoop_core.api.tenders import AwardMethod, TenderSource
from inkoop_core.api.views import View
from inkoop_core.errors import HookFailed, PluginMissing, Unknown

GROUP = "inkoop.plugins"
CHOOSE = "INKOOP_PLUGINS"
"""Environment variable: names of the plugins to load, separated by commas; absent: all."""
TRACE = "INKOOP_TRACE_PLUGINS"
"""Environment variable: set to log every hook call."""

A = TypeVar("A")
log = logging.getLogger(__name__)


@frozen
class Loaded:
    """A sound plugin."""

    name: str
    distribution: str
    version: str
    plugin: Plugin


@frozen
class Broken:
    """A plugin that cannot be used, and why, in Dutch."""

    name: str
    distribution: str
    version: str
    reason: str


@frozen
class Answer:
    """What one plugin answered."""

    plugin: str
    value: Any


@frozen
class Point:
    """Where a plugin is found: its name, who brings it, and how to load it."""

    name: str
    distribution: str
    version: str
    load: Callable[[], Any]


def installed_points() -> tuple[Point, ...]:
    """The plugins of the installed distributions, sorted by name."""
    chosen = os.environ.get(CHOOSE)
    names = None if chosen is None else {name.strip() for name in chosen.split(",")}
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return tuple(_point(point) for point in points if names is None or point.name in names)


def _point(point: EntryPoint) -> Point:
    owner = point.dist
    return Point(point.name, owner.name if owner else "?", owner.version if owner else "?", point.load)


def new_manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager(PROJECT)
    for topic in TOPICS:
        manager.add_hookspecs(topic)
    if os.environ.get(TRACE):
        manager.trace.root.setwriter(lambda text: log.warning("hook %s", text.strip()))
        manager.enable_tracing()
    return manager


Reserved = Mapping[str, Collection[str]]
"""By hook, the ids that core itself uses: a plugin that brings one of them is broken."""


def discover(points: Iterable[Point] | None = None, reserved: Reserved | None = None) -> "Catalogue":
    """Load every plugin that can be found; the ones that cannot be used are kept with their reason."""
    sound: list[Loaded] = []
    broken: list[Broken] = []
    found = installed_points() if points is None else tuple(points)
    counts: dict[str, list[Point]] = {}
    for point in found:
        counts.setdefault(point.name, []).append(point)
    for name, same in sorted(counts.items()):
        if len(same) > 1:
            owners = " en ".join(sorted(point.distribution for point in same))
            broken.append(
                Broken(name, owners, "", f"de naam {name!r} wordt twee keer gebruikt: door {owners}")
            )
            continue
        (point,) = same
        try:
            plugin = point.load()
            _check(point.name, plugin)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin raises makes it broken
            broken.append(Broken(name, point.distribution, point.version, f"{type(error).__name__}: {error}"))
            continue
        sound.append(Loaded(name, point.distribution, point.version, plugin))
    return Catalogue.of(sound, broken, reserved)


class NotAPlugin(TypeError):
    """What an entry point names cannot be used as a plugin."""


def _check(name: str, plugin: Any) -> None:
    """Refuse what cannot work, before any question is asked. Raises NotAPlugin."""
    if inspect.isclass(plugin):
        raise NotAPlugin("de entry point noemt een klasse; noem een instantie")
    stated = getattr(plugin, "name", None)
    if stated != name:
        raise NotAPlugin(f"de plugin noemt zich {stated!r}, de entry point heet {name!r}")
    api = getattr(plugin, "api_version", None)
    if api != API_VERSION:
        raise NotAPlugin(f"geschreven voor plugin-API {api}, deze kern biedt {API_VERSION}")
    scratch = new_manager()
    scratch.register(plugin, name)
    scratch.check_pending()
    for caller in scratch.get_hookcallers(plugin) or ():
        for implementation in caller.get_hookimpls():
            if implementation.wrapper or implementation.hookwrapper:
                raise NotAPlugin(f"{caller.name} is een wrapper; alleen de kern mag omwikkelen")


def ask(manager: pluggy.PluginManager, hook: str, **arguments: Any) -> tuple[list[Answer], list[HookFailed]]:
    """Ask every registered plugin by itself, in the order of their names."""
    answers: list[Answer] = []
    failures: list[HookFailed] = []
    for name, plugin in sorted(manager.list_name_plugin()):
        others = [other for _, other in manager.list_name_plugin() if other is not plugin]
        caller = manager.subset_hook_caller(hook, others)
        if not caller.get_hookimpls():
            continue
        try:
            for value in caller(**arguments):
                answers.append(Answer(name, _checked(hook, value)))
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything; it never means "no answer"
            failures.append(
                HookFailed(
                    f"plugin {name!r} liep vast bij {hook}: {type(error).__name__}: {error}. "
                    "De stap is onbeslist; herstel de plugin en open de procedure opnieuw."
                )
            )
    return answers, failures


_KINDS: Mapping[str, type] = {
    "inkoop_tenders": TenderSource,
    "inkoop_clause_types": ClauseType,
    "inkoop_record_types": RecordType,
    "inkoop_actions": Action,
    "inkoop_views": View,
    "inkoop_check_config": str,
    "inkoop_eligibility_rules": Rule,
    "inkoop_award_rules": Rule,
    "inkoop_product_rules": Rule,
    "inkoop_gates": GateRule,
    "inkoop_deadlines": DeadlineRule,
}
"""What the answer to each hook is made of."""


def _checked(hook: str, value: Any) -> Any:
    """The answer as a tuple, or one award method. Raises TypeError: hooks answer with what core expects."""
    if hook == "inkoop_award":
        if not callable(value):
            raise TypeError(f"het antwoord is geen gunningsmethode maar {type(value).__name__}")
        return value
    items = (value,) if isinstance(value, str) else tuple(value)
    kind = _KINDS[hook]
    for item in items:
        if not isinstance(item, kind):
            raise TypeError(f"het antwoord bevat {type(item).__name__} in plaats van {kind.__name__}")
    return items


@define
class Catalogue:
    """All plugins: sound ones, with what they bring, and broken ones, with the reason."""

    plugins: tuple[Loaded, ...]
    broken: tuple[Broken, ...]
    tenders: Mapping[str, tuple[str, TenderSource]] = field(factory=dict)
    clause_types: Mapping[str, ClauseType] = field(factory=dict)
    record_types: tuple[RecordType, ...] = ()
    actions: tuple[Action[Any], ...] = ()
    views: tuple[View, ...] = ()
    clause_owners: Mapping[str, str] = field(factory=dict)
    _opened: dict[tuple[str, ...], "ProcedurePlugins"] = field(factory=dict, init=False, eq=False, repr=False)

    def clauses_of(self, plugin: str) -> tuple[str, ...]:
        """The clauses that a plugin brings, sorted."""
        return tuple(sorted(clause for clause, owner in self.clause_owners.items() if owner == plugin))

    @classmethod
    def of(
        cls, sound: Iterable[Loaded], broken: Iterable[Broken], reserved: Reserved | None = None
    ) -> "Catalogue":
        """Ask each plugin what it brings; one that raises, or brings a name twice, becomes broken."""
        kept: list[Loaded] = []
        out = list(broken)
        brought: dict[str, dict[str, tuple[str, Any]]] = {hook: {} for hook in _KEYS}
        manager = new_manager()
        for loaded in sound:
            manager.register(loaded.plugin, loaded.name)
            reason = _take(manager, loaded.name, brought, reserved or {})
            manager.unregister(loaded.plugin)
            if reason:
                out.append(Broken(loaded.name, loaded.distribution, loaded.version, reason))
            else:
                kept.append(loaded)
        return cls(
            plugins=tuple(kept),
            broken=tuple(sorted(out, key=lambda item: item.name)),
            tenders=brought["inkoop_tenders"],
            clause_types={key: value for key, (_, value) in brought["inkoop_clause_types"].items()},
            record_types=tuple(value for _, value in brought["inkoop_record_types"].values()),
            actions=tuple(value for _, value in brought["inkoop_actions"].values()),
            views=tuple(value for _, value in brought["inkoop_views"].values()),
            clause_owners={key: owner for key, (owner, _) in brought["inkoop_clause_types"].items()},
        )

    def tender(self, tender_id: str) -> tuple[Loaded, TenderSource]:
        """The tender of that id and the plugin that brings it. Raises Unknown, naming the known ones."""
        if tender_id not in self.tenders:
            known = ", ".join(sorted(self.tenders)) or "geen"
            raise Unknown(
                f"aanbesteding {tender_id!r} is niet bekend; bekend: {known}. Zie `inkoop plugins`."
            )
        owner, source = self.tenders[tender_id]
        return self.named(owner), source

    def named(self, name: str) -> Loaded:
        """The sound plugin of that name. Raises PluginMissing with the reason when it is broken."""
        for loaded in self.plugins:
            if loaded.name == name:
                return loaded
        for broken in self.broken:
            if broken.name == name:
                raise PluginMissing(f"plugin {name!r} is stuk: {broken.reason}")
        raise PluginMissing(f"plugin {name!r} is niet geïnstalleerd")

    def for_procedure(self, requires: Mapping[str, str]) -> "ProcedurePlugins":
        """The plugins that a definition requires, and no other; opened once. Raises PluginMissing."""
        chosen = self.required(requires)
        names = tuple(loaded.name for loaded in chosen)
        if names not in self._opened:
            self._opened[names] = ProcedurePlugins.of(chosen)
        return self._opened[names]

    def required(self, requires: Mapping[str, str]) -> tuple[Loaded, ...]:
        """The plugins that a definition requires, by name.

        Raises PluginMissing naming every plugin that is absent, broken or of a version outside the bounds.
        """
        chosen: list[Loaded] = []
        lines: list[str] = []
        for name, bounds in sorted(requires.items()):
            try:
                loaded = self.named(name)
            except PluginMissing as missing:
                lines.append(str(missing))
                continue
            if not SpecifierSet(bounds).contains(loaded.version, prereleases=True):
                lines.append(f"plugin {name!r} is versie {loaded.version}; deze procedure eist {bounds}")
                continue
            chosen.append(loaded)
        if lines:
            raise PluginMissing(
                "De procedure kan niet worden beoordeeld en er kan niet in worden gehandeld: "
                + "; ".join(lines)
                + ". Journaal, feiten en bestanden blijven leesbaar; installeer de plugin of herstel hem."
            )
        return tuple(chosen)


_KEYS: Mapping[str, Callable[[Any], str]] = {
    "inkoop_tenders": lambda value: value.id,
    "inkoop_clause_types": lambda value: value.name,
    "inkoop_record_types": lambda value: value.kind,
    "inkoop_actions": lambda value: value.id,
    "inkoop_views": lambda value: value.id,
}


def _take(
    manager: pluggy.PluginManager,
    name: str,
    brought: dict[str, dict[str, tuple[str, Any]]],
    reserved: Reserved,
) -> str:
    """Add what one plugin brings; the reason, in Dutch, when it cannot be used."""
    taken: list[tuple[str, str, Any]] = []
    for hook, key in _KEYS.items():
        answers, failures = ask(manager, hook)
        if failures:
            return str(failures[0])
        for answer in answers:
            for value in answer.value:
                if key(value) in brought[hook]:
                    owner = brought[hook][key(value)][0]
                    return f"{hook}: {key(value)!r} bestaat al, gebracht door plugin {owner!r}"
                if key(value) in reserved.get(hook, ()):
                    return f"{hook}: {key(value)!r} is van de kern zelf; kies een andere naam"
                if (hook, key(value)) in [(other, owned) for other, owned, _ in taken]:
                    return f"{hook}: {key(value)!r} komt twee keer voor in het antwoord"
                taken.append((hook, key(value), value))
    for hook, owned, value in taken:
        brought[hook][owned] = (name, value)
    return ""


def _failing(failure: HookFailed) -> DeadlineRule:
    def check(_case: Case) -> Iterable[Clock]:
        raise failure

    return DeadlineRule("plugin", check)


@define
class ProcedurePlugins:
    """The plugins of one procedure: one typed question per hook."""

    plugins: tuple[Loaded, ...]
    _manager: pluggy.PluginManager

    @classmethod
    def of(cls, plugins: Iterable[Loaded]) -> "ProcedurePlugins":
        manager = new_manager()
        kept = tuple(plugins)
        for loaded in kept:
            manager.register(loaded.plugin, loaded.name)
        return cls(kept, manager)

    def rules(self, definition: TenderDefinition) -> tuple[list[tuple[str, Rule]], list[HookFailed]]:
        """Every rule with the plugin that gives it, and the questions that failed."""
        rules: list[tuple[str, Rule]] = []
        failures: list[HookFailed] = []
        for hook in ("inkoop_eligibility_rules", "inkoop_award_rules", "inkoop_product_rules"):
            answers, failed = ask(self._manager, hook, definition=definition)
            failures += failed
            rules += [(answer.plugin, rule) for answer in answers for rule in answer.value]
        return rules, failures

    def gates(self, definition: TenderDefinition) -> tuple[GateRule, ...] | None:
        """The gates that the plugins bring; None when one of them failed to answer: then no gate may be passed."""
        answers, failures = ask(self._manager, "inkoop_gates", definition=definition)
        return None if failures else tuple(rule for answer in answers for rule in answer.value)

    def deadlines(self, definition: TenderDefinition) -> tuple[DeadlineRule, ...]:
        """The clocks that the plugins bring; of a plugin that failed one that says so where a clock would stand."""
        answers, failures = ask(self._manager, "inkoop_deadlines", definition=definition)
        return (*(rule for answer in answers for rule in answer.value), *map(_failing, failures))

    def award_method(self, definition: TenderDefinition) -> AwardMethod:
        """The award method of the plugins. Raises HookFailed unless exactly one answers."""
        answers, failures = ask(self._manager, "inkoop_award", definition=definition)
        if failures:
            raise failures[0]
        if len(answers) != 1:
            names = ", ".join(answer.plugin for answer in answers) or "geen enkele"
            raise HookFailed(
                f"precies één plugin moet de gunningsmethode geven; het antwoord kwam van: {names}"
            )
        method: AwardMethod = answers[0].value
        return method

    def problems(self, definition: TenderDefinition) -> tuple[str, ...]:
        """What the plugins miss in a definition, and the questions that failed."""
        answers, failures = ask(self._manager, "inkoop_check_config", definition=definition)
        found = [f"{line} (plugin {answer.plugin})" for answer in answers for line in answer.value]
        return (*found, *map(str, failures))
