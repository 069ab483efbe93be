"""How a gate speaks: its name and source from the tender, open or closed and why."""

from collections.abc import Iterable

from attrs import frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.progress import Gate
from inkoop_core.domain.source import SourceRef

LABELS = {
    "decision": "Voorlopige gunning",
    "evidence": "Bewijsmiddelen",
    "subcontractors": "Onderaannemers",
    "standstill": "Opschortende termijn",
    "standstill-all": "Opschortende termijn van alle inschrijvers",
    "course": "Verloop en gedingen",
    "validity": "Gestanddoening",
    "plugins": "Poorten van plugins",
}
"""Core's own gates; a tender can name them otherwise in [[award.gates]]."""


@frozen
class GateVoice:
    """Makes one gate of one submission, open or closed.

    source  where the tender says that an award waits for it
    """

    id: str
    label: str
    submission: str
    source: SourceRef

    def opened(self, because: str, facts: Iterable[int] = (), notes: Iterable[str] = ()) -> Gate:
        return Gate(
            self.id, self.label, self.submission, True, because, self.source, "", tuple(notes), tuple(facts)
        )

    def closed(
        self, because: str, opens_when: str, facts: Iterable[int] = (), notes: Iterable[str] = ()
    ) -> Gate:
        return Gate(
            self.id,
            self.label,
            self.submission,
            False,
            because,
            self.source,
            opens_when,
            tuple(notes),
            tuple(facts),
        )


def voice_of(
    definition: TenderDefinition, id: str, submission: str, source: SourceRef | None = None
) -> GateVoice:
    """The voice of a gate: as the tender names it, else with its own label and this source.

    source  of what it waits for; None: of the award
    """
    for gate in definition.award.gates:
        if gate.id == id:
            return GateVoice(id, gate.title, submission, gate.source)
    return GateVoice(id, LABELS.get(id, id), submission, source or definition.award.source)
