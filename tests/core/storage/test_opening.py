"""Making and opening desks; what is not a desk of a known version stays as it is."""

import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from inkoop_core.errors import StorageError
from inkoop_core.storage import create_store, open_store, upgrade_store
from inkoop_core.storage.engine import engine_for, reading
from inkoop_core.storage.engine_indexes import metadata
from inkoop_core.storage.location import located
from inkoop_core.storage.revisions import REVISIONS, TABLE, check_current, check_known

NOON = datetime(2026, 6, 15, 10, tzinfo=UTC)


def clock() -> datetime:
    return NOON


def test_a_new_desk_can_be_used_and_opened_again(empty_database: str) -> None:
    made = create_store(empty_database, (), clock)
    assert made.chains() == ()
    made.close()
    opened = open_store(empty_database, (), clock)
    assert opened.chains() == ()
    opened.close()


def test_a_desk_is_not_made_over_another(database: str) -> None:
    with pytest.raises(StorageError, match="al"):
        create_store(database, (), clock)
    open_store(database, (), clock).close()


def test_a_desk_of_this_version_needs_no_upgrade(database: str) -> None:
    assert upgrade_store(database) == (REVISIONS[-1], REVISIONS[-1])


def test_a_database_of_an_unknown_version_is_refused(database: str, tamper: Callable[..., None]) -> None:
    tamper(f"UPDATE {TABLE} SET version_num = '9999'")
    with pytest.raises(StorageError, match="versie 9999"):
        open_store(database, (), clock)
    with pytest.raises(StorageError, match="versie 9999"):
        upgrade_store(database)


def test_a_database_without_versions_is_no_desk(database: str, tamper: Callable[..., None]) -> None:
    tamper(f"DROP TABLE {TABLE}")
    with pytest.raises(StorageError, match="geen bureau"):
        open_store(database, (), clock)


def test_an_older_version_is_told_to_upgrade() -> None:
    with pytest.raises(StorageError, match="inkoop upgrade"):
        check_current(("0001",), "desk.db", known=("0001", "0002"))
    check_known(("0001",), "desk.db", known=("0001", "0002"))
    check_current(("0002",), "desk.db", known=("0001", "0002"))


@pytest.mark.parametrize("found", [(), ("0001", "0001")])
def test_a_version_table_without_one_row_is_refused(found: tuple[str, ...]) -> None:
    with pytest.raises(StorageError, match="niets gewijzigd"):
        check_known(found, "desk.db")


def test_the_migrations_make_the_tables_that_the_program_works_with(database: str) -> None:
    engine = engine_for(located(database))
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": TABLE})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_known_versions_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", "inkoop_core.storage:migrations")
    script = ScriptDirectory.from_config(config)
    assert tuple(revision.revision for revision in script.walk_revisions())[::-1] == REVISIONS


def test_a_desk_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "nieuw" / "desk.db"
    store = create_store(file, (), clock)
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    store.close()
    assert rights["desk.db"] == 0o600
    assert set(rights.values()) == {0o600}


def test_a_missing_file_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="inkoop init"):
        open_store(tmp_path / "weg.db", (), clock)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"geen database, maar een brief " * 100])
def test_a_file_that_is_no_desk_is_refused_and_not_touched(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "brief.txt"
    file.write_bytes(content)
    for opening in (lambda: open_store(file, (), clock), lambda: upgrade_store(file)):
        with pytest.raises(StorageError, match=r"brief\.txt"):
            opening()
    assert file.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="werkt niet mee") as raised:
        open_store(f"postgresql://jan:geheim@/desk?host={tmp_path}", (), clock)
    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite:///", "sqlite://x", ""])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(StorageError, match="kent inkoop niet"):
        located(url)


@pytest.mark.parametrize("url", ["map/desk.db", "sqlite:///map/desk.db"])
def test_a_file_is_named_by_path_or_url(url: str) -> None:
    assert located(url).file == Path("map/desk.db")


def test_sqlalchemy_comes_with_an_open_desk_and_alembic_only_with_a_new_one(tmp_path: Path) -> None:
    create_store(tmp_path / "desk.db", (), clock).close()
    script = (
        "import sys, datetime\n"
        "import inkoop_core.storage as storage\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        "storage.open_store(sys.argv[1], (), lambda: datetime.datetime.now(datetime.UTC)).close()\n"
        "assert 'sqlalchemy' in sys.modules and 'alembic' not in sys.modules\n"
        "assert 'psycopg' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "desk.db")], check=True)
