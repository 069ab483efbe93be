"""How a record tells of people, tenderers, products and findings."""

from collections.abc import Iterable, Iterator
from typing import Any

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.record_content import RecordTable
from inkoop_core.assessment.model import Assessed
from inkoop_core.desk.sealed import names_it
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.desk_records import RoleGranted
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.moment import shown
from inkoop_core.domain.party import OWN_PARTY, Party
from inkoop_core.domain.role import Role
from inkoop_core.domain.submission import OfferedProduct


def tenderers(state: ProcedureState) -> dict[str, str]:
    """The name of the tenderer of each submission, by its id."""
    return {item.submission: item.tenderer for item in state.assessment().submissions}


def named(state: ProcedureState, submission: str) -> str:
    """`S-001 Voorbeeldzorg B.V.`"""
    name = tenderers(state).get(submission, "")
    return f"{submission} {name}".rstrip()


def people_with(state: ProcedureState, roles: Iterable[Role]) -> tuple[Fact[RoleGranted], ...]:
    """Who had one of these roles at the moment, by role and name."""
    wanted = tuple(roles)
    found = {
        (fact.body.person, fact.body.role): fact
        for fact in (*state.desk_facts, *state.current)
        if isinstance(fact.body, RoleGranted) and fact.body.role in wanted
    }
    return tuple(sorted(found.values(), key=lambda fact: (wanted.index(fact.body.role), fact.body.person)))


def told_products(definition: TenderDefinition, products: Iterable[OfferedProduct]) -> str:
    """Products by their titles, with the variants."""
    told = []
    for item in products:
        product = definition.product_by_id.get(item.product)
        title = f"{product.title} ({item.product})" if product else item.product
        told.append(f"{title}: {', '.join(item.variants)}" if item.variants else title)
    return "; ".join(told) or "geen"


def told_subject(state: ProcedureState, submission: str, subject: str) -> str:
    """What a finding is about, in words; "" the whole bid."""
    if subject.startswith("product:"):
        product = subject.removeprefix("product:")
        return told_products(state.definition, (OfferedProduct(product),))
    known = {**_titles(state), **_parties(state, submission)}
    return ", ".join(known.get(part, part) for part in subject.split("/"))


def _titles(state: ProcedureState) -> dict[str, str]:
    """Documents and evidence by their ids."""
    documents = {document.kind: document.title for document in state.definition.documents}
    return documents | evidence_titles(state)


def evidence_titles(state: ProcedureState) -> dict[str, str]:
    """Kinds of evidence by their ids."""
    return {kind.id: kind.title for kind in state.definition.evidence}


def _parties(state: ProcedureState, submission: str) -> dict[str, str]:
    names = {fact.body.id: fact.body.name for fact in state.facts(Party) if fact.submission == submission}
    return {OWN_PARTY: "inschrijver", **names}


def taken_by(state: ProcedureState, fact: Fact[Any]) -> str:
    """Who recorded a fact, and who confirmed it as the second person, in words."""
    for entry in state.store.journal(state.procedure, fact.entry - 1, 1):
        if entry.second:
            return f"voorbereid door {fact.by}, genomen door {entry.second}"
    return f"genomen door {fact.by}"


def told_ruling(item: Assessed, state: ProcedureState) -> str:
    """The ruling with who, when and why; "" when there is none."""
    if item.ruling is None:
        return ""
    stale = "Vervallen, want de grondslag is veranderd: " if item.stale else ""
    ruling = item.ruling
    why = f" Verschil met anderen: {ruling.body.difference}" if ruling.body.difference else ""
    outcome = ruling.body.outcome.label.partition(":")[0]
    return f"{stale}{outcome}, {taken_by(state, ruling)} op {shown(ruling.recorded_at)}: {ruling.body.reason}{why}"


def filled(table: RecordTable) -> RecordTable:
    """The table without the columns in which nothing stands."""
    kept = [index for index in range(len(table.heads)) if any(row[index] for row in table.rows)]
    widths = table.widths or (1,) * len(table.heads)
    return RecordTable(
        tuple(table.heads[index] for index in kept),
        tuple(tuple(row[index] for index in kept) for row in table.rows),
        tuple(widths[index] for index in kept),
        table.small,
    )


def plainly_fine(item: Assessed) -> bool:
    """Met or not applicable, and nobody had to rule on it: one word tells it."""
    return item.ruling is None and item.finding.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE)


def told_findings(findings: Iterable[Assessed]) -> Iterator[Assessed]:
    """The findings that a record may tell."""
    for item in findings:
        if not names_it(item.finding.key.requirement) and not names_it(item.finding.explanation):
            yield item
