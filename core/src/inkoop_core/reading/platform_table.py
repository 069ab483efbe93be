"""The platform's table of tenderers: from a sheet of cells to rows, or every problem at once with its cell."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from attrs import field, frozen

from inkoop_core.api.channels import PROCEDURE_CHANNEL
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import PlatformEntry
from inkoop_core.api.platform import PlatformColumns
from inkoop_core.domain.canonical import canonical_json, digest
from inkoop_core.domain.naming import plain_name
from inkoop_core.domain.reading import TABLE_READER, ReadFact, ReadValue
from inkoop_core.errors import PackageError
from inkoop_core.reading.grid import Grid, GridProblem, Value, grids, place_of
from inkoop_core.reading.local_times import TimeProblem, received_at
from inkoop_core.reading.sources import shown_name

VERSION = "1"
HEADER_ROWS = 30
"""The header stands within so many rows: exports begin with a title."""
KVK_DIGITS = 8
_NUMBER = "trade_register_number"
_YES_OR_NO = {"true": "ja", "waar": "ja", "false": "nee", "onwaar": "nee"}
"""How a spreadsheet writes yes and no when it is saved as text."""
_MEANINGS = (
    "name", "trade_register_number", "received", "received_date", "received_time",
    "message_number", "channel", "folder", "status",
)  # fmt: skip


@frozen
class PlatformRow:
    """What one row says of one bid.

    number     of the row in the table, as people count: the header has one too
    withdrawn  its status says so
    asked      its status is none that the tender names: why it is not taken in; ""
    facts      "tenderer" and "platform.answers", with their cells
    """

    number: int
    name: str
    entry: PlatformEntry
    folder: str = ""
    status: str = ""
    withdrawn: bool = False
    asked: str = ""
    facts: tuple[ReadFact, ...] = ()

    @property
    def trade_register_number(self) -> str:
        """As the row says it; "" when it does not."""
        values = (value.value for fact in self.facts for value in fact.values if value.field == _NUMBER)
        return str(json.loads(next(values, '""')))


@frozen
class PlatformTable:
    """The rows of a table. remarks: what is odd and stops nothing, one line each."""

    name: str
    sha256: str
    rows: tuple[PlatformRow, ...]
    remarks: tuple[str, ...] = ()
    data: bytes = field(default=b"", repr=False)


def read_table(name: str, data: bytes, definition: TenderDefinition) -> PlatformTable:
    """The table in a file. Raises PackageError with every problem, each with its cell ("cel D5")."""
    columns = definition.platform_table
    if columns is None:
        raise _refused(name, [f"aanbesteding {definition.procedure.id} zegt niet hoe de tabel wordt gelezen; zet [platform_table] in tender.toml"])  # fmt: skip  # noqa: E501
    try:
        sheets = grids(data)
    except GridProblem as problem:
        raise _refused(name, [str(problem)]) from None
    found = [(sheet, row) for sheet in sheets if (row := _header_row(sheet, columns)) is not None]
    if len(found) != 1:
        lines = [
            f"blad {sheet.name!r} heeft een kop met {columns.name[0]!r}; laat één blad over"
            for sheet, _ in found
        ]
        raise _refused(name, lines or [_no_header(columns)])
    sheet, row = found[0]
    reader = _Reader(name, digest(data), definition, columns, sheet, row)
    rows = tuple(reader.rows())
    problems = (*reader.problems, *_doubles(rows, reader))
    if not rows and not problems:
        problems = ("de tabel heeft geen rijen onder de kop",)
    if problems:
        raise _refused(name, problems)
    return PlatformTable(name, digest(data), rows, (*reader.remarks, *_same_tenderers(rows)), data)


def has_header(data: bytes, definition: TenderDefinition) -> bool:
    """Whether a file is meant as the platform's table: some sheet has its header."""
    columns = definition.platform_table
    if columns is None:
        return False
    try:
        return any(_header_row(sheet, columns) is not None for sheet in grids(data))
    except GridProblem:
        return False


