"""A platform's vault: a folder or zip with a folder or zip per tenderer and a table. Listed and matched, not read."""

import mmap
import os
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from attrs import evolve, field, frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import Registered
from inkoop_core.errors import PackageError
from inkoop_core.reading.archive import (
    ZipSource,
    folder_in_zip,
    open_zip,
    top_folder,
    vault_members,
    zip_source,
)
from inkoop_core.reading.folder import open_folder
from inkoop_core.reading.limits import Limits
from inkoop_core.reading.platform_table import (
    PlatformRow,
    PlatformTable,
    has_header,
    read_table,
    why_unreadable,
)
from inkoop_core.reading.recognising import kinds_by_name
from inkoop_core.reading.sources import DECLARATION, Source, name_problem, normal, refused, shown_name
from inkoop_core.reading.vault_matching import Match, matches

TABLES = (".csv", ".xlsx")
_LITTER = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")
"""What operating systems leave behind; not named to anybody."""
_SEVERAL = 2


@frozen
class VaultPackage:
    """A package in a vault.

    path, registered  how it is taken in: what `FilePackageReader.read` needs
    row, matched      its row of the platform's table, and by what it was matched
    own               it says itself how it was registered, in a vault without a table
    withdrawn         that row says so: it is not to be taken in
    """

    name: str
    path: Path
    registered: Registered
    opened: Callable[[], Source] = field(repr=False, eq=False)
    row: PlatformRow | None = None
    matched: str = ""
    own: bool = False

    @property
    def withdrawn(self) -> bool:
        return self.row is not None and self.row.withdrawn


@frozen
class Vault:
    """What lies in a vault.

    unmatched  rows without package, packages without row, loose files and what is odd in the table, one line each
    """

    path: Path
    packages: tuple[VaultPackage, ...]
    unmatched: tuple[str, ...] = ()
    table: PlatformTable | None = None


@frozen
class _Listed:
    """A vault before its table was held against it."""

    packages: tuple[VaultPackage, ...]
    own: frozenset[str]
    table: tuple[str, Path | None, bytes] | None
    loose: tuple[str, ...]


def open_vault(path: Path, definition: TenderDefinition, limits: Limits | None = None) -> Vault:
    """List a vault and match its packages with the rows of its table.

    Raises PackageError when it cannot be listed, or with every problem of its table.
    """
    limits = limits or Limits()
    listed = _listed(path, definition, limits)
    if listed is None:
        line = (
            f"{path}: is geen kluis; verwacht een map of zip met een tabel en een map of zip per inschrijver"
        )
        raise refused(path.name, [line])
    table = None
    if listed.table is not None:
        table = read_table(listed.table[0], listed.table[2], definition)
    packages, lines = matched(listed.packages, table, listed.own)
    if listed.table is not None:
        packages = tuple(_of_table(package, listed.table[1]) for package in packages)
    own = listed.own if table is None else frozenset[str]()
    packages = tuple(evolve(package, own=package.name in own) for package in packages)
    remarks = () if table is None else (f"{table.name}: {remark}" for remark in table.remarks)
    return Vault(path, packages, (*lines, *listed.loose, *remarks), table)


def is_vault(path: Path, definition: TenderDefinition, limits: Limits | None = None) -> bool:
    """Whether a path is a vault and not one package. Raises PackageError for a zip that cannot be listed."""
    return _listed(path, definition, limits or Limits()) is not None


def require_one_bid(path: Path, registered: Registered, definition: TenderDefinition, limits: Limits) -> None:
    """A time that is typed and a row that is named are about one bid. Raises PackageError where more lie."""
    if registered.row is not None:
        if registered.table is not None and registered.table.absolute().parent == path.absolute():
            raise refused(path.name, [f"hierin ligt de tabel zelf; {_TAKE_VAULT}"])
    elif registered.entry is not None:
        listed = _listed(path, definition, limits)
        if listed is not None and (listed.table is not None or len(listed.packages) >= _SEVERAL):
            raise refused(path.name, [f"is een kluis met een map of zip per inschrijver; {_TAKE_VAULT}"])
        _require_one_bid_by_files(path, definition, limits)


_TAKE_VAULT = (
    "neem de kluis in met `inkoop intake`, of noem het pakket van één inschrijver. Is dit toch één inschrijving, zet "
    "de tabel dan in een submap"
)


def _require_one_bid_by_files(path: Path, definition: TenderDefinition, limits: Limits) -> None:
    """One document of each kind lies in one place: the same kind in two folders and not above them is two bids."""
    if not path.is_dir():
        return
    places: dict[str, set[str]] = {}
    for name in open_folder(path, limits).sizes:
        for kind in kinds_by_name(name, definition):
            places.setdefault(kind, set()).add(name.partition("/")[0] if "/" in name else "")
    for kind, folders in places.items():
        if len(folders) >= _SEVERAL and "" not in folders:
            named = ", ".join(map(shown_name, sorted(folders)))
            line = (
                f"lijkt op meer dan één inschrijving zonder leesbare tabel: {kind} staat in {named}. Zet de tabel van "
                "het platform erbij, of neem elke map apart in; is dit één inschrijving, zet haar eigen stukken dan "
                "bovenaan"
            )
            raise refused(path.name, [line])


