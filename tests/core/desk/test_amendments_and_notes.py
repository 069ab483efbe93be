"""Amendments and note choices: free before the closing, by two persons and for everybody after it."""

from datetime import timedelta
from typing import Any

import pytest

from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.decision import Amendment, NoteChoice
from inkoop_core.domain.fact import Draft
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


def test_what_is_told_is_what_is_made_also_where_an_earlier_recorded_amendment_takes_force_later(
    office: Any,
) -> None:
    amend(office, "6", in_force_from=office.closing)
    told = amend(office, "7", source="NvI 2").text

    assert digits(office) == 6
    assert "7 vastgelegd (NvI 2), maar dit heeft geen gevolg voor de beoordeling van inschrijvingen" in told
    assert "blijft 6 gelden (een andere wijziging van dezelfde plaats gaat voor" in told


def test_an_amendment_of_after_the_closing_says_that_it_has_no_consequence(office: Any) -> None:
    told = amend(office, in_force_from=office.after).text

    assert "heeft geen gevolg voor de beoordeling van inschrijvingen: daarvoor blijft 8 gelden" in told
    assert "van kracht vanaf 16-06-2026 10:00:00, na de sluiting" in told


def test_a_nota_wins_over_a_transcription_error_that_was_mended_before_it(office: Any) -> None:
    amend(office, "6", transcription_quote="§3: zes")
    office.clock.instant += timedelta(days=1)
    assert "6 wordt 7" in amend(office, "7", source="NvI 2").text
    assert digits(office) == 7


def test_a_nota_wins_over_a_transcription_error_that_is_mended_after_it(office: Any) -> None:
    amend(office, "7", source="NvI 2")
    assert "geen gevolg" in amend(office, "6", transcription_quote="§3: zes").text
    assert digits(office) == 7


def test_a_nota_that_was_copied_wrongly_is_mended_from_its_own_moment(office: Any) -> None:
    nota = office.before + timedelta(days=1)
    amend(office, "6", source="NvI 2", in_force_from=nota)
    office.clock.instant = office.after
    done = amend(office, "7", transcription_quote="NvI 2: zeven", in_force_from=nota)
    assert "6 wordt 7" in done.text
    office.of("els").confirm("klein-2026", done.proposal)
    assert digits(office) == 7


def test_of_two_mended_transcription_errors_the_later_one_holds(office: Any) -> None:
    office.clock.instant = office.after
    for value, told in (("7", "8 wordt 7"), ("6", "7 wordt 6")):
        done = amend(office, value, transcription_quote="§3")
        assert told in done.text
        office.of("els").confirm("klein-2026", done.proposal)
    assert digits(office) == 6


def test_a_moved_closing_decides_which_amendments_still_judge(office: Any) -> None:
    amend(office, "2026-06-29T10:00:00", path="procedure.closing_at")
    amend(office, in_force_from=office.after)
    state = office.desk.state("klein-2026")
    assert state.in_force.closing_at == state.definition.procedure.closing_at
    assert digits(office) == 7


@pytest.mark.parametrize(("closing", "in_force"), [("2026-06-12T10:00:00", 3), ("2026-06-10T09:00:00", None)])
def test_the_closing_is_not_moved_to_a_moment_that_is_past(
    office: Any, closing: str, in_force: int | None
) -> None:
    moment = office.before + timedelta(days=in_force) if in_force else None
    with pytest.raises(Refused, match="dat moment is al voorbij"):
        amend(office, closing, path="procedure.closing_at", in_force_from=moment)


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("requirements.TIJD.check", '"standard.bestaat-niet"', r"requirements\.TIJD"),
        ("award.method", '"onzin"', r"award\.method: 'onzin' is niet bekend"),
        (PATH, '"acht"', r"requirements\.PROEF: .*inkoop_eligibility_rules"),
        ("award.criteria", "[]", r"award\.criteria: is leeg"),
    ],
)
def test_an_amendment_with_which_nothing_could_be_assessed_is_refused(
    office: Any, path: str, value: str, problem: str
) -> None:
    with pytest.raises(TenderFileError, match=problem):
        amend(office, value, path=path)
    office.take_in()
    assert office.desk.assessment("klein-2026").failures == ()