def why_unreadable(data: bytes) -> str:
    """Why a file cannot be read as a table at all; "" when it can, whatever is in it."""
    try:
        grids(data)
    except GridProblem as problem:
        return str(problem)
    return ""


def read_table_file(path: Path, definition: TenderDefinition) -> PlatformTable:
    """The table at a path. Raises PackageError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _refused(path.name, [f"kan niet worden gelezen ({error.strerror})"]) from error
    return read_table(path.name, data, definition)


def _refused(name: str, lines: Sequence[str]) -> PackageError:
    return PackageError(f"Tabel {shown_name(name)} van het platform kan niet worden gelezen:", tuple(lines))


def _no_header(columns: PlatformColumns) -> str:
    return f"kop ontbreekt: geen cel van de eerste {HEADER_ROWS} rijen heet {' of '.join(map(repr, columns.name))}"


def _header_row(sheet: Grid, columns: PlatformColumns) -> int | None:
    names = {plain_name(text) for text in columns.name}
    for number, row in enumerate(sheet.rows[:HEADER_ROWS]):
        if names.intersection(plain_name(cell) for cell in row if isinstance(cell, str)):
            return number
    return None


class _Reader:
    """Reads the rows of one sheet; gathers what is wrong on the way."""

    def __init__(
        self,
        name: str,
        sha256: str,
        definition: TenderDefinition,
        columns: PlatformColumns,
        sheet: Grid,
        header: int,
    ) -> None:
        self.name = name
        self.sha256 = sha256
        self.definition = definition
        self.columns = columns
        self.sheet = sheet
        self.header = header
        self.problems: list[str] = []
        self.remarks: list[str] = []
        self.places = self._placed()

    def _placed(self) -> Mapping[str, int]:
        """The column of each meaning; of a question under "?" and its id."""
        texts = {
            plain_name(text): meaning for meaning in _MEANINGS for text in getattr(self.columns, meaning)
        }
        for question in self.columns.questions:
            texts |= {plain_name(text): f"?{question.id}" for text in question.headers}
        found: dict[str, int] = {}
        for column, cell in enumerate(self.sheet.rows[self.header]):
            meaning = texts.get(plain_name(str(cell)))
            if meaning is None:
                if str(cell).strip():
                    self.remarks.append(
                        f"{self._cell(self.header, column)}: kolom {str(cell)!r} wordt niet gelezen"
                    )
            elif meaning in found:
                both = f"{self._cell(self.header, found[meaning])} en {self._cell(self.header, column)}"
                self.problems.append(f"{both}: twee kolommen betekenen hetzelfde ({meaning.lstrip('?')})")
            else:
                found[meaning] = column
        self._named_missing(found)
        return found

    def _named_missing(self, found: Mapping[str, int]) -> None:
        """A header that is not there: a problem where a row cannot do without, else a remark."""
        if "received" not in found and not {"received_date", "received_time"} <= found.keys():
            heads = (*self.columns.received, *self.columns.received_date, *self.columns.received_time)
            self.problems.append(f"kop ontbreekt: wanneer is ontvangen ({', '.join(map(repr, heads))})")
        for meaning in ("trade_register_number", "message_number"):
            if meaning not in found and getattr(self.columns, meaning):
                names = " of ".join(map(repr, getattr(self.columns, meaning)))
                self.remarks.append(f"kop ontbreekt: {names}")
        for question in self.columns.questions:
            if f"?{question.id}" not in found:
                self.remarks.append(f"kop ontbreekt: vraag {question.id} ({question.headers[0]!r})")

    def rows(self) -> Iterator[PlatformRow]:
        """The rows under the header; a problem is added for each that says no tenderer or no time."""
        body = self.sheet.rows[self.header + 1 :]
        last = max((number for number, row in enumerate(body) if _filled(row)), default=-1)
        first_row = self.header + 1
        for top, left, bottom, right in self.sheet.merged:
            if bottom >= self.header and top <= first_row + last:
                cells = f"{place_of(top, left)}:{place_of(bottom, right)}"
                self.problems.append(f"cel {cells}: samengevoegde cellen; splits ze")
        for number, row in enumerate(body[: last + 1], start=first_row):
            if not _filled(row):
                self.remarks.append(f"rij {number + 1} is leeg")
                continue
            before = len(self.problems)
            found = self._row(number)
            if found is not None and len(self.problems) == before:
                yield found

    def _row(self, number: int) -> PlatformRow | None:
        for column in self.places.values():
            wrong = self.sheet.wrong.get(place_of(number, column))
            if wrong:
                self.problems.append(f"{self._cell(number, column)}: {wrong}")
        name = self._text(number, "name")
        if not name:
            self.problems.append(
                f"{self._cell(number, self.places['name'])}: de naam van de inschrijver ontbreekt"
            )
        received = self._received(number)
        channel = self._channel(number)
        if received is None or not name:
            return None
        status = self._text(number, "status")
        return PlatformRow(
            number=number + 1,
            name=name,
            entry=PlatformEntry(channel, received, self._text(number, "message_number")),
            folder=self._text(number, "folder"),
            status=status,
            withdrawn=_begins_with(status, self.columns.withdrawn),
            asked=self._asked(number, status),
            facts=(self._tenderer(number, name), *self._answers(number)),
        )

    def _asked(self, number: int, status: str) -> str:
        """Why a row is not taken in before an officer looked; "" when its status tells what became of the bid."""
        live = {plain_name(text) for text in self.columns.live}
        if not status or plain_name(status) in live or _begins_with(status, self.columns.withdrawn):
            return ""
        place = self._cell(number, self.places["status"])
        return (
            f"{place}: status {status!r} is niet bekend; ga na of deze inschrijving telt. Zo ja, neem haar apart in "
            "met de tabel en de rij, of zet de status bij live in [platform_table]"
        )

    def _received(self, number: int) -> datetime | None:
        place = self.places.get("received", self.places.get("received_date"))
        if place is None or ("received" not in self.places and "received_time" not in self.places):
            return None
        clock = None if "received" in self.places else self._value(number, "received_time")
        value = self._value(number, "received" if "received" in self.places else "received_date")
        if value == "" or clock == "":
            at = place if value == "" else self.places["received_time"]
            self.problems.append(f"{self._cell(number, at)}: wanneer is ontvangen ontbreekt")
            return None
        try:
            return received_at(value, clock)
        except TimeProblem as problem:
            self.problems.append(f"{self._cell(number, place)}: {problem}")
            return None

    def _channel(self, number: int) -> str:
        if "channel" in self.places:
            text = self._text(number, "channel")
            if not text:
                self.problems.append(f"{self._cell(number, self.places['channel'])}: de route ontbreekt")
            return text
        channel = self.definition.channel_by_id.get(PROCEDURE_CHANNEL)
        return channel.address if channel else self.definition.procedure.platform

    def _tenderer(self, number: int, name: str) -> ReadFact:
        values = [self._read("name", name, self._cell(number, self.places["name"]), name)]
        doubts: list[str] = []
        if "trade_register_number" in self.places:
            place = self._cell(number, self.places["trade_register_number"])
            words = self._text(number, "trade_register_number")
            digits = words.replace(" ", "").replace(".", "")
            if digits and isinstance(self._value(number, "trade_register_number"), float | int):
                if len(digits) < KVK_DIGITS:
                    doubts.append(f"{place}: {words} is een getal; voorloopnullen kunnen zijn weggevallen")
                digits = digits.zfill(KVK_DIGITS)
            if not (digits.isdecimal() and len(digits) == KVK_DIGITS):
                doubts.append(f"{place}: {words!r} is geen KvK-nummer van {KVK_DIGITS} cijfers")
            if digits:
                values.append(self._read("trade_register_number", digits, place, words))
        return self._fact("tenderer", values, doubts)

    def _answers(self, number: int) -> Iterator[ReadFact]:
        """INT-09: the questions without an answer that counts; nothing where the tender names no questions."""
        if not self.columns.questions:
            return
        unanswered: list[str] = []
        doubts: list[str] = []
        values: list[ReadValue] = []
        cells: list[str] = []
        for question in self.columns.questions:
            column = self.places.get(f"?{question.id}")
            if column is None:
                doubts.append(
                    f"de tabel heeft geen kolom voor vraag {question.id}; ga na of zij is beantwoord"
                )
                continue
            place, words = self._cell(number, column), self._text(number, f"?{question.id}")
            cells.append(place)
            accepted = {plain_name(text) for text in question.accepted}
            answer = _YES_OR_NO.get(plain_name(words), plain_name(words))
            counts = answer in accepted if accepted else bool(words)
            if question.conditions:
                values.append(self._read("conditions_accepted", counts, place, words))
                counts = bool(words)
            if not counts:
                unanswered.append(question.id)
                if words:
                    doubts.append(
                        f"{place}: antwoord {words!r} op vraag {question.id} telt niet als beantwoord"
                    )
        if cells:
            place = ", ".join(cells)
            values.insert(
                0,
                self._read(
                    "unanswered", tuple(unanswered), place, ", ".join(unanswered) or "alle beantwoord"
                ),
            )
        yield self._fact("platform.answers", values, doubts)

    def _fact(self, kind: str, values: Sequence[ReadValue], doubts: Sequence[str]) -> ReadFact:
        return ReadFact(kind, "", self.name, self.sha256, TABLE_READER, VERSION, tuple(values), tuple(doubts))

    def _read(self, name: str, value: object, place: str, words: str) -> ReadValue:
        return ReadValue(name, canonical_json(value).decode(), place, words)

    def _cell(self, row: int, column: int) -> str:
        blad = f"blad {self.sheet.name!r}, " if self.sheet.name else ""
        return f"{blad}cel {place_of(row, column)}"

    def _value(self, number: int, meaning: str) -> Value:
        column = self.places.get(meaning)
        row = self.sheet.rows[number]
        if column is None or column >= len(row):
            return ""
        value = row[column]
        return value.strip() if isinstance(value, str) else value

    def _text(self, number: int, meaning: str) -> str:
        value = self._value(number, meaning)
        if isinstance(value, bool):
            return "ja" if value else "nee"
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return str(Decimal(str(value))) if isinstance(value, float) else " ".join(str(value).split())


def _begins_with(status: str, words: Sequence[str]) -> bool:
    """Whether a status is one of those words, or one with a date or reason after it."""
    return any(f"{plain_name(status)} ".startswith(f"{plain_name(word)} ") for word in words)


def _same_tenderers(rows: Sequence[PlatformRow]) -> Iterator[str]:
    """A line for each tenderer with more than one bid that was not withdrawn (by number or name)."""
    told: set[tuple[int, ...]] = set()
    counting = [row for row in rows if not row.withdrawn]
    for said in (lambda row: row.trade_register_number, lambda row: plain_name(row.name)):
        for key, times in Counter(said(row) for row in counting).items():
            same = tuple(row.number for row in counting if said(row) == key)
            if key and times > 1 and same not in told:
                told.add(same)
                named = " en ".join(
                    f"rij {row.number} ({row.name!r}, {row.entry.message_number or 'geen berichtnummer'})"
                    for row in counting
                    if row.number in same
                )
                yield f"{named}: dezelfde inschrijver staat er meer dan één keer; ga na welke inschrijving telt"


def _filled(row: Sequence[Value]) -> bool:
    return any(str(cell).strip() for cell in row)


def _doubles(rows: Sequence[PlatformRow], reader: _Reader) -> Iterator[str]:
    for number, times in Counter(row.entry.message_number for row in rows).items():
        if times > 1 and number:
            where = ", ".join(f"rij {row.number}" for row in rows if row.entry.message_number == number)
            column = reader.places["message_number"]
            yield f"kolom {place_of(0, column)[:-1]}: berichtnummer {number!r} staat er {times} keer ({where})"
