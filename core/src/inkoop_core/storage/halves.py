"""A long chain is verified from both its start and its middle: two processors need half the time.

That is the quick way to find that all is well. When anything is not, the whole chain is gone through again in
one piece: what the middle of a changed chain is, cannot be relied on.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from attrs import asdict
from sqlalchemy import Connection, func, select

from inkoop_core.domain.journal import ChainReport
from inkoop_core.storage.chain_check import ChainCheck, Stretch
from inkoop_core.storage.engine import engine_for, reading
from inkoop_core.storage.location import Location
from inkoop_core.storage.tables import as_text, fact, journal


def verified(connection: Connection, chain: str, long: int) -> ChainReport:
    """The report of a chain; in two processes when it has at least `long` entries."""
    last = connection.scalar(select(func.max(journal.c.seq)).where(journal.c.chain == chain)) or 0
    if last < long or (os.cpu_count() or 1) < 2:
        return ChainCheck(connection, chain).report()
    start, end = _halves(connection, chain, last)
    request = json.dumps({"chain": chain, "stretch": asdict(end), **_where(connection)})
    # Why it failed, if it does, is no matter: then this process does all the work itself.
    other = subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with other:
        try:
            # The answer comes at the end, so the child can be left to itself meanwhile.
            assert other.stdin is not None
            other.stdin.write(request)
            other.stdin.close()
            other.stdin = None
            first = ChainCheck(connection, chain, start).report()
            answer, _ = other.communicate()
        finally:
            other.kill()
    if other.returncode or first.problems:
        return ChainCheck(connection, chain).report()
    second = json.loads(answer)
    if second["problems"]:
        return ChainCheck(connection, chain).report()
    return ChainReport(chain, first.entries + second["entries"], second["head"], ())


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What the other process finds in its half."""
    engine = engine_for(Location(request["file"] and Path(request["file"]), request["server"]))
    with reading(engine) as connection:
        report = ChainCheck(connection, request["chain"], Stretch(**request["stretch"])).without_files()
    engine.dispose()
    return {"entries": report.entries, "head": report.head, "problems": len(report.problems)}


def _where(connection: Connection) -> dict[str, Any]:
    url = connection.engine.url
    if connection.dialect.name == "sqlite":
        return {"file": url.database, "server": ""}
    return {"file": None, "server": url.render_as_string(hide_password=False)}


def _halves(connection: Connection, chain: str, last: int) -> tuple[Stretch, Stretch]:
    """Both end where this transaction's view ends: the other process may see more."""
    middle = (
        select(journal.c.seq, journal.c.hash, as_text(journal.c.recorded_at, connection.dialect.name))
        .where(journal.c.chain == chain, journal.c.seq <= last // 2)
        .order_by(journal.c.seq.desc())
        .limit(1)
    )
    seq, head, time = connection.execute(middle).first() or (0, "", "")
    last_fact = connection.scalar(select(func.max(fact.c.id)).where(fact.c.procedure == chain)) or 0
    split = _first_fact_after(connection, chain, seq, last_fact)
    end = Stretch(seq=seq, head=head, time=time, until=last, first=split, last=last_fact)
    return Stretch(until=seq, last=split - 1), end


def _first_fact_after(connection: Connection, chain: str, seq: int, last_fact: int) -> int:
    """The lowest id of the facts of later entries, by halving: both ids and entries rise."""
    low, high = 0, last_fact + 1
    while low < high:
        tried = (low + high) // 2
        found = connection.execute(
            select(fact.c.id, fact.c.entry)
            .where(fact.c.procedure == chain, fact.c.id >= tried)
            .order_by(fact.c.id)
            .limit(1)
        ).first()
        if found is None or found.entry > seq:
            high = tried
        else:
            low = found.id + 1
    return low


if __name__ == "__main__":
    print(json.dumps(answer(json.load(sys.stdin))))  # noqa: T201 - the answer to the process that asked
