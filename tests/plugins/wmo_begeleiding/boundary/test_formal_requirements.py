"""Step 0: opening and completeness."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.assessment.model import Standing, SubmissionAssessment
from inkoop_core.domain.decision import ManualCheck, NoteChoice
from inkoop_core.domain.finding import Consequence, Verdict
from inkoop_core.domain.package import Document, FileProblem, ReadSignature
from inkoop_core.domain.party import BidForm, Party, PartyRole
from inkoop_core.domain.submission import (
    Offer,
    OfferedProduct,
    PlatformAnswers,
    Signature,
    SigningMethod,
    SigningPower,
)
from inkoop_core.testing.builders import (
    CLOSING,
    a_document,
    a_file,
    a_package,
    a_party,
    a_tenderer,
    an_observation,
)

MET, NOT_MET, CLARIFY = Verdict.MET, Verdict.NOT_MET, Verdict.CLARIFY
PENDING, NOT_APPLICABLE = Verdict.PENDING, Verdict.NOT_APPLICABLE
MUST, MAY, NOTE = Consequence.MUST_REJECT, Consequence.MAY_REJECT, Consequence.NOTE
SECOND = timedelta(seconds=1)

Assessed = Callable[..., SubmissionAssessment]
Expect = Callable[..., None]


@pytest.mark.requirement("PRO-13")
@pytest.mark.parametrize(("after", "verdict"), [(-SECOND, MET), (0 * SECOND, MET), (SECOND, NOT_MET)])
def test_a_bid_is_in_time_up_to_and_including_the_closing_second(
    expect: Expect, after: timedelta, verdict: Verdict
) -> None:
    expect("PRO-13", (a_package(received_at=CLOSING + after),), verdict, MUST, "§5.2")


@pytest.mark.requirement("PRO-13")
def test_a_late_bid_is_proposed_for_rejection_and_never_rejected_by_the_program(
    assessed: Assessed,
) -> None:
    late = assessed(a_package(received_at=CLOSING + SECOND, content_read=False))
    assert late.standing is Standing.REJECTION_PROPOSED


@pytest.mark.requirement("PRO-14")
@pytest.mark.parametrize(
    ("channel", "verdict"), [("TenderNed", MET), ("e-mail", NOT_MET), ("post", NOT_MET), ("", CLARIFY)]
)
def test_a_bid_comes_by_the_platform_alone(expect: Expect, channel: str, verdict: Verdict) -> None:
    expect("PRO-14", (a_package(channel=channel),), verdict, MUST, "§5.2")


@pytest.mark.requirement("INT-01")
@pytest.mark.parametrize(
    ("bodies", "verdict", "consequence", "subject"),
    [
        ((a_document("uea"), an_observation("uea.pdf")), MET, NOTE, ""),
        ((a_package(files=(a_file("foto.jpg"),)),), CLARIFY, NOTE, "foto.jpg"),
        (
            (a_document("uea"), an_observation("uea.pdf", problem=FileProblem.ENCRYPTED)),
            NOT_MET,
            NOTE,
            "uea.pdf",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_noted_under_its_name(
    expect: Expect, bodies: tuple[object, ...], verdict: Verdict, consequence: Consequence, subject: str
) -> None:
    expect("INT-01", bodies, verdict, consequence, "§5.3", subject)


FORMS = [
    pytest.param("INT-02", "uea", "§3.2, bijlage I deel 1", marks=pytest.mark.requirement("INT-02")),
    pytest.param("INT-03", "bijlage-2", "§5.2, bijlage I deel 1", marks=pytest.mark.requirement("INT-03")),
    pytest.param(
        "INT-04",
        "bijlage-3",
        "§5.2, §3.4 Nr 2.2, bijlage I deel 1",
        marks=pytest.mark.requirement("INT-04"),
    ),
    pytest.param(
        "INT-05",
        "bijlage-4",
        "§5.2, §3.4 Rusland, bijlage I deel 1",
        marks=pytest.mark.requirement("INT-05"),
    ),
]


@pytest.mark.parametrize(("requirement", "kind", "paragraph"), FORMS)
def test_a_form_of_the_checklist_is_in_the_bid_once_and_can_be_opened(
    expect: Expect, requirement: str, kind: str, paragraph: str
) -> None:
    given, file = a_document(kind), f"{kind}.pdf"
    damaged = an_observation(file, problem=FileProblem.DAMAGED)
    misnamed = an_observation(file, problem=FileProblem.MISNAMED)
    again = a_document(kind, f"{kind}-2.pdf")
    expect(requirement, (), NOT_MET, MUST, paragraph)
    expect(requirement, (given,), PENDING, MUST, paragraph)
    expect(requirement, (given, an_observation(file)), MET, MUST, paragraph)
    expect(requirement, (given, an_observation(file, media_type="image/png")), CLARIFY, MUST, paragraph)
    expect(requirement, (given, damaged), NOT_MET, MUST, paragraph)
    expect(requirement, (given, misnamed), CLARIFY, MUST, paragraph)
    expect(requirement, (given, again, an_observation(file)), CLARIFY, MUST, paragraph)


def signed(power: SigningPower, *who: str, method: SigningMethod = SigningMethod.WET_SCAN) -> Signature:
    return Signature("uea", method, who or ("A. Voorbeeld",), power)


UEA = a_document("uea")
READ_UEA = an_observation("uea.pdf")
DIGITAL = an_observation("uea.pdf", signatures=(ReadSignature("A. Voorbeeld", True, True, False),))
UNTRUSTED = an_observation("uea.pdf", signatures=(ReadSignature("A. Voorbeeld", True, False, False),))
CHANGED = an_observation("uea.pdf", signatures=(ReadSignature("A. Voorbeeld", True, True, True),))
BY_HAND = signed(SigningPower.SOLE)
BY_KEY = signed(SigningPower.SOLE, method=SigningMethod.DIGITAL)
MANDATE: tuple[object, ...] = (a_document("machtiging"), an_observation("machtiging.pdf"))


@pytest.mark.requirement("INT-06")
@pytest.mark.parametrize(
    ("bodies", "verdict"),
    [
        ((signed(SigningPower.SOLE),), NOT_APPLICABLE),
        ((signed(SigningPower.ATTORNEY),), NOT_MET),
        ((signed(SigningPower.ATTORNEY), *MANDATE), MET),
        ((signed(SigningPower.ATTORNEY), MANDATE[0]), PENDING),
    ],
)
def test_an_attorney_hands_in_his_power(expect: Expect, bodies: tuple[object, ...], verdict: Verdict) -> None:
    expect("INT-06", bodies, verdict, MUST, "§5.3, bijlage I deel 1")


DESCRIPTIONS = [
    pytest.param("INT-07", "sg1", marks=pytest.mark.requirement("INT-07")),
    pytest.param("INT-08", "sg2", marks=pytest.mark.requirement("INT-08")),
]
LENGTH = "§4, §5.2, bijlage I deel 1"


@pytest.mark.parametrize(("requirement", "kind"), DESCRIPTIONS)
@pytest.mark.parametrize(
    ("pages", "cover", "reading", "verdict", "consequence"),
    [
        (2, False, "", MET, MUST),
        (2, None, "", MET, MUST),
        (3, True, "", MET, MUST),
        (3, True, "afwijzen", MET, MUST),
        (3, False, "", CLARIFY, MAY),
        (4, True, "", CLARIFY, MAY),
        (3, False, "weglaten", MET, MUST),
        (3, False, "afwijzen", NOT_MET, MAY),
    ],
)
def test_a_description_has_at_most_two_pages_besides_its_cover(
    expect: Expect,
    requirement: str,
    kind: str,
    pages: int,
    cover: bool | None,
    reading: str,
    verdict: Verdict,
    consequence: Consequence,
) -> None:
    chosen = (NoteChoice("N-49", reading, "reden", False),) if reading else ()
    seen = an_observation(f"{kind}.pdf", pages=pages, cover=cover)
    expect(requirement, (a_document(kind), seen, *chosen), verdict, consequence, LENGTH)


@pytest.mark.parametrize(("requirement", "kind"), DESCRIPTIONS)
def test_a_description_that_is_not_there_or_cannot_be_read_must_reject(
    expect: Expect, requirement: str, kind: str
) -> None:
    damaged = an_observation(f"{kind}.pdf", problem=FileProblem.DAMAGED)
    expect(requirement, (), NOT_MET, MUST, LENGTH)
    expect(requirement, (a_document(kind),), PENDING, MUST, LENGTH)
    expect(requirement, (a_document(kind), damaged), NOT_MET, MUST, LENGTH)


@pytest.mark.parametrize(("requirement", "kind"), DESCRIPTIONS)
@pytest.mark.parametrize(("pages", "cover"), [(3, None), (None, None)])
def test_a_length_that_cannot_be_told_is_asked(
    assessed: Assessed, requirement: str, kind: str, pages: int | None, cover: bool | None
) -> None:
    item = assessed(a_document(kind), an_observation(f"{kind}.pdf", pages=pages, cover=cover))
    (found,) = [one.finding for one in item.findings if one.finding.key.requirement == requirement]
    assert found.verdict is CLARIFY


@pytest.mark.requirement("INT-09")
@pytest.mark.parametrize(
    ("bodies", "verdict"),
    [
        ((), PENDING),
        ((PlatformAnswers(),), MET),
        ((PlatformAnswers(("vraag 3",)),), NOT_MET),
        ((PlatformAnswers((), conditions_accepted=False),), NOT_MET),
    ],
)
def test_every_question_on_the_platform_is_answered(
    expect: Expect, bodies: tuple[object, ...], verdict: Verdict
) -> None:
    expect("INT-09", bodies, verdict, MUST, "§5.2, bijlage I deel 1")


@pytest.mark.requirement("INT-10")
@pytest.mark.parametrize(
    ("bodies", "verdict"),
    [
        ((), PENDING),
        ((UEA, READ_UEA), PENDING),
        ((UEA, READ_UEA, BY_HAND), MET),
        ((UEA, READ_UEA, signed(SigningPower.SOLE, method=SigningMethod.NONE)), NOT_MET),
        ((UEA, READ_UEA, signed(SigningPower.UNKNOWN)), CLARIFY),
        ((UEA, READ_UEA, signed(SigningPower.JOINT, "A. Voorbeeld")), CLARIFY),
        ((UEA, READ_UEA, signed(SigningPower.JOINT, "A. Voorbeeld", "B. Voorbeeld")), MET),
        ((UEA, READ_UEA, signed(SigningPower.ATTORNEY)), NOT_MET),
        ((UEA, READ_UEA, signed(SigningPower.ATTORNEY), *MANDATE), MET),
        ((UEA, READ_UEA, BY_KEY), CLARIFY),
        ((UEA, DIGITAL, BY_KEY), MET),
        ((UEA, UNTRUSTED, BY_KEY), CLARIFY),
        ((UEA, CHANGED, BY_KEY), NOT_MET),
        ((UEA, DIGITAL, BY_KEY, NoteChoice("N-09", "altijd-nat", "reden", False)), NOT_MET),
        ((UEA, READ_UEA, BY_HAND, NoteChoice("N-09", "altijd-nat", "reden", False)), MET),
    ],
)
def test_the_espd_is_validly_signed_by_somebody_with_the_power_to_do_so(
    expect: Expect, bodies: tuple[object, ...], verdict: Verdict
) -> None:
    expect("INT-10", bodies, verdict, MUST, "§5.3, §3.2")


@pytest.mark.requirement("INT-13")
@pytest.mark.parametrize(
    ("bodies", "verdict"),
    [
        ((), PENDING),
        ((ManualCheck("INT-13", True, "goed leesbaar"),), MET),
        ((ManualCheck("INT-13", False, "geen bladzijdenummers"),), NOT_MET),
        ((ManualCheck("INT-14", False, "een andere eis"),), PENDING),
    ],
)
def test_the_layout_is_judged_by_an_officer_and_is_never_more_than_a_note(
    expect: Expect, bodies: tuple[object, ...], verdict: Verdict
) -> None:
    expect("INT-13", bodies, verdict, NOTE, "§4")


def offer(*products: str, areas: tuple[str, ...] = ("ouderen",), variants: tuple[str, ...] = ()) -> Offer:
    return Offer(tuple(OfferedProduct(product, variants) for product in products), areas)


@pytest.mark.requirement("PRD-01")
@pytest.mark.parametrize(
    ("bodies", "verdict"),
    [
        ((), PENDING),
        ((offer("IB1"),), CLARIFY),
        ((offer("IB1", variants=("behoudgericht",)),), MET),
        ((offer("BG-V"),), MET),
        ((offer(),), NOT_MET),
        ((offer("IB1", areas=()),), NOT_MET),
        ((offer("BG-V", areas=("zeilen",)),), CLARIFY),
        ((offer("BG-V", "IB5"),), CLARIFY),
        ((offer("IB4", variants=("behoudgericht",)),), CLARIFY),
        ((offer("IB4", variants=("ontwikkelgericht",)),), MET),
    ],
)
def test_at_least_one_known_product_and_one_focus_area_are_ticked(
    expect: Expect, bodies: tuple[object, ...], verdict: Verdict
) -> None:
    expect("PRD-01", bodies, verdict, MUST, "§2.1.4, §5.2")


@pytest.mark.requirement("PRD-01")
def test_focus_areas_are_asked_about_until_an_officer_has_loaded_them(
    expect: Expect, without_grounds: TenderDefinition
) -> None:
    expect("PRD-01", (offer("BG-V"),), CLARIFY, MUST, "§2.1.4, §5.2", "", without_grounds)


SUBCONTRACTOR = a_party("onder-1", PartyRole.SUBCONTRACTOR)
MEMBER = a_party("combi-1", PartyRole.MEMBER)


def listed(value: bool | None) -> Party:
    return a_party("onder-1", PartyRole.COOPERATIVE_MEMBER, listed_in_espd=value)


@pytest.mark.requirement("SUB-01")
@pytest.mark.parametrize(
    ("bodies", "verdict", "subject"),
    [
        ((), NOT_APPLICABLE, ""),
        ((MEMBER,), NOT_APPLICABLE, ""),
        ((listed(True),), MET, ""),
        ((listed(False),), CLARIFY, "onder-1"),
        ((listed(None),), PENDING, "onder-1"),
    ],
)
def test_the_main_contractor_names_every_subcontractor(
    expect: Expect, bodies: tuple[object, ...], verdict: Verdict, subject: str
) -> None:
    expect("SUB-01", bodies, verdict, MAY, "§5.4.1", subject)


PARTY_PAPERS = [
    pytest.param(
        "SUB-02",
        SUBCONTRACTOR,
        "aansprakelijkheid-onderaannemer",
        "§5.4.1",
        marks=pytest.mark.requirement("SUB-02"),
    ),
    pytest.param("SUB-07", MEMBER, "volmacht-combinatie", "§5.4.2", marks=pytest.mark.requirement("SUB-07")),
]


@pytest.mark.parametrize(("requirement", "party", "kind", "paragraph"), PARTY_PAPERS)
def test_a_party_hands_in_its_own_paper_and_its_absence_is_asked(
    expect: Expect, requirement: str, party: Party, kind: str, paragraph: str
) -> None:
    own: Document = a_document(kind, party=party.id)
    of_another = a_document(kind, party="iemand-anders")
    seen = an_observation(f"{kind}.pdf")
    expect(requirement, (), NOT_APPLICABLE, MAY, paragraph)
    expect(requirement, (party,), CLARIFY, MAY, paragraph, party.id)
    expect(requirement, (party, of_another, seen), CLARIFY, MAY, paragraph, party.id)
    expect(requirement, (party, own, seen), MET, MAY, paragraph, party.id)


def in_form(form: BidForm) -> object:
    return a_tenderer(bid_form=form)


@pytest.mark.requirement("SUB-09")
@pytest.mark.parametrize(
    ("bodies", "verdict"),
    [
        ((), PENDING),
        ((in_form(BidForm.SOLE),), MET),
        ((in_form(BidForm.SOLE), a_party("moeder", PartyRole.PARENT)), MET),
        ((in_form(BidForm.SOLE), MEMBER), CLARIFY),
        ((in_form(BidForm.CONSORTIUM),), CLARIFY),
        ((in_form(BidForm.CONSORTIUM), MEMBER), MET),
        ((in_form(BidForm.MAIN_CONTRACTOR),), CLARIFY),
        ((in_form(BidForm.MAIN_CONTRACTOR), SUBCONTRACTOR), MET),
    ],
)
def test_the_form_of_the_bid_agrees_with_its_parties(
    expect: Expect, bodies: tuple[object, ...], verdict: Verdict
) -> None:
    expect("SUB-09", bodies, verdict, MAY, "§5.4, §5.4.2")


GROUP, CONSOLIDATED = a_tenderer(group_member=True), a_tenderer(group_member=True, consolidated_accounts=True)
GUARANTEE = (a_document("moedergarantie"), an_observation("moedergarantie.pdf"))
DECLARATION = (a_document("403-verklaring"), an_observation("403-verklaring.pdf"))


@pytest.mark.requirement("SUB-11")
@pytest.mark.parametrize(
    ("bodies", "verdict"),
    [
        ((a_tenderer(),), NOT_APPLICABLE),
        ((GROUP,), CLARIFY),
        ((GROUP, *GUARANTEE), MET),
        ((GROUP, *DECLARATION), CLARIFY),
        ((CONSOLIDATED, *DECLARATION), MET),
        ((CONSOLIDATED,), CLARIFY),
    ],
)
def test_the_parent_of_a_group_company_guarantees(
    expect: Expect, bodies: tuple[object, ...], verdict: Verdict
) -> None:
    expect("SUB-11", bodies, verdict, MAY, "§5.4.3")
