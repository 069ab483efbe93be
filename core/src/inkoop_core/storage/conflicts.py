"""What may be replaced, and what may stand beside what is there already."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from attrs import fields, frozen
from sqlalchemy import ColumnElement, Connection, select

from inkoop_core.api.records import RecordType
from inkoop_core.domain.fact import Draft, Withdrawn
from inkoop_core.domain.moment import shown
from inkoop_core.errors import Conflict
from inkoop_core.storage.codec import Codec
from inkoop_core.storage.tables import fact

T = TypeVar("T")

_AT_ONCE = 500  # values in one statement; both engines have a limit


@frozen
class Recorded:
    """What a conflict tells of a fact that is there."""

    id: int
    procedure: str
    kind: str
    subject: str
    recorded_at: datetime
    by: str
    replaces: int | None


_RECORDED = select(*(fact.c[field.name] for field in fields(Recorded))).order_by(fact.c.id)


class ConflictCheck:
    """Compares the drafts of one append with what is recorded. Used where nobody else can append."""

    def __init__(self, connection: Connection, codec: Codec, procedure: str) -> None:
        self._connection = connection
        self._codec = codec
        self._procedure = procedure
        self._withdrawn = codec.kind_of(Withdrawn(reason="")).kind

    def replacing(self, drafts: Sequence[Draft], kinds: Sequence[RecordType]) -> None:
        """Raises Conflict for a draft that replaces what it may not."""
        pairs = [
            (draft, kind) for draft, kind in zip(drafts, kinds, strict=True) if draft.replaces is not None
        ]
        ids = [draft.replaces for draft, _ in pairs if draft.replaces is not None]
        if len(set(ids)) != len(ids):
            twice = sorted({one for one in ids if ids.count(one) > 1})
            raise Conflict(f"Eén handeling vervangt feit {twice[0]} twee keer; er is niets vastgelegd.")
        replaced = {found.id: found for found in self._where(fact.c.id, ids)}
        later = {found.replaces: found for found in self._where(fact.c.replaces, ids)}
        for (draft, kind), replaces in zip(pairs, ids, strict=True):
            if replaces in later:
                raise Conflict(self._already(replaced[replaces], later[replaces]))
            found = replaced.get(replaces)
            if found is None or found.procedure != self._procedure:
                raise Conflict(
                    f"Feit {replaces} hoort niet bij {self._procedure or 'het bureau'} en is dus niet te "
                    "vervangen. Er is niets vastgelegd. Zoek het feit op in het journaal en begin opnieuw."
                )
            if not isinstance(draft.body, Withdrawn):
                self._alike(draft, kind, found)

    def beside(self, drafts: Sequence[Draft], kinds: Sequence[RecordType]) -> None:
        """Raises Conflict for a second fact where a kind has one chain per subject."""
        wanted: dict[str, list[str]] = {}
        for draft, kind in zip(drafts, kinds, strict=True):
            if kind.single and draft.replaces is None:
                wanted.setdefault(kind.kind, []).append(draft.subject)
        for name, subjects in wanted.items():
            if len(set(subjects)) != len(subjects):
                raise Conflict(
                    f"Eén handeling legt twee keer '{self._codec.label(name)}' vast over hetzelfde; "
                    "er is niets vastgelegd."
                )
            first = (
                fact.c.procedure == self._procedure,
                fact.c.kind == name,
                fact.c.single,
                fact.c.replaces.is_(None),
            )
            for found in self._where(fact.c.subject, subjects, *first):
                raise Conflict(self._exists(self._last(found)))

    def _alike(self, draft: Draft, kind: RecordType, found: Recorded) -> None:
        """A fact is replaced by one of its own kind and subject; other kinds must say that they end it."""
        origin = self._origin(found)
        ends = {self._codec.kind_of_class(body).kind for body in kind.ends}
        if origin.kind not in {kind.kind, *ends}:
            raise Conflict(
                f"{self._named(found)} is van een andere soort dan '{kind.label}' en daardoor niet te "
                "vervangen. Er is niets vastgelegd."
            )
        if origin.subject != draft.subject:
            raise Conflict(
                f"{self._named(found)} gaat niet over {draft.subject or 'de procedure'} en is daardoor niet "
                "te vervangen. Er is niets vastgelegd."
            )

    def _origin(self, found: Recorded) -> Recorded:
        """What a withdrawal took back: after it, the same kind of fact may be recorded again."""
        while found.kind == self._withdrawn and found.replaces is not None:
            found = next(self._where(fact.c.id, [found.replaces]))
        return found

    def _last(self, found: Recorded) -> Recorded:
        while (later := next(self._where(fact.c.replaces, [found.id]), None)) is not None:
            found = later
        return found

    def _already(self, found: Recorded, later: Recorded) -> str:
        return (
            f"{self._named(found)} is intussen vervangen: {later.by} legde op {shown(later.recorded_at)} "
            f"feit {later.id} vast ('{self._codec.label(later.kind)}'). Uw handeling is niet vastgelegd. "
            "Bekijk opnieuw wat er nu staat en beslis dan."
        )

    def _exists(self, found: Recorded) -> str:
        return (
            f"Hierover staat al iets vast: {self._named(found)}, door {found.by} op "
            f"{shown(found.recorded_at)}. Uw handeling is niet vastgelegd. Bekijk opnieuw wat er staat; "
            f"wie het wil wijzigen vervangt feit {found.id}."
        )

    def _named(self, found: Recorded) -> str:
        about = found.subject or found.procedure or "het bureau"
        return f"Feit {found.id} ('{self._codec.label(found.kind)}' over {about})"

    def _where(
        self, column: ColumnElement[T], values: Sequence[T], *also: ColumnElement[bool]
    ) -> Iterator[Recorded]:
        if not values:
            return
        query = _RECORDED.where(*also)
        for start in range(0, len(values), _AT_ONCE):
            some = values[start : start + _AT_ONCE]
            for row in self._connection.execute(query.where(column.in_(some))):
                yield Recorded(*row)
