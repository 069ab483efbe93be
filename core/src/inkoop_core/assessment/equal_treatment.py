"""Equal treatment: the same finding of two tenderers may not be ruled on differently without a reason (7.5, 7.6)."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence

from attrs import evolve, frozen

from inkoop_core.assessment.effects import allowed_outcomes
from inkoop_core.assessment.model import Assessed, Assessment
from inkoop_core.domain.decision import Ruling, RulingOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding, FindingKey, Verdict

PARTY = "partij"
ASKING = (RulingOutcome.ASK, RulingOutcome.REPAIR)
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
class Treatment:
    """What was done about a finding. outcome: of the ruling that counts, None where there is none or it only asks."""

    outcome: RulingOutcome | None
    asked: bool


@frozen
class Treated:
    """A finding of one tenderer with its position and what was done about it."""

    finding: Finding
    position: Position
    treatment: Treatment
    ruling: Fact[Ruling] | None = None

    @property
    def submission(self) -> str:
        return self.finding.key.submission


Positions = Mapping[Position, Sequence[Treated]]


def positions(
    assessment: Assessment, asked: Container[FindingKey], parties: Container[tuple[str, str]]
) -> Positions:
    """Every finding that can be ruled on, by position, in the order of the submissions. Linear in the findings.

    asked    the findings about which the tenderer was asked to clarify or repair
    parties  submission and id of the other parties: their names differ, their place in a bid does not
    """
    found: dict[Position, list[Treated]] = {}
    for item in assessment.submissions:
        for one in item.every_finding:
            if allowed_outcomes(one.finding):
                treated = _treated(one, one.finding.key in asked, parties)
                found.setdefault(treated.position, []).append(treated)
    return found


def _treated(item: Assessed, asked: bool, parties: Container[tuple[str, str]]) -> Treated:
    finding = item.finding
    position = Position(
        finding.key.requirement,
        finding.verdict,
        finding.consequence,
        subject_kind(finding.key, parties),
    )
    ruling = None if item.stale else item.ruling
    return Treated(finding, position, treated_by(ruling.body.outcome if ruling else None, asked), ruling)


def treated_by(outcome: RulingOutcome | None, asked: bool) -> Treatment:
    """The treatment that a ruling gives: one that asks decides nothing yet."""
    return Treatment(None if outcome in ASKING else outcome, asked or outcome in ASKING)


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

    Two rulings that say different things; or the one upheld at once where the other was asked first.
    """
    if one.outcome and other.outcome and one.outcome is not other.outcome:
        return True
    return (_upheld_at_once(one) and other.asked) or (_upheld_at_once(other) and one.asked)


def _upheld_at_once(treatment: Treatment) -> bool:
    return treatment.outcome is RulingOutcome.UPHOLD and not treatment.asked


def unequal_to(
    found: Positions, changes: Mapping[FindingKey, RulingOutcome]
) -> tuple[tuple[Treated, Treated], ...]:
    """What rulings would treat differently than another tenderer was: the finding as it would be, and that other.

    The rulings of `changes` are compared with those that stand, not with each other.
    """
    pairs: list[tuple[Treated, Treated]] = []
    for group in found.values():
        for item in group:
            if item.finding.key not in changes:
                continue
            now = evolve(item, treatment=treated_by(changes[item.finding.key], item.treatment.asked))
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


def left_out(found: Positions, chosen: Container[FindingKey]) -> tuple[Treated, ...]:
    """Others in the position of a chosen finding about which nothing was ruled or asked yet, and who are not chosen."""
    others: list[Treated] = []
    for group in found.values():
        having = {item.submission for item in group if item.finding.key in chosen}
        if having:
            others += [
                item
                for item in group
                if item.submission not in having and item.treatment == Treatment(None, asked=False)
            ]
    return tuple(others)
