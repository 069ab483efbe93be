"""Where a desk's database is: a file, or a PostgreSQL server."""

from pathlib import Path

from attrs import frozen

from inkoop_core.errors import StorageError

SQLITE = "sqlite:///"
POSTGRESQL = "postgresql://"


@frozen
class Location:
    """A database. file: of SQLite, None for a server; server: the URL of PostgreSQL, "" for a file."""

    file: Path | None
    server: str = ""


def located(url_or_path: str | Path) -> Location:
    """The database that a file path, `sqlite:///FILE` or `postgresql://...` names.

    Raises StorageError for anything else.
    """
    text = str(url_or_path)
    if text.startswith(POSTGRESQL):
        return Location(file=None, server=text)
    if text.startswith(SQLITE) and text != SQLITE:
        return Location(file=Path(text.removeprefix(SQLITE)))
    if text and "://" not in text and not text.startswith("sqlite:"):
        return Location(file=Path(text))
    scheme = text.partition(":")[0]
    raise StorageError(
        f"Een database van de soort {scheme!r} kent inkoop niet. "
        f"Geef een bestandsnaam, {SQLITE}BESTAND of {POSTGRESQL}SERVER/NAAM."
    )
