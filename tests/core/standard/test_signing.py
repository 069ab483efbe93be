from typing import Any

import attrs
import pytest

from inkoop_core.api.definition import Needed
from inkoop_core.domain.finding import Finding, Verdict
from inkoop_core.domain.package import FileProblem, ReadSignature
from inkoop_core.domain.submission import Signature, SigningMethod, SigningPower
from inkoop_core.standard.signing import mandate, signed
from inkoop_core.testing.builders import (
    HASH,
    a_case,
    a_definition,
    a_document,
    a_kind,
    a_note,
    a_requirement,
    an_observation,
    only,
)

DEFINITION = a_definition(
    a_requirement("E1", "standard.signed", document="uea", notes=("N-09",)),
    a_requirement("E2", "standard.mandate", document="machtiging"),
    a_requirement("E3", "standard.signed", document="machtiging"),
    documents=(a_kind("uea"), a_kind("machtiging", Needed.CONDITIONAL)),
    notes={"N-09": a_note("N-09", "een-van-beide", "een-van-beide", "altijd-nat")},
)
SOUND = ReadSignature("A. Voorbeeld", intact=True, trusted=True, changed_after=False)
BROKEN = ReadSignature("A. Voorbeeld", intact=False, trusted=True, changed_after=False)
CHANGED = ReadSignature("A. Voorbeeld", intact=True, trusted=True, changed_after=True)
UNTRUSTED = ReadSignature("A. Voorbeeld", intact=True, trusted=False, changed_after=False)


def stated(
    method: SigningMethod = SigningMethod.WET_SCAN,
    power: SigningPower = SigningPower.SOLE,
    *who: str,
    document: str = "uea",
) -> Signature:
    return Signature(document, method, who or ("A. Voorbeeld",), power)


def judged(*bodies: Any, seen: tuple[ReadSignature, ...] = (), choice: str = "een-van-beide") -> Finding:
    case = a_case(
        a_document("uea"),
        an_observation("uea.pdf", signatures=seen),
        *bodies,
        definition=DEFINITION,
        choices={"N-09": choice},
    )
    return only(signed(case, "E1"))


def test_a_wet_signature_by_somebody_with_sole_power_meets_and_cites_the_note() -> None:
    finding = judged(stated())
    assert finding.verdict is Verdict.MET
    assert finding.notes == ("N-09",)
    assert finding.facts == (1, 2, 3)
    assert "natte handtekening" in finding.explanation


def test_a_sound_digital_signature_by_somebody_with_sole_power_meets() -> None:
    assert judged(stated(SigningMethod.DIGITAL), seen=(SOUND,)).verdict is Verdict.MET


def test_a_digital_signature_does_not_do_when_a_wet_one_was_chosen_as_always_needed() -> None:
    finding = judged(stated(SigningMethod.DIGITAL), seen=(SOUND,), choice="altijd-nat")
    assert finding.verdict is Verdict.NOT_MET
    assert judged(stated(), choice="altijd-nat").verdict is Verdict.MET


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        ((), Verdict.CLARIFY),
        ((BROKEN,), Verdict.NOT_MET),
        ((CHANGED,), Verdict.NOT_MET),
        ((SOUND, CHANGED), Verdict.NOT_MET),
        ((UNTRUSTED,), Verdict.CLARIFY),
        ((UNTRUSTED, BROKEN), Verdict.NOT_MET),
    ],
)
def test_a_digital_signature_is_what_the_file_shows(
    seen: tuple[ReadSignature, ...], verdict: Verdict
) -> None:
    assert judged(stated(SigningMethod.DIGITAL), seen=seen).verdict is verdict


def test_a_digital_signature_in_a_file_that_nobody_looked_at_waits() -> None:
    case = a_case(a_document("uea"), stated(SigningMethod.DIGITAL), definition=DEFINITION)
    assert only(signed(case, "E1")).verdict is Verdict.PENDING


def test_a_wet_signature_in_a_file_changed_after_digital_signing_is_asked_about() -> None:
    assert judged(stated(), seen=(CHANGED,)).verdict is Verdict.CLARIFY


def test_an_unsigned_document_is_not_met_unless_the_file_shows_a_signature() -> None:
    assert judged(stated(SigningMethod.NONE)).verdict is Verdict.NOT_MET
    assert judged(stated(SigningMethod.NONE), seen=(BROKEN,)).verdict is Verdict.NOT_MET
    assert judged(stated(SigningMethod.NONE), seen=(SOUND,)).verdict is Verdict.CLARIFY


