"""Consent or refusal for a subcontractor or cooperative member (§5.3 step 7, §5.4.1)."""

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.assessment.model import Effect
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.running import require_running
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.party import Party
from inkoop_core.domain.request import SubcontractorDecided
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused, Unknown
from inkoop_core.progress.subcontractors import decisions_that_hold, subcontractors
from inkoop_core.progress.verification import VerificationItem, verification_of


@frozen
class DecideSubcontractor:
    """Consent to a subcontractor, or refuse one."""

    submission: str = said("Inschrijving", refers="submission")
    party: str = said("Onderaannemer", "id van de onderaannemer of het coöperatielid")
    consent: bool = said("Toestemming", "ja: mag worden ingezet; nee: wordt geweigerd")
    reason: str = said("Motivering", long=True)
    mandate: str = said("Mandaat", "het mandaat of collegebesluit waarop het besluit rust")


def problems(command: DecideSubcontractor) -> list[str]:
    return [f"{name}: vul in" for name in ("reason", "mandate") if not getattr(command, name).strip()]


def decide(command: DecideSubcontractor, reader: Reader, _moment: Moment) -> Outcome:
    """The decision about one party of a provisional winner.

    Raises Unknown for a party that is none, Refused while its evidence is not accepted, for consent to whom must be
    refused (§5.4.1: weigert), and when the same was decided already.
    """
    state = as_reader(reader)
    known_submission(state, command.submission)
    require_running(state, "een besluit over een onderaannemer")
    party = _known(state, command)
    _require_awarded(state, command)
    items = [
        item for item in verification_of(state.course, command.submission).items if item.party == party.id
    ]
    if command.consent:
        _require_accepted(party, items)
    subject = f"{command.submission}/{party.id}/toestemming"
    earlier = last_of(state.recorded, SubcontractorDecided, subject)
    stands = earlier is not None and earlier in decisions_that_hold(state.course, command.submission)
    if earlier is not None and stands and earlier.body.consent == command.consent:
        raise Refused(f"over {party.id} is al zo besloten (feit {earlier.id}); er verandert niets.")
    body = SubcontractorDecided(
        party.id,
        command.consent,
        command.reason,
        command.mandate,
        party.name,
        party.trade_register_number,
    )
    draft = Draft(
        body,
        subject,
        replaces=earlier.id if earlier else None,
        reason=command.reason if earlier else "",
    )
    return Outcome((draft,), _told(command, party, items))


def _known(state: ProcedureState, command: DecideSubcontractor) -> Party:
    parties = subcontractors(state.course, command.submission)
    for party in parties:
        if party.id == command.party:
            return party
    known = ", ".join(party.id for party in parties) or "geen"
    raise Unknown(
        f"{command.submission} heeft geen onderaannemer of coöperatielid {command.party!r}; wel: {known}."
    )


def _require_awarded(state: ProcedureState, command: DecideSubcontractor) -> None:
    decisions = state.facts(AwardDecision, command.submission)
    if not decisions or decisions[-1].body.outcome is not DecisionOutcome.AWARD:
        raise Refused(
            f"{command.submission} is niet voorlopig gegund; over onderaannemers wordt daarna besloten."
        )
    if command.party in decisions[-1].body.refused:
        raise Refused(
            f"{command.party} is al geweigerd met de gunningsbeslissing; er valt niets te besluiten."
        )


def _require_accepted(party: Party, items: list[VerificationItem]) -> None:
    for item in items:
        if item.finding is not None and item.finding.effect is Effect.REFUSES_PARTY:
            raise Refused(
                f"{party.name} moet worden geweigerd: {item.finding.finding.explanation} "
                f"({item.finding.finding.source}; het oordeel daarover is gehandhaafd)."
            )
    waiting = [item for item in items if not item.accepted]
    if waiting:
        told = "; ".join(item.finding.finding.explanation if item.finding else item.title for item in waiting)
        raise Refused(f"{party.name} kan nog geen toestemming krijgen: {told}")


def _told(command: DecideSubcontractor, party: Party, items: list[VerificationItem]) -> str:
    name = f"{command.submission}: {party.role.label} {party.name} ({party.id})"
    if command.consent:
        return f"{name} mag worden ingezet. Motivering: {command.reason}"
    lines = [
        f"{name} wordt geweigerd. Motivering: {command.reason}",
        "De hoofdaannemer wordt daarmee niet vanzelf afgewezen; een nieuwe gunningsbeslissing zonder deze partij kan "
        "nodig zijn (nieuwe-gunningsbeslissing).",
    ]
    lines += [
        f"Grond: {item.finding.finding.explanation}" for item in items if item.finding and not item.accepted
    ]
    return "\n".join(lines)


DECIDE_SUBCONTRACTOR = Action(
    "onderaannemer-besluiten",
    "Over een onderaannemer besluiten",
    DecideSubcontractor,
    (Role.ADVISER, Role.DECISION_MAKER),
    "submission",
    decide,
    second_person=True,
    problems=problems,
    second_roles=(Role.DECISION_MAKER,),
)
