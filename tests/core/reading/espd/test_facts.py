"""What an officer must be told of: unknown codes, contradictions and what cannot be said for sure."""

import json
from collections.abc import Callable, Iterable, Mapping

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.espd import EspdGeneration, EspdIdentifier, EspdRole
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import GroundAnswer
from inkoop_core.reading.espd import espd_facts, read_espd
from inkoop_core.reading.espd.codes import grounds
from inkoop_core.reading.espd.countries import alpha_2
from inkoop_core.reading.espd.grounds import a_day
from inkoop_core.reading.espd.parties import trade_register_number
from inkoop_core.testing.espd_files import GROUNDS, SampleEspd, espd_xml

Said = Callable[[Iterable[ReadFact], str, str], Mapping[str, str]]
Facts = Callable[[bytes], tuple[ReadFact, ...]]
SHORT = [short for short, _, _ in GROUNDS]
SOLE = SampleEspd("Voorbeeldzorg B.V.", "00000001")
EFORMS = {
    "exg-crim-part exg-crim-corrpt exg-crim-fraud exg-crim-terror exg-crim-laund exg-crim-traffick exg-pmt-bre-tax"
    " exg-pmt-bre-ssc exg-mis-bre-env-law exg-mis-bre-soc-law exg-mis-bre-lab-law exg-sitn-bankr"
    " exg-sitn-insolvency exg-sitn-cred-arran exg-sitn-other exg-sitn-liq-admin exg-sitn-as-susp"
    " exg-mis-misconduct exg-mis-distortion exg-mis-partic-confl exg-mis-prep-confl exg-mis-sanction"
    " exg-mis-misrepresent exg-natl-bre-nat-law"
}


@pytest.fixture
def facts(definition: TenderDefinition) -> Facts:
    def read(data: bytes) -> tuple[ReadFact, ...]:
        return espd_facts(read_espd("uea.xml", data), definition, reader="lezer", reader_version="1")

    return read


def fifth(sample: SampleEspd = SOLE) -> bytes:
    return espd_xml(EspdGeneration.E5, sample)


def doubts(facts: Iterable[ReadFact]) -> str:
    return "\n".join(doubt for fact in facts for doubt in fact.doubts)


def test_the_codes_of_every_generation_lead_to_their_ground(definition: TenderDefinition) -> None:
    for short, long, number in GROUNDS:
        for spelling in (short, f"CRITERION.EXCLUSION.{long}", number):
            assert definition.ground_by_code[spelling].code == short
            assert grounds()[spelling.lower()] == short
    assert definition.ground_by_code["misinterpr"].code == "misrepresent"
    first = {
        "EXCLUSION.PAYMENT_OF_TAXES": "tax-pay",
        "EXCLUSION.PAYMENT_OF_SOCIAL_SECURITY": "socsec-pay",
        "EXCLUSION.ENVIRONMENTAL_LAW": "envir-law",
        "EXCLUSION.SOCIAL_LAW": "socsec-law",
        "EXCLUSION.LABOUR_LAW": "labour-law",
        "EXCLUSION.DISTORTING_MARKET": "distorsion",
    }
    assert {code: definition.ground_by_code[code].code for code in first} == first
    (eforms,) = EFORMS
    assert [definition.ground_by_code[code].code for code in eforms.split()] == SHORT


def test_one_code_for_several_grounds_is_told_apart_by_the_number_of_the_criterion(
    facts: Facts, said: Said
) -> None:
    data = espd_xml(EspdGeneration.E1, SOLE)
    for _, long, _ in GROUNDS[:6]:
        data = data.replace(f"CRITERION.EXCLUSION.{long}<".encode(), b"EXCLUSION.CRIMINAL_CONVICTIONS<")
    read = facts(data)
    answers = json.loads(said(read, "espd.response", "tenderer")["answers"])
    assert [answer["code"] for answer in answers] == SHORT
    assert doubts(read) == ""


def test_an_unknown_exclusion_code_is_kept_as_stated_and_told(facts: Facts, said: Said) -> None:
    data = fifth().replace(b">fraud<", b">exg-mis-unrel-sec<", 1).replace(GROUNDS[2][2].encode(), b"vreemd")
    read = facts(data)
    answers = json.loads(said(read, "espd.response", "tenderer")["answers"])
    assert "exg-mis-unrel-sec" in [answer["code"] for answer in answers]
    assert "criterium exg-mis-unrel-sec: de code is niet bekend (fraud)" in doubts(read)


