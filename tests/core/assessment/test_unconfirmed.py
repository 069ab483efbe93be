"""A rule waits while something that it asks for was read and not confirmed."""

from collections.abc import Iterable
from typing import Any

from attrs import evolve

from inkoop_core.api.rules import Case, Rule, Scope
from inkoop_core.assessment.unconfirmed import unconfirmed
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding, Verdict
from inkoop_core.domain.party import Party, PartyRole, Tenderer
from inkoop_core.domain.reading import LOOKED_UP, ReadFact, ReadValue
from inkoop_core.domain.submission import Offer, OfferedProduct
from inkoop_core.testing.builders import a_definition, a_fact, a_package, a_party, a_requirement, a_tenderer

OFFER = Offer((OfferedProduct("ib1"),))


def read(kind: str, part: str = "", file: str = "formulier.docx", id: int = 50, **values: str) -> Fact[Any]:
    said = tuple(ReadValue(name, f'"{value}"', "tabel 1, rij 1", value) for name, value in values.items())
    body = ReadFact(kind, part, file, "0" * 64, "proef", "1", said)
    return a_fact(body, f"S-001/{file}#{kind}/{part}", id=id)


def parties_are_counted(case: Case) -> Iterable[Finding]:
    yield case.on("P-1").met(f"{len(case.all(Party))} partijen")


def an_offer_is_there(case: Case) -> Iterable[Finding]:
    voice = case.on("O-1")
    offer = case.one(Offer)
    yield voice.met("er is een aanbod", offer) if offer else voice.not_met("er is geen aanbod")


def the_same_is_said_of_all(case: Case) -> Iterable[Finding]:
    for submission in {fact.submission for fact in case.all(Offer)}:
        yield case.about(submission, "A-1").met("vergeleken")


DEFINITION = a_definition(a_requirement("P-1"), a_requirement("O-1"))
CHECKS = {"P-1": parties_are_counted, "O-1": an_offer_is_there}


def verdicts(assessment: Any, submission: str = "S-001") -> dict[str, Verdict]:
    return {item.finding.key.requirement: item.finding.verdict for item in assessment.of(submission).findings}


def test_a_rule_that_asks_for_an_unconfirmed_fact_is_pending_and_names_the_file(assess_with: Any) -> None:
    assessment = assess_with(DEFINITION, CHECKS, read("offer"))
    (finding,) = [
        item.finding for item in assessment.of("S-001").findings if item.finding.key.requirement == "O-1"
    ]
    assert finding.verdict is Verdict.PENDING
    assert finding.explanation == "Wacht op bevestiging van wat is gelezen in formulier.docx."
    assert finding.facts == (50,)


def test_a_rule_that_asks_for_something_else_judges(assess_with: Any) -> None:
    assert verdicts(assess_with(DEFINITION, CHECKS, read("offer")))["P-1"] is Verdict.MET


def test_a_rule_judges_once_the_fact_stands(assess_with: Any) -> None:
    assessment = assess_with(DEFINITION, CHECKS, read("offer"), a_fact(OFFER, id=51))
    assert verdicts(assessment)["O-1"] is Verdict.MET


def test_one_unconfirmed_party_keeps_the_rule_over_all_parties_waiting(assess_with: Any) -> None:
    confirmed = a_fact(a_party("eerste", PartyRole.SUBCONTRACTOR), "S-001/eerste", id=51)
    assessment = assess_with(
        DEFINITION, CHECKS, confirmed, read("party", "eerste"), read("party", "tweede", id=52)
    )
    assert verdicts(assessment) == {"P-1": Verdict.PENDING, "O-1": Verdict.NOT_MET}


def test_a_rule_over_all_submissions_waits_for_each_of_them(assess_with: Any) -> None:
    definition = a_definition(a_requirement("A-1"))
    rule = {"A-1": Rule("A-1", the_same_is_said_of_all, Scope.PROCEDURE)}
    assessment = assess_with(
        definition,
        rule,
        read("offer"),
        a_fact(OFFER, "S-002", id=60),
        submissions=("S-001", "S-002"),
    )
    assert verdicts(assessment, "S-001") == verdicts(assessment, "S-002") == {"A-1": Verdict.PENDING}
    assert not assessment.failures


def test_a_bid_that_waits_for_a_confirmation_cannot_be_awarded(assess_with: Any) -> None:
    standing = assess_with(DEFINITION, CHECKS, read("party", "x"), a_fact(OFFER, id=51)).of("S-001").standing
    assert standing.value == "waiting"


def test_until_it_is_confirmed_the_tenderer_is_named_as_read(assess_with: Any) -> None:
    reading = read("tenderer", name="Stichting Voorbeeld")
    assert assess_with(DEFINITION, CHECKS, reading).of("S-001").tenderer == "Stichting Voorbeeld (gelezen)"
    named = assess_with(DEFINITION, CHECKS, reading, a_fact(a_tenderer(name="Stichting Bevestigd"), id=51))
    assert named.of("S-001").tenderer == "Stichting Bevestigd"


def test_the_tenderer_is_named_by_what_the_bid_said_first_and_never_by_a_look_up(assess_with: Any) -> None:
    found = read("tenderer", name="Stichting Naslag")
    looked_up = evolve(found, body=evolve(found.body, reader=LOOKED_UP))
    silent = read("tenderer", file="a.docx", id=51)
    form = read("tenderer", file="b.docx", id=52, name="Stichting Een")
    espd = read("tenderer", file="uea.xml", id=53, name="Stichting Twee")
    named = assess_with(DEFINITION, CHECKS, looked_up, silent, form, espd)
    assert named.of("S-001").tenderer == "Stichting Een (gelezen)"
    assert assess_with(DEFINITION, CHECKS, looked_up).of("S-001").tenderer == a_package().name


def test_a_name_that_was_read_without_its_words_names_the_tenderer_too(assess_with: Any) -> None:
    found = read("tenderer")
    said = (ReadValue("name", '"Stichting UEA"', "deel II"), ReadValue("employees", "12", "deel II"))
    espd = evolve(found, body=evolve(found.body, values=said))
    assert assess_with(DEFINITION, CHECKS, espd).of("S-001").tenderer == "Stichting UEA (gelezen)"
    assert (espd.body.text("employees"), espd.body.text("agb_code")) == ("", "")
    broken = evolve(espd.body, values=(ReadValue("name", "geen json", "deel II"),))
    assert broken.text("name") == ""


def test_more_than_three_files_are_counted(assess_with: Any) -> None:
    readings = [read("offer", file=f"{number}.docx", id=50 + number) for number in range(5)]
    (item,) = (
        assess_with(a_definition(a_requirement("O-1")), {"O-1": an_offer_is_there}, *readings)
        .of("S-001")
        .findings
    )
    assert item.finding.explanation.endswith("gelezen in 0.docx, 1.docx, 2.docx en 2 andere.")


def test_a_reading_of_a_kind_that_nobody_knows_keeps_no_rule_waiting() -> None:
    facts: dict[type, tuple[Fact[Any], ...]] = {ReadFact: (read("weather"),)}
    assert unconfirmed(facts, {"tenderer": Tenderer}) == {}
