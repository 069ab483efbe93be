"""Correcting and withdrawing facts, own checks, incidents, and when they were recorded."""

from datetime import timedelta
from typing import Any

import pytest

from inkoop_core.domain.decision import Amendment, Incident, ManualCheck, ScoringClosed
from inkoop_core.domain.package import Observation, PackageReceived
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.submission import Offer
from inkoop_core.errors import CommandError, Conflict, NotPermitted, Refused, Unknown


def correct(office: Any, fact: int, field: str, value: str, **more: Any) -> Any:
    fields = {"fact": fact, "field": field, "value": value, "reason": "handelsregister"}
    return office.do("anna", "feit-corrigeren", **(fields | more))


@pytest.fixture
def submission(office: Any) -> str:
    found: str = office.take_in()
    return found


@pytest.fixture
def tenderer(office: Any, submission: str) -> int:
    found: int = office.fact(submission, Tenderer).id
    return found


def test_a_correction_tells_beforehand_which_findings_turn(office: Any, tenderer: int) -> None:
    fields = {"fact": tenderer, "field": "agb_code", "value": '"1"', "reason": "formulier"}
    told = office.do("anna", "feit-corrigeren", dry_run=True, **fields).text
    assert "S-001 PROEF: voldoet → voldoet niet" in told
    assert office.fact("S-001", Tenderer).id == tenderer


def test_a_correction_that_turns_nothing_says_so(office: Any, tenderer: int) -> None:
    assert "Geen enkele bevinding verandert." in correct(office, tenderer, "employees", "12").text


def test_a_corrected_fact_replaces_the_old_one_which_stays_in_the_file(office: Any, tenderer: int) -> None:
    correct(office, tenderer, "agb_code", '"00000009"')
    fact = office.fact("S-001", Tenderer)
    assert (fact.body.agb_code, fact.replaces, fact.by) == ("00000009", tenderer, "anna")
    shown = office.rows("feiten", kind="tenderer", all=True)
    assert [row["fact"] for row in shown] == [tenderer, fact.id]
    assert [row["fact"] for row in office.rows("feiten", kind="tenderer")] == [fact.id]


def test_a_correction_happened_when_the_old_fact_did(office: Any, tenderer: int) -> None:
    before = office.fact("S-001", Tenderer).happened_at
    correct(office, tenderer, "employees", "12")
    assert office.fact("S-001", Tenderer).happened_at == before


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("onzin", "1", "field: 'onzin' bestaat niet; velden: name,"),
        ("employees", '"veel"', "value: verwacht een geheel getal"),
        ("employees", "veel", "is geen TOML-waarde"),
        ("employees", "1\nname = 'x'", "is geen TOML-waarde"),
        ("legal_form", '"stam"', "is geen keuze"),
    ],
)
def test_a_wrong_field_or_value_is_told(
    office: Any, tenderer: int, field: str, value: str, told: str
) -> None:
    with pytest.raises(CommandError, match=told):
        correct(office, tenderer, field, value)


@pytest.mark.parametrize(
    ("body", "field", "value", "told"),
    [
        (Tenderer, "employees", "-1", "employees: -1 is negatief"),
        (Tenderer, "turnover", "-5", "turnover: -5 is negatief"),
        (Tenderer, "name", '" "', "name: is leeg"),
        (Offer, "products", '[{product = "P9"}]', "products: 'P9' is onbekend; bekend zijn: P1"),
        (Offer, "products", '[{product = "P1", variants = ["x"]}]', "variant van P1: 'x' is onbekend"),
        (Offer, "products", '[{product = "P1"}, {product = "P1"}]', "komt 2 keer voor"),
    ],
)
def test_a_correction_meets_the_same_checks_as_an_intake(
    office: Any, submission: str, body: type, field: str, value: str, told: str
) -> None:
    before = office.fact(submission, body)
    with pytest.raises(CommandError, match=told):
        correct(office, before.id, field, value)
    assert office.fact(submission, body) == before


def test_no_employees_at_all_is_no_negative_number(office: Any, submission: str, tenderer: int) -> None:
    correct(office, tenderer, "employees", "0")
    assert office.fact(submission, Tenderer).body.employees == 0


