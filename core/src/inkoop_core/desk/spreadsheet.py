"""The assessment of a procedure as pages for a spreadsheet, from the views that everybody sees."""

from attrs import frozen

from inkoop_core.api.views import Table
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.journal_head import last_known
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.errors import NotPermitted

SHEETS = (
    "matrix",
    "bevindingen",
    "oordelen",
    "scores",
    "verificatie",
    "bewijsstukken",
    "beslissingen",
    "dekking",
    "overeenkomsten",
    "termijnen",
)
"""The views that make the spreadsheet, in its order; one that this desk does not have is left out."""


@frozen
class SheetPage:
    """A view as a page: its label, and the table as this person may see it."""

    name: str
    table: Table


@frozen
class Spreadsheet:
    """What is written. head: what the first page says, by label; moment: for which it holds."""

    title: str
    head: tuple[tuple[str, str], ...]
    pages: tuple[SheetPage, ...]
    moment: Moment


def spreadsheet(desk: Desk, procedure: str) -> Spreadsheet:
    """The assessment as this person may see it: scores of others before they are open are not in it.

    Raises Unknown, NotPermitted for somebody who may not look into the procedure.
    """
    state = desk.opened(procedure, "de beoordeling als rekenblad bewaren")
    head = last_known(desk.store, procedure, state.moment.known_at)
    pages, left_out = [], []
    for view in [desk.views[name] for name in SHEETS if name in desk.views]:
        try:
            pages.append(SheetPage(view.label, desk.view(view.id, procedure)))
        except NotPermitted:
            left_out.append(view.label)
    info = state.definition.procedure
    sample = "VOORBEELD: verzonnen gegevens van een voorbeeldbureau" if state.added.body.sample else ""
    told = (
        ("Beoordeling", info.title),
        ("", sample),
        ("Procedure", info.id),
        ("Kenmerk", info.reference),
        ("Opdrachtgever", info.client),
        ("Stand op", shown(state.moment.as_of)),
        ("Met wat bekend was op", shown(state.moment.known_at)),
        ("Gemaakt voor", desk.actor.name),
        ("Journaal tot en met", f"regel {head.seq}, hash {head.hash}"),
        ("Definitie", state.definition.sha256),
        ("Bladen", ", ".join(page.name for page in pages)),
        ("Niet voor u te zien", ", ".join(left_out)),
        ("", "Geen cel is een formule. Tijden zijn Nederlandse tijd, bedragen in euro."),
    )
    return Spreadsheet(
        f"Beoordeling {info.reference}",
        tuple((label, text) for label, text in told if text),
        tuple(pages),
        state.moment,
    )
