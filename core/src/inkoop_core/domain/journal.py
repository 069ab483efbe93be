"""The journal: what was done, in hash chains; one per procedure and one for the desk itself."""

from datetime import datetime

from attrs import frozen


@frozen
class EntryDraft:
    """What the journal is to say of one action.

    chain           procedure id, "" for the desk itself
    action          id of the action
    command_digest  SHA-256 of its command's canonical JSON
    actor           who did it; second: who confirmed it ("" when nobody had to)
    stated          the actor said who he is, the desk did not establish it
    refused         why the attempt was refused; "" for what was carried out
    """

    chain: str
    action: str
    command_digest: str
    actor: str
    second: str = ""
    stated: bool = False
    refused: str = ""


@frozen
class JournalEntry:
    """An entry of the journal, as stored.

    facts  ids and digests of the facts it recorded; files: SHA-256 of the files it kept
    hash   SHA-256 of the canonical JSON `[previous, chain, seq, recorded_at, everything else]`
    """

    chain: str
    seq: int
    previous: str
    hash: str
    recorded_at: datetime
    action: str
    command_digest: str
    actor: str
    second: str
    stated: bool
    refused: str
    facts: tuple[tuple[int, str], ...]
    files: tuple[str, ...]


@frozen
class Head:
    """The last entry of a chain: seq 0 and hash "" when it has none."""

    seq: int
    hash: str


@frozen
class Appended:
    """What an append recorded."""

    entry: int
    hash: str
    recorded_at: datetime
    facts: tuple[int, ...]


@frozen
class ChainReport:
    """What the verification of one chain found. problems: in Dutch, each naming entry, fact or file."""

    chain: str
    entries: int
    head: str
    problems: tuple[str, ...]


class HeadMoved(Exception):
    """Somebody else appended to the chain since it was read; read again and decide again."""
