"""Who is in the same position as whom, from what the desk knows."""

from collections.abc import Iterable, Mapping

from inkoop_core.assessment.equal_treatment import Asked, Positions, Treated, positions, unequal_to
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding, FindingKey
from inkoop_core.domain.moment import shown_day
from inkoop_core.domain.party import Party
from inkoop_core.domain.request import Reply, Request, RequestItem, RequestKind
from inkoop_core.errors import Refused
from inkoop_core.progress.clocks_requests import request_clock
from inkoop_core.progress.letters_sent import letter_of

QUESTIONS = (RequestKind.CLARIFICATION, RequestKind.REPAIR)
MOST_NAMED = 8


def positions_of(state: ProcedureState) -> Positions:
    """Every finding that can be ruled on, by position, as the desk knows it now."""
    parties = {(fact.submission, fact.body.id) for fact in state.facts(Party)}
    return positions(state.assessment(), asked_about(state), parties)


def asked_about(state: ProcedureState) -> Mapping[FindingKey, Asked]:
    """The findings about which a tenderer was asked; a repair counts before a question about the same finding.

    Who was only ruled to be asked was not asked: his request is not there, or no letter names it.
    """
    found: dict[FindingKey, Asked] = {}
    for fact in state.facts(Request):
        if fact.body.kind not in QUESTIONS:
            continue
        heard = not running_because(state, fact)
        for item in fact.body.items:
            key = FindingKey(fact.submission, item.id, item.subject)
            earlier = found.get(key)
            repaired = earlier is not None and earlier.kind is RequestKind.REPAIR
            found[key] = Asked(
                RequestKind.REPAIR if repaired else fact.body.kind,
                heard or (earlier is not None and earlier.heard),
                _as_asked(state, key, item),
            )
    return found


def _as_asked(state: ProcedureState, key: FindingKey, item: RequestItem) -> Finding | None:
    requirement = state.definition.requirement_by_id.get(item.id)
    if requirement is None or item.verdict is None or item.consequence is None:
        return None
    told = f"Zo was het toen ernaar werd gevraagd: {item.question}"
    return Finding(key, item.verdict, item.consequence, requirement.source, told)


def running_because(state: ProcedureState, request: Fact[Request]) -> str:
    """Why a tenderer still has to be heard on a request, in Dutch without a full stop; "" when that is over.

    It is over when a reply came that counts or its term ended; before a letter named it, nothing was asked.
    """
    name = request.subject.partition("/")[2]
    if any(reply.body.request == request.id and reply.body.counts for reply in state.facts(Reply)):
        return ""
    if letter_of(state.course, request.id) is None:
        return f"{name} is nog niet verzonden"
    clock = request_clock(state.course, request)
    if clock.last_day is None or clock.ends_at is None:
        return f"{name} heeft geen antwoordtermijn en is niet beantwoord"
    if state.moment.as_of <= clock.ends_at:
        return f"{name} loopt nog tot en met {shown_day(clock.last_day)}"
    return ""


def open_questions(state: ProcedureState, submission: str) -> tuple[tuple[Fact[Request], str], ...]:
    """The questions and repairs of a submission on which it still has to be heard, each with why."""
    return tuple(
        (fact, why)
        for fact in state.facts(Request)
        if fact.submission == submission and fact.body.kind in QUESTIONS
        if (why := running_because(state, fact))
    )


def upheld_too_soon(state: ProcedureState, key: FindingKey) -> str:
    """Why a finding cannot be upheld yet: its own request is not over. Dutch, without a full stop; "" when it can."""
    for fact, why in open_questions(state, key.submission):
        if any((item.id, item.subject) == (key.requirement, key.subject) for item in fact.body.items):
            return f"{key.submission} {key.requirement}: {why}"
    return ""


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
    if item.past:
        return (
            f"gevraagd ({item.treatment.asked.label}); de bevinding is er zo niet meer"
            if item.treatment.asked
            else ""
        )
    if item.treatment.asked is RequestKind.REPAIR:
        return "mag herstellen, nog geen oordeel"
    return "gevraagd, nog geen oordeel" if item.treatment.asked else "nog geen oordeel"
