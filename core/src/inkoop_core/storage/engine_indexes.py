"""The index that each engine words in its own way.

Apart from the tables: naming an engine loads all its drivers, and only who makes or compares tables needs it.
"""

from sqlalchemy import Index, and_

from inkoop_core.storage.tables import fact, metadata

Index(
    "uq_fact_single",
    fact.c.procedure,
    fact.c.kind,
    fact.c.subject,
    unique=True,
    sqlite_where=and_(fact.c.single, fact.c.replaces.is_(None)),
    postgresql_where=and_(fact.c.single, fact.c.replaces.is_(None)),
)

__all__ = ["metadata"]
