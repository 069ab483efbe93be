"""Databases for every test that stores something: SQLite files, and a PostgreSQL server of this run alone.

INKOOP_TEST_ENGINES chooses the engines ("sqlite,postgresql" when not set).
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from inkoop_core.api.records import RecordType
from inkoop_core.desk.ports import Clock, Store
from inkoop_core.storage import create_store, open_store
from inkoop_core.testing.postgres import PostgresServer, running_server

# A busy machine is no fault of the code; the gate draws the same examples every time.
settings.register_profile(
    "inkoop", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("inkoop")

ENGINES = os.environ.get("INKOOP_TEST_ENGINES", "sqlite,postgresql").split(",")
NOON = datetime(2026, 6, 15, 10, tzinfo=UTC)
TEMPLATE = "desk_template"

StoreFactory = Callable[..., Store]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server, with a database that has the tables of a desk, to make copies of."""
    with running_server() as server:
        server.execute(f"CREATE DATABASE {TEMPLATE}")
        create_store(server.url(TEMPLATE), (), lambda: NOON).close()
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables of a desk, to make copies of."""
    file = tmp_path_factory.mktemp("template") / "desk.db"
    create_store(file, (), lambda: NOON).close()
    return file


@pytest.fixture(params=ENGINES)
def database_engine(request: pytest.FixtureRequest) -> str:
    """The engine that the test runs on: "sqlite" or "postgresql"."""
    return str(request.param)


@pytest.fixture
def empty_database(database_engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a place without a desk, where one can be made."""
    if database_engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'leeg.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def database(database_engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a desk in which nothing is recorded yet."""
    if database_engine == "sqlite":
        file = tmp_path / "desk.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.create(TEMPLATE)
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def store_factory(database: str) -> Iterator[StoreFactory]:
    """Opens the test's desk: `store_factory(record_types, clock)`; the clock stands still at noon if not given."""
    opened: list[Store] = []

    def opening(record_types: Iterable[RecordType] = (), clock: Clock = lambda: NOON) -> Store:
        opened.append(open_store(database, record_types, clock))
        return opened[-1]

    yield opening
    for store in opened:
        store.close()


@pytest.fixture
def record_types() -> tuple[RecordType, ...]:
    """What `store` knows; a folder of tests overrides it with its own."""
    return ()


@pytest.fixture
def store(store_factory: StoreFactory, record_types: tuple[RecordType, ...]) -> Store:
    """The test's desk, opened."""
    return store_factory(record_types)
