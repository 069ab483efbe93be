"""The store of a desk: facts, files and journal in SQLite or PostgreSQL.

Importing this package loads no database library; opening a store does.
"""

from inkoop_core.storage.opening import create_store, open_store, upgrade_store

__all__ = ["create_store", "open_store", "upgrade_store"]
