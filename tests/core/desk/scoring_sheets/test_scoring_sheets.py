"""Scoring sheets go out and come back: the sheet that was made, only filled in, or nothing at all."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.desk.scoring_sheets import SheetFile, scoring_sheets
from inkoop_core.domain.decision import Score, ScoresOpened, SubjectMotivation
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.role import Role
from inkoop_core.errors import NotPermitted, Refused, SheetError, Unknown
from inkoop_core.testing.workbooks import Formula, filled_in

GUIDE, SCORES, FACTS = 1, 2, 3
ROW_1 = {"C5": 8, "E5": "goed beschreven", "E6": "door wie is helder"}
ROW_2 = {"C7": 6, "E7": "kan beter", "E8": "wie staat erin"}
pytestmark = pytest.mark.usefixtures("bids")


def made(office: Any, person: str, assessor: str = "", criterion: str = "SG1") -> SheetFile:
    (sheet,) = scoring_sheets(office.of(person), office.procedure, assessor, criterion)
    return sheet


def lines_of(office: Any, person: str, path: Path, **fields: Any) -> tuple[str, ...]:
    with pytest.raises(SheetError) as told:
        office.do(person, "scoreformulier-innemen", path=path, **fields)
    return told.value.lines


def test_what_is_filled_in_is_recorded_in_one_entry_with_the_file(office: Any, returned: Any) -> None:
    path = returned({**ROW_1, **ROW_2})
    done = office.do("bram", "scoreformulier-innemen", path=path)
    assert len(done.facts) == 2
    first, second = office.desk.state(office.procedure).facts(Score)
    assert (first.subject, first.by, first.body.assessor, first.body.value) == (
        "S-001/SG1/bram",
        "bram",
        "bram",
        8,
    )
    assert first.body.motivations == (
        SubjectMotivation("hoe", "goed beschreven"),
        SubjectMotivation("wie", "door wie is helder"),
    )
    assert second.body.value == 6
    assert office.desk.store.file(first.body.sheet) == path.read_bytes()
    assert "Formulier SG1 van bram: 2 vastgelegd." in done.text
    assert "S-002 SG1: 6 (voldoende) van bram." in done.text


def test_rows_that_are_empty_are_named_and_can_come_later(office: Any, returned: Any) -> None:
    done = office.do("bram", "scoreformulier-innemen", path=returned(ROW_1))
    assert "Niet ingevuld: S-002." in done.text
    again = office.do("bram", "scoreformulier-innemen", path=returned({**ROW_1, **ROW_2}))
    assert len(again.facts) == 1
    assert "Ongewijzigd: S-001." in again.text


def test_a_sheet_bears_the_earlier_score_of_its_own_assessor_alone(office: Any, bids: Any) -> None:
    office.score("bram", bids[0], "SG1", 8)
    own, empty = made(office, "bram"), made(office, "anna", "bram")
    assert (own.scored, empty.scored, made(office, "carla").scored) == (1, 0, 0)
    assert b"want 8" in unzipped(own.content)
    for sheet in (empty, made(office, "carla"), made(office, "dirk", "bram"), made(office, "dirk", "carla")):
        assert b"want 8" not in unzipped(sheet.content)


def unzipped(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_a_changed_score_replaces_the_earlier_one(office: Any, bids: Any, returned: Any) -> None:
    office.score("bram", bids[0], "SG1", 8)
    done = office.do("bram", "scoreformulier-innemen", path=returned({"C5": 6}))
    assert "Vervangt de eerdere score bij S-001." in done.text
    (fact,) = office.desk.state(office.procedure).facts(Score)
    assert (fact.body.value, fact.body.motivations[0].text) == (6, "want 8")


def test_a_sheet_without_anything_new_records_nothing(office: Any, bids: Any, returned: Any) -> None:
    office.score("bram", bids[0], "SG1", 8)
    with pytest.raises(Refused, match=r"niets nieuws(.|\n)*Niet ingevuld: S-002(.|\n)*Ongewijzigd: S-001"):
        office.do("bram", "scoreformulier-innemen", path=returned({}))


def test_the_last_sheet_opens_the_scores(office: Any, bids: Any, returned: Any) -> None:
    office.score("carla", bids[0], "SG1", 6)
    done = office.do("bram", "scoreformulier-innemen", path=returned(ROW_1))
    assert len(done.facts) == 2
    assert "Elke beoordelaar heeft nu gescoord" in done.text
    assert [fact.subject for fact in office.desk.state(office.procedure).facts(ScoresOpened)] == ["S-001/SG1"]


def test_another_enters_a_sheet_for_an_assessor_and_a_second_person_confirms_it(
    office: Any, returned: Any
) -> None:
    done = office.do("anna", "scoreformulier-innemen", path=returned(ROW_1), assessor="bram")
    assert office.desk.state(office.procedure).facts(Score) == ()
    assert "vraagt een tweede persoon" in done.text
    confirmed = office.of("bram").confirm(office.procedure, done.proposal)
    (fact,) = office.desk.state(office.procedure).facts(Score)
    assert (fact.by, fact.body.assessor) == ("anna", "bram")
    assert "van bram, ingevoerd door anna: 1 vastgelegd" in confirmed.text
    (row,) = office.rows("scores", "anna")
    assert (row["assessor"], row["entered_by"], row["value"]) == ("bram", "anna", None)
    (own,) = office.rows("scores", "bram")
    assert own["value"] == 8


def test_what_stands_in_the_sheet_of_another_is_told_to_nobody(office: Any, returned: Any) -> None:
    office.do("oprichter", "rol-toekennen", person="dirk", role=Role.ASSESSOR)
    texts = {
        office.do(
            "dirk",
            "scoreformulier-innemen",
            path=returned({**ROW_1, "C5": value}),
            assessor="bram",
            dry_run=True,
        ).text
        for value in (8, 6, 4)
    }
    assert len(texts) == 1
    office.do("dirk", "scoreformulier-innemen", path=returned(ROW_1), assessor="bram")
    assert "goed" not in str(office.rows("voorstellen", "carla"))
    for cells in ({**ROW_1, "C5": 7}, {**ROW_1, "E5": 31}, {**ROW_1, "B5": "geheim woord"}):
        (line,) = lines_of(office, "dirk", returned(cells), assessor="bram")
        assert "wat daar staat" in line
        assert not any(str(value) in line for value in ("'7'", " 7 ", "31", "geheim"))


def test_a_score_that_the_assessor_gave_himself_is_replaced_by_nobody_else(
    office: Any, bids: Any, returned: Any
) -> None:
    office.score("bram", bids[0], "SG1", 4)
    for value in (4, 8):
        (line,) = lines_of(office, "anna", returned({**ROW_1, "C5": value}), assessor="bram")
        assert line.startswith("Scores!C5: S-001: bram legde op ")
        assert line.endswith("een score van bram vast; alleen bram verandert die")


def test_an_older_sheet_does_not_bring_an_older_score_back(office: Any, bids: Any, kept: Any) -> None:
    sheet = made(office, "bram")
    path = kept(filled_in(sheet.content, SCORES, {**ROW_1, **ROW_2}))
    office.score("bram", bids[0], "SG1", 4)
    (line,) = lines_of(office, "bram", path)
    assert line.startswith("Scores!C5: S-001: bram legde op ")
    assert "nadat dit formulier was gemaakt; die blijft staan" in line
    assert [fact.body.value for fact in office.desk.state(office.procedure).facts(Score)] == [4]


def test_what_another_entered_is_replaced_by_a_newer_sheet_alone(office: Any, kept: Any) -> None:
    sheet = made(office, "anna", "bram")
    path = kept(filled_in(sheet.content, SCORES, ROW_1))
    office.agreed("anna", "bram", "scoreformulier-innemen", path=path, assessor="bram")
    kept(filled_in(sheet.content, SCORES, {**ROW_1, "C5": 6}))
    (line,) = lines_of(office, "anna", path, assessor="bram")
    assert "nadat dit formulier was gemaakt" in line
    kept(filled_in(made(office, "anna", "bram").content, SCORES, {**ROW_1, "C5": 6}))
    office.agreed("anna", "bram", "scoreformulier-innemen", path=path, assessor="bram")
    assert [fact.body.value for fact in office.desk.state(office.procedure).facts(Score)] == [6]


def test_an_assessor_neither_makes_nor_enters_the_sheet_of_another(office: Any, returned: Any) -> None:
    with pytest.raises(NotPermitted, match="eigen formulier"):
        made(office, "carla", "bram")
    with pytest.raises(NotPermitted, match="eigen formulier"):
        office.do("carla", "scoreformulier-innemen", path=returned(ROW_1), assessor="bram")
    with pytest.raises(NotPermitted, match="beoordelaar"):
        made(office, "els", "bram")
    with pytest.raises(Unknown, match="'anna' is geen beoordelaar"):
        office.do("anna", "scoreformulier-innemen", path=returned(ROW_1))
    with pytest.raises(Unknown, match="bekend: bram, carla"):
        made(office, "dirk", "hugo")


def test_a_sheet_of_another_assessor_is_refused_by_its_cell(office: Any, returned: Any) -> None:
    assert lines_of(office, "anna", returned(ROW_1), assessor="carla") == (
        "Gegevens!B4: dit is het formulier van 'bram', niet van carla",
    )


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("B1", 2, "Gegevens!B1: opmaak 2 is onbekend"),
        ("B2", "andere-2026", "Gegevens!B2: dit formulier is van procedure 'andere-2026'"),
        ("B3", "SG9", "Gegevens!B3: criterium 'SG9' bestaat hier niet"),
        ("B5", "0" * 64, "Gegevens!B5: het formulier hoort bij een andere versie"),
        ("B6", "gisteren", "Gegevens!B6: 'gisteren' is geen tijdstip"),
        ("B6", "2026-06-16T08:00:00.000000Z", "Gegevens!B8: past niet bij de rest"),
        ("B7", "3 abc", "Gegevens!B7: dit formulier is niet op dit bureau gemaakt"),
        ("B8", "0" * 64, "Gegevens!B8: past niet bij de rest"),
        ("B9", "S-404", "Gegevens!B9: inschrijving 'S-404' bestaat niet"),
        ("B10", "S-001", "Gegevens!B10: inschrijving S-001 staat er twee keer op"),
        ("A9", "iets", "Scores!A7: hier hoort niets te staan"),
    ],
)
def test_what_a_sheet_says_of_itself_must_be_true(
    office: Any, kept: Any, cell: str, value: Any, told: str
) -> None:
    content = filled_in(made(office, "bram").content, SCORES, ROW_1)
    lines = lines_of(office, "bram", kept(filled_in(content, FACTS, {cell: value})))
    assert any(line.startswith(told) for line in lines), lines
    assert office.desk.state(office.procedure).facts(Score) == ()


def test_a_sheet_of_an_older_version_says_what_changed(office: Any, returned: Any) -> None:
    path = returned(ROW_1)
    office.agreed(
        "anna",
        "els",
        "wijziging-vastleggen",
        path="procedure.contact_person",
        value='"B. Voorbeeld"',
        reason="andere contactpersoon",
        source="nota van inlichtingen",
        in_force_from=office.before,
        transcription_quote="B. Voorbeeld",
    )
    (line,) = lines_of(office, "bram", path)
    assert "een andere versie" in line
    assert "procedure.contact_person (andere contactpersoon)" in line
    assert "maak een nieuw formulier" in line


@pytest.mark.parametrize(
    ("page", "cell", "value", "told"),
    [
        (GUIDE, "A1", "Iets anders", "Toelichting!A1: deze vaste cel is gewijzigd in 'Iets anders'"),
        (GUIDE, "Z99", "x", "Toelichting!Z99: hier hoort niets te staan"),
        (SCORES, "B5", "Andere Zorg", "Scores!B5: deze vaste cel is gewijzigd in 'Andere Zorg'"),
        (SCORES, "D5", None, "Scores!D5: deze vaste cel is leeggemaakt; er stond 'hoe'"),
        (SCORES, "D6", "hoe", "Scores!D6: deze vaste cel is gewijzigd in 'hoe'; er stond 'wie'"),
        (SCORES, "C6", 6, "Scores!C6: hier hoort niets te staan, er staat 6"),
        (SCORES, "A7", Formula("=A5", "S-002"), "Scores!A7: hier staat een formule"),
    ],
)
def test_every_locked_cell_is_as_it_was(
    office: Any, kept: Any, page: int, cell: str, value: Any, told: str
) -> None:
    content = filled_in(made(office, "bram").content, SCORES, ROW_1)
    lines = lines_of(office, "bram", kept(filled_in(content, page, {cell: value})))
    assert any(line.startswith(told) for line in lines), lines


def test_rows_in_another_order_are_refused(office: Any, returned: Any) -> None:
    lines = lines_of(office, "bram", returned({**ROW_1, "A5": "S-002", "A7": "S-001"}))
    assert [line.split(":")[0] for line in lines] == ["Scores!A5", "Scores!A7"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"C5": 7}, "Scores!C5: 7 staat niet op de schaal; kies uit 4, 6, 8"),
        ({"C5": Decimal("6.5")}, "Scores!C5: 6.5 staat niet op de schaal"),
        ({"C5": "zes"}, "Scores!C5: 'zes' staat niet op de schaal"),
        ({"C5": "6,0"}, "Scores!C5: '6,0' staat niet op de schaal"),
        ({"C5": "06"}, "Scores!C5: '06' staat niet op de schaal"),
        ({"C5": True}, "Scores!C5: True staat niet op de schaal"),
        ({"C5": Formula("=2+4", "6")}, "Scores!C5: hier staat een formule"),
        ({"C5": None}, "Scores!C5: de score ontbreekt"),
        ({"C5": " "}, "Scores!C5: de score ontbreekt"),
        ({"E5": None}, "Scores!E5: motiveer het onderwerp 'hoe'"),
        ({"E6": " \n"}, "Scores!E6: motiveer het onderwerp 'wie'"),
        ({"E6": 5}, "Scores!E6: 5 is geen tekst"),
        ({"E6": Formula('="a"', "a")}, "Scores!E6: hier staat een formule"),
        ({"E6": "van \u202ehcer"}, "Scores!E6: "),
    ],
)
def test_what_is_filled_in_must_be_sound(
    office: Any, returned: Any, cells: dict[str, Any], told: str
) -> None:
    lines = lines_of(office, "bram", returned({**ROW_1, **cells}))
    assert any(line.startswith(told) for line in lines), lines
    assert office.desk.state(office.procedure).facts(Score) == ()


@pytest.mark.parametrize("value", ["6", " 6 ", Decimal("6.0"), Decimal("6E0")])
def test_a_score_that_a_spreadsheet_keeps_otherwise_is_the_same_score(
    office: Any, returned: Any, value: Any
) -> None:
    office.do("bram", "scoreformulier-innemen", path=returned({**ROW_1, "C5": value}))
    (fact,) = office.desk.state(office.procedure).facts(Score)
    assert fact.body.value == 6


def test_all_problems_are_told_at_once_and_nothing_is_recorded(office: Any, returned: Any) -> None:
    lines = lines_of(office, "bram", returned({**ROW_1, "C7": 5, "E8": "x", "A1": "y"}))
    assert [line.split(":")[0] for line in lines] == ["Scores!A1", "Scores!C7", "Scores!E7"]
    assert office.desk.state(office.procedure).facts(Score) == ()


def test_after_opening_a_score_no_longer_changes_but_the_same_may_stand(
    office: Any, bids: Any, kept: Any
) -> None:
    sheet = made(office, "bram")
    office.do("bram", "scoreformulier-innemen", path=kept(filled_in(sheet.content, SCORES, ROW_1)))
    office.score("carla", bids[0], "SG1", 6)
    both = filled_in(sheet.content, SCORES, {**ROW_1, **ROW_2})
    (line,) = lines_of(office, "bram", kept(filled_in(both, SCORES, {"C5": 4})))
    assert line == "Scores!C5: de individuele scores van S-001 op SG1 zijn open; ze veranderen niet meer"
    done = office.do("bram", "scoreformulier-innemen", path=kept(both))
    assert "Ongewijzigd: S-001." in done.text
    assert len(done.facts) == 1


def test_a_submission_that_is_off_the_list_since_is_skipped_by_name(
    office: Any, bids: Any, returned: Any
) -> None:
    path = returned({**ROW_1, "C7": 5})
    office.agreed("anna", "fatima", "inschrijving-intrekken", submission=bids[1], reason="dubbel ingenomen")
    done = office.do("bram", "scoreformulier-innemen", path=path)
    assert "Overgeslagen, want van de lijst gehaald: S-002." in done.text
    assert len(done.facts) == 1


def test_a_submission_that_came_later_is_named(office: Any, returned: Any) -> None:
    path = returned(ROW_1)
    office.take_in()
    done = office.do("bram", "scoreformulier-innemen", path=path)
    assert "Niet op dit formulier, wel te scoren: S-003." in done.text


def test_a_name_that_was_corrected_since_is_told_and_not_refused(
    office: Any, bids: Any, returned: Any
) -> None:
    path = returned(ROW_1)
    fact = office.fact(bids[0], Tenderer)
    office.do("anna", "feit-corrigeren", fact=fact.id, field="name", value='"Andere Naam"', reason="tikfout")
    done = office.do("bram", "scoreformulier-innemen", path=path)
    assert "S-001 heet op het formulier 'Verzonnen Zorg 1'" in done.text


def test_only_what_can_be_scored_stands_on_a_sheet(office: Any, bids: Any) -> None:
    late = office.take_in(received_at="2026-06-15T10:00:01")
    for person in ("bram", "carla"):
        office.score(person, bids[0], "SG1", 8)
    found = unzipped(made(office, "bram").content)
    assert b"S-002" in found
    assert b"S-001" not in found
    assert late.encode() not in found


def test_where_nothing_is_left_to_score_no_sheet_is_made(office: Any) -> None:
    office.do("dirk", "scoreronde-sluiten", reason="klaar")
    with pytest.raises(Refused, match="er is niets te scoren"):
        made(office, "bram")


def test_for_others_a_sheet_of_each_assessor_and_criterion_is_made(office: Any) -> None:
    office.do("oprichter", "rol-toekennen", person="Bram", role=Role.ASSESSOR)
    names = [sheet.name for sheet in scoring_sheets(office.of("anna"), office.procedure)]
    assert names == [
        "scoreformulier-klein-2026-SG1-Bram.xlsx",
        "scoreformulier-klein-2026-SG2-Bram.xlsx",
        "scoreformulier-klein-2026-SG1-bram-2.xlsx",
        "scoreformulier-klein-2026-SG2-bram-2.xlsx",
        "scoreformulier-klein-2026-SG1-carla.xlsx",
        "scoreformulier-klein-2026-SG2-carla.xlsx",
    ]
    own = scoring_sheets(office.of("carla"), office.procedure)
    assert [(sheet.assessor, sheet.criterion) for sheet in own] == [("carla", "SG1"), ("carla", "SG2")]
