"""Where the source of the house stands."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MEMBERS = (
    "core",
    "tui",
    *sorted(f"plugins/{path.name}" for path in (ROOT / "plugins").iterdir() if path.is_dir()),
)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def sources() -> list[Path]:
    """Every Python module that is shipped."""
    return sorted(file for member in MEMBERS for file in (ROOT / member / "src").rglob("*.py"))
