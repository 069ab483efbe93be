"""Record types of these tests alone, and short ways to append."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import pytest
from attrs import frozen
from sqlalchemy import text

from inkoop_core.api.actions import NewFile
from inkoop_core.api.records import RecordType
from inkoop_core.desk.ports import Appended, EntryDraft, Store
from inkoop_core.domain.fact import Draft
from inkoop_core.storage.engine import engine_for
from inkoop_core.storage.location import located


@frozen
class Note:
    """Anything."""

    text: str


@frozen
class Score:
    """One per submission."""

    points: int


@frozen
class Closed:
    """Ends a note."""

    reason: str


class Bodies:
    """The bodies of these tests, by name."""

    Note = Note
    Score = Score
    Closed = Closed


@pytest.fixture
def bodies() -> type[Bodies]:
    return Bodies


@pytest.fixture
def record_types() -> tuple[RecordType, ...]:
    return (
        RecordType(kind="test.note", body=Note, label="Notitie"),
        RecordType(kind="test.score", body=Score, label="Score", single=True),
        RecordType(kind="test.closed", body=Closed, label="Gesloten", ends=(Note,)),
    )


@pytest.fixture
def note(store: Store) -> Callable[..., Appended]:
    """Records one note: `note("P-1", "tekst", subject="S-001", by="a.devries", replaces=3)`."""

    def append(chain: str, said: str, by: str = "a.devries", **draft: Any) -> Appended:
        return store.append(EntryDraft(chain, "noteer", "0" * 64, by), [Draft(Note(said), **draft)])

    return append


@pytest.fixture
def new_file() -> Callable[..., NewFile]:
    def made(content: bytes, name: str = "bijlage.pdf") -> NewFile:
        return NewFile(name, sha256(content).hexdigest(), content)

    return made


@pytest.fixture
def tamper(database: str, database_engine: str) -> Callable[..., None]:
    """Changes the database behind the store's back, with its constraints out of the way."""

    @contextmanager
    def connection() -> Iterator[Any]:
        engine = engine_for(located(database))
        with engine.connect() as opened:
            if database_engine == "sqlite":
                opened.exec_driver_sql("COMMIT")
                opened.exec_driver_sql("PRAGMA foreign_keys = OFF")
                opened.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                opened.exec_driver_sql("SET session_replication_role = replica")
            yield opened
            opened.commit()
        engine.dispose()

    def change(*statements: str, **values: Any) -> None:
        with connection() as opened:
            for statement in statements:
                opened.execute(text(statement), values)

    return change
