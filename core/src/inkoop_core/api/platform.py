"""How the table of a platform is read: which header says what. Data of the tender."""

from attrs import frozen

from inkoop_core.domain.source import SourceRef


@frozen
class PlatformQuestion:
    """A question on the platform, as a column of its table.

    headers     texts that its column can have at the top
    accepted    answers with which the question counts as answered; empty: any answer does
    conditions  it asks whether the conditions are accepted
    """

    id: str
    headers: tuple[str, ...]
    accepted: tuple[str, ...] = ()
    conditions: bool = False


@frozen
class PlatformColumns:
    """The columns of the platform's table by the texts at their top; capitals and signs do not matter.

    received        date and time in one column, or `received_date` and `received_time` in two
    channel         absent in the table: everything in it came by the platform itself
    folder          names the folder or zip of the tenderer
    status          a row whose status is `withdrawn`, or begins with that, is not taken in; `live`: one that is
                    taken in; any other status is asked
    example         not from a real export: nobody outside has seen one
    """

    name: tuple[str, ...]
    source: SourceRef
    trade_register_number: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    received_date: tuple[str, ...] = ()
    received_time: tuple[str, ...] = ()
    message_number: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    folder: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    live: tuple[str, ...] = ()
    questions: tuple[PlatformQuestion, ...] = ()
    example: bool = False
    notes: tuple[str, ...] = ()
