"""An officer rules on a finding; the program only proposes."""

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.fields import said
from inkoop_core.assessment.assess import finding_of
from inkoop_core.assessment.effects import allowed_outcomes
from inkoop_core.assessment.model import Assessed, Assessment
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.review import changed_since_decision
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.decision import Ruling, RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.finding import Consequence, Stage
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
    allowed = allowed_outcomes(finding)
    if command.outcome not in allowed:
        known = ", ".join(outcome.value for outcome in allowed) or "geen; er valt niets te oordelen"
        raise Refused(
            f"{finding.key.requirement} ({finding.verdict.label}, {finding.consequence.label}) laat het oordeel "
            f"{command.outcome.value!r} niet toe; mogelijk: {known}."
        )
    _open_to_ruling(command, as_reader(reader))
    body = Ruling(
        finding.key.requirement, finding.key.subject, finding.basis, command.outcome, command.reason
    )
    must = finding.consequence is Consequence.MUST_REJECT and command.outcome is not RulingOutcome.ASK
    return Outcome(
        (
            Draft(
                body,
                _subject(command),
                replaces=item.ruling.id if item.ruling else None,
                reason=command.reason if item.ruling else "",
            ),
        ),
        _told(item, command, reader.definition),
        second_person="een oordeel over een verplichte afwijzing vraagt een tweede persoon" if must else "",
    )


def _open_to_ruling(command: GiveRuling, state: ProcedureState) -> None:
    """After a decision a ruling makes sense only when something changed that the decision rests on."""
    requirement = state.definition.requirement_by_id[command.requirement]
    if requirement.stage is Stage.AWARD and command.outcome is RulingOutcome.SET_ASIDE:
        raise Refused(
            "een score wordt niet terzijde gesteld; is zij fout, dan legt de voorzitter een andere consensus vast."
        )
    item = state.assessment().of(command.submission)
    if item is None or item.decision is None or changed_since_decision(item, state):
        return
    raise Refused(
        f"over {command.submission} is al beslist en sindsdien is er niets veranderd waarop die beslissing rust; "
        "er valt niets opnieuw te beoordelen."
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
    keys = [found.finding.key for found in judged.findings] if judged else []
    subjects = [key.subject for key in keys if key.requirement == command.requirement and key.subject]
    return f"wel met het onderwerp (subject) {', '.join(subjects)}; " if subjects else ""


def _subject(command: GiveRuling) -> str:
    return "/".join(part for part in (command.submission, command.requirement, command.subject) if part)


_FOLLOWS = {
    Consequence.MUST_REJECT: "De inschrijving wordt afgewezen.",
    Consequence.MAY_REJECT: "De inschrijving wordt afgewezen.",
    Consequence.BLOCK_PRODUCT: "Het product wordt niet gegund.",
    Consequence.REFUSE_PARTY: "De partij wordt geweigerd.",
    Consequence.NOTE: "Er volgt niets uit.",
}


def _told(item: Assessed, command: GiveRuling, definition: TenderDefinition) -> str:
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
    return "\n".join(lines)


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
