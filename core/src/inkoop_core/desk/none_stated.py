"""Where a bid says nothing of a kind, somebody must see that it is not there: absence is no answer by itself."""

from collections.abc import Collection, Iterator

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import PackageReading
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.reading import ReadFact, ReadValue
from inkoop_core.domain.submission import KINDS_OF_NONE, NONE_STATED, none_part

READER = "inkoop-inname"
VERSION = "1"
_CALLED = {"reservation": "een voorbehoud", "party": "een andere partij"}


def none_stated(reading: PackageReading, definition: TenderDefinition) -> Iterator[ReadFact]:
    """A proposal that there is none, for each kind of which absence means something.

    It asks nothing as long as something of that kind was read or recorded, and comes back when that is rejected. From
    the file whose form could tell it; with a doubt when such a file was not read, or is not there.
    """
    for kind in KINDS_OF_NONE:
        yield _none_of(kind, reading, definition)


def _none_of(kind: str, reading: PackageReading, definition: TenderDefinition) -> ReadFact:
    documents = {
        form.document for form in definition.forms if any(record.fact == kind for record in form.records)
    }
    could_tell = [file.file for file in reading.recognised if file.kind in documents]
    told = {fact.file for fact in reading.read if fact.kind != "document"}
    seen = [name for name in could_tell if name in told]
    unread = [name for name in could_tell if name not in told]
    doubts = [f"{name} kan {_CALLED[kind]} bevatten en is niet gelezen; kijk zelf" for name in unread]
    if not could_tell:
        doubts = [f"geen formulier gelezen waarin {_CALLED[kind]} kan staan; kijk zelf"]
    file, sha256 = _source(seen, unread, reading)
    said = any(fact.kind == kind for fact in reading.read)
    words = "" if said else f"{_CALLED[kind]} niet gevonden"
    value = ReadValue("kind", canonical_json(kind).decode(), "hele bestand", words)
    part = none_part(kind)
    return ReadFact(NONE_STATED, part, file, sha256, READER, VERSION, (value,), tuple(doubts))


def _source(seen: Collection[str], unread: Collection[str], reading: PackageReading) -> tuple[str, str]:
    """The first file that was read, else the first that could have told it, else the package as a whole."""
    name = next(iter((*seen, *unread)), "")
    for file in reading.files:
        if file.name == name:
            return name, file.observation.sha256
    return reading.received.name, reading.received.sha256
