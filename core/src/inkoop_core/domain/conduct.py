"""How people behave in a procedure: interests of the committee, consents to publish (§5.3.1, §5.6)."""

from enum import Enum

from attrs import frozen


@frozen
class ConflictDeclared:
    """What a member of the committee says of his own interests, knowing who the tenderers are.

    Subject `belang/<person>`.

    submissions  those with which he has a conflict of interest; () none
    reason       what that interest is; "" when there is none
    """

    person: str
    submissions: tuple[str, ...] = ()
    reason: str = ""


class ConsentState(Enum):
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {
            ConsentState.ASKED: "gevraagd",
            ConsentState.GIVEN: "toestemming gegeven",
            ConsentState.REFUSED: "toestemming geweigerd",
        }[self]


@frozen
class PublicationConsent:
    """Somebody asked to share or publish something about the procedure (§5.6, CON-02). Subject `toestemming-<n>`.

    who         the tenderer or other person who asked
    what        what would be shared or published, and with whom
    by_whom     who answered for the authority; "" while it is only asked
    written     where the written answer is: message number, letter; "" while it is only asked
    submission  of the tenderer who asked; "" when it is none
    """

    who: str
    what: str
    state: ConsentState
    by_whom: str = ""
    written: str = ""
    submission: str = ""
