"""The file of a scoring sheet: what is no workbook, what was mutated, and what another program saved."""

import random
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.domain.decision import Score
from inkoop_core.errors import Refused, SheetError
from inkoop_core.testing.workbooks import changed_part

ROW_1 = {"C5": 8, "E5": "goed beschreven", "E6": "door wie is helder"}
pytestmark = pytest.mark.usefixtures("bids")
MUTATIONS = 300
PARTS = (
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet2.xml",
    "xl/worksheets/sheet3.xml",
)


@pytest.mark.parametrize("content", [b"", b"geen zip", b"PK\x03\x04 afgekapt"])
def test_a_file_that_is_no_workbook_is_refused_by_name(office: Any, kept: Any, content: bytes) -> None:
    with pytest.raises(SheetError, match=r"Scoreformulier ingevuld\.xlsx kan niet worden gelezen"):
        office.do("bram", "scoreformulier-innemen", path=kept(content))


def test_a_file_that_is_not_there_is_refused_by_name(office: Any, tmp_path: Path) -> None:
    with pytest.raises(SheetError, match=r"weg\.xlsx"):
        office.do("bram", "scoreformulier-innemen", path=tmp_path / "weg.xlsx")


def mutated(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        place = chance.randrange(len(changed))
        match chance.randrange(3):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                del changed[place : place + chance.randrange(1, 40)]
            case _:
                changed[place:place] = chance.randbytes(chance.randrange(1, 10))
    return bytes(changed)


def masked(text: str) -> str:
    return re.sub(r"SG1: .* van", "SG1: punten van", text)


@pytest.mark.parametrize("part", ["", *PARTS])
def test_mutated_sheets_are_refused_or_say_the_same(office: Any, returned: Any, part: str) -> None:
    path = returned(ROW_1)
    sound = path.read_bytes()
    expected = masked(office.do("bram", "scoreformulier-innemen", path=path, dry_run=True).text)
    chance = random.Random(7)
    refused = 0
    for _ in range(MUTATIONS // 6):
        path.write_bytes(
            changed_part(sound, part, lambda data: mutated(data, chance)) if part else mutated(sound, chance)
        )
        try:
            text = office.do("bram", "scoreformulier-innemen", path=path, dry_run=True).text
        except (SheetError, Refused):
            refused += 1
            continue
        assert masked(text) == expected
    assert refused


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_a_sheet_that_libreoffice_saved_is_taken_in(office: Any, returned: Any, tmp_path: Path) -> None:
    path = returned({**ROW_1, "E6": "twee\nregels, met <tekens> & 'aanhaling'"})
    home = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    out = tmp_path / "bewaard"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, path],
        check=True,
        capture_output=True,
        timeout=180,
    )
    saved = out / path.name
    assert saved.read_bytes() != path.read_bytes()
    office.do("bram", "scoreformulier-innemen", path=saved)
    (fact,) = office.desk.state(office.procedure).facts(Score)
    assert (fact.body.value, fact.body.motivations[1].text) == (8, "twee\nregels, met <tekens> & 'aanhaling'")