def package_inside(path: Path, inside: str, limits: Limits) -> Source:
    """One package of a vault that is a zip. Raises PackageError when it has none of that name."""
    data, groups, loose = _zip_groups(path, limits)
    found = _zip_packages(path, data, groups, loose, limits).get(inside)
    if found is None:
        raise refused(path.name, [f"heeft geen map of zip {inside!r}"])
    return found()


def table_inside(path: Path, definition: TenderDefinition, limits: Limits) -> PlatformTable:
    """The table of a vault. Raises PackageError when there is none, or with what is wrong with it."""
    listed = _listed(path, definition, limits)
    if listed is None or listed.table is None:
        raise refused(path.name, ["heeft geen tabel van het platform (xlsx of csv)"])
    return read_table(listed.table[0], listed.table[2], definition)


def matched(
    packages: Sequence[VaultPackage], table: PlatformTable | None, own: Iterable[str] = ()
) -> tuple[tuple[VaultPackage, ...], tuple[str, ...]]:
    """The packages with their rows, and a line for each row and package that has none.

    own: packages that say themselves how they were registered; beside a table that does not count, for what lies in
    a package comes from the tenderer.
    """
    if table is None:
        alone = (_alone(package.name) for package in packages if package.name not in set(own))
        return tuple(packages), tuple(alone)
    found, lines = matches([package.name for package in packages], table.rows)
    left_over = (
        f"{shown_name(package.name)}: geen rij in de tabel hoort hier met zekerheid bij; neem het pakket apart in met "
        "tijd en route, of met de tabel en de rij"
        for package in packages
        if package.name not in found
    )
    return tuple(_with_row(package, found.get(package.name)) for package in packages), (*lines, *left_over)


def _with_row(package: VaultPackage, match: Match | None) -> VaultPackage:
    if match is None:
        return package
    row = match.row
    return evolve(package, row=row, matched=match.by, registered=evolve(package.registered, row=row.number))


def _of_table(package: VaultPackage, table: Path | None) -> VaultPackage:
    return evolve(package, registered=evolve(package.registered, table=table)) if package.row else package


def _alone(name: str) -> str:
    return (
        f"{shown_name(name)}: de kluis heeft geen tabel en het pakket geen {DECLARATION}; "
        "neem het apart in met tijd en route"
    )


def _listed(path: Path, definition: TenderDefinition, limits: Limits) -> _Listed | None:
    if path.is_dir():
        return _listed_folder(path, definition, limits)
    if path.is_file() and path.suffix.casefold() == ".zip":
        return _listed_zip(path, definition, limits)
    return None


def _listed_folder(path: Path, definition: TenderDefinition, limits: Limits) -> _Listed | None:
    try:
        with os.scandir(path) as found:
            entries = sorted((one for one in found if not _litter(one.name)), key=lambda one: one.name)
    except OSError as error:
        raise refused(path.name, [f"kan niet worden gelezen ({error.strerror})"]) from error
    if any(entry.name.casefold() == DECLARATION for entry in entries):
        return None
    packages: list[VaultPackage] = []
    own: set[str] = set()
    tables: list[tuple[str, Path | None, bytes]] = []
    loose: list[str] = []
    for entry in entries:
        place = Path(entry.path)
        if entry.is_symlink() or name_problem(entry.name):
            loose.append(
                f"{shown_name(entry.name)}: is een koppeling of heeft een naam die niet kan; niet gelezen"
            )
        elif entry.is_dir(follow_symlinks=False):
            packages.append(
                VaultPackage(entry.name, place, Registered(), partial(open_folder, place, limits))
            )
            own |= {entry.name} if (place / DECLARATION).is_file() else set()
        elif entry.name.casefold().endswith(".zip"):
            packages.append(VaultPackage(entry.name, place, Registered(), partial(open_zip, place, limits)))
            own |= {entry.name} if _says_itself(packages[-1]) else set()
        elif _is_table_name(entry.name) and entry.stat().st_size <= limits.max_file_bytes:
            tables.append((entry.name, place, place.read_bytes()))
        else:
            loose.append(_loose(entry.name))
    return _judged(path, packages, own, tables, loose, definition, limits)


