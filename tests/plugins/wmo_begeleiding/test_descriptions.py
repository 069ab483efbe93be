from collections.abc import Callable

import pytest

from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Consequence, Verdict
from inkoop_core.domain.package import Document, Observation
from inkoop_core.testing.builders import a_package, an_observation
from inkoop_wmo_begeleiding.descriptions import separate_descriptions

CaseOf = Callable[..., Case]


def document(kind: str, content: str = "", file: str = "") -> Document:
    return Document(kind=kind, file=file or f"{kind}.pdf", sha256=content or f"hash-{kind}")


def seen(kind: str, content: str = "") -> Observation:
    return an_observation(f"{kind}.pdf", sha256=content or f"hash-{kind}")


def verdicts(case: Case) -> dict[str, Verdict]:
    findings = list(separate_descriptions(case))
    assert {finding.consequence for finding in findings} == {Consequence.MAY_REJECT}
    return {finding.key.subject: finding.verdict for finding in findings}


@pytest.mark.requirement("INT-14")
def test_two_descriptions_in_two_files_are_what_is_asked(case_of: CaseOf) -> None:
    case = case_of(document("sg1"), document("sg2"), seen("sg1"), seen("sg2"))
    assert verdicts(case) == {"SG1": Verdict.MET, "SG2": Verdict.MET}


@pytest.mark.requirement("INT-14")
@pytest.mark.parametrize(("there", "absent"), [("SG1", "SG2"), ("SG2", "SG1")])
def test_a_missing_description_is_a_matter_of_another_requirement(
    case_of: CaseOf, there: str, absent: str
) -> None:
    case = case_of(document(there.lower()), seen(there.lower()))
    assert verdicts(case) == {there: Verdict.MET, absent: Verdict.NOT_APPLICABLE}


@pytest.mark.requirement("INT-14")
def test_the_same_file_for_both_is_asked_about(case_of: CaseOf) -> None:
    case = case_of(
        document("sg1", "samen"),
        document("sg2", "samen"),
        seen("sg1", "samen"),
        seen("sg2", "samen"),
    )
    assert verdicts(case) == {"SG1": Verdict.MET, "SG2": Verdict.CLARIFY}


@pytest.mark.requirement("INT-14")
def test_a_package_that_was_not_read_waits(case_of: CaseOf) -> None:
    for case in (case_of(a_package(content_read=False)), case_of(package=False)):
        assert list(verdicts(case).values()) == [Verdict.PENDING]