def test_without_a_record_of_who_signed_it_waits_unless_the_file_shows_a_sound_signature() -> None:
    assert judged().verdict is Verdict.PENDING
    assert judged(seen=(BROKEN,)).verdict is Verdict.PENDING
    finding = judged(seen=(SOUND,))
    assert finding.verdict is Verdict.CLARIFY
    assert "A. Voorbeeld" in finding.explanation


@pytest.mark.parametrize("method", [SigningMethod.WET_SCAN, SigningMethod.DIGITAL])
@pytest.mark.parametrize("who", [(), ("",), (" ",)])
def test_a_signature_of_nobody_in_particular_is_asked_about(
    method: SigningMethod, who: tuple[str, ...]
) -> None:
    finding = judged(Signature("uea", method, who, SigningPower.SOLE), seen=(SOUND,))
    assert finding.verdict is Verdict.CLARIFY
    assert "wie heeft ondertekend is niet vastgelegd" in finding.explanation


OTHER = ReadSignature("B. Ander", intact=True, trusted=True, changed_after=False)


@pytest.mark.parametrize(
    ("power", "who", "seen", "verdict"),
    [
        (SigningPower.SOLE, ("a. voorbeeld ",), (SOUND,), Verdict.MET),
        (SigningPower.SOLE, ("B. Ander",), (SOUND,), Verdict.CLARIFY),
        (SigningPower.SOLE, ("A. Voorbeeld",), (SOUND, OTHER), Verdict.CLARIFY),
        (SigningPower.JOINT, ("A. Voorbeeld", "B. Ander"), (OTHER, SOUND), Verdict.MET),
        (SigningPower.JOINT, ("A. Voorbeeld", "B. Ander"), (SOUND,), Verdict.CLARIFY),
        (SigningPower.JOINT, ("A. Voorbeeld", "B. Ander"), (SOUND, SOUND), Verdict.CLARIFY),
        (SigningPower.JOINT, ("A. Voorbeeld", "C. Derde"), (SOUND, OTHER), Verdict.CLARIFY),
    ],
)
def test_the_persons_in_the_file_are_those_who_are_said_to_have_signed(
    power: SigningPower, who: tuple[str, ...], seen: tuple[ReadSignature, ...], verdict: Verdict
) -> None:
    assert judged(stated(SigningMethod.DIGITAL, power, *who), seen=seen).verdict is verdict


def test_an_explanation_that_ends_with_a_name_has_one_full_stop() -> None:
    company = ReadSignature("Voorbeeldzorg B.V.", intact=False, trusted=True, changed_after=False)
    finding = judged(stated(SigningMethod.DIGITAL), seen=(company,))
    assert finding.explanation.endswith("door Voorbeeldzorg B.V.")


def test_joint_power_needs_two_different_signatories() -> None:
    wet, joint = SigningMethod.WET_SCAN, SigningPower.JOINT
    assert judged(stated(wet, joint, "A")).verdict is Verdict.CLARIFY
    assert judged(stated(wet, joint, "A", " a")).verdict is Verdict.CLARIFY
    assert judged(stated(wet, joint, "A. Voorbeeld", "A Voorbeeld")).verdict is Verdict.CLARIFY
    assert judged(stated(wet, joint, "Ж", "Я")).verdict is Verdict.MET
    assert judged(stated(wet, joint, "A", "B")).verdict is Verdict.MET


def test_unknown_power_is_asked_about() -> None:
    assert judged(stated(SigningMethod.WET_SCAN, SigningPower.UNKNOWN)).verdict is Verdict.CLARIFY


def test_an_attorney_needs_a_power_of_attorney_in_the_bid() -> None:
    attorney = stated(SigningMethod.WET_SCAN, SigningPower.ATTORNEY)
    assert judged(attorney).verdict is Verdict.NOT_MET
    assert judged(attorney, a_document("machtiging")).verdict is Verdict.MET
    of_another = a_document("machtiging", party="combinant-1")
    assert judged(attorney, of_another).verdict is Verdict.NOT_MET


def test_an_absent_document_is_not_signed_yet_or_needs_no_signature() -> None:
    assert only(signed(a_case(definition=DEFINITION), "E1")).verdict is Verdict.PENDING
    assert only(signed(a_case(definition=DEFINITION), "E3")).verdict is Verdict.NOT_APPLICABLE


def test_the_documents_of_other_parties_are_judged_by_themselves() -> None:
    case = a_case(
        a_document("uea"),
        a_document("uea", "uea-lid.pdf", party="combinant-1"),
        an_observation("uea.pdf"),
        an_observation("uea-lid.pdf"),
        stated(),
        stated(SigningMethod.NONE, document="uea:combinant-1"),
        definition=DEFINITION,
    )
    findings = {finding.key.subject: finding for finding in signed(case, "E1")}
    assert findings[""].verdict is Verdict.MET
    assert findings["combinant-1"].verdict is Verdict.NOT_MET
    assert "uea-lid.pdf" in findings["combinant-1"].explanation


