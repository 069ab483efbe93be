"""Put a desk together: the only module that knows concrete storage and reading."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from inkoop_core.access import Actor, account
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.offered import installed_catalogue
from inkoop_core.desk.ports import Clock, EntryDraft, PackageReader
from inkoop_core.desk.records import CORE_RECORDS
from inkoop_core.domain.canonical import canonical_json, digest
from inkoop_core.domain.desk_records import DeskFounded
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment
from inkoop_core.errors import NotPermitted
from inkoop_core.plugins import Catalogue
from inkoop_core.storage import create_store, open_store

DATABASE = "INKOOP_DB"
"""Environment variable: the desk that is opened without `--db`."""


def system_clock() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


def default_database() -> str:
    """Where the desk is without `--db`: the environment's, else a file in the platform's data folder."""
    from platformdirs import user_data_path

    return os.environ.get(DATABASE) or str(user_data_path("inkoop", appauthor=False) / "desk.db")


class PackagesWhenNeeded:
    """The reader of packages, loaded when the first package is read: most that people do reads none."""

    def __init__(self, trust: Sequence[bytes]) -> None:
        self._trust = trust
        self._reader: PackageReader | None = None

    def __getattr__(self, name: str) -> object:
        if self._reader is None:
            from inkoop_core.reading import FilePackageReader

            self._reader = FilePackageReader(self._trust)
        return getattr(self._reader, name)


def packages_when_needed(trust: Sequence[bytes]) -> PackageReader:
    """The reader of packages; trust: certificates to which a trusted signature must chain."""
    # It hands everything on, which a type checker cannot see.
    return cast(PackageReader, PackagesWhenNeeded(trust))


def found_desk(
    database: str | Path,
    *,
    sample: bool = False,
    shared: bool = False,
    actor: Actor | None = None,
    clock: Clock = system_clock,
    catalogue: Catalogue | None = None,
    trust: Sequence[bytes] = (),
) -> Desk:
    """Make a new desk; who makes it is its founder and has every role.

    sample  an example: people may state who they are, a script may drive the clock
    shared  people state who they are with `--user`
    Raises StorageError when there is one already.
    """
    plugins = catalogue or installed_catalogue()
    founder = actor or account()
    store = create_store(database, (*CORE_RECORDS, *plugins.record_types), clock)
    body = DeskFounded(founder.name, sample, shared)
    entry = EntryDraft(
        chain="",
        action="bureau-oprichten",
        command_digest=digest(canonical_json(body)),
        actor=founder.name,
        stated=founder.stated,
    )
    store.append(entry, [Draft(body)])
    return Desk(store, plugins, packages_when_needed(trust), founder, clock)


def open_desk(
    database: str | Path,
    *,
    user: str | None = None,
    moment: Moment | None = None,
    clock: Clock = system_clock,
    catalogue: Catalogue | None = None,
    trust: Sequence[bytes] = (),
) -> Desk:
    """Open a desk for the account of the operating system, or for a person who states who he is.

    Raises StorageError; NotPermitted for a stated user on a desk that establishes who works on it.
    """
    plugins = catalogue or installed_catalogue()
    store = open_store(database, (*CORE_RECORDS, *plugins.record_types), clock)
    desk = Desk(store, plugins, packages_when_needed(trust), account(), clock, moment)
    if user is not None:
        founded = desk.founded()
        if founded is None or not (founded.sample or founded.shared):
            store.close()
            raise NotPermitted(
                "dit bureau kent u aan uw account; --user kan alleen op een voorbeeldbureau of op een bureau "
                "dat is opgericht met `inkoop init --shared-account`."
            )
        desk = desk.for_actor(Actor(user, stated=True))
    return desk
