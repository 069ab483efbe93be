"""The letter that was sent against the facts that it should tell."""

from datetime import date

import pytest

from inkoop_core.api.letters import LetterContent, LetterFile, Section, Statement, StatementKind
from inkoop_core.desk.letter_check import differences
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.source import SourceRef
from inkoop_core.testing.builders import a_definition

TENDERERS = ("Stichting Voorbeeld Een", "Zorg Twee B.V.")
LAST_DAY = Statement(
    "standstill-last-day",
    StatementKind.DAY,
    "laatste dag van de opschortende termijn",
    "3 augustus 2026",
    forms=("03-08-2026",),
)
MOTIVATION = (
    "De beschrijving noemt geen werkwijze voor afschalen en onderbouwt de inzet van het netwerk niet."
)
REASON = Statement(
    "motivation/SG1",
    StatementKind.MOTIVATION,
    "motivering van SG1",
    MOTIVATION,
    SourceRef("inkoopdocument", "§4"),
    deciding=True,
)


def content(*statements: Statement, text: str = "Geachte heer of mevrouw,") -> LetterContent:
    return LetterContent(
        LetterKind.REJECTION,
        "S-001",
        "Stichting Voorbeeld Een",
        "procedure",
        "23.X",
        "Afwijzing",
        (Section("Beslissing", (text,)),),
        statements,
        (),
    )


def told(text: str, *statements: Statement, remarks: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    file = LetterFile("brief.docx", "0" * 64, b"", text, remarks)
    found = differences(file, content(*statements), a_definition(), TENDERERS, date(2026, 7, 14))
    return [(one.told, one.deciding) for one in found]


@pytest.mark.parametrize(
    "written", ["3 augustus 2026", "03-08-2026", "3-8-2026", "3  AUGUSTUS\n2026", "03/08/2026"]
)
def test_a_day_may_be_written_in_any_way(written: str) -> None:
    assert told(f"tot en met {written}.", LAST_DAY) == []


@pytest.mark.parametrize("written", ["4 augustus 2026", "3 augustus 2027", "13 augustus 2026", "3 juli 2026"])
def test_another_day_is_missing_and_foreign(written: str) -> None:
    found = [line for line, _ in told(f"tot en met {written}.", LAST_DAY)]
    assert found[0].startswith("ontbreekt of is anders: laatste dag van de opschortende termijn")
    assert found[1].startswith("staat in de brief en niet in de feiten: de datum ")


def test_a_motivation_may_be_broken_over_lines_and_words() -> None:
    broken = MOTIVATION.replace("afschalen", "af-\nschalen").replace(" netwerk", "\nnetwerk")
    assert told(broken, REASON) == []


def test_a_missing_motivation_decides() -> None:
    assert told("Uw inschrijving scoort onvoldoende.", REASON)[0] == (
        f"ontbreekt of is anders: motivering van SG1 (§4); volgens de feiten: {MOTIVATION}",
        True,
    )


def test_a_score_of_eighteen_is_no_score_of_eight() -> None:
    score = Statement("score/SG1", StatementKind.SCORE, "score op SG1", "SG1: 8 punten")
    assert [line for line, _ in told("SG1: 18 punten", score)] == [
        "ontbreekt of is anders: score op SG1; volgens de feiten: SG1: 8 punten",
        "staat in de brief en niet in de feiten: het aantal punten 18",
    ]


@pytest.mark.parametrize("name", ["Zorg Twee B.V.", "Zorg Twee BV", "ZORG TWEE"])
def test_the_name_of_another_tenderer_that_the_facts_do_not_give_is_told(name: str) -> None:
    assert told(f"U eindigde na {name}.") == [
        ("staat in de brief en niet in de feiten: de naam Zorg Twee B.V.", False)
    ]


def test_a_paragraph_that_the_facts_do_not_cite_is_told() -> None:
    cited = Statement("p", StatementKind.PARAGRAPH, "paragraaf", "§4")
    assert told("op grond van § 4 en §3.1", cited) == [
        ("staat in de brief en niet in de feiten: paragraaf §3.1", False)
    ]


def test_what_the_reader_remarked_is_told_first() -> None:
    assert told("brief", remarks=("het bestand heeft bijgehouden wijzigingen",)) == [
        ("het bestand heeft bijgehouden wijzigingen", False)
    ]


def test_a_letter_has_the_date_on_which_it_was_sent_and_no_other() -> None:
    assert told("14 juli 2026") == []
    assert told("13 juli 2026") == [("staat in de brief en niet in de feiten: de datum 13-07-2026", False)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("uiterlijk 13 aug. 2026, niet 3 augustus 2026", "de datum 13-08-2026"),
        ("uiterlijk 13-08-'26, niet 3 augustus 2026", "de datum 13-08-2026"),
        ("uiterlijk 2026-08-13, niet 3 augustus 2026", "de datum 13-08-2026"),
        ("uiterlijk 13 augustus, niet 3 augustus 2026", "de datum 13-8 zonder jaar"),
        (
            "uiterlijk vrijdag 3 augustus 2026",
            "de dag vrijdag 03-08-2026; dat is maandag 3 augustus 2026",
        ),
    ],
)
def test_another_day_is_found_however_it_is_written(text: str, line: str) -> None:
    assert told(text, LAST_DAY) == [(f"staat in de brief en niet in de feiten: {line}", False)]


