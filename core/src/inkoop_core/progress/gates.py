"""The gates before a definitive award (§5.3 step 7, DEF-01, DEF-05). Each says why, and what would open it."""

import functools
from collections.abc import Iterator

from inkoop_core.api.progress import Clock, ClockState, Gate
from inkoop_core.assessment.model import Effect, Standing, SubmissionAssessment
from inkoop_core.assessment.since_decision import changed_since
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import DECISION_LETTERS
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.reassessment import ScoringRound
from inkoop_core.domain.term import day_after
from inkoop_core.progress.clocks import clocks_about
from inkoop_core.progress.course import Course
from inkoop_core.progress.definitive import definitive_of
from inkoop_core.progress.gate_voice import GateVoice, voice_of
from inkoop_core.progress.letters_sent import letter_of, told_at
from inkoop_core.progress.pauses import pauses_of
from inkoop_core.progress.plugin_gates import plugin_gates
from inkoop_core.progress.subcontractors import undecided_parties
from inkoop_core.progress.validity import told_answers
from inkoop_core.progress.verification import verification_of

DECIDE_AGAIN = "een nieuwe gunningsbeslissing (gunningsbeslissing-nemen of nieuwe-gunningsbeslissing)"
SEND = "de verzonden brief met de beslissing is vastgelegd (brief-verzonden)"


def gates_of(course: Course, submission: str) -> tuple[Gate, ...]:
    """Every gate of a submission; all must be open for a definitive award.

    A submission to which nothing is awarded has one gate, which is closed.
    """
    item = course.assessment.of(submission)
    decision = None if item is None else item.decision
    if item is None or decision is None or decision.body.outcome is not DecisionOutcome.AWARD:
        return (_not_awarded(voice_of(course.definition, "decision", submission), decision),)
    return (
        _decided(course, item, decision),
        _evidence(course, item),
        _subcontractors(course, submission),
        _own_standstill(course, submission),
        _standstill_of_all(course, submission),
        _goes_on(course, submission),
        _still_valid(course, submission),
        *plugin_gates(course, submission),
    )


def closed_gates(course: Course, submission: str) -> tuple[Gate, ...]:
    """The gates that keep a submission from its definitive award; () when it is ready."""
    return tuple(gate for gate in gates_of(course, submission) if not gate.open)


def _not_awarded(voice: GateVoice, decision: Fact[AwardDecision] | None) -> Gate:
    if decision is None:
        return voice.closed(
            "er is nog niet voorlopig gegund", "een voorlopige gunning (gunningsbeslissing-nemen)"
        )
    day = shown_day(local_day(decision.happened_at))
    return voice.closed(f"beslist is: {decision.body.outcome.label}, op {day}", DECIDE_AGAIN, (decision.id,))


def _decided(course: Course, item: SubmissionAssessment, decision: Fact[AwardDecision]) -> Gate:
    """The award stands, rests on what is known now, and was told (§5.8.2, art. 2.127 and 2.130 Aw)."""
    voice = voice_of(course.definition, "decision", item.submission)
    changed = changed_since(item, course.definition)
    if changed:
        return voice.closed(f"sinds de beslissing is veranderd: {changed}", DECIDE_AGAIN, (decision.id,))
    rescored = _scored_again(course, decision)
    if rescored is not None:
        return voice.closed(
            "sinds de beslissing zijn de scores opnieuw gegeven", DECIDE_AGAIN, (decision.id, rescored.id)
        )
    if item.failures:
        first = item.failures[0]
        return voice.closed(
            f"{first.requirement} is onbeslist ({first.reason})",
            "de regel kan weer worden uitgevoerd (zie `inkoop view plugins`)",
            (decision.id,),
        )
    if item.standing is not Standing.AWARDABLE:
        return voice.closed(f"de stand is nu: {item.standing.label}", DECIDE_AGAIN, (decision.id,))
    letter = letter_of(course, decision.id, DECISION_LETTERS)
    if letter is None:
        day = shown_day(local_day(decision.happened_at))
        return voice.closed(f"de beslissing van {day} is nog niet meegedeeld", SEND, (decision.id,))
    day = shown_day(local_day(told_at(letter)))
    return voice.opened(f"voorlopig gegund en meegedeeld met de brief van {day}", (decision.id, letter.id))


