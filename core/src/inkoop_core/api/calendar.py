"""Days that a tender definition adds to the calendar."""

from datetime import date

from attrs import frozen

from inkoop_core.domain.source import SourceRef


@frozen
class BridgeDay:
    """A day that a royal decree equates with a general holiday (Algemene termijnenwet art. 3(3)).

    source  the decree as published; a day that was only computed is none
    """

    day: date
    source: SourceRef
