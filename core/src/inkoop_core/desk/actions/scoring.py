"""Scores: each assessor alone, then the committee's consensus by its chair."""

from collections.abc import Iterable

from attrs import frozen

from inkoop_core.access import same_person
from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.award import AwardCriterion
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.subjects import known_criterion, known_submission
from inkoop_core.desk.scoring import (
    completes_scores,
    running_rounds,
    scored_by,
    scores_are_open,
    why_no_consensus_by,
    why_not_by,
)
from inkoop_core.desk.scoring_rounds import since
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.decision import (
    AwardDecision,
    ConsensusScore,
    Score,
    ScoresOpened,
    ScoringClosed,
    SubjectMotivation,
)
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.reassessment import ScoringRound
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused


@frozen
class GiveScore:
    """Score one criterion of one submission, with a motivation per subject."""

    submission: str = said("Inschrijving", refers="submission")
    criterion: str = said("Criterium", refers="criterion")
    value: int = said("Punten", "alleen waarden van de schaal")
    motivations: tuple[SubjectMotivation, ...] = said(
        "Motivering per onderwerp", "voor elk onderwerp dat het criterium noemt"
    )


@frozen
class CloseScoring:
    """Close individual scoring; all scores become visible and can no longer change."""

    reason: str = said("Reden", long=True)


@frozen
class GivenScore:
    """A score that was checked. sheet: SHA-256 of the scoring sheet it came from; "" when it was typed."""

    submission: str
    criterion: str
    value: int
    motivations: tuple[SubjectMotivation, ...]
    sheet: str = ""


def score(command: GiveScore, reader: Reader, _moment: Moment) -> Outcome:
    """The actor's own score; replaces his earlier one until scores are open, which the last one makes them.

    Raises CommandError for a value off the scale or a missing motivation, Refused when it is too late.
    """
    _checked(command, reader)
    given = GivenScore(command.submission, command.criterion, command.value, command.motivations)
    return Outcome(*scored(given, reader.actor, as_reader(reader)))


def scored(given: GivenScore, assessor: str, state: ProcedureState) -> tuple[tuple[Draft, ...], str]:
    """What a score of an assessor records, and what is told of it.

    Raises Refused when scores are open, and for somebody who may not score this submission.
    """
    if why := why_open(state, given.submission, given.criterion) or why_not_by(
        state, assessor, given.submission, given.criterion
    ):
        raise Refused(f"{why}.")
    subject = f"{given.submission}/{given.criterion}/{assessor}"
    earlier = last_of(state.recorded, Score, subject)
    body = Score(given.criterion, assessor, given.value, given.motivations, given.sheet)
    draft = Draft(body, subject, replaces=earlier.id if earlier else None)
    told = f"{given.submission} {given.criterion}: {_told(given.value, state)} van {assessor}."
    if not completes_scores(state, given.submission, given.criterion, assessor):
        return (draft,), told
    opened = opened_draft(state, given.submission, given.criterion)
    return (
        (draft, opened),
        f"{told} Elke beoordelaar heeft nu gescoord: de individuele scores zijn open en veranderen niet meer.",
    )


def opened_draft(state: ProcedureState, submission: str, criterion: str) -> Draft:
    """That the individual scores of a criterion are open; in a new round once more."""
    subject = f"{submission}/{criterion}"
    earlier = last_of(state.recorded, ScoresOpened, subject)
    return Draft(ScoresOpened(criterion), subject, replaces=earlier.id if earlier else None)


def consensus(command: GiveScore, reader: Reader, _moment: Moment) -> Outcome:
    """The committee's score.

    Raises Refused while individual scores are not open or none was given, after the decision, and for a chair with an
    interest.
    """
    criterion = _checked(command, reader)
    state = as_reader(reader)
    if why := why_no_consensus_by(state, reader.actor, command.submission, criterion.id):
        raise Refused(f"{why}.")
    if not scores_are_open(state, command.submission, criterion.id):
        raise Refused(
            f"nog niet elke beoordelaar heeft {command.submission} op {criterion.id} gescoord; consensus volgt "
            "als alle scores er zijn of de voorzitter de individuele beoordeling sluit."
        )
    if not scored_by(state, command.submission, criterion.id):
        raise Refused(
            f"niemand scoorde {command.submission} op {criterion.id}; consensus volgt op ten minste een individuele "
            "score."
        )
    subject = f"{command.submission}/{criterion.id}"
    earlier = last_of(state.recorded, ConsensusScore, subject)
    body = ConsensusScore(criterion.id, command.value, command.motivations)
    draft = Draft(body, subject, replaces=earlier.id if earlier else None)
    after = reader.assessment(with_facts=(draft,)).of(command.submission)
    reasons = after.award.reasons if after is not None and after.award is not None else ()
    return Outcome(
        (draft,),
        "\n".join(
            [f"{command.submission} {criterion.id}: consensus {_told(command.value, reader)}.", *reasons]
        ),
    )


