"""An officer rules on a finding; the program only proposes."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.fields import said
from inkoop_core.assessment.assess import finding_of
from inkoop_core.assessment.effects import allowed_outcomes
from inkoop_core.assessment.equal_treatment import ASKING
from inkoop_core.assessment.model import Assessed, Assessment
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.equal_position import difference_explained, positions_of, upheld_too_soon
from inkoop_core.desk.review import changed_since_decision, told_decided
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.decision import DecisionOutcome, Ruling, RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.finding import Consequence, FindingKey, Stage
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.role import Role
from inkoop_core.errors import Conflict, Refused, Unknown


@frozen
class GiveRuling:
    """Rule on a finding."""

    submission: str = said("Inschrijving", refers="submission")
    requirement: str = said("Eis", refers="requirement")
    outcome: RulingOutcome = said("Oordeel")
    reason: str = said("Reden", "de motivering zoals die in het dossier en de brief komt", long=True)
    subject: str = said("Onderwerp", "van de bevinding; leeg: de hele inschrijving", default="")
    basis: str = said("Basis", "hash van de bevinding zoals u die zag; leeg: zoals zij nu is", default="")
    difference: str = said(
        "Waarom anders",
        "dan bij een ander in dezelfde positie, of voordat de eigen vraag is beantwoord; alleen als dat zo is",
        long=True,
        default="",
    )


def problems(command: GiveRuling) -> list[str]:
    return [] if command.reason.strip() else ["reason: geef een reden"]


def rule(command: GiveRuling, reader: Reader, _moment: Moment) -> Outcome:
    """The ruling on the finding as it is now.

    Raises Unknown when there is no such finding, Conflict when it changed since it was seen, Refused for an
    outcome that the finding does not allow, or when the tenderer was decided on and nothing changed since.
    """
    known_submission(reader, command.submission)
    item = _finding(command, reader)
    finding = item.finding
    if command.basis and command.basis != finding.basis:
        raise Conflict(
            f"de bevinding {finding.key.requirement} van {command.submission} is veranderd sinds u haar zag. "
            f"Nu: {finding.explanation}"
        )
    state = as_reader(reader)
    if wrong := why_not_ruled(item, command.outcome, state):
        raise Refused(f"{wrong}.")
    ruled = ruled_on((item,), command.outcome, command.reason, command.difference, state)
    return Outcome(
        ruled.drafts,
        "\n".join(
            [*_told(item, command, reader.definition), *ruled.told, *told_decided(state, command.submission)]
        ),
        second_person=ruled.second_person,
    )


@frozen
class Ruled:
    """The rulings on some findings. told: what is to be said beside them; second_person: why one is needed, or ""."""

    drafts: tuple[Draft, ...]
    told: tuple[str, ...]
    second_person: str


def ruled_on(
    items: Sequence[Assessed],
    outcome: RulingOutcome,
    reason: str,
    difference: str,
    state: ProcedureState,
    *,
    with_request: bool = False,
) -> Ruled:
    """One outcome on findings of any number of submissions, with why another was ruled on otherwise.

    with_request  the request that belongs to the ruling is made with it, and uses the same reason of difference

    Raises Refused, naming the other rulings, when somebody in the same position was treated differently and
    `difference` does not say why.
    """
    changes = {item.finding.key: outcome for item in items}
    explained = dict(difference_explained(positions_of(state), changes, difference))
    too_soon = _too_soon(items, outcome, difference, state)
    explained |= {key: difference.strip() for key in too_soon}
    drafts = tuple(
        _draft(item, outcome, reason, explained.get(item.finding.key, ""), state) for item in items
    )
    told = (
        [f"Anders dan bij een ander in dezelfde positie. Reden: {difference.strip()}"]
        if explained.keys() - too_soon.keys()
        else []
    )
    told += [f"Terwijl {why}. Reden: {difference.strip()}" for why in too_soon.values()]
    if difference.strip() and not explained and not with_request:
        told.append("Niemand in dezelfde positie kreeg een ander oordeel; de reden van verschil vervalt.")
    if outcome in ASKING and not with_request:
        told.append(_ASKED_BY[outcome])
    return Ruled(drafts, tuple(told), _second_person(items, outcome))


def _too_soon(
    items: Iterable[Assessed], outcome: RulingOutcome, difference: str, state: ProcedureState
) -> Mapping[FindingKey, str]:
    """The findings that are upheld while their own request still runs. Raises Refused without a reason for that."""
    if outcome is not RulingOutcome.UPHOLD:
        return {}
    found = {item.finding.key: why for item in items if (why := upheld_too_soon(state, item.finding.key))}
    if found and not difference.strip():
        raise Refused(
            "wie iets is gevraagd, wordt eerst gehoord:\n"
            + "\n".join(f"  - {why}" for why in found.values())
            + "\nWacht het antwoord of de termijn af, of zeg waarom dat hier niet hoeft (difference)."
        )
    return found


def _draft(
    item: Assessed, outcome: RulingOutcome, reason: str, difference: str, state: ProcedureState
) -> Draft:
    finding = item.finding
    subject = ruling_subject(finding.key)
    last = last_of(state.recorded, Ruling, subject)
    body = Ruling(finding.key.requirement, finding.key.subject, finding.basis, outcome, reason, difference)
    return Draft(body, subject, replaces=last.id if last else None, reason=reason if last else "")


_ASKED_BY = {
    RulingOutcome.ASK: "Leg nu de vraag vast met verduidelijking-vragen; de termijn loopt vanaf de brief daarover.",
    RulingOutcome.REPAIR: "Leg nu het verzoek vast met herstel-toestaan; de termijn loopt vanaf de brief daarover.",
}


def _second_person(items: Iterable[Assessed], outcome: RulingOutcome) -> str:
    if outcome is RulingOutcome.REPAIR:
        return "herstel is een uitzondering en vraagt een tweede persoon"
    must = any(item.finding.consequence is Consequence.MUST_REJECT for item in items)
    if must and outcome is not RulingOutcome.ASK:
        return "een oordeel over een verplichte afwijzing vraagt een tweede persoon"
    refuse = any(item.finding.consequence is Consequence.REFUSE_PARTY for item in items)
    if refuse and outcome is RulingOutcome.SET_ASIDE:
        return "een partij die moet worden geweigerd toch toelaten vraagt een tweede persoon"
    return ""


def why_not_ruled(item: Assessed, outcome: RulingOutcome, state: ProcedureState) -> str:
    """Why this ruling cannot be given on a finding, in Dutch without a full stop; "" when it can.

    After a decision a ruling makes sense only when something changed that the decision rests on.
    """
    finding = item.finding
    allowed = allowed_outcomes(finding)
    if outcome not in allowed:
        known = ", ".join(one.value for one in allowed) or "geen; er valt niets te oordelen"
        return (
            f"{finding.key.requirement} ({finding.verdict.label}, {finding.consequence.label}) laat het oordeel "
            f"{outcome.value!r} niet toe; mogelijk: {known}"
        )
    if state.definition.requirement_by_id[finding.key.requirement].stage is Stage.AWARD:
        if outcome is RulingOutcome.SET_ASIDE:
            return (
                "een score wordt niet terzijde gesteld; is zij fout, dan legt de voorzitter een andere consensus "
                "vast"
            )
        if outcome is RulingOutcome.REPAIR:
            return "een score wordt niet hersteld: een ander plan zou een nieuwe inschrijving zijn"
    submission = finding.key.submission
    judged = state.assessment().of(submission)
    if judged is None or judged.decision is None or changed_since_decision(judged, state):
        return ""
    if item in judged.verification and judged.decision.body.outcome is DecisionOutcome.AWARD:
        return ""  # Evidence comes in after the decision: its findings are there to be ruled on then.
    return (
        f"over {submission} is al beslist en sindsdien is er niets veranderd waarop die beslissing rust; "
        "er valt niets opnieuw te beoordelen"
    )


def _finding(command: GiveRuling, reader: Reader) -> Assessed:
    assessment: Assessment = reader.assessment()
    item = finding_of(assessment, command.submission, command.requirement, command.subject)
    if item is None:
        about = f" over {command.subject!r}" if command.subject else ""
        raise Unknown(
            f"{command.submission} heeft geen bevinding {command.requirement}{about}; "
            f"{_other_subjects(command, assessment)}"
            f"zie `inkoop view bevindingen --submission {command.submission}`."
        )
    return item


def _other_subjects(command: GiveRuling, assessment: Assessment) -> str:
    """What the findings of that requirement are about, when there are any."""
    judged = assessment.of(command.submission)
    keys = [found.finding.key for found in judged.every_finding] if judged else []
    subjects = [key.subject for key in keys if key.requirement == command.requirement and key.subject]
    return f"wel met het onderwerp (subject) {', '.join(subjects)}; " if subjects else ""


def ruling_subject(key: FindingKey) -> str:
    """The subject of a ruling on a finding."""
    return "/".join(part for part in (key.submission, key.requirement, key.subject) if part)


_FOLLOWS = {
    Consequence.MUST_REJECT: "De inschrijving wordt afgewezen.",
    Consequence.MAY_REJECT: "De inschrijving wordt afgewezen.",
    Consequence.BLOCK_PRODUCT: "Het product wordt niet gegund.",
    Consequence.REFUSE_PARTY: "De partij wordt geweigerd.",
    Consequence.NOTE: "Er volgt niets uit.",
}


def _told(item: Assessed, command: GiveRuling, definition: TenderDefinition) -> list[str]:
    finding = item.finding
    lines = [
        f"{command.submission} {finding.key.requirement} ({finding.source}): {finding.explanation}",
        f"Oordeel: {command.outcome.label}. Reden: {command.reason}",
    ]
    if command.outcome is RulingOutcome.UPHOLD:
        lines.append(f"Gevolg: {finding.consequence.label}. {_FOLLOWS[finding.consequence]}")
    lines += [
        f"Let op {note}: {definition.notes[note].finding}"
        for note in finding.notes
        if note in definition.notes
    ]
    return lines


RULE = Action(
    "oordeel-vastleggen",
    "Oordeel over een bevinding vastleggen",
    GiveRuling,
    (Role.ADVISER, Role.CHAIR),
    "finding",
    rule,
    problems=problems,
    second_roles=(Role.ADVISER, Role.CHAIR, Role.DECISION_MAKER),
)
