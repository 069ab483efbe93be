from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from inkoop_core.domain.espd import EspdEvidence, EspdForm, EspdGeneration, EspdKind, EspdRole
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.submission import GroundAnswer
from inkoop_core.reading.espd import EspdProblem, is_espd, read_espd
from inkoop_core.testing.espd_files import SampleEspd, espd_xml

EXTENDED_211 = "v2.1.1/espd-response-2.1.1-extended-official.xml"
RESPONSE_410 = "v4.1.0/ESPD-Response.xml"
REQUEST_410 = "v4.1.0/ESPD-Request.xml"


@pytest.mark.parametrize("path", [EXTENDED_211, RESPONSE_410])
def test_every_answer_of_an_official_response_is_found_again(
    official: Callable[[str], bytes], path: str
) -> None:
    data = official(path)
    root = etree.fromstring(data)
    # Periods in a question are the buyer's requirement, not an answer.
    given = [
        part
        for response in root.iter("{*}TenderingCriterionResponse")
        for part in response.iterchildren("{*}ResponseValue", "{*}EvidenceSupplied", "{*}ApplicablePeriod")
    ]
    espd = read_espd("uea.xml", data)
    assert len(espd.answered) == len(given) > 390
    assert espd.unplaced == ()
    values = sorted(
        text for part in root.iter("{*}ResponseIndicator", "{*}ResponseDate") if (text := part.text or "")
    )
    kinds = (EspdKind.INDICATOR, EspdKind.DATE)
    assert sorted(str(answer.value) for answer in espd.answered if answer.kind in kinds) == values


def test_the_official_response_of_version_4_1_is_known_for_what_it_is(
    official: Callable[[str], bytes],
) -> None:
    espd = read_espd("uea.xml", official(RESPONSE_410))
    assert (espd.version, espd.generation) == ("ESPD-EDMv4.1.0", EspdGeneration.E5)
    assert (espd.role_code, espd.role) == ("group-mem", EspdRole.GROUP_MEMBER)
    assert (espd.issued_on, espd.procedure.reference) == ("2025-12-09", "PP.20170419.1024-9")
    assert (espd.operator.country, espd.operator.size, espd.operator.sme) == ("BEL", "sme", True)
    assert len(espd.criteria) == 62
    assert len(espd.evidence) == 76
    assert len({criterion.ground for criterion in espd.criteria} - {""}) == 24


def test_the_official_response_of_version_2_1_1_is_known_by_its_lists(
    official: Callable[[str], bytes],
) -> None:
    espd = read_espd("uea.xml", official(EXTENDED_211))
    assert (espd.version, espd.generation, espd.form) == ("2.1.1", EspdGeneration.E3, EspdForm.EXTENDED)
    assert (espd.role_code, espd.role) == ("GM", EspdRole.GROUP_MEMBER)
    assert len({criterion.ground for criterion in espd.criteria} - {""}) == 24


def test_every_evidence_reference_of_the_official_response_leads_to_its_evidence(
    official: Callable[[str], bytes],
) -> None:
    espd = read_espd("uea.xml", official(RESPONSE_410))
    referred = {answer.value for answer in espd.answered if answer.kind is EspdKind.EVIDENCE}
    assert referred == {evidence.id for evidence in espd.evidence}
    assert all(evidence.issuer and evidence.url for evidence in espd.evidence)


def test_an_official_request_is_told_to_be_a_request(official: Callable[[str], bytes]) -> None:
    data = official(REQUEST_410)
    assert is_espd(data)
    with pytest.raises(EspdProblem, match="UEA-verzoek"):
        read_espd("verzoek.xml", data)


def test_a_sample_of_the_fifth_generation_meets_the_official_schema(official_folder: Path) -> None:
    schema = official_folder / "v4.1.0/ubl-2.3/xsdrt/maindoc/UBL-QualificationApplicationResponse-2.3.xsd"
    if not schema.is_file():
        pytest.skip("the schema is not on this machine")
    checked = etree.XMLSchema(etree.parse(str(schema)))
    sample = SampleEspd(
        "Voorbeeldzorg B.V.",
        "00000001",
        answers=(
            GroundAnswer("fraud", True, decided_on=date(2024, 1, 2), self_cleaning="beleid", details="wat"),
            GroundAnswer("tax-pay", True, final_decision=False, paid_or_arranged=True),
        ),
        requirements_met=True,
        parties=(Party("", PartyRole.SUBCONTRACTOR, "Voorbeeld Noord", "00000002", share=Decimal(20)),),
        evidence={"fraud": EspdEvidence("B-1", "bewijs", "https://voorbeeld.example/b1", "Voorbeeld")},
    )
    checked.assertValid(etree.fromstring(espd_xml(EspdGeneration.E5, sample)))
