"""The ESPD files of a bid as an officer reads them."""

from inkoop_core.api.views import Table
from inkoop_core.desk.views.espd import EspdOf, espd_files
from inkoop_core.domain.espd import EspdEvidence, EspdGeneration, EspdRole
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.submission import GroundAnswer
from inkoop_core.reading.espd import read_espd
from inkoop_core.testing.builders import NOW, a_definition, a_fact, a_ground
from inkoop_core.testing.espd_files import SampleEspd, espd_xml
from inkoop_core.testing.fakes import FakeReader

DEFINITION = a_definition(
    exclusion_grounds=(a_ground("fraud", title="Fraude"), a_ground("corruption", title="Omkoping"))
)
PROOF = EspdEvidence("bewijs-1", "Vonnis (voorbeeld)", "https://voorbeeld.example/1", "Rechtbank Voorbeeld")
SAMPLE = SampleEspd(
    "Stichting Voorbeeld",
    "00001001",
    role=EspdRole.GROUP_LEADER,
    answers=(GroundAnswer("fraud", applies=True, details="Een verzonnen geval.", self_cleaning="Toezicht."),),
    evidence={"fraud": PROOF},
)


def shown(**arguments: object) -> Table:
    read = read_espd("uea.xml", espd_xml(EspdGeneration.E5, SAMPLE))
    other = read_espd("uea-2.xml", espd_xml(EspdGeneration.E1, SampleEspd("Voorbeeld B.V.")))
    facts = [a_fact(read, "S-001/uea.xml", id=1), a_fact(other, "S-002/uea-2.xml", id=2)]
    reader = FakeReader(tuple(facts), DEFINITION)
    return espd_files(EspdOf(**{"submission": "S-001", **arguments}), reader, Moment.at(NOW))  # type: ignore[arg-type]


def lines(table: Table) -> list[tuple[str, ...]]:
    assert isinstance(table.source, tuple)
    return [row.cells[2:] for row in table.source]


def test_a_question_stands_under_the_ground_of_the_tender_with_its_answer() -> None:
    told = lines(shown())
    assert ("Fraude (fraud)", "ja") in [(line[0], line[2]) for line in told]
    assert ("Omkoping (corruption)", "nee") in [(line[0], line[2]) for line in told]


def test_nested_questions_are_indented_under_the_one_that_opens_them() -> None:
    fraud = [line for line in lines(shown()) if line[0] == "Fraude (fraud)"]
    depths = [len(line[1]) - len(line[1].lstrip()) for line in fraud]
    assert depths[0] == 0
    assert max(depths) >= 4
    assert "Toezicht." in [line[2] for line in fraud]


def test_evidence_is_named_where_the_answer_points_to_it() -> None:
    proofs = [line[3] for line in lines(shown()) if line[3]]
    assert proofs == ["Vonnis (voorbeeld), Rechtbank Voorbeeld, https://voorbeeld.example/1"]


def test_a_code_that_is_no_ground_of_the_tender_is_shown_as_the_file_names_it() -> None:
    assert any("(terr-offence)" in line[0] for line in lines(shown()))


def test_who_in_which_role_and_which_generation_stands_below() -> None:
    assert shown().note.startswith(
        "S-001 uea.xml: Stichting Voorbeeld (00001001), penvoerder van de combinatie; UEA-model 4"
    )


def test_questions_without_an_answer_are_shown_on_request() -> None:
    assert len(lines(shown(answered=False))) > len(lines(shown()))
    assert "niet beantwoord" in [line[2] for line in lines(shown(answered=False))]


def test_a_bid_without_such_a_file_says_so() -> None:
    assert shown(submission="S-003").note == "Er is geen UEA als gegevensbestand bij."
    assert lines(shown(submission="S-003")) == []
