from typing import Any

import attrs
import pytest

from inkoop_core.domain.finding import Consequence, Finding, FindingKey, Stage, Verdict
from inkoop_core.domain.source import SourceRef

FINDING = Finding(
    key=FindingKey("S-001", "ELI-10"),
    verdict=Verdict.NOT_MET,
    consequence=Consequence.MAY_REJECT,
    source=SourceRef("inkoopdocument", "§3.4 Nr 2"),
    explanation="negen cliënten",
    facts=(1, 2),
    notes=("N-04",),
)
OTHERS: dict[str, list[Any]] = {
    "key": [
        FindingKey("S-002", "ELI-10"),
        FindingKey("S-001", "ELI-11"),
        FindingKey("S-001", "ELI-10", "onderaannemer-1"),
    ],
    "verdict": [Verdict.CLARIFY],
    "consequence": [Consequence.MUST_REJECT],
    "source": [SourceRef("UEA", "§3.4 Nr 2"), SourceRef("inkoopdocument", "§3.4 Nr 3")],
    "explanation": ["negen clienten"],
    "facts": [(1,), (2, 1), ()],
    "notes": [(), ("N-04", "N-25")],
}


def test_every_field_of_a_finding_has_another_value_here() -> None:
    assert set(OTHERS) == {field.name for field in attrs.fields(Finding)}


@pytest.mark.parametrize(("field", "value"), [(name, one) for name, many in OTHERS.items() for one in many])
def test_the_basis_changes_with_every_field(field: str, value: Any) -> None:
    assert attrs.evolve(FINDING, **{field: value}).basis != FINDING.basis


def test_equal_findings_have_the_same_basis_and_can_be_kept_in_sets() -> None:
    again = attrs.evolve(FINDING)
    assert again.basis == FINDING.basis
    assert {again, FINDING} == {FINDING}


def test_a_finding_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FINDING.explanation = "anders"  # type: ignore[misc]


def test_the_steps_are_numbered_as_in_the_tender_document() -> None:
    assert [stage.step for stage in Stage] == [0, 1, 2, 3, 4, 5]


def test_everything_on_screen_has_a_label_of_its_own() -> None:
    for kind in (Stage, Verdict, Consequence):
        assert len({member.label for member in kind}) == len(list(kind))