@pytest.mark.parametrize("path", ["requires.proef", "requires.nieuw", "requires"])
def test_a_set_of_plugins_is_not_amended(office: Any, path: str) -> None:
    with pytest.raises(Refused, match="een set plugins wordt niet gewijzigd"):
        amend(office, '">=99"', path=path)


def test_what_takes_force_after_the_closing_does_not_break_the_definition_of_before(office: Any) -> None:
    amend(office, '"weglaten"', path="notes.N-49.default", in_force_from=office.after)
    amend(office, '[{id="x", text="y"}]', path="notes.N-49.readings")
    assert office.desk.state("klein-2026").definition.notes["N-49"].readings[0].id == "x"
    amend(office, '"x"', path="notes.N-49.default")


def test_what_takes_force_after_the_closing_is_no_nonsense_either(office: Any) -> None:
    with pytest.raises(TenderFileError, match=r"award\.criteria\.SG1\.minimum"):
        amend(office, "5", path="award.criteria.SG1.minimum", in_force_from=office.after)


def broken(office: Any) -> None:
    """An amendment that stands in the file although nothing can be assessed with it."""
    body = Amendment(
        "requirements.TIJD.check", '"standard.weg"', "fout", "NvI 1", office.before + timedelta(days=1)
    )
    entry = EntryDraft("klein-2026", "wijziging-vastleggen", "0" * 64, "anna", stated=True)
    office.desk.store.append(entry, [Draft(body, "amendment/requirements.TIJD.check")])


def test_a_broken_definition_can_be_mended_before_the_closing(office: Any) -> None:
    broken(office)
    with pytest.raises(TenderFileError, match="TIJD"):
        office.desk.assessment("klein-2026")
    moment = office.before + timedelta(days=2)
    amend(office, '"standard.on-time"', path="requirements.TIJD.check", in_force_from=moment)
    submission = office.take_in()
    assert office.finding(submission, "TIJD").finding.verdict.value == "met"


def test_a_broken_definition_can_be_mended_after_the_closing(office: Any) -> None:
    broken(office)
    office.clock.instant = office.after
    done = amend(
        office,
        '"standard.on-time"',
        path="requirements.TIJD.check",
        transcription_quote="§5.2",
        in_force_from=office.closing,
    )
    assert "Tot nu toe kon niet worden beoordeeld" in done.text
    office.of("els").confirm("klein-2026", done.proposal)
    submission = office.take_in()
    assert office.finding(submission, "TIJD").finding.verdict.value == "met"


def test_a_moved_closing_does_not_close_again_what_was_opened(office: Any) -> None:
    office.take_in()
    done = amend(
        office, "2026-06-29T10:00:00", path="procedure.closing_at", transcription_quote="§1: 29 juni"
    )
    office.of("els").confirm("klein-2026", done.proposal)
    with pytest.raises(Refused, match="overnamefout"):
        amend(office)
    assert choose(office).proposal is not None


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


def test_the_reason_of_a_choice_stands_in_what_the_second_person_reads(office: Any) -> None:
    office.take_in()
    assert "Reden: gelijke behandeling" in choose(office).text


def test_a_chosen_reading_that_the_definition_no_longer_has_is_no_reading(office: Any) -> None:
    choose(office)
    amend(office, '[{id="nieuw", text="y"}]', path="notes.N-49.readings")
    amend(office, '"nieuw"', path="notes.N-49.default")
    assert office.rows("noten")[0]["in_force"] == "nieuw"
    assert office.finding(office.take_in(pages=4), "BLZ").finding.verdict.value == "clarify"


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
