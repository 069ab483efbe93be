"""Change a value of the tender definition: free before closing, afterwards only a transcription error."""

from datetime import date, datetime
from typing import Any

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.assessment.changes import told_changes
from inkoop_core.assessment.model import Assessment
from inkoop_core.desk.actions.retender import require_planning
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.decision import Amendment
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment, instant, shown, shown_day
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused, TenderFileError
from inkoop_core.tender.amend import amended, value_at
from inkoop_core.tender.load import load_definition

REQUIRES = "requires"
MENDED = "Tot nu toe kon niet worden beoordeeld, omdat de definitie niet klopte; met deze wijziging wel."


@frozen
class Amend:
    """Change a value of the tender definition."""

    path: str = said("Plaats", "bijvoorbeeld parameters.kc1_clients.value of products.IB4.title")
    value: str = said("Nieuwe waarde", 'als TOML: 12, "tekst", ["a", "b"]')
    reason: str = said("Reden", long=True)
    source: str = said("Bron", "paragraaf, Nota van Inlichtingen of besluit")
    in_force_from: datetime | None = said(
        "Van kracht vanaf", "leeg: nu; een overnamefout: van het begin af", default=None
    )
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
    """The amendment, with what it changes and which findings turn; told from the state that it makes.

    Raises Refused after closing without the quote of a transcription error, for the set of plugins, for a
    closing in the past and for what may not change in a re-tender; CommandError for a wrong path;
    TenderFileError when the definition would not be sound.
    It works too where the definition as it stands is not sound, so that it can be mended.
    """
    state = as_reader(reader)
    closing, closed = state.in_force.closing_at, state.opened
    if closed and not command.transcription_quote.strip():
        raise Refused(
            f"de procedure is op {shown(closing)} gesloten; inschrijvingen worden beoordeeld naar de stand van "
            "toen. Alleen een overnamefout kan nog worden hersteld, met een citaat van de bron "
            "(transcription_quote) en een tweede persoon."
        )
    if command.path.split(".")[0] == REQUIRES:
        raise Refused(
            f"{command.path}: een set plugins wordt niet gewijzigd; een procedure houdt de plugins waarmee zij is "
            "toegevoegd. Breng een nieuwe versie van de aanbesteding uit als een andere set nodig is."
        )
    require_planning(command.path, state)
    amendment = _amendment(command, state, moment)
    _require_place(state, amendment)
    draft = Draft(amendment, f"amendment/{command.path}")
    after = state.supposing(draft)
    require_closing_ahead(amendment, state, after, moment)
    present = assessment_if_sound(state)
    require_sound(after, present)
    if amendment not in after.in_force.amendments:
        _require_sound_by_itself(amendment, after)
    text = _told(amendment, state, after)
    if not closed:
        return Outcome((draft,), text)
    turned = told_changes(present, after.assessment()) if present else MENDED
    return Outcome(
        (draft,),
        f"{text} Overnamefout, hersteld na de sluiting; bron: “{command.transcription_quote}”. {turned}",
        second_person="na de sluiting vraagt een herstelde overnamefout een tweede persoon",
    )


def _amendment(command: Amend, state: ProcedureState, moment: Moment) -> Amendment:
    """A transcription error stands in the file from the start, so that is where its correction takes force."""
    quoted = command.transcription_quote.strip()
    in_force = command.in_force_from or (state.added.happened_at if quoted else moment.as_of)
    return Amendment(
        command.path, command.value, command.reason, command.source, in_force, command.transcription_quote
    )


def _require_place(state: ProcedureState, amendment: Amendment) -> None:
    try:
        amended(state.in_force.tables, amendment.path, amendment.value)
    except ValueError as error:
        raise CommandError("De definitie kan zo niet worden gewijzigd:", [str(error)]) from None


def require_closing_ahead(
    amendment: Amendment, before: ProcedureState, after: ProcedureState, moment: Moment
) -> None:
    """Before the closing it can be moved, but not to a moment that is past or before the amendment's own."""
    old, new = before.in_force.closing_at, after.in_force.closing_at
    if new != old and not before.opened and new <= max(moment.as_of, amendment.in_force_from):
        raise Refused(
            f"{amendment.path}: de sluiting kan niet worden verplaatst van {shown(old)} naar {shown(new)}; dat "
            "moment is al voorbij als de wijziging van kracht wordt. Kies een later tijdstip."
        )


def assessment_if_sound(state: ProcedureState) -> Assessment | None:
    """The assessment as it stands; None where the definition is not sound."""
    try:
        return state.assessment()
    except TenderFileError:
        return None


def require_sound(after: ProcedureState, present: Assessment | None) -> None:
    """Rules and plugins miss nothing, and none of them fails that did not fail before."""
    failed = [
        f"requirements.{failure.requirement}: {failure.reason}"
        for failure in after.rules_as_found.failures
        if present is not None and failure not in present.failures
    ]
    problems = (*after.definition_problems(), *failed)
    if problems:
        raise TenderFileError("De aanbesteding zou met deze wijziging niet meer kloppen:", problems)


def _require_sound_by_itself(amendment: Amendment, state: ProcedureState) -> None:
    """What takes force after the closing is not judged by, but is no nonsense either. Raises TenderFileError."""
    amendments = (*state.in_force.amendments, amendment)
    load_definition(state.added.body.text, amendments, state.catalogue.clause_types, state.procedure)


def _told(amendment: Amendment, before: ProcedureState, after: ProcedureState) -> str:
    old, new = (value_at(one.in_force.tables, amendment.path) for one in (before, after))
    if old != new:
        return f"{amendment.path}: {shown_value(old)} wordt {shown_value(new)} ({amendment.source})."
    why = "een andere wijziging van dezelfde plaats gaat voor, of de waarde stond er al"
    if amendment not in after.in_force.amendments:
        why = f"van kracht vanaf {shown(amendment.in_force_from)}, na de sluiting"
    return (
        f"{amendment.path}: {amendment.value} vastgelegd ({amendment.source}), maar dit heeft geen gevolg voor "
        f"de beoordeling van inschrijvingen: daarvoor blijft {shown_value(old)} gelden ({why})."
    )


def shown_value(value: Any) -> str:
    """A value of a tender file as officers read it."""
    if value is None:
        return "(niet geladen)"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return shown(instant(value))
    if isinstance(value, date):
        return shown_day(value)
    if isinstance(value, dict):
        return f"({', '.join(f'{key} {shown_value(item)}' for key, item in value.items())})"
    if isinstance(value, list):
        return ", ".join(shown_value(item) for item in value) or "(leeg)"
    return str(value)


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
