"""A scoring sheet as it is written: the same bytes each time, nothing open but the inputs, no formula in it."""

import zipfile
from io import BytesIO
from typing import Any

import attrs
import pytest
from lxml import etree

from inkoop_core.api.scoring_sheets import ScoringSheet, SheetRow, cell_name
from inkoop_core.documents.scoring_layout import FACT_KEYS, FACTS, laid_out
from inkoop_core.documents.scoring_sheet import scoring_workbook
from inkoop_core.testing.builders import HASH, NOW, a_definition
from inkoop_core.testing.workbooks import MAIN


@pytest.fixture
def sheet() -> ScoringSheet:
    definition = a_definition()
    criterion = attrs.evolve(definition.award.criteria[0], subjects=("hoe", "wie"))
    rows = (
        SheetRow("S-001", "=HYPERLINK(1)", 6, ("eerder", "ook")),
        SheetRow("S-002", "Naam _x0041_ & <zo>"),
    )
    return ScoringSheet(
        definition.procedure, criterion, definition.award.scale, "bram & co", HASH, NOW, "3 abc", rows
    )


def part(content: bytes, name: str) -> Any:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def test_the_same_sheet_gives_the_same_bytes(sheet: ScoringSheet) -> None:
    assert scoring_workbook(sheet) == scoring_workbook(sheet)


def test_every_page_is_protected_and_prints_on_a4_landscape(sheet: ScoringSheet) -> None:
    content = scoring_workbook(sheet)
    for number in (1, 2, 3):
        page = part(content, f"xl/worksheets/sheet{number}.xml")
        protection = page.find(f"{{{MAIN}}}sheetProtection")
        assert protection.get("sheet") == "1"
        assert protection.get("password") is None
        setup = page.find(f"{{{MAIN}}}pageSetup")
        assert (setup.get("paperSize"), setup.get("orientation")) == ("9", "landscape")


def test_only_scores_and_motivations_are_unlocked(sheet: ScoringSheet) -> None:
    content = scoring_workbook(sheet)
    looks = part(content, "xl/styles.xml").find(f"{{{MAIN}}}cellXfs")
    free = [
        number
        for number, look in enumerate(looks)
        if any(child.get("locked") == "0" for child in look.iter(f"{{{MAIN}}}protection"))
    ]
    found = [
        (number, cell.get("r"))
        for number in (1, 2, 3)
        for cell in part(content, f"xl/worksheets/sheet{number}.xml").iter(f"{{{MAIN}}}c")
        if int(cell.get("s", 0)) in free
    ]
    assert found == [(2, name) for name in ("C5", "E5", "E6", "C7", "E7", "E8")]


def test_a_text_of_others_is_never_a_formula_or_a_link(sheet: ScoringSheet) -> None:
    content = scoring_workbook(sheet)
    for number in (1, 2, 3):
        page = part(content, f"xl/worksheets/sheet{number}.xml")
        assert list(page.iter(f"{{{MAIN}}}f")) == []
        assert list(page.iter(f"{{{MAIN}}}hyperlink")) == []


def test_the_scores_are_offered_from_the_scale_alone(sheet: ScoringSheet) -> None:
    content = scoring_workbook(sheet)
    offered = list(part(content, "xl/worksheets/sheet2.xml").iter(f"{{{MAIN}}}dataValidation"))
    assert [item.get("sqref") for item in offered] == ["C5", "C7"]
    formula = offered[0].find(f"{{{MAIN}}}formula1").text
    (first, column), (last, _) = laid_out(sheet).scale
    assert formula == f"Toelichting!$A${first + 1}:$A${last + 1}"
    assert (column, last - first + 1) == (0, len(sheet.scale))


@pytest.mark.parametrize(
    "change",
    [
        {"assessor": "carla"},
        {"definition": "1" * 64},
        {"head": "4 abc"},
        {"rows": (SheetRow("S-001", "Andere naam"),)},
    ],
)
def test_the_digest_is_over_everything_that_is_locked(sheet: ScoringSheet, change: dict[str, Any]) -> None:
    assert laid_out(attrs.evolve(sheet, **change)).digest != laid_out(sheet).digest


def test_the_digest_is_not_over_what_is_filled_in(sheet: ScoringSheet) -> None:
    empty = attrs.evolve(sheet, rows=tuple(SheetRow(row.submission, row.tenderer) for row in sheet.rows))
    assert laid_out(empty).digest == laid_out(sheet).digest


def test_the_digest_is_the_same_whatever_line_ends_a_spreadsheet_keeps(sheet: ScoringSheet) -> None:
    one, other = (attrs.evolve(sheet, rows=(SheetRow("S-001", f"Naam{end}twee"),)) for end in ("\r\n", "\n"))
    assert laid_out(one).digest == laid_out(other).digest


def test_the_facts_hold_the_submissions_in_order(sheet: ScoringSheet) -> None:
    facts = laid_out(sheet).locked[FACTS]
    assert [facts[(row, 0)].value for row in range(len(FACT_KEYS))] == list(FACT_KEYS)
    assert [facts[(len(FACT_KEYS) + number, 1)].value for number in (0, 1)] == ["S-001", "S-002"]


def test_a_criterion_without_subjects_has_a_row_to_score(sheet: ScoringSheet) -> None:
    bare = attrs.evolve(sheet, criterion=attrs.evolve(sheet.criterion, subjects=()))
    assert [block.texts for block in laid_out(bare).blocks] == [(), ()]
    assert [block.score for block in laid_out(bare).blocks] == [(4, 2), (5, 2)]
    assert scoring_workbook(bare)


@pytest.mark.parametrize(
    ("place", "name"),
    [((0, 0), "A1"), ((9, 25), "Z10"), ((0, 26), "AA1"), ((1_048_575, 16_383), "XFD1048576")],
)
def test_a_cell_is_named_as_spreadsheets_do(place: tuple[int, int], name: str) -> None:
    assert cell_name("Scores", place) == f"Scores!{name}"
