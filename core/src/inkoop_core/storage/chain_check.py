"""The verification of one chain."""

import hashlib
import json
from collections import deque
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Integer, Select, func, select, type_coerce

from inkoop_core.domain.journal import ChainReport
from inkoop_core.storage import files as kept
from inkoop_core.storage.envelope import fact_digest, quoted
from inkoop_core.storage.tables import CHUNK, as_text, fact, fact_body, file, file_chunk, journal

_NOTHING = '"facts":[],"files":[],'
"""In an entry that names no facts and no files."""

_ROWS = 200
"""Rows fetched at a time: few enough to stay in the processor's cache."""


class ChainCheck:
    """Goes through the entries of a chain, and beside them through its facts in the order of their ids."""

    def __init__(self, connection: Connection, chain: str) -> None:
        self._connection = connection
        self._chain = chain
        self._quoted = quoted(chain)
        self._name = f"Keten {chain}" if chain else "Keten van het bureau"
        self._facts = _rows(connection, _facts(connection, chain))
        self._back: deque[Any] = deque()
        self._next = next(self._facts, None)
        self._problems: list[str] = []

    def report(self) -> ChainReport:
        """Entries, facts, and the files that entries of this chain kept first: so each file is read once."""
        entries, head = self._go()
        self._files()
        return ChainReport(self._chain, entries, head, tuple(self._problems))

    def _go(self) -> tuple[int, str]:
        entries, seq, head, time = 0, 0, "", ""
        # One loop without calls for an entry in which all is well: there may be millions of them.
        for part in _parts(self._connection, _entries(self._connection, self._chain)):
            for row in part:
                number, previous, hash_, recorded_at, payload = row
                text = f'["{previous}",{self._quoted},{number},"{recorded_at}",{payload}]'
                intact = hashlib.sha256(text.encode()).hexdigest() == hash_
                if not intact or previous != head or number != seq + 1 or recorded_at <= time:
                    self._place(row, intact, seq, head, time)
                if _NOTHING not in payload or not intact:
                    self._content(number, recorded_at, payload, intact)
                seq, head, time = number, hash_, recorded_at
            entries += len(part)
        while self._next is not None:
            self._unnamed()
        return entries, head

    def _place(self, row: Any, intact: bool, seq: int, head: str, time: str) -> None:
        """What is wrong with the place of an entry in its chain."""
        number, previous, _, recorded_at, _ = row
        if number != seq + 1:
            missing = f"{seq + 1}" if number == seq + 2 else f"{seq + 1} tot en met {number - 1}"
            self._wrong(number, f"ervoor ontbreekt boeking {missing}")
        elif previous != head:
            self._wrong(
                number, "sluit niet aan op de boeking ervoor: er is een boeking gewijzigd of verwisseld"
            )
        if not intact:
            self._wrong(number, "de inhoud past niet bij de hash: de boeking is gewijzigd")
        if recorded_at <= time:
            self._wrong(
                number, f"de tijd ({recorded_at}) is niet later dan die van de boeking ervoor ({time})"
            )

    def _content(self, number: int, recorded_at: str, payload: str, intact: bool) -> None:
        """Compare the facts and files that an entry names with those that are there."""
        taken = self._facts_of(number)
        if not intact:
            # What it named is not known; its facts are taken as the table has them.
            for row in taken:
                self._body(row)
            return
        if self._as_named(taken, recorded_at, payload):
            return
        self._put_back(taken)
        try:
            # Sought with quotes and colon: inside a text a quote is escaped, so only the key itself matches.
            # Several times faster than reading the whole entry.
            start = payload.index('"facts":') + 8
            middle = payload.index(',"files":', start)
            end = payload.index(',"refused":', middle)
            facts, files = json.loads(payload[start:middle]), json.loads(payload[middle + 9 : end])
        except ValueError:
            self._wrong(number, "de boeking is niet te lezen")
            return
        self._entry_facts(number, recorded_at, facts)
        self._entry_files(number, files)

    def _as_named(self, rows: list[Any], recorded_at: str, payload: str) -> bool:
        """Whether these are the facts that an entry names, as it names them, and it names no files.

        Compares text with text, which is the quick way; what differs is found out in the long way.
        """
        named = ",".join([f'[{row[0]},"{fact_digest(row[0], self._chain, *row[4:])}"]' for row in rows])
        return f'"facts":[{named}],"files":[],"refused":' in payload and all(
            row[2] == recorded_at
            and row[3] is not None
            and hashlib.sha256(row[3].encode()).hexdigest() == row[-1]
            for row in rows
        )

    def _entry_facts(self, number: int, recorded_at: str, named: list[tuple[int, str]]) -> None:
        for fact_id, digest in named:
            while self._next is not None and self._next[0] < fact_id:
                self._unnamed()
            if self._next is None or self._next[0] > fact_id:
                self._wrong(number, f"feit {fact_id} ontbreekt")
                continue
            row = self._taken()
            if fact_digest(row[0], self._chain, *row[4:]) != digest:
                self._wrong(number, f"feit {fact_id} is gewijzigd: het past niet bij de hash in de boeking")
            if row[1] != number or row[2] != recorded_at:
                self._wrong(
                    number, f"feit {fact_id} staat in de tabel bij een andere boeking of een andere tijd"
                )
            self._body(row)

    def _body(self, row: Any) -> None:
        body = row[3]
        if body is None:
            self._wrong(row[1], f"de inhoud van feit {row[0]} ontbreekt")
        elif hashlib.sha256(body.encode()).hexdigest() != row[-1]:
            self._wrong(row[1], f"de inhoud van feit {row[0]} is gewijzigd")

    def _taken(self) -> Any:
        row = self._next
        self._next = self._back.popleft() if self._back else next(self._facts, None)
        return row

    def _facts_of(self, number: int) -> list[Any]:
        """The next facts that the table places at an entry."""
        taken = []
        while self._next is not None and self._next[1] == number:
            taken.append(self._taken())
        return taken

    def _put_back(self, rows: list[Any]) -> None:
        if rows:
            after = [] if self._next is None else [self._next]
            self._back.extendleft(reversed([*rows[1:], *after]))
            self._next = rows[0]

    def _unnamed(self) -> None:
        row = self._taken()
        self._wrong(row[1], f"geen boeking noemt feit {row[0]}")

    def _entry_files(self, number: int, named: list[str]) -> None:
        for sha256 in named:
            if self._connection.scalar(select(file.c.size).where(file.c.sha256 == sha256)) is None:
                self._wrong(number, f"bestand {sha256} ontbreekt")

    def _files(self) -> None:
        for sha256, size, number, payload in _rows(self._connection, _kept_files(self._chain)):
            if payload is None or f'"{sha256}"' not in payload:
                self._wrong(number, f"geen boeking noemt bestand {sha256}")
            wrong = _file_problem(self._connection, sha256, size)
            if wrong:
                self._wrong(number, f"bestand {sha256}: {wrong}")

    def _wrong(self, number: int, what: str) -> None:
        self._problems.append(f"{self._name}, boeking {number}: {what}.")


