"""Who is in the same position as whom, from what the desk knows."""

from collections.abc import Iterable, Mapping

from inkoop_core.assessment.equal_treatment import ASKING, Positions, Treated, positions, unequal_to
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import Ruling, RulingOutcome
from inkoop_core.domain.finding import FindingKey
from inkoop_core.domain.party import Party
from inkoop_core.domain.request import Request, RequestKind
from inkoop_core.errors import Refused

QUESTIONS = (RequestKind.CLARIFICATION, RequestKind.REPAIR)
MOST_NAMED = 8


def positions_of(state: ProcedureState) -> Positions:
    """Every finding that can be ruled on, by position, as the desk knows it now."""
    parties = {(fact.submission, fact.body.id) for fact in state.facts(Party)}
    return positions(state.assessment(), asked_about(state), parties)


def asked_about(state: ProcedureState) -> frozenset[FindingKey]:
    """The findings about which a tenderer was ever asked, or was ruled to be asked."""
    by_request = {
        FindingKey(fact.submission, item.id, item.subject)
        for fact in state.facts(Request)
        if fact.body.kind in QUESTIONS
        for item in fact.body.items
    }
    by_ruling = {
        FindingKey(fact.submission, fact.body.requirement, fact.body.finding_subject)
        for fact in state.recorded
        if isinstance(fact.body, Ruling)
        and fact.body.outcome in ASKING
        and fact.recorded_at <= state.moment.known_at
    }
    return frozenset(by_request | by_ruling)


def difference_explained(
    found: Positions, changes: Mapping[FindingKey, RulingOutcome], difference: str, field: str = "difference"
) -> Mapping[FindingKey, str]:
    """By finding the reason why it is ruled on otherwise than another's; only those of which that is so.

    Raises Refused, naming the other rulings, when such a reason is needed and not given.
    """
    pairs = unequal_to(found, changes)
    if pairs and not difference.strip():
        raise Refused(
            "een ander in dezelfde positie is anders behandeld; gelijke gevallen worden gelijk behandeld:\n"
            f"{told_others(other for _, other in pairs)}\n"
            f"Oordeel gelijk, of zeg waarom dit anders is ({field})."
        )
    return {now.finding.key: difference.strip() for now, _ in pairs}


def told_others(items: Iterable[Treated]) -> str:
    """Others in the same position with what was done about them, a line each; the rest is counted."""
    others = {item.finding.key: item for item in items}
    lines = [told_treated(item) for item in list(others.values())[:MOST_NAMED]]
    if len(others) > MOST_NAMED:
        lines.append(f"  - en nog {len(others) - MOST_NAMED}")
    return "\n".join(lines)


def told_treated(item: Treated) -> str:
    """One finding of another with the ruling on it, and by whom."""
    key = item.finding.key
    about = f" ({key.subject})" if key.subject else ""
    return f"  - {key.submission} {key.requirement}{about}: {told_treatment(item)}"


def told_treatment(item: Treated) -> str:
    """What was done about a finding."""
    if item.ruling is not None:
        first = "na vraag; " if item.treatment.asked and item.treatment.outcome else ""
        return f"{first}{item.ruling.body.outcome.label} ({item.ruling.by}): {item.ruling.body.reason}"
    return "gevraagd, nog geen oordeel" if item.treatment.asked else "nog geen oordeel"
