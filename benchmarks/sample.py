"""The sample procedure with its facts in memory."""

from pathlib import Path
from typing import Any

from attrs import frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.assessment.ruleset import RuleSet
from inkoop_core.cli.demo import build, installed_demo
from inkoop_core.desk.ports import Store
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment


@frozen
class SampleProcedure:
    """What an assessment needs, and the store that it came from; facts are the current ones."""

    id: str
    definition: TenderDefinition
    rules: RuleSet
    facts: tuple[Fact[Any], ...]
    moment: Moment
    store: Store


def sample_procedure(folder: Path) -> SampleProcedure:
    """Play the story of the installed demo in a folder."""
    demo = installed_demo()
    desk = build(demo, folder, str(folder / "desk.db"))
    state = desk.state(demo.tender)
    return SampleProcedure(
        demo.tender, state.definition, state.rules, state.current, state.moment, desk.store
    )
