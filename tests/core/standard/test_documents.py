from typing import Any

import pytest

from inkoop_core.api.definition import Needed, TenderDefinition
from inkoop_core.domain.finding import Consequence, Verdict
from inkoop_core.domain.package import FileProblem
from inkoop_core.domain.request import DocumentAdded
from inkoop_core.standard.documents import document, files_usable, page_limit
from inkoop_core.testing.builders import (
    a_case,
    a_definition,
    a_document,
    a_file,
    a_kind,
    a_note,
    a_package,
    a_requirement,
    an_observation,
    only,
)

DEFINITION = a_definition(
    a_requirement("E1", "standard.document", document="sg1"),
    a_requirement("E2", "standard.document", document="machtiging"),
    a_requirement("E3", "standard.page-limit", document="sg1", note="N-49"),
    a_requirement("E4", "standard.files-usable"),
    a_requirement("E5", "standard.page-limit", document="machtiging"),
    a_requirement("E6", "standard.document", document="onbekend"),
    a_requirement("E7", "standard.document"),
    documents=(
        a_kind("sg1", media=("application/pdf",), max_pages=2),
        a_kind("machtiging", Needed.CONDITIONAL),
    ),
    notes={"N-49": a_note("N-49", "", "weglaten", "afwijzen")},
)


def verdict_on(id: str, *bodies: Any, definition: TenderDefinition = DEFINITION) -> Verdict:
    return only(document(a_case(*bodies, definition=definition), id)).verdict


def test_a_sound_document_meets_and_names_its_facts() -> None:
    case = a_case(a_document("sg1"), an_observation("sg1.pdf"), definition=DEFINITION)
    finding = only(document(case, "E1"))
    assert finding.verdict is Verdict.MET
    assert finding.facts == (1, 2)


def test_a_document_that_is_always_needed_and_absent_is_not_met() -> None:
    assert verdict_on("E1") is Verdict.NOT_MET


def test_a_document_of_another_party_does_not_count_for_the_tenderer() -> None:
    assert (
        verdict_on("E1", a_document("sg1", party="combinant-1"), an_observation("sg1.pdf")) is Verdict.NOT_MET
    )


def test_a_conditional_document_that_is_absent_is_not_applicable() -> None:
    assert verdict_on("E2") is Verdict.NOT_APPLICABLE


def test_a_conditional_document_that_is_there_must_be_usable() -> None:
    damaged = an_observation("machtiging.pdf", problem=FileProblem.DAMAGED)
    assert verdict_on("E2", a_document("machtiging"), damaged) is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("problem", "verdict"),
    [
        (FileProblem.EMPTY, Verdict.NOT_MET),
        (FileProblem.DAMAGED, Verdict.NOT_MET),
        (FileProblem.ENCRYPTED, Verdict.NOT_MET),
        (FileProblem.MISSING, Verdict.NOT_MET),
        (FileProblem.TOO_LARGE, Verdict.NOT_MET),
        (FileProblem.MISNAMED, Verdict.CLARIFY),
    ],
)
def test_a_file_with_a_problem_is_named_with_that_problem(problem: FileProblem, verdict: Verdict) -> None:
    seen = an_observation("sg1.pdf", problem=problem, problem_detail="geen PDF-kop")
    finding = only(document(a_case(a_document("sg1"), seen, definition=DEFINITION), "E1"))
    assert finding.verdict is verdict
    assert "sg1.pdf" in finding.explanation
    assert problem.label in finding.explanation
    assert "geen PDF-kop" in finding.explanation


def test_another_media_type_is_asked_about() -> None:
    seen = an_observation("sg1.pdf", media_type="image/png")
    finding = only(document(a_case(a_document("sg1"), seen, definition=DEFINITION), "E1"))
    assert finding.verdict is Verdict.CLARIFY
    assert "image/png" in finding.explanation
    assert "application/pdf" in finding.explanation


def test_a_file_that_nobody_looked_at_waits() -> None:
    assert verdict_on("E1", a_document("sg1")) is Verdict.PENDING


def test_what_was_seen_in_another_version_of_the_file_does_not_count() -> None:
    assert verdict_on("E1", a_document("sg1"), an_observation("sg1.pdf", sha256="1" * 64)) is Verdict.PENDING


