"""What the letter that was really sent tells of others: a breach, which nobody can take back any more."""

from collections.abc import Iterable

from inkoop_core.api.letters import LetterContent, LetterFile
from inkoop_core.desk.letter_check import Difference
from inkoop_core.desk.letters.confidential import told_of_others
from inkoop_core.desk.state import ProcedureState

_SECOND = "een brief die iets van een ander vertelt vraagt een tweede persoon"


def breaches(file: LetterFile, content: LetterContent, state: ProcedureState) -> tuple[Difference, ...]:
    """What the reader could read of others, of a single assessor, or of what is sealed; told by fact, not by content.

    The letter is out, so it can be registered: with the reason, and by two persons.
    """
    return tuple(
        Difference(f"mogelijk datalek, niet voor de geadresseerde: {told}", breach=True)
        for told in told_of_others(file.text.splitlines(), content, state, wrapped=True)
    )


def needs_second(found: Iterable[Difference]) -> str:
    """Why a second person must look at what is registered, in Dutch; "" when nothing of another was told."""
    return _SECOND if any(one.breach for one in found) else ""
