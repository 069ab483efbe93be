"""The real definition and rules of the tender over literal facts: what is found about one requirement."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.assessment.assess import assess
from inkoop_core.assessment.model import SubmissionAssessment
from inkoop_core.assessment.ruleset import rule_set
from inkoop_core.domain.decision import Amendment, NoteChoice
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Verdict
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.submission import (
    EspdResponse,
    GroundAnswer,
)
from inkoop_core.plugins import discover
from inkoop_core.standard.award import AWARD_METHODS
from inkoop_core.tender.load import load_definition, with_law
from inkoop_core.testing.builders import (
    NOW,
    a_fact,
    a_package,
)
from inkoop_wmo_begeleiding.plugin import tender_text

CATALOGUE = discover()


def assessment_of(definition: TenderDefinition, *bodies: object) -> SubmissionAssessment:
    """The assessment of one submission by the definition and every plugin that it requires."""
    plugins = CATALOGUE.for_procedure(definition.requires)
    given, failed = plugins.rules(definition)
    rules, problems = rule_set(
        definition,
        given,
        [str(failure) for failure in failed],
        AWARD_METHODS,
        lambda: plugins.award_method(definition),
    )
    assert (problems, rules.failures) == ((), ())
    facts = [_fact(body, number) for number, body in enumerate(bodies, 1)]
    if not any(isinstance(body, PackageReceived) for body in bodies):
        facts.insert(0, a_fact(a_package(), id=100))
    (submission,) = assess("dalfsen-wmo-2027", definition, rules, facts, Moment.at(NOW)).submissions
    assert submission.failures == ()
    return submission


def _fact(body: object, id: int) -> Fact[Any]:
    return a_fact(body, f"note/{body.note}" if isinstance(body, NoteChoice) else "S-001", id=id)


def definition_with(**changes: str) -> TenderDefinition:
    values = {"procedure.contact_person": '"A. Voorbeeld"'} | changes
    at = datetime(2026, 5, 1, tzinfo=UTC)
    amendments = [Amendment(path, value, "toets", "toets", at) for path, value in values.items()]
    return load_definition(with_law(tender_text()), amendments, CATALOGUE.clause_types)


@pytest.fixture(scope="session")
def tender() -> TenderDefinition:
    """The definition with the focus areas and the facultative grounds that an officer loads."""
    return definition_with(
        focus_areas='["ouderen"]', facultative_grounds='["prof-misconduct", "bankruptcy", "tax-pay"]'
    )


@pytest.fixture(scope="session")
def without_grounds() -> TenderDefinition:
    """The definition before anybody loaded the focus areas and the facultative grounds."""
    return definition_with()


@pytest.fixture
def assessed(tender: TenderDefinition) -> Callable[..., SubmissionAssessment]:
    """The assessment of one submission with these facts."""
    return lambda *bodies: assessment_of(tender, *bodies)


@pytest.fixture
def expect(tender: TenderDefinition) -> Callable[..., None]:
    """Assert what is found about a requirement, given facts."""

    def check(
        requirement: str,
        bodies: tuple[object, ...],
        verdict: Verdict,
        consequence: Consequence,
        paragraph: str,
        subject: str = "",
        definition: TenderDefinition | None = None,
    ) -> None:
        findings = [item.finding for item in assessment_of(definition or tender, *bodies).findings]
        (found,) = [
            item for item in findings if (item.key.requirement, item.key.subject) == (requirement, subject)
        ]
        assert (found.verdict, found.consequence) == (verdict, consequence)
        assert (found.source.document, found.source.paragraph) == ("inkoopdocument", paragraph)

    return check


@pytest.fixture
def espd(tender: TenderDefinition) -> Callable[..., EspdResponse]:
    """An ESPD that answers no to every ground but those given."""

    def make(*answers: GroundAnswer, party: str = "tenderer", met: bool | None = True) -> EspdResponse:
        said = {answer.code for answer in answers}
        no = [GroundAnswer(item.code, False) for item in tender.exclusion_grounds if item.code not in said]
        return EspdResponse(party, (*answers, *no), met)

    return make
