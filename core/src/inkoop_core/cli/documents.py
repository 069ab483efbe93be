"""Write a document of a submission to a file."""

from pathlib import Path

import click

from inkoop_core.cli.app import Session
from inkoop_core.domain.party import OWN_PARTY


@click.command("document")
@click.argument("procedure")
@click.argument("submission")
@click.argument("kind")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Waarheen.")
@click.option("--party", default=OWN_PARTY, help="Van welke partij.")
@click.option("--file", "name", default="", help="Welk bestand, als er meer van deze soort zijn.")
@click.pass_obj
def document_command(
    session: Session, procedure: str, submission: str, kind: str, out: Path, party: str, name: str
) -> None:
    """Een stuk schrijven; van een stuk met een paginagrens alleen de pagina's die worden aangeboden."""
    from inkoop_core.cli.terminal import say
    from inkoop_core.desk.documents import offered_content
    from inkoop_core.errors import Refused

    content, text = offered_content(session.desk(), procedure, submission, kind, party, name)
    try:
        with out.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise Refused(
            f"{out} bestaat al en wordt niet overschreven; kies met --out een andere naam."
        ) from None
    say(f"{out}: {text}")
