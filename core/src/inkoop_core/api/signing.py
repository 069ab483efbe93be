"""What is signed with a winner, as the tender says it."""

from enum import Enum

from attrs import frozen

from inkoop_core.domain.source import SourceRef


class SigningWhen(Enum):
    """With whom a part of the signing set is needed."""

    ALWAYS = "always"
    GROUP = "group"
    MEMBERS = "members"
    SUBCONTRACTORS = "subcontractors"

    @property
    def label(self) -> str:
        return _WHEN[self]


_WHEN = {
    SigningWhen.ALWAYS: "met elke opdrachtnemer",
    SigningWhen.GROUP: "met een groepsonderneming",
    SigningWhen.MEMBERS: "van elke combinant",
    SigningWhen.SUBCONTRACTORS: "van elke onderaannemer met toestemming",
}


@frozen
class SigningItem:
    """A part of the signing set: a tender document that is signed, or a guarantee of a party.

    document      letter of a tender document; "" a part that the contractor brings
    version       the version that is signed; "" the one that was in force at the closing, which must be registered
    excluded      articles of it that do not apply
    requirements  met by the bid, these bring the part; any of `evidence`, accepted, does too
    implied       the tender document only implies it: its absence can be accepted with a reason
    """

    id: str
    title: str
    source: SourceRef
    when: SigningWhen = SigningWhen.ALWAYS
    document: str = ""
    version: str = ""
    excluded: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    implied: bool = False
    notes: tuple[str, ...] = ()
