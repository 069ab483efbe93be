"""The grounds of a rejection, as the decision itself kept them."""

import json
from collections.abc import Iterator

from inkoop_core.assessment.model import Effect
from inkoop_core.desk.sealed import names_it
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.decision import AwardDecision

_DECIDING = (Effect.REJECTS.value, Effect.BLOCKS_PRODUCT.value)


def grounds_told(decision: AwardDecision, state: ProcedureState) -> Iterator[str]:
    """Requirement, paragraph and finding of each ground that the decision rests on, in Dutch.

    A decision keeps the assessment that it rests on, so facts of later change nothing here.
    """
    requirements = state.definition.requirement_by_id
    for ground in decision.grounds:
        yield f"{ground.kind.label}: {ground.what}"
    told = " ".join(ground.what for ground in decision.grounds)
    for found in json.loads(decision.assessment)["findings"]:
        if found["effect"] not in _DECIDING or names_it(found["requirement"]) or found["explanation"] in told:
            continue
        requirement = requirements.get(found["requirement"])
        title = f" {requirement.title}" if requirement else ""
        yield f"{found['requirement']}{title} ({found['source']['paragraph']}): {found['explanation']}"
