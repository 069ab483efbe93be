"""What plugins bring for the time after a decision: gates and clocks."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve

from inkoop_core.api import API_VERSION
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.hooks import MonitoringHooks, hookimpl
from inkoop_core.api.progress import Clock, ClockState, DeadlineRule
from inkoop_core.api.rules import Case
from inkoop_core.plugins import Loaded, ProcedurePlugins
from inkoop_core.progress.clocks import clock_of
from inkoop_core.testing.builders import SOURCE, a_definition
from inkoop_core.testing.courses import Story


class Watching(MonitoringHooks):
    """Answers the question about clocks with what it is given; an error is raised."""

    api_version = API_VERSION

    def __init__(self, name: str, answer: Any) -> None:
        self.name = name
        self.answer = answer

    @hookimpl
    def inkoop_deadlines(self, definition: TenderDefinition) -> Iterable[DeadlineRule] | None:  # noqa: ARG002
        if isinstance(self.answer, Exception):
            raise self.answer
        found: Iterable[DeadlineRule] | None = self.answer
        return found


def a_rule(name: str) -> DeadlineRule:
    def check(case: Case) -> Iterable[Clock]:
        yield Clock(
            name, f"termijn {name}", case.submission, ClockState.RUNNING, "begin", SOURCE, None, "kijk"
        )

    return DeadlineRule(name, check)


def brought(*plugins: Watching) -> tuple[DeadlineRule, ...]:
    loaded = ProcedurePlugins.of(Loaded(one.name, "x", "0.1.0", one) for one in plugins)
    return loaded.deadlines(a_definition())


def test_the_clocks_of_every_plugin_are_among_those_of_the_procedure() -> None:
    rules = brought(
        Watching("een", [a_rule("sroi")]), Watching("twee", [a_rule("plafond")]), Watching("x", None)
    )
    course = Story(deadline_rules=rules).course("2026-07-01T09:00")
    for name in ("sroi", "plafond"):
        for about in ("", "S-001"):
            clock = clock_of(course, name, about)
            assert clock is not None
            assert (clock.about, clock.label) == (about, f"termijn {name}")


@pytest.mark.parametrize("answer", [RuntimeError("stuk"), ["geen regel"]])
def test_a_plugin_that_fails_takes_no_clock_of_another_with_it(answer: Any) -> None:
    rules = brought(Watching("een", answer), Watching("twee", [a_rule("plafond")]))
    course = Story(deadline_rules=rules).course("2026-07-01T09:00")
    assert clock_of(course, "plafond", "S-001") is not None
    told = clock_of(course, "plugin", "S-001")
    assert told is not None
    assert told.state is ClockState.NOT_RUNNING
    assert "plugin 'een' liep vast bij inkoop_deadlines" in " ".join(told.remarks)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"last_day": datetime(2026, 8, 1, tzinfo=UTC)}, "de regel gaf een dag die geen dag is"),
        ({"warn_on": "2026-08-01"}, "de regel gaf een dag die geen dag is"),
        ({"ends_at": datetime(2026, 8, 1)}, "de regel gaf een tijdstip zonder tijdzone"),  # noqa: DTZ001
    ],
)
def test_a_clock_with_days_that_are_none_is_told_and_takes_no_view_with_it(
    changes: dict[str, Any], why: str
) -> None:
    good = a_rule("sroi")

    def check(case: Case) -> Iterable[Clock]:
        return [evolve(clock, **changes) for clock in good.check(case)]

    course = Story(deadline_rules=(DeadlineRule("sroi", check),)).course("2026-07-01T09:00")
    told = clock_of(course, "sroi", "S-001")
    assert told is not None
    assert told.state is ClockState.NOT_RUNNING
    assert why in " ".join(told.remarks)
