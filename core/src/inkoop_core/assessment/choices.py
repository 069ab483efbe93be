"""Which reading of each unclear place is in force."""

from collections.abc import Iterable, Mapping

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.decision import NoteChoice
from inkoop_core.domain.fact import Fact


def readings_in_force(definition: TenderDefinition, choices: Iterable[Fact[NoteChoice]]) -> Mapping[str, str]:
    """The officer's reading of each note, else the definition's default; notes without either are absent.

    A reading that the definition no longer has is no reading: the default holds again.
    """
    readings = {note.id: note.default for note in definition.notes.values() if note.default}
    known = {(note.id, reading.id) for note in definition.notes.values() for reading in note.readings}
    chosen = {fact.body.note: fact.body.reading for fact in choices}
    return readings | {note: reading for note, reading in chosen.items() if (note, reading) in known}