def close(command: CloseScoring, reader: Reader, _moment: Moment) -> Outcome:
    """Of the rounds of this chair that run, or of all scores while no new round was opened.

    Raises Refused when it is closed already, for the chair of another round, and where nobody scored yet.
    """
    state = as_reader(reader)
    earlier = last_of(state.recorded, ScoringClosed, "")
    rounds = running_rounds(state)
    own = [fact for fact in rounds if same_person(fact.body.chair, state.actor)]
    if rounds and not own:
        told = "; ".join(f"{fact.subject} sluit {fact.body.chair}" for fact in rounds)
        raise Refused(f"de individuele beoordeling kan nu niet door {state.actor} worden gesloten: {told}.")
    if not rounds and earlier is not None:
        raise Refused("de individuele beoordeling is al gesloten.")
    ending = own[0].body if own else None
    if ending is not None and (missing := _without_score(ending, state)):
        raise Refused(
            f"{own[0].subject} kan nog niet worden gesloten; niemand scoorde nog {', '.join(missing)}."
        )
    body = ScoringClosed(
        command.reason,
        ending.submissions if ending else (),
        ending.criteria if ending else (),
    )
    closed = Draft(body, replaces=earlier.id if earlier else None, reason=command.reason if earlier else "")
    what = f"{own[0].subject}: d" if own else "D"
    return Outcome(
        (closed,),
        f"{what}e individuele beoordeling is gesloten: de scores zijn zichtbaar en veranderen niet meer.",
    )


def _without_score(ending: ScoringRound, state: ProcedureState) -> list[str]:
    """The submissions and criteria of a round that nobody scored in it."""
    return [
        f"{submission} op {criterion}"
        for submission in ending.submissions
        for criterion in ending.criteria
        if not scored_by(state, submission, criterion)
    ]


def problems(command: CloseScoring) -> Iterable[str]:
    return [] if command.reason.strip() else ["reason: geef een reden"]


def _checked(command: GiveScore, reader: Reader) -> AwardCriterion:
    known_submission(reader, command.submission)
    criterion = known_criterion(reader, command.criterion)
    if why := why_unscored(reader, command.submission, criterion.id):
        raise Refused(f"{why}.")
    lines = [
        *off_scale(command.value, reader.definition),
        *_missing_motivations(command.motivations, criterion),
    ]
    if lines:
        raise CommandError(f"De score van {command.submission} op {criterion.id} kan zo niet:", lines)
    return criterion


def why_unscored(reader: Reader, submission: str, criterion: str = "") -> str:
    """Why a submission cannot be scored at all, or no more; "" when it can.

    criterion  a new round that was opened after the decision frees the scores of its criteria; "" of any
    """
    decisions = reader.facts(AwardDecision, submission)
    if decisions and decisions[-1].id > since(as_reader(reader), submission, criterion):
        return f"over {submission} is al beslist; de scores liggen vast"
    if not known_submission(reader, submission).body.content_read:
        return f"{submission} is niet gelezen; er is geen inhoud om te beoordelen"
    return ""


def why_open(state: ProcedureState, submission: str, criterion: str) -> str:
    """Why individual scores of a criterion can no longer change; "" while they can."""
    if not scores_are_open(state, submission, criterion):
        return ""
    return f"de individuele scores van {submission} op {criterion} zijn open; ze veranderen niet meer"


def off_scale(value: int, definition: TenderDefinition) -> list[str]:
    """What is wrong with a score that is no value of the scale."""
    values = [item.value for item in definition.award.scale]
    if value in values:
        return []
    return [f"value: {value} staat niet op de schaal; kies uit {', '.join(map(str, values))}"]


def _missing_motivations(motivations: tuple[SubjectMotivation, ...], criterion: AwardCriterion) -> list[str]:
    given = {item.subject for item in motivations if item.text.strip()}
    missing = [
        f"motivations: motiveer het onderwerp {subject!r}"
        for subject in criterion.subjects
        if subject not in given
    ]
    foreign = [
        f"motivations: {item.subject!r} is geen onderwerp van {criterion.id}"
        for item in motivations
        if item.subject not in criterion.subjects
    ]
    return missing + foreign


def _told(value: int, reader: Reader) -> str:
    for item in reader.definition.award.scale:
        if item.value == value:
            return f"{value} ({item.label})" + (", knock-out" if item.knock_out else "")
    return str(value)


SCORE = Action("score-vastleggen", "Score vastleggen", GiveScore, (Role.ASSESSOR,), "submission", score)
CONSENSUS = Action(
    "consensus-vastleggen", "Consensusscore vastleggen", GiveScore, (Role.CHAIR,), "submission", consensus
)
CLOSE_SCORING = Action(
    "scoreronde-sluiten",
    "Individuele beoordeling sluiten",
    CloseScoring,
    (Role.CHAIR,),
    "procedure",
    close,
    irreversible=True,
    problems=problems,
)
