"""Equal treatment: the same finding of two tenderers may not be ruled on differently without a reason (7.5, 7.6)."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence

from attrs import evolve, frozen

from inkoop_core.assessment.effects import allowed_outcomes
from inkoop_core.assessment.model import Assessed, Assessment
from inkoop_core.domain.decision import Ruling, RulingOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding, FindingKey, Verdict
from inkoop_core.domain.request import RequestKind

PARTY = "partij"
ASKING = (RulingOutcome.ASK, RulingOutcome.REPAIR)
_ASKED_AS = {
    RulingOutcome.ASK: RequestKind.CLARIFICATION,
    RulingOutcome.REPAIR: RequestKind.REPAIR,
}
_COUNTED = re.compile(r"-[0-9]+$")


@frozen
class Position:
    """What two tenderers share when they are in the same position.

    about  the sort of thing that the finding is about: "referentie", "product", "partij", "" the whole bid
    """

    requirement: str
    verdict: Verdict
    consequence: Consequence
    about: str


@frozen
class Asked:
    """What a tenderer was asked about a finding.

    kind     a question or a repair: two different chances
    heard    whether it had that chance: the request was sent, and was answered or its term is over
    finding  as it was when it was asked about; None where the request does not say
    """

    kind: RequestKind
    heard: bool
    finding: Finding | None = None


@frozen
class Treatment:
    """What was done about a finding.

    outcome  of the ruling that counts, None where there is none or it only asks
    asked    to clarify or to repair; None: neither
    heard    whether the tenderer had that chance
    """

    outcome: RulingOutcome | None
    asked: RequestKind | None
    heard: bool = False


@frozen
class Treated:
    """A finding of one tenderer with its position and what was done about it.

    past  the finding as it was when it was asked about; it is another one now, or is gone
    """

    finding: Finding
    position: Position
    treatment: Treatment
    ruling: Fact[Ruling] | None = None
    past: bool = False

    @property
    def submission(self) -> str:
        return self.finding.key.submission


Positions = Mapping[Position, Sequence[Treated]]


def positions(
    assessment: Assessment, asked: Mapping[FindingKey, Asked], parties: Container[tuple[str, str]]
) -> Positions:
    """Every finding that can be ruled on, by position, in the order of the submissions. Linear in the findings.

    What was asked about and was answered or repaired since is remembered in the position in which it was.

    asked    the findings about which the tenderer was asked to clarify or repair
    parties  submission and id of the other parties: their names differ, their place in a bid does not
    """
    found: dict[Position, list[Treated]] = {}
    here: set[tuple[FindingKey, Position]] = set()
    for item in assessment.submissions:
        for one in item.every_finding:
            if allowed_outcomes(one.finding):
                treated = _treated(one, asked.get(one.finding.key), parties)
                here.add((one.finding.key, treated.position))
                found.setdefault(treated.position, []).append(treated)
    for key, chance in asked.items():
        if chance.finding is None:
            continue
        position = position_of(chance.finding, parties)
        if (key, position) not in here:
            treatment = Treatment(None, chance.kind, chance.heard)
            found.setdefault(position, []).append(Treated(chance.finding, position, treatment, past=True))
    return found


def position_of(finding: Finding, parties: Container[tuple[str, str]]) -> Position:
    """The position of who has that finding."""
    return Position(
        finding.key.requirement, finding.verdict, finding.consequence, subject_kind(finding.key, parties)
    )


def _treated(item: Assessed, asked: Asked | None, parties: Container[tuple[str, str]]) -> Treated:
    ruling = None if item.stale else item.ruling
    before = Treatment(None, asked.kind if asked else None, asked is not None and asked.heard)
    treatment = treated_by(ruling.body.outcome if ruling else None, before)
    return Treated(item.finding, position_of(item.finding, parties), treatment, ruling)


def treated_by(outcome: RulingOutcome | None, before: Treatment) -> Treatment:
    """The treatment that a ruling gives to who was treated so before: one that asks decides nothing yet."""
    if outcome not in ASKING or outcome is None:
        return evolve(before, outcome=outcome)
    kind = _ASKED_AS[outcome]
    if before.asked is kind:
        return evolve(before, outcome=None)
    repaired = RequestKind.REPAIR in (before.asked, kind)
    return Treatment(None, RequestKind.REPAIR if repaired else kind, before.heard)


def subject_kind(key: FindingKey, parties: Container[tuple[str, str]]) -> str:
    """The sort of thing that a finding is about: without number, name of a party, or product."""
    return "/".join(_kind(part, key.submission, parties) for part in key.subject.split("/"))


def _kind(part: str, submission: str, parties: Container[tuple[str, str]]) -> str:
    if (submission, part) in parties:
        return PARTY
    name, colon, rest = part.partition(":")
    if colon and (submission, rest) in parties:
        return f"{_COUNTED.sub('', name)}:{PARTY}"
    return _COUNTED.sub("", name)


def differ(one: Treatment, other: Treatment) -> bool:
    """Whether two treatments of the same position are unequal.

    Two rulings that say different things; the one allowed to repair and the other only asked; or the one upheld at
    once where the other was asked first.
    """
    if one.outcome and other.outcome and one.outcome is not other.outcome:
        return True
    if one.asked and other.asked and one.asked is not other.asked:
        return True
    return (_upheld_at_once(one) and other.asked is not None) or (
        _upheld_at_once(other) and one.asked is not None
    )


def _upheld_at_once(treatment: Treatment) -> bool:
    return treatment.outcome is RulingOutcome.UPHOLD and not treatment.heard


def unequal_to(
    found: Positions, changes: Mapping[FindingKey, RulingOutcome]
) -> tuple[tuple[Treated, Treated], ...]:
    """What rulings would treat differently than another tenderer was: the finding as it would be, and that other.

    The rulings of `changes` are compared with those that stand, not with each other.
    """
    pairs: list[tuple[Treated, Treated]] = []
    for group in found.values():
        for item in group:
            if item.finding.key not in changes or item.past:
                continue
            now = evolve(item, treatment=treated_by(changes[item.finding.key], item.treatment))
            pairs += [
                (now, other)
                for other in _one_of_each(group, item.submission, changes)
                if differ(now.treatment, other.treatment)
            ]
    return tuple(pairs)


def _one_of_each(
    group: Iterable[Treated], submission: str, changes: Container[FindingKey]
) -> Iterable[Treated]:
    """Of others in the group the first of each treatment: there are a few treatments, however many tenderers."""
    firsts: dict[Treatment, Treated] = {}
    for other in group:
        if other.submission != submission and other.finding.key not in changes:
            firsts.setdefault(other.treatment, other)
    return firsts.values()


def unequal(found: Positions) -> tuple[tuple[Position, tuple[Treated, ...]], ...]:
    """The positions in which tenderers were treated differently, with everyone who is in them."""
    return tuple((position, tuple(group)) for position, group in found.items() if _is_unequal(group))


def _is_unequal(group: Sequence[Treated]) -> bool:
    by_treatment: dict[Treatment, set[str]] = {}
    for item in group:
        by_treatment.setdefault(item.treatment, set()).add(item.submission)
    kinds = list(by_treatment.items())
    return any(
        differ(one, other) and len(those | these) > 1
        for number, (one, those) in enumerate(kinds)
        for other, these in kinds[number + 1 :]
    )


def left_out(found: Positions, chosen: Container[FindingKey], kind: RequestKind) -> tuple[Treated, ...]:
    """Others in the position of a chosen finding who are not chosen and do not get the same chance.

    Nothing was ruled on them, and they were not asked, or were given the other chance.
    """
    others: list[Treated] = []
    for group in found.values():
        having = {item.submission for item in group if item.finding.key in chosen and not item.past}
        if having:
            others += [
                item
                for item in group
                if item.submission not in having
                and item.treatment.outcome is None
                and item.treatment.asked is not kind
                and not (item.past and kind is RequestKind.REPAIR)
            ]
    return tuple(others)