def _file_problem(connection: Connection, name: str, size: int) -> str:
    found, read, parts = hashlib.sha256(), 0, 0
    for chunk in kept.chunks(connection, name):
        found.update(chunk)
        read += len(chunk)
        parts += 1
    expected = -(-size // CHUNK)
    stored = connection.scalar(
        select(func.count()).select_from(file_chunk).where(file_chunk.c.sha256 == name)
    )
    if parts < expected:
        return f"deel {parts + 1} van {expected} ontbreekt"
    if found.hexdigest() != name:
        return "de inhoud is gewijzigd"
    if read != size or parts != stored:
        return f"de omvang is {read} bytes in {stored} delen, niet {size} in {expected}"
    return ""


def _entries(connection: Connection, chain: str) -> Select[Any]:
    recorded_at = as_text(journal.c.recorded_at, connection.dialect.name)
    return (
        select(journal.c.seq, journal.c.previous, journal.c.hash, recorded_at, journal.c.payload)
        .where(journal.c.chain == chain)
        .order_by(journal.c.seq)
    )


def _facts(connection: Connection, chain: str) -> Select[Any]:
    """Id, entry, recorded time and body; then the rest of the envelope in the order of `fact_digest`."""
    dialect = connection.dialect.name
    return (
        select(
            fact.c.id,
            fact.c.entry,
            as_text(fact.c.recorded_at, dialect),
            fact_body.c.body,
            fact.c.kind,
            fact.c.version,
            fact.c.subject,
            as_text(fact.c.happened_at, dialect),
            fact.c.by,
            fact.c.replaces,
            fact.c.compartment,
            fact.c.timing_reason,
            fact.c.reason,
            type_coerce(fact.c.single, Integer) if dialect == "sqlite" else fact.c.single,
            fact.c.body_digest,
        )
        .select_from(fact.outerjoin(fact_body))
        .where(fact.c.procedure == chain)
        .order_by(fact.c.id)
    )


def _kept_files(chain: str) -> Select[Any]:
    return (
        select(file.c.sha256, file.c.size, file.c.entry, journal.c.payload)
        .select_from(file.outerjoin(journal))
        .where(file.c.chain == chain)
        .order_by(file.c.entry, file.c.sha256)
    )


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    for part in _parts(connection, query):
        yield from part


def _parts(connection: Connection, query: Select[Any]) -> Iterator[list[Any]]:
    """Rows in chunks, straight from the driver: millions of them are looked at once."""
    compiled = query.compile(dialect=connection.dialect)
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "postgresql":
        cursor = driver.cursor(name=f"verify_{uuid4().hex}")
        cursor.execute(compiled.string, compiled.params)
    else:
        values = [compiled.params[name] for name in compiled.positiontup or ()]
        cursor = driver.execute(compiled.string, values)
    try:
        while part := cursor.fetchmany(_ROWS):
            yield part
    finally:
        cursor.close()
