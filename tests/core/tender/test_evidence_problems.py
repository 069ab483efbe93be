"""What a tender file says wrongly of its evidence is named by its path."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from inkoop_core.api.evidence import AlsoFor, EvidenceRoute, MustState
from inkoop_core.domain.finding import Consequence, Stage
from inkoop_core.tender.evidence_problems import evidence_problems
from inkoop_core.tender.file import TenderFile
from inkoop_core.testing.builders import SOURCE, a_kind, a_note, a_parameter
from inkoop_core.testing.evidence import a_kind_of_evidence, evidence_definition

REFUSE = Consequence.REFUSE_PARTY


@pytest.fixture
def problems() -> Callable[..., list[str]]:
    """The problems of a sound file of which some tables are replaced."""
    sound = evidence_definition()

    def of(**changes: Any) -> list[str]:
        values: dict[str, Any] = {
            "procedure": sound.procedure,
            "requires": {},
            "channels": sound.channels,
            "award": sound.award,
            "parameters": {
                "audit_jaren": a_parameter("audit_jaren", 1),
                "certificaten": a_parameter("c", ("x",)),
            },
            "documents": (a_kind("gva"),),
            "requirements": sound.requirements,
            "evidence": sound.evidence,
            "notes": tuple(sound.notes.values()),
        }
        return list(evidence_problems(TenderFile(**(values | changes))))

    return of


def test_a_sound_file_has_none(problems: Callable[..., list[str]]) -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ({"document": "vog"}, "evidence.gva.document: 'vog' staat niet in [[documents]]"),
        ({"age_unit": "maanden"}, "evidence.gva.age_unit: 'maanden' is geen eenheid"),
        ({"for_whom": ("iedereen",)}, "evidence.gva.for_whom: 'iedereen' is geen partij"),
        (
            {"routes": (EvidenceRoute("A", "a", SOURCE, listed="lijst"),)},
            "evidence.gva.routes.A.listed: 'lijst' staat niet onder [parameters]",
        ),
        (
            {"routes": (EvidenceRoute("A", "a", SOURCE, max_age="jaren", age_unit="years"),)},
            "evidence.gva.routes.A.max_age: 'jaren' staat niet onder [parameters]",
        ),
        (
            {"routes": (EvidenceRoute("A", "a", SOURCE, max_age="audit_jaren"),)},
            "evidence.gva.routes.A.age_unit: '' is geen eenheid",
        ),
        (
            {"routes": (EvidenceRoute("A", "a", SOURCE, notes=("N-99",)),)},
            "evidence.gva.routes.A.notes: N-99 staat niet in de tabel [[notes]]",
        ),
        (
            {"routes": (EvidenceRoute("A", "a", SOURCE),) * 2},
            "evidence.gva.routes.A: komt 2 keer voor",
        ),
        (
            {"must_state": (MustState("x", "x", SOURCE, route="Z"),)},
            "evidence.gva.must_state.x.route: 'Z' is geen weg",
        ),
        (
            {"must_state": (MustState("x", "x", SOURCE, parameters=("bedrag",)),)},
            "evidence.gva.must_state.x.parameters: 'bedrag' staat niet onder [parameters]",
        ),
        (
            {"also_for": AlsoFor("N-99", "x", ("subcontractor",), REFUSE)},
            "evidence.gva.also_for.note: N-99 staat niet in de tabel [[notes]]",
        ),
        (
            {"also_for": AlsoFor("N-47", "x", ("subcontractor",), REFUSE)},
            "evidence.gva.also_for.reading: 'x' is geen lezing van N-47",
        ),
    ],
)
def test_what_does_not_fit_is_named(
    problems: Callable[..., list[str]], kind: dict[str, Any], line: str
) -> None:
    notes = (a_note("N-47", "alleen-gva", "alleen-gva", "alle-drie"), a_note("N-02"), a_note("N-21"))
    (found,) = problems(evidence=(a_kind_of_evidence(**kind),), requirements=(), notes=notes)
    assert found.startswith(line)


def test_the_check_belongs_to_step_5_and_names_its_evidence(problems: Callable[..., list[str]]) -> None:
    first, second = evidence_definition().requirements
    wrong = (evolve(first, stage=Stage.FORMAL), evolve(second, evidence=()))
    assert [line.partition(":")[0] for line in problems(requirements=wrong)] == [
        "requirements.VER.stage",
        "requirements.SUB.evidence",
    ]


def test_a_piece_of_evidence_belongs_to_one_requirement(problems: Callable[..., list[str]]) -> None:
    first, second = evidence_definition().requirements
    (line,) = problems(requirements=(first, evolve(second, evidence=("gva",))))
    assert line.startswith("evidence.gva: 2 eisen van stap 5 gaan erover")
