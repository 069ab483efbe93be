from datetime import timedelta

import pytest

from inkoop_core.api.definition import Channel
from inkoop_core.domain.decision import Incident, ManualCheck
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.package import PackageAdmitted
from inkoop_core.domain.submission import PlatformAnswers
from inkoop_core.standard.intake import channel, no_incident, on_time, platform_answers
from inkoop_core.standard.manual import manual
from inkoop_core.testing.builders import (
    CLOSING,
    PACKAGE_FACT,
    SOURCE,
    a_case,
    a_definition,
    a_fact,
    a_package,
    a_requirement,
    only,
)

DEFINITION = a_definition(a_requirement("E1"))


@pytest.mark.parametrize(
    ("late_by", "verdict"),
    [
        (timedelta(days=-1), Verdict.MET),
        (timedelta(seconds=-1), Verdict.MET),
        (timedelta(0), Verdict.MET),
        (timedelta(seconds=1), Verdict.NOT_MET),
        (timedelta(days=1), Verdict.NOT_MET),
    ],
)
def test_a_bid_is_in_time_up_to_and_including_the_closing_instant(
    late_by: timedelta, verdict: Verdict
) -> None:
    case = a_case(received=a_package(received_at=CLOSING + late_by), definition=DEFINITION)
    finding = only(on_time(case, "E1"))
    assert finding.verdict is verdict
    assert finding.facts == (PACKAGE_FACT,)


def test_a_late_bid_is_explained_with_both_local_times() -> None:
    late = a_package(received_at=CLOSING + timedelta(seconds=1), content_read=False)
    text = only(on_time(a_case(received=late, definition=DEFINITION), "E1")).explanation
    assert "15-06-2026 10:00:01" in text
    assert "15-06-2026 10:00:00" in text
    assert "inschrijving.zip" in text


@pytest.mark.parametrize(
    ("late_by", "text"),
    [
        (timedelta(microseconds=1), "ontvangen op 15-06-2026 10:00:00,000001;"),
        (timedelta(milliseconds=400), "ontvangen op 15-06-2026 10:00:00,4;"),
        (timedelta(seconds=1), "ontvangen op 15-06-2026 10:00:01;"),
        (timedelta(seconds=1, milliseconds=400), "ontvangen op 15-06-2026 10:00:01;"),
    ],
)
def test_less_than_a_second_too_late_can_be_seen(late_by: timedelta, text: str) -> None:
    late = a_package(received_at=CLOSING + late_by, content_read=False)
    assert text in only(on_time(a_case(received=late, definition=DEFINITION), "E1")).explanation


def test_admission_does_not_make_a_late_bid_in_time_but_is_mentioned() -> None:
    late = a_package(received_at=CLOSING + timedelta(minutes=5))
    case = a_case(PackageAdmitted("storing bij het platform"), received=late, definition=DEFINITION)
    finding = only(on_time(case, "E1"))
    assert finding.verdict is Verdict.NOT_MET
    assert finding.explanation.endswith(
        "Het pakket is alleen toegelaten om te lezen (storing bij het platform); het blijft te laat."
    )
    assert finding.facts == (PACKAGE_FACT, 1)


def test_without_a_package_time_and_route_are_pending() -> None:
    case = a_case(package=False, definition=DEFINITION)
    assert only(on_time(case, "E1")).verdict is Verdict.PENDING
    assert only(channel(case, "E1")).verdict is Verdict.PENDING


@pytest.mark.parametrize(
    ("route", "verdict"),
    [
        ("TenderNed", Verdict.MET),
        ("tenderned", Verdict.MET),
        (" TenderNed ", Verdict.MET),
        ("procedure", Verdict.NOT_MET),
        ("klacht@voorbeeld.example", Verdict.NOT_MET),
        ("bibob@voorbeeld.example", Verdict.NOT_MET),
        ("e-mail", Verdict.NOT_MET),
        ("post", Verdict.NOT_MET),
        ("", Verdict.CLARIFY),
        (" ", Verdict.CLARIFY),
    ],
)
def test_a_bid_comes_by_the_platform_of_the_procedure(route: str, verdict: Verdict) -> None:
    case = a_case(received=a_package(channel=route), definition=DEFINITION)
    assert only(channel(case, "E1")).verdict is verdict


def test_the_address_of_the_procedure_channel_counts_as_the_platform() -> None:
    definition = a_definition(a_requirement("E1"), channels=(Channel("procedure", "Mercell", SOURCE),))
    case = a_case(received=a_package(channel="mercell"), definition=definition)
    assert only(channel(case, "E1")).verdict is Verdict.MET


def test_a_wrong_route_is_named_with_the_right_one() -> None:
    case = a_case(received=a_package(channel="post"), definition=DEFINITION)
    text = only(channel(case, "E1")).explanation
    assert "via post" in text
    assert "TenderNed" in text


def test_unanswered_questions_and_refused_conditions_are_named_together() -> None:
    case = a_case(PlatformAnswers(("Vraag 3",), conditions_accepted=False), definition=DEFINITION)
    finding = only(platform_answers(case, "E1"))
    assert finding.verdict is Verdict.NOT_MET
    assert "Vraag 3" in finding.explanation
    assert finding.explanation.endswith("aanvaard.")
    assert "voorwaarden" in finding.explanation


def test_answered_questions_meet_and_unrecorded_ones_wait() -> None:
    assert (
        only(platform_answers(a_case(PlatformAnswers(), definition=DEFINITION), "E1")).verdict is Verdict.MET
    )
    assert only(platform_answers(a_case(definition=DEFINITION), "E1")).verdict is Verdict.PENDING


def test_without_incident_the_contact_rule_is_met() -> None:
    assert only(no_incident(a_case(definition=DEFINITION), "E1")).verdict is Verdict.MET


def test_every_incident_is_a_finding_of_its_own() -> None:
    case = a_case(
        a_fact(Incident("belde een consulent", "de directeur"), "S-001/incident-1", 1),
        a_fact(Incident("mailde een wethouder", "een adviseur"), "S-001/incident-2", 2),
        definition=DEFINITION,
    )
    findings = tuple(no_incident(case, "E1"))
    assert [finding.key.subject for finding in findings] == ["incident-1", "incident-2"]
    assert {finding.verdict for finding in findings} == {Verdict.NOT_MET}
    assert "belde een consulent" in findings[0].explanation


def test_a_manual_check_waits_until_an_officer_has_looked_at_this_requirement() -> None:
    case = a_case(ManualCheck("E2", True, "akkoord"), definition=DEFINITION)
    assert only(manual(case, "E1")).verdict is Verdict.PENDING


@pytest.mark.parametrize(("met", "verdict"), [(True, Verdict.MET), (False, Verdict.NOT_MET)])
def test_a_manual_check_says_what_the_officer_found(met: bool, verdict: Verdict) -> None:
    case = a_case(ManualCheck("E1", met, "lettertype is te klein"), definition=DEFINITION)
    finding = only(manual(case, "E1"))
    assert finding.verdict is verdict
    assert finding.explanation == "lettertype is te klein"
    assert finding.facts == (1,)
