"""What was read in the documents of a bid: proposals, until an officer confirms them."""

from attrs import frozen


@frozen
class ReadValue:
    """One value that was read.

    field  of the fact that it would become: "agb_code"
    value  canonical JSON, as a fact keeps it
    place  where it stands: "bladzijde 2, regel 7", "tabel 1, rij 3", "veld agb_code", "cel D5"
    words  what stands there, as it stands there
    """

    field: str
    value: str
    place: str
    words: str = ""


@frozen
class ReadFact:
    """What one source says about one fact to be. Subject `<submission>/<file>#<kind>/<part>`.

    kind            of that fact: "offer"
    part            of its subject after the submission: "" or "referentie-1"
    file, sha256    the source: a file of the package, or the platform's table
    reader, reader_version  what read it
    values          by field; a field that was not found is not named
    doubts          what could not be read or can be read in two ways, each with its place, in Dutch
    """

    kind: str
    part: str
    file: str
    sha256: str
    reader: str
    reader_version: str
    values: tuple[ReadValue, ...]
    doubts: tuple[str, ...] = ()


@frozen
class Confirmed:
    """An officer confirms what was read. Subject: that of the confirmed fact; recorded in the same entry.

    kind      of the confirmed fact
    readings  ids of every reading of that fact that the officer had before him
    typed     fields that he filled in or changed
    """

    kind: str
    readings: tuple[int, ...]
    typed: tuple[str, ...] = ()
