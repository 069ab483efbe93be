import pytest

from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Consequence, FindingKey, Verdict
from inkoop_core.domain.submission import PlatformAnswers, Reservation
from inkoop_core.testing.builders import a_case, a_definition, a_fact, a_note, a_requirement

DEFINITION = a_definition(
    a_requirement("A-1", consequence=Consequence.MAY_REJECT, paragraph="§3.4"),
    notes={"N-1": a_note("N-1", "eerste", "eerste", "tweede"), "N-2": a_note("N-2", "", "een", "ander")},
)


@pytest.fixture
def case() -> Case:
    return a_case(Reservation("prijs", "nee"), Reservation("duur", "nee"), definition=DEFINITION)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("met", Verdict.MET),
        ("not_met", Verdict.NOT_MET),
        ("clarify", Verdict.CLARIFY),
        ("pending", Verdict.PENDING),
        ("not_applicable", Verdict.NOT_APPLICABLE),
    ],
)
def test_a_voice_cites_the_requirement_and_the_facts_it_used(case: Case, name: str, verdict: Verdict) -> None:
    facts = case.all(Reservation)
    finding = getattr(case.on("A-1"), name)("omdat", *facts, subject="deel", notes=("N-1",))
    assert finding.key == FindingKey("S-001", "A-1", "deel")
    assert (finding.verdict, finding.consequence) == (verdict, Consequence.MAY_REJECT)
    assert (finding.source.paragraph, finding.explanation) == ("§3.4", "omdat")
    assert (finding.facts, finding.notes) == ((1, 2), ("N-1",))


@pytest.mark.parametrize("name", ["met", "not_met", "clarify", "pending", "not_applicable"])
def test_without_more_a_finding_is_about_the_whole_bid(case: Case, name: str) -> None:
    finding = getattr(case.on("A-1"), name)("omdat")
    assert finding.key == FindingKey("S-001", "A-1", "")
    assert (finding.facts, finding.notes) == ((), ())


@pytest.mark.parametrize("name", ["not_met", "clarify"])
def test_a_breach_or_a_doubt_may_have_a_consequence_of_its_own(case: Case, name: str) -> None:
    finding = getattr(case.on("A-1"), name)("omdat", consequence=Consequence.NOTE)
    assert finding.consequence is Consequence.NOTE


def test_a_procedure_rule_speaks_about_another_submission(case: Case) -> None:
    assert case.about("S-007", "A-1").met("ja").key == FindingKey("S-007", "A-1")


def test_nobody_speaks_about_a_requirement_that_does_not_exist(case: Case) -> None:
    with pytest.raises(KeyError, match="Z-9"):
        case.on("Z-9")


def test_facts_are_given_oldest_first_and_the_newest_alone(case: Case) -> None:
    assert [fact.body.about for fact in case.all(Reservation)] == ["prijs", "duur"]
    newest = case.one(Reservation)
    assert newest is not None
    assert newest.body.about == "duur"
    assert case.all(PlatformAnswers) == ()
    assert case.one(PlatformAnswers) is None


def test_the_reading_in_force_is_the_default_until_another_is_chosen() -> None:
    assert a_case(definition=DEFINITION).choice("N-1") == "eerste"
    assert a_case(definition=DEFINITION, choices={"N-1": "tweede"}).choice("N-1") == "tweede"


@pytest.mark.parametrize("note", ["N-2", "N-99"])
def test_where_nothing_holds_the_reading_is_empty(note: str) -> None:
    assert a_case(definition=DEFINITION).choice(note) == ""


def test_a_fact_of_another_submission_is_no_concern_of_a_voice() -> None:
    other = a_fact(Reservation("prijs", "nee"), "S-002", id=44)
    assert a_case(definition=DEFINITION).on("A-1").met("ja", other).facts == (44,)
