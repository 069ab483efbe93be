"""Amendments and note choices: free before the closing, by two persons and for everybody after it."""

from datetime import timedelta
from typing import Any

import pytest

from inkoop_core.domain.decision import NoteChoice
from inkoop_core.errors import CommandError, Conflict, NotPermitted, Refused, TenderFileError, Unknown

PATH = "parameters.proef_cijfers.value"


def amend(office: Any, value: str = "7", *, dry_run: bool = False, **more: Any) -> Any:
    fields = {"path": PATH, "value": value, "reason": "beter zo", "source": "NvI 1"}
    return office.do("anna", "wijziging-vastleggen", dry_run=dry_run, **(fields | more))


def digits(office: Any) -> int:
    found: int = office.desk.state("klein-2026").definition.whole("proef_cijfers")
    return found


def test_before_the_closing_an_adviser_amends_alone(office: Any) -> None:
    done = amend(office)
    assert done.proposal is None
    assert f"{PATH}: 8 wordt 7 (NvI 1)" in done.text
    assert digits(office) == 7


def test_of_two_amendments_of_the_same_value_the_later_one_holds(office: Any) -> None:
    amend(office)
    assert "7 wordt 9" in amend(office, "9").text
    assert digits(office) == 9


def test_the_definition_in_force_has_another_hash(office: Any) -> None:
    before = office.desk.state("klein-2026").definition.sha256
    amend(office)
    assert office.desk.state("klein-2026").definition.sha256 != before


def test_just_before_the_closing_a_value_can_still_be_amended(office: Any) -> None:
    office.clock.instant = office.closing - timedelta(seconds=1)
    amend(office)
    assert digits(office) == 7


def test_after_the_closing_a_value_cannot_be_amended(office: Any) -> None:
    office.clock.instant = office.after
    with pytest.raises(Refused, match=r"op 15-06-2026 10:00:00 gesloten.*overnamefout"):
        amend(office)


def test_after_the_closing_a_transcription_error_is_mended_by_two_persons(office: Any) -> None:
    submission = office.take_in()
    done = amend(office, transcription_quote="§3: een AGB-code heeft 7 cijfers")
    assert done.proposal is not None
    assert "Overnamefout, hersteld na de sluiting" in done.text
    assert f"{submission} PROEF: voldoet → voldoet niet" in done.text
    assert digits(office) == 8
    office.clock.instant = office.after.replace(hour=15)
    office.of("els").confirm("klein-2026", done.proposal)
    assert digits(office) == 7
    assert office.finding(submission, "PROEF").finding.verdict.value == "not-met"


def test_an_amendment_that_takes_force_after_the_closing_does_not_judge_submissions(office: Any) -> None:
    amend(office, in_force_from=office.after)
    assert digits(office) == 8


def test_an_amendment_of_after_the_closing_does_not_undo_an_earlier_one(office: Any) -> None:
    amend(office, "7")
    amend(office, "6", in_force_from=office.after)

    assert digits(office) == 7


def test_amendments_count_in_the_order_in_which_they_take_force(office: Any) -> None:
    amend(office, "6", in_force_from=office.closing)
    amend(office, "7")

    assert digits(office) == 6


@pytest.mark.parametrize("field", ["path", "value", "reason", "source"])
def test_every_part_of_an_amendment_must_be_there(office: Any, field: str) -> None:
    with pytest.raises(CommandError, match=f"{field}: vul in"):
        amend(office, **{field: " "})  # type: ignore[arg-type]


def test_a_path_that_leads_nowhere_is_told(office: Any) -> None:
    with pytest.raises(CommandError, match="'onzin' bestaat niet; hier staat: proef_cijfers"):
        amend(office, path="parameters.onzin.value")


def test_an_amendment_that_breaks_the_definition_is_refused(office: Any) -> None:
    with pytest.raises(TenderFileError, match=r"award\.criteria\.SG1\.minimum"):
        amend(office, "5", path="award.criteria.SG1.minimum")


