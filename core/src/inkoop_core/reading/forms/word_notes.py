"""Footnotes, endnotes and comments of a Word file: words that stand outside its lines."""

from collections.abc import Iterator

from inkoop_core.reading.forms.content import Unread, shown
from inkoop_core.reading.forms.word_parts import W
from inkoop_core.reading.safe_xml import parsed

NOTES = {
    "word/footnotes.xml": (f"{W}footnote", "voetnoot"),
    "word/endnotes.xml": (f"{W}endnote", "eindnoot"),
    "word/comments.xml": (f"{W}comment", "opmerking in de kantlijn"),
}
"""Parts of the file, each with the element of one note and what it is."""


def notes_in(part: str, xml: bytes) -> Iterator[Unread]:
    """Every note with words. Raises XmlProblem."""
    element, name = NOTES[part]
    for number, note in enumerate(parsed(xml).iter(element), 1):
        words = " ".join(text.text or "" for text in note.iter(f"{W}t")).strip()
        if words:
            yield Unread(f"{name} die niet is gelezen: {shown(words)}", f"{name} {number}")
