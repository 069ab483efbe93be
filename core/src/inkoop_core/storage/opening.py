"""Making, opening and upgrading the database of a desk. Database libraries are loaded here, when needed."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from inkoop_core.api.records import RecordType
from inkoop_core.errors import StorageError
from inkoop_core.storage.codec import RecordCodec
from inkoop_core.storage.location import Location, located
from inkoop_core.storage.revisions import REVISIONS, TABLE, check_current, check_known

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from inkoop_core.storage.store import SqlStore


def open_store(
    url_or_path: str | Path, record_types: Iterable[RecordType], clock: Callable[[], datetime]
) -> "SqlStore":
    """Open the desk at a file path, `sqlite:///FILE` or `postgresql://...`.

    clock  the time now, as an aware instant

    Raises StorageError when there is no desk, or when it is of another version than this program's; then
    nothing was touched. Raises PluginBroken when two record types clash.
    """
    from inkoop_core.storage.store import SqlStore

    codec = RecordCodec(record_types)
    location = located(url_or_path)
    check_current(_version(location), _shown(location))
    return SqlStore(_engine(location), codec, clock)


def create_store(
    url_or_path: str | Path, record_types: Iterable[RecordType], clock: Callable[[], datetime]
) -> "SqlStore":
    """Make a new desk and open it. A SQLite file is made for its owner alone (0600).

    Raises StorageError when the file is there already, or the PostgreSQL database is not empty of desks.
    """
    location = located(url_or_path)
    if location.file is None:
        if _version(location) is not None:
            raise StorageError(f"In {_shown(location)} staat al een bureau. Kies een lege database.")
        _migrate(location)
    else:
        _reserve(location.file)
        try:
            _migrate(location)
        except BaseException:
            location.file.unlink()
            raise
    return open_store(url_or_path, record_types, clock)


def upgrade_store(url_or_path: str | Path) -> tuple[str, str]:
    """Bring a desk of an older version to this program's; returns the version before and after.

    Raises StorageError, before it touches anything, when it does not know the version.
    """
    location = located(url_or_path)
    found = _version(location)
    check_known(found, _shown(location))
    before = found[0] if found else ""
    if before != REVISIONS[-1]:
        _migrate(location)
    return before, REVISIONS[-1]


def _version(location: Location) -> tuple[str, ...] | None:
    """The rows of the version table, None when there is no such table."""
    if location.file is not None:
        return _sqlite_version(location.file)
    from sqlalchemy import inspect, text

    from inkoop_core.storage.engine import reading

    engine = _engine(location)
    try:
        with reading(engine) as connection:
            if not inspect(connection).has_table(TABLE):
                return None
            return tuple(connection.scalars(text(f"SELECT version_num FROM {TABLE}")))
    finally:
        engine.dispose()


def _sqlite_version(file: Path) -> tuple[str, ...] | None:
    if not file.is_file():
        raise StorageError(f"Er is geen bureau {file}. Controleer de naam, of maak er een met `inkoop init`.")
    # Read-only, and by the standard library: what turns out not to be a desk must stay as it is.
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone():
                return None
            return tuple(row[0] for row in connection.execute(f"SELECT version_num FROM {TABLE}"))
    except sqlite3.Error as error:
        raise StorageError(
            f"{file} is niet te openen als bureau: {error}. "
            "Controleer de naam en de rechten, of zet een back-up terug."
        ) from error


def _reserve(file: Path) -> None:
    """Make the empty file; its rights go over to the files that SQLite keeps beside it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError as error:
        raise StorageError(f"{file} bestaat al. Kies een andere naam, of open dat bureau.") from error
    except OSError as error:
        raise StorageError(f"{file} is niet te maken: {error.strerror}. Kies een andere map.") from error


def _migrate(location: Location) -> None:
    from alembic import command
    from alembic.config import Config

    from inkoop_core.storage.engine import writing

    config = Config()
    config.set_main_option("script_location", "inkoop_core.storage:migrations")
    engine = _engine(location)
    try:
        with writing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, REVISIONS[-1])
    finally:
        engine.dispose()


def _engine(location: Location) -> "Engine":
    from inkoop_core.storage.engine import engine_for

    return engine_for(location)


def _shown(location: Location) -> str:
    if location.file is not None:
        return str(location.file)
    from inkoop_core.storage.engine import shown

    return shown(location)
