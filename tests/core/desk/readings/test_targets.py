"""What was read, gathered by the fact that it would become: how far each is, and what it would say."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from inkoop_core.desk.making import body_of, side_by_side, value_of
from inkoop_core.desk.parts import fixed_by_part, part_problem
from inkoop_core.desk.readings import Status, Target, targets
from inkoop_core.desk.records import CORE_RECORDS
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.package import Document
from inkoop_core.domain.party import BidForm, LegalForm, Party, PartyRole, Tenderer
from inkoop_core.domain.reading import Confirmed, ReadValue
from inkoop_core.domain.submission import (
    EspdResponse,
    GroundAnswer,
    Offer,
    OfferedProduct,
    PlatformAnswers,
    Reference,
    Reservation,
    Signature,
    SigningMethod,
)
from inkoop_core.testing.builders import HASH, a_definition, a_fact, a_tenderer
from inkoop_core.testing.readings import a_read_fact, a_reading

BODIES = {record.kind: record.body for record in CORE_RECORDS}
WHOLE: dict[str, Any] = {
    "name": "Voorbeeldzorg",
    "trade_register_number": "00000001",
    "legal_form": LegalForm.FOUNDATION,
    "bid_form": BidForm.SOLE,
    "group_member": False,
}
DEFINITION = a_definition()


def gathered(*facts: Fact[Any]) -> tuple[Target, ...]:
    return targets(facts, BODIES)


def only(*facts: Fact[Any]) -> Target:
    (target,) = gathered(*facts)
    return target


def tenderer_read(id: int = 50, file: str = "formulier.docx", **changes: Any) -> Fact[Any]:
    return a_reading(a_read_fact("tenderer", "", file, **(WHOLE | changes)), id)


def stands(**changes: Any) -> Fact[Any]:
    return a_fact(a_tenderer(**(WHOLE | {"agb_code": ""} | changes)), id=90)


def confirms(*readings: int) -> Fact[Any]:
    return a_fact(Confirmed("tenderer", readings), id=91)


def test_everything_that_must_be_known_and_that_agrees_can_be_confirmed() -> None:
    target = only(tenderer_read(), tenderer_read(51, "uea.xml"))
    assert (target.status, target.missing, target.contradictions) == (Status.TO_CONFIRM, (), ())
    (name,) = [field for field in target.fields if field.name == "name"]
    (said,) = name.said
    assert [(source.reading, str(source)) for source in said.sources] == [
        (50, "formulier.docx, tabel 1, rij 1"),
        (51, "uea.xml, tabel 1, rij 1"),
    ]


def test_without_a_field_that_must_be_known_it_is_incomplete() -> None:
    target = only(a_reading(a_read_fact("tenderer", name="Voorbeeldzorg")))
    assert target.status is Status.INCOMPLETE
    assert target.missing == ("trade_register_number", "legal_form", "bid_form", "group_member")


def test_a_field_that_would_be_yes_by_itself_must_be_known() -> None:
    target = only(a_reading(a_read_fact("platform.answers", unanswered=())))
    assert (target.status, target.missing) == (Status.INCOMPLETE, ("conditions_accepted",))
    accepted = only(a_reading(a_read_fact("platform.answers", conditions_accepted=True, unanswered=())))
    assert body_of(accepted, DEFINITION, {}).body == PlatformAnswers()


def test_two_values_of_one_field_are_a_contradiction() -> None:
    target = only(tenderer_read(agb_code="00000001"), tenderer_read(51, "uea.xml", agb_code="00000002"))
    assert target.status is Status.CONTRADICTORY
    (field,) = target.contradictions
    assert side_by_side(target.body, field, DEFINITION) == (
        "00000001 (formulier.docx, tabel 1, rij 6) tegenover 00000002 (uea.xml, tabel 1, rij 6)"
    )


def test_a_contradiction_comes_before_what_is_missing() -> None:
    readings = [a_reading(a_read_fact("tenderer", "", f"{one}.docx", name=str(one)), one) for one in (1, 2)]
    assert only(*readings).status is Status.CONTRADICTORY


@pytest.mark.parametrize("other", ["voorbeeldzorg", "Voorbeeldzorg ", "Voorbeeldzorg B.V."])
def test_only_exactly_equal_values_agree(other: str) -> None:
    assert only(tenderer_read(), tenderer_read(51, "uea.xml", name=other)).status is Status.CONTRADICTORY


def test_a_source_that_is_silent_contradicts_nothing() -> None:
    silent = a_reading(a_read_fact("tenderer", "", "uea.xml", name="Voorbeeldzorg"), 51)
    assert only(tenderer_read(agb_code="00000001"), silent).status is Status.TO_CONFIRM


def offer_read(id: int, *products: OfferedProduct, areas: tuple[str, ...] = ()) -> Fact[Any]:
    return a_reading(a_read_fact("offer", "", f"{id}.docx", products=products, focus_areas=areas), id)


def test_the_order_of_products_and_focus_areas_says_nothing() -> None:
    one, other = OfferedProduct("ib1", ("a", "b")), OfferedProduct("ib3")
    swapped = OfferedProduct("ib1", ("b", "a"))
    same = only(
        offer_read(1, one, other, areas=("ggz", "ouderen")),
        offer_read(2, other, swapped, areas=("ouderen", "ggz")),
    )
    assert same.status is Status.TO_CONFIRM
    assert body_of(same, DEFINITION, {}).problems == (
        "products: variant van ib1: 'a' is onbekend; bekend zijn: geen",
        "products: variant van ib1: 'b' is onbekend; bekend zijn: geen",
    )
    twice = only(offer_read(1, other), offer_read(2, other, other))
    assert twice.status is Status.CONTRADICTORY


def test_the_order_of_competences_counts() -> None:
    readings = [
        a_reading(a_read_fact("reference", "referentie-1", f"{one}.docx", competences=order), one)
        for one, order in ((1, ("k1", "k2")), (2, ("k2", "k1")))
    ]
    assert [field.name for field in only(*readings).contradictions] == ["competences"]


def test_a_fact_that_stands_and_agrees_is_confirmed() -> None:
    assert only(tenderer_read(), stands(), confirms(50)).status is Status.CONFIRMED
    assert only(tenderer_read(), stands()).status is Status.CONFIRMED


def test_what_was_read_after_the_confirmation_and_says_otherwise_differs() -> None:
    later = tenderer_read(92, "uea.xml", name="Anders")
    target = only(tenderer_read(), stands(), confirms(50), later)
    assert target.status is Status.DIFFERS
    assert [field.name for field in target.contradictions] == ["name"]


def test_what_the_officer_had_before_him_does_not_differ_any_more() -> None:
    both = tenderer_read(), tenderer_read(51, "uea.xml", name="Anders")
    assert only(*both, stands(), confirms(50, 51)).status is Status.CONFIRMED


def test_what_was_read_later_and_says_the_same_does_not_differ() -> None:
    assert only(tenderer_read(), stands(), confirms(50), tenderer_read(92, "uea.xml")).status is (
        Status.CONFIRMED
    )


def test_a_reading_of_what_was_declared_and_says_otherwise_differs() -> None:
    assert only(tenderer_read(agb_code="00000001"), stands()).status is Status.DIFFERS


def test_a_fact_of_another_submission_does_not_stand_in() -> None:
    other = a_fact(stands().body, "S-002", id=90)
    assert only(tenderer_read(), other).status is Status.TO_CONFIRM


def test_a_kind_that_cannot_be_confirmed_stays_incomplete_and_says_so() -> None:
    for kind in ("weer", "ruling", "score"):
        target = only(a_reading(a_read_fact(kind, value="1")))
        assert (target.body, target.status) == (None, Status.INCOMPLETE)
        assert "kan hier niet worden bevestigd" in body_of(target, DEFINITION, {}).problems[0]


def test_doubts_are_told_with_their_file_and_once() -> None:
    unsure = [
        a_reading(a_read_fact("offer", "", file, doubts=("vakje 3 is half aangekruist",)), one)
        for one, file in ((1, "a.docx"), (2, "b.docx"), (3, "b.docx"))
    ]
    assert only(*unsure).doubts == (
        "a.docx: vakje 3 is half aangekruist",
        "b.docx: vakje 3 is half aangekruist",
    )


def test_targets_are_given_by_submission_and_kind() -> None:
    readings = [
        a_reading(a_read_fact("offer", products=()), 1, "S-002"),
        a_reading(a_read_fact("offer", products=()), 2, "S-001"),
        a_reading(a_read_fact("tenderer", name="x"), 3, "S-001"),
    ]
    found = [(target.submission, target.kind) for target in gathered(*readings)]
    assert found == [("S-001", "tenderer"), ("S-001", "offer"), ("S-002", "offer")]


def test_the_body_is_made_of_what_was_read_and_of_the_subject() -> None:
    response = a_read_fact("espd.response", "tenderer", answers=(GroundAnswer("fraud", applies=False),))
    made = body_of(only(a_reading(response)), DEFINITION, {})
    assert made.body == EspdResponse("tenderer", (GroundAnswer("fraud", applies=False),))
    assert made.defaulted == ("requirements_met",)
    signature = a_read_fact("signature", "uea", method=SigningMethod.NONE)
    assert only(a_reading(signature)).missing == ()


def test_a_document_has_the_hash_of_its_own_file() -> None:
    own = only(a_reading(a_read_fact("document", "a.pdf", "a.pdf", kind="")))
    assert body_of(own, DEFINITION, {}).body == Document("", "a.pdf", HASH)
    other = only(a_reading(a_read_fact("document", "a.pdf", "lijst.xlsx", kind="")))
    assert (other.status, other.missing) == (Status.INCOMPLETE, ("sha256",))


def test_a_value_that_does_not_fit_the_subject_is_refused() -> None:
    party = a_read_fact("party", "a", id="b", role=PartyRole.MEMBER, name="B")
    made = body_of(only(a_reading(party)), DEFINITION, {})
    assert made.problems == ("id: 'b' past niet bij S-001/a; daar hoort 'a'",)


def test_every_problem_is_told_at_once() -> None:
    readings = (
        a_reading(a_read_fact("tenderer", "", "a.docx", name="A", employees="veel", onzin=1), 1),
        a_reading(a_read_fact("tenderer", "", "b.docx", name="B"), 2),
    )
    assert body_of(only(*readings), DEFINITION, {}).problems == (
        "onzin: is gelezen, maar dit veld bestaat niet; verwerp het gelezen gegeven",
        "name: A (a.docx, tabel 1, rij 1) tegenover B (b.docx, tabel 1, rij 1)",
        "trade_register_number: ontbreekt",
        "legal_form: ontbreekt",
        "bid_form: ontbreekt",
        'employees: "veel" is geen waarde van employees',
        "group_member: ontbreekt",
    )


def test_what_the_officer_says_goes_before_what_was_read() -> None:
    both = only(tenderer_read(), tenderer_read(51, "uea.xml", name="Anders", agb_code="00000001"))
    made = body_of(both, DEFINITION, {"name": "Gekozen"}, ("agb_code",))
    assert isinstance(made.body, Tenderer)
    assert (made.body.name, made.body.agb_code) == ("Gekozen", "")


def test_what_the_tender_does_not_know_is_refused() -> None:
    made = body_of(only(offer_read(1, OfferedProduct("ib9"))), DEFINITION, {})
    assert made.problems == ("products: 'ib9' is onbekend; bekend zijn: ib1, ib3, ib4",)


@pytest.mark.parametrize(
    ("body", "name", "value", "found"),
    [
        (Party, "share", '"12.5"', Decimal("12.5")),
        (Party, "share", "null", None),
        (Reference, "first_day", '"2025-01-31"', date(2025, 1, 31)),
        (Offer, "focus_areas", '["ggz"]', ("ggz",)),
        (Reservation, "text", '"tekst"', "tekst"),
    ],
)
def test_a_value_comes_back_as_the_fact_keeps_it(body: type, name: str, value: str, found: Any) -> None:
    assert value_of(body, name, value) == found


@pytest.mark.parametrize(
    ("body", "name", "value"),
    [
        (Party, "share", "12.5"),
        (Tenderer, "employees", '"12"'),
        (Tenderer, "employees", "true"),
        (Tenderer, "group_member", '"false"'),
        (Tenderer, "legal_form", '"stam"'),
        (Reference, "first_day", '"31-01-2025"'),
        (Offer, "focus_areas", '"ggz"'),
        (Tenderer, "name", "geen json"),
    ],
)
def test_a_value_of_another_type_is_no_value(body: type, name: str, value: str) -> None:
    with pytest.raises(ValueError, match="is geen waarde van"):
        value_of(body, name, value)


def test_what_cannot_be_read_as_a_value_is_compared_as_it_stands() -> None:
    broken = evolve(a_read_fact("tenderer"), values=(ReadValue("name", "geen json", "regel 1"),))
    assert only(a_reading(broken)).fields[0].said[0].value == "geen json"


@pytest.mark.parametrize(
    ("body", "part", "told"),
    [
        (Tenderer, "", ""),
        (Tenderer, "x", "part: 'x' kan hier niet"),
        (Reference, "referentie-1", ""),
        (Reference, "referentie-0", "part: 'referentie-0' klopt niet; schrijf referentie-1"),
        (Reference, "1", "part: '1' klopt niet"),
        (Reservation, "voorbehoud-2", ""),
        (Reservation, "", "part: '' klopt niet; schrijf voorbehoud-1"),
        (Signature, "uea:combinant", ""),
        (Signature, " ", "part: vul het onderdeel in"),
    ],
)
def test_a_part_must_be_one_of_the_kind(body: type, part: str, told: str) -> None:
    found = part_problem(body, part)
    assert found.startswith(told) if told else found == ""


def test_the_subject_fixes_what_the_fact_is_about() -> None:
    assert fixed_by_part(Reference, "referentie-12") == {"number": 12}
    assert fixed_by_part(Reference, "geen") == {}
    assert fixed_by_part(Party, "a") == {"id": "a"}
    assert fixed_by_part(Document, "a.pdf") == {"file": "a.pdf"}
    assert fixed_by_part(Offer, "") == {}