def test_an_unknown_criterion_is_told_and_answers_no_ground(facts: Facts, said: Said) -> None:
    data = fifth().replace(b">fraud<", b">iets-nieuws<", 1).replace(GROUNDS[2][2].encode(), b"vreemd")
    read = facts(data)
    answers = json.loads(said(read, "espd.response", "tenderer")["answers"])
    assert len(answers) == len(SHORT) - 1
    assert "criterium iets-nieuws: de code is niet bekend" in doubts(read)


def test_a_code_and_a_number_of_different_grounds_are_told(facts: Facts) -> None:
    data = fifth().replace(GROUNDS[2][2].encode(), GROUNDS[1][2].encode())
    assert "de code hoort bij fraud, het nummer bij corruption" in doubts(facts(data))


def test_an_answer_to_no_question_is_kept_and_told(facts: Facts) -> None:
    data = fifth().replace(b"PropertyID>fraud/QG1/Q1<", b"PropertyID>weg<")
    assert [answer.property for answer in read_espd("uea.xml", data).unplaced] == ["weg"]
    told = doubts(facts(data))
    assert "de vraag 'weg' staat niet in het bestand" in told
    assert 'criterium fraud, vraag "Your answer?": niet beantwoord' in told


def test_an_answer_to_a_question_that_stands_twice_is_not_guessed(facts: Facts) -> None:
    data = fifth().replace(b">fraud/QG1/Q1<", b">corruption/QG1/Q1<")
    assert "de vraag 'corruption/QG1/Q1' staat 2 keer in het bestand" in doubts(facts(data))


def twice(value: str) -> bytes:
    """A response with a second answer to the question on fraud."""
    start = b"<cac:TenderingCriterionResponse>"
    second = (
        b"<cac:TenderingCriterionResponse><cbc:ID>extra</cbc:ID><cbc:ValidatedCriterionPropertyID>fraud/QG1/Q1"
        b"</cbc:ValidatedCriterionPropertyID><cac:ResponseValue><cbc:ResponseIndicator>%s</cbc:ResponseIndicator>"
        b"</cac:ResponseValue></cac:TenderingCriterionResponse>" % value.encode()
    )
    before, _, after = fifth().partition(start)
    return before + second + start + after


def test_yes_and_no_to_the_same_question_is_told_and_read_as_yes(facts: Facts, said: Said) -> None:
    read = facts(twice("true"))
    answers = {
        answer["code"]: answer for answer in json.loads(said(read, "espd.response", "tenderer")["answers"])
    }
    assert answers["fraud"]["applies"] is True
    assert 'criterium fraud, vraag "Your answer?": tegenstrijdig, er staat ja en nee' in doubts(read)


def with_national_part(says: str) -> bytes:
    """A response whose criterion on fraud, answered with no, has a national part."""
    number = f"{GROUNDS[2][2]}</cbc:ID>".encode()
    part = (
        b"<cac:SubTenderingCriterion><cbc:ID>deel</cbc:ID><cbc:Name>Nationaal deel</cbc:Name>"
        b"<cac:TenderingCriterionPropertyGroup><cbc:ID>deel/QG1</cbc:ID><cac:TenderingCriterionProperty>"
        b"<cbc:ID>deel/Q1</cbc:ID><cbc:Description>Your answer</cbc:Description>"
        b"<cbc:TypeCode>QUESTION</cbc:TypeCode><cbc:ValueDataTypeCode>INDICATOR</cbc:ValueDataTypeCode>"
        b"</cac:TenderingCriterionProperty></cac:TenderingCriterionPropertyGroup></cac:SubTenderingCriterion>"
    )
    before, _, after = twice(says).partition(number)
    head, _, tail = after.partition(b"</cbc:Name>")
    data = before + number + head + b"</cbc:Name>" + part + tail
    return data.replace(b"PropertyID>fraud/QG1/Q1<", b"PropertyID>deel/Q1<", 1)


@pytest.mark.parametrize(("says", "applies", "told"), [("true", True, True), ("false", False, False)])
def test_a_national_part_of_a_ground_counts_when_it_says_yes(
    facts: Facts, said: Said, says: str, applies: bool, told: bool
) -> None:
    data = with_national_part(says)
    part = next(item for item in read_espd("uea.xml", data).criteria if item.part_of)
    assert (part.code, part.part_of, part.ground) == ("", "fraud", "fraud")
    read = facts(data)
    answers = {
        answer["code"]: answer for answer in json.loads(said(read, "espd.response", "tenderer")["answers"])
    }
    assert answers["fraud"]["applies"] is applies
    assert ("voor fraud staat er ja en nee; gelezen als ja" in doubts(read)) is told


