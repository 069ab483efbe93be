"""Putting the missing part on the market again (§2.1.3)."""

from datetime import datetime

from attrs import frozen


@frozen
class RetenderDecided:
    """The missing part is tendered again, in a procedure of its own. Subject `heraanbesteding/<procedure>`.

    procedure    id of the new procedure
    products     ids: those that are missing and those that a coupling asks beside them
    focus_areas  those that are missing; () all
    closing_at   the closing of the new procedure (UTC)
    reference    its own number (kenmerk)
    beside       why a part that is not missing is tendered again; "" where there is none or nobody said
    """

    procedure: str
    products: tuple[str, ...]
    focus_areas: tuple[str, ...]
    closing_at: datetime
    reference: str
    reason: str
    mandate: str
    beside: str = ""
