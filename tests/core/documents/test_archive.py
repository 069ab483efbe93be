"""A zip and a CSV whose bytes depend on their content alone."""

import zipfile
from io import BytesIO

import pytest

from inkoop_core.documents.archive import write_archive
from inkoop_core.documents.csv_table import csv_bytes


def archive(*files: tuple[str, bytes]) -> bytes:
    stream = BytesIO()
    write_archive(stream, files)
    return stream.getvalue()


def test_the_same_files_give_the_same_bytes() -> None:
    assert archive(("a/b.txt", b"een"), ("c", b"")) == archive(("a/b.txt", b"een"), ("c", b""))


def test_it_opens_with_the_files_in_their_order() -> None:
    with zipfile.ZipFile(BytesIO(archive(("b", b"2"), ("a", b"1")))) as opened:
        assert opened.namelist() == ["b", "a"]
        assert opened.read("a") == b"1"
        assert opened.testzip() is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert csv_bytes(("Kop",), [(text,)]).decode("utf-8-sig").splitlines()[1].lstrip('"').startswith("'")


def test_semicolons_and_quotes_stay_in_their_cell() -> None:
    assert csv_bytes(("A", "B"), [('x;"y"', "z")]).decode("utf-8-sig") == 'A;B\r\n"x;""y""";z\r\n'
