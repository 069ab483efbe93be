"""Change a value of the tender definition: free before closing, afterwards only a transcription error."""

from datetime import date, datetime
from typing import Any

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.assessment.changes import told_changes
from inkoop_core.desk.state import as_reader
from inkoop_core.domain.decision import Amendment
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment, instant, shown, shown_day
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused
from inkoop_core.tender.amend import amended, value_at
from inkoop_core.tender.load import tables_of


@frozen
class Amend:
    """Change a value of the tender definition."""

    path: str = said("Plaats", "bijvoorbeeld parameters.kc1_clients.value of products.IB4.title")
    value: str = said("Nieuwe waarde", 'als TOML: 12, "tekst", ["a", "b"]')
    reason: str = said("Reden", long=True)
    source: str = said("Bron", "paragraaf, Nota van Inlichtingen of besluit")
    in_force_from: datetime | None = said("Van kracht vanaf", "leeg: nu", default=None)
    transcription_quote: str = said(
        "Citaat bij een overnamefout",
        "na de sluiting kan alleen een fout in het overnemen worden hersteld: citeer de bron letterlijk",
        default="",
        long=True,
    )


def problems(command: Amend) -> list[str]:
    """Texts that must be there."""
    return [
        f"{name}: vul in"
        for name in ("path", "value", "reason", "source")
        if not getattr(command, name).strip()
    ]


def amend(command: Amend, reader: Reader, moment: Moment) -> Outcome:
    """The amendment, with what it changes and which findings turn.

    Raises Refused after closing without the quote of a transcription error, CommandError for a wrong path,
    TenderFileError when the definition would not be sound.
    """
    state = as_reader(reader)
    closing = reader.definition.procedure.closing_at
    closed = moment.as_of > closing
    if closed and not command.transcription_quote.strip():
        raise Refused(
            f"de procedure is op {shown(closing)} gesloten; inschrijvingen worden beoordeeld naar de stand van "
            "toen. Alleen een overnamefout kan nog worden hersteld, met een citaat van de bron "
            "(transcription_quote) en een tweede persoon."
        )
    # After the closing the same error is mended whenever it is found, so that a second person confirms the same.
    in_force = command.in_force_from or (closing if closed else moment.as_of)
    amendment = Amendment(
        command.path, command.value, command.reason, command.source, in_force, command.transcription_quote
    )
    draft = Draft(amendment, f"amendment/{command.path}")
    old, new = _values(command, reader)
    state.amended_definition(amendment)
    text = f"{command.path}: {_shown(old)} wordt {_shown(new)} ({command.source})."
    if not closed:
        return Outcome((draft,), text)
    after = state.amended_assessment(amendment)
    return Outcome(
        (draft,),
        f"{text} Overnamefout, hersteld na de sluiting; bron: “{command.transcription_quote}”. "
        f"{told_changes(reader.assessment(), after)}",
        second_person="na de sluiting vraagt een herstelde overnamefout een tweede persoon",
    )


def _shown(value: Any) -> str:
    """A value of a tender file as officers read it."""
    if value is None:
        return "(niet geladen)"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return shown(instant(value))
    if isinstance(value, date):
        return shown_day(value)
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value) or "(leeg)"
    return str(value)


def _values(command: Amend, reader: Reader) -> tuple[Any, Any]:
    added = as_reader(reader).added.body
    tables = tables_of(added.text, added.tender)
    given: tuple[Fact[Amendment], ...] = reader.facts(Amendment)
    try:
        for fact in given:
            tables = amended(tables, fact.body.path, fact.body.value)
        changed = amended(tables, command.path, command.value)
    except ValueError as error:
        raise CommandError("De definitie kan zo niet worden gewijzigd:", [str(error)]) from None
    return value_at(tables, command.path), value_at(changed, command.path)


AMEND = Action(
    "wijziging-vastleggen",
    "Wijziging van de aanbesteding vastleggen",
    Amend,
    (Role.ADVISER,),
    "procedure",
    amend,
    problems=problems,
    second_roles=(Role.ADVISER, Role.DECISION_MAKER),
)