def test_a_power_of_attorney_is_needed_only_when_an_attorney_signed() -> None:
    assert only(mandate(a_case(stated(), definition=DEFINITION), "E2")).verdict is Verdict.NOT_APPLICABLE
    attorney = stated(SigningMethod.WET_SCAN, SigningPower.ATTORNEY)
    absent = only(mandate(a_case(attorney, definition=DEFINITION), "E2"))
    assert absent.verdict is Verdict.NOT_MET
    assert "A. Voorbeeld" in absent.explanation


def test_a_power_of_attorney_must_be_readable() -> None:
    attorney = stated(SigningMethod.WET_SCAN, SigningPower.ATTORNEY)
    sound, damaged = (
        a_case(
            attorney,
            a_document("machtiging"),
            an_observation("machtiging.pdf", problem=problem),
            definition=DEFINITION,
        )
        for problem in (None, FileProblem.DAMAGED)
    )
    assert only(mandate(sound, "E2")).verdict is Verdict.MET
    assert only(mandate(damaged, "E2")).verdict is Verdict.NOT_MET


def test_what_is_not_in_the_bid_is_not_signed_whatever_was_recorded() -> None:
    finding = only(signed(a_case(stated(), definition=DEFINITION), "E1"))
    assert finding.verdict is Verdict.PENDING
    assert "ontbreekt" in finding.explanation
    assert finding.facts == (1,)


@pytest.mark.parametrize("problem", [FileProblem.DAMAGED, FileProblem.EMPTY, FileProblem.ENCRYPTED])
def test_a_signature_in_a_file_that_cannot_be_opened_is_asked_about(problem: FileProblem) -> None:
    case = a_case(
        a_document("uea"), an_observation("uea.pdf", problem=problem), stated(), definition=DEFINITION
    )
    finding = only(signed(case, "E1"))
    assert finding.verdict is Verdict.CLARIFY
    assert problem.label in finding.explanation


def test_who_is_empowered_only_with_another_needs_that_other_or_a_power_of_attorney() -> None:
    wet, joint = SigningMethod.WET_SCAN, SigningPower.JOINT
    alone = only(mandate(a_case(stated(wet, joint, "A"), definition=DEFINITION), "E2"))
    assert alone.verdict is Verdict.CLARIFY
    assert "alleen samen met een ander" in alone.explanation
    together = only(mandate(a_case(stated(wet, joint, "A", "B"), definition=DEFINITION), "E2"))
    assert together.verdict is Verdict.NOT_APPLICABLE
    empowered = a_case(
        stated(wet, joint, "A"),
        a_document("machtiging"),
        an_observation("machtiging.pdf"),
        definition=DEFINITION,
    )
    assert only(mandate(empowered, "E2")).verdict is Verdict.MET


def test_a_power_of_attorney_is_awaited_as_long_as_the_power_is_unknown() -> None:
    unknown = stated(SigningMethod.WET_SCAN, SigningPower.UNKNOWN)
    assert only(mandate(a_case(unknown, definition=DEFINITION), "E2")).verdict is Verdict.PENDING
    unsigned = stated(SigningMethod.NONE, SigningPower.UNKNOWN)
    assert only(mandate(a_case(unsigned, definition=DEFINITION), "E2")).verdict is Verdict.NOT_APPLICABLE


def test_of_several_signatures_of_one_party_the_attorneys_needs_the_power_of_attorney() -> None:
    attorney = stated(SigningMethod.WET_SCAN, SigningPower.ATTORNEY, "G. Gemachtigd")
    unknown = stated(SigningMethod.WET_SCAN, SigningPower.UNKNOWN, "O. Onbekend", document="machtiging")
    for bodies in ((attorney, unknown), (unknown, attorney)):
        finding = only(mandate(a_case(*bodies, definition=DEFINITION), "E2"))
        assert finding.verdict is Verdict.NOT_MET
        assert "G. Gemachtigd" in finding.explanation


def test_a_signature_that_was_seen_in_another_file_waits() -> None:
    assert judged(attrs.evolve(stated(), sha256=HASH)).verdict is Verdict.MET
    other = judged(attrs.evolve(stated(), sha256="1" * 64))
    assert other.verdict is Verdict.PENDING
    assert "voor een ander bestand" in other.explanation
