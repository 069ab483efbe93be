"""A thousand spoiled files of each format: none of them stops the reader, makes it wait or fills the memory."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.cli.demo import installed_demo

COUNT = 1000
PATIENCE_SECONDS = 20
"""For a package of 25 files on a busy machine; a file that hangs takes for ever."""
MAX_GROWTH_MB = 32
"""Of the largest that the process ever was, over a thousand files of at most 0.1 MB; sound ones were read before."""
HERE = Path(__file__).parent

SAMPLES = {
    "pdf": ("01-papieren-linde/uea.pdf", "05-maanbrug/uea.pdf", "20-gekreukt-vel/sg1-samenwerking.pdf"),
    "docx": (
        "01-papieren-linde/bijlage-2-inschrijfformulier.docx",
        "02-nergenshuis/bijlage-3-kerncompetenties.docx",
    ),
    "xml": ("01-papieren-linde/uea.xml", "06-krijtstip/uea.xml"),
    "zip": ("04-wolkenveld.zip", "09-trage-zandloper.zip"),
    "xlsx": ("../platform/inschrijvingen.xlsx",),
    "sheet": ("../platform/inschrijvingen.xlsx",),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_thousand_spoiled_files_are_read_refused_or_flagged(kind: str) -> None:
    packages = installed_demo().packages
    told = read_mutants(kind, *(packages / name for name in SAMPLES[kind]))
    assert sum(told["outcomes"].values()) == COUNT
    assert told["slowest"] < PATIENCE_SECONDS
    assert told["grown_mb"] < MAX_GROWTH_MB
    assert "refused without a name" not in told["outcomes"]
    spoiled = sum(number for outcome, number in told["outcomes"].items() if outcome != "read")
    assert spoiled > COUNT // 20, f"hardly any file was spoiled: {told['outcomes']}"


def read_mutants(kind: str, *samples: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(HERE / "read_mutants.py"), kind, str(COUNT), *map(str, samples)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told
