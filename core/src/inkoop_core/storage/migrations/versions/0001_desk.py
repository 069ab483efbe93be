"""The first tables: journal, facts and files."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out and not taken from `tables`: what a migration makes must never change afterwards.
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "journal",
        sa.Column("chain", sa.String, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name="pk_journal"),
        sa.UniqueConstraint("recorded_at", name="uq_journal_recorded_at"),
    )
    op.create_table(
        "fact",
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("procedure", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("happened_at", _INSTANT, nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("entry", sa.BigInteger, nullable=False),
        sa.Column("replaces", _ID),
        sa.Column("compartment", sa.String, nullable=False),
        sa.Column("timing_reason", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("single", sa.Boolean, nullable=False),
        sa.Column("body_digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fact"),
        sa.ForeignKeyConstraint(["replaces"], ["fact.id"], name="fk_fact_replaces"),
        sa.ForeignKeyConstraint(
            ["procedure", "entry"], ["journal.chain", "journal.seq"], name="fk_fact_procedure_entry"
        ),
        sa.UniqueConstraint("replaces", name="uq_fact_replaces"),
        sa.CheckConstraint("replaces < id", name="ck_fact_replaces_earlier"),
    )
    op.create_index("ix_fact_procedure_id", "fact", ["procedure", "id"])
    op.create_index(
        "uq_fact_single",
        "fact",
        ["procedure", "kind", "subject"],
        unique=True,
        sqlite_where=sa.text("single AND replaces IS NULL"),
        postgresql_where=sa.text("single AND replaces IS NULL"),
    )
    op.create_table(
        "fact_body",
        sa.Column("fact_id", _ID, autoincrement=False, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("fact_id", name="pk_fact_body"),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name="fk_fact_body_fact_id"),
    )
    op.create_table(
        "file",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("chain", sa.String),
        sa.Column("entry", sa.BigInteger),
        sa.PrimaryKeyConstraint("sha256", name="pk_file"),
        sa.ForeignKeyConstraint(
            ["chain", "entry"], ["journal.chain", "journal.seq"], name="fk_file_chain_entry"
        ),
    )
    op.create_index("ix_file_chain_entry", "file", ["chain", "entry"])
    op.create_table(
        "file_chunk",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", "number", name="pk_file_chunk"),
        sa.ForeignKeyConstraint(["sha256"], ["file.sha256"], name="fk_file_chunk_sha256"),
    )
