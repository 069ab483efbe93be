"""The road to the disputes committee: six conditions, all of them or none (§5.8.1, CMP-03)."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.complaints import (
    OTHER_ROADS,
    ComplaintStand,
    barred_from,
    known_complaint,
    require_not_about,
)
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.complaint import (
    CommitteeCondition,
    ComplaintDecided,
    ConditionAnswered,
    DisputesCommittee,
)
from inkoop_core.domain.course import CourseChanged
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment, local_day, shown_day
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused
from inkoop_core.progress.pauses import suspension_of


@frozen
class RecordDisputesCommittee:
    """Record the six conditions, and whether the complaint was put before the committee.

    Two of the six follow from what was recorded: the decision on the complaint, and the suspension.
    """

    complaint: str = said("Klacht", "bijvoorbeeld klacht-1", refers="complaint")
    about_procedure: bool = said("Gaat over dit inkoopdocument of deze procedure", "ja of nee")
    about_procedure_by: str = said("Wie zegt dat (1)")
    no_amicable_solution: bool = said("Minnelijke oplossing niet gelukt", "ja of nee")
    no_amicable_solution_by: str = said("Wie zegt dat (3)")
    both_agree: bool = said("Beide partijen stemmen in met de commissie", "ja of nee")
    both_agree_by: str = said("Wie zegt dat (4)")
    binding_advice: bool = said("Beide partijen houden zich aan het bindend advies", "ja of nee")
    binding_advice_by: str = said("Wie zegt dat (6)")
    submitted: bool = said("Voorgelegd", "ja: alleen als aan alle zes is voldaan", default=False)
    reference: str = said("Kenmerk", "van de commissie", default="")
    advice: str = said(
        "Bindend advies", "zodra het er is; leeg: wat er al staat blijft", default="", long=True
    )
    take_back: str = said(
        "Waarom het advies of de voorlegging wordt teruggenomen",
        "alleen om terug te nemen wat vaststond; vraagt een tweede persoon",
        default="",
        long=True,
    )


ASKED = (
    CommitteeCondition.ABOUT_PROCEDURE,
    CommitteeCondition.NO_AMICABLE_SOLUTION,
    CommitteeCondition.BOTH_AGREE,
    CommitteeCondition.BINDING_ADVICE,
)


def _field(condition: CommitteeCondition) -> str:
    return condition.value.replace("-", "_")


def problems(command: RecordDisputesCommittee) -> Iterable[str]:
    """Each answer with who says so."""
    names = [f"{_field(condition)}_by" for condition in ASKED]
    yield from (f"{name}: zeg wie dat zegt" for name in names if not getattr(command, name).strip())
    if command.advice.strip() and not command.submitted:
        yield "advice: er is nog niets voorgelegd"
    if command.advice.strip() and command.take_back.strip():
        yield "take_back: neem het advies terug of geef een ander, niet allebei tegelijk"


def record(command: RecordDisputesCommittee, reader: Reader, _moment: Moment) -> Outcome:
    """How the six conditions stand; replaces what was recorded before, and keeps the advice that was there.

    To take the advice or the submission back, or to change the advice, takes a reason and a second person.
    Raises Unknown, Refused for a complaint without a decision, the colleague whom it is about, a complaint that is
    put before the committee without all six, and what would silently undo the submission or the advice.
    """
    state = as_reader(reader)
    stand = known_complaint(reader, command.complaint)
    require_not_about(stand.fact.body, reader.actor)
    if stand.decided is None:
        raise Refused(f"op {stand.id} is nog niet beslist; de commissie komt pas na de behandeling.")
    suspension = _suspension(stand, state)
    conditions = tuple(_conditions(command, stand.decided, suspension))
    unmet = [item.condition for item in conditions if not item.met]
    if command.submitted and unmet:
        missing = "; ".join(condition.label for condition in unmet)
        raise Refused(
            f"{stand.id} kan niet worden voorgelegd: alle zes voorwaarden moeten zijn vervuld (§5.8.1). Niet vervuld: "
            f"{missing}. {OTHER_ROADS}"
        )
    before = stand.committee.body if stand.committee is not None else None
    _require_not_undone(command, before)
    advice = command.advice.strip() or (before.advice if before and not command.take_back.strip() else "")
    body = DisputesCommittee(
        conditions=conditions,
        submitted=command.submitted,
        suspension=suspension.id if suspension else None,
        reference=command.reference or (before.reference if before and command.submitted else ""),
        advice=advice,
    )
    subject = f"{stand.id}/geschillencommissie"
    earlier = last_of(state.recorded, DisputesCommittee, subject)
    draft = Draft(
        body,
        subject,
        replaces=earlier.id if earlier else None,
        reason=command.take_back.strip() or ("stand van de voorwaarden bijgewerkt" if earlier else ""),
    )
    undone = _undone(body, before)
    return Outcome(
        (draft,),
        "\n".join([*_told(stand, body, suspension), *undone]),
        second_person="; ".join(undone),
        not_by=barred_from(stand.fact.body),
    )


def _require_not_undone(command: RecordDisputesCommittee, before: DisputesCommittee | None) -> None:
    """Raises Refused where what was recorded would go without a reason."""
    if before is None or command.take_back.strip():
        return
    if before.submitted and not command.submitted:
        advice = f" en het advies ({before.advice})" if before.advice else ""
        raise Refused(
            f"dat de klacht is voorgelegd{advice} staat vast; wie dat terugneemt, zegt waarom (take_back). Is zij nog "
            "voorgelegd, zeg dan ja bij submitted."
        )


def _undone(body: DisputesCommittee, before: DisputesCommittee | None) -> list[str]:
    """What of the earlier record is taken back or changed, in Dutch."""
    if before is None:
        return []
    lines = []
    if before.submitted and not body.submitted:
        lines.append("de voorlegging aan de commissie wordt teruggenomen")
    if before.advice and before.advice != body.advice:
        now = f"; het wordt: {body.advice}" if body.advice else ""
        lines.append(f"het eerder vastgelegde advies ({before.advice}) wordt teruggenomen{now}")
    return lines


def _suspension(stand: ComplaintStand, state: ProcedureState) -> Fact[CourseChanged] | None:
    """What suspends the procedure; of a complaint that was put before the committee what did so then."""
    before = stand.committee.body if stand.committee is not None else None
    if before is not None and before.submitted:
        return next((fact for fact in state.facts(CourseChanged) if fact.id == before.suspension), None)
    return suspension_of(state.course)


def _conditions(
    command: RecordDisputesCommittee, decided: Fact[ComplaintDecided], suspension: Fact[CourseChanged] | None
) -> Iterator[ConditionAnswered]:
    """All six in order: four as they were answered, two by what was recorded."""
    for condition in CommitteeCondition:
        if condition in ASKED:
            name = _field(condition)
            yield ConditionAnswered(condition, getattr(command, name), getattr(command, f"{name}_by").strip())
        elif condition is CommitteeCondition.NOT_FOUNDED:
            told = f"feit {decided.id}: {decided.body.label}"
            yield ConditionAnswered(condition, decided.body.leaves_road_to_committee, told)
        else:
            told = (
                f"feit {suspension.id}" if suspension else "geen opschorting vastgelegd (verloop-vastleggen)"
            )
            yield ConditionAnswered(condition, suspension is not None, told)


def _told(
    stand: ComplaintStand, body: DisputesCommittee, suspension: Fact[CourseChanged] | None
) -> Iterable[str]:
    for item in body.conditions:
        yield f"  {'ja ' if item.met else 'nee'} {item.condition.label} ({item.by})"
    if suspension is not None:
        since = shown_day(local_day(suspension.happened_at))
        yield f"Opgeschort op {since} (feit {suspension.id}); tot de hervatting gaat er niets door."
    if body.submitted:
        yield (
            f"{stand.id} is voorgelegd aan de Geschillencommissie Sociaal Domein {body.reference}".rstrip()
            + "."
        )
    if body.advice:
        yield f"Bindend advies: {body.advice}"
    yield OTHER_ROADS


DISPUTES_COMMITTEE = Action(
    "geschillencommissie-vastleggen",
    "Gang naar de Geschillencommissie vastleggen",
    RecordDisputesCommittee,
    (Role.COMPLAINTS_HANDLER,),
    "complaint",
    record,
    problems=problems,
    second_roles=(Role.COMPLAINTS_HANDLER, Role.LEGAL_COUNSEL, Role.DECISION_MAKER),
)
