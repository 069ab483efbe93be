"""Write the dossier of a procedure, a submission or a proceeding to a zip."""

from pathlib import Path

import click

from inkoop_core.cli.app import Session


@click.command("dossier")
@click.argument("procedure")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Naar welk zip-bestand."
)
@click.option("--submission", default="", help="Alleen deze inschrijving.")
@click.option("--proceeding", default="", help="Alleen wat dit geding aangaat, bijvoorbeeld geding-1.")
@click.option(
    "--for",
    "audience",
    type=click.Choice(["rechter", "inschrijver", "intern"]),
    help="Voor wie; anders intern, bij een geding voor de rechter.",
)
@click.option("--force", is_flag=True, help="Overschrijf het bestand als het er al is.")
@click.pass_obj
def dossier_command(
    session: Session,
    procedure: str,
    out: Path,
    submission: str,
    proceeding: str,
    audience: str | None,
    force: bool,
) -> None:
    """Het dossier (.zip) schrijven, met wat de ontvanger mag zien en een lijst van wat niet meegaat."""
    from inkoop_core.cli.terminal import say
    from inkoop_core.desk.dossier_of.made import dossier_of
    from inkoop_core.desk.dossier_of.scope import Audience
    from inkoop_core.documents.archive import write_archive
    from inkoop_core.domain.canonical import digest
    from inkoop_core.errors import Refused

    chosen = Audience(audience or ("rechter" if proceeding else "intern"))
    dossier = dossier_of(session.desk(), procedure, chosen, submission, proceeding)
    if out.exists() and not force:
        raise Refused(f"{out} bestaat al; kies een andere naam, of overschrijf het met --force.")
    part = out.with_name(f"{out.name}.deel")
    try:
        with part.open("wb") as stream:
            write_archive(stream, dossier.files())
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    seq, hash_ = dossier.head
    say(f"{out}: {dossier.facts} feiten, voor {chosen.label}; SHA-256 {digest(out.read_bytes())}")
    say(f"  journaal tot en met regel {seq}, hash {hash_}")
    for item in dossier.left_out:
        say(f"  niet mee: {item.count} keer {item.what} ({item.about}): {item.why}")
