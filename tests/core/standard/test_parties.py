from typing import Any

import pytest

from inkoop_core.api.definition import Needed
from inkoop_core.domain.finding import Finding, Verdict
from inkoop_core.domain.party import BidForm, PartyRole
from inkoop_core.domain.submission import EspdResponse
from inkoop_core.standard.gate import Check
from inkoop_core.standard.parties import (
    bid_form,
    group_guarantee,
    party_document,
    party_espd,
    subcontractors_listed,
)
from inkoop_core.testing.builders import (
    a_case,
    a_definition,
    a_document,
    a_kind,
    a_party,
    a_requirement,
    a_tenderer,
    an_observation,
    only,
)

MEMBER, SUBCONTRACTOR = PartyRole.MEMBER, PartyRole.SUBCONTRACTOR
COOPERATIVE_MEMBER, RELIED_ON, PARENT = PartyRole.COOPERATIVE_MEMBER, PartyRole.RELIED_ON, PartyRole.PARENT

DEFINITION = a_definition(
    a_requirement("E1", notes=("N-46",)),
    a_requirement("E2", document="volmacht-combinatie", role="member", note="N-46"),
    a_requirement("E3", document="volmacht-combinatie", role=("subcontractor", "cooperative-member")),
    documents=tuple(
        a_kind(kind, Needed.CONDITIONAL)
        for kind in ("volmacht-combinatie", "moedergarantie", "403-verklaring")
    ),
)


def findings_of(check: Check, *bodies: Any, id: str = "E1") -> tuple[Finding, ...]:
    return tuple(check(a_case(*bodies, definition=DEFINITION), id))


@pytest.mark.parametrize("role", [SUBCONTRACTOR, COOPERATIVE_MEMBER, RELIED_ON])
@pytest.mark.parametrize(
    ("listed", "verdict"), [(True, Verdict.MET), (False, Verdict.CLARIFY), (None, Verdict.PENDING)]
)
def test_every_helping_party_stands_in_the_espd_of_the_main_contractor(
    role: PartyRole, listed: bool | None, verdict: Verdict
) -> None:
    finding = only(findings_of(subcontractors_listed, a_party(role=role, listed_in_espd=listed)))
    assert finding.verdict is verdict
    assert "Voorbeeldpartij onderaannemer-1" in finding.explanation


def test_only_the_parties_that_are_not_listed_get_a_finding() -> None:
    finding = only(
        findings_of(
            subcontractors_listed,
            a_party("a", listed_in_espd=True),
            a_party("b", listed_in_espd=False),
        )
    )
    assert finding.key.subject == "b"


def test_without_other_parties_nothing_has_to_be_listed() -> None:
    finding = only(findings_of(subcontractors_listed, a_party("m", MEMBER)))
    assert finding.verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize("role", [MEMBER, SUBCONTRACTOR, COOPERATIVE_MEMBER, RELIED_ON])
def test_every_other_party_hands_in_its_own_espd(role: PartyRole) -> None:
    absent = only(findings_of(party_espd, a_party("p", role)))
    assert (absent.verdict, absent.notes, absent.key.subject) == (Verdict.CLARIFY, ("N-46",), "p")
    present = only(findings_of(party_espd, a_party("p", role), EspdResponse("p")))
    assert (present.verdict, present.facts) == (Verdict.MET, (1, 2))


def test_a_sole_tenderer_and_its_parent_need_no_further_espd() -> None:
    assert only(findings_of(party_espd)).verdict is Verdict.NOT_APPLICABLE
    assert only(findings_of(party_espd, a_party("moeder", PARENT))).verdict is Verdict.NOT_APPLICABLE


def test_every_party_of_a_role_hands_in_its_document() -> None:
    findings = findings_of(
        party_document,
        a_party("m1", MEMBER),
        a_party("m2", MEMBER),
        a_party("o1", SUBCONTRACTOR),
        a_document("volmacht-combinatie", party="m1"),
        an_observation("volmacht-combinatie.pdf"),
        id="E2",
    )
    assert [(finding.key.subject, finding.verdict) for finding in findings] == [
        ("m1", Verdict.MET),
        ("m2", Verdict.CLARIFY),
    ]
    assert findings[1].notes == ("N-46",)


def test_a_document_of_several_roles_is_asked_of_each() -> None:
    findings = findings_of(
        party_document, a_party("o1", SUBCONTRACTOR), a_party("c1", COOPERATIVE_MEMBER), id="E3"
    )
    assert [finding.key.subject for finding in findings] == ["o1", "c1"]


def test_a_document_of_a_role_that_nobody_has_is_not_applicable() -> None:
    assert only(findings_of(party_document, id="E2")).verdict is Verdict.NOT_APPLICABLE


def test_who_is_in_no_group_needs_no_guarantee() -> None:
    assert only(findings_of(group_guarantee, a_tenderer())).verdict is Verdict.NOT_APPLICABLE
    assert only(findings_of(group_guarantee)).verdict is Verdict.PENDING


@pytest.mark.parametrize(
    ("consolidated", "kinds", "verdict"),
    [
        (False, (), Verdict.CLARIFY),
        (False, ("moedergarantie",), Verdict.MET),
        (False, ("403-verklaring",), Verdict.CLARIFY),
        (False, ("moedergarantie", "403-verklaring"), Verdict.MET),
        (True, (), Verdict.CLARIFY),
        (True, ("moedergarantie",), Verdict.MET),
        (True, ("403-verklaring",), Verdict.MET),
    ],
)
def test_a_group_member_hands_in_a_guarantee_or_with_consolidated_accounts_a_403(
    consolidated: bool, kinds: tuple[str, ...], verdict: Verdict
) -> None:
    tenderer = a_tenderer(group_member=True, consolidated_accounts=consolidated)
    documents = [a_document(kind) for kind in kinds]
    seen = [an_observation(f"{kind}.pdf") for kind in kinds]
    finding = only(findings_of(group_guarantee, tenderer, *documents, *seen))
    assert finding.verdict is verdict
    assert (finding.notes == ("N-46",)) is (verdict is Verdict.CLARIFY)


@pytest.mark.parametrize(
    ("form", "roles", "verdict"),
    [
        (BidForm.SOLE, (), Verdict.MET),
        (BidForm.SOLE, (PARENT,), Verdict.MET),
        (BidForm.SOLE, (SUBCONTRACTOR,), Verdict.CLARIFY),
        (BidForm.MAIN_CONTRACTOR, (), Verdict.CLARIFY),
        (BidForm.MAIN_CONTRACTOR, (SUBCONTRACTOR,), Verdict.MET),
        (BidForm.MAIN_CONTRACTOR, (COOPERATIVE_MEMBER,), Verdict.MET),
        (BidForm.CONSORTIUM, (SUBCONTRACTOR,), Verdict.CLARIFY),
        (BidForm.CONSORTIUM, (MEMBER,), Verdict.MET),
        (BidForm.COOPERATIVE, (), Verdict.CLARIFY),
        (BidForm.COOPERATIVE, (COOPERATIVE_MEMBER,), Verdict.MET),
    ],
)
def test_the_form_of_the_bid_agrees_with_its_parties(
    form: BidForm, roles: tuple[PartyRole, ...], verdict: Verdict
) -> None:
    parties = [a_party(role.value, role) for role in roles]
    assert only(findings_of(bid_form, a_tenderer(bid_form=form), *parties)).verdict is verdict


def test_the_form_of_the_bid_waits_for_the_tenderer() -> None:
    assert only(findings_of(bid_form)).verdict is Verdict.PENDING
