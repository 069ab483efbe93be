"""The course of a procedure after its decisions: stop, suspension, definitive award."""

from enum import Enum

from attrs import frozen

from inkoop_core.domain.submission import OfferedProduct


class CourseChange(Enum):
    """What the authority may do with the whole procedure (PRO-11)."""

    SUSPENDED = "suspended"
    RESUMED = "resumed"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    CourseChange.SUSPENDED: "opgeschort",
    CourseChange.RESUMED: "hervat",
    CourseChange.STOPPED: "gestopt",
    CourseChange.WITHDRAWN: "ingetrokken",
}


@frozen
class CourseChanged:
    """The authority suspended, resumed, stopped or withdrew the procedure. Subject `verloop/<n>`.

    despite_committee  why it was resumed while a complaint lay before the disputes committee; "" none did
    """

    change: CourseChange
    reason: str
    mandate: str
    despite_committee: str = ""


@frozen
class GatePassed:
    """A gate that was open at the definitive award, and why."""

    gate: str
    because: str
    facts: tuple[int, ...] = ()


@frozen
class DefinitiveAward:
    """The definitive award to one tenderer. Subject `<submission>/definitief`.

    decision  id of the provisional decision that it makes definitive
    awarded   the products with their variants
    gates     every gate, open, with the facts that opened it
    """

    decision: int
    awarded: tuple[OfferedProduct, ...]
    reason: str
    mandate: str
    gates: tuple[GatePassed, ...]
