import random
import time

import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.espd import EspdEvidence, EspdFile, EspdGeneration
from inkoop_core.domain.submission import GroundAnswer
from inkoop_core.reading.espd import EspdProblem, espd_facts, is_espd, read_espd
from inkoop_core.testing.espd_files import SampleEspd, espd_xml

UBL = "urn:oasis:names:specification:ubl:schema:xsd:QualificationApplicationResponse-2"
SAMPLE = SampleEspd(
    "Voorbeeldzorg B.V.",
    "00000001",
    answers=(GroundAnswer("fraud", True, details="toelichting", self_cleaning="beleid"),),
    evidence={"fraud": EspdEvidence("E-1", "uittreksel", "https://voorbeeld.example/e1")},
)
SOUND = espd_xml(EspdGeneration.E5, SAMPLE)
FIRST = espd_xml(EspdGeneration.E1, SAMPLE)

LAUGHS = (
    b'<!DOCTYPE r [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><r a='&j;'>&j;</r>"
)
EXTERNAL = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r>&x;</r>'


def deep(levels: int) -> bytes:
    return (
        b"<QualificationApplicationResponse xmlns='%s'>" % UBL.encode() + b"<a>" * levels + b"</a>" * levels
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "leeg"),
        (b"  \n ", "leeg"),
        (LAUGHS, "DOCTYPE"),
        (EXTERNAL, "DOCTYPE"),
        (LAUGHS.decode().encode("utf-16"), "DOCTYPE"),
        (b"<rekening/>", "het wortelelement is rekening"),
        (b"<QualificationApplicationResponse/>", "onbekende naamruimte: geen"),
        (b"<ESPDResponse xmlns='urn:voorbeeld'/>", "onbekende naamruimte: urn:voorbeeld"),
        (
            b"<x:ESPDRequest xmlns:x='urn:grow:names:specification:ubl:schema:xsd:ESPDRequest-1'/>",
            "UEA-verzoek",
        ),
        (b"<QualificationApplicationRequest/>", "UEA-verzoek"),
        (b"<QualificationApplicationResponse xmlns='%s'/>" % UBL.encode(), "geen criteria"),
        (SOUND[: len(SOUND) // 2], "kapot of afgekapt"),
        (SOUND[:-5], "kapot of afgekapt"),
        (deep(10_000) + b"</QualificationApplicationResponse>", "dieper genest"),
        (deep(150) + b"</QualificationApplicationResponse>", "dieper genest"),
        (b"<?xml version='1.0' encoding='bestaat-niet'?><a/>", "kapot"),
        (b"%PDF-1.7", "kapot"),
        (b"<a>" + b"<b/>" * 900_000 + b"</a>", "meer dan"),
        (b"<a>" + b"<b c=''/>" * 399_000 + b"<b c='' d='' e='' f=''/>" * 300 + b"</a>", "attributen"),
        (b"<a>" + b" " * (21 * 1024 * 1024) + b"</a>", "groter dan"),
        (b"<a>" + b"x" * (11 * 1024 * 1024) + b"</a>", "kapot"),
    ],
)
def test_what_is_no_sound_response_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(EspdProblem, match=why):
        read_espd("uea.xml", data)


@pytest.mark.parametrize("data", [SOUND, FIRST, SOUND.decode().encode("utf-8-sig"), deep(3)])
def test_a_response_is_recognised_by_its_first_element(data: bytes) -> None:
    assert is_espd(data)


def test_a_response_in_another_encoding_is_recognised_and_read() -> None:
    data = SOUND.decode().replace("encoding='UTF-8'", "encoding='UTF-16'").encode("utf-16")
    assert is_espd(data)
    assert read_espd("uea.xml", data).operator.name == "Voorbeeldzorg B.V."


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 ESPDResponse", b"<html>ESPDResponse</html>", b"PK\x03\x04"])
def test_what_only_speaks_of_one_is_no_response(data: bytes) -> None:
    assert not is_espd(data)


def test_comments_and_instructions_change_nothing() -> None:
    spoiled = SOUND.replace(b"<cbc:ID", b"<!-- x --><?y z?><cbc:ID").replace(
        b"INDICATOR<", b"INDI<!-- x -->CATOR<"
    )
    plain, other = read_espd("uea.xml", SOUND), read_espd("uea.xml", spoiled)
    assert other.criteria == plain.criteria
    assert other.operator == plain.operator


def test_a_long_answer_is_cut_and_told() -> None:
    data = SOUND.replace(b"toelichting", b"x" * 30_000)
    espd = read_espd("uea.xml", data)
    assert max(len(answer.value or "") for answer in espd.answered) == 20_000
    assert [line for line in espd.unread if "langer dan 20000 tekens" in line]


def test_signs_that_turn_the_direction_of_writing_become_visible() -> None:
    data = SOUND.replace(b"toelichting", "toe\u202elichting".encode())
    assert "toe\N{REPLACEMENT CHARACTER}lichting" in {
        answer.value for answer in read_espd("uea.xml", data).answered
    }


def spoil(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        end = min(len(data), at + chance.randint(1, 400))
        match chance.randrange(6):
            case 0:
                data = data[:at] + data[end:]
            case 1:
                data = data[:end] + data[at:]
            case 2:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 3:
                name = chance.choice([b"cbc:ID", b"cac:ResponseValue", b"ccv:Response", b"cbc:Description"])
                data = data.replace(b"<" + name + b">", b"<cbc:Name>").replace(
                    b"</" + name + b">", b"</cbc:Name>"
                )
            case 4:
                word = chance.choice([b"true", b"ONTRUE", b"INDICATOR", b"fraud", b"sole-tenderer", b"4.1.0"])
                data = data.replace(word, chance.choice([b"", b"\xc3\xa9", b"9" * 50, b"-1", b"&amp;&lt;"]))
            case _:
                data = data[:at] + chance.choice([b"<", b"&x;", b"<!--", b"]]>", b"\0", b"<a>"]) + data[at:]
    return data


def test_three_hundred_spoiled_files_are_read_or_refused(definition: TenderDefinition) -> None:
    chance = random.Random(20260615)
    started = time.monotonic()
    outcomes: set[type] = set()
    for number in range(300):
        data = spoil(SOUND if number % 2 else FIRST, chance)
        try:
            espd = read_espd("uea.xml", data)
            espd_facts(espd, definition, reader="lezer", reader_version="1")
            outcomes.add(type(espd))
        except EspdProblem as problem:
            outcomes.add(type(problem))
    assert outcomes == {EspdFile, EspdProblem}
    assert time.monotonic() - started < 60
