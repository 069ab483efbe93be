"""Proceedings before a court about the procedure (§5.8.2, CMP-05, CMP-06, DEF-04)."""

from enum import Enum

from attrs import frozen


class PauseScope(Enum):
    """How far pending proceedings pause the procedure."""

    WHOLE = "whole"
    TOUCHED = "touched"

    @property
    def label(self) -> str:
        return {
            PauseScope.WHOLE: "de hele procedure (letterlijk, §5.8.2)",
            PauseScope.TOUCHED: "alleen de inschrijvingen die de uitkomst kan raken",
        }[self]


@frozen
class Proceedings:
    """Summary proceedings were brought; it happened on the day of the summons. Subject `geding-<n>`.

    claimant    the submission of the claimant; "" when it is none of them (then `claimant_name` alone tells)
    concerns    submissions that the outcome can touch
    """

    claimant: str
    claimant_name: str
    court: str
    claims: str
    concerns: tuple[str, ...]
    case_number: str = ""
    counsel: str = ""


@frozen
class PauseChosen:
    """The decision-maker chose how far the proceedings pause the procedure. Subject `geding-<n>/pauze`.

    Until it is chosen the whole procedure pauses.
    """

    scope: PauseScope
    reason: str
    mandate: str


class RulingOfCourt(Enum):
    DISMISSED = "dismissed"
    PROHIBITED = "prohibited"
    NEW_MOTIVATION = "new-motivation"
    REASSESSMENT_SAME = "reassessment-same"
    REASSESSMENT_OTHER = "reassessment-other"
    EXCLUSION_OF_WINNER = "exclusion-of-winner"
    RETENDER = "retender"
    WITHDRAWN = "withdrawn"
    UPHELD = "upheld"
    OVERTURNED = "overturned"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    RulingOfCourt.DISMISSED: "vorderingen afgewezen",
    RulingOfCourt.PROHIBITED: "verbod om te gunnen",
    RulingOfCourt.NEW_MOTIVATION: "nieuwe motivering",
    RulingOfCourt.REASSESSMENT_SAME: "herbeoordeling door dezelfde commissie",
    RulingOfCourt.REASSESSMENT_OTHER: "herbeoordeling door een nieuwe commissie",
    RulingOfCourt.EXCLUSION_OF_WINNER: "uitsluiting van een winnaar",
    RulingOfCourt.RETENDER: "heraanbesteding",
    RulingOfCourt.WITHDRAWN: "geding ingetrokken",
    RulingOfCourt.UPHELD: "bekrachtigd (eerdere uitspraak blijft)",
    RulingOfCourt.OVERTURNED: "vernietigd, vorderingen alsnog afgewezen",
}
ON_APPEAL = "beroep"
"""The part of the subject of what belongs to an appeal."""


@frozen
class Judgment:
    """The court ruled, or the claimant withdrew; it happened on the day of the ruling.

    Subject `geding-<n>/uitspraak`, of a ruling on appeal `geding-<n>/beroep/uitspraak`.

    submissions  that the order is about: who may not get the award, who is excluded, whose scores are made again
    """

    outcome: RulingOfCourt
    order: str
    submissions: tuple[str, ...] = ()
    reference: str = ""


@frozen
class JudgmentCarriedOut:
    """What the judgment ordered was done. Until then the gate stays closed.

    Subject `geding-<n>/uitvoering`, of a ruling on appeal `geding-<n>/beroep/uitvoering`.

    facts     ids of the facts with which it was done: new decisions, scores
    judgment  id of the judgment that was carried out; 0: not kept, whatever was ruled before it
    """

    how: str
    facts: tuple[int, ...] = ()
    judgment: int = 0


@frozen
class Joined:
    """A party joined or intervened. Subject `geding-<n>/partij-<m>`."""

    name: str
    submission: str
    side: str


@frozen
class Appealed:
    """Somebody appealed; an appeal pauses nothing by itself. Subject `geding-<n>/beroep`."""

    by: str
    court: str
    case_number: str = ""
