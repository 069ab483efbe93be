"""What is signed with a winner, and what of it is missing (§2.5, §5.4)."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from inkoop_core.api.signing import SigningItem, SigningWhen
from inkoop_core.domain.agreement import PinnedDocument, PinnedTariff, SigningParty, SigningSet
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.moment import shown_day
from inkoop_core.domain.party import OWN_PARTY, BidForm, Party, PartyRole, Tenderer
from inkoop_core.domain.request import EvidenceJudged
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.submission import OfferedProduct
from inkoop_core.domain.tender_document import TenderDocumentIssued, in_force
from inkoop_core.progress.course import Course
from inkoop_core.progress.subcontractors import consented, subcontractors, undecided_parties

_CONSENT = SourceRef("inkoopdocument", "§5.4.1")
_TARIFFS = SourceRef("inkoopdocument", "§2.4.2")
_PARTIES = SourceRef("inkoopdocument", "§2.5.1")


@frozen
class Missing:
    """Something that the set should hold. implied: the document only implies it, so its absence can be accepted."""

    text: str
    source: SourceRef
    implied: bool = False
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        notes = f" ({' '.join(self.notes)})" if self.notes else ""
        return f"{self.text}; {self.source}{notes}"


@frozen
class Prepared:
    """The set as it would be, and what is missing from it; body None: it cannot be made at all."""

    body: SigningSet | None
    missing: tuple[Missing, ...]

    @property
    def mandatory(self) -> tuple[Missing, ...]:
        """What nobody can accept the absence of."""
        return tuple(item for item in self.missing if not item.implied)


def prepared_set(course: Course, submission: str, tariffs_on: date | None = None) -> Prepared:
    """The signing set of one winner. tariffs_on: None is the first day of the agreement."""
    award = course.last(DefinitiveAward, submission)
    agreement = course.definition.agreement
    if award is None or agreement is None:
        return Prepared(None, tuple(_impossible(award, agreement is None)))
    day = tariffs_on or agreement.first_day
    awarded = award.body.awarded
    documents, missing = _documents(course)
    missing += [
        *_party_data_missing(course, submission),
        *_undecided(course, submission),
        *_tariffs_missing(course, awarded, day),
        *_guarantees_missing(course, submission),
    ]
    body = SigningSet(
        award=award.id,
        awarded=awarded,
        tariffs_on=day,
        first_day=agreement.first_day,
        last_day=agreement.last_day,
        documents=documents,
        parties=consented(course, submission),
        tariffs=tuple(tariff for item in awarded for tariff in tariffs_of(course, item.product, day)),
        signatories=signatories_of(course, submission),
        missing=tuple(str(item) for item in missing),
    )
    return Prepared(body, tuple(missing))


def _impossible(award: Fact[DefinitiveAward] | None, no_agreement: bool) -> Iterator[Missing]:
    if award is None:
        yield Missing("de definitieve gunning ontbreekt (stap 7)", SourceRef("inkoopdocument", "§5.3 stap 7"))
    if no_agreement:
        yield Missing(
            "de looptijd van de overeenkomst is niet geladen ([agreement])",
            SourceRef("inkoopdocument", "§2.5.3"),
        )


def signatories_of(course: Course, submission: str) -> tuple[SigningParty, ...]:
    """Who signs on the contractor's side: of a consortium its lead and every member (§5.4.2)."""
    parties = [
        SigningParty(OWN_PARTY, fact.body.name, fact.body.trade_register_number)
        for fact in course.all(Tenderer, submission)
    ]
    parties += [
        SigningParty(fact.body.id, fact.body.name, fact.body.trade_register_number)
        for fact in _members(course, submission)
    ]
    return tuple(parties)


def _members(course: Course, submission: str) -> list[Fact[Party]]:
    return [fact for fact in course.all(Party, submission) if fact.body.role is PartyRole.MEMBER]


def _party_data_missing(course: Course, submission: str) -> Iterator[Missing]:
    """Of everybody who signs the name and number, and of a consortium its other members."""
    signing = signatories_of(course, submission)
    tenderer = course.last(Tenderer, submission)
    if tenderer is None:
        yield Missing("de gegevens van de inschrijver zijn niet vastgelegd", _PARTIES)
    elif tenderer.body.bid_form is BidForm.CONSORTIUM and len(signing) < 2:
        yield Missing("de andere combinanten zijn niet vastgelegd", SourceRef("inkoopdocument", "§5.4.2"))
    for party in signing:
        if not party.trade_register_number.strip():
            yield Missing(f"het KvK-nummer van {party.name} ontbreekt", _PARTIES)


