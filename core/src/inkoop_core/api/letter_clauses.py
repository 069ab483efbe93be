"""What letters of a tender say that is no term, channel or parameter: the `[letters]` table."""

from enum import Enum

from attrs import frozen

from inkoop_core.domain.source import SourceRef


class ClauseId(Enum):
    """Where a fixed passage of a tender stands in its letters."""

    INTENTION = "intention"
    AGREEMENT = "agreement"
    CONDITIONS = "conditions"
    EVIDENCE = "evidence"
    BIBOB = "bibob"
    OBJECTION = "objection"
    COMPLAINT = "complaint"
    COMMITTEE = "committee"
    OTHER_ROADS = "other-roads"
    NO_REPAIR = "no-repair"
    OTHERS_UNCHANGED = "others-unchanged"
    SAME_BID = "same-bid"
    VALIDITY_REQUEST = "validity-request"
    HALTED = "halted"
    QUESTION_REFUSED = "question-refused"
    CONTACT = "contact"


@frozen
class LetterClause:
    """A fixed passage. text: whole sentences; items: bullets after it."""

    id: ClauseId
    text: str
    source: SourceRef
    items: tuple[str, ...] = ()


@frozen
class LetterSettings:
    """The court that has jurisdiction and the fixed passages. A letter that needs a passage is not made without it."""

    court: str
    source: SourceRef
    clauses: tuple[LetterClause, ...] = ()

    def clause(self, id: ClauseId) -> LetterClause | None:
        """The passage of that id; None when the tender has none."""
        return next((clause for clause in self.clauses if clause.id is id), None)
