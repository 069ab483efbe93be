"""Whose a fact is, as the reader of a letter sees it: his own, another's, or what nobody may know."""

from functools import lru_cache
from typing import Any

from inkoop_core.api.letters import LetterContent
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.complaint import (
    Complaint,
    ComplaintDecided,
    ComplaintSupplemented,
    DisputesCommittee,
)
from inkoop_core.domain.conduct import ConflictDeclared, PublicationConsent
from inkoop_core.domain.decision import Incident
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.naming import plain_name
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.proceedings import Proceedings
from inkoop_core.domain.question import Question, QuestionAdmitted, QuestionAnswered, QuestionRefused

BIBOB = "bibob"
_OF_ONE = (
    Complaint,
    ComplaintDecided,
    ComplaintSupplemented,
    ConflictDeclared,
    DisputesCommittee,
    Incident,
    Proceedings,
    PublicationConsent,
    Question,
    QuestionAdmitted,
    QuestionAnswered,
    QuestionRefused,
)
"""Of one person or tenderer, though their subject is no submission."""


def is_sealed(fact: Fact[Any]) -> bool:
    """Whether a fact lies in a sealed compartment, or is of the integrity screening."""
    return bool(fact.compartment) or fact.kind.partition(".")[0] == BIBOB


def is_of_another(fact: Fact[Any], state: ProcedureState, own: frozenset[str]) -> bool:
    """Whether a fact is about another submission, or another's complaint, question or proceedings."""
    about = fact.submission
    if not about or about in own:
        return False
    return about in submissions(state) or isinstance(fact.body, _OF_ONE)


def own_of(content: LetterContent, state: ProcedureState) -> frozenset[str]:
    """What the letter is about, the submission of who complains, and what that tenderer asked, complained or sued."""
    own = {content.about} | {fact.body.submission for fact in state.facts(Complaint, content.about)}
    own -= {""}
    called = {
        plain_name(told)
        for fact in state.recorded
        if isinstance(fact.body, Tenderer) and fact.subject in own
        for told in (fact.body.name, fact.body.trade_register_number)
    } - {""}
    for fact in state.recorded:
        body = fact.body
        if (
            (isinstance(body, Complaint) and body.submission in own)
            or (isinstance(body, Proceedings) and body.claimant in own)
            or (isinstance(body, Question) and {plain_name(body.asker), body.asker_number} & called)
        ):
            own.add(fact.submission)
    return frozenset(own)


@lru_cache(maxsize=2)
def submissions(state: ProcedureState) -> frozenset[str]:
    """Every submission that there is or was."""
    return frozenset(item.submission for item in state.course.assessment.submissions) | {
        fact.subject for fact in state.recorded if isinstance(fact.body, Tenderer)
    }
