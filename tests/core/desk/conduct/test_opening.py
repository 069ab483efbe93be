"""The opening: after the closing, by two persons, and a task until it is recorded."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inkoop_core.domain.opening import Irregularity, OpeningHeld, PersonPresent
from inkoop_core.errors import CommandError, Refused, Unknown

BOTH = (PersonPresent("anna", "inkoopadviseur"), PersonPresent("fatima", "inkoopadviseur"))


def opening(office: Any, **more: Any) -> dict[str, Any]:
    return {"opened_at": office.closing + timedelta(seconds=1), "present": BOTH} | more


def held(office: Any, second: str = "fatima", **more: Any) -> Any:
    return office.agreed("anna", second, "opening-vastleggen", **opening(office, **more))


def test_the_opening_is_recorded_by_one_and_confirmed_by_another(office: Any) -> None:
    submission = office.take_in()
    held(office, irregularities=(Irregularity(submission, "de envelop was open"),))
    fact = office.desk.state(office.procedure).facts(OpeningHeld)[0]
    assert (fact.subject, fact.happened_at) == ("opening-1", office.closing + timedelta(seconds=1))
    told = [(row["about"], row["what"], row["told"]) for row in office.rows("opening")]
    assert ("opening-1", "vastgelegd", "door anna, bevestigd door fatima") in told
    assert (submission, "bijzonderheid (opening)", "de envelop was open") in told


def test_only_who_was_there_confirms_it(office: Any) -> None:
    office.take_in()
    with pytest.raises(Refused, match="els staat niet bij de aanwezigen van opening-1"):
        held(office, second="els")
    held(office, present=(*BOTH, PersonPresent("els", "beslisser")), second="els")
    told = [row["told"] for row in office.rows("opening") if row["what"] == "vastgelegd"]
    assert told == ["door anna, bevestigd door els"]


def test_who_is_named_has_a_role_here_or_is_a_guest(office: Any) -> None:
    office.take_in()
    stranger = PersonPresent("Piet Voorbeeld", "notulist")
    with pytest.raises(CommandError, match=r"present\[2\]: Piet Voorbeeld heeft geen rol in deze procedure"):
        held(office, present=(*BOTH, stranger))
    held(office, present=(*BOTH, PersonPresent("Piet Voorbeeld", "notulist", guest=True)))


def test_a_guest_alone_is_nobody_to_confirm_it(office: Any) -> None:
    office.take_in()
    guest = PersonPresent("Piet Voorbeeld", "notulist", guest=True)
    with pytest.raises(CommandError, match="naast anna was er niemand die dit kan bevestigen"):
        held(office, present=(BOTH[0], guest))


def test_nobody_confirms_his_own_opening(office: Any) -> None:
    office.take_in()
    with pytest.raises(Refused, match="een ander moet het bevestigen"):
        held(office, second="anna")


def test_the_bids_are_not_opened_at_the_closing_itself(office: Any) -> None:
    office.take_in()
    with pytest.raises(Refused, match="openen kan pas na de sluiting op 15-06-2026 10:00:00"):
        office.do("anna", "opening-vastleggen", **opening(office, opened_at=office.closing))


def test_an_opening_lies_in_the_past_and_who_records_it_was_there(office: Any) -> None:
    office.take_in()
    others = (PersonPresent("fatima", "inkoopadviseur"), PersonPresent("els", "beslisser"))
    future = datetime(2027, 1, 1, tzinfo=UTC)
    with pytest.raises(CommandError) as told:
        office.do("anna", "opening-vastleggen", **opening(office, opened_at=future, present=others))
    assert told.value.lines == (
        "opened_at: dat moet nog gebeuren",
        "present: anna legt de opening vast en staat niet bij de aanwezigen",
    )


@pytest.mark.parametrize(
    ("present", "told"),
    [
        (BOTH[:1], "openen doen ten minste twee personen"),
        ((BOTH[0], PersonPresent("Anna ", "beslisser")), "present: Anna  staat er twee keer"),
        ((*BOTH, PersonPresent("els", " ")), r"present\[2\]: vul naam en rol in"),
    ],
)
def test_there_are_two_different_persons_with_a_role(office: Any, present: Any, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        office.do("anna", "opening-vastleggen", **opening(office, present=present))


def test_what_is_odd_follows_from_the_packages(office: Any) -> None:
    late = office.take_in(received_at="2026-06-15T10:00:01")
    mailed = office.take_in(channel="e-mail")
    fine = office.take_in()
    odd = [(row["about"], row["told"]) for row in office.rows("opening") if row["what"] == "bijzonderheid"]
    assert (late, "te laat ontvangen: 15-06-2026 10:00:01") in odd
    assert (mailed, "ontvangen via e-mail") in odd
    assert not [told for about, told in odd if about == fine]
    hashes = [row["sha256"] for row in office.rows("opening") if row["about"] == fine]
    assert len(hashes) == 4
    assert all(len(one) == 64 for one in hashes)


def test_something_odd_is_about_a_bid_that_is_there(office: Any) -> None:
    office.take_in()
    with pytest.raises(Unknown, match="S-404"):
        office.do(
            "anna", "opening-vastleggen", **opening(office, irregularities=(Irregularity("S-404", "x"),))
        )


def test_it_is_a_task_until_it_is_there_and_later_bids_can_be_opened_too(office: Any) -> None:
    assert office.rows("taken") == []
    office.take_in()
    assert "opening vastleggen" in [row["task"] for row in office.rows("taken")]
    held(office)
    assert "opening vastleggen" not in [row["task"] for row in office.rows("taken")]
    held(office, remarks="alsnog toegelaten")
    assert len(office.desk.state(office.procedure).facts(OpeningHeld)) == 2


def test_an_opening_is_not_typed_over(office: Any) -> None:
    office.take_in()
    held(office)
    (fact,) = office.desk.state(office.procedure).facts(OpeningHeld)
    with pytest.raises(Refused, match="wordt niet overgetypt"):
        office.do("anna", "feit-intrekken", fact=fact.id, reason="vergissing")
