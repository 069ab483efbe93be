"""What a new decision draws from upheld findings of the verification."""

from typing import Any

import attrs
import pytest

from inkoop_core.assessment.model import Assessed, Effect
from inkoop_core.desk.new_decision_grounds import Asked, DecidedOn, Follows, follows_from
from inkoop_core.domain.decision import DecisionOutcome, NewDecisionGround
from inkoop_core.domain.finding import Consequence, Finding, FindingKey, Verdict
from inkoop_core.domain.source import SourceRef
from inkoop_core.errors import Refused


def found(effect: Effect, subject: str) -> Assessed:
    key = FindingKey("S-001", "VER-01", subject)
    source = SourceRef("inkoopdocument", "§3.3")
    finding = Finding(
        key, Verdict.NOT_MET, Consequence.MUST_REJECT, source, "De verklaring kwam te laat.", (7,)
    )
    return Assessed(finding, effect)


def follows(told: Any, *verification: Assessed) -> Follows:
    state = told.office.desk.state("klein-2026")
    item = attrs.evolve(state.assessment().of("S-001"), verification=verification)
    return follows_from(NewDecisionGround.VERIFICATION, Asked(), DecidedOn(state, item, item.decision))


def test_evidence_that_rejects_leads_to_a_rejection_on_that_ground(told: Any) -> None:
    given = follows(told, found(Effect.FINE, "kvk"), found(Effect.REJECTS, "gva"))
    assert (given.outcome, given.products) == (DecisionOutcome.REJECT, ())
    (ground,) = given.grounds
    assert (ground.what, ground.facts) == ("VER-01 (§3.3): De verklaring kwam te laat.", (7,))


def test_a_party_without_its_certificate_is_refused_and_the_award_stands(told: Any) -> None:
    given = follows(told, found(Effect.REFUSES_PARTY, "gva/onderaannemer-1"))
    assert given.outcome is DecisionOutcome.AWARD
    assert (given.products, given.refused) == (("P1",), ("onderaannemer-1",))


def test_a_rejection_wins_over_a_refused_party(told: Any) -> None:
    given = follows(
        told, found(Effect.REFUSES_PARTY, "gva/onderaannemer-1"), found(Effect.REJECTS, "belasting")
    )
    assert (given.outcome, given.refused) == (DecisionOutcome.REJECT, ())
    assert len(given.grounds) == 2


@pytest.mark.parametrize("effect", [Effect.FINE, Effect.WAITING, Effect.TO_RULE])
def test_what_is_not_upheld_is_no_ground(told: Any, effect: Effect) -> None:
    with pytest.raises(Refused, match="geen gehandhaafde bevinding van de verificatie"):
        follows(told, found(effect, "gva"))