def test_a_document_that_was_handed_in_twice_is_asked_about_with_both_names() -> None:
    case = a_case(a_document("sg1", "eerste.pdf"), a_document("sg1", "tweede.pdf"), definition=DEFINITION)
    finding = only(document(case, "E1"))
    assert finding.verdict is Verdict.CLARIFY
    assert "eerste.pdf, tweede.pdf" in finding.explanation


def test_a_package_that_was_not_read_leaves_its_documents_pending() -> None:
    unread = a_package(content_read=False)
    for check, requirement in ((document, "E1"), (page_limit, "E3"), (files_usable, "E4")):
        finding = only(check(a_case(received=unread, definition=DEFINITION), requirement))
        assert finding.verdict is Verdict.PENDING
        assert "niet gelezen" in finding.explanation


def test_without_a_package_its_documents_are_pending() -> None:
    assert only(document(a_case(package=False, definition=DEFINITION), "E1")).verdict is Verdict.PENDING


def test_a_requirement_over_an_unknown_document_cannot_be_judged() -> None:
    with pytest.raises(KeyError, match="onbekend"):
        tuple(document(a_case(definition=DEFINITION), "E6"))


def test_a_requirement_without_its_setting_cannot_be_judged() -> None:
    with pytest.raises(TypeError, match=r"E7: parameters\.document"):
        tuple(document(a_case(definition=DEFINITION), "E7"))


@pytest.mark.parametrize(
    ("pages", "cover", "verdict"),
    [
        (1, False, Verdict.MET),
        (1, True, Verdict.MET),
        (2, False, Verdict.MET),
        (2, None, Verdict.MET),
        (3, True, Verdict.MET),
        (3, None, Verdict.CLARIFY),
        (3, False, Verdict.CLARIFY),
        (4, True, Verdict.CLARIFY),
        (4, None, Verdict.CLARIFY),
        (None, None, Verdict.CLARIFY),
    ],
)
def test_pages_are_counted_without_the_cover(pages: int | None, cover: bool | None, verdict: Verdict) -> None:
    seen = an_observation("sg1.pdf", pages=pages, cover=cover)
    case = a_case(a_document("sg1"), seen, definition=DEFINITION)
    assert only(page_limit(case, "E3")).verdict is verdict


@pytest.mark.parametrize(
    ("reading", "verdict"),
    [("", Verdict.CLARIFY), ("weglaten", Verdict.MET), ("afwijzen", Verdict.NOT_MET)],
)
def test_too_many_pages_follow_the_reading_that_was_chosen(reading: str, verdict: Verdict) -> None:
    seen = an_observation("sg1.pdf", pages=3, cover=False)
    case = a_case(a_document("sg1"), seen, definition=DEFINITION, choices={"N-49": reading})
    finding = only(page_limit(case, "E3"))
    assert finding.verdict is verdict
    assert finding.notes == ("N-49",)
    assert "3 bladzijden" in finding.explanation


def test_a_possible_cover_is_asked_about_whatever_reading_was_chosen() -> None:
    seen = an_observation("sg1.pdf", pages=3, cover=None)
    case = a_case(a_document("sg1"), seen, definition=DEFINITION, choices={"N-49": "afwijzen"})
    assert only(page_limit(case, "E3")).verdict is Verdict.CLARIFY


@pytest.mark.parametrize("pages", [1, 2, 3, 4, None])
def test_a_cover_that_nobody_saw_is_not_said_to_be_left_out(pages: int | None) -> None:
    seen = an_observation("sg1.pdf", pages=pages, cover=None)
    text = only(page_limit(a_case(a_document("sg1"), seen, definition=DEFINITION), "E3")).explanation
    assert "voorblad niet meegeteld" not in text


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (1, "aantal bladzijden 1; toegestaan"),
        (3, "aantal bladzijden 2, voorblad niet meegeteld; toegestaan"),
    ],
)
def test_a_cover_is_left_out_of_the_count_but_never_the_only_page(pages: int, text: str) -> None:
    seen = an_observation("sg1.pdf", pages=pages, cover=True)
    assert text in only(page_limit(a_case(a_document("sg1"), seen, definition=DEFINITION), "E3")).explanation


