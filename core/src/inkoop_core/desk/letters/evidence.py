"""The evidence of a tenderer: what, of whom, how old at most, and what follows when it is not there."""

from collections.abc import Iterable, Mapping

from inkoop_core.api.evidence import VALUE, EvidenceKind, MustState
from inkoop_core.api.evidence_status import EvidenceItem, items_for
from inkoop_core.api.letters import LetterTable, StatementKind
from inkoop_core.assessment.choices import readings_in_force
from inkoop_core.desk.letters.days import joined
from inkoop_core.desk.letters.terms import length
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.decision import AwardDecision, NoteChoice
from inkoop_core.domain.finding import Consequence
from inkoop_core.domain.money import euros
from inkoop_core.domain.party import OWN_PARTY, Party
from inkoop_core.domain.term import Term, TermUnit

_FOLLOWS = {
    Consequence.MUST_REJECT: "zonder dit bewijs sluiten wij u uit of wijzen wij de inschrijving af",
    Consequence.MAY_REJECT: "zonder dit bewijs kunnen wij de inschrijving afwijzen",
    Consequence.BLOCK_PRODUCT: "zonder dit bewijs gunnen wij het product niet",
    Consequence.REFUSE_PARTY: "zonder dit bewijs weigeren wij deze partij",
    Consequence.NOTE: "wij leggen vast of dit bewijs er is",
}
_HEADS = ("Bewijsmiddel", "Van wie", "Eis op de dag van ontvangst", "Gevolg")


def asked_of_all(letter: Letter) -> tuple[EvidenceItem, ...]:
    """Every kind of evidence of the definition with the parties of this bid that it is for, less who is refused."""
    decision = letter.course.last(AwardDecision, letter.about)
    return items_for(
        letter.definition.evidence,
        [fact.body for fact in letter.course.all(Party, letter.about)],
        readings_in_force(letter.definition, letter.course.all(NoteChoice)),
        decision.body.refused if decision else (),
    )


def asked_of(letter: Letter, kind: EvidenceKind, party: str) -> EvidenceItem:
    """One piece of evidence, with what follows for this party; of a party that it is not for as for the others."""
    for item in asked_of_all(letter):
        if (item.kind, item.party) == (kind, party):
            return item
    return EvidenceItem(kind, party, kind.consequence)


def evidence_table(letter: Letter, asked: Iterable[EvidenceItem], facts: Iterable[int] = ()) -> LetterTable:
    """A row per kind of evidence. Raises Refused when a party is not known."""
    names = {fact.body.id: fact.body.name for fact in letter.course.all(Party, letter.about)}
    grouped: dict[tuple[str, Consequence], list[EvidenceItem]] = {}
    for item in asked:
        grouped.setdefault((item.kind.id, item.consequence), []).append(item)
    rows = []
    for (_, consequence), items in grouped.items():
        kind = items[0].kind
        title = letter.state_fact(
            StatementKind.EVIDENCE,
            f"evidence/{kind.id}",
            "gevraagd bewijsmiddel",
            kind.title,
            source=kind.source,
            facts=facts,
        )
        whose = [_whose(letter, item.party, names) for item in items]
        cell = f"{title} ({letter.cite(kind.source)})"
        rows.append((cell, joined(whose), rule_of(letter, kind), _FOLLOWS[consequence]))
    return LetterTable(_HEADS, tuple(rows))


def _whose(letter: Letter, party: str, names: Mapping[str, str]) -> str:
    if party == OWN_PARTY:
        return "uzelf"
    if party not in names:
        raise letter.missing(f"partij {party!r} van de inschrijving is niet bekend")
    return letter.name(f"party/{party}", "partij van de inschrijving", names[party])


def contents_of(
    letter: Letter, asked: Iterable[EvidenceItem], *, only_values: bool = False
) -> tuple[str, ...]:
    """What each kind of evidence must say, by its routes, in the words of the definition.

    only_values  only what names values of the tender document, such as insured amounts
    """
    lines = []
    for kind in dict.fromkeys(item.kind for item in asked):
        routes = {route.id: f"{route.id}, {route.title}" for route in kind.routes}
        points: dict[str, list[str]] = {}
        for point in kind.must_state:
            if point.told or not only_values:
                points.setdefault(point.route, []).append(f"{_said(letter, point)} ({point.source})")
        for route, told in points.items():
            name = routes.get(route, kind.title)
            lines.append(f"{name}: {'; '.join(told)}.")
    return tuple(lines)


def _said(letter: Letter, point: MustState) -> str:
    """A point as a letter says it, with its values. Raises Refused for a parameter that is not there."""
    return VALUE.sub(lambda name: _value(letter, name[1]), point.told or point.text)


def _value(letter: Letter, key: str) -> str:
    found = letter.definition.parameters.get(key)
    if found is None:
        raise letter.missing(f"de aanbestedingsdefinitie heeft geen parameter {key!r}")
    if found.unit == "eurocent":
        return euros(letter.definition.whole(key))
    return str(found.value)


def rule_of(letter: Letter, kind: EvidenceKind) -> str:
    """How old the document may be on the day on which it is received (§3.3), and what each route asks (§3.4)."""
    rules = [_age(kind.max_age, kind.age_unit, kind)] if kind.max_age is not None else []
    for route in kind.routes:
        asked = ["geldig"] if route.valid else []
        if route.max_age:
            asked.append(_age(letter.definition.whole(route.max_age), route.age_unit, kind))
        if asked:
            rules.append(f"{route.id}: {' en '.join(asked)}")
    return "; ".join(rules) or "geldig"


def _age(length_of: int, unit: str, kind: EvidenceKind) -> str:
    return f"niet ouder dan {length(Term(length_of, TermUnit(unit or 'months'), '', kind.source))}"
