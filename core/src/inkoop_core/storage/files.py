"""Kept files: by the SHA-256 of their bytes, once, in chunks."""

from collections.abc import Iterator, Sequence
from importlib import import_module

from sqlalchemy import Connection, bindparam, insert, select, update

from inkoop_core.api.actions import NewFile
from inkoop_core.domain.canonical import digest
from inkoop_core.errors import IntegrityError, Unknown
from inkoop_core.storage.tables import CHUNK, file, file_chunk


def keep(connection: Connection, files: Sequence[NewFile]) -> tuple[str, ...]:
    """Write the files that the desk does not have yet; returns the SHA-256 of those.

    Raises IntegrityError when a file is not what its hash says.
    """
    by_hash = {new.sha256: new for new in files}
    for new in by_hash.values():
        if digest(new.content) != new.sha256:
            raise IntegrityError(
                f"{new.name}: de inhoud past niet bij de hash {new.sha256}. "
                "Er is niets vastgelegd; lees het bestand opnieuw."
            )
    # In one order for everybody, so that two who keep the same files wait for each other only one way.
    return tuple(sha256 for sha256, new in sorted(by_hash.items()) if _kept(connection, new))


def claim(connection: Connection, files: Sequence[str], chain: str, entry: int) -> None:
    """Note which journal entry first kept these files."""
    if files:
        connection.execute(
            update(file).where(file.c.sha256 == bindparam("kept")).values(chain=chain, entry=entry),
            [{"kept": sha256} for sha256 in files],
        )


def content(connection: Connection, sha256: str) -> bytes:
    """The bytes of a kept file. Raises Unknown, or IntegrityError when they are not what was kept."""
    if connection.scalar(select(file.c.size).where(file.c.sha256 == sha256)) is None:
        raise Unknown(f"Het bureau heeft geen bestand met hash {sha256}.")
    found = b"".join(chunks(connection, sha256))
    if digest(found) != sha256:
        raise IntegrityError(
            f"Het bestand met hash {sha256} is niet meer wat is vastgelegd. "
            "Voer `inkoop verify` uit en zet het bestand terug uit een back-up."
        )
    return found


def chunks(connection: Connection, sha256: str) -> Iterator[bytes]:
    """The chunks of a file in order, one at a time, up to the first that is missing."""
    wanted = select(file_chunk.c.content).where(file_chunk.c.sha256 == sha256)
    number = 0
    while (found := connection.scalar(wanted.where(file_chunk.c.number == number))) is not None:
        yield found
        number += 1


def _kept(connection: Connection, new: NewFile) -> bool:
    row = {"sha256": new.sha256, "size": len(new.content)}
    # Loading a dialect takes long, and only one of the two is needed.
    dialect = import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
    added = dialect.insert(file).values(row).on_conflict_do_nothing().returning(file.c.sha256)
    if connection.scalar(added) is None:
        return False
    for number, start in enumerate(range(0, len(new.content), CHUNK)):
        connection.execute(
            insert(file_chunk),
            {"sha256": new.sha256, "number": number, "content": new.content[start : start + CHUNK]},
        )
    return True
