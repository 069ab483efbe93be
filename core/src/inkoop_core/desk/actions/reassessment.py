"""A new round of scoring: by order of a court, or of one's own motion."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from inkoop_core.access import holders
from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.subjects import known_criterion, known_read_submission
from inkoop_core.desk.interests import has_conflict
from inkoop_core.desk.numbering import next_subject
from inkoop_core.desk.review import told_decided
from inkoop_core.desk.scoring_rounds import is_ruling_on_award
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.decision import ConsensusScore, Score, ScoresOpened
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.proceedings import Judgment, RulingOfCourt
from inkoop_core.domain.reassessment import ScoringRound
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused

ORDERS = (RulingOfCourt.REASSESSMENT_SAME, RulingOfCourt.REASSESSMENT_OTHER)
WHY = "opnieuw te beoordelen"
"""How the reason begins of what no longer counts since a round was opened."""


@frozen
class OpenRound:
    """Have submissions scored once more."""

    submissions: tuple[str, ...] = said("Inschrijvingen", refers="submission")
    assessors: tuple[str, ...] = said("Beoordelaars", "van deze ronde; zij hebben de rol al")
    chair: str = said("Voorzitter", "die de consensus vastlegt")
    reason: str = said("Reden", long=True)
    mandate: str = said("Mandaat", "het mandaat of collegebesluit waarop dit rust")
    criteria: tuple[str, ...] = said("Criteria", "leeg: alle", default=(), refers="criterion")
    judgment: str = said("Geding", "waarin dit is bevolen: geding-1; leeg: eigen beslissing", default="")
    same_committee: bool = said(
        "Dezelfde commissie", "ja: wie eerder scoorde, mag dat weer doen", default=False
    )


def problems(command: OpenRound) -> list[str]:
    wrong = [
        f"{name}: vul in" for name in ("reason", "mandate", "chair") if not getattr(command, name).strip()
    ]
    wrong += [
        f"{name}: noem er ten minste een"
        for name in ("submissions", "assessors")
        if not getattr(command, name)
    ]
    return wrong + [
        f"{name}: staat iets dubbel in"
        for name in ("submissions", "assessors", "criteria")
        if len(set(getattr(command, name))) < len(getattr(command, name))
    ]


def open_round(command: OpenRound, reader: Reader, _moment: Moment) -> Outcome:
    """The round; what was scored and ruled on those scores before it no longer counts and stays in the file.

    Raises Unknown, Refused naming everything that stands in the way.
    """
    state = as_reader(reader)
    for submission in command.submissions:
        known_read_submission(reader, submission)
    criteria = command.criteria or tuple(item.id for item in state.definition.award.criteria)
    for criterion in criteria:
        known_criterion(reader, criterion)
    earlier = tuple(_earlier(state, command.submissions, criteria))
    ordered = _ordered(command, state)
    same = command.same_committee or ordered is RulingOfCourt.REASSESSMENT_SAME
    wrong = [
        *_about_course(command, state),
        *_about_judgment(command, state),
        *_about_people(command, criteria, ordered, state),
    ]
    if not any(isinstance(fact.body, (Score, ConsensusScore)) for fact in earlier):
        wrong.append("er is nog niets gescoord; dan valt er niets opnieuw te beoordelen")
    if wrong:
        raise Refused("deze ronde kan zo niet worden geopend:\n" + "\n".join(f"  - {line}" for line in wrong))
    subject = next_subject(state.recorded, ScoringRound, "beoordelingsronde-")
    body = ScoringRound(
        command.submissions,
        criteria,
        command.assessors,
        command.chair,
        command.reason,
        command.mandate,
        same,
        command.judgment,
    )
    why = f"{WHY}: {subject}"
    ended = tuple(Draft(Withdrawn(why), fact.subject, replaces=fact.id, reason=why) for fact in earlier)
    lines = [
        f"{subject}: {', '.join(command.submissions)} wordt op {', '.join(criteria)} opnieuw beoordeeld door "
        f"{', '.join(command.assessors)}, voorzitter {command.chair}. Reden: {command.reason}",
        f"{len(ended)} eerdere scores, consensusscores en oordelen daarover tellen niet meer; zij blijven in het "
        "dossier en zijn niet zichtbaar voor wie in deze ronde scoort.",
        "Wie de rol al had, kon de eerdere scores tot nu toe bekijken; vraag dat na.",
        "Daarna volgt een nieuwe gunningsbeslissing over wie het raakt.",
        *told_decided(state, *command.submissions),
    ]
    return Outcome((Draft(body, subject), *ended), "\n".join(lines))


def _earlier(
    state: ProcedureState, submissions: tuple[str, ...], criteria: tuple[str, ...]
) -> Iterator[Fact[Any]]:
    """What no longer counts: scores on those criteria, that they are open, and rulings on findings about scores."""
    for fact in state.current:
        if fact.submission not in submissions:
            continue
        scored = (
            isinstance(fact.body, (Score, ConsensusScore, ScoresOpened)) and fact.body.criterion in criteria
        )
        if scored or is_ruling_on_award(state, fact):
            yield fact


def _about_course(command: OpenRound, state: ProcedureState) -> Iterator[str]:
    for submission in command.submissions:
        if state.facts(DefinitiveAward, f"{submission}/definitief"):
            yield f"{submission} is definitief gegund; dat maakt een nieuwe beoordeling niet ongedaan"


def _about_judgment(command: OpenRound, state: ProcedureState) -> Iterator[str]:
    if not command.judgment:
        return
    found = state.facts(Judgment, f"{command.judgment}/uitspraak")
    if not found:
        yield f"van {command.judgment} is geen uitspraak vastgelegd"
        return
    ordered = found[-1].body
    if ordered.outcome not in ORDERS:
        yield f"de uitspraak in {command.judgment} ({ordered.outcome.label}) beveelt geen herbeoordeling"
    if ordered.outcome is RulingOfCourt.REASSESSMENT_OTHER and command.same_committee:
        yield f"de uitspraak in {command.judgment} beveelt een nieuwe commissie"
    left = [one for one in ordered.submissions if one not in command.submissions]
    if ordered.outcome in ORDERS and left:
        yield f"de uitspraak in {command.judgment} gaat ook over {', '.join(left)}"


def _ordered(command: OpenRound, state: ProcedureState) -> RulingOfCourt | None:
    """What the court ordered; None where it is one's own motion or nothing was recorded."""
    found = state.facts(Judgment, f"{command.judgment}/uitspraak") if command.judgment else ()
    return found[-1].body.outcome if found else None


