"""Views over what was read: the grid over all, field by field, and where sources say different things."""

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.fields import said
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.assessment.assess import tenderer_names
from inkoop_core.desk.actions.confirming import KINDS, kind_of, targets_of, told_lapsed
from inkoop_core.desk.making import otherwise, told_values
from inkoop_core.desk.parts import identifying
from inkoop_core.desk.readings import FieldSaid, Source, Status, Target
from inkoop_core.desk.said import in_short, label_of, said_value
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import Document
from inkoop_core.domain.reading import ReadFact

MOST_CHARACTERS = 200
"""Of what was read in one line."""


@frozen
class ReadOf:
    """Which gathered readings."""

    submission: str = said("Inschrijving", "leeg: alle", default="", refers="submission")
    kind: str = said("Soort", f"{KINDS}; leeg: alle", default="")
    status: Status | None = said("Toestand", "leeg: alle", default=None)


@frozen
class FieldsOf:
    """Of which gathered readings the fields."""

    submission: str = said("Inschrijving", "leeg: alle", default="", refers="submission")
    kind: str = said("Soort", f"{KINDS}; leeg: alle", default="")
    part: str = said("Onderdeel", "bijvoorbeeld referentie-1; leeg: alle", default="")
    reading: int | None = said(
        "Gelezen gegeven", "met alles wat van hetzelfde is gelezen", default=None, refers="reading"
    )


def grid(arguments: ReadOf, reader: Reader, _moment: Moment) -> Table:
    """One row per fact to be: what it would say, where that stands, and how far it is."""
    state = as_reader(reader)
    names = tenderer_names(state.current)
    kind = kind_of(arguments.kind, state)
    rows = [
        Row(
            _ref(target),
            (
                target.ids[0],
                target.submission,
                names.get(target.submission, ""),
                target.status.label,
                _kind(target, state),
                target.part,
                content(target, state),
                _sources(target),
                "; ".join(target.doubts),
            ),
        )
        for target in targets_of(state)
        if arguments.submission in ("", target.submission)
        and kind in ("", target.kind)
        and arguments.status in (None, target.status)
    ]
    return Table(
        (
            Column("reading", "Gelezen", ColumnKind.NUMBER),
            Column("submission", "Nr"),
            Column("tenderer", "Inschrijver"),
            Column("status", "Toestand", ColumnKind.STATE),
            Column("kind", "Gegeven"),
            Column("part", "Onderdeel"),
            Column("content", "Inhoud"),
            Column("source", "Bron"),
            Column("doubt", "Twijfel"),
        ),
        tuple(rows),
        "Gelezen",
    )


def fields(arguments: FieldsOf, reader: Reader, _moment: Moment) -> Table:
    """One row per field, with a column per source: what it says, where, and in which words."""
    state = as_reader(reader)
    kind = kind_of(arguments.kind, state)
    chosen = [
        target
        for target in targets_of(state)
        if arguments.submission in ("", target.submission)
        and kind in ("", target.kind)
        and arguments.part in ("", target.part)
        and arguments.reading in (None, *target.ids)
    ]
    pairs = [(target, field) for target in chosen for field in target.fields]
    return _beside(state, pairs, "Gelezen, veld voor veld", _in_full)


def contradictions(arguments: ReadOf, reader: Reader, _moment: Moment) -> Table:
    """Every field of which sources say different things, with a column per source and what stands."""
    state = as_reader(reader)
    kind = kind_of(arguments.kind, state)
    pairs = [
        (target, field)
        for target in targets_of(state)
        for field in target.contradictions
        if arguments.submission in ("", target.submission)
        and kind in ("", target.kind)
        and arguments.status in (None, target.status)
    ]
    return _beside(state, pairs, "Tegenspraken", _in_words)


def _beside(state: ProcedureState, pairs: Sequence[tuple[Target, FieldSaid]], title: str, cell: Any) -> Table:
    """Fields with their sources side by side; sources of the same kind of document share a column."""
    names = source_names(state)
    tenderers = tenderer_names(state.current)
    columns: dict[str, None] = {}
    cells: list[dict[str, list[str]]] = []
    for target, field in pairs:
        told: dict[str, list[str]] = {}
        values = told_values(target.body, field, state.definition)
        for value, item in zip(values, field.said, strict=True):
            for source in item.sources:
                name = names.get((target.submission, source.file), source.file)
                told.setdefault(name, []).append(cell(value, source))
        columns |= dict.fromkeys(told)
        cells.append(told)
    return Table(
        (
            Column("submission", "Nr"),
            Column("tenderer", "Inschrijver"),
            Column("kind", "Gegeven"),
            Column("part", "Onderdeel"),
            Column("field", "Veld"),
            Column("status", "Toestand", ColumnKind.STATE),
            *(Column(f"source:{name}", name) for name in columns),
            Column("standing", "Staat vast"),
        ),
        tuple(
            Row(
                _ref(target),
                (
                    target.submission,
                    tenderers.get(target.submission, ""),
                    _kind(target, state),
                    target.part,
                    f"{label_of(field.name)} ({field.name})",
                    _field_status(target, field),
                    *(" / ".join(told.get(name, ())) for name in columns),
                    _standing(target, field, state),
                ),
            )
            for (target, field), told in zip(pairs, cells, strict=True)
        ),
        title,
    )


