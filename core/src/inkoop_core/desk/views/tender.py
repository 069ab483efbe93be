"""Views over the tender definition."""

from typing import Any

from inkoop_core.api.actions import Reader
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.assessment.choices import readings_in_force
from inkoop_core.assessment.citing import cited
from inkoop_core.desk.editions import editions_of
from inkoop_core.desk.views.words import in_words
from inkoop_core.domain.decision import NoteChoice
from inkoop_core.domain.moment import Moment


def notes(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """The register of unclear places with the reading in force."""
    choices = {fact.body.note: fact.body for fact in reader.facts(NoteChoice)}
    in_force = readings_in_force(reader.definition, reader.facts(NoteChoice))
    return Table(
        (
            Column("note", "Noot"),
            Column("where", "Waar"),
            Column("finding", "Onduidelijkheid"),
            Column("readings", "Lezingen"),
            Column("in_force", "Geldt nu", ColumnKind.STATE),
            Column("how", "Gekozen"),
        ),
        tuple(
            Row(
                Ref("note", note.id),
                (
                    note.id,
                    note.where,
                    note.finding,
                    "; ".join(f"{reading.id}: {reading.text}" for reading in note.readings),
                    in_force.get(note.id, "nog te kiezen" if note.readings else ""),
                    _how(choices.get(note.id), bool(note.default)),
                ),
            )
            for note in reader.definition.notes.values()
        ),
        "Onduidelijke plaatsen in het inkoopdocument",
    )


def _how(choice: NoteChoice | None, has_default: bool) -> str:
    if choice is None:
        return "uitgangspunt" if has_default else ""
    when = "na de opening" if choice.after_opening else "voor de sluiting"
    return f"{when}: {choice.reason}"


def requirements(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Every requirement with stage, consequence and source."""
    editions = editions_of(reader)
    return Table(
        (
            Column("requirement", "Eis"),
            Column("step", "Stap", ColumnKind.NUMBER),
            Column("title", "Omschrijving"),
            Column("consequence", "Gevolg"),
            Column("source", "Bron"),
            Column("notes", "Noten"),
        ),
        tuple(
            Row(
                Ref("requirement", item.id),
                (
                    item.id,
                    item.stage.step,
                    item.title,
                    item.consequence.label,
                    cited(item.source, editions),
                    " ".join(item.notes),
                ),
            )
            for item in reader.definition.requirements
        ),
        "Eisen",
    )


def parameters(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Every parameter with unit, source and notes."""
    return Table(
        (
            Column("key", "Sleutel"),
            Column("value", "Waarde"),
            Column("unit", "Eenheid"),
            Column("source", "Bron"),
            Column("notes", "Noten"),
        ),
        tuple(
            Row(
                Ref("parameter", item.key),
                (item.key, in_words(item.value), item.unit, str(item.source), " ".join(item.notes)),
            )
            for item in reader.definition.parameters.values()
        ),
        "Parameters",
    )


def provisions(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Statements of the tender document that are no requirement, and what carries them out."""
    return Table(
        (
            Column("provision", "Nr"),
            Column("title", "Bepaling"),
            Column("served_by", "Uitgevoerd door"),
            Column("source", "Bron"),
            Column("notes", "Noten"),
        ),
        tuple(
            Row(
                Ref("provision", item.id),
                (item.id, item.title, item.served_by, str(item.source), " ".join(item.notes)),
            )
            for item in reader.definition.provisions
        ),
        "Overige bepalingen",
    )


NOTES = View("noten", "Noten", "procedure", notes)
REQUIREMENTS = View("eisen", "Eisen", "procedure", requirements)
PARAMETERS = View("parameters", "Parameters", "procedure", parameters)
PROVISIONS = View("bepalingen", "Overige bepalingen", "procedure", provisions)
