"""Writes a letter as a Word file from a template. The same letter and template always give the same bytes."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from importlib import resources
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from inkoop_core.api.letters import LetterContent, LetterTable, Section
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.moment import written_day

_MOST_BYTES = 50_000_000
"""Unpacked: a template with pictures of a house style is far smaller."""
_FIXED = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
EXAMPLE = "VOORBEELD"
"""Stands on every page of a letter of a sample desk."""


class TemplateError(ValueError):
    """A template that cannot be used; the text says why, in Dutch."""


def shipped_template() -> bytes:
    """The neutral template that comes with the program."""
    return (resources.files("inkoop_core") / "documents" / "templates" / "brief.docx").read_bytes()


def letter_bytes(content: LetterContent, template: bytes | None = None) -> bytes:
    """The letter as DOCX. template: None the shipped one. Raises TemplateError when it cannot be filled in."""
    # Loading Word takes long, and most of what people do needs none of it.
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, UndefinedError
    from jinja2 import TemplateError as JinjaError
    from jinja2.sandbox import SandboxedEnvironment

    made = shipped_template() if template is None else template
    _require_small(made)
    # A template comes from outside: it may fill in what it is given and reach nothing else.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    word = BytesIO()
    try:
        document = DocxTemplate(BytesIO(made))
        document.render(_values(content), environment, autoescape=True)
        _set_properties(document.docx.core_properties, content)
        document.save(word)
    except UndefinedError as error:
        raise TemplateError(f"het sjabloon vraagt iets dat een brief niet heeft: {error}") from None
    except JinjaError as error:
        raise TemplateError(f"een opdracht in het sjabloon klopt niet: {error}") from None
    except Exception as error:  # noqa: BLE001 - whatever a template makes the library raise, it is no template
        raise TemplateError(f"het sjabloon is geen bruikbaar Word-bestand (.docx): {error}") from None
    return _same_bytes(word.getvalue())


def template_problems(template: bytes) -> tuple[str, ...]:
    """What is wrong with a template, held against a sample letter; () when it can be used."""
    sample = _sample()
    try:
        text = docx_text(letter_bytes(sample, template))
    except TemplateError as error:
        return (str(error),)
    found = [f"{placeholder} ontbreekt" for placeholder, marker in _MARKERS if marker not in text]
    if EXAMPLE not in text:
        found.append(
            f"{{% if voorbeeld %}}{EXAMPLE}{{% endif %}} ontbreekt: brieven van een voorbeeldbureau dragen dat"
        )
    return tuple(found)


def docx_text(content: bytes) -> str:
    """Everything that stands in a Word file, headers and footers first, a line per paragraph."""
    from docx import Document

    document = Document(BytesIO(content))
    lines: list[str] = []
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            lines += _lines_of(part)
    return "\n".join([*lines, *_lines_of(document)])


def _lines_of(part: Any) -> Iterator[str]:
    for block in part.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                for cell in row.cells:
                    yield from _lines_of(cell)
        else:
            yield block.text


def _require_small(template: bytes) -> None:
    try:
        with ZipFile(BytesIO(template)) as archive:
            size = sum(item.file_size for item in archive.infolist())
    except BadZipFile:
        raise TemplateError("het sjabloon is geen Word-bestand (.docx)") from None
    if size > _MOST_BYTES:
        raise TemplateError(f"het sjabloon is uitgepakt {size} bytes groot; ten hoogste {_MOST_BYTES} mag")


def _values(content: LetterContent) -> dict[str, Any]:
    """What a template may name; docs/brieven.md describes it."""
    return {
        "afzender": _clean(content.sender),
        "geadresseerde": _clean(content.addressee),
        "kenmerk": _clean(content.reference),
        "procedure": _clean(content.procedure),
        "onderwerp": _clean(content.title),
        "datum": written_day(content.sent_on) if content.sent_on else "",
        "via": _clean(content.route),
        "voorbeeld": content.example,
        "delen": [_part(section) for section in content.sections],
    }


def _part(section: Section) -> dict[str, Any]:
    return {
        "kop": _clean(section.heading),
        "alineas": [_clean(text) for text in section.paragraphs],
        "punten": [_clean(text) for text in section.bullets],
        "tabel": _table(section.table) if section.table is not None else None,
    }


def _table(table: LetterTable) -> dict[str, Any]:
    return {
        "koppen": [_clean(head) for head in table.heads],
        "rijen": [{"cellen": [_clean(cell) for cell in row]} for row in table.rows],
    }


def _clean(text: str) -> Any:
    """A text as it is typed: no sign in it is an instruction to Word or to the template.

    The library reads a tab, a line end and `{_{` of a filled-in text as its own signs.
    """
    from markupsafe import Markup, escape

    told = " ".join(_CONTROL.sub(" ", text).split())
    return Markup(str(escape(told)).replace("_", "&#95;"))


def _set_properties(properties: Any, content: LetterContent) -> None:
    """No name of a person, and no clock: everything from the letter."""
    when = datetime.combine(content.sent_on or date(2000, 1, 1), time(0, 0), UTC).replace(tzinfo=None)
    properties.author = properties.last_modified_by = _plain(content.sender)
    properties.title, properties.subject = _plain(content.title), _plain(content.procedure)
    properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = properties.last_printed = when
    properties.revision = 1


def _plain(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())[:_LONGEST_PROPERTY]


def _same_bytes(word: bytes) -> bytes:
    """The same file with fixed times in its archive."""
    made = BytesIO()
    with ZipFile(BytesIO(word)) as found, ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for item in found.infolist():
            kept = ZipInfo(item.filename, _FIXED)
            kept.compress_type = ZIP_DEFLATED
            archive.writestr(kept, found.read(item))
    return made.getvalue()


_MARKERS = (
    ("{{ geadresseerde }}", "Proefgeadresseerde"),
    ("{{ kenmerk }}", "Proefkenmerk"),
    ("{{ onderwerp }}", "Proefonderwerp"),
    ("{{ datum }}", "3 februari 2001"),
    ("{{ deel.kop }} in een lus over delen", "Proefkop"),
    ("{{ alinea }} in een lus over deel.alineas", "Proefalinea"),
    ("{{ punt }} in een lus over deel.punten", "Proefpunt"),
    ("{{ kop }} in een lus over deel.tabel.koppen", "Proefkolom"),
    ("{{ cel }} in een lus over rij.cellen", "Proefcel"),
)


def _sample() -> LetterContent:
    table = LetterTable(("Proefkolom 1", "Proefkolom 2"), (("Proefcel 1", "Proefcel 2"),))
    return LetterContent(
        kind=LetterKind.REJECTION,
        about="",
        addressee="Proefgeadresseerde",
        channel="",
        reference="Proefkenmerk",
        title="Proefonderwerp",
        sections=(Section("Proefkop", ("Proefalinea",), ("Proefpunt",), table), Section("Kop alleen")),
        statements=(),
        facts=(),
        example=True,
        sent_on=date(2001, 2, 3),
    )