def _undecided(course: Course, submission: str) -> Iterator[Missing]:
    undecided = undecided_parties(course, submission)
    for party in subcontractors(course, submission):
        if party.id in undecided:
            yield Missing(f"over toestemming voor {party.role.label} {party.name} is niet beslist", _CONSENT)


def tariffs_of(course: Course, product: str, day: date) -> tuple[PinnedTariff, ...]:
    """The tariffs of a product that hold on a day: of each unit and product code the last that began."""
    held: dict[tuple[str, str], PinnedTariff] = {}
    for tariff in sorted(course.definition.tariffs, key=lambda item: item.valid_from):
        if tariff.product == product and tariff.valid_from <= day:
            held[(tariff.unit, tariff.product_code)] = PinnedTariff(
                tariff.product,
                tariff.unit,
                tariff.amount,
                tariff.valid_from,
                tariff.product_code,
                tariff.example,
            )
    return tuple(held.values())


def _tariffs_missing(course: Course, awarded: tuple[OfferedProduct, ...], day: date) -> Iterator[Missing]:
    for item in awarded:
        if not tariffs_of(course, item.product, day):
            yield Missing(
                f"het tarief van {item.product} op {shown_day(day)} is niet geladen (wijziging-vastleggen, plaats "
                "tariffs; na de sluiting met een citaat)",
                _TARIFFS,
            )


def _documents(course: Course) -> tuple[tuple[PinnedDocument, ...], list[Missing]]:
    """Each tender document of the set, pinned; and what cannot be pinned, or not for sure."""
    pinned, missing = [], []
    for item in course.definition.signing:
        if not item.document:
            continue
        issued = in_force(
            course.all(TenderDocumentIssued), item.document, course.definition.procedure.closing_at
        )
        version = item.version or (issued.body.version if issued else "")
        same = issued is not None and version.casefold() == issued.body.version.casefold()
        sha256 = issued.body.sha256 if issued is not None and same else ""
        pinned.append(PinnedDocument(item.id, _titled(item), version, sha256, item.excluded))
        if not version:
            missing.append(
                Missing(
                    f"{_titled(item)} is niet geregistreerd (aanbestedingsdocument-vastleggen, letter {item.document})",
                    item.source,
                    item.implied,
                    item.notes,
                )
            )
        elif issued is not None and not same:
            missing.append(
                Missing(
                    f"{_titled(item)} is vastgezet op versie {version}, maar geregistreerd is versie "
                    f"{issued.body.version}; ga na of dat hetzelfde stuk is",
                    item.source,
                    True,
                    item.notes,
                )
            )
    if not course.definition.signing:
        missing.append(
            Missing("in de aanbesteding staat niet wat er wordt ondertekend ([[signing]])", _PARTIES)
        )
    return tuple(pinned), missing


def _titled(item: SigningItem) -> str:
    return f"Bijlage {item.document} {item.title}" if item.document else item.title


def _guarantees_missing(course: Course, submission: str) -> Iterator[Missing]:
    """Guarantees of parties that are not there (§5.4, N-46)."""
    for item in course.definition.signing:
        if item.document:
            continue
        for party, named in _asked_of(course, submission, item.when):
            if not _there(course, submission, item, party):
                yield Missing(f"{item.title} van {named} is er niet", item.source, item.implied, item.notes)


def _asked_of(course: Course, submission: str, when: SigningWhen) -> Iterator[tuple[str, str]]:
    """Id and name of each party of whom a part is asked."""
    tenderer = course.last(Tenderer, submission)
    name = tenderer.body.name if tenderer else submission
    if when is SigningWhen.ALWAYS:
        yield OWN_PARTY, name
    elif when is SigningWhen.GROUP:
        if tenderer is not None and tenderer.body.group_member:
            yield OWN_PARTY, name
    elif when is SigningWhen.MEMBERS:
        for fact in _members(course, submission):
            yield fact.body.id, f"combinant {fact.body.name}"
    else:
        for party in subcontractors(course, submission):
            if party.id in consented(course, submission):
                yield party.id, f"{party.role.label} {party.name}"


def _there(course: Course, submission: str, item: SigningItem, party: str) -> bool:
    """Whether the bid brought it, or it was accepted as evidence later."""
    subject = "" if party == OWN_PARTY else party
    assessed = course.assessment.of(submission)
    met = {
        (found.finding.key.requirement, found.finding.key.subject)
        for found in (assessed.findings if assessed else ())
        if found.finding.verdict is Verdict.MET
    }
    if item.requirements and all((requirement, subject) in met for requirement in item.requirements):
        return True
    return any(
        fact.body.accepted
        and fact.body.evidence in item.evidence
        and (fact.body.party == party or item.when is SigningWhen.GROUP)
        for fact in course.all(EvidenceJudged, submission)
    )
