"""A new decision about one tenderer: who drops out or comes in, and why; the others stay as they were (rules 7.7)."""

from collections.abc import Iterator

from inkoop_core.api.letter_clauses import ClauseId
from inkoop_core.api.letters import LetterContent, StatementKind
from inkoop_core.assessment.model import Effect
from inkoop_core.desk.letters.award import provisional_award
from inkoop_core.desk.letters.days import joined
from inkoop_core.desk.letters.rejection import rejection
from inkoop_core.desk.letters.reports import kept_findings
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.decision import AwardDecision, DecisionGround, DecisionOutcome, NewDecisionGround
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day
from inkoop_core.domain.party import Party
from inkoop_core.progress.letters_due import earlier_decision_letter


def new_decision(letter: Letter, decision: Fact[AwardDecision]) -> LetterContent:
    """The letter that replaces an earlier one. Raises Refused when no decision was told before."""
    earlier = earlier_decision_letter(letter.course, decision)
    if earlier is None:
        raise letter.missing("er is geen eerdere beslissing meegedeeld; dit is geen nieuwe beslissing")
    day = letter.day(
        "earlier-letter", "datum van de eerdere brief", local_day(earlier.happened_at), facts=(earlier.id,)
    )
    unchanged, _ = letter.clause(ClauseId.OTHERS_UNCHANGED)
    introduction = (
        f"Op {day} deelden wij u een beslissing mee. Wij hebben daarna over uw inschrijving een nieuwe beslissing "
        "genomen. Zij komt in de plaats van de eerdere.",
        *_grounds(letter, decision),
        unchanged,
    )
    if decision.body.outcome is DecisionOutcome.AWARD:
        return provisional_award(letter, decision, *introduction, reason=decision.body.reason)
    return rejection(letter, decision, *introduction, reason=decision.body.reason)


def _grounds(letter: Letter, decision: Fact[AwardDecision]) -> Iterator[str]:
    """The new facts that the decision rests on; a finding of the verification is told where findings are told."""
    carried = {Effect.REJECTS.value, Effect.REFUSES_PARTY.value} & {
        item.effect for item in kept_findings(decision)
    }
    for number, ground in enumerate(decision.body.grounds, 1):
        if ground.kind is NewDecisionGround.VERIFICATION and carried:
            continue
        told = letter.state_fact(
            StatementKind.FINDING,
            f"ground/{number}",
            "grond van de nieuwe beslissing",
            _told(letter, ground, decision),
            deciding=decision.body.outcome is DecisionOutcome.REJECT,
            facts=(decision.id,),
        )
        yield f"Grond: {told}."


def _told(letter: Letter, ground: DecisionGround, decision: Fact[AwardDecision]) -> str:
    """What a ground tells. Of an objection at a gate never what it is: it may be sealed (rules 4, 7.4)."""
    if ground.kind is NewDecisionGround.OBJECTION:
        return "een voorwaarde voor definitieve gunning is niet vervuld; waarom, hoort u in een apart bericht"
    if ground.kind is NewDecisionGround.SUBCONTRACTOR:
        parties = {fact.body.id: fact.body.name for fact in letter.course.all(Party, letter.about)}
        return f"{ground.kind.label}: {joined([parties.get(item, item) for item in decision.body.refused])}"
    return f"{ground.kind.label}: {ground.what.strip().removesuffix('.')}"
