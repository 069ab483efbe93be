"""A requirement that asks a person to look something up."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest

from inkoop_core.api.lookups import LookUpAbout, LookUpKind, LookUpResult, LookUpSort, Shows
from inkoop_core.api.rules import Case
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.lookup import LookUp
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import ReadSignature
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.submission import Reference, Signature, SigningMethod, SigningPower
from inkoop_core.standard.lookups import looked_up
from inkoop_core.standard.signing import signed
from inkoop_core.testing.builders import (
    HASH,
    a_case,
    a_definition,
    a_document,
    a_fact,
    a_kind,
    a_package,
    a_party,
    a_requirement,
    a_tenderer,
    an_observation,
    only,
)

RESULTS = (
    LookUpResult("ja", "komt overeen", Shows.CONFIRMS),
    LookUpResult("nee", "wijkt af", Shows.DIFFERS),
    LookUpResult("weet-niet", "niet te bepalen", Shows.INCONCLUSIVE),
)
SOURCE = SourceRef("eigen werkwijze", "voorbeeld")
REGISTER = LookUpKind(
    "register", "Register", LookUpSort.REGISTER, (LookUpAbout.TENDERER, LookUpAbout.PARTY), RESULTS, SOURCE
)
PAPER = LookUpKind("papier", "Papier", LookUpSort.OBSERVATION, (LookUpAbout.DOCUMENT,), RESULTS, SOURCE)
DONE = datetime(2026, 6, 12, 9, tzinfo=UTC)


def made(result: str = "ja", about: str = "tenderer", done: datetime = DONE, id: int = 1) -> Fact[Any]:
    kind = "papier" if about.startswith("uea") else "register"
    return attrs.evolve(a_fact(LookUp(kind, about, result, "voorbeeldregister"), id=id), happened_at=done)


def case_of(*bodies: Any, moment: datetime = DONE, **parameters: Any) -> Case:
    requirement = a_requirement("E1", "standard.looked-up", **({"lookup": "register"} | parameters))
    definition = a_definition(requirement, documents=(a_kind("uea"),), lookups=(REGISTER, PAPER))
    return a_case(*bodies, definition=definition, moment=Moment.at(moment))


def judged(*bodies: Any, moment: datetime = DONE, **parameters: Any) -> Any:
    return only(looked_up(case_of(*bodies, moment=moment, **parameters), "E1"))


@pytest.mark.parametrize(
    ("result", "verdict"),
    [
        ("ja", Verdict.MET),
        ("nee", Verdict.NOT_MET),
        ("weet-niet", Verdict.CLARIFY),
        ("onbekend", Verdict.CLARIFY),
    ],
)
def test_the_result_tells_the_verdict(result: str, verdict: Verdict) -> None:
    finding = judged(made(result))
    assert finding.verdict is verdict
    assert finding.facts == (1,)


def test_not_done_waits() -> None:
    assert judged().verdict is Verdict.PENDING
    assert judged(made(about="onderaannemer-1")).verdict is Verdict.PENDING


@pytest.mark.parametrize(
    ("max_age", "unit", "last"),
    [(14, "days", date(2026, 6, 26)), (6, "months", date(2026, 12, 12)), (0, "days", date(2026, 6, 12))],
)
def test_the_last_day_still_counts_and_the_next_does_not(max_age: int, unit: str, last: date) -> None:
    # 21:59 UTC is the last minute of a summer day in the Netherlands, 22:59 of a winter day.
    hour = 21 if last.month == 6 else 22
    end = datetime(last.year, last.month, last.day, hour, 59, 59, tzinfo=UTC)
    fine = judged(made(), moment=end, max_age=max_age, unit=unit)
    assert fine.verdict is Verdict.MET
    late = judged(made(), moment=end + timedelta(seconds=1), max_age=max_age, unit=unit)
    assert late.verdict is Verdict.PENDING
    assert f"bruikbaar tot en met {last:%d-%m-%Y}; opnieuw te doen" in late.explanation
    assert late.facts == (1,)


def test_without_a_maximum_age_it_stays_good() -> None:
    assert judged(made(), moment=DONE + timedelta(days=3000)).verdict is Verdict.MET


@pytest.mark.parametrize(("at", "verdict"), [("closing", Verdict.MET), ("now", Verdict.PENDING)])
def test_the_age_can_be_measured_at_the_closing(at: str, verdict: Verdict) -> None:
    # The definition of the builders closes on 15 June: three days after it was done.
    later = DONE + timedelta(days=60)
    assert judged(made(), moment=later, max_age=3, unit="days", at=at).verdict is verdict
    assert judged(made(), moment=later, max_age=2, unit="days", at=at).verdict is Verdict.PENDING


def test_the_age_can_be_measured_at_the_receipt() -> None:
    later = DONE + timedelta(days=60)
    package = a_package(received_at=DONE + timedelta(days=2))
    for max_age, verdict in ((2, Verdict.MET), (1, Verdict.PENDING)):
        case = case_of(package, made(), moment=later, max_age=max_age, unit="days", at="receipt")
        assert only(looked_up(case, "E1")).verdict is verdict


def test_each_party_is_looked_up_by_itself() -> None:
    bodies = (a_party("lid-1"), a_party("lid-2"), made(about="lid-1", id=3))
    found = {item.key.subject: item.verdict for item in looked_up(case_of(*bodies, about="each-party"), "E1")}
    assert found == {"lid-1": Verdict.MET, "lid-2": Verdict.PENDING}
    everyone = looked_up(case_of(*bodies, about="everyone"), "E1")
    assert [item.key.subject for item in everyone] == ["", "lid-1", "lid-2"]
    assert judged(about="each-party").verdict is Verdict.NOT_APPLICABLE


def test_each_reference_is_looked_up_by_itself() -> None:
    reference = Reference(1, ("KC1",), "Verzonnen", 12, date(2025, 1, 1), date(2025, 12, 31), True)
    finding = judged(reference, about="each-reference")
    assert (finding.key.subject, finding.verdict) == ("referentie-1", Verdict.PENDING)


def test_a_document_is_looked_at_only_where_it_is_in_the_bid() -> None:
    parameters: dict[str, Any] = {"lookup": "papier", "about": "document", "document": "uea"}
    assert judged(**parameters).verdict is Verdict.NOT_APPLICABLE
    assert judged(a_document("uea"), **parameters).key.subject == "uea"
    assert judged(made(about="uea"), a_document("uea"), **parameters).verdict is Verdict.MET


def test_several_look_ups_each_have_a_finding() -> None:
    findings = list(looked_up(case_of(made(), lookup=("register", "papier")), "E1"))
    assert [(item.key.subject, item.verdict) for item in findings] == [
        ("register", Verdict.MET),
        ("papier", Verdict.PENDING),
    ]


@pytest.mark.parametrize(
    "parameters",
    [
        {"max_age": True, "unit": "days"},
        {"max_age": -1, "unit": "days"},
        {"max_age": 3},
        {"max_age": 3, "unit": "uren"},
        {"max_age": 3, "unit": "days", "at": "ooit"},
        {"about": "iedereen"},
        {"lookup": ()},
    ],
)
def test_a_setting_that_says_nothing_is_named(parameters: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"parameters\."):
        judged(made(), **parameters)


def test_a_look_up_that_the_definition_does_not_have_is_named() -> None:
    with pytest.raises(KeyError, match="geen naslag 'waarzegger'"):
        judged(lookup="waarzegger")


def signature(power: SigningPower = SigningPower.SOLE, method: SigningMethod = SigningMethod.WET_SCAN) -> Any:
    return Signature("uea", method, ("A. Voorbeeld",), power)


def judged_signature(*bodies: Any, lookup: str, sound: bool = False, **parameters: Any) -> Any:
    seen = (ReadSignature("A. Voorbeeld", intact=True, trusted=True, changed_after=False),) if sound else ()
    definition = a_definition(
        a_requirement("E1", "standard.signed", document="uea", lookup=lookup, **parameters),
        documents=(a_kind("uea"),),
        lookups=(REGISTER, PAPER),
    )
    observed = an_observation("uea.pdf", signatures=seen)
    case = a_case(*bodies, a_document("uea"), observed, definition=definition, moment=Moment.at(DONE))
    return only(signed(case, "E1"))


@pytest.mark.parametrize(
    ("result", "verdict"), [("ja", Verdict.MET), ("nee", Verdict.NOT_MET), ("weet-niet", Verdict.CLARIFY)]
)
def test_a_signature_can_need_a_look_up_of_the_power(result: str, verdict: Verdict) -> None:
    assert judged_signature(signature(), lookup="register").verdict is Verdict.PENDING
    finding = judged_signature(made(result), signature(), lookup="register")
    assert finding.verdict is verdict
    assert 1 in finding.facts


def test_an_unknown_power_is_asked_about_before_any_look_up() -> None:
    unknown = signature(SigningPower.UNKNOWN)
    assert judged_signature(unknown, lookup="register").verdict is Verdict.CLARIFY


def test_only_of_a_wet_signature_there_is_paper_to_see() -> None:
    assert judged_signature(signature(), lookup="papier").verdict is Verdict.PENDING
    assert judged_signature(made(about="uea"), signature(), lookup="papier").verdict is Verdict.MET
    digital = signature(method=SigningMethod.DIGITAL)
    assert judged_signature(digital, lookup="papier", sound=True).verdict is Verdict.MET
    assert judged_signature(digital, lookup="register", sound=True).verdict is Verdict.PENDING


def test_a_look_up_beside_a_signature_can_be_too_old() -> None:
    old = made(done=DONE - timedelta(days=8))
    finding = judged_signature(old, signature(), lookup="register", max_age=7, unit="days")
    assert finding.verdict is Verdict.PENDING
    assert "opnieuw te doen" in finding.explanation


@pytest.mark.parametrize(
    ("then", "verdict"),
    [
        ({}, Verdict.MET),
        ({"about_name": "VOORBEELDZORG bv", "about_number": "00000001"}, Verdict.PENDING),
        ({"about_name": "voorbeeldzorg b.v."}, Verdict.MET),
        ({"about_name": "Voorbeeldzorg B.V.", "about_number": "00000002"}, Verdict.PENDING),
        ({"about_name": "Andere Naam", "about_number": "00000001"}, Verdict.PENDING),
        ({"about_name": "Voorbeeldzorg B.V.", "about_number": "00000001"}, Verdict.MET),
    ],
)
def test_a_look_up_of_what_stood_there_before_is_to_be_made_again(
    then: dict[str, str], verdict: Verdict
) -> None:
    fact = made()
    finding = judged(a_tenderer(), attrs.evolve(fact, body=attrs.evolve(fact.body, **then), id=2))
    assert finding.verdict is verdict
    assert ("stond; doe het opnieuw" in finding.explanation) is (verdict is Verdict.PENDING)


def test_a_look_at_another_file_is_to_be_made_again() -> None:
    parameters: dict[str, Any] = {"lookup": "papier", "about": "document", "document": "uea"}
    fact = made(about="uea", id=2)
    for sha256, verdict in ((HASH, Verdict.MET), ("1" * 64, Verdict.PENDING)):
        looked = attrs.evolve(fact, body=attrs.evolve(fact.body, about_sha256=sha256))
        assert judged(a_document("uea"), looked, **parameters).verdict is verdict