@pytest.mark.parametrize(
    "text",
    ["maandag 3 augustus 2026", "3 aug. 2026", "3-8-'26", "2026-08-03", "3 augustus 2026, dus 3 augustus"],
)
def test_the_same_day_in_another_form_is_no_difference(text: str) -> None:
    assert told(text, LAST_DAY) == []


@pytest.mark.parametrize(
    ("fact", "letter"), [("1,5", "15"), ("€ 2.500.000", "€ 25.000,00"), ("2,50 per uur", "250 per uur")]
)
def test_a_number_in_a_long_text_counts(fact: str, letter: str) -> None:
    text = "De verzekering van de inschrijver dekt per gebeurtenis {} en dat is minder dan gevraagd."
    reason = Statement("m", StatementKind.MOTIVATION, "motivering", text.format(fact))
    assert len(told(text.format(letter), reason)) == 1


@pytest.mark.parametrize(("fact", "letter"), [("€ 2.500.000", "€ 2500000,00"), ("1,50", "1,5")])
def test_one_number_may_be_written_in_two_ways(fact: str, letter: str) -> None:
    reason = Statement("m", StatementKind.MOTIVATION, "motivering", f"De dekking is {fact} per jaar.")
    assert told(f"De dekking is {letter} per jaar.", reason) == []


def test_signs_that_nobody_sees_are_no_difference() -> None:
    assert (
        told(
            "De beschrij\u00adving no\u200bemt geen" + MOTIVATION.removeprefix("De beschrijving noemt geen"),
            REASON,
        )
        == []
    )


def passage(number: int, text: str, under: str) -> Statement:
    return Statement(
        f"passage/{under}/{number}", StatementKind.PASSAGE, f"passage onder '{under}'", text, under=under
    )


def test_a_text_under_the_heading_of_another_criterion_is_missing_under_its_own() -> None:
    first, second = passage(1, "hoe: te mager", "SG1"), passage(1, "hoe: volledig", "SG2")
    assert told("SG1\nhoe: te mager\nSG2\nhoe: volledig", first, second) == []
    assert len(told("SG1\nhoe: volledig\nSG2\nhoe: te mager", first, second)) == 2


def test_equal_texts_are_found_as_often_as_they_are_stated() -> None:
    twice = (passage(1, "te mager", "SG1"), passage(2, "te mager", "SG1"))
    assert told("SG1\nte mager\nte mager", *twice) == []
    assert len(told("SG1\nte mager", *twice)) == 1


def test_a_day_is_tied_to_its_sentence() -> None:
    days = passage(1, "Zij begint op woensdag 15 juli 2026 en eindigt op maandag 3 augustus 2026.", "Termijn")
    assert told("Termijn\nZij begint op 15-07-2026 en eindigt op 3 aug. 2026.", days) == []
    (found,) = told("Termijn\nZij begint op 3 augustus 2026 en eindigt op 15 juli 2026.", days)
    assert found[0].startswith("ontbreekt of is anders: passage onder 'Termijn'")


def test_the_number_of_another_submission_is_told() -> None:
    assert told("Anders dan S-002 bent u, S-001, niet duidelijk.") == [
        ("staat in de brief en niet in de feiten: de inschrijving S-002", False)
    ]
