"""A record as a PDF that can be kept for good: PDF/A-2a and PDF/UA-1, the same bytes each time."""

import json
import unicodedata
from collections.abc import Iterable
from datetime import UTC
from functools import lru_cache
from importlib.resources import files
from typing import Any

from inkoop_core.api.record_content import Block, Bullets, Pairs, Paragraph, Record, RecordTable

_ONE_SIGN = b"""#set text(font: "Libertinus Serif")
#set document(title: "t", date: datetime(year: 2000, month: 1, day: 1))
#sys.inputs.sign"""
_MANY = 6
"""A table of more columns is written smaller."""
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Characters that are not seen, or turn what is seen around them: shown by their number."""


def record_template() -> bytes:
    """The template of core."""
    return files("inkoop_core.documents").joinpath("templates", "record.typ").read_bytes()


def record_bytes(record: Record, template: bytes | None = None) -> bytes:
    """The PDF. Only the fonts that come with the library are used, so it is the same on every computer.

    template  typst source that takes the record as JSON; None: that of core
    """
    import typst

    return typst.compile(
        template or record_template(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"record": json.dumps(_visible(_plain(record)), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
    )


def _plain(record: Record) -> dict[str, Any]:
    date = record.moment.known_at.astimezone(UTC)
    return {
        "title": record.title,
        "subject": record.subject,
        "client": record.client,
        "reference": record.reference,
        "maker": record.maker,
        "journal": record.journal,
        "example": record.example,
        "date": {name: getattr(date, name) for name in ("year", "month", "day", "hour", "minute", "second")},
        "frame": [list(pair) for pair in record.frame],
        "parts": [
            {"heading": part.heading, "level": part.level, "blocks": [_block(block) for block in part.blocks]}
            for part in record.parts
        ],
        "signatories": [{"capacity": one.capacity, "name": one.name} for one in record.signatories],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": list(block.items)}
    if isinstance(block, Pairs):
        return {"kind": "pairs", "items": [list(pair) for pair in block.items]}
    return _table(block)


def _table(table: RecordTable) -> dict[str, Any]:
    widths = list(table.widths) or [1] * len(table.heads)
    wrong = [row for row in table.rows if len(row) != len(table.heads)]
    if wrong or len(widths) != len(table.heads):
        raise ValueError(f"a row or the widths do not fit the heads {table.heads}: {wrong[:1]}")
    return {
        "kind": "table",
        "heads": list(table.heads),
        "widths": widths,
        "small": table.small or len(table.heads) > _MANY,
        "rows": [list(row) for row in table.rows],
    }


def _visible(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _visible(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_visible(inner) for inner in value]
    return visible(value) if isinstance(value, str) else value


def visible(text: str) -> str:
    """A text with every character in it to be seen: one that no font has, or that is hidden, as `[U+4E2D]`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(unicodedata.normalize("NFC", text)))


def _shown(text: str) -> Iterable[str]:
    for sign in text:
        if sign == "\n" or (sign.isascii() and sign.isprintable()):
            yield sign
        elif sign == "\t":
            yield " "
        else:
            yield sign if _prints(sign) else f"[U+{ord(sign):04X}]"


@lru_cache(maxsize=4096)
def _prints(sign: str) -> bool:
    """Whether the fonts have the character; the library refuses an archive file in which one is missing."""
    import typst

    if unicodedata.category(sign) in _HIDDEN:
        return False
    try:
        typst.compile(
            _ONE_SIGN,
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"sign": f"a{sign}"},
            pdf_standards=["a-2a"],
        )
    except typst.TypstError:
        return False
    return True
