"""Verification: does the journal still say what was recorded, and is everything there that it names?"""

from collections.abc import Iterator

from sqlalchemy import Connection, select, union

from inkoop_core.domain.journal import ChainReport
from inkoop_core.storage.chain_check import ChainCheck
from inkoop_core.storage.tables import fact, fact_body, file, file_chunk, journal


def reports(connection: Connection) -> Iterator[ChainReport]:
    """A report per chain, sorted; the desk's own, which also tells of what belongs nowhere, first."""
    chains = select(
        union(
            select(journal.c.chain), select(fact.c.procedure), select(file.c.chain).where(file.c.chain != "")
        ).subquery()
    )
    strays = tuple(_strays(connection))
    names = sorted(connection.scalars(chains))
    if strays and "" not in names:
        names = ["", *names]
    for name in names:
        report = ChainCheck(connection, name).report()
        if name == "" and strays:
            report = ChainReport(name, report.entries, report.head, report.problems + strays)
        yield report


def _strays(connection: Connection) -> Iterator[str]:
    """What belongs to no chain at all."""
    for sha256 in connection.scalars(select(file.c.sha256).where(file.c.chain.is_(None))):
        yield f"Geen boeking noemt bestand {sha256}."
    loose = select(file_chunk.c.sha256).outerjoin(file).where(file.c.sha256.is_(None)).distinct()
    for sha256 in connection.scalars(loose):
        yield f"Er zijn delen van bestand {sha256}, maar het bestand ontbreekt."
    for fact_id in connection.scalars(select(fact_body.c.fact_id).outerjoin(fact).where(fact.c.id.is_(None))):
        yield f"Er is een inhoud van feit {fact_id}, maar het feit ontbreekt."
