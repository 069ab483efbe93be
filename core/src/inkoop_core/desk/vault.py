"""Take a whole vault in: one transaction per package, so that nothing is half taken in and it can be done again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, cast

from attrs import evolve, frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import (
    LoneRow,
    PackageReading,
    Recognised,
    Registered,
    VaultItem,
    VaultListing,
)
from inkoop_core.desk.actions.intake import INTAKE, NO_FILES, TakeIn, require_closed
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.ports import PackageReader, Store
from inkoop_core.desk.same_bid import Received, registered_otherwise, same_bid
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.package import PackageReceived
from inkoop_core.errors import Conflict, NotPermitted, PackageError, PluginMissing, Problems, Refused


class Taken(Enum):
    """What became of a package."""

    IN = "taken-in"
    UNREAD = "unread"
    ALREADY = "already"
    DIFFERS = "differs"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return _TAKEN_LABELS[self]


_TAKEN_LABELS = {
    Taken.IN: "ingenomen",
    Taken.UNREAD: "ingenomen, niet gelezen",
    Taken.ALREADY: "al ingenomen",
    Taken.DIFFERS: "al ingenomen; de tabel zegt nu iets anders",
    Taken.WITHDRAWN: "ingetrokken volgens de tabel",
    Taken.REFUSED: "niet ingenomen",
}


@frozen
class PackageReport:
    """What became of one package.

    submission  "" when it was not taken in
    reason      why it was not taken in or not read, or what the table says otherwise; ""
    matched     by what its row was found: kolom, berichtnummer, naam; "" without a row
    text        what was told when it was taken in
    files       what each file was taken for; none of a package that was not read now
    """

    package: str
    taken: Taken
    submission: str = ""
    tenderer: str = ""
    reason: str = ""
    files: tuple[Recognised, ...] = ()
    text: str = ""
    matched: str = ""


@frozen
class VaultReport:
    """What became of a vault.

    unmatched  what belongs to no package, one line each
    single     it was one package
    missing    tenderers of whom the table has a row, and neither the vault nor the list has a bid
    """

    path: Path
    packages: tuple[PackageReport, ...]
    unmatched: tuple[str, ...] = ()
    single: bool = False
    missing: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everything that should be taken in is in, as the table says it now."""
        wrong = any(item.taken in (Taken.REFUSED, Taken.DIFFERS) for item in self.packages)
        return not wrong and not self.missing


Progress = Callable[[int, int, PackageReport], None]
"""Told after each package: how many are done, of how many, and what became of it."""


def vault_at(desk: Desk, procedure: str, path: Path) -> VaultListing | None:
    """What lies in a vault; None when the path is one package. Raises Refused until the closing, NotPermitted."""
    command = TakeIn(path)
    desk.require_may(INTAKE.id, procedure, command)
    state = desk.state(procedure)
    require_closed(state, state.moment)
    return desk.packages.vault(path, state.definition)


def take_in_path(desk: Desk, procedure: str, path: Path, progress: Progress = lambda *_: None) -> VaultReport:
    """Take in what lies at a path: a vault, or one package that says itself when it was received."""
    desk.require_may(INTAKE.id, procedure, TakeIn(path))
    state = desk.state(procedure)
    require_closed(state, state.moment)
    item = VaultItem(path.name, path, Registered())
    try:
        if desk.packages.vault(path, state.definition) is not None:
            return take_in_vault(desk, procedure, path, progress)
        reading = desk.packages.read(path, state.definition)
    except PackageError as error:
        report = PackageReport(item.name, Taken.REFUSED, reason=str(error))
    else:
        prepared = _Prepared(desk.packages)
        report = _taken_in(_with_packages(desk, prepared), procedure, item, prepared.holding(reading))
    progress(1, 1, report)
    return VaultReport(path, (report,), single=True)


def take_in_vault(
    desk: Desk, procedure: str, path: Path, progress: Progress = lambda *_: None
) -> VaultReport:
    """Take every package of a vault in that is not in yet.

    A package that cannot be taken in holds no other up. Raises Refused until the closing and for a path that is no
    vault, NotPermitted, PackageError when the vault or its table cannot be read.
    """
    listing = vault_at(desk, procedure, path)
    if listing is None:
        raise Refused(f"{path} is één pakket en geen kluis; neem het in met {INTAKE.id}.")
    state = desk.state(procedure)
    standing = state.facts(PackageReceived)
    reports: list[PackageReport] = []

    def report(item: PackageReport) -> None:
        reports.append(item)
        progress(len(reports), len(listing.items) + len(gone), item)

    gone = tuple(_gone(listing.lone_rows, standing))
    for found in (*_kept_out(listing, standing), *gone):
        report(found)
    prepared = _Prepared(desk.packages)
    one = _with_packages(desk, prepared, cast(Store, _Remembering(desk.store)))
    taken = frozenset(fact.body.sha256 for fact in standing)
    for item, reading in desk.packages.read_vault(listing, state.definition, taken):
        earlier = same_bid(reading.received, standing) if isinstance(reading, PackageReading) else None
        if earlier is not None and isinstance(reading, PackageReading):
            report(_already(item, earlier, reading.received))
            continue
        if isinstance(reading, PackageReading) and reading.taken:
            reading = _whole(desk, item, state.definition)
        if isinstance(reading, PackageReading):
            report(_taken_in(one, procedure, item, prepared.holding(reading)))
        else:
            report(_refused(item, str(reading)))
    order = {item.name: number for number, item in enumerate(listing.items)}
    reports.sort(key=lambda found: order.get(found.package, len(order)))
    missing = tuple(_missing(listing.lone_rows, standing))
    return VaultReport(path, tuple(reports), listing.unmatched, missing=missing)


