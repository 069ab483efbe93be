"""The Dalfsen tender as it is loaded, and cases under it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from inkoop_core.api.definition import DefinitionPart, TenderDefinition
from inkoop_core.api.records import ClauseType
from inkoop_core.api.rules import Case
from inkoop_core.domain.decision import Amendment
from inkoop_core.tender.load import load_definition, with_law
from inkoop_core.testing.builders import a_case
from inkoop_wmo_begeleiding.plugin import tender_text

CLAUSES = {
    # The clauses have tests of their own: here any settings will do and nothing is added.
    name: ClauseType(name=name, label=name, settings=dict, expand=lambda _: DefinitionPart())
    for name in ("sroi", "bibob", "iwmo")
}


def amendment(path: str, value: str) -> Amendment:
    return Amendment(
        path=path,
        value=value,
        reason="voor de toets",
        source="test",
        in_force_from=datetime(2026, 5, 1, tzinfo=UTC),
    )


Amended = Callable[..., TenderDefinition]


@pytest.fixture(scope="session")
def amended() -> Amended:
    """The definition with the contact person that the officer gives, and more values changed by path."""

    def load(values: dict[str, str] | None = None) -> TenderDefinition:
        changes = {"procedure.contact_person": '"A. Voorbeeld"'} | (values or {})
        return load_definition(
            with_law(tender_text()),
            [amendment(path, value) for path, value in changes.items()],
            CLAUSES,
        )

    return load


@pytest.fixture(scope="session")
def definition(amended: Amended) -> TenderDefinition:
    return amended()


@pytest.fixture
def case_of(definition: TenderDefinition) -> Callable[..., Case]:
    """A case of one submission under this tender: facts, and `choices` for unclear places."""

    def build(*bodies: object, **settings: object) -> Case:
        return a_case(*bodies, **({"definition": definition} | settings))  # type: ignore[arg-type]

    return build
