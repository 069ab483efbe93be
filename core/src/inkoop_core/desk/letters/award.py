"""The provisional award: an intention, with everything that the winner must know and do (domain rules 7.1)."""

from inkoop_core.api.letter_clauses import ClauseId
from inkoop_core.api.letters import LetterContent, StatementKind
from inkoop_core.assessment.model import Effect
from inkoop_core.desk.letters.decisions import (
    add_reason,
    add_scores,
    awarded_products,
    decided_on,
    finding_text,
    product_lines,
    ruling_text,
)
from inkoop_core.desk.letters.evidence import asked_of_all, contents_of, evidence_table
from inkoop_core.desk.letters.people import addressee_of
from inkoop_core.desk.letters.reports import of_effect
from inkoop_core.desk.letters.terms import add_standstill, add_validity, answer_days, term
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.domain.party import Party

BIBOB = "bibob"
"""The id of the channel, the term and the clause."""


def provisional_award(
    letter: Letter, decision: Fact[AwardDecision], *introduction: str, reason: str = ""
) -> LetterContent:
    """The letter to a winner. Raises Refused for a rejection.

    introduction, reason  of a new decision: what goes first, and why it was taken
    """
    if decision.body.outcome is not DecisionOutcome.AWARD:
        raise letter.missing("de beslissing is een afwijzing")
    products = product_lines(letter, awarded_products(decision), (decision.id,))
    if not products:
        raise letter.missing("de beslissing gunt geen product")
    intention, _ = letter.clause(ClauseId.INTENTION)
    letter.section(
        "Voorgenomen gunning",
        *introduction,
        f"{_outcome(letter)} voor deze producten:",
        bullets=products,
    )
    letter.section("Wat dit betekent", intention, decided_on(letter, decision))
    if reason:
        add_reason(letter, decision, reason)
    _add_not_awarded(letter, decision)
    add_scores(letter, decision, deciding=False)
    if not _was_told_before(letter, decision):
        _add_evidence(letter)
        _add_bibob(letter)
    add_standstill(letter, (decision.id,))
    letter.clause_section("Voorwaarden voor definitieve gunning", ClauseId.CONDITIONS)
    agreement, _ = letter.clause(ClauseId.AGREEMENT)
    letter.section("Overeenkomst", agreement)
    add_validity(letter)
    contact, _ = letter.clause(ClauseId.CONTACT)
    letter.section("Contact", contact)
    new = "Nieuwe gunningsbeslissing" if introduction else "Mededeling voorlopige gunningsbeslissing"
    return letter.content(new, addressee_of(letter), (decision,))


def _outcome(letter: Letter) -> str:
    return letter.state_fact(
        StatementKind.TEXT,
        "outcome",
        "uitkomst",
        "Wij zijn voornemens met u een overeenkomst te sluiten",
        deciding=True,
    )


def _was_told_before(letter: Letter, decision: Fact[AwardDecision]) -> bool:
    """Whether an earlier letter said what to hand in: its terms run, and a new decision starts none again."""
    return any(
        sent.body.kind is LetterKind.PROVISIONAL_AWARD and decision.id not in sent.body.facts
        for sent in letter.course.all(LetterSent, letter.about)
    )


def _add_not_awarded(letter: Letter, decision: Fact[AwardDecision]) -> None:
    """Offered products that are not awarded and parties that are refused, each with the finding behind it."""
    lines = []
    for effect, what in ((Effect.BLOCKS_PRODUCT, "Product"), (Effect.REFUSES_PARTY, "Partij")):
        for finding in of_effect(decision, effect):
            name = _subject(letter, finding.subject)
            told = f"{what} {name} ({letter.cite(finding.source)}): {finding_text(letter, finding)}"
            lines.append(" ".join(text for text in (told, ruling_text(letter, finding)) if text))
    if lines:
        letter.section("Niet gegund of niet toegelaten", bullets=lines)


def _subject(letter: Letter, subject: str) -> str:
    """A product or a party of the bid by its name: `product:IB4`, `gva/partij-1`, `partij-1`."""
    if subject.startswith("product:"):
        return letter.definition.product_titles((subject.removeprefix("product:"),))
    party = subject.rpartition("/")[2].rpartition(":")[2]
    for fact in letter.course.all(Party, letter.about):
        if fact.body.id == party:
            return letter.name(f"party/{party}", "partij van de inschrijving", fact.body.name)
    return subject


def _add_evidence(letter: Letter) -> None:
    """Everything that is asked for the verification, before it is asked (VER-01, VER-04)."""
    asked = asked_of_all(letter)
    if not asked:
        return
    clause, _ = letter.clause(ClauseId.EVIDENCE)
    days = answer_days(letter, term(letter, "evidence"), "evidence", "bewijsmiddelen", "het verzoek")
    letter.section(
        "Bewijsmiddelen",
        "Voor de verificatie vragen wij u de bewijsmiddelen in de tabel. Het verzoek zelf komt als apart bericht.",
        days,
        clause,
        table=evidence_table(letter, asked),
    )
    values = contents_of(letter, asked, only_values=True)
    if values:
        letter.section("Bedragen waaraan het bewijs wordt getoetst", bullets=values)


def _add_bibob(letter: Letter) -> None:
    """Where and how to hand in the form, and nothing else (§3.1, §5.3 step 6)."""
    if BIBOB not in letter.definition.channel_by_id:
        return
    letter.clause_section("Bibob-vragenformulier", ClauseId.BIBOB)
    letter.section(
        "Bibob-vragenformulier: adres en termijn",
        f"Stuur formulier en bijlagen naar {letter.address(BIBOB)}.",
        answer_days(letter, term(letter, BIBOB), "bibob", "Bibob-vragenformulier", "deze brief"),
    )
