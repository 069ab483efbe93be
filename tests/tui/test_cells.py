"""Cells and widths: pure functions."""

from datetime import UTC, date, datetime

import pytest

from inkoop_core.api.views import Column, ColumnKind
from inkoop_tui.cells import cell_text, column_widths, cut, sign_of, whole_text


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, ColumnKind.TEXT, ""),
        (125000000, ColumnKind.MONEY, "€ 1.250.000,00"),
        (datetime(2026, 6, 15, 8, 0, tzinfo=UTC), ColumnKind.INSTANT, "15-06-2026 10:00:00"),
        (date(2026, 6, 15), ColumnKind.DAY, "15-06-2026"),
        (True, ColumnKind.TEXT, "ja"),
        ("twee\nregels", ColumnKind.TEXT, "twee regels"),
    ],
)
def test_a_cell_reads_as_officers_write_it(value: object, kind: ColumnKind, text: str) -> None:
    assert cell_text(value, kind) == text


def test_a_text_that_fits_exactly_is_not_cut() -> None:
    assert cut("precies", 7) == "precies"
    assert cut("precies", 6) == "preci…"
    assert cut("precies", 8) == "precies "


def test_numbers_stand_to_the_right() -> None:
    assert cut("12", 5, ColumnKind.NUMBER) == "   12"


def test_a_state_is_cut_between_words_so_that_sign_and_word_stay() -> None:
    assert cut("? oordeel nodig", 11, ColumnKind.STATE).rstrip() == "? oordeel…"
    assert cut("… wacht op gegevens", 11, ColumnKind.STATE).rstrip() == "… wacht op…"


def test_a_state_without_room_for_its_word_keeps_its_sign() -> None:
    assert cut("✗ afgewezen", 6, ColumnKind.STATE) == "✗     "


@pytest.mark.parametrize(
    ("text", "style"),
    [("✓ in orde", "good"), ("? oordeel nodig", "ask"), ("✗ afgewezen", "bad"), ("zonder teken", "")],
)
def test_the_sign_decides_the_colour(text: str, style: str) -> None:
    assert sign_of(text, ColumnKind.STATE) == style


def test_a_text_is_no_state() -> None:
    assert sign_of("✗ afgewezen", ColumnKind.TEXT) == ""


def test_columns_are_as_wide_as_needed_where_there_is_room() -> None:
    columns = (Column("a", "A"), Column("b", "Lang label"))

    assert column_widths(columns, [["tekst", "x"]], 80) == (5, 10)


def test_the_widest_column_gives_way_first() -> None:
    columns = (Column("a", "A"), Column("b", "B"))

    assert column_widths(columns, [["kort", "l" * 100]], 40) == (4, 34)


def test_where_nothing_fits_columns_stay_readable_and_the_table_scrolls() -> None:
    columns = tuple(Column(str(number), "Kolom") for number in range(10))

    assert column_widths(columns, [["l" * 50] * 10], 80) == (24,) * 10


def test_a_column_that_stays_in_sight_gives_room_to_a_short_text_that_scrolls_along() -> None:
    columns = (
        Column("n", "Naam"),
        *(Column(f"s{n}", f"Stap {n}", ColumnKind.STATE) for n in range(5)),
        Column("standing", "Stand"),
        Column("deciding", "Bepalend"),
    )
    row = ["n" * 60, *["… wacht op gegevens"] * 5, "kan voorlopig worden gegund", "b" * 80]

    assert column_widths(columns, [row], 105, fixed=1) == (20, *(6,) * 5, 27, 34)
    assert column_widths(columns, [row], 99, fixed=1)[0] == 18


def test_a_text_keeps_its_lines_where_it_is_shown_whole() -> None:
    assert whole_text("eerste\ntweede", ColumnKind.TEXT) == "eerste\ntweede"
    assert cell_text("eerste\ntweede", ColumnKind.TEXT) == "eerste tweede"


def test_a_stored_text_cannot_drive_the_terminal() -> None:
    assert cell_text("rood \x1b[31m \u202eomgekeerd", ColumnKind.TEXT) == "rood �[31m �omgekeerd"


def test_many_states_on_a_small_screen_show_their_signs_alone() -> None:
    columns = (Column("n", "Naam"), *(Column(f"s{n}", f"Stap {n}", ColumnKind.STATE) for n in range(5)))
    row = ["n" * 60, *["… wacht op gegevens"] * 5]

    assert column_widths(columns, [row], 60)[1:] == (6,) * 5
    assert column_widths(columns, [row], 120)[1:] != (6,) * 5
