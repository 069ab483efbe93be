"""What must come from whom, what came in, and when: facts side by side, without a verdict."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from attrs import field, frozen

from inkoop_core.api.channels import is_procedure_channel
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.evidence import EvidenceKind, EvidenceRoute
from inkoop_core.api.requests import Asked, asked
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence
from inkoop_core.domain.letter import LetterSent
from inkoop_core.domain.moment import local_day
from inkoop_core.domain.party import OWN_PARTY, Party
from inkoop_core.domain.request import EvidenceJudged, EvidenceReceived, Request, RequestItem, RequestKind
from inkoop_core.domain.term import TermUnit, not_older_than

AT_BID = "inschrijving"
"""The reading of N-21 by which age counts on the day of the bid."""
AT_CLOSING = "bij-sluiting"
"""The reading of N-29 by which age counts on the day of the closing."""


@frozen
class EvidenceItem:
    """One piece of evidence of one party. consequence: what follows when it is not there or not in order."""

    kind: EvidenceKind
    party: str
    consequence: Consequence

    @property
    def subject(self) -> str:
        """The subject of the finding about it: `gva`, of another party `gva/lid-1`."""
        return evidence_subject(self.kind.id, self.party)


def evidence_subject(kind: str, party: str) -> str:
    """How a piece of evidence is called in a finding and in a request."""
    return kind if party == OWN_PARTY else f"{kind}/{party}"


def items_for(
    kinds: Iterable[EvidenceKind],
    parties: Iterable[Party],
    choices: Mapping[str, str],
    refused: Collection[str] = (),
) -> tuple[EvidenceItem, ...]:
    """Every piece of evidence that a bid needs (Annex I part 2, §5.4.1, §5.4.2).

    choices  the reading in force for each note: of N-47 whether subcontractors give more than their GVA
    refused  parties that take no part any more
    """
    others = [party for party in parties if party.id not in refused]
    found: list[EvidenceItem] = []
    for kind in kinds:
        if OWN_PARTY in kind.for_whom:
            found.append(EvidenceItem(kind, OWN_PARTY, kind.consequence))
        also = kind.also_for
        chosen = also is not None and choices.get(also.note) == also.reading
        for party in others:
            if party.role.value in kind.for_whom:
                found.append(EvidenceItem(kind, party.id, kind.consequence))
            elif also is not None and chosen and party.role.value in also.for_whom:
                found.append(EvidenceItem(kind, party.id, also.consequence))
    return tuple(found)


@frozen
class EvidenceFile:
    """Everything that stands about the evidence of one bid."""

    definition: TenderDefinition
    choices: Mapping[str, str]
    requests: tuple[Fact[Request], ...]
    letters: tuple[Fact[LetterSent], ...]
    received: tuple[Fact[EvidenceReceived], ...]
    judged: tuple[Fact[EvidenceJudged], ...]


@frozen
class EvidenceStatus:
    """One piece of evidence as it stands.

    requests   every request for it, told or not
    asked      the request told whose term counts; None: it was not asked yet
    in_time    came in by the procedure's channel, before the term ended or before anything was asked (N-02)
    first_told  when the first letter that asked it was sent (UTC); None: it was not asked yet
    weekend    came in after a last day in a weekend, on the working day after it at the latest (N-20)
    late       came in after that
    elsewhere  came in by another route: does not count (§1.2)
    judged     the last judgement, also of pieces that were replaced since
    """

    item: EvidenceItem
    requests: tuple[Fact[Request], ...]
    asked: Asked | None
    in_time: tuple[Fact[EvidenceReceived], ...]
    weekend: tuple[Fact[EvidenceReceived], ...]
    late: tuple[Fact[EvidenceReceived], ...]
    elsewhere: tuple[Fact[EvidenceReceived], ...]
    judged: Fact[EvidenceJudged] | None
    first_told: datetime | None

    usable: tuple[Fact[EvidenceReceived], ...] = field(init=False)
    """What may still prove it."""

    @usable.default
    def _usable(self) -> tuple[Fact[EvidenceReceived], ...]:
        return self.in_time + self.weekend

    @property
    def unjudged(self) -> tuple[Fact[EvidenceReceived], ...]:
        """What may still prove it and nobody looked at."""
        if self.judged is None:
            return self.usable
        body = self.judged.body
        return tuple(
            fact
            for fact in self.usable
            if fact.id not in body.receipts
            and not (fact.body.files and {file.sha256 for file in fact.body.files} <= set(body.files))
        )

    @property
    def all_received(self) -> tuple[Fact[EvidenceReceived], ...]:
        return self.in_time + self.weekend + self.late + self.elsewhere

    @property
    def came_early(self) -> bool:
        """Whether something that may still prove it came before anybody asked it (N-02)."""
        return any(self.first_told is None or fact.happened_at < self.first_told for fact in self.usable)

    @property
    def proof(self) -> tuple[Fact[EvidenceReceived], ...]:
        """The pieces of which the days count: those that the judgement names by their days, else all."""
        if self.judged is None or self.unjudged:
            return self.usable
        named = {
            name: day
            for name in ("issued", "valid_until")
            if (day := getattr(self.judged.body, name)) is not None
        }
        return tuple(
            fact
            for fact in self.usable
            if all(getattr(fact.body, name) == day for name, day in named.items())
        )

    def over(self, today: date) -> bool:
        """Whether nothing more can come in in time, also when a term that ends in a weekend goes on (N-20)."""
        return self.asked is not None and today > self.asked.working_day


def status_of(item: EvidenceItem, file: EvidenceFile) -> EvidenceStatus:
    """What was asked, came in and was judged of one piece of evidence.

    A repair of the finding on it gives its own term; a question about it gives none (domain rules 7.6).
    """
    requests = tuple(fact for fact in file.requests if _asks(fact.body, item, file.definition))
    told = [
        found
        for fact in requests
        if (found := asked(fact, file.letters, file.definition, file.choices)) is not None
    ]
    latest = _term_in_force(told)
    sorted_in: dict[str, list[Fact[EvidenceReceived]]] = {
        name: [] for name in ("in_time", "weekend", "late", "elsewhere")
    }
    for fact in sorted(file.received, key=lambda one: (one.happened_at, one.id)):
        if (fact.body.evidence, fact.body.party) == (item.kind.id, item.party):
            sorted_in[_place(fact, latest, file.definition)].append(fact)
    judged = [
        fact for fact in file.judged if (fact.body.evidence, fact.body.party) == (item.kind.id, item.party)
    ]
    return EvidenceStatus(
        item=item,
        requests=requests,
        asked=latest,
        in_time=tuple(sorted_in["in_time"]),
        weekend=tuple(sorted_in["weekend"]),
        late=tuple(sorted_in["late"]),
        elsewhere=tuple(sorted_in["elsewhere"]),
        judged=judged[-1] if judged else None,
        first_told=min((one.letter.happened_at for one in told), default=None),
    )


def _term_in_force(told: list[Asked]) -> Asked | None:
    """The first time that the evidence was asked: asking again gives no new term, a repair does."""
    evidence = [one for one in told if one.request.body.kind is RequestKind.EVIDENCE]
    others = [one for one in told if one.request.body.kind is RequestKind.REPAIR]
    first = sorted(evidence, key=lambda one: one.started_at)[:1]
    return max([*first, *others], key=lambda one: one.last_day, default=None)


def _asks(request: Request, item: EvidenceItem, definition: TenderDefinition) -> bool:
    return any(_asks_for(request.kind, one, item, definition) for one in request.items)


def _asks_for(
    kind: RequestKind, asked_for: RequestItem, item: EvidenceItem, definition: TenderDefinition
) -> bool:
    if kind is RequestKind.EVIDENCE:
        return (asked_for.id, asked_for.party) == (item.kind.id, item.party)
    requirement = definition.requirement_by_id.get(asked_for.id)
    about = requirement is not None and item.kind.id in requirement.evidence
    return about and asked_for.subject == item.subject and kind is RequestKind.REPAIR


def _place(fact: Fact[EvidenceReceived], term: Asked | None, definition: TenderDefinition) -> str:
    """Day 14 counts until its last second, local time; the first second after it is late (N-20)."""
    if not is_procedure_channel(fact.body.channel, definition):
        return "elsewhere"
    day = local_day(fact.happened_at)
    if term is None or day <= term.last_day:
        return "in_time"
    return "weekend" if day <= term.working_day else "late"


@frozen
class AgeLimit:
    """How old a piece may be at most. notes: of the kind or the route that sets it."""

    length: int
    unit: str
    notes: tuple[str, ...]


def age_limit(
    definition: TenderDefinition, kind: EvidenceKind, route: EvidenceRoute | None
) -> AgeLimit | None:
    """The limit of the route by which it is proved, else of its kind; None without one."""
    if route is not None and route.max_age:
        return AgeLimit(definition.whole(route.max_age), route.age_unit, route.notes)
    return AgeLimit(kind.max_age, kind.age_unit, kind.notes) if kind.max_age is not None else None


def young_enough(issued: date, on: date, limit: AgeLimit) -> bool:
    """Whether a piece that was issued on one day was not older than that on another (N-22: calendar months)."""
    return not_older_than(issued, on, limit.length, TermUnit(limit.unit))


def age_day(
    notes: Collection[str], choices: Mapping[str, str], receipt: date, bid: date, closing: date
) -> date:
    """The day on which age counts: of receipt, unless another reading of N-21 or N-29 was chosen."""
    chosen = {choices.get(note) for note in notes}
    if AT_BID in chosen:
        return bid
    return closing if AT_CLOSING in chosen else receipt


def notes_with(definition: TenderDefinition, notes: Iterable[str], *readings: str) -> tuple[str, ...]:
    """Those of the notes that have one of these readings: what they are about."""
    return tuple(
        note
        for note in notes
        if note in definition.notes
        and any(reading.id in readings for reading in definition.notes[note].readings)
    )
