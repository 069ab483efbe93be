from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkoop_core import structure
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain import canonical
from inkoop_core.domain.espd import (
    EspdCriterion,
    EspdEvidence,
    EspdFile,
    EspdForm,
    EspdGeneration,
    EspdGroup,
    EspdKind,
    EspdRole,
)
from inkoop_core.domain.party import Party, PartyRole, party_id
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import GroundAnswer
from inkoop_core.reading.espd import espd_facts, read_espd
from inkoop_core.testing.espd_files import GROUNDS, SampleEspd, espd_xml
from inkoop_core.testing.espd_forms import PAYMENTS

Said = Callable[[Iterable[ReadFact], str, str], Mapping[str, str]]
GENERATIONS = [generation for generation in EspdGeneration if generation is not EspdGeneration.UNKNOWN]
SHORT = [short for short, _, _ in GROUNDS]
WORDS = st.text("abcdefgh é<&>'\"", min_size=1, max_size=20).map(lambda text: f"x{text.strip()}")
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@st.composite
def ground_answers(draw: st.DrawFn) -> GroundAnswer:
    code = draw(st.sampled_from(SHORT))
    if not draw(st.booleans()):
        return GroundAnswer(code, applies=False)
    payment = code in PAYMENTS
    return GroundAnswer(
        code,
        applies=True,
        happened_on=draw(st.none() | DAYS),
        ended_on=draw(st.none() | DAYS),
        decided_on=draw(st.none() | DAYS),
        final_decision=draw(st.none() | st.booleans()) if payment else None,
        paid_or_arranged=draw(st.none() | st.booleans()) if payment else None,
        self_cleaning=draw(st.just("") | WORDS),
        details=draw(st.just("") | WORDS),
    )


def answers_of(facts: Iterable[ReadFact], said: Said, party: str = "tenderer") -> dict[str, GroundAnswer]:
    import json

    read = structure.plain(
        tuple[GroundAnswer, ...], json.loads(said(facts, "espd.response", party)["answers"])
    )
    return {answer.code: answer for answer in read}


@pytest.mark.parametrize("generation", GENERATIONS)
@settings(max_examples=25, deadline=None)
@given(
    answers=st.lists(ground_answers(), unique_by=lambda answer: answer.code, max_size=5),
    met=st.none() | st.booleans(),
)
def test_what_is_written_is_read_again(
    generation: EspdGeneration,
    answers: list[GroundAnswer],
    met: bool | None,
    definition: TenderDefinition,
    said: Said,
) -> None:
    sample = SampleEspd("Voorbeeldzorg B.V.", "00000001", answers=tuple(answers), requirements_met=met)
    espd = read_espd("uea.xml", espd_xml(generation, sample))
    facts = espd_facts(espd, definition, reader="lezer", reader_version="1")
    assert espd.generation is generation
    assert (espd.unread, espd.unplaced) == ((), ())
    read = answers_of(facts, said)
    assert set(read) == set(SHORT)
    for answer in answers:
        found = read[answer.code]
        for name in (
            "applies",
            "happened_on",
            "ended_on",
            "decided_on",
            "final_decision",
            "paid_or_arranged",
        ):
            assert getattr(found, name) == getattr(answer, name), name
        assert found.self_cleaning == answer.self_cleaning
        means = f"Please describe which means were used: {answer.details}"
        assert found.details in (answer.details, means)
    unnamed = set(SHORT) - {answer.code for answer in answers}
    assert {read[code] for code in unnamed} == {GroundAnswer(code, applies=False) for code in unnamed}
    values = said(facts, "espd.response", "tenderer")
    assert values.get("requirements_met") == (None if met is None else str(met).lower())


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_parties_that_a_tenderer_names_are_read(
    generation: EspdGeneration, definition: TenderDefinition, said: Said
) -> None:
    named = (
        Party(
            "", PartyRole.SUBCONTRACTOR, "Voorbeeld Zorg & Welzijn B.V.", "00000002", share=Decimal("12.5")
        ),
        Party("", PartyRole.RELIED_ON, "Stichting Voorbeeld", "00000003"),
    )
    sample = SampleEspd("Voorbeeldzorg B.V.", "00000001", parties=named)
    facts = espd_facts(
        read_espd("uea.xml", espd_xml(generation, sample)), definition, reader="lezer", reader_version="1"
    )
    assert said(facts, "tenderer", "")["bid_form"] == '"main-contractor"'
    subcontractor = said(facts, "party", "voorbeeld-zorg-welzijn-b-v")
    assert (subcontractor["role"], subcontractor["share"]) == ('"subcontractor"', '"12.5"')
    assert subcontractor["listed_in_espd"] == "true"
    relied = said(facts, "party", "stichting-voorbeeld")
    assert (relied["role"], relied["relied_on"]) == ('"relied-on"', "true")
    if generation is not EspdGeneration.E1:
        assert subcontractor["trade_register_number"] == '"00000002"'


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("role", [role for role in EspdRole if role is not EspdRole.UNKNOWN])
def test_the_role_is_read_from_the_code_of_the_generation(generation: EspdGeneration, role: EspdRole) -> None:
    espd = read_espd("uea.xml", espd_xml(generation, SampleEspd("Voorbeeldzorg B.V.", role=role)))
    without_code = generation is EspdGeneration.E1 and role is EspdRole.RELIED_ON
    assert espd.role is (EspdRole.UNKNOWN if without_code else role)