def test_a_correction_to_the_same_value_is_refused(office: Any, tenderer: int) -> None:
    with pytest.raises(Refused, match="al die waarde"):
        correct(office, tenderer, "agb_code", '"00000001"')


def test_a_correction_needs_a_reason(office: Any, tenderer: int) -> None:
    with pytest.raises(CommandError, match="geef een reden"):
        correct(office, tenderer, "employees", "3", reason=" ")


def test_a_fact_that_was_replaced_cannot_be_corrected_again(office: Any, tenderer: int) -> None:
    correct(office, tenderer, "employees", "12")
    with pytest.raises(Conflict, match=rf"feit {tenderer} is intussen vervangen: anna legde op 16-06-2026"):
        correct(office, tenderer, "employees", "13")


def test_a_fact_that_is_not_there_cannot_be_corrected(office: Any) -> None:
    with pytest.raises(Unknown, match="feit 9999 bestaat niet"):
        correct(office, 9999, "employees", "12")


def test_only_an_adviser_corrects(office: Any, tenderer: int) -> None:
    with pytest.raises(NotPermitted):
        office.do("bram", "feit-corrigeren", fact=tenderer, field="employees", value="1", reason="x")


@pytest.mark.parametrize("body", [PackageReceived, Observation])
def test_what_was_received_or_read_is_not_typed_over(office: Any, submission: str, body: type) -> None:
    fact = next(fact for fact in office.desk.state("klein-2026").facts(body) if fact.submission == submission)
    with pytest.raises(Refused, match="wordt niet overgetypt"):
        office.do("anna", "feit-intrekken", fact=fact.id, reason="weg ermee")


def test_an_amendment_cannot_be_changed_by_correcting_its_fact(office: Any) -> None:
    office.do(
        "anna",
        "wijziging-vastleggen",
        path="parameters.proef_cijfers.value",
        value="7",
        reason="nota",
        source="NvI 1",
    )
    office.clock.instant = office.after
    (fact,) = office.desk.state("klein-2026").facts(Amendment)
    with pytest.raises(Refused, match="wordt niet overgetypt"):
        correct(office, fact.id, "value", '"9"')
    with pytest.raises(Refused, match="wordt niet overgetypt"):
        office.do("anna", "feit-intrekken", fact=fact.id, reason="toch niet")


def test_a_closed_round_of_scores_cannot_be_taken_back(office: Any) -> None:
    office.do("dirk", "scoreronde-sluiten", reason="klaar")
    (fact,) = office.desk.state("klein-2026").facts(ScoringClosed)
    with pytest.raises(Refused, match="wordt niet overgetypt"):
        office.do("anna", "feit-intrekken", fact=fact.id, reason="toch niet")


def test_a_withdrawn_fact_is_gone_and_tells_which_findings_turn(office: Any, tenderer: int) -> None:
    done = office.do("anna", "feit-intrekken", fact=tenderer, reason="van een ander pakket")
    assert "S-001 PROEF: voldoet → wacht op gegevens" in done.text
    assert office.desk.state("klein-2026").facts(Tenderer) == ()


# --- own checks


def test_an_own_check_is_recorded_and_replaced(office: Any, submission: str) -> None:
    for met, verdict in ((False, "not-met"), (True, "met")):
        office.do(
            "anna",
            "toets-vastleggen",
            submission=submission,
            requirement="HAND",
            met=met,
            explanation="gezien",
        )
        assert office.finding(submission, "HAND").finding.verdict.value == verdict


def test_an_own_check_that_was_withdrawn_can_be_made_again(office: Any, submission: str) -> None:
    fields = {"submission": submission, "requirement": "HAND", "met": True, "explanation": "gezien"}
    office.do("anna", "toets-vastleggen", **fields)
    office.do("anna", "feit-intrekken", fact=office.fact(submission, ManualCheck).id, reason="verkeerd stuk")
    assert office.finding(submission, "HAND").finding.verdict.value == "pending"
    office.do("anna", "toets-vastleggen", **fields)
    assert office.finding(submission, "HAND").finding.verdict.value == "met"


def test_an_own_check_is_made_again_and_not_typed_over(office: Any, submission: str) -> None:
    fields = {"submission": submission, "requirement": "HAND", "met": False, "explanation": "gezien"}
    office.do("anna", "toets-vastleggen", **fields)
    fact = office.fact(submission, ManualCheck).id
    for field, value in (("requirement", '"TIJD"'), ("met", "true")):
        with pytest.raises(Refused, match="een eigen toets wordt niet overgetypt"):
            correct(office, fact, field, value)


