"""What the packages themselves say at the opening: which there are, and what is odd about them."""

from collections.abc import Iterator

from inkoop_core.api.channels import is_procedure_channel
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import shown
from inkoop_core.domain.opening import OpeningHeld
from inkoop_core.domain.package import Observation, PackageReceived
from inkoop_core.domain.request import DocumentAdded


def opened_packages(state: ProcedureState) -> tuple[Fact[PackageReceived], ...]:
    """The packages in the order of their submissions."""
    return tuple(sorted(state.facts(PackageReceived), key=lambda fact: fact.subject))


def oddities_of(state: ProcedureState, package: Fact[PackageReceived]) -> Iterator[str]:
    """What is odd about one bid as it came: late, another route, not read, files that cannot be used."""
    body, definition = package.body, state.definition
    if body.received_at > definition.procedure.closing_at:
        yield f"te laat ontvangen: {shown(body.received_at)}"
    if not is_procedure_channel(body.channel, definition):
        yield f"ontvangen via {body.channel or 'een onbekende weg'}"
    if not body.content_read:
        yield "inhoud niet gelezen"
    later = {fact.subject for fact in state.facts(DocumentAdded)}
    for seen in state.facts(Observation):
        if seen.submission == package.subject and seen.body.problem and seen.subject not in later:
            yield f"{seen.body.file}: {seen.body.problem.label}"


def told_oddities(state: ProcedureState) -> Iterator[str]:
    """The same of every bid, each line with its submission."""
    for package in opened_packages(state):
        for line in oddities_of(state, package):
            yield f"{package.subject}: {line}"


def opening_is_missing(state: ProcedureState) -> bool:
    """Whether bids were taken in and nobody recorded that they were opened by two persons."""
    return bool(state.facts(PackageReceived)) and not state.facts(OpeningHeld)
