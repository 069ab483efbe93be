"""Tender documents as they were published: version, hash and moment."""

from collections.abc import Iterable
from datetime import datetime

from attrs import frozen

from inkoop_core.domain.fact import Fact

SHORT_HASH = 8
"""So many characters of a hash are shown."""


@frozen
class TenderDocumentIssued:
    """A version of a tender document was published; it happened then.

    Subject `aanbestedingsdocument/<letter>/<version>`; a later version is a fact of its own.

    letter             of the register; "" the tender document itself
    file_name, sha256  the file that was published; "" when it was not kept
    where              where it was published
    source             what this was taken from: the message or page on the platform
    """

    letter: str
    title: str
    version: str
    where: str
    source: str
    file_name: str = ""
    sha256: str = ""

    @property
    def short_hash(self) -> str:
        """The beginning of the hash, with the sign that it goes on; "" without a hash."""
        return f"{self.sha256[:SHORT_HASH]}…" if self.sha256 else ""


Issued = Fact[TenderDocumentIssued]


def in_force(documents: Iterable[Issued], letter: str, moment: datetime) -> Issued | None:
    """The version last published at the moment or before; of one instant the last recorded."""
    published = [fact for fact in documents if fact.body.letter == letter and fact.happened_at <= moment]
    return max(published, key=lambda fact: (fact.happened_at, fact.id), default=None)
