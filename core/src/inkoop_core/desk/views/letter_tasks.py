"""Letters with a decision that nobody sent yet: without them no term starts."""

from collections.abc import Iterator

from inkoop_core.api.views import Ref, Row
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.letter import DECISION_LETTERS, LetterKind
from inkoop_core.progress.letters_due import due_letters

SEND = "brief verzenden"
SEPARATE = 3
"""Letters of one kind that each have their own row; more are one row."""


def letter_tasks(state: ProcedureState) -> Iterator[Row]:
    """Decisions and definitive awards that no letter told: a row each, or of many of one kind one row."""
    wanted = (*DECISION_LETTERS, LetterKind.DEFINITIVE_AWARD)
    by_kind: dict[LetterKind, list[str]] = {}
    for letter in due_letters(state.course):
        if letter.kind in wanted:
            by_kind.setdefault(letter.kind, []).append(letter.about)
    for kind, about in by_kind.items():
        if len(about) > SEPARATE:
            told = f"{kind.label} is nog niet verzonden aan {len(about)} inschrijvers: {', '.join(about)}"
            yield Row(Ref("procedure", state.procedure), ("", SEND, told))
            continue
        for submission in about:
            told = f"{kind.label} is nog niet verzonden"
            yield Row(Ref("submission", submission), (submission, SEND, told))
