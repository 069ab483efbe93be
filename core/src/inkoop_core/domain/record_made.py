"""Records of the procedure as files: which there are, and which were made and kept."""

from datetime import datetime
from enum import Enum

from attrs import frozen

from inkoop_core.domain.decision import VersionUsed


class RecordKind(Enum):
    """The records that a procedure leaves (domain rules 7)."""

    OPENING = "opening"
    ASSESSMENT = "beoordeling"
    AWARD = "gunning"
    NOTE = "nota"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    RecordKind.OPENING: "proces-verbaal van opening",
    RecordKind.ASSESSMENT: "beoordelingsrapport",
    RecordKind.AWARD: "gunningsverslag",
    RecordKind.NOTE: "nota van inlichtingen",
}


@frozen
class RecordMade:
    """A record was made and its file is kept. Subject `verslag/<kind>`, of a note `verslag/nota-<number>`.

    Never changed: what is made later supersedes it and says so.

    sha256, file_name  of the PDF
    round, number      of a note of information; 0 for the others
    as_of, known_at    the moment that it tells, so that it can be made again
    head, head_hash    the last entry of the journal before its own; both are printed in it
    template           SHA-256 of the template that it was made with
    versions           of core and plugins, as printed in it
    """

    kind: RecordKind
    sha256: str
    file_name: str
    as_of: datetime
    known_at: datetime
    head: int
    head_hash: str
    template: str
    versions: tuple[VersionUsed, ...]
    round: int = 0
    number: int = 0
