"""One ruling on the same finding of several submissions: equal cases in one outcome."""

from collections.abc import Iterator

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.assessment.effects import allowed_outcomes
from inkoop_core.assessment.model import Assessed
from inkoop_core.desk.actions.rulings import ruled_on, why_not_ruled
from inkoop_core.desk.actions.subjects import known_requirement, known_submission
from inkoop_core.desk.review import told_decided
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused


@frozen
class GiveRulings:
    """Rule on one requirement of several submissions alike."""

    requirement: str = said("Eis", refers="requirement")
    outcome: RulingOutcome = said("Oordeel")
    reason: str = said("Reden", "de motivering zoals die in het dossier en de brieven komt", long=True)
    submissions: tuple[str, ...] = said(
        "Inschrijvingen",
        "leeg: alle waarbij deze eis nog op een oordeel wacht",
        default=(),
        refers="submission",
    )
    subject: str = said("Onderwerp", "van de bevindingen; leeg: elk onderwerp van deze eis", default="")
    difference: str = said(
        "Waarom anders",
        "dan bij een ander in dezelfde positie; alleen als die een ander oordeel kreeg",
        long=True,
        default="",
    )


def problems(command: GiveRulings) -> list[str]:
    return [] if command.reason.strip() else ["reason: geef een reden"]


def rule_all(command: GiveRulings, reader: Reader, _moment: Moment) -> Outcome:
    """A ruling on every chosen finding, or on none.

    Raises Unknown, Refused naming every submission on which this ruling cannot be given, and why.
    """
    state = as_reader(reader)
    known_requirement(reader, command.requirement)
    for submission in command.submissions:
        known_submission(reader, submission)
    chosen = tuple(_chosen(command, state))
    missing = [
        f"  - {submission}: er is geen bevinding {command.requirement} waarover te oordelen valt"
        for submission in dict.fromkeys(command.submissions)
        if submission not in {item.finding.key.submission for item in chosen}
    ]
    wrong = [
        f"  - {_named(item)}: {why}"
        for item in chosen
        if (why := why_not_ruled(item, command.outcome, state))
    ]
    if missing or wrong:
        raise Refused(
            "over deze inschrijvingen kan zo niet worden geoordeeld:\n" + "\n".join(missing + wrong)
        )
    if not chosen:
        raise Refused(f"geen enkele inschrijving wacht op een oordeel over {command.requirement}.")
    ruled = ruled_on(chosen, command.outcome, command.reason, command.difference, state)
    lines = [
        f"{command.requirement}: {len(chosen)} keer het oordeel {command.outcome.label}. Reden: {command.reason}",
        *(f"  - {_named(item)}: {item.finding.explanation}{_earlier(item)}" for item in chosen),
        *ruled.told,
        *told_decided(state, *(item.finding.key.submission for item in chosen)),
    ]
    return Outcome(ruled.drafts, "\n".join(lines), second_person=ruled.second_person)


def _chosen(command: GiveRulings, state: ProcedureState) -> Iterator[Assessed]:
    """The findings of the requirement: of the named submissions, else those that still wait for a ruling."""
    for judged in state.assessment().submissions:
        if command.submissions and judged.submission not in command.submissions:
            continue
        for item in judged.every_finding:
            key = item.finding.key
            if key.requirement != command.requirement or command.subject not in ("", key.subject):
                continue
            if not allowed_outcomes(item.finding):
                continue
            waits = item.ruling is None or item.stale
            if command.submissions or (waits and not why_not_ruled(item, command.outcome, state)):
                yield item


def _named(item: Assessed) -> str:
    key = item.finding.key
    return f"{key.submission} ({key.subject})" if key.subject else key.submission


def _earlier(item: Assessed) -> str:
    if item.ruling is None or item.stale:
        return ""
    return f" Vervangt het oordeel {item.ruling.body.outcome.label} ({item.ruling.by})."


RULE_ALL = Action(
    "oordelen-vastleggen",
    "Hetzelfde oordeel over meer inschrijvingen vastleggen",
    GiveRulings,
    (Role.ADVISER, Role.CHAIR),
    "procedure",
    rule_all,
    problems=problems,
    second_roles=(Role.ADVISER, Role.CHAIR, Role.DECISION_MAKER),
)
