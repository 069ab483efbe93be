"""Look-ups and observations that a requirement asks for, with a maximum age."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from attrs import frozen

from inkoop_core.api.lookups import LookUpAbout, LookUpKind, Shows
from inkoop_core.api.rules import Case, OnRequirement
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding, Verdict
from inkoop_core.domain.lookup import LookUp, document_of, identity_among, stood_then
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.package import Document, PackageReceived
from inkoop_core.domain.party import OWN_PARTY, Party, Tenderer
from inkoop_core.domain.submission import Reference
from inkoop_core.domain.term import TermUnit, not_older_than, shifted
from inkoop_core.standard.documents import documents_of
from inkoop_core.standard.gate import needs_content
from inkoop_core.standard.sentences import closed
from inkoop_core.standard.settings import named, noted, several

E = TypeVar("E", bound=Enum)

_BODIES: Mapping[LookUpAbout, type[Any]] = {
    LookUpAbout.PARTY: Party,
    LookUpAbout.REFERENCE: Reference,
    LookUpAbout.DOCUMENT: Document,
}


class About(Enum):
    """Whom or what a requirement asks to be looked up."""

    TENDERER = "tenderer"
    EACH_PARTY = "each-party"
    EVERYONE = "everyone"
    EACH_REFERENCE = "each-reference"
    DOCUMENT = "document"


class MeasuredAt(Enum):
    """On which day a look-up must still be young enough."""

    NOW = "now"
    CLOSING = "closing"
    RECEIPT = "receipt"


@frozen
class LookedUp:
    """What a look-up says of its subject, in Dutch, with the fact where there is one."""

    verdict: Verdict
    text: str
    facts: tuple[Fact[LookUp], ...] = ()


@needs_content
def looked_up(case: Case, id: str) -> Iterable[Finding]:
    """A person looked something up or saw it himself, not too long ago, and it confirms what was said.

    Source: the paragraph of the requirement that names this check; no tender has to.
    """
    voice = case.on(id)
    kinds = [lookup_kind(case, lookup) for lookup in several(voice, "lookup")]
    if not kinds:
        raise TypeError(f"eis {voice.requirement.id}: parameters.lookup is leeg; noem ten minste één naslag")
    subjects = _subjects(case, voice)
    if not subjects:
        yield voice.not_applicable("Er is niets waarover naslag nodig is.")
    for about in subjects:
        for kind in kinds:
            one = judged_lookup(case, voice, kind, about)
            subject = "" if about == OWN_PARTY else about
            if len(kinds) > 1:
                subject = f"{subject}/{kind.id}".lstrip("/")
            yield _finding(voice, one, subject)


def _finding(voice: OnRequirement, one: LookedUp, subject: str) -> Finding:
    speak = {
        Verdict.MET: voice.met,
        Verdict.NOT_MET: voice.not_met,
        Verdict.CLARIFY: voice.clarify,
        Verdict.PENDING: voice.pending,
    }[one.verdict]
    return speak(one.text, *one.facts, subject=subject, notes=noted(voice))


def lookup_kind(case: Case, id: str) -> LookUpKind:
    """The kind of look-up of that id. Raises KeyError naming it when the definition does not have it."""
    for kind in case.definition.lookups:
        if kind.id == id:
            return kind
    raise KeyError(f"de aanbestedingsdefinitie heeft geen naslag {id!r}")


def judged_lookup(case: Case, voice: OnRequirement, kind: LookUpKind, about: str) -> LookedUp:
    """Whether one look-up was made of what stands there now, is young enough, and what it says."""
    made = [fact for fact in case.all(LookUp) if (fact.body.lookup, fact.body.about) == (kind.id, about)]
    told = f"{kind.title} over {_told(about)}"
    if not made:
        return LookedUp(Verdict.PENDING, f"{told}: nog niet gedaan.")
    fact = made[-1]
    if stood := _stood_then(case, kind, fact.body):
        return LookedUp(
            Verdict.PENDING, f"{told}: gedaan toen hier nog {stood} stond; doe het opnieuw.", (fact,)
        )
    done = local_day(fact.happened_at)
    last = _last_good_day(voice, done)
    if last is not None and not _young_enough(case, voice, done):
        return LookedUp(
            Verdict.PENDING,
            f"{told}: gedaan op {shown_day(done)} en bruikbaar tot en met {shown_day(last)}; opnieuw te doen.",
            (fact,),
        )
    return _said(kind, told, fact, last)


def _stood_then(case: Case, kind: LookUpKind, made: LookUp) -> str:
    """What stood there when it was made, where something else does now; "" when nothing changed."""
    asked = [Tenderer] if made.about == OWN_PARTY else [_BODIES[one] for one in kind.about if one in _BODIES]
    return stood_then(
        made, identity_among([fact.body for body in asked for fact in case.all(body)], made.about)
    )


def _said(kind: LookUpKind, told: str, fact: Fact[LookUp], last: date | None) -> LookedUp:
    body = fact.body
    result = kind.result(body.result)
    until = f", bruikbaar tot en met {shown_day(last)}" if last is not None else ""
    where = f"{shown_day(local_day(fact.happened_at))}, {body.source}{until}"
    label = result.label if result else f"uitkomst {body.result!r}, die deze aanbesteding niet kent"
    text = closed(f"{told} ({where}): {label}")
    if body.explanation:
        text = f"{text} {closed(body.explanation)}"
    shows = result.shows if result else Shows.INCONCLUSIVE
    verdict = {
        Shows.CONFIRMS: Verdict.MET,
        Shows.DIFFERS: Verdict.NOT_MET,
        Shows.INCONCLUSIVE: Verdict.CLARIFY,
    }[shows]
    return LookedUp(verdict, text, (fact,))


def _told(about: str) -> str:
    return "de inschrijver" if about == OWN_PARTY else about


def _subjects(case: Case, voice: OnRequirement) -> list[str]:
    about = _choice(voice, About, "about", named(voice, "about", About.TENDERER.value))
    if about is About.TENDERER:
        return [OWN_PARTY]
    if about is About.EACH_REFERENCE:
        return [f"referentie-{fact.body.number}" for fact in case.all(Reference)]
    if about is About.DOCUMENT:
        wanted = named(voice, "document")
        parties = [OWN_PARTY, *(fact.body.id for fact in case.all(Party))]
        return [document_of(wanted, party) for party in parties if documents_of(case, wanted, party)]
    others = [fact.body.id for fact in case.all(Party)]
    return [OWN_PARTY, *others] if about is About.EVERYONE else others


def _choice(voice: OnRequirement, kind: type[E], key: str, given: str) -> E:
    """The choice that a setting names. Raises TypeError, naming requirement, key and choices, when there is none."""
    for choice in kind:
        if choice.value == given:
            return choice
    choices = ", ".join(str(choice.value) for choice in kind)
    raise TypeError(
        f"eis {voice.requirement.id}: parameters.{key}: {given!r} is geen keuze; kies uit {choices}"
    )


def _max_age(voice: OnRequirement) -> tuple[int, TermUnit] | None:
    """How old a look-up may be; None: no limit. Raises TypeError when it is no whole number of at least 0."""
    length = voice.requirement.parameters.get("max_age")
    if length is None:
        return None
    if isinstance(length, bool) or not isinstance(length, int) or length < 0:
        raise TypeError(f"eis {voice.requirement.id}: parameters.max_age moet een heel getal vanaf 0 zijn")
    return length, _choice(voice, TermUnit, "unit", named(voice, "unit"))


def _last_good_day(voice: OnRequirement, done: date) -> date | None:
    """The last day on which the look-up is young enough; None without a limit."""
    age = _max_age(voice)
    return shifted(done, *age) if age is not None else None


def _young_enough(case: Case, voice: OnRequirement, done: date) -> bool:
    """Whether it is not too old on the day on which that is measured; that day itself still counts."""
    age = _max_age(voice)
    return age is None or not_older_than(done, _measured_on(case, voice), *age)


def _measured_on(case: Case, voice: OnRequirement) -> date:
    measured = _choice(voice, MeasuredAt, "at", named(voice, "at", MeasuredAt.NOW.value))
    if measured is MeasuredAt.CLOSING:
        return local_day(case.definition.procedure.closing_at)
    package = case.one(PackageReceived)
    if measured is MeasuredAt.RECEIPT and package is not None:
        return local_day(package.body.received_at)
    return local_day(case.moment.as_of)
