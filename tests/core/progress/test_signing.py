from typing import Any

import pytest
from attrs import evolve

from inkoop_core.domain.agreement import AgreementSigned, Side, SigningParty, SigningSet
from inkoop_core.domain.course import CourseChange, CourseChanged, DefinitiveAward
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.proceedings import Judgment, Proceedings, RulingOfCourt
from inkoop_core.domain.submission import OfferedProduct, SigningMethod, SigningPower
from inkoop_core.progress.signing import AgreementState, AgreementStatus, agreement_of, agreements_of
from inkoop_core.testing.builders import HASH, a_document
from inkoop_core.testing.courses import AGREEMENT, Story, local

AWARDED = "2026-09-01T09:00"
PREPARED = "2026-09-02T09:00"
LATE = "2026-09-20T09:00"
LEAD = SigningParty("tenderer", "Voorbeeldzorg", "00000001")
MEMBER = SigningParty("lid", "Voorbeeldlid", "00000002")


def prepared(*parties: SigningParty) -> tuple[Story, Fact[SigningSet]]:
    story = Story()
    product = (OfferedProduct("ib1"),)
    award = story.add(DefinitiveAward(1, product, "voldoet", "mandaat", ()), "S-001/definitief", AWARDED)
    body = SigningSet(
        award.id,
        product,
        AGREEMENT.first_day,
        AGREEMENT.first_day,
        AGREEMENT.last_day,
        (),
        signatories=parties or (LEAD,),
    )
    return story, story.add(body, "S-001/overeenkomst", PREPARED)


def sign(story: Story, on: Fact[SigningSet] | None, side: Side, at: str, **changes: Any) -> None:
    body = AgreementSigned(
        side,
        on.id if on else 0,
        f"Voorbeeldpersoon {side.label}",
        SigningPower.SOLE,
        SigningMethod.DIGITAL,
        "mandaat",
    )
    number = len(story.facts)
    story.add(evolve(body, **changes), f"S-001/overeenkomst/{side.label}-{number}", at)


def status_of(story: Story) -> AgreementStatus:
    return agreement_of(story.course(LATE), "S-001")


def test_the_agreement_exists_from_the_moment_that_the_second_side_signed() -> None:
    story, made = prepared()
    assert status_of(story).state is AgreementState.TO_SIGN
    sign(story, made, Side.CONTRACTOR, "2026-09-10T09:00")
    assert status_of(story).state is AgreementState.PARTLY_SIGNED
    assert status_of(story).open == ("ondertekening door de opdrachtgever",)
    sign(story, made, Side.CLIENT, "2026-09-11T09:00")
    status = status_of(story)
    assert status.state is AgreementState.EXISTS
    assert status.since == local("2026-09-11T09:00")
    assert status.open == ()


def test_a_third_signature_does_not_move_the_day_of_the_agreement() -> None:
    story, made = prepared()
    sign(story, made, Side.CONTRACTOR, "2026-09-10T09:00")
    sign(story, made, Side.CLIENT, "2026-09-11T09:00")
    sign(story, made, Side.CLIENT, "2026-09-12T09:00", signatory="Voorbeeldpersoon Twee")
    assert status_of(story).since == local("2026-09-11T09:00")


@pytest.mark.parametrize(
    ("second", "exists"), [("", False), ("VOORBEELDPERSOON  een", False), ("Twee", True)]
)
def test_joint_power_needs_two_different_persons(second: str, exists: bool) -> None:
    story, made = prepared()
    sign(story, made, Side.CLIENT, "2026-09-09T09:00")
    joint = {"power": SigningPower.JOINT}
    sign(story, made, Side.CONTRACTOR, "2026-09-10T09:00", signatory="Voorbeeldpersoon Een", **joint)
    if second:
        sign(story, made, Side.CONTRACTOR, "2026-09-11T09:00", signatory=second, **joint)
    status = status_of(story)
    assert (status.state is AgreementState.EXISTS) is exists
    if not exists:
        assert status.open == (
            "tweede ondertekenaar van Voorbeeldzorg: Voorbeeldpersoon Een is alleen gezamenlijk bevoegd",
        )


