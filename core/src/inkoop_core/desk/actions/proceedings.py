"""Record proceedings before a court: they pause the whole procedure (§5.8.2, DEF-04, CMP-05)."""

from datetime import datetime

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.numbering import next_subject
from inkoop_core.desk.proceedings import forfeiture_told, paused_by
from inkoop_core.desk.state import as_reader
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.proceedings import Proceedings
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused

ROLES = (Role.LEGAL_COUNSEL, Role.ADVISER)


@frozen
class RecordProceedings:
    """Record that summary proceedings were brought."""

    claimant_name: str = said("Eiser", "naam")
    summoned_at: datetime = said("Dagvaarding betekend op", "bijvoorbeeld 24-07-2026 15:00")
    court: str = said("Gerecht", "bijvoorbeeld rechtbank Overijssel")
    claims: str = said("Vorderingen", long=True)
    claimant: str = said(
        "Inschrijving van de eiser", "leeg: geen inschrijver", default="", refers="submission"
    )
    concerns: tuple[str, ...] = said(
        "Kan raken",
        "inschrijvingen die de uitkomst kan raken; leeg: allemaal",
        default=(),
        refers="submission",
    )
    case_number: str = said("Zaaknummer", default="")
    counsel: str = said("Advocaat", default="")
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


def problems(command: RecordProceedings) -> list[str]:
    return empty(command, "claimant_name", "court", "claims")


def empty(command: object, *names: str) -> list[str]:
    """The problem of each text that must be there and is not."""
    return [f"{name}: vul in" for name in names if not getattr(command, name).strip()]


def record(command: RecordProceedings, reader: Reader, moment: Moment) -> Outcome:
    """One more case. It pauses the whole procedure until the decision-maker chooses otherwise (DEF-04).

    Whether the summons came in time is told for the claimant, never decided.
    Raises Unknown for an unknown submission, Refused for a day that is still to come.
    """
    state = as_reader(reader)
    require_past(command.summoned_at, moment)
    for submission in (*filter(None, [command.claimant]), *command.concerns):
        known_submission(reader, submission)
    subject = next_subject(state.recorded, Proceedings, "geding-")
    body = Proceedings(
        claimant=command.claimant,
        claimant_name=command.claimant_name.strip(),
        court=command.court.strip(),
        claims=command.claims,
        concerns=command.concerns,
        case_number=command.case_number,
        counsel=command.counsel,
    )
    draft = Draft(body, subject, happened_at=command.summoned_at, timing_reason=command.timing_reason)
    after = state.supposing(draft)
    fact = after.facts(Proceedings, subject)[-1]
    paused = ", ".join(paused_by(after, subject)) or "nog geen inschrijving"
    return Outcome(
        (draft,),
        "\n".join(
            [
                f"{subject}: {body.claimant_name} daagt op {shown(command.summoned_at)} voor {body.court}.",
                f"De hele procedure staat stil tot de uitspraak (§5.8.2): {paused}.",
                "De beslisser kan kiezen voor alleen de inschrijvingen die de uitkomst kan raken (pauze-kiezen).",
                forfeiture_told(after, fact),
                "De gestanddoening wordt verlengd tot 14 dagen na de uitspraak, en nooit korter (§5.7, N-18).",
            ]
        ),
    )


def require_past(happened_at: datetime, moment: Moment) -> None:
    """Raises Refused for what is still to come."""
    if happened_at > moment.as_of:
        raise Refused(f"{shown(happened_at)} ligt in de toekomst; leg vast wat is gebeurd.")


def require_after(happened_at: datetime, fact: Fact[Proceedings]) -> None:
    """Raises Refused for what would come before the summons."""
    if happened_at < fact.happened_at:
        raise Refused(
            f"{shown(happened_at)} ligt voor de dagvaarding in {fact.subject} ({shown(fact.happened_at)}); "
            "controleer het tijdstip."
        )


RECORD_PROCEEDINGS = Action(
    "geding-vastleggen",
    "Geding vastleggen",
    RecordProceedings,
    ROLES,
    "procedure",
    record,
    problems=problems,
)
