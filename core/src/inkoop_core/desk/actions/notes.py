"""Choose a reading of an unclear place of the tender document, once, for all tenderers alike."""

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.definition import Note
from inkoop_core.api.fields import said
from inkoop_core.assessment.changes import turned_findings
from inkoop_core.assessment.choices import readings_in_force
from inkoop_core.assessment.model import Assessment
from inkoop_core.desk.actions.subjects import known_note
from inkoop_core.desk.state import as_reader
from inkoop_core.domain.decision import NoteChoice
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused


@frozen
class ChooseReading:
    """Choose how an unclear place is read."""

    note: str = said("Noot", "bijvoorbeeld N-49", refers="note")
    reading: str = said("Lezing", "id van de lezing")
    reason: str = said("Reden", long=True)


def problems(command: ChooseReading) -> list[str]:
    return [] if command.reason.strip() else ["reason: geef een reden"]


def choose(command: ChooseReading, reader: Reader, _moment: Moment) -> Outcome:
    """The choice; after closing with what each reading would turn, and a second person.

    Raises Unknown for a note or reading that does not exist, Refused when it is in force already and for a reading
    that a re-tender took over.
    """
    note = known_note(reader, command.note)
    if command.reading not in [reading.id for reading in note.readings]:
        known = "; ".join(f"{reading.id} ({reading.text})" for reading in note.readings) or "geen"
        raise Refused(f"{note.id} heeft geen lezing {command.reading!r}; lezingen: {known}")
    earlier = reader.facts(NoteChoice, _subject(note))
    if earlier and earlier[-1].body.reading == command.reading:
        raise Refused(f"{note.id} wordt al zo gelezen: {command.reading}.")
    scope = reader.definition.retender
    stands = readings_in_force(reader.definition, reader.facts(NoteChoice)).get(note.id)
    if scope is not None and stands is not None and stands != command.reading:
        raise Refused(
            f"{note.id} is overgenomen uit {scope.of} ({stands}); bij een heraanbesteding van het "
            "ontbrekende deel wijzigen de eisen niet (§2.1.3), dus ook niet hoe zij worden gelezen."
        )
    opened = as_reader(reader).opened
    before = reader.assessment()
    after = {
        reading.id: reader.assessment(with_facts=(_draft(note, reading.id, command.reason, opened, earlier),))
        for reading in note.readings
    }
    turned = _turned(before, after[command.reading])
    draft = _draft(note, command.reading, command.reason, opened, earlier, turned)
    chosen = next(reading.text for reading in note.readings if reading.id == command.reading)
    lines = [f"{note.id} ({note.where}) wordt voor alle inschrijvers gelezen als: {chosen}"]
    lines += [_told(reading.id, before, after[reading.id]) for reading in note.readings]
    if opened:
        lines.append("Gemaakt na de opening; dit staat bij de noot en bij elke bevinding die haar noemt.")
    lines.append(f"Reden: {command.reason}")
    return Outcome(
        (draft,),
        "\n".join(lines),
        second_person="een lezing die na de opening wordt gekozen vraagt een tweede persoon"
        if opened
        else "",
    )


def _subject(note: Note) -> str:
    return f"note/{note.id}"


def _draft(
    note: Note,
    reading: str,
    reason: str,
    opened: bool,
    earlier: tuple[Fact[NoteChoice], ...],
    turned: tuple[str, ...] = (),
) -> Draft:
    return Draft(
        NoteChoice(note.id, reading, reason, opened, turned),
        _subject(note),
        replaces=earlier[-1].id if earlier else None,
        reason=reason,
    )


def _turned(before: Assessment, after: Assessment) -> tuple[str, ...]:
    return tuple(sorted({item.key.submission for item in turned_findings(before, after)}))


def _told(reading: str, before: Assessment, after: Assessment) -> str:
    turned = turned_findings(before, after)
    if not turned:
        return f"  lezing {reading}: geen enkele bevinding verandert"
    return f"  lezing {reading}: " + "; ".join(str(item) for item in turned)


CHOOSE = Action(
    "lezing-kiezen",
    "Lezing van een noot kiezen",
    ChooseReading,
    (Role.ADVISER,),
    "note",
    choose,
    problems=problems,
    second_roles=(Role.ADVISER, Role.CHAIR, Role.DECISION_MAKER),
)