@pytest.mark.parametrize(
    ("mandate", "sha256", "in_bid", "exists"),
    [
        ("volmacht", HASH, False, True),
        ("volmacht", "", True, True),
        ("volmacht", "", False, False),
        ("", HASH, True, False),
    ],
)
def test_an_attorney_needs_a_power_of_attorney_that_is_there(
    mandate: str, sha256: str, in_bid: bool, exists: bool
) -> None:
    story, made = prepared()
    if in_bid:
        story.add(a_document("machtiging"), "S-001/machtiging.pdf", AWARDED)
    sign(story, made, Side.CLIENT, "2026-09-09T09:00")
    sign(
        story,
        made,
        Side.CONTRACTOR,
        "2026-09-10T09:00",
        power=SigningPower.ATTORNEY,
        mandate=mandate,
        mandate_sha256=sha256,
    )
    assert (status_of(story).state is AgreementState.EXISTS) is exists


def test_unknown_power_binds_nobody() -> None:
    story, made = prepared()
    sign(story, made, Side.CONTRACTOR, "2026-09-09T09:00")
    sign(story, made, Side.CLIENT, "2026-09-10T09:00", power=SigningPower.UNKNOWN)
    assert status_of(story).open == (
        "bevoegdheid van Voorbeeldpersoon opdrachtgever namens de opdrachtgever",
    )


def test_of_a_consortium_every_member_signs() -> None:
    story, made = prepared(LEAD, MEMBER)
    sign(story, made, Side.CLIENT, "2026-09-09T09:00")
    sign(story, made, Side.CONTRACTOR, "2026-09-10T09:00")
    assert status_of(story).open == (
        "ondertekening door Voorbeeldlid (elke combinant tekent voor de hoofdelijke aansprakelijkheid, §5.4.2)",
    )
    sign(story, made, Side.CONTRACTOR, "2026-09-11T09:00", party="lid", signatory="Voorbeeldlid Een")
    assert status_of(story).state is AgreementState.EXISTS


@pytest.mark.parametrize(("at", "alarms"), [("2026-09-01T08:59:59", 1), (AWARDED, 0)])
def test_a_signature_before_the_definitive_award_is_an_alarm(at: str, alarms: int) -> None:
    story, made = prepared()
    sign(story, None if alarms else made, Side.CONTRACTOR, at)
    sign(story, made, Side.CLIENT, "2026-09-10T09:00")
    early = [text for text in status_of(story).alarms if "geen definitieve gunning" in text]
    assert len(early) == alarms


@pytest.mark.parametrize(("at", "exists"), [("2026-09-02T08:59:59", False), (PREPARED, True)])
def test_a_signature_before_the_set_was_determined_is_an_alarm_and_does_not_count(
    at: str, exists: bool
) -> None:
    story, made = prepared()
    sign(story, made, Side.CLIENT, "2026-09-10T09:00")
    sign(story, made, Side.CONTRACTOR, at)
    status = status_of(story)
    assert (status.state is AgreementState.EXISTS) is exists
    assert bool(status.alarms) is not exists


def test_an_early_signature_stays_visible_without_any_award() -> None:
    story = Story()
    sign(story, None, Side.CONTRACTOR, "2026-08-01T09:00")
    (status,) = agreements_of(story.course(LATE))
    assert status.state is AgreementState.NOT_PREPARED
    assert len(status.alarms) == 1
    assert status.open == ("de definitieve gunning",)


def test_signatures_on_an_earlier_set_do_not_count() -> None:
    story, made = prepared()
    sign(story, made, Side.CONTRACTOR, "2026-09-10T09:00")
    again = story.add(made.body, "S-001/overeenkomst", "2026-09-11T09:00", replaces=made.id)
    sign(story, again, Side.CLIENT, "2026-09-12T09:00")
    status = status_of(story)
    assert status.state is AgreementState.PARTLY_SIGNED
    assert "tekende een eerdere set" in status.open[1]


