"""What the README of core shows works as it stands there."""

from pathlib import Path

import pytest

import inkoop_core
from inkoop_core.cli.app import LazyGroup

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "core/README.md").read_text("utf-8")


def test_the_example_in_python_prints_every_submission_with_its_standing(
    sample_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sample_folder)
    names: dict[str, object] = {}
    exec(TEXT.split("```python\n")[1].split("```")[0], names)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 20
    assert lines[0].startswith("S-001 Stichting Papieren Linde Voorbeeldzorg ")


def test_every_command_that_is_named_exists() -> None:
    named = {line.split()[1] for line in TEXT.splitlines() if line.startswith("    inkoop ")}
    assert named <= set(LazyGroup.commands_at)


def test_every_package_of_core_is_in_the_table() -> None:
    folder = Path(inkoop_core.__path__[0])
    packages = [item.name for item in folder.iterdir() if item.is_dir() and not item.name.startswith("__")]
    assert sorted(name for name in packages if f"| `{name}` |" not in TEXT) == []
