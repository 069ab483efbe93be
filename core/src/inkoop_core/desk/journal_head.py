"""The head of a journal as it was known at an instant."""

from datetime import datetime

from inkoop_core.desk.ports import Head, Store


def last_known(store: Store, chain: str, known_at: datetime) -> Head:
    """The head of a chain as it was known at an instant; entries are in the order of their times."""
    found, first, beyond = Head(0, ""), 1, store.head(chain).seq + 1
    while first < beyond:
        middle = (first + beyond) // 2
        (entry,) = store.journal(chain, middle - 1, 1)
        if entry.recorded_at <= known_at:
            found, first = Head(entry.seq, entry.hash), middle + 1
        else:
            beyond = middle
    return found
