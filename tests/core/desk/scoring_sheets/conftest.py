"""Two bids to score, and a sheet of theirs that comes back filled in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.desk.scoring_sheets import scoring_sheets
from inkoop_core.testing.workbooks import filled_in

SCORES = 2


@pytest.fixture
def bids(office: Any) -> tuple[str, str]:
    return office.take_in(), office.take_in()


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[bytes], Path]:
    def keep(content: bytes) -> Path:
        path = tmp_path / "ingevuld.xlsx"
        path.write_bytes(content)
        return path

    return keep


@pytest.fixture
def returned(office: Any, kept: Callable[[bytes], Path]) -> Callable[..., Path]:
    """Bram's sheet of SG1 with these cells filled in."""

    def give(cells: dict[str, Any], page: int = SCORES) -> Path:
        (sheet,) = scoring_sheets(office.of("bram"), office.procedure, criterion="SG1")
        return kept(filled_in(sheet.content, page, cells))

    return give
