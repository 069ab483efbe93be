"""What was looked up or seen by a person."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.fields import said
from inkoop_core.api.lookups import LookUpKind
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.actions.lookups import told_early
from inkoop_core.desk.lookups import open_lookups, unweighed
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.lookup import Identity, LookUp, LookUpSettled, identity_among, stood_then
from inkoop_core.domain.moment import Moment, local_day, shown_day
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import OWN_PARTY


@frozen
class LookUpsOf:
    """Which look-ups."""

    submission: str = said("Inschrijving", "leeg: alle", default="", refers="submission")
    lookup: str = said("Naslag", "bijvoorbeeld handelsregister; leeg: alle", default="")
    shows: str = said("Uitkomst", "bevestigt, wijkt af of geen uitsluitsel; leeg: alle", default="")


def lookups(arguments: LookUpsOf, reader: Reader, _moment: Moment) -> Table:
    """Every look-up with its source, result, printout and the person who made it."""
    state = as_reader(reader)
    remarks = _remarks(state)
    kinds = {kind.id: kind for kind in reader.definition.lookups}
    rows = []
    for fact in state.facts(LookUp):
        body, kind = fact.body, kinds.get(fact.body.lookup)
        shows, result = _result(body, kind)
        if (
            arguments.submission not in ("", fact.submission)
            or arguments.lookup not in ("", body.lookup)
            or arguments.shows.casefold() not in ("", shows)
        ):
            continue
        rows.append(
            Row(
                Ref("fact", str(fact.id)),
                (
                    fact.submission,
                    kind.title if kind else body.lookup,
                    body.about,
                    shows,
                    result,
                    fact.happened_at,
                    body.source,
                    _found(body, kind),
                    body.explanation,
                    _printout(body, kind),
                    "; ".join(remarks[fact.id]),
                    fact.by,
                    str(kind.source) if kind else "",
                    fact.id,
                ),
            )
        )
    return Table(
        (
            Column("submission", "Nr"),
            Column("lookup", "Naslag"),
            Column("about", "Over"),
            Column("shows", "Betekent", ColumnKind.STATE),
            Column("result", "Uitkomst"),
            Column("done_on", "Gedaan", ColumnKind.INSTANT),
            Column("source", "Bron"),
            Column("found", "Gevonden"),
            Column("explanation", "Toelichting"),
            Column("printout", "Afdruk"),
            Column("remark", "Let op"),
            Column("by", "Door"),
            Column("basis", "Grond"),
            Column("fact", "Feit", ColumnKind.NUMBER),
        ),
        tuple(rows),
        "Naslag en waarnemingen",
        _offered(reader),
    )


def _offered(reader: Reader) -> str:
    """The look-ups that can be made, with their results."""
    return "\n".join(
        f"{kind.id}: {', '.join(result.id for result in kind.results)}" for kind in reader.definition.lookups
    )


def _result(body: LookUp, kind: LookUpKind | None) -> tuple[str, str]:
    found = kind.result(body.result) if kind else None
    return (found.shows.label, found.label) if found else ("", body.result)


def _found(body: LookUp, kind: LookUpKind | None) -> str:
    labels = {field.id: field.label for field in kind.fields} if kind else {}
    return "; ".join(f"{labels.get(found.field, found.field)}: {found.value}" for found in body.found)


def _printout(body: LookUp, kind: LookUpKind | None) -> str:
    if body.printout_sha256:
        return f"{body.printout_name} ({body.printout_sha256[:8]}…)"
    return "ontbreekt" if kind is not None and kind.printout else ""


def _remarks(state: ProcedureState) -> Mapping[int, tuple[str, ...]]:
    """By look-up: that it waits to be weighed or was, is about something else by now, or is older than the bid."""
    made = state.facts(LookUp)
    packages = {fact.subject: fact for fact in state.facts(PackageReceived)}
    waiting = {fact.id for facts in unweighed(state).values() for fact in facts}
    settled = {fact.body.lookup: fact for fact in state.facts(LookUpSettled)}
    bodies: dict[str, list[Any]] = {fact.submission: [] for fact in made}
    for fact in state.current:
        if fact.submission in bodies:
            bodies[fact.submission].append(fact.body)

    def of_one(fact: Fact[LookUp]) -> Iterator[str]:
        if fact.id in waiting:
            yield "nog te beoordelen"
        if weighed := settled.get(fact.id):
            yield f"afgehandeld door {weighed.by}: {weighed.body.reason}"
        now = identity_among(bodies[fact.submission], fact.body.about)
        if now != Identity() and (stood := stood_then(fact.body, now)):
            yield f"gedaan toen hier nog {stood} stond; doe het opnieuw"
        package = packages.get(fact.submission)
        if package is not None and (early := told_early(package, fact.happened_at)):
            yield early

    return {fact.id: tuple(of_one(fact)) for fact in made}


def lookup_tasks(state: ProcedureState) -> Iterator[Row]:
    """Each look-up that does not confirm and that nobody has weighed."""
    for submission, lines in open_lookups(state).items():
        for line in lines:
            yield Row(Ref("submission", submission), (submission, "naslag wijkt af: beoordeel", line))


def lookup_rows(state: ProcedureState, submission: str) -> Iterator[tuple[str, str]]:
    """The look-ups of one submission, as rows of its sheet."""
    kinds = {kind.id: kind for kind in state.definition.lookups}
    remarks = _remarks(state)
    for fact in state.facts(LookUp):
        if fact.submission == submission:
            yield _sheet_row(fact, kinds.get(fact.body.lookup), remarks[fact.id])


def _sheet_row(fact: Fact[LookUp], kind: LookUpKind | None, remarks: Iterable[str]) -> tuple[str, str]:
    shows, result = _result(fact.body, kind)
    when = shown_day(local_day(fact.happened_at))
    about = "" if fact.body.about == OWN_PARTY else f" over {fact.body.about}"
    meaning = f"{result} ({shows})" if shows else result
    told = "".join(f". {remark[:1].upper()}{remark[1:]}" for remark in remarks)
    return (
        f"Naslag {kind.title if kind else fact.body.lookup}",
        f"{meaning}{about}, {when}, {fact.body.source}{told}",
    )


LOOKUPS = View("naslag", "Naslag en waarnemingen", "submission", lookups, LookUpsOf)
