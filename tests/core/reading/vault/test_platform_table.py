"""The platform's table: what it says of each bid, and everything that is wrong with it at once."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.errors import PackageError
from inkoop_core.reading.grid import place_of
from inkoop_core.reading.local_times import TimeProblem, received_at
from inkoop_core.reading.platform_table import PlatformRow, has_header, read_table
from inkoop_core.testing.mutations import mutants, mutated_inside

Make = Callable[..., bytes]
Row = Callable[..., tuple[Any, ...]]


def values_of(row: PlatformRow, kind: str) -> dict[str, str]:
    (fact,) = [fact for fact in row.facts if fact.kind == kind]
    return {value.field: value.value for value in fact.values}


def doubts_of(row: PlatformRow, kind: str) -> tuple[str, ...]:
    (fact,) = [fact for fact in row.facts if fact.kind == kind]
    return fact.doubts


def wrong(data: bytes, definition: TenderDefinition, name: str = "tabel.csv") -> str:
    with pytest.raises(PackageError) as refusal:
        read_table(name, data, definition)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("number", "place"), [((0, 0), "A1"), ((4, 3), "D5"), ((9, 25), "Z10"), ((0, 26), "AA1")]
)
def test_a_cell_is_named_as_a_spreadsheet_names_it(number: tuple[int, int], place: str) -> None:
    assert place_of(*number) == place


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_in_each_spelling(
    vaulted: TenderDefinition, head: tuple[str, ...], row: Row, csv_table: Make, separator: str, encoding: str
) -> None:
    data = csv_table([head, row("Café Voorbeeld")], separator, encoding)
    (found,) = read_table("tabel.csv", data, vaulted).rows
    assert (found.number, found.name) == (2, "Café Voorbeeld")
    assert found.entry.channel == "TenderNed"
    assert found.entry.message_number == "V-1"
    assert found.entry.received_at == datetime(2026, 6, 12, 9, 30, tzinfo=UTC)
    assert values_of(found, "tenderer") == {"name": '"Café Voorbeeld"', "trade_register_number": '"00000001"'}
    assert values_of(found, "platform.answers") == {"unanswered": "[]", "conditions_accepted": "true"}


def test_places_are_cells_and_the_source_is_the_table(
    vaulted: TenderDefinition, head: tuple[str, ...], row: Row, xlsx_table: Make
) -> None:
    table = read_table("tabel.xlsx", xlsx_table([("Uitdraai",), (), head, row()]), vaulted)
    (found,) = table.rows
    assert found.number == 4
    places = [value.place for fact in found.facts for value in fact.values]
    assert places[:2] == ["blad 'Inschrijvingen', cel A4", "blad 'Inschrijvingen', cel B4"]
    assert {(fact.file, fact.sha256) for fact in found.facts} == {("tabel.xlsx", table.sha256)}


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("12-06-2026 11:30:00", (9, 30, 0)),
        ("12 juni 2026 11:30", (9, 30, 0)),
        ("vr 12 jun. 2026, 11:30:05", (9, 30, 5)),
        ("2026-06-12T11:30:00", (9, 30, 0)),
        ("2026-06-12 11:30:00+00:00", (11, 30, 0)),
        (datetime(2026, 6, 12, 11, 30, 1), (9, 30, 1)),  # noqa: DTZ001 - an Excel cell has no zone
    ],
)
def test_a_time_is_dutch_local_time(
    vaulted: TenderDefinition,
    head: tuple[str, ...],
    row: Row,
    xlsx_table: Make,
    cell: Any,
    at: tuple[int, int, int],
) -> None:
    (found,) = read_table("tabel.xlsx", xlsx_table([head, row(received=cell)]), vaulted).rows
    assert found.entry.received_at == datetime(2026, 6, 12, *at, tzinfo=UTC)


def test_day_and_time_may_stand_in_two_columns(vaulted: TenderDefinition, xlsx_table: Make) -> None:
    rows = [
        ("Inschrijver", "Datum ontvangst", "Tijd ontvangst"),
        ("Voorbeeldzorg", date(2026, 6, 12), "11.30 uur"),
    ]
    (found,) = read_table("tabel.xlsx", xlsx_table(rows), vaulted).rows
    assert found.entry.received_at == datetime(2026, 6, 12, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("29-03-2026 02:30:00", "bestaat niet"),
        ("25-10-2026 02:30:00", "komt twee keer voor"),
        ("12-06-2026", "zonder tijd"),
        ("31-06-2026 10:00", "geen datum"),
        ("12-06-2026 25:00", "geen tijd"),
        ("gisteren", "geen tijdstip"),
        ("", "ontbreekt"),
    ],
)
def test_a_time_that_is_none_is_named_with_its_cell(
    vaulted: TenderDefinition, head: tuple[str, ...], row: Row, csv_table: Make, cell: str, words: str
) -> None:
    message = wrong(csv_table([head, row(received=cell)]), vaulted)
    assert "cel C2" in message
    assert words in message


def test_every_problem_is_told_at_once(
    vaulted: TenderDefinition, head: tuple[str, ...], row: Row, csv_table: Make
) -> None:
    data = csv_table([head, row(""), row("B", received="?"), row("C", number="V-9"), row("D", number="V-9")])
    message = wrong(data, vaulted)
    for words in ("cel A2: de naam", "cel C3: '?'", "berichtnummer 'V-9' staat er 2 keer (rij 4, rij 5)"):
        assert words in message


def test_questions_without_an_answer_that_counts_are_unanswered(
    vaulted: TenderDefinition, head: tuple[str, ...], row: Row, csv_table: Make
) -> None:
    rows = [
        head,
        row("A", second=""),
        row("B", number="V-2", second="weet niet"),
        row("C", number="V-3", conditions="nee"),
    ]
    first, second, third = read_table("t.csv", csv_table(rows), vaulted).rows
    assert values_of(first, "platform.answers")["unanswered"] == '["vraag-2"]'
    assert doubts_of(first, "platform.answers") == ()
    assert values_of(second, "platform.answers")["unanswered"] == '["vraag-2"]'
    assert "cel H3: antwoord 'weet niet'" in doubts_of(second, "platform.answers")[0]
    assert values_of(third, "platform.answers") == {"unanswered": "[]", "conditions_accepted": "false"}


@pytest.mark.parametrize(
    ("answer", "accepted"), [("TRUE", "true"), ("WAAR", "true"), ("FALSE", "false"), ("ONWAAR", "false")]
)
def test_yes_and_no_as_a_spreadsheet_saves_them_are_answers(
    vaulted: TenderDefinition, head: tuple[str, ...], row: Row, csv_table: Make, answer: str, accepted: str
) -> None:
    (found,) = read_table("t.csv", csv_table([head, row(conditions=answer, second="WAAR")]), vaulted).rows
    assert values_of(found, "platform.answers") == {"unanswered": "[]", "conditions_accepted": accepted}


@pytest.mark.parametrize(
    ("status", "withdrawn", "asked"),
    [
        ("ingediend", False, False),
        ("INGEDIEND", False, False),
        ("", False, False),
        ("Ingetrokken", True, False),
        ("Ingetrokken op 12-06-2026", True, False),
        ("ingetrokkene", False, True),
        ("concept", False, True),
        ("vervangen", False, True),
    ],
)
def test_a_status_is_live_or_withdrawn_or_asked(
    vaulted: TenderDefinition,
    head: tuple[str, ...],
    row: Row,
    csv_table: Make,
    status: str,
    withdrawn: bool,
    asked: bool,
) -> None:
    (found,) = read_table("t.csv", csv_table([head, row(status=status)]), vaulted).rows
    assert (found.withdrawn, bool(found.asked)) == (withdrawn, asked)
    assert not asked or found.asked.startswith(f"cel F2: status {status!r} is niet bekend")


@pytest.mark.parametrize(
    ("second", "named"),
    [
        ({"name": "Ander Voorbeeld"}, True),
        ({"name": "VOORBEELDZORG bv", "kvk": "00000002"}, False),
        ({"name": "VOORBEELDZORG B.V.", "kvk": "00000002"}, True),
        ({"name": "Ander Voorbeeld", "status": "ingetrokken"}, False),
        ({"name": "Ander Voorbeeld", "kvk": ""}, False),
    ],
)
def test_a_tenderer_who_stands_there_twice_is_named(
    vaulted: TenderDefinition,
    head: tuple[str, ...],
    row: Row,
    csv_table: Make,
    second: dict[str, str],
    named: bool,
) -> None:
    table = read_table("t.csv", csv_table([head, row(), row(**({"number": "V-2"} | second))]), vaulted)
    told = [line for line in table.remarks if "dezelfde inschrijver" in line]
    assert len(told) == int(named)
    assert not named or told[0].startswith("rij 2 ('Voorbeeldzorg B.V.', V-1) en rij 3 (")


def test_a_question_that_has_no_column_is_a_doubt_and_not_an_answer(
    vaulted: TenderDefinition, head: tuple[str, ...], row: Row, csv_table: Make
) -> None:
    table = read_table("t.csv", csv_table([head[:-1], row()[:-1]]), vaulted)
    assert "geen kolom voor vraag vraag-2" in doubts_of(table.rows[0], "platform.answers")[0]
    assert any("vraag-2" in remark for remark in table.remarks)


def test_a_kvk_number_that_lost_its_zeros_is_a_doubt(
    vaulted: TenderDefinition, head: tuple[str, ...], row: Row, xlsx_table: Make
) -> None:
    (found,) = read_table("t.xlsx", xlsx_table([head, row(kvk=1)]), vaulted).rows
    assert values_of(found, "tenderer")["trade_register_number"] == '"00000001"'
    assert "voorloopnullen" in doubts_of(found, "tenderer")[0]
    (found,) = read_table("t.xlsx", xlsx_table([head, row(kvk="onbekend")]), vaulted).rows
    assert "geen KvK-nummer" in doubts_of(found, "tenderer")[0]


def test_odd_rows_and_columns_are_named_and_stop_nothing(
    vaulted: TenderDefinition, head: tuple[str, ...], row: Row, csv_table: Make
) -> None:
    data = csv_table([(*head, "Omvang"), row("A"), (), row("B", number="V-2", status="Ingetrokken")])
    table = read_table("t.csv", data, vaulted)
    assert [found.withdrawn for found in table.rows] == [False, True]
    assert "rij 3 is leeg" in table.remarks
    assert any("'Omvang'" in remark for remark in table.remarks)


def test_a_header_that_is_missing_or_double_is_named(
    vaulted: TenderDefinition, head: tuple[str, ...], row: Row, csv_table: Make
) -> None:
    assert "'Inschrijver' of 'Naam inschrijver'" in wrong(csv_table([head[1:], row()[1:]]), vaulted)
    assert "kop ontbreekt: wanneer is ontvangen" in wrong(csv_table([("Inschrijver",), ("A",)]), vaulted)
    double = csv_table([(*head, "Naam inschrijver"), (*row(), "B")])
    assert "cel A1 en cel I1: twee kolommen" in wrong(double, vaulted)
    assert "geen rijen" in wrong(csv_table([head]), vaulted)
    assert not has_header(csv_table([head[1:]]), vaulted)


def test_cells_that_say_nothing_sure_are_refused(
    vaulted: TenderDefinition, head: tuple[str, ...], row: Row, xlsx_table: Make
) -> None:
    def formula(_book: Any, sheet: Any) -> None:
        sheet.write_formula(1, 2, "=NOW()", None, "")

    def merged(_book: Any, sheet: Any) -> None:
        sheet.merge_range("A2:A3", "Voorbeeldzorg")

    assert "cel C2: is een formule zonder waarde" in wrong(
        xlsx_table([head, row()], formula), vaulted, "t.xlsx"
    )
    assert "A2:A3: samengevoegde cellen" in wrong(
        xlsx_table([head, row(), row("")], merged), vaulted, "t.xlsx"
    )


def test_a_bomb_or_a_sheet_that_is_too_large_is_refused_before_it_is_laid_out(
    vaulted: TenderDefinition, head: tuple[str, ...], row: Row, xlsx_table: Make
) -> None:
    data = xlsx_table([head, row()], lambda _book, sheet: sheet.write(1_000_000, 0, "ver"))
    assert "ten hoogste 10000 rijen" in wrong(data, vaulted, "t.xlsx")
    bomb = io.BytesIO(xlsx_table([head, row()]))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/extra.xml", bytes(70 * 2**20))
    assert "zipbom" in wrong(bomb.getvalue(), vaulted, "t.xlsx")


@pytest.mark.parametrize("data", [b"", b"  ", b"PK\x03\x04", b"\xff\xfeI\0", b"a\0b", b"\x81\x8d;x"])
def test_what_is_no_table_is_refused(vaulted: TenderDefinition, data: bytes) -> None:
    assert "tabel.csv" in wrong(data, vaulted)


def test_a_tender_without_columns_says_so(vaulted: TenderDefinition) -> None:
    assert "[platform_table]" in wrong(b"a;b", evolve(vaulted, platform_table=None))


def test_a_spoiled_table_is_read_or_refused(
    vaulted: TenderDefinition, head: tuple[str, ...], row: Row, csv_table: Make, xlsx_table: Make
) -> None:
    rows = [head, *(row(f"Voorbeeld {number}", number=f"V-{number}") for number in range(5))]
    sheet, text = xlsx_table(rows), csv_table(rows)
    for data in (*mutants(text, 1, 300), *mutants(sheet, 2, 150), *mutated_inside(sheet, 3, 150)):
        try:
            table = read_table("tabel", data, vaulted)
        except PackageError:
            continue
        assert all(row.name for row in table.rows)


@pytest.mark.parametrize("text", ["06/11/2026 14:20", "11/06/2026 14:20"])
def test_a_day_that_an_american_reads_otherwise_is_asked(text: str) -> None:
    with pytest.raises(TimeProblem, match=r"kan .* zijn en .*; schrijf de dag als 15-06-2026"):
        received_at(text)


@pytest.mark.parametrize("text", ["15/06/2026 14:20", "06/06/2026 14:20", "06-11-2026 14:20"])
def test_a_day_that_can_only_be_one_is_read(text: str) -> None:
    assert received_at(text).year == 2026
