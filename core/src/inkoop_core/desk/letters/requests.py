"""What is asked of a tenderer: evidence, an answer or a repair, more time (domain rules 7.3, 7.5, 7.9)."""

from collections.abc import Iterable

from inkoop_core.api.letter_clauses import ClauseId
from inkoop_core.api.letters import LetterContent, StatementKind
from inkoop_core.api.requests import BY_REQUEST
from inkoop_core.desk.letters.evidence import asked_of, contents_of, evidence_table
from inkoop_core.desk.letters.people import addressee_of
from inkoop_core.desk.letters.terms import add_validity, answer_days, term
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.party import OWN_PARTY, Party
from inkoop_core.domain.request import Request, RequestItem, RequestKind
from inkoop_core.domain.term import Term, TermUnit

Requests = tuple[Fact[Request], ...]


def evidence_request(letter: Letter, requests: Requests) -> LetterContent:
    """Each piece of evidence, of whom, its age rule, what follows without it, and the last day (VER-01, VER-04)."""
    kinds = {kind.id: kind for kind in letter.definition.evidence}
    asked = []
    for item in _items(requests):
        if item.id not in kinds:
            raise letter.missing(f"bewijsmiddel {item.id!r} staat niet in de aanbestedingsdefinitie")
        asked.append(asked_of(letter, kinds[item.id], item.party))
    clause, _ = letter.clause(ClauseId.EVIDENCE)
    letter.section(
        "Verzoek",
        "Wij vragen u de bewijsmiddelen in de tabel. De leeftijd van een document telt op de dag van ontvangst.",
        clause,
        table=evidence_table(letter, asked, [fact.id for fact in requests]),
    )
    points = contents_of(letter, asked)
    if points:
        letter.section("Wat in de documenten moet staan", bullets=points)
    extra = [item.question for item in _items(requests) if item.question]
    if extra:
        letter.section("Let op", bullets=[_question(letter, n, text) for n, text in enumerate(extra, 1)])
    _add_term(letter, requests, "evidence", "bewijsmiddelen")
    return letter.content("Verzoek om bewijsmiddelen", addressee_of(letter), requests)


def clarification_request(letter: Letter, requests: Requests) -> LetterContent:
    """Each question with the requirement it is about, what may not change, and the term (rules 7.5, 7.6)."""
    repair = any(fact.body.kind is RequestKind.REPAIR for fact in requests)
    letter.section(
        "Verzoek",
        "Bij de beoordeling van uw inschrijving is een punt niet duidelijk. Wij vragen u het volgende."
        if not repair
        else "Wij stellen u in de gelegenheid een gebrek in uw inschrijving te herstellen.",
    )
    number = 0
    for fact in requests:
        for item in fact.body.items:
            number += 1
            _add_question(letter, number, item, fact)
    same, items = letter.clause(ClauseId.SAME_BID)
    letter.section("Wat niet mag veranderen", same, bullets=items)
    name = "repair" if repair else "clarification"
    _add_term(letter, requests, name, "antwoord")
    title = "Verzoek om herstel" if repair else "Verzoek om verduidelijking"
    return letter.content(title, addressee_of(letter), requests)


def validity_extension(letter: Letter, requests: Requests) -> LetterContent:
    """Until when, why, and that a tenderer is free to say no (§5.7, VAL-03)."""
    (request,) = requests[-1:]
    if request.body.until is None:
        raise letter.missing("het verzoek noemt geen dag tot wanneer")
    clause, _ = letter.clause(ClauseId.VALIDITY_REQUEST)
    until = letter.day("validity-until", "gevraagde laatste dag", request.body.until, facts=(request.id,))
    letter.section(
        "Verzoek",
        f"Wij vragen u uw inschrijving gestand te doen tot en met {until}.",
        _reason(letter, request),
        clause,
    )
    add_validity(letter)
    letter.section(
        "Uw antwoord",
        "Antwoord met ja of nee, in een bericht op het platform. U bent niet verplicht in te stemmen.",
        "Antwoordt u nee, of antwoordt u niet, dan blijft de dag gelden die hierboven onder Gestanddoening staat.",
        _term_text(letter, requests, "validity-answer", "antwoord"),
    )
    return letter.content("Verzoek om verlenging van de gestanddoening", addressee_of(letter), (request,))


def _items(requests: Requests) -> Iterable[RequestItem]:
    return [item for fact in requests for item in fact.body.items]


def _question(letter: Letter, number: int, text: str, facts: tuple[int, ...] = ()) -> str:
    return letter.state_fact(StatementKind.TEXT, f"question/{number}", f"vraag {number}", text, facts=facts)


def _add_question(letter: Letter, number: int, item: RequestItem, fact: Fact[Request]) -> None:
    if not item.question.strip():
        raise letter.missing(f"vraag {number} van het verzoek (feit {fact.id}) heeft geen tekst")
    requirement = letter.definition.requirement_by_id.get(item.id)
    about = ""
    if requirement is not None:
        about = f"De vraag gaat over de eis: {requirement.title} ({letter.cite(requirement.source)})."
    of = ""
    if item.party != OWN_PARTY:
        names = {party.body.id: party.body.name for party in letter.course.all(Party, letter.about)}
        if item.party not in names:
            raise letter.missing(f"partij {item.party!r} van de inschrijving is niet bekend")
        name = letter.name(f"party/{item.party}", "partij van de inschrijving", names[item.party])
        of = f"De vraag gaat over {name}."
    letter.section(f"Vraag {number}", about, of, _question(letter, number, item.question, (fact.id,)))


def _reason(letter: Letter, request: Fact[Request]) -> str:
    if not request.body.reason.strip():
        return ""
    return "Reden: " + letter.state_fact(
        StatementKind.MOTIVATION, "reason", "reden van het verzoek", request.body.reason, facts=(request.id,)
    )


def _add_term(letter: Letter, requests: Requests, name: str, label: str) -> None:
    letter.section("Termijn", _term_text(letter, requests, name, label), _channel(letter))


def _channel(letter: Letter) -> str:
    return f"Antwoord met een bericht op {letter.definition.procedure.platform}."


def _term_text(letter: Letter, requests: Requests, name: str, label: str) -> str:
    """The term to answer. Raises Refused where neither the requests nor the definition have one, or two have another.

    The days that a request gives go before the term of the definition.
    """
    own = letter.definition.terms.get(name.replace("-", "_"))
    given = {fact.body.days for fact in requests}
    if len(given) > 1:
        raise letter.missing(
            "de verzoeken in deze brief hebben elk een andere termijn; maak één verzoek per brief"
        )
    (days,) = given
    if days is None and own is None:
        raise letter.missing("het verzoek noemt geen aantal dagen om te antwoorden")
    if days is not None:
        source = own.source if own is not None and own.length == days else None
        return answer_days(letter, Term(days, TermUnit.DAYS, "", BY_REQUEST), name, label, source=source)
    return answer_days(letter, term(letter, name.replace("-", "_")), name, label)
