"""Facts and files in words."""

from typing import Any

from inkoop_core.domain.canonical import plain
from inkoop_core.domain.party import OWN_PARTY

_MEDIA = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/msword": "Word (oud)",
    "application/zip": "zip",
    "application/xml": "XML",
    "text/plain": "tekst",
    "image/png": "afbeelding",
    "image/jpeg": "afbeelding",
    "image/tiff": "afbeelding",
    "": "",
}


def in_words(body: Any) -> str:
    """The fields of a fact that say something: `name: …; clients: 12`. Field names as a correction asks them."""
    return _told(plain(body))


def _told(value: Any) -> str:
    if isinstance(value, dict):
        said = {name: inner for name, inner in value.items() if inner not in (None, "", [], {})}
        return "; ".join(f"{name}: {_within(inner)}" for name, inner in said.items())
    if isinstance(value, list):
        return ", ".join(_within(item) for item in value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)


def _within(value: Any) -> str:
    return f"({_told(value)})" if isinstance(value, dict) else _told(value)


def media_name(media_type: str) -> str:
    """A media type as officers say it."""
    return _MEDIA.get(media_type, media_type)


def party_name(party: str) -> str:
    """Whose document it is: the tenderer's, or a party's by its id."""
    return "inschrijver" if party == OWN_PARTY else party