@pytest.mark.parametrize("pages", [1, 3, None])
def test_whatever_is_found_in_a_document_that_came_after_the_closing_says_so(pages: int | None) -> None:
    seen = an_observation("sg1.pdf", pages=pages, cover=False)
    case = a_case(a_document("sg1"), seen, DocumentAdded("sg1.pdf", 1, 2), definition=DEFINITION)
    for finding in (only(page_limit(case, "E3")), only(document(case, "E1"))):
        assert finding.explanation.count("na de sluiting ontvangen op") == 1


def test_pages_of_a_document_without_limit_do_not_matter() -> None:
    assert only(page_limit(a_case(definition=DEFINITION), "E5")).verdict is Verdict.NOT_APPLICABLE


def test_an_absent_description_is_a_breach_of_the_requirement_itself() -> None:
    finding = only(page_limit(a_case(definition=DEFINITION), "E3"))
    assert (finding.verdict, finding.consequence) == (Verdict.NOT_MET, Consequence.MUST_REJECT)


def test_a_description_nobody_has_looked_at_waits() -> None:
    unread = a_case(a_document("sg1"), definition=DEFINITION)
    assert only(page_limit(unread, "E3")).verdict is Verdict.PENDING


@pytest.mark.parametrize("problem", [FileProblem.DAMAGED, FileProblem.EMPTY, FileProblem.ENCRYPTED])
def test_a_description_that_cannot_be_read_is_no_description(problem: FileProblem) -> None:
    case = a_case(
        a_document("sg1"), an_observation("sg1.pdf", pages=None, problem=problem), definition=DEFINITION
    )
    assert only(page_limit(case, "E3")).verdict is Verdict.NOT_MET


def test_too_many_pages_have_the_consequence_that_the_setting_names() -> None:
    definition = a_definition(
        a_requirement("E1", "standard.page-limit", document="sg1", note="N-49", excess="may-reject"),
        documents=(a_kind("sg1", max_pages=2),),
    )
    pages = an_observation("sg1.pdf", pages=3, cover=False)
    finding = only(page_limit(a_case(a_document("sg1"), pages, definition=definition), "E1"))
    assert (finding.verdict, finding.consequence) == (Verdict.CLARIFY, Consequence.MAY_REJECT)


def test_pages_of_a_document_handed_in_twice_are_asked_about() -> None:
    case = a_case(a_document("sg1", "a.pdf"), a_document("sg1", "b.pdf"), definition=DEFINITION)
    assert only(page_limit(case, "E3")).verdict is Verdict.CLARIFY


def test_pages_of_a_conditional_document_that_is_absent_do_not_matter() -> None:
    definition = a_definition(
        a_requirement("E1", document="cv"), documents=(a_kind("cv", Needed.CONDITIONAL, max_pages=2),)
    )
    assert only(page_limit(a_case(definition=definition), "E1")).verdict is Verdict.NOT_APPLICABLE


def test_known_and_sound_files_are_one_finding() -> None:
    received = a_package(files=(a_file("sg1.pdf"), a_file("inschrijving.toml")))
    case = a_case(a_document("sg1"), an_observation("sg1.pdf"), received=received, definition=DEFINITION)
    assert only(files_usable(case, "E4")).verdict is Verdict.MET


def test_a_file_that_is_not_recognised_is_noted_by_name() -> None:
    case = a_case(a_document("", "folder.pdf"), an_observation("folder.pdf"), definition=DEFINITION)
    finding = only(files_usable(case, "E4"))
    assert (finding.verdict, finding.consequence) == (Verdict.CLARIFY, Consequence.NOTE)
    assert finding.key.subject == "folder.pdf"


def test_a_file_of_the_package_without_any_document_is_noted_too() -> None:
    case = a_case(received=a_package(files=(a_file("los.pdf"),)), definition=DEFINITION)
    assert only(files_usable(case, "E4")).key.subject == "los.pdf"


def test_every_damaged_file_is_noted_recognised_or_not() -> None:
    case = a_case(
        a_document("sg1"),
        a_document("", "foto.jpg"),
        an_observation("sg1.pdf", problem=FileProblem.ENCRYPTED),
        an_observation("foto.jpg", problem=FileProblem.EMPTY),
        definition=DEFINITION,
    )
    findings = {finding.key.subject: finding for finding in files_usable(case, "E4")}
    assert set(findings) == {"sg1.pdf", "foto.jpg"}
    assert {finding.consequence for finding in findings.values()} == {Consequence.NOTE}
    assert "leeg bestand" in findings["foto.jpg"].explanation
