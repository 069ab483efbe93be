"""Take complaints in, have them supplemented, and decide them within six weeks (§5.8.1, CMP-01, CMP-02)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.channels import COMPLAINT_CHANNEL
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.subjects import known_submission, own_risk
from inkoop_core.desk.complaints import (
    OTHER_ROADS,
    ComplaintStand,
    account_problems,
    barred_from,
    complaint_stand,
    known_complaint,
    require_not_about,
)
from inkoop_core.desk.numbering import next_subject
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.complaint import (
    Complaint,
    ComplaintDecided,
    ComplaintOutcome,
    ComplaintSupplemented,
)
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment, local_day, shown, shown_day
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused

CANNOT = "De klacht kan zo niet worden beslist:"


@frozen
class TakeInComplaint:
    """Take in a complaint."""

    by: str = said("Van", "naam van wie klaagt")
    received_at: datetime = said("Ontvangen op", "bijvoorbeeld 06-07-2026 09:15")
    channel: str = said("Route", "het adres waarop de klacht binnenkwam")
    about: str = said("Onderwerp", "waar de klacht over gaat, kort")
    text: str = said("Klacht", long=True)
    submission: str = said("Inschrijving", "van wie klaagt; leeg: geen", default="", refers="submission")
    complete: bool = said("Volledig", "nee: er wordt om aanvulling gevraagd", default=True)
    missing: str = said("Wat ontbreekt", "als de klacht niet volledig is", default="", long=True)
    about_adviser: str = said(
        "Gaat over collega", "account van de collega; die behandelt de klacht niet", default=""
    )
    about_outsider: str = said(
        "Gaat over iemand zonder account", "naam; dit sluit niemand uit van de behandeling", default=""
    )
    known_since: date | None = said(
        "Bekend sinds", "sinds wanneer wie klaagt dit kon weten, als dat blijkt", default=None
    )
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


@frozen
class SupplementComplaint:
    """Record what came in to complete a complaint."""

    complaint: str = said("Klacht", "bijvoorbeeld klacht-1", refers="complaint")
    received_at: datetime = said("Ontvangen op")
    channel: str = said("Route", "het adres waarop de aanvulling binnenkwam")
    text: str = said("Aanvulling", long=True)
    complete: bool = said("Nu volledig", default=True)
    missing: str = said("Wat nog ontbreekt", default="", long=True)
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


@frozen
class DecideComplaint:
    """Decide a complaint."""

    complaint: str = said("Klacht", "bijvoorbeeld klacht-1", refers="complaint")
    outcome: ComplaintOutcome = said("Beslissing")
    reason: str = said("Motivering", "zoals die in de brief komt", long=True)
    partly: bool = said(
        "Deels", "ja: voor het overige anders beslist; zeg in de motivering hoe", default=False
    )
    measures: str = said("Maatregelen", "wat de inkopende organisatie doet", default="", long=True)


def completeness(command: TakeInComplaint | SupplementComplaint) -> Iterator[str]:
    """What is missing is told exactly where something is missing."""
    if not command.complete and not command.missing.strip():
        yield "missing: zeg wat ontbreekt; daar wordt om gevraagd"
    if command.complete and command.missing.strip():
        yield "complete: er ontbreekt iets, maar de klacht is volledig genoemd"


def problems(command: TakeInComplaint) -> Iterable[str]:
    yield from (
        f"{name}: vul in" for name in ("by", "channel", "about", "text") if not getattr(command, name).strip()
    )
    yield from completeness(command)


def take_in(command: TakeInComplaint, reader: Reader, moment: Moment) -> Outcome:
    """One more complaint. It pauses nothing: only a suspension does.

    Raises Unknown for an unknown submission, Refused for a moment in the future and for the colleague himself,
    CommandError for a colleague without an account here.
    """
    state = as_reader(reader)
    _require_past(command.received_at, moment)
    if command.submission:
        known_submission(reader, command.submission)
    subject = next_subject(state.recorded, Complaint, "klacht-")
    body = Complaint(
        by=command.by.strip(),
        channel=command.channel.strip(),
        about=command.about,
        text=command.text,
        submission=command.submission,
        complete=command.complete,
        missing=command.missing,
        about_adviser=command.about_adviser.strip(),
        known_since=command.known_since,
        about_outsider=command.about_outsider.strip(),
    )
    wrong = account_problems(body, state)
    if wrong:
        raise CommandError("De klacht kan zo niet worden ingenomen:", wrong)
    require_not_about(body, reader.actor)
    draft = Draft(body, subject, happened_at=command.received_at, timing_reason=command.timing_reason)
    stand = _supposed(state, draft, subject)
    lines = [
        f"{subject} van {body.by}, ontvangen {shown(command.received_at)}: {body.about}",
        *_told(stand, reader),
    ]
    if body.about_adviser:
        lines.append(
            f"De klacht gaat over {body.about_adviser}, die haar niet behandelt en de beslissing niet bevestigt."
        )
    if body.about_outsider:
        lines.append(
            f"De klacht gaat over {body.about_outsider}, die hier geen account heeft: dat sluit niemand uit van de "
            "behandeling."
        )
    lines += [
        *own_risk(command.known_since, command.received_at),
        "Een klacht pauzeert de procedure niet; alleen een opschorting doet dat (verloop-vastleggen).",
        OTHER_ROADS,
    ]
    return Outcome((draft,), "\n".join(lines))


def supplement(command: SupplementComplaint, reader: Reader, moment: Moment) -> Outcome:
    """One more supplement. Raises Unknown, Refused for a decided complaint, a wrong moment, the colleague himself."""
    state = as_reader(reader)
    stand = known_complaint(reader, command.complaint)
    require_not_about(stand.fact.body, reader.actor)
    _require_undecided(stand)
    _require_past(command.received_at, moment)
    if command.received_at < stand.fact.happened_at:
        raise Refused(
            f"{stand.id} kwam pas op {shown(stand.fact.happened_at)} binnen; controleer het tijdstip."
        )
    subject = next_subject(state.recorded, ComplaintSupplemented, f"{stand.id}/aanvulling-")
    body = ComplaintSupplemented(command.text, command.channel.strip(), command.complete, command.missing)
    draft = Draft(body, subject, happened_at=command.received_at, timing_reason=command.timing_reason)
    after = _supposed(state, draft, stand.id)
    return Outcome(
        (draft,),
        "\n".join([f"{stand.id}: aanvulling ontvangen {shown(command.received_at)}.", *_told(after, reader)]),
    )


def _supposed(state: ProcedureState, draft: Draft, complaint: str) -> ComplaintStand:
    after = state.supposing(draft)
    return complaint_stand(after.facts(Complaint, complaint)[-1], after)


def _require_past(received_at: datetime, moment: Moment) -> None:
    if received_at > moment.as_of:
        raise Refused(f"{shown(received_at)} ligt in de toekomst; leg vast wat is ontvangen.")


def _require_undecided(stand: ComplaintStand) -> None:
    if stand.decided is not None:
        raise Refused(
            f"op {stand.id} is op {shown(stand.decided.happened_at)} al beslist ({stand.decided.body.label})."
        )


def _told(stand: ComplaintStand, reader: Reader) -> Iterator[str]:
    if not stand.right_route:
        channel = reader.definition.channel_by_id.get(COMPLAINT_CHANNEL)
        address = channel.address if channel else "geen adres in de aanbesteding genoemd"
        yield (
            f"Niet via het adres voor klachten ({address}): alleen juist ingediende klachten worden behandeld. "
            "Vraag de klacht daar in te dienen (klacht-aanvullen als zij er is)."
        )
    if not stand.complete:
        yield f"Niet volledig: vraag om {stand.missing} (brief klacht-ontvangst)."
    if stand.decide_by is not None:
        yield f"Beslissen tot en met {shown_day(stand.decide_by)} (zes weken, §5.8.1)."


def decision_problems(command: DecideComplaint) -> Iterable[str]:
    if not command.reason.strip():
        yield "reason: geef de motivering"
    if command.partly and command.outcome is not ComplaintOutcome.FOUNDED:
        yield "partly: alleen een gegronde klacht is deels gegrond; zeg in de motivering wat dat niet is"


def decide(command: DecideComplaint, reader: Reader, moment: Moment) -> Outcome:
    """The decision: founded, unfounded or inadmissible; told by a letter.

    Raises Unknown, CommandError for a decision on the merits of what is not complete or not correctly filed, Refused
    for a decided complaint and for the colleague whom it is about, who cannot be the second person either.
    """
    stand = known_complaint(reader, command.complaint)
    require_not_about(stand.fact.body, reader.actor)
    _require_undecided(stand)
    if not stand.admissible and command.outcome is not ComplaintOutcome.INADMISSIBLE:
        raise CommandError(
            CANNOT,
            [f"outcome: {obstacle}; alleen niet-ontvankelijk is mogelijk" for obstacle in stand.obstacles],
        )
    subject = f"{stand.id}/beslissing"
    body = ComplaintDecided(command.outcome, command.reason, command.partly, command.measures)
    earlier = last_of(as_reader(reader).recorded, ComplaintDecided, subject)
    draft = Draft(
        body, subject, replaces=earlier.id if earlier else None, reason=command.reason if earlier else ""
    )
    return Outcome((draft,), "\n".join(_decided(stand, body, moment)), not_by=barred_from(stand.fact.body))


def _decided(stand: ComplaintStand, body: ComplaintDecided, moment: Moment) -> Iterator[str]:
    yield f"{stand.id} van {stand.fact.body.by}: {body.label}. Motivering: {body.reason}"
    if body.measures:
        yield f"Maatregelen: {body.measures}"
    if stand.decide_by is not None and local_day(moment.as_of) > stand.decide_by:
        yield f"Let op: de zes weken zijn op {shown_day(stand.decide_by)} verstreken (§5.8.1)."
    yield "De beslissing gaat met een brief naar wie klaagde (klacht-beslissing)."
    if body.leaves_road_to_committee:
        yield "Wie klaagde kan naar de Geschillencommissie Sociaal Domein, als aan alle zes voorwaarden is voldaan."
    yield OTHER_ROADS


TAKE_IN_COMPLAINT = Action(
    "klacht-innemen",
    "Klacht innemen",
    TakeInComplaint,
    (Role.COMPLAINTS_HANDLER,),
    "procedure",
    take_in,
    problems=problems,
)
SUPPLEMENT_COMPLAINT = Action(
    "klacht-aanvullen",
    "Aanvulling van een klacht vastleggen",
    SupplementComplaint,
    (Role.COMPLAINTS_HANDLER,),
    "complaint",
    supplement,
    problems=completeness,
)
DECIDE_COMPLAINT = Action(
    "klacht-beslissen",
    "Klacht beslissen",
    DecideComplaint,
    (Role.COMPLAINTS_HANDLER,),
    "complaint",
    decide,
    irreversible=True,
    second_person=True,
    problems=decision_problems,
    second_roles=(Role.COMPLAINTS_HANDLER, Role.LEGAL_COUNSEL, Role.DECISION_MAKER),
)
