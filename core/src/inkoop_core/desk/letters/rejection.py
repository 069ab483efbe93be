"""The rejection: the reasons, the winners, the standstill and the roads that are open (art. 2.130 Aw, rules 7.2)."""

from inkoop_core.api.letter_clauses import ClauseId
from inkoop_core.api.letters import LetterContent, StatementKind
from inkoop_core.desk.letters.decisions import (
    add_reason,
    add_scores,
    decided_on,
    finding_text,
    lowest_enough,
    ruling_text,
)
from inkoop_core.desk.letters.people import addressee_of, score_range, total_range, undecided, winners
from inkoop_core.desk.letters.reports import KeptFinding, decided_scores, rejecting
from inkoop_core.desk.letters.terms import add_standstill
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Stage

COMPLAINT = "complaint"
"""The id of the channel of complaints."""


def rejection(
    letter: Letter, decision: Fact[AwardDecision], *introduction: str, reason: str = ""
) -> LetterContent:
    """The letter to who is rejected. reason: of a new decision, where no finding carries it.

    Raises Refused for an award and for a rejection without a reason.
    """
    if decision.body.outcome is not DecisionOutcome.REJECT:
        raise letter.missing("de beslissing is een voorlopige gunning")
    findings = rejecting(decision)
    if not findings and not reason:
        raise letter.missing("geen bevinding draagt de afwijzing")
    letter.section(
        "Afwijzing",
        *introduction,
        f"{_outcome(letter)}. Hieronder leest u waarom.",
        decided_on(letter, decision),
    )
    if reason:
        add_reason(letter, decision, reason)
    _add_reasons(letter, findings)
    if decided_scores(decision):
        add_scores(letter, decision, deciding=True)
    else:
        letter.section(
            "Kwaliteit",
            "Uw beschrijvingen zijn niet op de gunningscriteria gescoord; de reden hierboven ging voor.",
        )
    _add_winners(letter)
    add_standstill(letter, (decision.id,))
    add_roads(letter)
    title = (
        "Nieuwe gunningsbeslissing: afwijzing" if introduction else "Mededeling afwijzing van uw inschrijving"
    )
    return letter.content(title, addressee_of(letter), (decision,))


def _outcome(letter: Letter) -> str:
    return letter.state_fact(
        StatementKind.TEXT, "outcome", "uitkomst", "Wij wijzen uw inschrijving af", deciding=True
    )


def _add_reasons(letter: Letter, findings: tuple[KeptFinding, ...]) -> None:
    """A part per requirement: the rule, what was found, what follows, why it was upheld; then why no repair."""
    by_requirement: dict[tuple[str, Consequence], list[KeptFinding]] = {}
    for finding in findings:
        by_requirement.setdefault((finding.requirement, finding.consequence), []).append(finding)
    for number, ((about, consequence), found) in enumerate(by_requirement.items(), 1):
        requirement = letter.definition.requirement_by_id.get(about)
        heading = f"Reden {number}" if len(by_requirement) > 1 else "Reden"
        sources = "; ".join(dict.fromkeys(letter.cite(item.source) for item in found))
        letter.section(
            heading,
            f"De eis luidt: {requirement.title if requirement else about} ({sources}).",
            *(f"Vastgesteld is: {finding_text(letter, item)}" for item in found),
            _follows(consequence),
            *dict.fromkeys(ruling_text(letter, item) for item in found),
        )
    if any(_is_of_the_bid(letter, finding) for finding in findings):
        clause, items = letter.clause(ClauseId.NO_REPAIR)
        letter.section("Waarom geen herstel", clause, bullets=items)


def _follows(consequence: Consequence) -> str:
    if consequence is Consequence.MUST_REJECT:
        return "Het inkoopdocument schrijft voor dat de inschrijving dan wordt afgewezen."
    if consequence is Consequence.MAY_REJECT:
        return "Het inkoopdocument geeft ons de bevoegdheid de inschrijving dan af te wijzen. Dat doen wij."
    if consequence is Consequence.BLOCK_PRODUCT:
        return "Het product kan daarom niet worden gegund. Er blijft geen product over om te gunnen."
    return ""


def _is_of_the_bid(letter: Letter, finding: KeptFinding) -> bool:
    """Whether it is a fault of the bid, of which one can ask why no repair was offered: no score, no later evidence."""
    requirement = letter.definition.requirement_by_id.get(finding.requirement)
    if requirement is None:
        return True
    return requirement.stage not in (Stage.AWARD, Stage.VERIFICATION)


def _add_winners(letter: Letter) -> None:
    """Who the winners are and what sets their bids apart; never what one of them scored."""
    found = winners(letter)
    waiting = _undecided(undecided(letter))
    if not found:
        nobody = "Er is tot nu toe" if waiting else "Er is"
        letter.section(
            "Voorgenomen gunning aan anderen",
            letter.require(waiting) if waiting else "",
            letter.require(f"{nobody} niemand aan wie wij voornemens zijn te gunnen."),
        )
        return
    names = [
        letter.require(
            letter.name(f"winner/{item.submission}", "winnaar", item.name, (item.decision.id,), deciding=True)
        )
        for item in found
    ]
    lines = []
    for criterion in letter.definition.award.criteria:
        span = score_range(found, criterion.id)
        enough = lowest_enough(letter, criterion)
        name = f"{criterion.id} {criterion.title_in_letters}"
        if span is not None:
            lines.append(
                letter.state_fact(
                    StatementKind.SCORE,
                    f"winners/range/{criterion.id}",
                    f"scores van de winnaars, {criterion.id}",
                    f"{name}: van {span[0]} tot en met {span[1]} punten",
                    source=criterion.source,
                )
            )
        elif enough is not None:
            lines.append(f"{name}: ten minste {enough.value} punten")
    total = total_range(found)
    if total is not None:
        lines.append(
            letter.state_fact(
                StatementKind.SCORE,
                "winners/range/total",
                "totalen van de winnaars",
                f"Totaal: van {total[0]} tot en met {total[1]} punten",
                source=letter.definition.award.source,
            )
        )
    letter.section(
        "Voorgenomen gunning aan anderen",
        waiting,
        "Wij zijn voornemens te gunnen aan:",
        bullets=names,
    )
    letter.section(
        "Kenmerken en voordelen van die inschrijvingen",
        "Deze inschrijvingen voldoen aan de eisen voor wat wij voornemens zijn te gunnen en halen op elk "
        "gunningscriterium het minimum. Hun scores zijn:",
        bullets=lines,
    )


def _undecided(count: int) -> str:
    if count == 0:
        return ""
    told = "één andere inschrijving" if count == 1 else f"{count} andere inschrijvingen"
    return f"Over {told} is nog niet beslist."


def add_roads(letter: Letter) -> None:
    """The complaint and the other roads, which are always open (§5.8.1)."""
    complaint, _ = letter.clause(ClauseId.COMPLAINT)
    letter.section("Klacht", f"{complaint} Stuur een klacht naar {letter.address(COMPLAINT)}.")
    letter.clause_section("Geschillencommissie", ClauseId.COMMITTEE)
    letter.clause_section("Andere wegen", ClauseId.OTHER_ROADS)
