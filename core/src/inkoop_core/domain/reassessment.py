"""A new round of scoring, by order of a court or of one's own motion."""

from attrs import frozen


@frozen
class ScoringRound:
    """Scoring starts again for some submissions and criteria. Subject `beoordelingsronde-<n>`.

    Scores, consensus and rulings on them of before it are withdrawn by the same entry; they stay in the file, and the
    committee of the round does not see them.

    criteria        ids; assessors: who score in this round, nobody else; chair: who gives the consensus
    same_committee  whether who scored before may score again
    judgment        `geding-<n>` that orders it; "" of one's own motion
    """

    submissions: tuple[str, ...]
    criteria: tuple[str, ...]
    assessors: tuple[str, ...]
    chair: str
    reason: str
    mandate: str
    same_committee: bool = False
    judgment: str = ""
