"""The list with which letters are sent in bulk: it goes out with the letters and comes back filled in."""

from attrs import frozen

SEND_LIST = "verzendlijst.xlsx"
"""Its file name, beside the letters."""


@frozen
class ListColumn:
    """A column. field: of the command that registers one letter."""

    field: str
    head: str
    filled: bool = False
    """The officer fills it in."""


SEND_COLUMNS = (
    ListColumn("about", "Over"),
    ListColumn("addressee", "Aan"),
    ListColumn("kind", "Brief"),
    ListColumn("file", "Bestand", filled=True),
    ListColumn("channel", "Kanaal", filled=True),
    ListColumn("sent_at", "Verzonden op", filled=True),
    ListColumn("message_number", "Berichtnummer", filled=True),
    ListColumn("received_at", "Ontvangen op", filled=True),
    ListColumn("accept", "Waarom de verschillen kloppen", filled=True),
)


@frozen
class ListRow:
    """A letter that is to be sent. Fields as in SEND_COLUMNS; the rest is filled in by the officer."""

    about: str
    addressee: str
    kind: str
    file: str
    channel: str
