"""The store of one desk on SQLite or PostgreSQL."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Lock
from typing import Any

from attrs import frozen
from sqlalchemy import Connection, Engine, bindparam, func, insert, select

from inkoop_core.api.actions import NewFile
from inkoop_core.api.records import RecordType
from inkoop_core.domain.canonical import canonical_json, instant_text
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.journal import Appended, ChainReport, EntryDraft, Head, HeadMoved, JournalEntry
from inkoop_core.errors import IntegrityError, StorageError
from inkoop_core.storage import files as kept
from inkoop_core.storage.codec import Codec
from inkoop_core.storage.conflicts import ConflictCheck
from inkoop_core.storage.engine import order, reading, writing
from inkoop_core.storage.envelope import entry_hash, fact_digest, payload
from inkoop_core.storage.tables import fact, fact_body, journal
from inkoop_core.storage.verify import reports

_PAGE = 500
_TICK = timedelta(microseconds=1)


@frozen
class _State:
    """What an append builds on."""

    head: Head
    recorded_at: datetime | None
    fact: int


class SqlStore:
    """Facts, files and journal in a database whose version was checked. Usable from several threads."""

    def __init__(self, engine: Engine, codec: Codec, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._codec = codec
        self._clock = clock
        # SQLite lets waiting writers starve; threads of one program wait here instead.
        self._lane = Lock() if engine.dialect.name == "sqlite" else nullcontext()

    def append(
        self,
        entry: EntryDraft,
        facts: Sequence[Draft] = (),
        files: Sequence[NewFile] = (),
        expected: Head | None = None,
    ) -> Appended:
        """Record one journal entry with its facts and files, in one transaction. See `desk.ports.Store`."""
        kinds = [self._codec.kind_of(draft.body) for draft in facts]
        bodies = [canonical_json(draft.body) for draft in facts]
        with self._lane, writing(self._engine) as connection:
            new_files = kept.keep(connection, files)
            order(connection)
            state = _state(connection, entry.chain)
            if expected is not None and expected != state.head:
                raise HeadMoved(f"{entry.chain!r}: {state.head}, not {expected}")
            check = ConflictCheck(connection, self._codec, entry.chain)
            check.replacing(facts, kinds)
            check.beside(facts, kinds)
            recorded_at = self._now(state.recorded_at)
            rows = [
                _row(state.fact + number, entry, state.head.seq + 1, recorded_at, draft, kind, body)
                for number, (draft, kind, body) in enumerate(zip(facts, kinds, bodies, strict=True), 1)
            ]
            appended = _enter(connection, entry, state.head, recorded_at, rows, files)
            if rows:
                connection.execute(_NEW_FACTS, rows)
                connection.execute(
                    _NEW_BODIES,
                    [
                        {"fact_id": row["id"], "body": body.decode()}
                        for row, body in zip(rows, bodies, strict=True)
                    ],
                )
            kept.claim(connection, new_files, entry.chain, appended.entry)
        return appended

    def facts(self, chain: str, after: int = 0) -> tuple[Fact[Any], ...]:
        """Every fact of a procedure ("" the desk's own), replaced ones too, in the order of their ids.

        after  only those with a higher id; of one procedure a later fact always has one
        """
        with reading(self._engine) as connection:
            rows = connection.execute(_FACTS, {"chain": chain, "after": after})
            return tuple(self._fact(row) for row in rows)

    def head(self, chain: str) -> Head:
        """The head of a chain."""
        with reading(self._engine) as connection:
            return _head(connection, chain)

    def chains(self) -> tuple[str, ...]:
        """The chains that have entries, sorted; "" is the desk's own."""
        with reading(self._engine) as connection:
            return tuple(sorted(connection.scalars(select(journal.c.chain).distinct())))

    def journal(self, chain: str, after: int = 0, limit: int | None = None) -> Iterator[JournalEntry]:
        """Entries of a chain in order, from the one after `after`; read in pages, by key."""
        while limit is None or limit > 0:
            size = _PAGE if limit is None else min(_PAGE, limit)
            query = (
                select(journal)
                .where(journal.c.chain == chain, journal.c.seq > after)
                .order_by(journal.c.seq)
                .limit(size)
            )
            with reading(self._engine) as connection:
                page = connection.execute(query).all()
            for row in page:
                yield _entry(*row)
            if len(page) < size:
                return
            after = page[-1].seq
            limit = None if limit is None else limit - size

    def file(self, sha256: str) -> bytes:
        """A kept file. Raises Unknown when there is none, IntegrityError when its bytes have changed."""
        with reading(self._engine) as connection:
            return kept.content(connection, sha256)

    def verify(self) -> Iterable[ChainReport]:
        """Recompute every chain: hashes, sequence, time order, digests of facts and files.

        One state of the database is looked at, in a stream; the memory needed does not grow with it.
        """
        with reading(self._engine) as connection:
            yield from reports(connection)

    def close(self) -> None:
        """Release the store."""
        self._engine.dispose()

    def _now(self, last: datetime | None) -> datetime:
        now = self._clock().astimezone(UTC)
        return now if last is None else max(now, last + _TICK)

    def _fact(self, row: Any) -> Fact[Any]:
        number, procedure, kind, version, subject, happened_at, recorded_at, by, *rest = row
        entry, replaces, compartment, timing_reason, reason, body = rest
        if body is None:
            raise IntegrityError(
                f"De inhoud van feit {number} ({self._codec.label(kind)}) ontbreekt. "
                "Voer `inkoop verify` uit en zet het bureau terug uit een back-up."
            )
        try:
            decoded = self._codec.decode(kind, version, json.loads(body))
        except (StorageError, ValueError) as error:
            raise StorageError(f"Feit {number} is niet te lezen. {error}") from error
        return Fact(
            number,
            procedure,
            kind,
            version,
            subject,
            happened_at,
            recorded_at,
            by,
            entry,
            decoded,
            replaces,
            compartment,
            timing_reason,
            reason,
        )


# Statements are built once: building one costs more than running it.
# In the order of the fields of a Fact, but the body last.
_FACTS = (
    select(
        fact.c.id,
        fact.c.procedure,
        fact.c.kind,
        fact.c.version,
        fact.c.subject,
        fact.c.happened_at,
        fact.c.recorded_at,
        fact.c.by,
        fact.c.entry,
        fact.c.replaces,
        fact.c.compartment,
        fact.c.timing_reason,
        fact.c.reason,
        fact_body.c.body,
    )
    .select_from(fact.outerjoin(fact_body))
    .where(fact.c.procedure == bindparam("chain"), fact.c.id > bindparam("after"))
    .order_by(fact.c.id)
)

_HEAD = (
    select(journal.c.seq, journal.c.hash)
    .where(journal.c.chain == bindparam("chain"))
    .order_by(journal.c.seq.desc())
    .limit(1)
)

_LAST = select(
    select(func.max(journal.c.recorded_at, type_=journal.c.recorded_at.type)).scalar_subquery(),
    select(func.max(fact.c.id)).scalar_subquery(),
)

_NEW_ENTRY, _NEW_FACTS, _NEW_BODIES = insert(journal), insert(fact), insert(fact_body)


def _head(connection: Connection, chain: str) -> Head:
    row = connection.execute(_HEAD, {"chain": chain}).first()
    return Head(0, "") if row is None else Head(*row)


def _state(connection: Connection, chain: str) -> _State:
    recorded_at, last_fact = connection.execute(_LAST).one()
    return _State(head=_head(connection, chain), recorded_at=recorded_at, fact=last_fact or 0)


def _row(
    id: int, entry: EntryDraft, seq: int, recorded_at: datetime, draft: Draft, kind: RecordType, body: bytes
) -> dict[str, Any]:
    return {
        "id": id,
        "procedure": entry.chain,
        "kind": kind.kind,
        "version": kind.version,
        "subject": draft.subject,
        "happened_at": draft.happened_at or recorded_at,
        "recorded_at": recorded_at,
        "by": entry.actor,
        "entry": seq,
        "replaces": draft.replaces,
        "compartment": "",
        "timing_reason": draft.timing_reason,
        "reason": draft.reason,
        "single": kind.single,
        "body_digest": sha256(body).hexdigest(),
    }


def _enter(
    connection: Connection,
    entry: EntryDraft,
    head: Head,
    recorded_at: datetime,
    rows: Sequence[dict[str, Any]],
    files: Sequence[NewFile],
) -> Appended:
    """Write the journal entry; facts and files refer to it, so it comes before them."""
    named = [(row["id"], _digest(row)) for row in rows]
    hashes = list(dict.fromkeys(new.sha256 for new in files))
    text = payload(entry, named, hashes)
    hash_ = entry_hash(head.hash, entry.chain, head.seq + 1, instant_text(recorded_at), text)
    connection.execute(
        _NEW_ENTRY,
        {
            "chain": entry.chain,
            "seq": head.seq + 1,
            "previous": head.hash,
            "hash": hash_,
            "recorded_at": recorded_at,
            "payload": text,
        },
    )
    return Appended(head.seq + 1, hash_, recorded_at, tuple(row["id"] for row in rows))


def _digest(row: dict[str, Any]) -> str:
    covered = {key: value for key, value in row.items() if key not in ("entry", "recorded_at")}
    return fact_digest(**{**covered, "happened_at": instant_text(row["happened_at"])})


def _entry(chain: str, seq: int, previous: str, hash: str, recorded_at: datetime, text: str) -> JournalEntry:
    try:
        told = json.loads(text)
        return JournalEntry(
            chain=chain,
            seq=seq,
            previous=previous,
            hash=hash,
            recorded_at=recorded_at,
            action=told["action"],
            command_digest=told["command_digest"],
            actor=told["actor"],
            second=told["second"],
            stated=told["stated"],
            refused=told["refused"],
            facts=tuple((number, digest) for number, digest in told["facts"]),
            files=tuple(told["files"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise IntegrityError(
            f"Boeking {seq} van {chain or 'het bureau'} is niet te lezen ({error!r}): de tekst is gewijzigd. "
            "Voer `inkoop verify` uit en zet het bureau terug uit een back-up."
        ) from error
