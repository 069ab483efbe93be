"""Step 5: the evidence of provisional winners."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Consequence, Finding, Verdict
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.party import PartyRole
from inkoop_core.standard.evidence import evidence
from inkoop_core.testing.builders import a_case, a_fact, a_party
from inkoop_core.testing.evidence import (
    a_letter,
    a_request,
    an_award_decision,
    judged_evidence,
    received_evidence,
)

MUST, MAY, REFUSE = Consequence.MUST_REJECT, Consequence.MAY_REJECT, Consequence.REFUSE_PARTY
LAST_SECOND = datetime(2026, 7, 27, 21, 59, 59, tzinfo=UTC)
NEXT_SECOND = datetime(2026, 7, 27, 22, 0, tzinfo=UTC)
LATER = datetime(2026, 8, 10, 8, tzinfo=UTC)
SUB = a_fact(a_party("onderaannemer-1"), "S-001/onderaannemer-1", 10)

Find = Callable[..., Finding]


@pytest.fixture
def find(definition: TenderDefinition) -> Find:
    """The finding about one piece of evidence of a bid that was asked for it."""

    def finding(requirement: str, subject: str, *facts: Any, on: datetime = LATER, **more: Any) -> Finding:
        case: Case = a_case(
            an_award_decision(),
            a_request(subject),
            a_letter(),
            *facts,
            definition=definition,
            moment=Moment.at(on),
            **more,
        )
        (found,) = [one for one in evidence(case, requirement) if one.key.subject == subject]
        return found

    return finding


@pytest.mark.requirement("VER-03")
@pytest.mark.parametrize(
    ("kind", "consequence", "paragraph"),
    [
        ("gva", MUST, "§3.3, bijlage I deel 2"),
        ("belastingverklaring", MUST, "§3.3, bijlage I deel 2"),
        ("kvk-uittreksel", MUST, "§3.3, bijlage I deel 2"),
        ("polis", MAY, "§3.4 Nr 1, bijlage I deel 2"),
        ("kwaliteit", MAY, "§3.4 Nr 3, bijlage I deel 2"),
        ("klachtenregeling", MAY, "§3.4 Nr 4, bijlage I deel 2"),
        ("medezeggenschapsregeling", MAY, "§3.4 Nr 5, bijlage I deel 2"),
    ],
)
def test_day_14_is_in_time_and_day_15_has_the_consequence_of_that_evidence(
    find: Find, kind: str, consequence: Consequence, paragraph: str
) -> None:
    quality: dict[str, Any] = {"route": "A", "certificate": "HKZ 143", "valid_until": date(2030, 1, 1)}
    changes = quality if kind == "kwaliteit" else {}
    judged = judged_evidence(kind, route="A" if changes else "")
    in_time = find("VER-03", kind, received_evidence(kind, LAST_SECOND, **changes), judged)
    assert in_time.verdict is Verdict.MET
    late = find("VER-03", kind, received_evidence(kind, NEXT_SECOND, **changes), judged)
    assert (late.verdict, late.consequence, late.source.paragraph) == (
        Verdict.NOT_MET,
        consequence,
        paragraph,
    )


@pytest.mark.parametrize(
    ("kind", "oldest", "too_old"),
    [
        ("gva", date(2024, 7, 27), date(2024, 7, 26)),
        ("belastingverklaring", date(2026, 1, 27), date(2026, 1, 26)),
        ("kvk-uittreksel", date(2026, 1, 27), date(2026, 1, 26)),
    ],
)
def test_the_age_counts_in_calendar_months_on_the_day_of_receipt(
    find: Find, kind: str, oldest: date, too_old: date
) -> None:
    judged = judged_evidence(kind)
    assert (
        find("VER-03", kind, received_evidence(kind, LAST_SECOND, issued=oldest), judged).verdict
        is Verdict.MET
    )
    old = find("VER-03", kind, received_evidence(kind, LAST_SECOND, issued=too_old), judged)
    assert old.verdict is Verdict.NOT_MET
    assert "N-21" in old.notes


@pytest.mark.requirement("SUB-05")
def test_without_a_declaration_in_time_a_subcontractor_is_refused(find: Find) -> None:
    subject = "gva-onderaannemer/onderaannemer-1"
    judged = judged_evidence(subject)
    met = find("SUB-05", subject, SUB, received_evidence(subject, LAST_SECOND), judged)
    assert met.verdict is Verdict.MET
    late = find("SUB-05", subject, SUB, received_evidence(subject, NEXT_SECOND), judged)
    assert (late.verdict, late.consequence) == (Verdict.NOT_MET, REFUSE)
    assert late.source.paragraph == "§5.4.1, §3.3, bijlage I deel 2"


def subjects(definition: TenderDefinition, requirement: str, role: PartyRole, **more: Any) -> list[str]:
    party = a_fact(a_party("p", role), "S-001/p", 10)
    case = a_case(an_award_decision(), party, definition=definition, **more)
    return [one.key.subject for one in evidence(case, requirement)]


def test_who_gives_which_evidence(definition: TenderDefinition) -> None:
    own = ["gva", "belastingverklaring", "kvk-uittreksel", "polis", "kwaliteit", "klachtenregeling"]
    own.append("medezeggenschapsregeling")
    member = subjects(definition, "VER-03", PartyRole.MEMBER)
    assert [one for one in member if one.endswith("/p")] == [
        "gva/p",
        "belastingverklaring/p",
        "kvk-uittreksel/p",
    ]
    assert [one for one in member if "/" not in one] == own
    for role in (PartyRole.SUBCONTRACTOR, PartyRole.COOPERATIVE_MEMBER):
        assert subjects(definition, "VER-03", role) == own
        assert subjects(definition, "SUB-05", role) == ["gva-onderaannemer/p"]
    chosen = subjects(definition, "VER-03", PartyRole.SUBCONTRACTOR, choices={"N-47": "alle-drie"})
    assert [one for one in chosen if "/" in one] == ["belastingverklaring/p", "kvk-uittreksel/p"]
    assert subjects(definition, "SUB-05", PartyRole.RELIED_ON) == [""]


def test_a_quality_plan_has_all_five_subjects(definition: TenderDefinition) -> None:
    (quality,) = [kind for kind in definition.evidence if kind.id == "kwaliteit"]
    points = [point.id for point in quality.points("B")]
    assert points == [
        "maatregelen",
        "a-visie",
        "b-beleid",
        "c-borging",
        "d-leren",
        "e-klachten",
        "auditverklaring",
    ]
    assert [point.id for point in quality.points("A")] == ["certificaat"]


def test_a_piece_about_the_power_of_who_signed_is_the_extract(definition: TenderDefinition) -> None:
    with_signatures = [
        kind.id for kind in definition.evidence if any(point.signatures for point in kind.must_state)
    ]
    assert with_signatures == ["kvk-uittreksel"]
