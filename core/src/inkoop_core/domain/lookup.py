"""What a person looked up or saw."""

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from inkoop_core.domain.naming import plain_name
from inkoop_core.domain.package import Document
from inkoop_core.domain.party import OWN_PARTY, Party, Tenderer
from inkoop_core.domain.submission import Reference


@frozen
class FoundValue:
    """What was noted of a look-up. field: as the tender's kind of look-up names it; value: as it stands there."""

    field: str
    value: str


@frozen
class LookUp:
    """A look-up or observation. Subject `<submission>/naslag/<lookup>/<about>`; it happened when it was done.

    lookup    id of the tender's kind: "handelsregister"
    about     "tenderer", the id of a party, "referentie-1", or a document: "uea", "uea:<party>"
    result    id of one of that kind's results
    source    where it was looked up or seen, as the person states it
    found     what was noted
    printout_sha256, printout_name  the printout that was kept; "" when there is none
    about_name, about_number, about_sha256  what stood there when it was made, as of Identity; "" where nothing did
    """

    lookup: str
    about: str
    result: str
    source: str
    explanation: str = ""
    found: tuple[FoundValue, ...] = ()
    printout_sha256: str = ""
    printout_name: str = ""
    about_name: str = ""
    about_number: str = ""
    about_sha256: str = ""


@frozen
class LookUpSettled:
    """A look-up that does not confirm was weighed by an officer. Subject as of the look-up.

    lookup  the fact of the look-up; one that is made later is weighed anew
    """

    lookup: int
    reason: str


@frozen
class Identity:
    """By what the subject of a look-up is told from another.

    name    of the tenderer or party, or the client of a reference
    number  in the trade register
    sha256  of the file that is the document
    """

    name: str = ""
    number: str = ""
    sha256: str = ""


def identity_among(bodies: Iterable[Any], about: str) -> Identity:
    """What stands under this subject of a look-up among the facts of a bid; an empty one when nothing does.

    Of two documents of one kind and party the one that was recorded last counts, as it does for a signature.
    """
    found = Identity()
    for body in bodies:
        if (isinstance(body, Tenderer) and about == OWN_PARTY) or (
            isinstance(body, Party) and about == body.id
        ):
            found = Identity(body.name, body.trade_register_number)
        elif isinstance(body, Reference) and about == f"referentie-{body.number}":
            found = Identity(body.client)
        elif isinstance(body, Document) and about == document_of(body.kind, body.party):
            found = Identity(sha256=body.sha256)
    return found


def document_of(kind: str, party: str) -> str:
    """How a document is called as a subject: `uea`, of another party than the tenderer `uea:lid-1`."""
    return kind if party == OWN_PARTY else f"{kind}:{party}"


def stood_then(body: LookUp, now: Identity) -> str:
    """What a look-up was about, in Dutch, where something else stands there now; "" when it is still about this.

    A number or file that was not known then makes no difference; one that is another does.
    """
    if body.about_sha256 and body.about_sha256 != now.sha256:
        return "een ander bestand"
    other_name = body.about_name and plain_name(body.about_name) != plain_name(now.name)
    other_number = body.about_number and body.about_number != now.number
    if not other_name and not other_number:
        return ""
    return f"{body.about_name} ({body.about_number})" if body.about_number else body.about_name
