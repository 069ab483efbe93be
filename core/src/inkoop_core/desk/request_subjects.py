"""The numbers of requests and of the answers on them: never used again, also not after a withdrawal."""

from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.request import Reply, Request


def next_request(state: ProcedureState, submission: str, after: int = 0) -> str:
    """The subject of a new request to a tenderer; after: how many the same action makes before it."""
    made = {
        fact.subject
        for fact in state.recorded
        if isinstance(fact.body, Request) and fact.submission == submission
    }
    return f"{submission}/verzoek-{len(made) + 1 + after}"


def next_reply(state: ProcedureState, request: str) -> str:
    """The subject of a new answer; request: the subject of what was asked."""
    made = {
        fact.subject
        for fact in state.recorded
        if isinstance(fact.body, Reply) and fact.subject.startswith(f"{request}/")
    }
    return f"{request}/antwoord-{len(made) + 1}"