def test_an_answer_that_is_neither_yes_nor_no_is_told(facts: Facts) -> None:
    assert "'misschien' is geen ja of nee" in doubts(facts(twice("misschien")))


def test_details_under_a_no_are_told(facts: Facts) -> None:
    sample = SampleEspd("V", "00000001", answers=(GroundAnswer("fraud", True, details="veroordeeld"),))
    data = fifth(sample).replace(b"<cbc:ResponseIndicator>true<", b"<cbc:ResponseIndicator>false<", 1)
    told = doubts(facts(data))
    assert 'criterium fraud, vraag "Reason": ingevuld, terwijl het antwoord op de grond nee is' in told


def test_a_decision_that_is_final_and_established_by_other_means_is_told(facts: Facts) -> None:
    sample = SampleEspd("V", "00000001", answers=(GroundAnswer("tax-pay", True, final_decision=True),))
    data = fifth(sample).replace(b"<cbc:ResponseIndicator>false<", b"<cbc:ResponseIndicator>true<")
    assert "criterium tax-pay: tegenstrijdig" in doubts(facts(data))


def test_a_date_that_is_none_stays_in_the_details_with_a_doubt(facts: Facts, said: Said) -> None:
    from datetime import date

    sample = SampleEspd("V", "00000001", answers=(GroundAnswer("fraud", True, decided_on=date(2024, 1, 2)),))
    read = facts(fifth(sample).replace(b"2024-01-02", b"2024-13-02"))
    (fraud,) = [
        answer
        for answer in json.loads(said(read, "espd.response", "tenderer")["answers"])
        if answer["code"] == "fraud"
    ]
    assert fraud["decided_on"] is None
    assert fraud["details"] == "Date of conviction: 2024-13-02"
    assert "2024-13-02 is geen datum" in doubts(read)


def test_self_cleaning_without_measures_is_told(facts: Facts) -> None:
    sample = SampleEspd("V", "00000001", answers=(GroundAnswer("fraud", True, self_cleaning="beleid"),))
    data = fifth(sample).replace(b">beleid<", b"><")
    assert "zelfreiniging ja, maar de maatregelen staan er niet" in doubts(facts(data))


@pytest.mark.parametrize(
    ("role", "parties", "form"),
    [
        (EspdRole.SOLE_TENDERER, (), '"sole"'),
        (EspdRole.SOLE_TENDERER, (PartyRole.SUBCONTRACTOR,), '"main-contractor"'),
        (EspdRole.SOLE_TENDERER, (PartyRole.RELIED_ON,), '"sole"'),
        (EspdRole.GROUP_LEADER, (PartyRole.MEMBER,), '"consortium"'),
        (EspdRole.GROUP_LEADER, (PartyRole.MEMBER, PartyRole.SUBCONTRACTOR), '"consortium"'),
    ],
)
def test_the_form_of_the_bid_follows_from_role_and_answers(
    facts: Facts, said: Said, role: EspdRole, parties: tuple[PartyRole, ...], form: str
) -> None:
    named = tuple(Party("", party, f"Voorbeeld {party.value}") for party in parties)
    read = facts(fifth(SampleEspd("V", "00000001", role, parties=named)))
    assert said(read, "tenderer", "")["bid_form"] == form
    assert ("naast de combinatie" in doubts(read)) is (len(parties) == 2)


@pytest.mark.parametrize(
    ("role", "parties", "told"),
    [
        (EspdRole.GROUP_LEADER, (), "niet samen met anderen, maar de rol is penvoerder"),
        (EspdRole.SOLE_TENDERER, (PartyRole.MEMBER,), "samen met anderen, maar de rol is zelfstandige"),
    ],
)
def test_a_role_against_the_answers_is_told(
    facts: Facts, role: EspdRole, parties: tuple[PartyRole, ...], told: str
) -> None:
    named = tuple(Party("", party, "Voorbeeld Noord") for party in parties)
    assert told in doubts(facts(fifth(SampleEspd("V", "00000001", role, parties=named))))


def test_a_party_that_is_relied_upon_and_subcontracted_is_one_party(facts: Facts, said: Said) -> None:
    both = Party("", PartyRole.SUBCONTRACTOR, "Voorbeeld Noord", "00000005", relied_on=True)
    party = said(facts(fifth(SampleEspd("V", "00000001", parties=(both,)))), "party", "voorbeeld-noord")
    assert (party["role"], party["relied_on"]) == ('"subcontractor"', "true")


