"""The versions that a database may have; known here without loading the migrations."""

from inkoop_core.errors import StorageError

REVISIONS = ("0001",)
"""Every version there has been, oldest first. The last is the one that this program works with."""

TABLE = "schema_version"
"""The table that holds the version of a database, in one row."""


def check_current(found: tuple[str, ...] | None, where: str, known: tuple[str, ...] = REVISIONS) -> None:
    """Raises StorageError unless the database is of the version that this program works with.

    found  the rows of the version table, None when there is no such table
    """
    check_known(found, where, known)
    if found != known[-1:]:
        raise StorageError(
            f"{where} is van een oudere versie van inkoop ({', '.join(found or ())}; "
            f"dit programma werkt met {known[-1]}). Maak een back-up en voer `inkoop upgrade` uit."
        )


def check_known(found: tuple[str, ...] | None, where: str, known: tuple[str, ...] = REVISIONS) -> None:
    """Raises StorageError unless this program knows the version of the database."""
    if found is None:
        raise StorageError(
            f"{where} is geen bureau van inkoop: er is geen tabel {TABLE}. "
            "Controleer de naam, of maak een nieuw bureau met `inkoop init`."
        )
    if len(found) != 1 or found[0] not in known:
        raise StorageError(
            f"{where} heeft versie {', '.join(found) or '(leeg)'}; die kent dit programma niet "
            f"(wel: {', '.join(known)}). Er is niets gewijzigd. Gebruik een nieuwere inkoop."
        )