@pytest.mark.parametrize(
    ("generation", "form"),
    [
        (generation, form)
        for generation in (EspdGeneration.E2, EspdGeneration.E3)
        for form in (EspdForm.BASIC, EspdForm.EXTENDED)
    ],
)
def test_basic_and_extended_are_told_apart(generation: EspdGeneration, form: EspdForm) -> None:
    assert read_espd("uea.xml", espd_xml(generation, SampleEspd("V", form=form))).form is form


@pytest.mark.parametrize("generation", GENERATIONS)
def test_an_answer_leads_to_its_evidence(generation: EspdGeneration) -> None:
    proof = EspdEvidence("B-1", "uittreksel", "https://voorbeeld.example/b1")
    espd = read_espd("uea.xml", espd_xml(generation, SampleEspd("V", evidence={"fraud": proof})))
    assert espd.evidence == (proof,)
    assert [answer.value for answer in espd.answered if answer.kind is EspdKind.EVIDENCE] == ["B-1"]


def test_evidence_with_the_id_of_other_evidence_is_kept_apart_and_told() -> None:
    first = EspdEvidence("B-1", "uittreksel", "https://voorbeeld.example/b1")
    second = EspdEvidence("B-1", "verklaring", "https://voorbeeld.example/b2")
    sample = SampleEspd("V", evidence={"fraud": first, "corruption": second})
    espd = read_espd("uea.xml", espd_xml(EspdGeneration.E5, sample))
    told = [(proof.id, proof.name) for proof in espd.evidence]
    assert told == [("B-1", "uittreksel"), ("B-1-1", "verklaring")]
    assert espd.unread == ("bewijs 'B-1': het nummer ontbreekt of is ook van ander bewijs",)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_an_open_question_is_not_a_no(
    generation: EspdGeneration, definition: TenderDefinition, said: Said
) -> None:
    sample = SampleEspd("V", "00000001", answers=(GroundAnswer("fraud", applies=False),), others=None)
    espd = read_espd("uea.xml", espd_xml(generation, sample))
    facts = espd_facts(espd, definition, reader="lezer", reader_version="1")
    assert set(answers_of(facts, said)) == {"fraud"}
    assert len([doubt for doubt in facts[0].doubts if doubt.endswith("niet beantwoord")]) == len(SHORT) - 1
    opened = next(criterion for criterion in espd.criteria if criterion.ground == "corruption")
    assert opened.groups[0].answers[0].value is None


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_record_survives_being_kept(generation: EspdGeneration) -> None:
    import json

    espd = read_espd("uea.xml", espd_xml(generation, SampleEspd("Voorbeeldzorg B.V.", "00000001")))
    assert structure.plain(EspdFile, json.loads(canonical.canonical_json(espd))) == espd


def depth(groups: tuple[EspdGroup, ...]) -> int:
    return 1 + max((depth(group.groups) for group in groups), default=0) if groups else 0


@pytest.mark.parametrize(("generation", "levels"), [(EspdGeneration.E1, 4), (EspdGeneration.E5, 4)])
def test_groups_stay_nested_as_they_stand(generation: EspdGeneration, levels: int) -> None:
    espd = read_espd("uea.xml", espd_xml(generation, SampleEspd("V")))
    fraud: EspdCriterion = next(criterion for criterion in espd.criteria if criterion.ground == "fraud")
    assert depth(fraud.groups) == levels
    conditions = [fraud.groups[0].condition, fraud.groups[0].groups[0].condition]
    assert conditions == ["ON*", "ONTRUE"]


def test_a_member_tells_of_itself(definition: TenderDefinition, said: Said) -> None:
    sample = SampleEspd("Voorbeeld Noord B.V.", "00000004", EspdRole.GROUP_MEMBER, country="NLD")
    espd = read_espd("uea.xml", espd_xml(EspdGeneration.E5, sample))
    facts = espd_facts(espd, definition, reader="lezer", reader_version="1")
    member = party_id(sample.name)
    assert [(fact.kind, fact.part) for fact in facts] == [("espd.response", member), ("party", member)]
    expected: dict[str, Any] = {
        "id": f'"{member}"',
        "role": '"member"',
        "name": '"Voorbeeld Noord B.V."',
        "trade_register_number": '"00000004"',
        "country": '"NL"',
    }
    assert said(facts, "party", member) == expected