def test_names_on_lines_are_parties_and_a_comma_is_a_doubt(facts: Facts) -> None:
    named = Party("", PartyRole.MEMBER, "1. Voorbeeld Noord\n2. Voorbeeld Zuid, Voorbeeld West")
    read = facts(fifth(SampleEspd("V", "00000001", EspdRole.GROUP_LEADER, parties=(named,))))
    assert [fact.part for fact in read if fact.kind == "party"] == [
        "voorbeeld-noord",
        "voorbeeld-zuid-voorbeeld-west",
    ]
    assert "kan meer dan een partij zijn" in doubts(read)


def test_no_role_is_read_as_the_tenderer_with_a_doubt(facts: Facts) -> None:
    read = facts(fifth(SampleEspd("V", "00000001", EspdRole.UNKNOWN)))
    assert [(fact.kind, fact.part) for fact in read] == [("espd.response", "tenderer"), ("tenderer", "")]
    assert "kop van het UEA: geen rol; gelezen als het UEA van de inschrijver zelf" in doubts(read)


def test_an_unknown_role_and_version_are_told(facts: Facts) -> None:
    data = fifth().replace(b"sole-tenderer", b"gast").replace(b"4.1.0", b"7.0.0")
    espd = read_espd("uea.xml", data)
    assert (espd.generation, espd.role) == (EspdGeneration.UNKNOWN, EspdRole.UNKNOWN)
    told = doubts(facts(data))
    assert "de versie 'ESPD-EDMv7.0.0' is niet bekend" in told
    assert "de rolcode 'gast' is niet bekend" in told


@pytest.mark.parametrize(("parties", "role"), [((), "SOLE_TENDERER"), ((PartyRole.MEMBER,), "GROUP_LEADER")])
def test_sole_contractor_or_lead_entity_is_decided_by_the_group(
    parties: tuple[PartyRole, ...], role: str
) -> None:
    named = tuple(Party("", party, "Voorbeeld Noord") for party in parties)
    data = espd_xml(EspdGeneration.E2, SampleEspd("V", parties=named)).replace(b">SC<", b">SCLE<")
    assert read_espd("uea.xml", data).role is EspdRole[role]


def test_evidence_that_is_not_in_the_file_is_told(facts: Facts) -> None:
    data = fifth().replace(b"fraud/QG1/Q1</cbc:Val", b"fraud/QG2/QSG1/Q1</cbc:Val")
    start = data.index(b"fraud/QG2/QSG1/Q1</cbc:Val")
    end = data.index(b"</cac:TenderingCriterionResponse>", start)
    held = (
        b"fraud/QG2/QSG1/Q1</cbc:ValidatedCriterionPropertyID>"
        b"<cac:EvidenceSupplied><cbc:ID>B-9</cbc:ID></cac:EvidenceSupplied>"
    )
    assert "het bewijs 'B-9' staat niet in het bestand" in doubts(facts(data[:start] + held + data[end:]))


@pytest.mark.parametrize(
    ("value", "scheme", "country", "number"),
    [
        ("00000001", "NL:KVK", "NL", "00000001"),
        ("KvK 00000001", "", "NL", "00000001"),
        ("0000 0001", "NL:KVK", "BE", "00000001"),
        ("00000001", "", "NL", "00000001"),
        ("00000001", "", "BE", ""),
        ("00000001", "VIES", "NL", ""),
        ("NL000000001B01", "NL:KVK", "NL", ""),
        ("000000001", "NL:KVK", "NL", ""),
    ],
)
def test_only_a_number_of_the_trade_register_is_taken_as_one(
    value: str, scheme: str, country: str, number: str
) -> None:
    assert trade_register_number((EspdIdentifier(value, scheme),), country) == (number, "")


def test_two_trade_register_numbers_are_a_doubt() -> None:
    both = (EspdIdentifier("00000001", "kvk"), EspdIdentifier("00000002", "kvk"))
    assert trade_register_number(both, "NL") == ("", "meer dan een KvK-nummer: 00000001, 00000002")


@pytest.mark.parametrize(
    ("code", "short"),
    [("NL", "NL"), ("nld", "NL"), ("BEL", "BE"), ("NL212", "NL"), ("EL", "GR"), ("EL30", "GR"), ("UK", "GB"),
     ("XX", ""), ("", ""), ("NLX", ""), ("1A0", "XK")],
)  # fmt: skip
def test_a_country_is_told_by_two_letters(code: str, short: str) -> None:
    assert alpha_2(code) == short


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2019-11-21+01:00", "2019-11-21"),
        ("2019-11-21Z", "2019-11-21"),
        ("2019-02-30", None),
        ("21-11-2019", None),
    ],
)
def test_a_day_may_have_a_zone(stated: str, day: str | None) -> None:
    found = a_day(stated)
    assert (found.isoformat() if found else None) == day