def _scored_again(course: Course, decision: Fact[AwardDecision]) -> Fact[ScoringRound] | None:
    """The round of scoring that the decision, and the letter about it, know nothing of."""
    for fact in course.all(ScoringRound):
        if fact.id > decision.id and decision.subject in fact.body.submissions:
            return fact
    return None


def _evidence(course: Course, item: SubmissionAssessment) -> Gate:
    """Everything that was asked is in, in time and accepted or ruled on (§5.3 steps 5 and 7, VER-01, VER-03)."""
    voice = voice_of(course.definition, "evidence", item.submission)
    status = verification_of(course, item.submission)
    facts = tuple(dict.fromkeys(fact for found in item.verification for fact in found.finding.facts))
    if status.complete:
        return voice.opened(
            "wat is gevraagd, is op tijd ontvangen en aanvaard, of er is over geoordeeld", facts
        )
    upheld = any(found.effect is Effect.REJECTS for found in item.verification)
    opens_when = (
        f"{DECIDE_AGAIN}; met wat is gehandhaafd kan niet worden gegund"
        if upheld
        else "elk bewijsmiddel is gevraagd, ontvangen en beoordeeld, en over elke bevinding is geoordeeld "
        "(bewijs-innemen, bewijs-beoordelen, oordeel-vastleggen)"
    )
    return voice.closed("; ".join(status.open), opens_when, facts)


def _subcontractors(course: Course, submission: str) -> Gate:
    """Consent or refusal for everybody whom the tenderer wants to use (§5.3 step 7, §5.4.1, N-13)."""
    voice = voice_of(course.definition, "subcontractors", submission)
    undecided = undecided_parties(course, submission)
    if undecided:
        return voice.closed(
            f"nog niet besloten over {', '.join(undecided)}",
            "toestemming of weigering voor elk van hen (onderaannemer-besluiten)",
        )
    return voice.opened("over elke onderaannemer is besloten, of er is er geen")


def _own_standstill(course: Course, submission: str) -> Gate:
    """The terms that the own letter started are over; the later one counts (N-19)."""
    return _over(course, submission, "standstill", submission)


def _standstill_of_all(course: Course, submission: str) -> Gate:
    """Every tenderer was told, and the terms of the last letter are over.

    A new decision on another tenderer leaves this one alone (§5.3 step 5), unless a court ordered it: then an award
    would go before what that tenderer can still bring before the court.
    """
    voice = _of_term(course, "standstill-all", submission)
    others = [item for item in course.assessment.submissions if item.submission != submission]
    undecided = [item.submission for item in others if item.decision is None]
    if undecided:
        return voice.closed(
            f"nog niet beslist over {', '.join(undecided)}",
            "de beslissing over elk (gunningsbeslissing-nemen)",
        )
    for item in others:
        if item.decision is not None and item.decision.body.ordered_by:
            gate = _over(course, submission, "standstill-all", item.submission)
            if not gate.open:
                return gate
    return _over(course, submission, "standstill-all", "")


def _over(course: Course, submission: str, id: str, about: str) -> Gate:
    """Whether standstill and forfeiture of one tenderer ("" the procedure) are over."""
    voice = _of_term(course, id, submission)
    clocks = [clock for name in ("standstill", "forfeiture") if (clock := _clock(course, name, about))]
    whose = f" van {about}" if about not in ("", submission) else ""
    if not any(clock.id == "standstill" for clock in clocks):
        return voice.closed(
            "de aanbestedingsdefinitie heeft geen opschortende termijn", "zij staat erin ([terms.standstill])"
        )
    for clock in clocks:
        if clock.last_day is None or clock.ends_at is None:
            return voice.closed(
                f"de {clock.label}{whose} loopt nog niet: {clock.starts}", SEND, clock.facts, clock.notes
            )
    last = max(clocks, key=lambda clock: (clock.last_day, clock.id))
    assert last.last_day is not None
    facts = tuple(dict.fromkeys(fact for clock in clocks for fact in clock.facts))
    notes = tuple(dict.fromkeys(note for clock in clocks for note in clock.notes))
    if any(_still_runs(course, clock) for clock in clocks):
        return voice.closed(
            f"de {last.label}{whose} loopt tot en met {shown_day(last.last_day)}",
            f"de termijn is voorbij, vanaf {shown_day(day_after(last.last_day))}",
            facts,
            notes,
        )
    return voice.opened(f"voorbij sinds {shown_day(day_after(last.last_day))}", facts, notes)


