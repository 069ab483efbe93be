"""A single file that a person hands over."""

import os
from pathlib import Path

import pytest

from inkoop_core.domain.canonical import digest
from inkoop_core.errors import Refused
from inkoop_core.reading import FilePackageReader, Limits
from inkoop_core.reading.kept import kept_file


def test_a_file_up_to_the_limit_is_kept_with_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "afdruk.pdf"
    path.write_bytes(b"x" * 10)
    kept = kept_file(path, 10)
    assert (kept.name, kept.sha256, kept.content) == ("afdruk.pdf", digest(b"x" * 10), b"x" * 10)


def test_a_file_one_byte_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "afdruk.pdf"
    path.write_bytes(b"x" * 11)
    reader = FilePackageReader(limits=Limits(max_file_bytes=10))
    with pytest.raises(Refused, match=r"afdruk\.pdf: dit bestand is groter dan 10 bytes"):
        reader.kept_file(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    path = tmp_path / "pijp"
    os.mkfifo(path)
    with pytest.raises(Refused, match="geen gewoon bestand"):
        kept_file(path, 10)


def test_a_name_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="kan niet worden gelezen"):
        kept_file(tmp_path / "a\0b", 10)
