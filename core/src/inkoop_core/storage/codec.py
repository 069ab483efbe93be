"""From the bodies of facts to what is stored, and back through the versions of their kind."""

from collections.abc import Iterable
from typing import Any, Protocol

from inkoop_core.api.records import RecordType
from inkoop_core.domain.fact import UnknownRecord, Withdrawn
from inkoop_core.errors import PluginBroken, StorageError
from inkoop_core.structure import plain as structured

WITHDRAWN = RecordType(kind="fact.withdrawn", body=Withdrawn, label="Ingetrokken", normal_lag=None)
"""How a withdrawal is stored, unless the desk brings a type of its own for it."""


class Codec(Protocol):
    """What the store must know of bodies. A body is stored as its canonical JSON."""

    def kind_of(self, body: Any) -> RecordType:
        """The type that a body is of. Raises PluginBroken when nobody registered its class."""

    def kind_of_class(self, body: type) -> RecordType:
        """The type of a class of bodies. Raises PluginBroken like `kind_of`."""

    def decode(self, kind: str, version: int, plain: Any) -> Any:
        """A body from its plain form. UnknownRecord when its kind, or a version so new, is not known."""

    def label(self, kind: str) -> str:
        """The Dutch name of a kind; the kind itself when it is not known."""


class RecordCodec:
    """The bodies of a number of record types.

    Raises PluginBroken when two types have one kind or one class, or when a version has no upgrade.
    """

    def __init__(self, record_types: Iterable[RecordType]) -> None:
        self._kinds: dict[str, RecordType] = {}
        self._bodies: dict[type, RecordType] = {}
        for record_type in record_types:
            self._add(record_type)
        if Withdrawn not in self._bodies:
            self._add(WITHDRAWN)

    def kind_of(self, body: Any) -> RecordType:
        return self.kind_of_class(type(body))

    def kind_of_class(self, body: type) -> RecordType:
        found = self._bodies.get(body)
        if found is None:
            raise PluginBroken(
                f"{body.__qualname__} is geen soort feit die het bureau kent. "
                "Meld dit aan de maker van de plugin: de soort ontbreekt in inkoop_record_types."
            )
        return found

    def decode(self, kind: str, version: int, plain: Any) -> Any:
        found = self._kinds.get(kind)
        if found is None or version > found.version:
            return UnknownRecord(kind, version, plain)
        try:
            for older in range(version, found.version):
                plain = found.upgrades[older](plain)
            return structured(found.body, plain)
        except Exception as error:  # an upgrade is a plugin's, and may raise anything
            raise StorageError(
                f"Een feit van soort {kind!r} (versie {version}) is niet te lezen als "
                f"{found.body.__qualname__} (versie {found.version}): {error!r}. "
                "Meld dit aan de maker van de plugin: de soort is gewijzigd zonder nieuwe versie of upgrade."
            ) from error

    def label(self, kind: str) -> str:
        found = self._kinds.get(kind)
        return found.label if found else kind

    def _add(self, record_type: RecordType) -> None:
        same = self._kinds.get(record_type.kind) or self._bodies.get(record_type.body)
        if same is not None:
            raise PluginBroken(
                f"Twee soorten feiten botsen: {record_type.kind!r} ({record_type.body.__qualname__}) en "
                f"{same.kind!r} ({same.body.__qualname__}). Een soort en een klasse horen bij één type."
            )
        missing = [n for n in range(1, record_type.version) if n not in record_type.upgrades]
        if missing:
            raise PluginBroken(
                f"De soort {record_type.kind!r} heeft versie {record_type.version}, maar geen upgrade van "
                f"versie {', '.join(map(str, missing))}."
            )
        self._kinds[record_type.kind] = record_type
        self._bodies[record_type.body] = record_type
