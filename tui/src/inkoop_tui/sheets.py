"""Scoring sheets written to a folder; what is there already is left alone."""

from pathlib import Path

from attrs import frozen

from inkoop_core.api.fields import said
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.scoring_sheets import scoring_sheets
from inkoop_core.errors import Refused


@frozen
class MakeSheets:
    """Which scoring sheets, and where to."""

    folder: Path = said("Map", "waar de formulieren komen; bestaat de map niet, dan wordt zij gemaakt")
    criterion: str = said("Criterium", "leeg: alle", default="", refers="criterion")
    assessor: str = said("Beoordelaar", "leeg: uzelf, of iedereen als u ze voor anderen maakt", default="")


def write_sheets(desk: Desk, procedure: str, wanted: MakeSheets) -> str:
    """Write the sheets and tell which; for a thread.

    Raises NotPermitted, Unknown, and Refused when there is nothing to score, when a sheet is there already, or when
    the folder cannot be written.
    """
    folder = wanted.folder.expanduser()
    files = scoring_sheets(desk, procedure, wanted.assessor, wanted.criterion)
    there = [file.name for file in files if (folder / file.name).exists()]
    if there:
        raise Refused(
            f"in {folder} staan al formulieren, misschien ingevuld: {', '.join(there)}. Er is niets geschreven; kies "
            "een andere map."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            (folder / file.name).write_bytes(file.content)
    except OSError as error:
        raise Refused(
            f"in {folder} kan niet worden geschreven ({error.strerror}); kies een andere map."
        ) from error
    lines = [f"{file.name}: {file.submissions} inschrijvingen" for file in files]
    return "\n".join(
        [f"{len(files)} formulieren in {folder}:", *lines, "", "Terug met de actie 'Scoreformulier innemen'."]
    )
