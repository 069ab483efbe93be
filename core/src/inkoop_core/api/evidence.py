"""Proof that is asked of provisional winners, as a tender defines it (Annex I part 2)."""

import re

from attrs import frozen

from inkoop_core.domain.finding import Consequence
from inkoop_core.domain.source import SourceRef

VALUE = re.compile(r"\{(\w+)\}")
"""The name of a parameter within a text that a letter says."""


@frozen
class MustState:
    """Something that a piece of evidence must say; a person looks whether it does.

    route       only of evidence by that route; "" always
    parameters  values of the tender document that it is held against
    signatures  it is held against who signed the bid and by what power
    told        how a letter says it, with each `{parameter}` as its value; "" as the text
    """

    id: str
    text: str
    source: SourceRef
    route: str = ""
    parameters: tuple[str, ...] = ()
    signatures: bool = False
    told: str = ""


@frozen
class EvidenceRoute:
    """One of the ways to prove the same.

    max_age, age_unit  the parameter with how old it is at most when received; "": no age limit of its own
    listed             the parameter with the names of which it must be one; "" where there is no list
    valid              it says until when it is valid, and must be so when it is received
    """

    id: str
    title: str
    source: SourceRef
    max_age: str = ""
    age_unit: str = ""
    listed: str = ""
    valid: bool = False
    notes: tuple[str, ...] = ()


@frozen
class AlsoFor:
    """Of whom it is asked too, once a reading of an unclear place is chosen; consequence: what follows for them."""

    note: str
    reading: str
    for_whom: tuple[str, ...]
    consequence: Consequence


@frozen
class EvidenceKind:
    """Proof asked from provisional winners.

    max_age, age_unit  None: no age limit
    for_whom           "tenderer", "member", "subcontractor", "cooperative-member"
    document           the kind of document that it is on the checklist; "" the same as its id
    routes             the ways to prove it, where there are more
    must_state         what it must say
    """

    id: str
    title: str
    source: SourceRef
    for_whom: tuple[str, ...]
    consequence: Consequence
    max_age: int | None = None
    age_unit: str = ""
    notes: tuple[str, ...] = ()
    document: str = ""
    routes: tuple[EvidenceRoute, ...] = ()
    must_state: tuple[MustState, ...] = ()
    also_for: AlsoFor | None = None

    @property
    def document_kind(self) -> str:
        """The kind of document of the checklist by which a file is recognised."""
        return self.document or self.id

    def route(self, id: str) -> EvidenceRoute | None:
        """The route of that id; None when there is none."""
        return next((route for route in self.routes if route.id == id), None)

    def points(self, route: str) -> tuple[MustState, ...]:
        """What evidence by that route must say."""
        return tuple(point for point in self.must_state if point.route in ("", route))
