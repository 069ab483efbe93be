"""P12: `inkoop verify` against bare hashing of the same bytes; goal at most 3.0 times.

    python benchmarks/p12_verify.py [ENTRIES] [URL]

Measured twice: entries that record nothing else (refused attempts), and entries with one fact each. What is
hashed bare is everything that verification hashes: the entries, and the envelopes and bodies of their facts.
"""

import hashlib
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from attrs import frozen
from sqlalchemy import insert, select

from inkoop_core.api.records import RecordType
from inkoop_core.domain.canonical import canonical_json, digest, instant_text
from inkoop_core.domain.journal import EntryDraft
from inkoop_core.storage import create_store
from inkoop_core.storage.engine import engine_for, reading, writing
from inkoop_core.storage.envelope import entry_hash, fact_digest, payload
from inkoop_core.storage.location import located
from inkoop_core.storage.tables import fact, fact_body, journal
from inkoop_core.storage.verify import reports

GOAL = 3.0
START = datetime(2026, 6, 15, 8, tzinfo=UTC)
CHUNK = 10_000


@frozen
class Ruling:
    """A body of the size of a usual one."""

    requirement: str
    outcome: str
    reason: str


RULING = RecordType(kind="bench.ruling", body=Ruling, label="Oordeel")
BODY = canonical_json(
    Ruling("GA-1", "UPHOLD", "De verklaring ontbreekt in het pakket van de inschrijver. " * 3)
)


def fill(url: str, entries: int, with_facts: bool) -> None:
    """Write a chain in bulk: appending one by one is not what is measured."""
    create_store(url, [RULING], lambda: START).close()
    engine = engine_for(located(url))
    head = ""
    for first in range(1, entries + 1, CHUNK):
        rows: list[dict[str, Any]] = []
        facts: list[dict[str, Any]] = []
        for seq in range(first, min(first + CHUNK, entries + 1)):
            at = START + timedelta(seconds=seq)
            named = []
            if with_facts:
                facts.append(fact_row(seq, at))
                named.append((seq, fact_row_digest(facts[-1])))
            draft = EntryDraft(
                "bench", "oordeel", digest(b"%d" % seq), "a.devries", refused=refusal(with_facts)
            )
            text = payload(draft, named, ())
            previous, head = head, entry_hash(head, "bench", seq, instant_text(at), text)
            rows.append(
                {
                    "chain": "bench",
                    "seq": seq,
                    "previous": previous,
                    "hash": head,
                    "recorded_at": at,
                    "payload": text,
                }
            )
        with writing(engine) as connection:
            connection.execute(insert(journal), rows)
            if facts:
                connection.execute(insert(fact), facts)
                bodies = [{"fact_id": row["id"], "body": BODY.decode()} for row in facts]
                connection.execute(insert(fact_body), bodies)
    engine.dispose()


def refusal(with_facts: bool) -> str:
    return "" if with_facts else "a.devries heeft niet de rol voorzitter in deze procedure."


def fact_row(seq: int, at: datetime) -> dict[str, Any]:
    return {
        "id": seq,
        "procedure": "bench",
        "kind": "bench.ruling",
        "version": 1,
        "subject": f"S-{seq:06}",
        "happened_at": at,
        "recorded_at": at,
        "by": "a.devries",
        "entry": seq,
        "replaces": None,
        "compartment": "",
        "timing_reason": "",
        "reason": "",
        "single": False,
        "body_digest": digest(BODY),
    }


def fact_row_digest(row: dict[str, Any]) -> str:
    covered = {key: value for key, value in row.items() if key not in ("entry", "recorded_at")}
    return fact_digest(**{**covered, "happened_at": instant_text(row["happened_at"])})


def bare(url: str) -> float:
    """Seconds to hash the bytes alone; reading them is not counted."""
    engine = engine_for(located(url))
    spent = 0.0
    with reading(engine) as connection:
        for texts in chunks(connection):
            started = time.perf_counter()
            for text in texts:
                hashlib.sha256(text).hexdigest()
            spent += time.perf_counter() - started
    engine.dispose()
    return spent


def chunks(connection: Any) -> Iterator[list[bytes]]:
    streaming = {"stream_results": True, "yield_per": CHUNK}
    entries = select(journal).order_by(journal.c.seq)
    for part in connection.execute(entries, execution_options=streaming).partitions():
        yield [hashed_of_entry(row) for row in part]
    facts = select(fact, fact_body.c.body).join(fact_body)
    for part in connection.execute(facts, execution_options=streaming).mappings().partitions():
        yield [text for row in part for text in (hashed_of_fact(row), row["body"].encode())]


def hashed_of_entry(row: Any) -> bytes:
    place: bytes = canonical_json([row.previous, row.chain, row.seq, row.recorded_at])
    told: str = row.payload
    return place[:-1] + b"," + told.encode() + b"]"


def hashed_of_fact(row: Any) -> bytes:
    envelope = {key: row[key] for key in row if key not in ("entry", "recorded_at", "body", "body_digest")}
    return canonical_json({**envelope, "body": row["body_digest"]})


def verified(url: str, entries: int) -> float:
    engine = engine_for(located(url))
    started = time.perf_counter()
    with reading(engine) as connection:
        (report,) = reports(connection)
    spent = time.perf_counter() - started
    engine.dispose()
    if report.problems or report.entries != entries:
        raise SystemExit(f"niet in orde: {report.entries} boekingen, {report.problems[:3]}")
    return spent


def main(arguments: list[str]) -> None:
    entries = int(arguments[0]) if arguments else 100_000
    for with_facts in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            url = arguments[1 + with_facts] if len(arguments) > 2 else str(Path(folder) / "desk.db")
            fill(url, entries, with_facts)
            rounds = [(verified(url, entries), bare(url)) for _ in range(3)]
            checked, hashed = sorted(rounds, key=lambda pair: pair[0] / pair[1])[1]
            what = "met een feit" if with_facts else "zonder feiten"
            print(
                f"{entries} boekingen {what}: verify {checked:.2f} s, alleen hashen {hashed:.2f} s, "
                f"verhouding {checked / hashed:.2f} (grens {GOAL})"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
