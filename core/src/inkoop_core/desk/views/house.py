"""Views about the desk: procedures, plugins, people."""

from typing import Any

from inkoop_core.access import roles_now
from inkoop_core.api.actions import Reader
from inkoop_core.api.retender import RetenderScope
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.state import as_reader
from inkoop_core.domain.decision import ProcedureAdded
from inkoop_core.domain.desk_records import RoleGranted
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import PackageReceived
from inkoop_core.errors import PluginMissing, TenderFileError
from inkoop_core.plugins import Catalogue


def procedures(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Every procedure in which the person has a role; one whose plugin is missing is listed with the reason."""
    state = as_reader(reader)
    rows = []
    for chain in state.store.chains():
        if not chain:
            continue
        one = state.beside(chain)
        added = one.facts(ProcedureAdded)
        if not added or not roles_now(state.actor, (*one.recorded_on_desk, *one.recorded)):
            continue
        count = len(one.facts(PackageReceived))
        try:
            info = one.definition.procedure
            cells: tuple[Any, ...] = (
                chain,
                info.title,
                info.client,
                info.closing_at,
                count,
                _remarks(added[0].body, one.definition.retender),
            )
        except (PluginMissing, TenderFileError) as error:
            cells = (chain, "(kan niet worden geopend)", "", None, count, str(error))
        rows.append(Row(Ref("procedure", chain), cells))
    return Table(
        (
            Column("id", "Procedure"),
            Column("title", "Titel"),
            Column("client", "Opdrachtgever"),
            Column("closing_at", "Sluiting", ColumnKind.INSTANT),
            Column("submissions", "Inschrijvingen", ColumnKind.NUMBER),
            Column("note", "Opmerking"),
        ),
        tuple(rows),
        "Procedures",
    )


def _remarks(added: ProcedureAdded, scope: RetenderScope | None) -> str:
    of = f"heraanbesteding van {scope.of} (feit {scope.fact})" if scope else ""
    return "; ".join(filter(None, ("voorbeeld" if added.sample else "", of)))


def plugins(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Every plugin that was found."""
    return plugins_table(as_reader(reader).catalogue)


def plugins_table(catalogue: Catalogue) -> Table:
    """Every plugin of a catalogue: what it brings, or why it cannot be used."""
    rows = [
        Row(
            Ref("plugin", loaded.name),
            (
                loaded.name,
                loaded.distribution,
                loaded.version,
                loaded.plugin.api_version,
                ", ".join(
                    sorted(tender for tender, (owner, _) in catalogue.tenders.items() if owner == loaded.name)
                ),
                ", ".join(catalogue.clauses_of(loaded.name)),
                "in orde",
            ),
        )
        for loaded in catalogue.plugins
    ]
    rows += [
        Row(
            Ref("plugin", broken.name),
            (broken.name, broken.distribution, broken.version, None, "", "", f"stuk: {broken.reason}"),
        )
        for broken in catalogue.broken
    ]
    return Table(
        (
            Column("name", "Plugin"),
            Column("distribution", "Pakket"),
            Column("version", "Versie"),
            Column("api", "API", ColumnKind.NUMBER),
            Column("tenders", "Aanbestedingen"),
            Column("clauses", "Clausules"),
            Column("state", "Toestand"),
        ),
        tuple(rows),
        "Plugins",
    )


def roles(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Who has which role in the procedure."""
    return Table(
        (
            Column("person", "Persoon"),
            Column("role", "Rol"),
            Column("since", "Sinds", ColumnKind.INSTANT),
            Column("by", "Toegekend door"),
        ),
        tuple(
            Row(
                Ref("role", fact.subject),
                (fact.body.person, fact.body.role.label, fact.recorded_at, fact.by),
            )
            for fact in reader.facts(RoleGranted)
        ),
        "Rollen",
        "De oprichter van een eigen bureau heeft elke rol.",
    )


PROCEDURES = View("procedures", "Procedures", "desk", procedures)
PLUGINS = View("plugins", "Plugins", "desk", plugins)
ROLES = View("rollen", "Rollen", "procedure", roles)
