"""The tables of a desk. What a migration makes is compared with these by a test."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    func,
    type_coerce,
)
from sqlalchemy.types import TypeEngine

from inkoop_core.domain.canonical import instant_text

CHUNK = 1024 * 1024
"""Bytes of a file in one row."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC to the microsecond: SQLite as text, PostgreSQL as timestamptz."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(27))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        text = instant_text(value)
        return value.astimezone(UTC) if dialect.name == "postgresql" else text

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        read: datetime = value if dialect.name == "postgresql" else datetime.fromisoformat(value)
        return read.astimezone(UTC)


def as_text(column: Column[datetime], dialect: str) -> ColumnElement[str]:
    """An instant's canonical text, made by the database: faster than by way of datetimes."""
    if dialect == "postgresql":
        return func.to_char(func.timezone("UTC", column), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    return type_coerce(column, Text())


# An INTEGER key is SQLite's own row number; a BIGINT one would cost it a second index.
_ID = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

journal = Table(
    "journal",
    metadata,
    Column("chain", String, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("payload", Text, nullable=False),
    # Over all chains: no two entries of a desk have the same time.
    UniqueConstraint("recorded_at"),
)

fact = Table(
    "fact",
    metadata,
    Column("id", _ID, primary_key=True, autoincrement=False),
    Column("procedure", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("subject", String, nullable=False),
    Column("happened_at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("by", String, nullable=False),
    Column("entry", BigInteger, nullable=False),
    Column("replaces", _ID, ForeignKey("fact.id")),
    Column("compartment", String, nullable=False),
    Column("timing_reason", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("single", Boolean, nullable=False),
    Column("body_digest", String(64), nullable=False),
    ForeignKeyConstraint(["procedure", "entry"], ["journal.chain", "journal.seq"]),
    UniqueConstraint("replaces"),
    CheckConstraint("replaces < id", name="replaces_earlier"),
    Index("ix_fact_procedure_id", "procedure", "id"),
)

fact_body = Table(
    "fact_body",
    metadata,
    Column("fact_id", _ID, ForeignKey("fact.id"), primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)

# chain and entry: the journal entry that first kept the file. They stay empty within the transaction
# that keeps it, until the number of its entry is known.
file = Table(
    "file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("chain", String),
    Column("entry", BigInteger),
    ForeignKeyConstraint(["chain", "entry"], ["journal.chain", "journal.seq"]),
    Index("ix_file_chain_entry", "chain", "entry"),
)

file_chunk = Table(
    "file_chunk",
    metadata,
    Column("sha256", String(64), ForeignKey("file.sha256"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)
