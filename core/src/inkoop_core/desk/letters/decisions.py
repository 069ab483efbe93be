"""What the letters about a decision share: the decision, the scores, the findings, the products."""

from collections.abc import Iterable

from inkoop_core.api.award import AwardCriterion, ScaleValue
from inkoop_core.api.letters import StatementKind
from inkoop_core.desk.letters.days import joined
from inkoop_core.desk.letters.reports import KeptFinding, consensus
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day
from inkoop_core.domain.submission import OfferedProduct


def decided_on(letter: Letter, decision: Fact[AwardDecision]) -> str:
    """The day of the decision and the mandate behind it."""
    day = letter.day(
        "decided-on", "dag van de beslissing", local_day(decision.happened_at), facts=(decision.id,)
    )
    mandate = letter.state_fact(
        StatementKind.TEXT, "mandate", "mandaat", decision.body.mandate, facts=(decision.id,)
    )
    return f"De beslissing is genomen op {day}, op grond van: {mandate}."


def add_reason(letter: Letter, decision: Fact[AwardDecision], reason: str) -> None:
    """Why a new decision was taken."""
    told = letter.state_fact(
        StatementKind.MOTIVATION,
        "decision-reason",
        "motivering van de beslissing",
        reason,
        facts=(decision.id,),
        deciding=decision.body.outcome is DecisionOutcome.REJECT,
    )
    letter.section("Motivering van de beslissing", told)


def product_lines(
    letter: Letter, products: Iterable[OfferedProduct], facts: tuple[int, ...]
) -> tuple[str, ...]:
    """Each product by its title, with its variants."""
    lines = []
    known = letter.definition.product_by_id
    for offered in products:
        found = known.get(offered.product)
        title = f"{found.title} ({found.id})" if found else offered.product
        variants = f": {joined(offered.variants)}" if offered.variants else ""
        lines.append(
            letter.state_fact(
                StatementKind.PRODUCT,
                f"product/{offered.product}",
                "product",
                f"{title}{variants}",
                source=found.source if found else None,
                facts=facts,
            )
        )
    return tuple(lines)


def awarded_products(decision: Fact[AwardDecision]) -> tuple[OfferedProduct, ...]:
    """What the decision awards, with its variants where they are kept."""
    return decision.body.awarded or tuple(map(OfferedProduct, decision.body.products))


def add_scores(letter: Letter, decision: Fact[AwardDecision], *, deciding: bool) -> None:
    """The consensus score and motivation per criterion; never an assessor's own score.

    deciding  the motivations carry a rejection, so the letter may not be sent without them
    """
    found = consensus(letter, decision)
    award = letter.definition.award
    for criterion in award.criteria:
        if criterion.id not in found:
            continue
        fact = found[criterion.id]
        facts = (fact.id,)
        step = next((item for item in award.scale if item.value == fact.body.value), None)
        score = letter.state_fact(
            StatementKind.SCORE,
            f"score/{criterion.id}",
            f"score {criterion.id}",
            f"{criterion.id} {criterion.title_in_letters}: {fact.body.value} van {criterion.maximum} punten",
            source=criterion.source,
            facts=facts,
        )
        bullets = [
            _motivation(letter, criterion, number, item.subject, item.text, facts, deciding)
            for number, item in enumerate(fact.body.motivations, 1)
        ]
        letter.section(
            f"Gunningscriterium {criterion.id}",
            f"{score} ({letter.cite(criterion.source)}).",
            f"Deze score staat voor '{step.label}': {step.text}" if step else "",
            _other_title(criterion),
            _needed(letter, criterion, fact.body.value),
            "De commissie motiveert de score per onderwerp:" if bullets else "",
            bullets=bullets,
        )
    if found:
        total = sum(fact.body.value for fact in found.values())
        told = letter.state_fact(
            StatementKind.SCORE,
            "score/total",
            "totaal",
            f"Totaal: {total} punten",
            source=award.source,
            facts=[fact.id for fact in found.values()],
        )
        minima = joined([f"{item.minimum} punten voor {item.id}" for item in award.criteria])
        letter.section(
            "Totaal",
            f"{told}. Nodig zijn ten minste {minima}, en {award.total_minimum} punten in totaal "
            f"({letter.cite(award.source)}). De scores zijn van de commissie als geheel.",
        )


def _motivation(
    letter: Letter,
    criterion: AwardCriterion,
    number: int,
    subject: str,
    text: str,
    facts: tuple[int, ...],
    deciding: bool,
) -> str:
    return letter.state_fact(
        StatementKind.MOTIVATION,
        f"motivation/{criterion.id}/{number}",
        f"motivering {criterion.id}, {subject}",
        f"{subject}: {text}",
        source=criterion.source,
        facts=facts,
        deciding=deciding,
    )


def _other_title(criterion: AwardCriterion) -> str:
    """The tender document calls a criterion by two names (N-05)."""
    if criterion.title == criterion.title_in_letters:
        return ""
    return (
        f"Het inkoopdocument noemt dit criterium ook '{criterion.title}'. Bedoeld is hetzelfde criterium, met dezelfde "
        "onderwerpen."
    )


def _needed(letter: Letter, criterion: AwardCriterion, value: int) -> str:
    """What the lowest score that is enough would have needed, in the words of the scale (§4)."""
    enough = lowest_enough(letter, criterion)
    if enough is None or value >= enough.value:
        return ""
    return f"Voor een {enough.value} ('{enough.label}') was nodig: {enough.text}"


def lowest_enough(letter: Letter, criterion: AwardCriterion) -> ScaleValue | None:
    """The lowest value of the scale that is no knock-out and reaches the minimum."""
    enough = [
        item
        for item in letter.definition.award.scale
        if not item.knock_out and item.value >= criterion.minimum
    ]
    return min(enough, key=lambda item: item.value, default=None)


def finding_text(letter: Letter, finding: KeptFinding) -> str:
    """What was found: deciding, so the letter may not be sent without it."""
    return letter.state_fact(
        StatementKind.FINDING,
        f"finding/{finding.id}",
        f"bevinding {finding.id}",
        finding.explanation,
        source=finding.source,
        facts=finding.facts,
        deciding=True,
    )


def ruling_text(letter: Letter, finding: KeptFinding) -> str:
    """Why the finding was upheld; "" where nobody had to rule on it."""
    if not finding.reason:
        return ""
    told = letter.state_fact(
        StatementKind.MOTIVATION,
        f"ruling/{finding.id}",
        f"motivering van het oordeel over {finding.id}",
        finding.reason,
        source=finding.source,
        deciding=True,
    )
    return f"Motivering: {told}"
