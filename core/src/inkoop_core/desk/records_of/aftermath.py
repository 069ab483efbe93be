"""What the award report tells of what came after the decisions."""

from collections.abc import Iterator
from typing import Any

from inkoop_core.api.record_content import Block, Bullets, Paragraph, RecordTable
from inkoop_core.desk.records_of.telling import named, told_products
from inkoop_core.desk.sealed import names_it
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.agreement import AgreementSigned, AwardNotice
from inkoop_core.domain.complaint import Complaint, ComplaintDecided
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.proceedings import Judgment, Proceedings
from inkoop_core.progress.coverage import Coverage, CoverageStage, coverage_of
from inkoop_core.progress.gates import gates_of


def definitive_told(state: ProcedureState) -> Iterator[Block]:
    """Each definitive award with the gates that were open, and the agreement that followed."""
    awards = state.facts(DefinitiveAward)
    if not awards:
        yield Paragraph("Er is nog niet definitief gegund.")
        return
    yield RecordTable(
        ("Inschrijver", "Datum en mandaat", "Producten", "Poorten die open waren", "Ondertekend"),
        tuple(
            (
                named(state, fact.submission),
                f"{_day(fact)}\n{fact.body.mandate}",
                told_products(state.definition, fact.body.awarded),
                "\n".join(_gates(fact, state)),
                _signed(fact.submission, state),
            )
            for fact in sorted(awards, key=lambda fact: fact.subject)
        ),
        (5, 4, 7, 8, 4),
        small=True,
    )
    waiting = [
        named(state, fact.subject)
        for fact in state.facts(AwardDecision)
        if fact.body.outcome is DecisionOutcome.AWARD
        and fact.subject not in [award.submission for award in awards]
    ]
    if waiting:
        yield Paragraph("Voorlopig gegund en nog niet definitief:")
        yield Bullets(tuple(sorted(waiting)))


def _gates(fact: Fact[DefinitiveAward], state: ProcedureState) -> Iterator[str]:
    """Each gate by its name, with why it was open."""
    labels = {gate.id: gate.label for gate in gates_of(state.course, fact.submission)}
    for gate in fact.body.gates:
        if not names_it(f"{gate.gate} {gate.because}"):
            yield f"{labels.get(gate.gate, gate.gate)}: {gate.because}"


def _signed(submission: str, state: ProcedureState) -> str:
    told = [
        f"{fact.body.side.label} {_day(fact)}"
        for fact in state.facts(AgreementSigned)
        if fact.submission == submission
    ]
    return "\n".join(told) or "nog niet ondertekend"


def coverage_told(state: ProcedureState) -> Iterator[Block]:
    """Products by tenderers, with gaps and products of one tenderer alone, provisional and definitive."""
    stages = [CoverageStage.NEW_DECISION] if state.facts(AwardDecision) else []
    stages += [CoverageStage.DEFINITIVE] if state.facts(DefinitiveAward) else []
    if not stages:
        yield Paragraph("Er is nog niet beslist; de dekking is nog niet te bepalen.")
    for stage in stages:
        coverage = coverage_of(state.course, stage)
        yield Paragraph(f"Dekking, {stage.label}:")
        yield _cells(coverage, state)
        if coverage.notes:
            yield Bullets(coverage.notes)


def _cells(coverage: Coverage, state: ProcedureState) -> RecordTable:
    rows = []
    for cell in coverage.cells:
        product = state.definition.product_by_id[cell.product]
        remark = "geen aanbieder" if cell.gap else "één aanbieder" if cell.single else ""
        rows.append(
            (
                f"{product.title} ({product.id})",
                *((cell.area,) if coverage.areas else ()),
                str(len(cell.submissions)),
                ", ".join(cell.submissions),
                remark,
            )
        )
    area = ("Aandachtsgebied",) if coverage.areas else ()
    widths = (8, *((5,) if coverage.areas else ()), 3, 9, 4)
    return RecordTable(("Product", *area, "Aantal", "Inschrijvingen", "Let op"), tuple(rows), widths)


def disputes_told(state: ProcedureState) -> Iterator[Block]:
    """Complaints with their answers, and proceedings with their outcome, in a line each."""
    lines = []
    decided = {fact.submission: fact for fact in state.facts(ComplaintDecided)}
    for complaint in state.facts(Complaint):
        decision = decided.get(complaint.subject)
        told = f"{decision.body.label}, {_day(decision)}" if decision else "nog niet beslist"
        lines.append(
            f"Klacht van {complaint.body.by} ({_day(complaint)}) over {complaint.body.about}: {told}"
        )
    for case in state.facts(Proceedings):
        rulings = state.course.all(Judgment, case.subject)
        told = "; ".join(f"{ruling.body.outcome.label}, {_day(ruling)}" for ruling in rulings)
        number = f", {case.body.case_number}" if case.body.case_number else ""
        lines.append(
            f"Geding van {case.body.claimant_name} bij {case.body.court}{number} ({_day(case)}): "
            f"{told or 'nog geen uitspraak'}"
        )
    yield Bullets(tuple(lines)) if lines else Paragraph("Er zijn geen klachten en geen gedingen.")


def notice_told(state: ProcedureState) -> Iterator[Block]:
    """The notice of the awarded contract."""
    found = state.facts(AwardNotice)
    for fact in found:
        yield Paragraph(f"Gepubliceerd op {_day(fact)}, {fact.body.where}, nummer {fact.body.number}.")
    if not found:
        yield Paragraph("Nog niet gepubliceerd.")


def _day(fact: Fact[Any]) -> str:
    return shown_day(local_day(fact.happened_at))
