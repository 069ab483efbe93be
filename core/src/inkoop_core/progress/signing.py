"""Whether the agreement exists: it does when both sides signed with enough power (§5.8.2)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import Enum

from attrs import frozen

from inkoop_core.domain.agreement import AgreementSigned, Side, SigningSet
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import shown
from inkoop_core.domain.package import Document
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.submission import MANDATE, SigningPower, persons
from inkoop_core.progress.course import Course
from inkoop_core.progress.pauses import course_then, pauses_of
from inkoop_core.progress.signing_persons import two_for_sure

Signed = Fact[AgreementSigned]


class AgreementState(Enum):
    NOT_PREPARED = "not-prepared"
    TO_SIGN = "to-sign"
    PARTLY_SIGNED = "partly-signed"
    EXISTS = "exists"

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {
    AgreementState.NOT_PREPARED: "ondertekenset niet vastgesteld",
    AgreementState.TO_SIGN: "wacht op ondertekening",
    AgreementState.PARTLY_SIGNED: "deels ondertekend",
    AgreementState.EXISTS: "overeenkomst gesloten",
}


@frozen
class AgreementStatus:
    """How far the agreement with one winner is.

    since   the instant from which it exists (UTC); None: it does not
    signed  the signatures that count
    alarms  signatures that came before their time and do not count, in Dutch
    open    what is still needed, in Dutch
    facts   ids of the facts that it rests on
    """

    submission: str
    state: AgreementState
    set: Fact[SigningSet] | None
    since: datetime | None
    signed: tuple[Signed, ...]
    alarms: tuple[str, ...]
    open: tuple[str, ...]
    facts: tuple[int, ...]


def agreement_of(course: Course, submission: str) -> AgreementStatus:
    """The agreement with one winner, from the set that stands and its signatures."""
    award = course.last(DefinitiveAward, submission)
    prepared = course.last(SigningSet, submission)
    signatures = sorted(course.all(AgreementSigned, submission), key=lambda fact: (fact.happened_at, fact.id))
    alarms = tuple(text for fact in signatures if (text := alarm_of(course, fact)))
    facts = tuple(fact.id for fact in (award, prepared, *signatures) if fact is not None)
    if award is None or prepared is None or prepared.body.award != award.id:
        waits = _not_prepared(award, prepared)
        return AgreementStatus(
            submission, AgreementState.NOT_PREPARED, None, None, (), alarms, (waits,), facts
        )
    counted = [
        fact for fact in signatures if fact.body.signing_set == prepared.id and not alarm_of(course, fact)
    ]
    on_earlier = [
        f"{fact.body.signatory} tekende een eerdere set (feit {fact.body.signing_set}); de set die geldt is feit "
        f"{prepared.id}"
        for fact in signatures
        if fact.body.signing_set not in (0, prepared.id)
    ]
    needed = tuple(_open(course, prepared, counted))
    if not needed:
        since = _complete_since(course, prepared, counted)
        return AgreementStatus(
            submission, AgreementState.EXISTS, prepared, since, tuple(counted), alarms, (), facts
        )
    state = AgreementState.PARTLY_SIGNED if counted else AgreementState.TO_SIGN
    return AgreementStatus(
        submission, state, prepared, None, tuple(counted), alarms, (*needed, *on_earlier), facts
    )


def agreements_of(course: Course) -> tuple[AgreementStatus, ...]:
    """Of every submission that was awarded definitively, or that somebody signed for."""
    about = {fact.submission for kind in (DefinitiveAward, AgreementSigned) for fact in course.all(kind)}
    return tuple(agreement_of(course, submission) for submission in sorted(about))


def _not_prepared(award: Fact[DefinitiveAward] | None, prepared: Fact[SigningSet] | None) -> str:
    if award is None:
        return "de definitieve gunning"
    if prepared is None:
        return "de ondertekenset (ondertekenset-vaststellen)"
    return "een nieuwe ondertekenset: de definitieve gunning is vervangen (ondertekenset-vaststellen)"


def alarm_of(course: Course, signature: Signed) -> str:
    """Why a signature came before its time, in Dutch; "" when it did not (§5.3 step 7, §5.8.2).

    Also one that was put while the procedure stood still or had ended (PRO-11, DEF-04), as that was then.
    """
    who = (
        f"{signature.body.signatory} ({signature.body.side.label}) tekende op {shown(signature.happened_at)}"
    )
    awards = course.all(DefinitiveAward, signature.submission)
    if not any(fact.happened_at <= signature.happened_at for fact in awards):
        return f"{who}, toen er geen definitieve gunning was: de voorwaarden van stap 7 waren niet vervuld"
    sets = course.all(SigningSet, signature.submission)
    if not signature.body.signing_set:
        return f"{who}, toen er geen ondertekenset was: niet vast staat wat is ondertekend"
    if any(
        fact.id == signature.body.signing_set and fact.happened_at > signature.happened_at for fact in sets
    ):
        return f"{who}, voordat de ondertekenset was vastgesteld: niet vast staat wat is ondertekend"
    for pause in pauses_of(course_then(course, signature.happened_at), signature.submission):
        return f"{who}, terwijl dat niet kon: {pause.why} ({pause.source})"
    return ""


def _open(course: Course, prepared: Fact[SigningSet], counted: Sequence[Signed]) -> Iterator[str]:
    """What the two sides still need, one line each."""
    own = [fact for fact in counted if fact.body.side is Side.CLIENT]
    yield from _lacking(course, own, "de opdrachtgever")
    several = len(prepared.body.signatories) > 1
    for party in prepared.body.signatories:
        theirs = [
            fact for fact in counted if fact.body.side is Side.CONTRACTOR and fact.body.party == party.id
        ]
        why = " (elke combinant tekent voor de hoofdelijke aansprakelijkheid, §5.4.2)" if several else ""
        for line in _lacking(course, theirs, party.name):
            yield f"{line}{why}"


def _lacking(course: Course, signatures: Iterable[Signed], name: str) -> Iterator[str]:
    """What keeps these signatures from binding; nothing when they do."""
    signatures = list(signatures)
    if not signatures:
        yield f"ondertekening door {name}"
        return
    if any(_binds_alone(course, fact) for fact in signatures):
        return
    joint = [fact.body.signatory for fact in signatures if fact.body.power is SigningPower.JOINT]
    if two_for_sure(joint):
        return
    if len(persons(joint)) > 1:
        yield (
            f"tweede ondertekenaar van {name}: niet zeker is dat {' en '.join(dict.fromkeys(joint))} twee personen "
            "zijn (gezamenlijk bevoegd); trek de handtekening in en leg haar met de volledige naam opnieuw vast"
        )
    elif joint:
        yield f"tweede ondertekenaar van {name}: {joint[0]} is alleen gezamenlijk bevoegd"
    for fact in signatures:
        if fact.body.power is SigningPower.ATTORNEY:
            yield f"volmacht van {fact.body.signatory} namens {name}: het stuk ontbreekt"
        elif fact.body.power is SigningPower.UNKNOWN:
            yield f"bevoegdheid van {fact.body.signatory} namens {name}"


def _binds_alone(course: Course, fact: Signed) -> bool:
    """Empowered alone; or an attorney whose power of attorney is named and is there."""
    if fact.body.power is SigningPower.SOLE:
        return True
    if fact.body.power is not SigningPower.ATTORNEY or not fact.body.mandate.strip():
        return False
    return bool(fact.body.mandate_sha256) or _mandate_in_bid(course, fact)


def _mandate_in_bid(course: Course, signature: Signed) -> bool:
    if signature.body.side is Side.CLIENT:
        return False
    party = signature.body.party or OWN_PARTY
    return any(
        fact.body.kind == MANDATE and fact.body.party == party
        for fact in course.all(Document, signature.submission)
    )


def _complete_since(course: Course, prepared: Fact[SigningSet], counted: Sequence[Signed]) -> datetime:
    """The instant of the signature with which nothing was needed any more."""
    for number in range(1, len(counted) + 1):
        if not list(_open(course, prepared, counted[:number])):
            return counted[number - 1].happened_at
    return counted[-1].happened_at