def _in_full(value: str, source: Source) -> str:
    words = f' "{source.words}"' if source.words and source.words != value else ""
    return f"{value} (#{source.reading}, {source.place}{words})" if source.place else _in_words(value, source)


def _in_words(value: str, source: Source) -> str:
    return f"{value} (#{source.reading})"


def _field_status(target: Target, field: FieldSaid) -> str:
    if field.contradicts:
        return "wijkt af" if target.standing else "tegenspraak"
    if field.lapsed:
        return Status.LAPSED.label
    if not field.said:
        return "ontbreekt" if field.name in target.missing else "niet gelezen"
    return "gelijk" if len(field.said[0].sources) > 1 else "één bron"


def _standing(target: Target, field: FieldSaid, state: ProcedureState) -> str:
    if target.standing is None or field.standing is None:
        return ""
    told = said_value(target.body, field.name, field.standing, state.definition)
    return f"{told} (feit {target.standing.id})"


def content(target: Target, state: ProcedureState) -> str:
    """What a fact to be would say, in one line; different values stand side by side."""
    chosen = in_short(target.body)
    hidden = identifying(target.body) if target.body else ()
    told = []
    for field in target.fields:
        shown = field.said and field.name not in hidden
        if field.contradicts or (shown and (not chosen or field.name in chosen)):
            values = " ≠ ".join(_values(target, field, state))
            told.append(values if chosen else f"{label_of(field.name)}: {values}")
    told += [f"{label_of(name)} ontbreekt" for name in target.missing]
    told += [f"geen bestand geeft alles: {'; '.join(target.scattered)}"] if target.scattered else []
    told += [f"bron vervallen van {told_lapsed(target, state)}"] if target.lapsed else []
    text = (", " if chosen else "; ").join(told)
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"


def _values(target: Target, field: FieldSaid, state: ProcedureState) -> list[str]:
    """The values that were read, and what stands where they differ from it."""
    if target.standing is None or field.standing is None or not field.contradicts:
        return list(told_values(target.body, field, state.definition))
    stands = said_value(target.body, field.name, field.standing, state.definition)
    told = told_values(target.body, otherwise(target.body, field), state.definition)
    return [*told, f"{stands} (staat vast)"]


def _sources(target: Target) -> str:
    """Each file once, with the place of the first value that it gives."""
    places: dict[str, str] = {}
    for reading in target.readings or target.lost:
        first = reading.body.values[0].place if reading.body.values else ""
        places.setdefault(reading.body.file, f"{reading.body.file}, {first}" if first else reading.body.file)
    return "; ".join(places.values())


def _kind(target: Target, state: ProcedureState) -> str:
    """What officers call the kind."""
    known = state.records.get(target.kind)
    return known.label if known else target.kind


def _ref(target: Target) -> Ref:
    return Ref("reading", str(target.ids[0]))


def source_names(state: ProcedureState) -> dict[tuple[str, str], str]:
    """What officers call a file of a submission: the title of its kind of document, where that is known."""
    kinds: dict[tuple[str, str], str] = {}
    for read in state.facts(ReadFact):
        if read.body.kind == "document":
            kinds[read.submission, read.body.part] = read.body.text("kind")
    for fact in state.facts(Document):
        kinds[fact.submission, fact.body.file] = fact.body.kind
    known = state.document_kinds
    return {place: known[kind].title for place, kind in kinds.items() if kind in known}


def reading_tasks(state: ProcedureState) -> Iterator[Row]:
    """What an officer must still do with what was read: per submission how much waits, and each difference."""
    waiting: dict[str, list[Target]] = {}
    for target in targets_of(state):
        if target.status in (Status.CONTRADICTORY, Status.DIFFERS):
            different = "; ".join(
                f"{label_of(field.name)}: {' ≠ '.join(_values(target, field, state))}"
                for field in target.contradictions
            )
            text = f"{_kind(target, state)} {target.part}".rstrip() + f": {different}"
            yield Row(_ref(target), (target.submission, _TASKS[target.status], text))
        elif target.status is Status.LAPSED:
            text = f"{_kind(target, state)} {target.part}".rstrip() + f": {told_lapsed(target, state)}"
            yield Row(_ref(target), (target.submission, "bron vervallen: opnieuw nagaan", text))
        elif target.standing is None:
            waiting.setdefault(target.submission, []).append(target)
    for submission, found in waiting.items():
        incomplete = sum(target.status is Status.INCOMPLETE for target in found)
        doubtful = sum(bool(target.doubts) for target in found)
        text = f"{len(found)} gelezen gegevens" if len(found) > 1 else "1 gelezen gegeven"
        notes = [f"{incomplete} onvolledig"] * bool(incomplete) + [f"{doubtful} met twijfel"] * bool(doubtful)
        about = f"{text} ({', '.join(notes)})" if notes else text
        yield Row(Ref("submission", submission), (submission, "bevestigen", about))


_TASKS = {Status.CONTRADICTORY: "tegenspraak oplossen", Status.DIFFERS: "afwijking nagaan"}

READ = View("gelezen", "Gelezen gegevens", "submission", grid, ReadOf)
READ_FIELDS = View("gelezen-veld", "Gelezen, veld voor veld", "submission", fields, FieldsOf)
CONTRADICTIONS = View("tegenspraken", "Tegenspraken", "submission", contradictions, ReadOf)
