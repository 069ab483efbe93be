"""Record that somebody signed the agreement. A signature that came too early is an alarm, and is not lost."""

from datetime import datetime
from pathlib import Path

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.agreement import AgreementSigned, Side, SigningSet
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.role import Role
from inkoop_core.domain.submission import SigningMethod, SigningPower, persons
from inkoop_core.errors import CommandError, Refused
from inkoop_core.progress.pauses import pauses_of
from inkoop_core.progress.signing import AgreementState, AgreementStatus, agreement_of, alarm_of
from inkoop_core.progress.signing_set import signatories_of

_CANNOT = "De ondertekening van de overeenkomst kan zo niet worden vastgelegd:"


@frozen
class RecordAgreementSigned:
    """Record one signature under the agreement."""

    submission: str = said("Inschrijving", refers="submission")
    side: Side = said("Partij bij de overeenkomst")
    signatory: str = said("Wie heeft ondertekend")
    power: SigningPower = said("Bevoegdheid")
    method: SigningMethod = said("Waarmee")
    signed_at: datetime = said("Ondertekend op", "dag en tijd; alleen een dag: het einde van die dag")
    party: str = said(
        "Namens wie", "van de opdrachtnemer: tenderer of het id van een combinant", default=OWN_PARTY
    )
    mandate: str = said(
        "Mandaat of volmacht",
        "van de opdrachtgever altijd: het mandaat of collegebesluit; van een gemachtigde: zijn volmacht",
        default="",
    )
    mandate_file: Path | None = said("Bestand van de volmacht", "wordt bewaard", default=None)
    file: Path | None = said("Ondertekende overeenkomst", "wordt bewaard", default=None)
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


SECOND = (
    "met de laatste handtekening bestaat de overeenkomst; een ander ziet na wie er tekende en met welke macht"
)


def problems(command: RecordAgreementSigned) -> list[str]:
    """What does not go together."""
    wrong = []
    if not command.signatory.strip():
        wrong.append("signatory: vul in")
    if command.method is SigningMethod.NONE:
        wrong.append("method: zonder handtekening is er niet ondertekend (§5.8.2: schriftelijk)")
    if command.side is Side.CLIENT and not command.mandate.strip():
        wrong.append("mandate: noem het mandaat of collegebesluit van wie namens de opdrachtgever tekent")
    if command.side is Side.CLIENT and command.party != OWN_PARTY:
        wrong.append("party: is alleen van de opdrachtnemer")
    return wrong


def sign(command: RecordAgreementSigned, reader: Reader, moment: Moment) -> Outcome:
    """The signature, on the set that stands; what it does to the agreement, or why it is an alarm.

    Raises Unknown, Refused in the future and when this person signed this set already, CommandError for a party that
    does not sign.
    """
    state = as_reader(reader)
    known_submission(state, command.submission)
    if command.signed_at > moment.as_of:
        raise Refused(
            f"{shown(command.signed_at)} ligt in de toekomst; leg een handtekening vast als zij is gezet."
        )
    _require_party(state, command)
    prepared = state.course.last(SigningSet, command.submission)
    file = reader.kept_file(command.file) if command.file is not None else None
    mandate_file = reader.kept_file(command.mandate_file) if command.mandate_file is not None else None
    body = AgreementSigned(
        side=command.side,
        signing_set=prepared.id if prepared else 0,
        signatory=command.signatory.strip(),
        power=command.power,
        method=command.method,
        mandate=command.mandate.strip(),
        sha256=file.sha256 if file else "",
        mandate_sha256=mandate_file.sha256 if mandate_file else "",
        party=command.party,
    )
    _require_new(state, command.submission, body)
    draft = Draft(
        body,
        _subject(state, command.submission, command.side),
        happened_at=command.signed_at,
        timing_reason=command.timing_reason,
    )
    files = {one.sha256: one for one in (file, mandate_file) if one is not None}
    return Outcome((draft,), _told(state, draft, body), tuple(files.values()), SECOND)


def _require_party(state: ProcedureState, command: RecordAgreementSigned) -> None:
    known = [party.id for party in signatories_of(state.course, command.submission)] or [OWN_PARTY]
    if command.side is Side.CONTRACTOR and command.party not in known:
        raise CommandError(_CANNOT, [f"party: {command.party!r} ondertekent niet; wel: {', '.join(known)}"])


def _require_new(state: ProcedureState, submission: str, body: AgreementSigned) -> None:
    """Whoever signed for this party on this set is not recorded twice, unless that was before its time."""
    for fact in state.course.all(AgreementSigned, submission):
        same = (fact.body.side, fact.body.party, fact.body.signing_set) == (
            body.side,
            body.party,
            body.signing_set,
        )
        if (
            same
            and persons([fact.body.signatory]) == persons([body.signatory])
            and not alarm_of(state.course, fact)
        ):
            raise Refused(
                f"{body.signatory} tekende deze set al op {shown(fact.happened_at)} (feit {fact.id}); klopt dat niet, "
                "trek dat feit dan in (feit-intrekken)."
            )


def _subject(state: ProcedureState, submission: str, side: Side) -> str:
    start = f"{submission}/overeenkomst/{side.label}-"
    used = {fact.subject for fact in state.recorded if fact.subject.startswith(start)}
    return f"{start}{len(used) + 1}"


def _told(state: ProcedureState, draft: Draft, body: AgreementSigned) -> str:
    submission = draft.subject.partition("/")[0]
    after = evolve(state.course, facts=state.supposing(draft).current)
    status = agreement_of(after, submission)
    assert draft.happened_at is not None
    lines = [
        f"{submission}: {body.signatory} tekende namens de {body.side.label} op {shown(draft.happened_at)} "
        f"({body.power.label}, {body.method.label})."
    ]
    alarms = [line for line in status.alarms if line not in agreement_of(state.course, submission).alarms]
    lines += [f"ALARM: {line}. De handtekening wordt vastgelegd en telt niet mee." for line in alarms]
    lines += told_status(status)
    lines += [f"Let op, de procedure staat stil: {pause.why}" for pause in pauses_of(after, submission)]
    return "\n".join(lines)


def told_status(status: AgreementStatus) -> list[str]:
    """The agreement as it then is."""
    if status.state is AgreementState.EXISTS and status.since is not None:
        return [f"Daarmee is de overeenkomst gesloten op {shown(status.since)} (§5.8.2)."]
    return [f"Er is nog geen overeenkomst; nog nodig: {'; '.join(status.open)}."]


SIGN_AGREEMENT = Action(
    "ondertekening-overeenkomst",
    "Ondertekening van de overeenkomst vastleggen",
    RecordAgreementSigned,
    (Role.ADVISER, Role.DECISION_MAKER),
    "submission",
    sign,
    second_person=True,
    problems=problems,
    second_roles=(Role.ADVISER, Role.DECISION_MAKER),
)
