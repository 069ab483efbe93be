from collections.abc import Callable

import pytest

from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Consequence, Verdict
from inkoop_core.domain.package import Document, FileProblem, Observation
from inkoop_core.testing.builders import a_package, an_observation
from inkoop_wmo_begeleiding.descriptions import separate_descriptions

CaseOf = Callable[..., Case]


def document(kind: str, content: str = "", file: str = "") -> Document:
    return Document(kind=kind, file=file or f"{kind}.pdf", sha256=content or f"hash-{kind}")


def seen(kind: str, problem: FileProblem | None = None, content: str = "") -> Observation:
    return an_observation(f"{kind}.pdf", sha256=content or f"hash-{kind}", problem=problem)


def verdicts(case: Case) -> dict[str, Verdict]:
    findings = list(separate_descriptions(case))
    assert {finding.consequence for finding in findings} == {Consequence.MUST_REJECT}
    return {finding.key.subject: finding.verdict for finding in findings}


@pytest.mark.requirement("INT-14")
def test_two_descriptions_in_two_files_are_what_is_asked(case_of: CaseOf) -> None:
    case = case_of(document("sg1"), document("sg2"), seen("sg1"), seen("sg2"))
    assert verdicts(case) == {"SG1": Verdict.MET, "SG2": Verdict.MET}


@pytest.mark.requirement("INT-14")
@pytest.mark.parametrize(("there", "absent"), [("SG1", "SG2"), ("SG2", "SG1")])
def test_a_missing_description_is_named(case_of: CaseOf, there: str, absent: str) -> None:
    case = case_of(document(there.lower()), seen(there.lower()))
    assert verdicts(case) == {there: Verdict.MET, absent: Verdict.NOT_MET}


@pytest.mark.requirement("INT-14")
def test_the_same_file_for_both_is_asked_about(case_of: CaseOf) -> None:
    case = case_of(
        document("sg1", "samen"),
        document("sg2", "samen"),
        seen("sg1", None, "samen"),
        seen("sg2", None, "samen"),
    )
    assert verdicts(case) == {"SG1": Verdict.MET, "SG2": Verdict.CLARIFY}


@pytest.mark.requirement("INT-14")
def test_two_files_for_one_criterion_are_asked_about(case_of: CaseOf) -> None:
    case = case_of(
        document("sg1"), document("sg1", "anders", "sg1-nieuw.pdf"), document("sg2"), seen("sg1"), seen("sg2")
    )
    assert verdicts(case) == {"SG1": Verdict.CLARIFY, "SG2": Verdict.MET}


@pytest.mark.requirement("INT-14")
@pytest.mark.parametrize(
    ("problem", "verdict"),
    [
        (FileProblem.MISSING, Verdict.NOT_MET),
        (FileProblem.EMPTY, Verdict.NOT_MET),
        (FileProblem.DAMAGED, Verdict.NOT_MET),
        (FileProblem.ENCRYPTED, Verdict.NOT_MET),
        (FileProblem.TOO_LARGE, Verdict.NOT_MET),
        (FileProblem.MISNAMED, Verdict.CLARIFY),
    ],
)
def test_a_description_that_cannot_be_read_does_not_count(
    case_of: CaseOf, problem: FileProblem, verdict: Verdict
) -> None:
    case = case_of(document("sg1"), document("sg2"), seen("sg1", problem), seen("sg2"))
    assert verdicts(case) == {"SG1": verdict, "SG2": Verdict.MET}


@pytest.mark.requirement("INT-14")
def test_a_file_that_the_package_names_but_does_not_hold_is_missing(case_of: CaseOf) -> None:
    gone = an_observation("sg1.pdf", sha256="", problem=FileProblem.MISSING)
    case = case_of(document("sg1"), document("sg2"), gone, seen("sg2"))
    assert verdicts(case)["SG1"] is Verdict.NOT_MET


@pytest.mark.requirement("INT-14")
def test_a_file_that_nobody_has_looked_at_waits(case_of: CaseOf) -> None:
    case = case_of(document("sg1"), document("sg2"), seen("sg2"), an_observation("sg1.pdf", sha256="ouder"))
    assert verdicts(case) == {"SG1": Verdict.PENDING, "SG2": Verdict.MET}


@pytest.mark.requirement("INT-14")
def test_a_package_that_was_not_read_waits(case_of: CaseOf) -> None:
    for case in (case_of(a_package(content_read=False)), case_of(package=False)):
        assert list(verdicts(case).values()) == [Verdict.PENDING]
