"""The commands. Each imports what it needs when it runs, so that `--help` stays fast."""

import importlib
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

import click


class Session:
    """What the global options say; opens the desk when a command needs it."""

    def __init__(
        self, db: str | None, user: str | None, as_of: str | None, known_at: str | None, as_json: bool
    ) -> None:
        self.db = db
        self.user = user
        self.as_of = as_of
        self.known_at = known_at
        self.as_json = as_json

    def database(self) -> str:
        from inkoop_core.bootstrap import default_database

        return self.db or default_database()

    def desk(self) -> Any:
        from inkoop_core.bootstrap import open_desk
        from inkoop_core.cli.trust import trust_anchors

        return open_desk(
            self.database(), user=self.user, moment=self._moment(), trust=trust_anchors(self.database())
        )

    def _moment(self) -> Any:
        if self.as_of is None and self.known_at is None:
            return None
        from inkoop_core.bootstrap import system_clock
        from inkoop_core.domain.moment import Moment

        now = system_clock()
        return Moment(
            as_of=_instant("--as-of", self.as_of) or now,
            known_at=_instant("--known-at", self.known_at) or now,
        )


def _instant(option: str, text: str | None) -> datetime | None:
    if text is None:
        return None
    from inkoop_core.api.fields import FieldProblem, typed_instant

    try:
        return typed_instant(text)
    except FieldProblem as problem:
        raise click.UsageError(f"{option}: {problem}") from None


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used; their help lines stand here."""

    commands_at: ClassVar[dict[str, tuple[str, str]]] = {
        "demo": ("inkoop_core.cli.demo", "Voorbeeldbureau maken, beoordelen en openen."),
        "init": ("inkoop_core.cli.desks", "Een nieuw, leeg bureau oprichten."),
        "upgrade": ("inkoop_core.cli.desks", "Een bureau van een oudere versie bijwerken."),
        "verify": ("inkoop_core.cli.desks", "Journaal, feiten en bestanden natrekken."),
        "plugins": ("inkoop_core.cli.listing", "Plugins tonen, met wat ze brengen of waarom ze stuk zijn."),
        "actions": ("inkoop_core.cli.listing", "Alle acties tonen, met hun velden."),
        "views": ("inkoop_core.cli.listing", "Alle overzichten tonen."),
        "procedure": ("inkoop_core.cli.procedures", "Procedures toevoegen, opsommen en tonen."),
        "intake": ("inkoop_core.cli.intake", "Inschrijvingen innemen uit mappen of zip-bestanden."),
        "assess": ("inkoop_core.cli.assess", "Inschrijvingen beoordelen."),
        "evidence": ("inkoop_core.cli.evidence", "Bewijsmiddelen van een voorlopig begunstigde innemen."),
        "document": (
            "inkoop_core.cli.documents",
            "Een stuk van een inschrijving naar een bestand schrijven.",
        ),
        "sheets": ("inkoop_core.cli.sheets", "Scoreformulieren (.xlsx) voor beoordelaars schrijven."),
        "report": ("inkoop_core.cli.report", "Verslagen (PDF/A) schrijven."),
        "dossier": (
            "inkoop_core.cli.dossier",
            "Het dossier (.zip) schrijven voor rechter, inschrijver of huis.",
        ),
        "letters": ("inkoop_core.cli.letters", "Brieven (.docx) maken over wat nog niet is verteld."),
        "deadlines": ("inkoop_core.cli.deadlines", "Termijnen tonen, ook als agendabestand (.ics)."),
        "export": ("inkoop_core.cli.export", "De beoordeling als rekenblad (.xlsx) schrijven."),
        "do": ("inkoop_core.cli.do", "Een actie uitvoeren."),
        "view": ("inkoop_core.cli.view", "Een overzicht tonen of bewaren."),
        "ui": ("inkoop_core.cli.ui", "De schermen openen (ook zonder opdracht)."),
    }

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self.commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.commands_at:
            return None
        module = importlib.import_module(self.commands_at[cmd_name][0])
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Opdrachten"):
            formatter.write_dl([(name, text) for name, (_, text) in self.commands_at.items()])


@click.group(
    cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option("--db", metavar="BESTAND|URL", help="Het bureau; anders INKOOP_DB, anders de eigen datamap.")
@click.option("--user", metavar="NAAM", help="Wie u bent; alleen op een voorbeeld- of gedeeld bureau.")
@click.option("--as-of", metavar="TIJDSTIP", help="Bekijk alsof het dan is.")
@click.option("--known-at", metavar="TIJDSTIP", help="Bekijk met wat toen bekend was.")
@click.option("--json", "as_json", is_flag=True, help="Uitvoer als JSON (docs/json.md).")
@click.pass_context
def cli(
    context: click.Context,
    db: str | None,
    user: str | None,
    as_of: str | None,
    known_at: str | None,
    as_json: bool,
) -> None:
    """Inkoopbureau voor gemeenten. Zonder opdracht openen de schermen."""
    context.obj = Session(db, user, as_of, known_at, as_json)
    if context.invoked_subcommand is None:
        from inkoop_core.cli.ui import open_screens

        open_screens(context.obj)


def beside(database: str, name: str) -> Path | None:
    """A file or folder beside the desk's own file; None for a desk on a server."""
    if "://" in database and not database.startswith("sqlite:///"):
        return None
    return Path(database.removeprefix("sqlite:///")).parent / name
