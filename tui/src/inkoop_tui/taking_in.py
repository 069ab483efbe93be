"""Taking a vault in, as the screens see it: a step after each package, and a report of every file."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from inkoop_core.api.packages import Recognised
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.vault import PackageReport, Taken, take_in_path
from inkoop_core.desk.views.words import party_name

COLUMNS = (
    Column("package", "Pakket"),
    Column("outcome", "Uitkomst", ColumnKind.STATE),
    Column("file", "Bestand"),
    Column("kind", "Herkend als"),
    Column("why", "Waarom"),
)
_SIGNS = {
    Taken.IN: "✓",
    Taken.UNREAD: "!",
    Taken.ALREADY: "–",
    Taken.DIFFERS: "!",
    Taken.WITHDRAWN: "–",
    Taken.REFUSED: "✗",
}


@frozen
class Step:
    """A package that is done: how many are, how many there are, and what became of it."""

    done: int
    total: int
    name: str


class _Stop(Exception):
    """A person stopped after a package."""


def take_in(desk: Desk, procedure: str, path: Path, step: Callable[[Step], bool]) -> Table:
    """Take in the vault at a path, or a single package; for a thread.

    step  told after each package; answers whether to go on. What is in stays in.
    Raises Refused until the closing, NotPermitted, PackageError when the vault cannot be read.
    """
    done: list[PackageReport] = []

    def progress(number: int, total: int, report: PackageReport) -> None:
        done.append(report)
        if not step(Step(number, total, f"{report.package}: {report.taken.label}")) and number < total:
            raise _Stop

    unmatched: Sequence[str] = ()
    packages: Sequence[PackageReport] = done
    try:
        report = take_in_path(desk, procedure, path, progress)
        packages, unmatched = report.packages, report.unmatched
    except _Stop:
        pass
    kinds = {name: kind.title for name, kind in desk.state(procedure).document_kinds.items()}
    return report_table(packages, unmatched, kinds)


def report_table(packages: Sequence[PackageReport], unmatched: Sequence[str], kinds: dict[str, str]) -> Table:
    """A row per package and one per file of it. kinds: the title of each kind of document."""
    rows: list[Row] = []
    for package in packages:
        rows.append(_package_row(package))
        rows += (_file_row(package, file, kinds) for file in package.files)
    rows += [
        Row(Ref("vault", str(number)), ("(kluis)", "? nagaan", "", "", line))
        for number, line in enumerate(unmatched, 1)
    ]
    return Table(COLUMNS, tuple(rows), "; ".join(_told(packages, unmatched)))


def _told(packages: Sequence[PackageReport], unmatched: Sequence[str]) -> Iterator[str]:
    counts = Counter(package.taken for package in packages)
    yield f"{len(packages)} pakketten" if len(packages) != 1 else "1 pakket"
    yield from (f"{counts[taken]} {taken.label}" for taken in Taken if counts[taken])
    asked = sum(file.asked for package in packages for file in package.files)
    if asked:
        yield f"niet zeker herkend: {asked} van de bestanden"
    if unmatched:
        yield f"hoort nergens bij: {len(unmatched)}"


def _package_row(package: PackageReport) -> Row:
    ref = Ref("submission", package.submission) if package.submission else Ref("package", package.package)
    named = f"{package.submission} {package.tenderer}".strip()
    return Row(
        ref,
        (
            package.package,
            f"{_SIGNS[package.taken]} {package.taken.label}",
            "",
            named,
            package.reason or package.text.partition("\n")[0],
        ),
    )


def _file_row(package: PackageReport, file: Recognised, kinds: dict[str, str]) -> Row:
    kind = kinds.get(file.kind, file.kind) or "(niet herkend)"
    of = "" if file.party in ("", "tenderer") else f" van {party_name(file.party)}"
    return Row(
        Ref("document", f"{package.submission}/{file.file}"),
        (package.package, "? nagaan" if file.asked else "✓ herkend", file.file, f"{kind}{of}", file.why),
    )
