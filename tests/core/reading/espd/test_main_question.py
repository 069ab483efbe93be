"""The main question of a criterion is told by its place, never by what it was answered with: a yes stays a yes."""

import json
from collections.abc import Callable, Iterable, Mapping

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.espd import EspdAnswer, EspdGeneration, EspdGroup, EspdKind
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import GroundAnswer
from inkoop_core.reading.espd import espd_facts, read_espd
from inkoop_core.reading.espd.main_question import main_answers
from inkoop_core.testing.espd_files import SampleEspd, espd_xml

Said = Callable[[Iterable[ReadFact], str, str], Mapping[str, str]]
FRAUD = SampleEspd(
    "Voorbeeldzorg B.V.", "00000001", answers=(GroundAnswer("fraud", True, details="veroordeeld"),)
)
UBL_YES = b"<cbc:ResponseIndicator>true</cbc:ResponseIndicator>"
FIRST_YES = b"<ccv-cbc:Indicator>true</ccv-cbc:Indicator>"
NESTED_NO = SampleEspd("V", "00000001", answers=(GroundAnswer("fraud", True, self_cleaning="beleid"),))


def answered(data: bytes, definition: TenderDefinition, said: Said) -> tuple[bool | None, str]:
    """Whether fraud applies by a file, None when it is not answered; the doubts of the response."""
    facts = espd_facts(read_espd("uea.xml", data), definition, reader="lezer", reader_version="1")
    answers = json.loads(said(facts, "espd.response", "tenderer")["answers"])
    found = [answer["applies"] for answer in answers if answer["code"] == "fraud"]
    doubts = [doubt for fact in facts if fact.kind == "espd.response" for doubt in fact.doubts]
    return (found[0] if found else None), "\n".join(doubts)


def instead(new: bytes, generation: EspdGeneration = EspdGeneration.E5) -> bytes:
    """A response of which the yes on fraud is written otherwise; its self-cleaning question says no."""
    data = espd_xml(generation, FRAUD)
    yes = FIRST_YES if generation is EspdGeneration.E1 else UBL_YES
    assert yes in data
    return data.replace(yes, new, 1)


@pytest.mark.parametrize(
    "written",
    [
        b"<cbc:ResponseCode>true</cbc:ResponseCode>",
        b"<cbc:ResponseID>1</cbc:ResponseID>",
        b"<cbc:Description>Ja</cbc:Description>",
        b"<cbc:Description>yes</cbc:Description>",
        b"<cbc:ResponseIndicator>Ja</cbc:ResponseIndicator>",
    ],
)
def test_a_yes_of_another_kind_is_a_yes_with_a_doubt(
    definition: TenderDefinition, said: Said, written: bytes
) -> None:
    applies, doubts = answered(instead(written), definition, said)
    assert applies is True
    assert "staat niet als ja/nee-antwoord in het bestand; gelezen als ja" in doubts


@pytest.mark.parametrize(
    "written", [b"<ccv-cbc:Code>true</ccv-cbc:Code>", b"<cbc:Description>ja</cbc:Description>"]
)
def test_a_yes_of_another_kind_is_a_yes_in_the_first_generation_too(
    definition: TenderDefinition, said: Said, written: bytes
) -> None:
    applies, doubts = answered(instead(written, EspdGeneration.E1), definition, said)
    assert (applies, "gelezen als ja" in doubts) == (True, True)


@pytest.mark.parametrize(
    "written",
    [
        b"<cbc:Description>misschien</cbc:Description>",
        b"<cbc:ResponseCode>false</cbc:ResponseCode>",
        b"<cbc:ResponseDate>2024-01-02</cbc:ResponseDate>",
    ],
)
def test_anything_else_is_no_answer_and_a_doubt(
    definition: TenderDefinition, said: Said, written: bytes
) -> None:
    applies, doubts = answered(instead(written), definition, said)
    assert (applies, "is geen ja of nee" in doubts) == (None, True)