def test_what_a_rule_judges_is_not_checked_by_hand(office: Any, submission: str) -> None:
    fields = {"submission": submission, "requirement": "PROEF", "met": True, "explanation": "gezien"}
    with pytest.raises(Refused, match="door een regel getoetst"):
        office.do("anna", "toets-vastleggen", **fields)
    with pytest.raises(Unknown, match="eis 'ONZIN' bestaat niet"):
        office.do("anna", "toets-vastleggen", **(fields | {"requirement": "ONZIN"}))


# --- incidents and the two times


def report(office: Any, submission: str, days: int, **more: Any) -> Any:
    return office.do(
        "anna",
        "incident-melden",
        submission=submission,
        what="belde de wethouder",
        by_whom="de directeur",
        happened_at=office.clock.instant - timedelta(days=days),
        **more,
    )


def test_an_incident_gives_a_finding_of_its_own(office: Any, submission: str) -> None:
    report(office, submission, 1)
    report(office, submission, 2)
    subjects = [
        item.finding.key.subject
        for item in office.assessed(submission).findings
        if item.finding.key.requirement == "CONTACT"
    ]
    assert subjects == ["incident-1", "incident-2"]


def test_after_a_withdrawn_incident_the_next_one_gets_a_new_number(office: Any, submission: str) -> None:
    report(office, submission, 1)
    report(office, submission, 2)
    first = office.desk.state("klein-2026").facts(Incident)[0]
    office.do("anna", "feit-intrekken", fact=first.id, reason="vergissing")
    report(office, submission, 3)
    subjects = [fact.subject for fact in office.desk.state("klein-2026").facts(Incident)]
    assert subjects == ["S-001/incident-2", "S-001/incident-3"]


def test_a_fact_of_two_weeks_ago_needs_no_reason(office: Any, submission: str) -> None:
    report(office, submission, 14)
    assert office.rows("tijdsverschillen") == []


def test_a_fact_of_fifteen_days_ago_needs_a_reason_and_is_listed(office: Any, submission: str) -> None:
    with pytest.raises(CommandError, match=r"15 dagen geleden \(gewoon is ten hoogste 14\); geef een reden"):
        report(office, submission, 15)
    report(office, submission, 15, timing_reason="pas nu door de gemeente gemeld")
    (row,) = office.rows("tijdsverschillen")
    assert (row["kind"], row["reason"]) == ("incident", "pas nu door de gemeente gemeld")
    assert row["happened_at"] < row["recorded_at"]


def test_a_fact_that_has_yet_to_happen_needs_a_reason_and_is_not_seen_before_it_does(
    office: Any, submission: str
) -> None:
    with pytest.raises(CommandError, match="ligt in de toekomst"):
        report(office, submission, -3)
    report(office, submission, -3, timing_reason="aangekondigd gesprek")
    assert len(office.rows("tijdsverschillen")) == 1
    assert office.finding(submission, "CONTACT").finding.verdict.value == "met"
    office.clock.instant += timedelta(days=4)
    assert office.finding(submission, "CONTACT").finding.verdict.value == "not-met"


def test_a_reason_for_a_usual_time_is_not_listed(office: Any, submission: str) -> None:
    report(office, submission, 1, timing_reason="overbodig")
    assert office.rows("tijdsverschillen") == []


def test_a_late_correction_is_explained_by_its_own_reason(office: Any, submission: str) -> None:
    report(office, submission, 1)
    office.clock.instant += timedelta(days=30)
    fact = office.fact(submission, Incident).id
    correct(office, fact, "by_whom", '"de bestuurder"', reason="verslag van het gesprek")
    assert office.fact(submission, Incident).body.by_whom == "de bestuurder"
    (row,) = office.rows("tijdsverschillen")
    assert row["reason"] == "verslag van het gesprek"


def test_the_reason_of_a_correction_is_kept(office: Any, tenderer: int) -> None:
    correct(office, tenderer, "employees", "12", reason="jaarrekening 2025")
    assert [row["reason"] for row in office.rows("feiten", kind="tenderer")] == ["jaarrekening 2025"]