def _kept_out(listing: VaultListing, standing: Sequence[Received]) -> Iterator[PackageReport]:
    """The packages that are not to be taken in, and why."""
    for item in listing.items:
        if item.withdrawn or item.asked:
            yield _not_taken_in(item, _stands(item, standing))
        elif item.unregistered:
            why = "niet bekend is wanneer en hoe het is ontvangen; neem het apart in met tijd en route"
            yield _refused(item, why)


def _refused(item: VaultItem, why: str) -> PackageReport:
    return PackageReport(item.name, Taken.REFUSED, "", item.tenderer, why, matched=item.matched)


def _whole(desk: Desk, item: VaultItem, definition: TenderDefinition) -> PackageReading | PackageError:
    """Another bid with the content of one that is in, of which only the receipt was read."""
    try:
        return desk.packages.read(item.path, definition, registered=item.registered)
    except PackageError as error:
        return error


def _stands(item: VaultItem, standing: Sequence[Received]) -> Received | None:
    """The bid on the list that a row is about, by its message number or the name of its package."""
    number = item.entry.message_number if item.entry else ""
    by_number = (fact for fact in standing if number and fact.body.message_number == number)
    return next(by_number, next((fact for fact in standing if fact.body.name == item.name), None))


def _not_taken_in(item: VaultItem, stands: Received | None) -> PackageReport:
    """A package whose row says that it was withdrawn, or of which nobody knows whether it counts."""
    said = item.asked or "de tabel zegt nu dat deze inschrijving is ingetrokken"
    report = _refused(item, said)
    if stands is not None:
        return evolve(
            report, taken=Taken.DIFFERS, submission=stands.subject, reason=_still_stands(stands, said)
        )
    return evolve(report, taken=Taken.WITHDRAWN, reason="") if item.withdrawn else report


def _missing(rows: Iterable[LoneRow], standing: Sequence[Received]) -> Iterator[str]:
    """Tenderers who handed in by the table, and of whom nothing is there: a bid that nobody would assess."""
    numbers = {fact.body.message_number for fact in standing} - {""}
    return (row.tenderer for row in rows if not row.withdrawn and row.message_number not in numbers)


def _gone(rows: Iterable[LoneRow], standing: Sequence[Received]) -> Iterator[PackageReport]:
    """Bids on the list that the table says were withdrawn, and of which the vault has no package any more."""
    for row in rows:
        for fact in standing if row.withdrawn else ():
            if row.message_number and fact.body.message_number == row.message_number:
                said = f"rij {row.row} van de tabel zegt nu dat deze inschrijving is ingetrokken"
                reason = _still_stands(fact, said)
                yield PackageReport(fact.body.name, Taken.DIFFERS, fact.subject, row.tenderer, reason)


def _still_stands(stands: Received, said: str) -> str:
    return f"staat nog als {stands.subject}; {said}. Klopt dat, trek {stands.subject} dan in met inschrijving-intrekken"


def _already(item: VaultItem, stands: Received, now: PackageReceived) -> PackageReport:
    differs = registered_otherwise(stands, now)
    taken = Taken.DIFFERS if differs else Taken.ALREADY
    return PackageReport(item.name, taken, stands.subject, item.tenderer, differs, matched=item.matched)


def _taken_in(desk: Desk, procedure: str, item: VaultItem, reading: PackageReading) -> PackageReport:
    registered = item.registered
    command = TakeIn(item.path, registered.table, registered.row, registered.inside)
    report = PackageReport(item.name, Taken.REFUSED, tenderer=item.tenderer, matched=item.matched)
    try:
        done = desk.perform(INTAKE.id, procedure, command)
    except (NotPermitted, PluginMissing):
        raise
    except (Problems, Refused, Conflict) as error:
        return evolve(report, reason=str(error))
    submission = done.text.partition(":")[0]
    how = Taken.UNREAD if reading.refused else Taken.IN
    return evolve(
        report,
        taken=how,
        submission=submission,
        reason=reading.refused or ("" if reading.files else NO_FILES),
        files=reading.recognised,
        text=done.text,
    )


def _with_packages(desk: Desk, packages: "_Prepared", store: Store | None = None) -> Desk:
    # Both answer one question themselves and hand everything else on, which a type checker cannot see.
    reader = cast(PackageReader, packages)
    return Desk(store or desk.store, desk.catalogue, reader, desk.actor, desk.clock, desk.moment)


class _Remembering:
    """A store that reads each fact once: every package is judged beside all that were taken in before it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._facts: dict[str, tuple[Fact[Any], ...]] = {}

    def facts(self, chain: str, after: int = 0) -> tuple[Fact[Any], ...]:
        known = self._facts.get(chain, ())
        known = (*known, *self._store.facts(chain, known[-1].id if known else 0))
        self._facts[chain] = known
        return tuple(fact for fact in known if fact.id > after) if after else known

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


class _Prepared:
    """The reader of packages, for a package that was read already: an action that decides again reads nothing again."""

    def __init__(self, packages: PackageReader) -> None:
        self._packages = packages
        self._reading: PackageReading | None = None

    def holding(self, reading: PackageReading) -> PackageReading:
        self._reading = reading
        return reading

    def read(
        self,
        path: Path,
        definition: TenderDefinition,
        admitted: bool = False,
        registered: Registered | None = None,
    ) -> PackageReading:
        if self._reading is None:
            return self._packages.read(path, definition, admitted, registered)
        return self._reading

    def __getattr__(self, name: str) -> object:
        return getattr(self._packages, name)
