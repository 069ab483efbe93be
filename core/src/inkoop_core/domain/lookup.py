"""What a person looked up or saw."""

from attrs import frozen


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
    """

    lookup: str
    about: str
    result: str
    source: str
    explanation: str = ""
    found: tuple[FoundValue, ...] = ()
    printout_sha256: str = ""
    printout_name: str = ""
