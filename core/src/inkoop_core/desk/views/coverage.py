"""The view over coverage."""

from collections.abc import Iterator

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.fields import said
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.coverage import replaced_decisions
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.retender import RetenderDecided
from inkoop_core.progress.coverage import Cell, Coverage, CoverageStage, coverage_among


@frozen
class CoverageAt:
    """At which stage."""

    stage: CoverageStage = said("Stand", default=CoverageStage.NEW_DECISION)


def coverage(arguments: CoverageAt, reader: Reader, _moment: Moment) -> Table:
    """One row per product and focus area: who offers it, and whether that is nobody or one alone."""
    state = as_reader(reader)
    found = coverage_among(state.definition, state.current, arguments.stage, replaced_decisions(state))
    titles = state.definition.product_by_id
    return Table(
        (
            Column("product", "Product"),
            Column("title", "Omschrijving"),
            *((Column("area", "Aandachtsgebied"),) if found.areas else ()),
            Column("count", "Aantal", ColumnKind.NUMBER),
            Column("state", "Dekking", ColumnKind.STATE),
            Column("contractors", "Aanbieders"),
        ),
        tuple(
            Row(
                Ref("product", cell.product),
                (
                    cell.product,
                    titles[cell.product].title,
                    *((cell.area,) if found.areas else ()),
                    len(cell.submissions),
                    _state(cell),
                    ", ".join(f"{one} {found.names.get(one, '')}".rstrip() for one in cell.submissions),
                ),
            )
            for cell in found.cells
        ),
        f"Dekking {found.stage.label}",
        " ".join([_summary(found), *found.notes]),
    )


def _state(cell: Cell) -> str:
    if cell.gap:
        return "✗ geen aanbieder"
    return "! één aanbieder" if cell.single else "✓ gedekt"


def _summary(found: Coverage) -> str:
    if not found.gaps and not found.singles:
        return "Overal zijn ten minste twee aanbieders."
    gaps, singles = len(found.gaps), len(found.singles)
    return f"Zonder aanbieder: {gaps} van {len(found.cells)}; met één aanbieder: {singles} (§2.1.3)."


def retender_tasks(state: ProcedureState) -> Iterator[Row]:
    """Re-tenders that were decided on and are not made yet."""
    made = state.store.chains()
    for fact in state.facts(RetenderDecided):
        if fact.body.procedure not in made:
            told = f"{fact.body.procedure}, producten {', '.join(fact.body.products)}"
            yield Row(Ref("fact", str(fact.id)), ("", "heraanbesteding toevoegen", told))


COVERAGE = View("dekking", "Dekking", "procedure", coverage, CoverageAt)