def _about_people(
    command: OpenRound,
    criteria: tuple[str, ...],
    ordered: RulingOfCourt | None,
    state: ProcedureState,
) -> Iterator[str]:
    facts = (*state.desk_facts, *state.current)
    roles = {Role.ASSESSOR: command.assessors, Role.CHAIR: (command.chair,)}
    for role, people in roles.items():
        for person in people:
            if person not in holders(role, facts):
                yield f"{person} is geen {role.label} in deze procedure (rol-toekennen)"
    # A new committee knows none of the bids: who scored another one saw what those of the others were worth.
    any_bid = ordered is RulingOfCourt.REASSESSMENT_OTHER
    before = _scored_before(command, criteria, state, any_bid=any_bid)
    if ordered is RulingOfCourt.REASSESSMENT_SAME:
        named = {*command.assessors, command.chair}
        if strangers := sorted(named - before.keys()):
            yield f"{command.judgment} beveelt dezelfde commissie; {', '.join(strangers)} scoorde toen niet"
        if absent := sorted(before.keys() - named):
            yield f"{command.judgment} beveelt dezelfde commissie; {', '.join(absent)} scoorde toen en ontbreekt"
    for person in dict.fromkeys((*command.assessors, command.chair)):
        conflicts = [one for one in command.submissions if has_conflict(state, person, one)]
        if conflicts:
            yield f"{person} gaf een belang op bij {', '.join(conflicts)}"
        same = command.same_committee or ordered is RulingOfCourt.REASSESSMENT_SAME
        if person in before and not same:
            yield f"{person} scoorde {before[person]} al; een nieuwe commissie bestaat uit anderen (same_committee)"


def _scored_before(
    command: OpenRound, criteria: tuple[str, ...], state: ProcedureState, *, any_bid: bool = False
) -> Mapping[str, str]:
    """Who ever gave a score or a consensus on these, with one of the submissions; any_bid: on any bid at all."""
    found: dict[str, str] = {}
    for fact in state.recorded:
        if isinstance(fact.body, (Score, ConsensusScore)) and (
            any_bid or (fact.submission in command.submissions and fact.body.criterion in criteria)
        ):
            person = fact.body.assessor if isinstance(fact.body, Score) else fact.by
            found.setdefault(person, fact.submission)
    return found


REASSESS = Action(
    "herbeoordeling-openen",
    "Opnieuw laten beoordelen",
    OpenRound,
    (Role.ADVISER, Role.DECISION_MAKER),
    "procedure",
    open_round,
    irreversible=True,
    second_person=True,
    problems=problems,
    second_roles=(Role.DECISION_MAKER,),
)
