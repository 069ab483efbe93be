"""The definitive award: every condition with its day, the products, the tariffs, the start, the signing (rules 7.8)."""

from collections.abc import Iterator

from inkoop_core.api.letter_clauses import ClauseId
from inkoop_core.api.letters import LetterContent, LetterTable, StatementKind
from inkoop_core.desk.letters.days import joined
from inkoop_core.desk.letters.decisions import product_lines
from inkoop_core.desk.letters.people import addressee_of
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.course import DefinitiveAward, GatePassed
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.money import euros
from inkoop_core.domain.party import Party
from inkoop_core.domain.request import SubcontractorDecided
from inkoop_core.domain.source import SourceRef
from inkoop_core.progress.gate_voice import voice_of

_OWN = ("decision", "evidence", "subcontractors", "standstill", "validity")
"""Gates that tell of this tenderer alone; of the others only that they are open is told, never why."""
_BY_FACTS = ("decision", "evidence", "subcontractors")
"""Gates that a fact opened; the others opened as time went by, and were seen open on the day of the award."""
_OF_OTHERS = {
    "standstill-all": "voorbij voor alle inschrijvers",
    "course": "de procedure is niet opgeschort en geen geding staat in de weg",
}
_FULFILLED = "aan deze voorwaarde is voldaan"


def definitive_award(letter: Letter, award: Fact[DefinitiveAward]) -> LetterContent:
    """The letter to who gets the agreement. Raises Refused when no gate was kept with the award."""
    body = award.body
    if not body.gates:
        raise letter.missing("bij de definitieve gunning is geen voorwaarde vastgelegd")
    facts = (award.id,)
    day = letter.day(
        "awarded-on", "dag van de definitieve gunning", local_day(award.happened_at), facts=facts
    )
    mandate = letter.state_fact(StatementKind.TEXT, "mandate", "mandaat", body.mandate, facts=facts)
    outcome = letter.state_fact(
        StatementKind.TEXT,
        "outcome",
        "uitkomst",
        "hebben wij u definitief gegund",
        facts=facts,
        deciding=True,
    )
    letter.section(
        "Definitieve gunning",
        f"Op {day} {outcome}, op grond van: {mandate}. Het gaat om deze producten:",
        bullets=product_lines(letter, body.awarded, facts),
    )
    rows = tuple(_condition(letter, gate, award) for gate in body.gates)
    letter.section(
        "Vervulde voorwaarden",
        "Aan elke voorwaarde voor definitieve gunning is voldaan:",
        table=LetterTable(("Voorwaarde", "Vervuld", "Vastgesteld op", "Vindplaats"), rows),
    )
    _add_tariffs(letter, award)
    _add_start(letter)
    _add_subcontractors(letter)
    return letter.content("Mededeling definitieve gunning", addressee_of(letter), (award,))


def _condition(letter: Letter, gate: GatePassed, award: Fact[DefinitiveAward]) -> tuple[str, ...]:
    """The label, what fulfilled it, the day of the last fact that did, and the paragraph."""
    voice = voice_of(letter.definition, gate.gate, letter.about, _source(letter, gate.gate))
    because = gate.because if gate.gate in _OWN else _OF_OTHERS.get(gate.gate, _FULFILLED)
    told = letter.state_fact(
        StatementKind.TEXT,
        f"gate/{gate.gate}",
        f"voorwaarde: {voice.label}",
        because,
        source=voice.source,
        facts=(award.id,),
    )
    own = [
        fact.happened_at
        for fact in letter.course.facts
        if fact.id in gate.facts and fact.submission == letter.about and gate.gate in _BY_FACTS
    ]
    day = local_day(max(own, default=award.happened_at))
    return voice.label, told, shown_day(day), letter.cite(voice.source)


def _source(letter: Letter, gate: str) -> SourceRef | None:
    """Where the term of a gate stands, and of proceedings where the court is named; None: of the award."""
    term = letter.definition.terms.get(gate.partition("-")[0])
    if term is not None:
        return term.source
    settings = letter.definition.letters
    return settings.source if gate == "course" and settings is not None else None


def _add_tariffs(letter: Letter, award: Fact[DefinitiveAward]) -> None:
    """The tariffs of the awarded products, where they are loaded (Annex C is not in the tender document)."""
    products = {item.product for item in award.body.awarded}
    tariffs = [tariff for tariff in letter.definition.tariffs if tariff.product in products]
    if not tariffs:
        return
    rows = tuple(
        (
            letter.definition.product_titles((tariff.product,)),
            tariff.unit,
            euros(tariff.amount),
            shown_day(tariff.valid_from),
        )
        for tariff in tariffs
    )
    example = "De bedragen zijn een voorbeeld." if any(tariff.example for tariff in tariffs) else ""
    sources = joined(list(dict.fromkeys(letter.cite(tariff.source) for tariff in tariffs)))
    letter.section(
        "Tarieven",
        f"Voor deze producten gelden de tarieven in de tabel ({sources}).",
        example,
        table=LetterTable(("Product", "Eenheid", "Tarief", "Vanaf"), rows),
    )


def _add_start(letter: Letter) -> None:
    agreement, _ = letter.clause(ClauseId.AGREEMENT)
    term = letter.definition.agreement
    if term is None:
        letter.section("Ondertekening", agreement)
        return
    first = letter.day("agreement-first-day", "ingang van de overeenkomst", term.first_day, term.source)
    last = letter.day("agreement-last-day", "einde van de overeenkomst", term.last_day, term.source)
    options = ""
    if term.extensions:
        times = "één keer" if term.extensions == 1 else f"{term.extensions} keer"
        options = (
            f" Wij kunnen haar {times} verlengen, telkens met ten hoogste {term.extension_months} maanden."
        )
    letter.section(
        "Ingang en ondertekening",
        f"De overeenkomst gaat in op {first} en loopt tot en met {last} ({letter.cite(term.source)}).{options}",
        agreement,
    )


def _add_subcontractors(letter: Letter) -> None:
    lines = tuple(_subcontractors(letter))
    if lines:
        letter.section("Onderaannemers", bullets=lines)


def _subcontractors(letter: Letter) -> Iterator[str]:
    names = {fact.body.id: fact.body.name for fact in letter.course.all(Party, letter.about)}
    for fact in letter.course.all(SubcontractorDecided, letter.about):
        party = fact.body.party
        if party not in names:
            raise letter.missing(f"partij {party!r} van de inschrijving is niet bekend")
        name = letter.name(f"party/{party}", "onderaannemer", names[party])
        outcome = "toestemming" if fact.body.consent else "geen toestemming"
        told = letter.state_fact(
            StatementKind.TEXT,
            f"subcontractor/{party}",
            f"besluit over {names[party]}",
            f"{name}: {outcome}",
            facts=(fact.id,),
        )
        reason = letter.state_fact(
            StatementKind.MOTIVATION,
            f"subcontractor/{party}/reason",
            f"motivering over {names[party]}",
            fact.body.reason,
            facts=(fact.id,),
        )
        yield f"{told}. Motivering: {reason}"