def _listed_zip(path: Path, definition: TenderDefinition, limits: Limits) -> _Listed | None:
    data, groups, loose_members = _zip_groups(path, limits)
    if any(name.casefold() == DECLARATION for name in loose_members):
        return None
    opened = _zip_packages(path, data, groups, loose_members, limits)
    packages = [VaultPackage(name, path, Registered(inside=name), found) for name, found in opened.items()]
    own = {package.name for package in packages if _says_itself(package)}
    tables: list[tuple[str, Path | None, bytes]] = []
    loose: list[str] = []
    top = folder_in_zip(path.name, list(loose_members.values()), "", data, limits)
    for name, member in loose_members.items():
        if name in opened:
            continue
        inner = normal(member.orig_filename)
        if _is_table_name(name) and inner in top.sizes and top.sizes[inner] <= limits.max_file_bytes:
            tables.append((name, None, top.content(inner).data))
        else:
            loose.append(_loose(name))
    return _judged(path, packages, own, tables, loose, definition, limits)


def _judged(
    path: Path,
    packages: Sequence[VaultPackage],
    own: Iterable[str],
    tables: Sequence[tuple[str, Path | None, bytes]],
    loose: Sequence[str],
    definition: TenderDefinition,
    limits: Limits,
) -> _Listed | None:
    """A vault when a table lies beside the packages, or when several packages say themselves what they are."""
    real = [table for table in tables if has_header(table[2], definition)]
    if len(real) > 1:
        names = ", ".join(name for name, _, _ in real)
        raise refused(path.name, [f"heeft meer dan één tabel van het platform ({names}); laat er één staan"])
    if not real and len(packages) >= _SEVERAL:
        unread = [f"{shown_name(name)}: {why}" for name, _, data in tables if (why := why_unreadable(data))]
        if unread:
            line = (
                "heeft mappen of zips van meer inschrijvers en geen leesbare tabel van het platform. Exporteer de "
                "tabel opnieuw (xlsx, of csv in UTF-8); is dit één inschrijving, zet dit bestand dan in een submap"
            )
            raise refused(path.name, [*unread, line])
    own = frozenset(own)
    if not packages or (not real and len(own) < min(_SEVERAL, len(packages))):
        return None
    if len(packages) > limits.max_vault_packages:
        raise refused(
            path.name, [f"bevat {len(packages)} pakketten; ten hoogste {limits.max_vault_packages}"]
        )
    others = [_loose(name) for name, _, _ in tables if not real or name != real[0][0]]
    return _Listed(tuple(packages), own, real[0] if real else None, (*loose, *others))


def _says_itself(package: VaultPackage) -> bool:
    try:
        return DECLARATION in package.opened().sizes
    except PackageError:
        return False  # what is wrong with it is told when it is taken in


Members = dict[str, zipfile.ZipInfo]


def _zip_groups(path: Path, limits: Limits) -> tuple[mmap.mmap, dict[str, list[zipfile.ZipInfo]], Members]:
    """The zip, its members by folder (the key is the whole prefix), and the members that lie in none by name."""
    data, members = vault_members(path, limits)
    members = [member for member in members if not _litter(member.orig_filename.partition("/")[0])]
    top = top_folder([member.orig_filename for member in members if not member.filename.endswith("/")])
    groups: dict[str, list[zipfile.ZipInfo]] = {}
    loose: Members = {}
    for member in members:
        name = member.orig_filename.removeprefix(top)
        folder, within, _ = name.partition("/")
        if within and member.orig_filename.startswith(top):
            groups.setdefault(f"{top}{folder}/", []).append(member)
        elif name:
            loose[name] = member
    return data, groups, loose


def _zip_packages(
    path: Path,
    data: mmap.mmap,
    groups: Mapping[str, Sequence[zipfile.ZipInfo]],
    loose: Members,
    limits: Limits,
) -> dict[str, Callable[[], Source]]:
    """How each package in a zip is opened, by its name."""
    opened: dict[str, Callable[[], Source]] = {}
    for top, members in sorted(groups.items()):
        name = top.rstrip("/").rpartition("/")[2]
        opened[name] = partial(folder_in_zip, name, members, top, data, limits)
    for name, member in sorted(loose.items()):
        if name.casefold().endswith(".zip"):
            opened[name] = partial(_inner_zip, path.name, name, member, data, limits)
    return opened


def _inner_zip(vault: str, name: str, member: zipfile.ZipInfo, data: mmap.mmap, limits: Limits) -> ZipSource:
    holder = folder_in_zip(vault, [member], "", data, limits)
    if holder.problems:
        raise refused(name, holder.problems)
    content = holder.content(next(iter(holder.sizes)))
    if content.problem is not None:
        raise refused(name, [f"{content.problem.label} ({content.detail})"])
    return zip_source(name, content.data, limits)


def _is_table_name(name: str) -> bool:
    return name.casefold().endswith(TABLES)


def _litter(name: str) -> bool:
    return name.casefold() in _LITTER or name.startswith(("~$", "."))


def _loose(name: str) -> str:
    return f"{shown_name(name)}: staat los in de kluis en hoort bij geen inschrijver; niet gelezen"