def _still_runs(course: Course, clock: Clock) -> bool:
    """The last day counts to its very end: what comes between its last second and midnight is still that day."""
    if clock.state is ClockState.PAUSED or clock.last_day is None:
        return True
    return local_day(course.moment.as_of) <= clock.last_day


def _of_term(course: Course, id: str, submission: str) -> GateVoice:
    term = course.definition.terms.get(id.partition("-")[0])
    return voice_of(course.definition, id, submission, term.source if term else None)


def _goes_on(course: Course, submission: str) -> Gate:
    """Nothing pauses the award: suspension, stop, pending proceedings, a judgment to be carried out (DEF-04)."""
    voice = voice_of(course.definition, "course", submission)
    pauses = pauses_of(course, submission)
    if not pauses:
        return voice.opened("niets pauzeert de gunning")
    return GateVoice(voice.id, voice.label, submission, pauses[0].source).closed(
        "; ".join(pause.why for pause in pauses),
        "; ".join(dict.fromkeys(pause.opens_when for pause in pauses)),
        tuple(dict.fromkeys(fact for pause in pauses for fact in pause.facts)),
    )


def _still_valid(course: Course, submission: str) -> Gate:
    """The bid still binds the tenderer; of two readings the earlier end counts (§5.7, N-17)."""
    voice = _of_term(course, "validity", submission)
    clock = _clock(course, "validity", submission)
    if clock is None or clock.last_day is None or clock.ends_at is None:
        return voice.closed(
            "het is niet bekend tot wanneer de inschrijving geldt", "de termijn is bekend ([terms.validity])"
        )
    other = (
        f"naar een andere telling {shown_day(reading.last_day)}"
        for reading in clock.readings
        if reading.last_day != clock.last_day
    )
    told = "; ".join((shown_day(clock.last_day), *other, *told_answers(course, submission)))
    if clock.state is ClockState.DONE and definitive_of(course, submission) is not None:
        return voice.opened("de inschrijving is aanvaard: er is getekend", clock.facts, clock.notes)
    if course.moment.as_of > clock.ends_at:
        return voice.closed(
            f"de inschrijving gold tot en met {told}",
            "de inschrijver houdt zijn inschrijving langer gestand (gestanddoening-vragen, "
            "gestanddoening-antwoord); anders is een nieuwe gunningsbeslissing nodig (nieuwe-gunningsbeslissing)",
            clock.facts,
            clock.notes,
        )
    return voice.opened(f"de inschrijving geldt tot en met {told}", clock.facts, clock.notes)


def _clock(course: Course, name: str, about: str) -> Clock | None:
    return next((clock for clock in _clocks(course, about) if (clock.id, clock.about) == (name, about)), None)


@functools.lru_cache(maxsize=4)
def _clocks(course: Course, about: str) -> tuple[Clock, ...]:
    """The clocks of one submission, or of the procedure: counted once, not for every gate of everybody."""
    return clocks_about(course, about)


def waiting_gates(course: Course) -> Iterator[tuple[str, tuple[Gate, ...]]]:
    """The awarded submissions without a definitive award, each with its closed gates."""
    for item in course.assessment.submissions:
        awarded = item.decision is not None and item.decision.body.outcome is DecisionOutcome.AWARD
        if awarded and definitive_of(course, item.submission) is None:
            yield item.submission, closed_gates(course, item.submission)