def test_a_set_of_a_replaced_award_must_be_determined_again() -> None:
    story, made = prepared()
    award = story.facts[0]
    story.add(award.body, award.subject, "2026-09-05T09:00", replaces=award.id)
    status = status_of(story)
    assert status.state is AgreementState.NOT_PREPARED
    assert "is vervangen" in status.open[0]
    assert made.id in status.facts


def a_turn(change: CourseChange) -> CourseChanged:
    return CourseChanged(change, "geen geld", "mandaatbesluit 4")


@pytest.mark.parametrize("change", [CourseChange.SUSPENDED, CourseChange.STOPPED, CourseChange.WITHDRAWN])
def test_a_signature_while_the_procedure_stands_still_is_an_alarm_and_does_not_count(
    change: CourseChange,
) -> None:
    story, made = prepared()
    sign(story, made, Side.CONTRACTOR, "2026-09-10T09:00")
    story.add(a_turn(change), "verloop/1", "2026-09-10T10:00")
    sign(story, made, Side.CLIENT, "2026-09-10T10:00")
    status = status_of(story)
    assert status.state is AgreementState.PARTLY_SIGNED
    (alarm,) = status.alarms
    assert f"de procedure is op 10-09-2026 {change.label}: geen geld" in alarm


def test_a_signature_after_the_resumption_counts_and_one_before_it_stays_an_alarm() -> None:
    story, made = prepared()
    story.add(a_turn(CourseChange.SUSPENDED), "verloop/1", "2026-09-09T09:00")
    sign(story, made, Side.CONTRACTOR, "2026-09-09T12:00")
    story.add(a_turn(CourseChange.RESUMED), "verloop/2", "2026-09-10T09:00")
    sign(story, made, Side.CLIENT, "2026-09-10T12:00")
    assert [fact.body.side for fact in status_of(story).signed] == [Side.CLIENT]
    assert len(status_of(story).alarms) == 1


def test_a_stop_after_both_signed_leaves_the_agreement() -> None:
    story, made = prepared()
    sign(story, made, Side.CONTRACTOR, "2026-09-10T09:00")
    sign(story, made, Side.CLIENT, "2026-09-10T09:01")
    story.add(a_turn(CourseChange.STOPPED), "verloop/1", "2026-09-11T09:00")
    assert (status_of(story).state, status_of(story).alarms) == (AgreementState.EXISTS, ())


def test_a_signature_during_a_case_or_an_unexecuted_judgment_is_an_alarm_also_when_the_case_is_recorded_later() -> (
    None
):
    story, made = prepared()
    sign(story, made, Side.CONTRACTOR, "2026-09-09T12:00")
    sign(story, made, Side.CLIENT, "2026-09-11T12:00")
    case = Proceedings("S-002", "Verzonnen Zorg", "rechtbank Voorbeeld", "verbod", ())
    story.add(case, "geding-1", "2026-09-09T09:00")
    ruling = Judgment(RulingOfCourt.NEW_MOTIVATION, "opnieuw")
    story.add(ruling, "geding-1/uitspraak", "2026-09-10T09:00")
    status = status_of(story)
    assert status.state is AgreementState.TO_SIGN
    pending, waiting = status.alarms
    assert "geding-1 van Verzonnen Zorg loopt sinds 09-09-2026" in pending
    assert "de uitspraak van 10-09-2026 in geding-1 (nieuwe motivering) is niet uitgevoerd" in waiting


def test_two_names_that_can_be_one_person_are_a_doubt_and_not_counted_as_two() -> None:
    story, made = prepared()
    sign(story, made, Side.CLIENT, "2026-09-09T09:00")
    joint = {"power": SigningPower.JOINT}
    sign(story, made, Side.CONTRACTOR, "2026-09-10T09:00", signatory="Jan Voorbeeld", **joint)
    sign(story, made, Side.CONTRACTOR, "2026-09-11T09:00", signatory="J. Voorbeeld", **joint)
    status = status_of(story)
    assert status.state is AgreementState.PARTLY_SIGNED
    (doubt,) = status.open
    assert "niet zeker is dat Jan Voorbeeld en J. Voorbeeld twee personen zijn" in doubt
