"""Runs migrations on the connection that `inkoop_core.storage.opening` hands over, in its transaction."""

from alembic import context

from inkoop_core.storage.engine_indexes import metadata
from inkoop_core.storage.revisions import TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
