"""Which amendments judge the submissions, in which order, and what they make of the tender file."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from attrs import frozen

from inkoop_core.domain.decision import Amendment
from inkoop_core.domain.moment import LocalTimeError, instant
from inkoop_core.errors import TenderFileError
from inkoop_core.tender.amend import amended, value_at
from inkoop_core.tender.load import tables_of

CLOSING_PATH = "procedure.closing_at"
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@frozen
class InForce:
    """The tender file as submissions are judged by it.

    amendments  those in force at the closing, in the order in which they take effect
    tables      the tender file with them, before anything is made of it; shared, so not to be changed
    closing_at  the closing that follows from them
    """

    amendments: tuple[Amendment, ...]
    tables: dict[str, Any]
    closing_at: datetime


def in_force_at_closing(text: str, recorded: Sequence[Amendment], start: datetime, name: str) -> InForce:
    """The amendments that are in force at the closing, with what they make of the file.

    recorded  in the order in which they were recorded
    start     the moment at which the procedure came to the desk

    An amendment that takes force after the closing is never applied, so it cannot break anything. One that
    moves the closing decides for those after it. Raises TenderFileError when one of them leads nowhere.
    """
    tables = tables_of(text, name)
    closing = _closing(tables)
    if closing is None:
        raise TenderFileError(f"{name} kan niet worden gelezen:", [f"{CLOSING_PATH}: is geen tijdstip"])
    kept: list[Amendment] = []
    for amendment in in_order(recorded, start):
        if takes_effect(amendment, start) > closing:
            continue
        try:
            tables = amended(tables, amendment.path, amendment.value)
        except ValueError as error:
            raise TenderFileError(f"{name} kan niet worden gelezen:", [str(error)]) from None
        closing = _closing(tables) or closing
        kept.append(amendment)
    return InForce(tuple(kept), tables, closing)


def in_order(recorded: Sequence[Amendment], start: datetime) -> list[Amendment]:
    """Amendments in the order in which they take effect; of one moment the later recorded one wins."""
    return sorted(recorded, key=lambda amendment: takes_effect(amendment, start))


def takes_effect(amendment: Amendment, start: datetime) -> datetime:
    """When an amendment takes effect.

    A corrected transcription error says what stood in the source all along. Dated at the procedure's start it
    comes before everything, also where the procedure came to the desk after its closing, so that a Nota van
    Inlichtingen on the same value wins over it; dated otherwise it corrects how a Nota of that moment was copied.
    """
    from_the_start = amendment.transcription_quote and amendment.in_force_from == start
    return BEFORE_ALL if from_the_start else amendment.in_force_from


def _closing(tables: dict[str, Any]) -> datetime | None:
    """The closing that stands in a file; None where no instant stands there."""
    found = value_at(tables, CLOSING_PATH)
    try:
        return instant(found) if isinstance(found, datetime) else None
    except LocalTimeError:
        return None
