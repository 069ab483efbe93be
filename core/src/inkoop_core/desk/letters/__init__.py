"""What a letter says, from the facts. What is stated in it is kept beside the text, so that it can be checked."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from inkoop_core.api.letters import LetterContent
from inkoop_core.desk.letters.award import provisional_award
from inkoop_core.desk.letters.complaints import complaint_decision, complaint_receipt
from inkoop_core.desk.letters.confidential import require_confidential
from inkoop_core.desk.letters.course_changes import course_change
from inkoop_core.desk.letters.definitive import definitive_award
from inkoop_core.desk.letters.new_decision import new_decision
from inkoop_core.desk.letters.questions import question_refused
from inkoop_core.desk.letters.rejection import rejection
from inkoop_core.desk.letters.requests import clarification_request, evidence_request, validity_extension
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import LetterKind
from inkoop_core.errors import Refused
from inkoop_core.progress.letters_due import facts_to_tell

_OF_LAST: Mapping[LetterKind, Callable[[Letter, Fact[Any]], LetterContent]] = {
    LetterKind.PROVISIONAL_AWARD: provisional_award,
    LetterKind.REJECTION: rejection,
    LetterKind.NEW_DECISION: new_decision,
    LetterKind.DEFINITIVE_AWARD: definitive_award,
    LetterKind.STOP: course_change,
    LetterKind.WITHDRAWAL: course_change,
    LetterKind.SUSPENSION: course_change,
    LetterKind.RESUMPTION: course_change,
    LetterKind.COMPLAINT_RECEIPT: complaint_receipt,
    LetterKind.COMPLAINT_DECISION: complaint_decision,
    LetterKind.QUESTION_REFUSED: question_refused,
}
"""Letters that tell one fact."""
_OF_ALL: Mapping[LetterKind, Callable[[Letter, tuple[Fact[Any], ...]], LetterContent]] = {
    LetterKind.EVIDENCE_REQUEST: evidence_request,
    LetterKind.CLARIFICATION_REQUEST: clarification_request,
    LetterKind.VALIDITY_EXTENSION: validity_extension,
}
"""Letters that tell everything of their kind that was not told yet."""


def content_of(state: ProcedureState, kind: LetterKind, about: str, sent_on: date) -> LetterContent:
    """Everything that a letter of this kind about this says, were it sent on that day.

    It tells what no letter told yet; when all was told, the last that was. about: a submission, `klacht-1`, `vraag-3`.

    Raises Refused when there is nothing to tell, when a fact or a passage is missing, and when it would tell something
    that is another's or secret.
    """
    found = facts_to_tell(state.course, kind, about)
    if not found:
        raise Refused(f"over {about} is er niets voor een brief '{kind.label}'; zie `inkoop view brieven`.")
    letter = Letter(state, kind, about, sent_on)
    content = _OF_ALL[kind](letter, found) if kind in _OF_ALL else _OF_LAST[kind](letter, found[-1])
    require_confidential(content, state)
    return content