def test_a_main_question_without_an_answer_is_not_answered_by_a_question_under_it(
    definition: TenderDefinition, said: Said
) -> None:
    data = espd_xml(EspdGeneration.E5, NESTED_NO).replace(b">beleid<", b"><")
    applies, doubts = answered(data.replace(UBL_YES, b"", 1), definition, said)
    assert (applies, 'vraag "Your answer?": niet beantwoord' in doubts) == (None, True)


@pytest.mark.parametrize(
    "written",
    [b"<cbc:ResponseID>x</cbc:ResponseID>" + UBL_YES, b"<cbc:Description>nee</cbc:Description>" + UBL_YES],
)
def test_an_indicator_goes_before_what_stands_beside_it(
    definition: TenderDefinition, said: Said, written: bytes
) -> None:
    applies, doubts = answered(instead(written), definition, said)
    assert (applies, "naast het antwoord staat ook" in doubts) == (True, True)


@pytest.mark.parametrize("other", [UBL_YES, b"<cbc:Description>Ja</cbc:Description>"])
def test_a_yes_beside_a_no_in_one_answer_is_read_as_yes(
    definition: TenderDefinition, said: Said, other: bytes
) -> None:
    written = b"<cbc:ResponseIndicator>false</cbc:ResponseIndicator>" + other
    applies, doubts = answered(instead(written), definition, said)
    assert (applies, "tegenstrijdig, er staat ja en nee; gelezen als ja" in doubts) == (True, True)


def test_what_the_tenderer_relies_on_is_read_the_same_way(definition: TenderDefinition, said: Said) -> None:
    named = (Party("", PartyRole.SUBCONTRACTOR, "Voorbeeld Noord"),)
    sample = SampleEspd("Voorbeeldzorg B.V.", "00000001", parties=named, requirements_met=True)
    data = espd_xml(EspdGeneration.E5, sample)
    assert data.count(UBL_YES) == 2
    coded = data.replace(UBL_YES, b"<cbc:ResponseCode>true</cbc:ResponseCode>")
    facts = espd_facts(read_espd("uea.xml", coded), definition, reader="lezer", reader_version="1")
    assert said(facts, "espd.response", "tenderer")["requirements_met"] == "true"
    assert said(facts, "tenderer", "")["bid_form"] == '"main-contractor"'
    assert all(
        any("gelezen als ja" in doubt for doubt in fact.doubts)
        for fact in facts
        if fact.kind in ("espd.response", "tenderer")
    )


def an_answer(property: str, value: str | None, datatype: str = "INDICATOR", asked: str = "") -> EspdAnswer:
    kind = EspdKind.INDICATOR if datatype == "INDICATOR" else EspdKind.TEXT
    return EspdAnswer(property, asked or property, kind, value, "QUESTION", datatype)


def test_a_question_under_another_is_never_the_main_one() -> None:
    nested = EspdGroup("binnen", "ON*", (an_answer("q2", "false"),))
    country = an_answer("q1", "NL", "DESCRIPTION")
    assert main_answers([EspdGroup("g", "ON*", (country,), (nested,))]) == (country,)


def test_proof_and_self_cleaning_before_it_are_not_the_main_question() -> None:
    proof = EspdGroup("bewijs", "ON*", (an_answer("q1", "true", asked="Is this available electronically?"),))
    cleaning = EspdGroup("herstel", "ON*", (an_answer("q2", "false", asked="Self-Cleaning?"),))
    main = an_answer("q3", "true")
    assert main_answers([proof, cleaning, EspdGroup("g", "ON*", (main,))]) == (main,)


def test_a_yes_in_words_before_the_yes_no_question_counts() -> None:
    words, main = an_answer("q1", "Ja", "DESCRIPTION"), an_answer("q2", "false")
    assert main_answers([EspdGroup("g", "ON*", (words, main))]) == (main, words)
