"""Builders of Word bodies, forms and a tender to read them for."""

import json
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pytest
from attrs import frozen

from inkoop_core.api.definition import (
    CountsFrom,
    DocumentKind,
    ExclusionGround,
    GroundKind,
    Needed,
    Product,
    TenderDefinition,
)
from inkoop_core.api.forms import Form, FormField, FormRecord
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.source import SourceRef
from inkoop_core.reading import media
from inkoop_core.reading.forms import FormContent, form_facts, forms_content
from inkoop_core.testing.builders import a_definition

SOURCE = SourceRef("inkoopdocument", "§1")
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


@frozen
class WordXml:
    """Pieces of the main part of a Word file."""

    def run(self, text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'

    def paragraph(self, *runs: str) -> str:
        return f"<w:p>{''.join(run if run.startswith('<') else self.run(run) for run in runs)}</w:p>"

    def cell(self, inner: str, settings: str = "") -> str:
        body = (
            inner
            if inner.startswith(("<w:p>", "<w:tbl>", "<w:sdt><w:sdtPr/><w:sdtContent><w:p>"))
            else self.paragraph(inner)
        )
        return f"<w:tc><w:tcPr>{settings}</w:tcPr>{body}</w:tc>"

    def table(self, *rows: tuple[str, ...]) -> str:
        made = "".join(
            f"<w:tr>{''.join(cell if cell.startswith('<w:tc>') else self.cell(cell) for cell in row)}</w:tr>"
            for row in rows
        )
        return f"<w:tbl>{made}</w:tbl>"

    def control(self, tag: str, inner: str, settings: str = "") -> str:
        pr = f'<w:tag w:val="{tag}"/>{settings}'
        return f"<w:sdt><w:sdtPr>{pr}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    def box(self, tag: str, state: str) -> str:
        settings = f'<w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>'
        return self.control(tag, self.run("?"), settings)

    def field(self, name: str, settings: str, result: str | None = None) -> str:
        data = f'<w:ffData><w:name w:val="{name}"/>{settings}</w:ffData>'
        shown = (
            "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{self.run(result)}'
        )
        return (
            f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
            "<w:r><w:instrText> FORM </w:instrText></w:r>"
            f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    def file(self, *body: str, spaces: str = SPACES) -> bytes:
        xml = f"<w:document {spaces}><w:body>{''.join(body)}</w:body></w:document>"
        return self.packed(xml.encode())

    def packed(self, xml: bytes) -> bytes:
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", xml)
        return made.getvalue()

    def content(self, *body: str) -> FormContent:
        found = forms_content(media.DOCX, self.file(*body))
        assert found is not None
        return found


@pytest.fixture(scope="session")
def word() -> WordXml:
    return WordXml()


@pytest.fixture(scope="session")
def tender() -> TenderDefinition:
    """Two products with variants, one without, and two grounds."""
    return a_definition(
        documents=(DocumentKind("formulier", "Formulier", Needed.ALWAYS, SOURCE),),
        products=(
            Product("P1", "Begeleiding een", "x", SOURCE, variants=("ontwikkelgericht", "behoudgericht")),
            Product("P2", "Begeleiding twee", "x", SOURCE, variants=("ontwikkelgericht", "behoudgericht")),
            Product("V", "Vervoer", "x", SOURCE),
        ),
        exclusion_grounds=(
            ExclusionGround("fraud", "Fraude", "2.86", GroundKind.MANDATORY, CountsFrom.DECISION, SOURCE),
            ExclusionGround(
                "misconduct",
                "Ernstige beroepsfout",
                "2.87",
                GroundKind.FACULTATIVE,
                CountsFrom.EVENT,
                SOURCE,
                aliases=("beroepsfout-oud",),
            ),
        ),
    )


@frozen
class Read:
    """One reading, with its values as plain data."""

    fact: ReadFact

    @property
    def values(self) -> Mapping[str, Any]:
        return {value.field: json.loads(value.value) for value in self.fact.values}

    @property
    def doubts(self) -> tuple[str, ...]:
        return self.fact.doubts

    def place(self, field: str) -> str:
        return next(value.place for value in self.fact.values if value.field == field)


@pytest.fixture(scope="session")
def a_form() -> Callable[..., Form]:
    """A form with some records."""

    def make(*records: FormRecord) -> Form:
        return Form("f", "formulier", "Formulier", SOURCE, ("Formulier",), records)

    return make


@pytest.fixture(scope="session")
def read(tender: TenderDefinition) -> Callable[..., list[Read]]:
    """Reads records, or fields of one record of a kind, out of a content."""

    def make(content: FormContent, *parts: FormField | FormRecord, fact: str = "tenderer") -> list[Read]:
        fields = tuple(part for part in parts if isinstance(part, FormField))
        records = tuple(part for part in parts if isinstance(part, FormRecord))
        form = Form(
            "f", "formulier", "Formulier", SOURCE, ("Formulier",), records or (FormRecord("r", fact, fields),)
        )
        return [Read(item) for item in form_facts(content, form, tender, "f.docx", "0" * 64, "lezer", "1")]

    return make