def test_an_assessor_does_not_amend(office: Any) -> None:
    with pytest.raises(NotPermitted):
        office.do("bram", "wijziging-vastleggen", path=PATH, value="7", reason="x", source="y")


# --- unclear places


def choose(office: Any, reading: str = "weglaten", *, dry_run: bool = False, **more: Any) -> Any:
    fields = {"note": "N-49", "reading": reading, "reason": "gelijke behandeling"}
    return office.do("anna", "lezing-kiezen", dry_run=dry_run, **(fields | more))


def test_before_the_closing_a_reading_is_chosen_alone(office: Any) -> None:
    assert choose(office).proposal is None
    (row,) = office.rows("noten")
    assert (row["in_force"], row["how"]) == ("weglaten", "voor de sluiting: gelijke behandeling")


def test_an_unclear_place_without_a_choice_is_still_to_be_chosen(office: Any) -> None:
    (row,) = office.rows("noten")
    assert (row["in_force"], row["how"]) == ("nog te kiezen", "")


def test_after_opening_each_reading_shows_beforehand_whom_it_turns(office: Any) -> None:
    office.take_in()
    long, longer = office.take_in(pages=4), office.take_in(pages=5)
    told = choose(office, dry_run=True).text
    weglaten, afwijzen = (line for line in told.splitlines() if line.startswith("  lezing"))
    assert weglaten.split(": ", 1)[1] == (
        f"{long} BLZ: onduidelijk → voldoet; {longer} BLZ: onduidelijk → voldoet"
    )
    assert f"{longer} BLZ: onduidelijk → voldoet niet" in afwijzen
    assert "S-001" not in told


def test_a_reading_that_turns_nothing_says_so(office: Any) -> None:
    office.take_in()
    assert "lezing weglaten: geen enkele bevinding verandert" in choose(office, dry_run=True).text


def test_after_opening_a_reading_needs_a_second_person_and_is_marked(office: Any) -> None:
    long, longer = office.take_in(pages=4), office.take_in(pages=5)
    done = choose(office)
    assert office.finding(long, "BLZ").finding.verdict.value == "clarify"
    office.of("dirk").confirm("klein-2026", done.proposal)
    (choice,) = office.desk.state("klein-2026").facts(NoteChoice)
    assert choice.body.after_opening
    assert choice.body.turned == (long, longer)
    assert {office.finding(one, "BLZ").finding.verdict.value for one in (long, longer)} == {"met"}
    assert office.rows("noten")[0]["how"] == "na de opening: gelijke behandeling"
    marked = [
        row["notes"] for row in office.rows("bevindingen", submission=long) if row["requirement"] == "BLZ"
    ]
    assert marked == ["N-49 (na de opening gekozen)"]


def test_a_choice_can_be_changed_and_the_old_one_stays_in_the_file(office: Any) -> None:
    choose(office)
    choose(office, "afwijzen")
    (row,) = office.rows("noten")
    assert row["in_force"] == "afwijzen"
    assert len(office.rows("feiten", kind="note.choice", all=True)) == 2


def test_a_choice_that_is_in_force_already_is_refused(office: Any) -> None:
    choose(office)
    with pytest.raises(Refused, match="wordt al zo gelezen"):
        choose(office)


def test_a_reading_or_note_that_is_not_there_is_told(office: Any) -> None:
    with pytest.raises(Refused, match=r"lezingen: weglaten \(de rest telt niet mee\)"):
        choose(office, "onzin")
    with pytest.raises(Unknown, match="noot 'N-99'"):
        choose(office, note="N-99")
    with pytest.raises(CommandError, match="geef een reden"):
        choose(office, reason="")


def test_a_choice_that_would_turn_others_since_it_was_proposed_is_a_conflict(office: Any) -> None:
    office.take_in(pages=4)
    done = choose(office)
    office.take_in(pages=5)
    with pytest.raises(Conflict, match="zou nu iets anders vastleggen"):
        office.of("dirk").confirm("klein-2026", done.proposal)
