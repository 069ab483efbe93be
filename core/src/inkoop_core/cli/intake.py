"""Intake of packages and vaults."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inkoop_core.cli.app import Session

if TYPE_CHECKING:
    from inkoop_core.api.views import Table
    from inkoop_core.desk.vault import PackageReport, VaultReport


STOPPED = 130
"""What a shell gives for a program that somebody broke off."""


@click.command("intake")
@click.argument("procedure")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--files", "whole", is_flag=True, help="Ook van elk bestand tonen als wat het is herkend, en waarom."
)
@click.pass_obj
def intake_command(session: Session, procedure: str, paths: tuple[Path, ...], whole: bool) -> None:
    """Pakketten innemen: elk pad is een map of zip van één inschrijver, of een kluis.

    Een kluis is een map of zip van het platform met een map of zip per inschrijver en zijn tabel (xlsx of csv). Een
    pakket dat niet kan worden ingenomen houdt de andere niet op; dan eindigt de opdracht met 1. Wat al is ingenomen
    wordt overgeslagen, dus een afgebroken inname kan worden herhaald.
    """
    from inkoop_core.cli.terminal import say
    from inkoop_core.desk.vault import take_in_path
    from inkoop_core.errors import Conflict, Problems, Refused

    desk = session.desk()
    reports: list[VaultReport] = []
    failed = False
    for path in paths:
        try:
            report = take_in_path(desk, procedure, path, _progress)
        except (Problems, Refused, Conflict) as error:
            say(f"{path}: {error}", err=True)
            failed = True
            continue
        except KeyboardInterrupt:
            say(
                f"{path}: afgebroken. Wat binnen is, blijft binnen; geef dezelfde opdracht nog eens.",
                err=True,
            )
            sys.exit(STOPPED)
        reports.append(report)
        failed = failed or not report.complete
        _told(report, whole, as_json=session.as_json)
    if session.as_json:
        from inkoop_core.cli.terminal import harmless_json

        click.echo(harmless_json(_json(reports)))
    if failed:
        sys.exit(1)


def _progress(done: int, of: int, report: "PackageReport") -> None:
    """A line per package of a vault, beside the report itself."""
    from inkoop_core.cli.terminal import say

    if of > 1:
        say(f"[{done}/{of}] {report.package}: {report.taken.label} {report.submission}".rstrip(), err=True)


def _told(report: "VaultReport", whole: bool, *, as_json: bool) -> None:
    from inkoop_core.cli.show import as_text
    from inkoop_core.cli.terminal import say
    from inkoop_core.desk.vault import Taken

    for item in report.packages:
        if item.taken in (Taken.REFUSED, Taken.DIFFERS):
            say(f"{report.path if report.single else item.package}: {item.reason}", err=True)
    if as_json:
        return
    if report.single:
        for item in report.packages:
            if item.text:
                say(item.text)
        return
    click.echo(as_text(_table(report, whole)))
    files = [file for item in report.packages for file in item.files]
    asked = sum(1 for file in files if file.asked)
    say(
        f"{len(files)} bestanden bekeken, {asked} gevraagd. Wat elk bestand is, en waarom: "
        "`inkoop view herkenning`, of nog eens met --files."
    )
    for line in report.unmatched:
        say(f"Let op: {line}")


def _table(report: "VaultReport", whole: bool) -> "Table":
    """A row per file that is asked, or per file; of a package without files one row that says why."""
    from inkoop_core.api.views import Column, Ref, Row, Table

    columns = [
        Column("package", "Pakket"),
        Column("submission", "Inschrijving"),
        Column("matched", "Rij gevonden op"),
        Column("file", "Bestand"),
        Column("kind", "Soort"),
        Column("party", "Van"),
        Column("why", "Waarom"),
        Column("asked", "Gevraagd"),
    ]
    rows: list[Row] = []
    for item in report.packages:
        ref = Ref("submission", item.submission)
        if not item.files:
            why = item.reason.partition("\n")[0] or item.taken.label
            rows.append(Row(ref, (item.package, item.submission, item.matched, "", "", "", why, "")))
        for file in item.files:
            if not (whole or file.asked):
                continue
            cells: Sequence[str] = (
                item.package,
                item.submission,
                item.matched,
                file.file,
                file.kind or "niet herkend",
                file.party,
                file.why,
                file.doubt or ("ja" if file.asked else ""),
            )
            rows.append(Row(ref, tuple(cells)))
    taken = sum(1 for item in report.packages if item.submission)
    title = f"{report.path.name}: {taken} van {len(report.packages)} pakketten zijn ingenomen"
    if report.missing:
        title = f"{title}; van {len(report.missing)} rijen van de tabel is er geen pakket"
    return Table(tuple(columns), tuple(rows), title)


def _json(reports: "Sequence[VaultReport]") -> str:
    import json

    from inkoop_core.domain.canonical import plain

    told = [
        {
            "path": str(report.path),
            "complete": report.complete,
            "unmatched": list(report.unmatched),
            "missing": list(report.missing),
            "packages": [
                {
                    "package": item.package,
                    "taken": item.taken.value,
                    "submission": item.submission,
                    "tenderer": item.tenderer,
                    "matched": item.matched,
                    "reason": item.reason,
                    "files": [plain(file) for file in item.files],
                }
                for item in report.packages
            ],
        }
        for report in reports
    ]
    return json.dumps({"intake": told}, ensure_ascii=False, indent=2)
