"""Connections: how SQLite and PostgreSQL are set up, and what a transaction is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from inkoop_core.errors import StorageError
from inkoop_core.storage.location import Location

_WRITING = "inkoop_writing"
_BUSY_MILLISECONDS = 10_000

_APPEND_LOCK = 0x696E6B6F6F70
"""Key of the advisory lock that orders the appends of one PostgreSQL database."""


def engine_for(location: Location) -> Engine:
    """An engine; connects at its first use.

    Raises StorageError when the URL cannot be read or the driver is not installed.
    """
    if location.file is not None:
        return _sqlite(location.file)
    try:
        # Whatever the server's default: a statement after `order` must see what was committed before it.
        return create_engine(location.server, isolation_level="READ COMMITTED")
    except ArgumentError as error:
        raise StorageError(f"Deze database-URL is niet te lezen: {error}") from error
    except ModuleNotFoundError as error:
        raise StorageError(
            "Voor PostgreSQL ontbreekt de driver. Installeer `inkoop-core[postgres]`."
        ) from error


def shown(location: Location) -> str:
    """The database as it is named in texts, without a password."""
    if location.file is not None:
        return str(location.file)
    return make_url(location.server).render_as_string(hide_password=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database and writes nothing."""
    with _told(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes. On SQLite no other can write from its start, on PostgreSQL see `order`."""
    with _told(engine), engine.connect() as connection:
        connection.execution_options(**{_WRITING: True})
        with connection.begin():
            yield connection


def order(connection: Connection) -> None:
    """From here to the end of the transaction nobody else appends.

    Taken late: what takes long (the bytes of files) is written before it.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _APPEND_LOCK})


def _sqlite(file: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(file)))

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: Any) -> None:
        # The driver would begin transactions by itself, and late; `begin` below does it.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get(_WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """What the database refuses becomes a text instead of a traceback."""
    try:
        yield
    except OperationalError as error:
        where = engine.url.render_as_string(hide_password=True)
        raise StorageError(
            f"De database {where} werkt niet mee: {str(error.orig).strip()}. Er is niets vastgelegd. "
            "Probeer het opnieuw; blijft het zo, vraag dan de beheerder."
        ) from error
