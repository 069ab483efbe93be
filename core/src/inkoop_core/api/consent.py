"""For whom consent or refusal of a subcontractor holds (§5.4.1): the rule and the gates ask the same."""

from collections.abc import Iterable

from inkoop_core.domain.decision import AwardDecision
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.party import Party
from inkoop_core.domain.request import SubcontractorDecided


def standing(
    decided: Iterable[Fact[SubcontractorDecided]], parties: Iterable[Fact[Party]]
) -> tuple[Fact[SubcontractorDecided], ...]:
    """The decisions that still hold: another name or number in the trade register is another party (SUB-04)."""
    by_id = {fact.body.id: fact for fact in parties}
    return tuple(fact for fact in decided if _holds(fact, by_id.get(fact.body.party)))


def _holds(decided: Fact[SubcontractorDecided], party: Fact[Party] | None) -> bool:
    """Of a decision that does not say about whom it was: as long as the party was not changed after it."""
    if party is None:
        return True
    about = decided.body.name, decided.body.trade_register_number
    if any(about):
        return about == (party.body.name, party.body.trade_register_number)
    return party.replaces is None or party.id < decided.id


def refused_parties(
    decisions: Iterable[Fact[AwardDecision]],
    decided: Iterable[Fact[SubcontractorDecided]],
    parties: Iterable[Fact[Party]],
) -> tuple[str, ...]:
    """The ids of those who may not be used: refused with the last award decision, or by a decision of their own."""
    last = tuple(decisions)[-1:]
    with_award = [party for fact in last for party in fact.body.refused]
    own = [fact.body.party for fact in standing(decided, parties) if not fact.body.consent]
    return tuple(dict.fromkeys([*with_award, *own]))
