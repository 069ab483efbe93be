"""Decisions: only on what is ready, by two persons, with what they rest on; and what turns afterwards."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from inkoop_core.desk.ports import EntryDraft
from inkoop_core.desk.recompute import recomputed
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.decision import AwardDecision, RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.reading import ReadFact
from inkoop_core.errors import CommandError, Conflict, NotPermitted, Refused, Unknown
from inkoop_core.testing.readings import a_read_fact, subject_read


def ready(office: Any, **package: Any) -> str:
    submission: str = office.take_in(**package)
    office.do(
        "anna", "toets-vastleggen", submission=submission, requirement="HAND", met=True, explanation="x"
    )
    office.scored(submission)
    return submission


def uphold(office: Any, submission: str, requirement: str = "PROEF") -> None:
    office.do(
        "anna",
        "oordeel-vastleggen",
        submission=submission,
        requirement=requirement,
        outcome=RulingOutcome.UPHOLD,
        reason="zo is het",
    )


def decide(office: Any, *submissions: str, **more: Any) -> Any:
    fields = {"reason": "voldoet", "mandate": "besluit 1", "submissions": submissions}
    return office.do("anna", "gunningsbeslissing-nemen", **(fields | more))


def decision(office: Any, submission: str) -> Any:
    return office.fact(submission, AwardDecision)


def test_a_decision_is_prepared_by_the_adviser_and_taken_by_the_decision_maker(office: Any) -> None:
    submission = ready(office)
    done = decide(office, submission)
    assert done.proposal is not None
    assert f"{submission} Verzonnen Zorg 1: voorlopig gunnen (P1, 16 punten)" in done.text
    with pytest.raises(NotPermitted, match="beslisser"):
        office.of("fatima").confirm("klein-2026", done.proposal)
    office.of("els").confirm("klein-2026", done.proposal)
    taken = decision(office, submission).body
    assert (taken.outcome.value, taken.products, taken.mandate) == ("award", ("P1",), "besluit 1")


def test_a_decision_maker_does_not_confirm_his_own_proposal(office: Any) -> None:
    submission = ready(office)
    fields = {"reason": "voldoet", "mandate": "besluit 1", "submissions": (submission,)}
    done = office.do("els", "gunningsbeslissing-nemen", **fields)
    with pytest.raises(Refused, match="van els zelf"):
        office.of("els").confirm("klein-2026", done.proposal)


def test_a_decision_keeps_the_assessment_and_the_versions_it_rests_on(office: Any) -> None:
    submission = ready(office)
    office.decided(submission)
    taken = decision(office, submission).body
    kept = json.loads(taken.assessment)
    assert kept["id"] == submission
    assert kept["outcome"] == "awardable"
    assert {item["requirement"] for item in kept["findings"]} >= {"TIJD", "PROEF", "SOM"}
    assert taken.assessment_digest == digest(taken.assessment.encode())
    assert taken.definition == office.desk.state("klein-2026").definition.sha256
    assert {item.name for item in taken.versions} == {"inkoop-core"}


def test_a_rejection_is_decided_with_its_grounds(office: Any) -> None:
    submission = office.take_in(code="1")
    uphold(office, submission)
    text = office.decided(submission).text
    assert "afwijzen op grond van PROEF §3.4" in text
    taken = decision(office, submission).body
    assert (taken.outcome.value, taken.products) == ("reject", ())


def test_what_is_not_ready_is_refused_naming_each_and_why(office: Any) -> None:
    good, waiting = ready(office), office.take_in()
    to_rule = office.take_in(code="1")
    late = office.take_in(received_at="2026-06-15T10:00:01")
    with pytest.raises(Refused) as told:
        decide(office, good, waiting, to_rule, late)
    text = str(told.value)
    assert f"{waiting}: wacht op gegevens (stap 3 wacht op gegevens" in text or f"{waiting}: wacht op" in text
    assert f"{to_rule}: oordeel nodig" in text
    assert f"{late}: voorstel: afwijzen" in text
    assert good not in text


def test_an_undecided_rule_blocks_the_decision_and_is_named(office: Any) -> None:
    submission = ready(office)
    office.plugin.rule_raises = True
    with pytest.raises(
        Refused, match=rf"{submission}: PROEF is onbeslist \(RuntimeError: de regel is stuk\)"
    ):
        decide(office, submission)


def test_without_names_everything_that_is_ready_is_decided_and_the_rest_is_told(office: Any) -> None:
    good, waiting = ready(office), office.take_in()
    done = decide(office)
    assert f"{good} Verzonnen Zorg 1: voorlopig gunnen" in done.text
    assert "Nog niet beslist:" in done.text
    assert waiting in done.text
    office.of("els").confirm("klein-2026", done.proposal)
    assert [row["decision"] for row in office.rows("matrix")] == ["voorlopig gunnen", ""]


def test_when_nothing_is_ready_nothing_is_decided(office: Any) -> None:
    office.take_in()
    with pytest.raises(Refused, match="geen enkele inschrijving is klaar"):
        decide(office)


def test_there_is_one_decision_on_a_submission(office: Any) -> None:
    submission = ready(office)
    office.decided(submission)
    with pytest.raises(Refused, match="al beslist"):
        decide(office, submission)


def test_before_the_closing_nothing_is_decided(office: Any) -> None:
    with pytest.raises(Refused, match="nog niet gesloten"):
        decide(office)


def test_a_decision_needs_a_reason_and_a_mandate(office: Any) -> None:
    with pytest.raises(CommandError) as told:
        decide(office, reason=" ", mandate="")
    assert told.value.lines == ("reason: vul in", "mandate: vul in")


def test_a_submission_that_is_not_there_cannot_be_decided(office: Any) -> None:
    office.clock.instant = office.after
    with pytest.raises(Unknown, match="S-404"):
        decide(office, "S-404")


def test_a_decision_on_what_changed_since_the_proposal_is_a_conflict(office: Any) -> None:
    submission = ready(office)
    done = decide(office, submission)
    correct(office, submission, "00000007")
    with pytest.raises(Conflict, match="zou nu iets anders vastleggen"):
        office.of("els").confirm("klein-2026", done.proposal)


# --- what turns afterwards


def correct(office: Any, submission: str, code: str) -> Any:
    fact = office.fact(submission, Tenderer).id
    return office.do(
        "anna", "feit-corrigeren", fact=fact, field="agb_code", value=f'"{code}"', reason="register"
    )


def review(office: Any) -> list[dict[str, Any]]:
    return [row for row in office.rows("taken") if row["task"] == "herzien?"]


def test_a_fact_after_the_decision_that_would_have_changed_it_is_a_task(office: Any) -> None:
    submission = ready(office)
    office.decided(submission)
    assert review(office) == []
    correct(office, submission, "1")
    (row,) = review(office)
    assert row["submission"] == submission
    assert "sinds de beslissing (voorlopig gunnen) is veranderd: PROEF" in row["about"]
    assert decision(office, submission).body.outcome.value == "award"


def test_what_changed_after_the_decision_is_ruled_on_and_decided_again(office: Any) -> None:
    submission = ready(office)
    office.decided(submission)
    first = decision(office, submission)
    correct(office, submission, "1")
    office.do(
        "anna",
        "oordeel-vastleggen",
        submission=submission,
        requirement="PROEF",
        outcome=RulingOutcome.UPHOLD,
        reason="te kort",
    )
    done = office.decided(submission)

    again = decision(office, submission)
    assert "Vervangt de beslissing van" in done.text
    assert (again.replaces, again.body.outcome.value) == (first.id, "reject")
    assert review(office) == []
    assert all(sound for _, sound in recomputed(office.desk))


def test_a_decision_on_which_nothing_changed_is_not_taken_again(office: Any) -> None:
    submission = ready(office)
    office.decided(submission)
    with pytest.raises(Refused, match="al beslist, en sindsdien is niets veranderd"):
        office.decided(submission)


def test_a_fact_after_the_decision_that_turns_nothing_is_no_task(office: Any) -> None:
    submission = ready(office)
    office.decided(submission)
    correct(office, submission, "00000007")
    assert review(office) == []


def test_a_late_incident_after_the_decision_is_a_task(office: Any) -> None:
    submission = ready(office)
    office.decided(submission)
    office.do(
        "anna",
        "incident-melden",
        submission=submission,
        what="belde",
        by_whom="directeur",
        happened_at=office.before - timedelta(days=20),
        timing_reason="nu pas gemeld",
    )
    (row,) = review(office)
    assert "CONTACT" in row["about"]


def test_tasks_say_what_waits_for_whom(office: Any) -> None:
    to_rule, waiting = office.take_in(code="1"), office.take_in()
    tasks = {(row["submission"], row["task"]) for row in office.rows("taken")}
    assert tasks == {(to_rule, "oordelen"), (waiting, "scoren"), ("", "opening vastleggen")}


# --- recomputing


def lines(office: Any) -> list[tuple[str, bool]]:
    return list(recomputed(office.desk))


def test_a_decision_recomputed_is_equal_also_after_later_facts(office: Any) -> None:
    submission = ready(office)
    office.decided(submission)
    correct(office, submission, "1")
    ((line, sound),) = lines(office)
    assert sound
    assert "opnieuw berekend, gelijk" in line


def test_a_rejection_recomputed_is_equal(office: Any) -> None:
    submission = office.take_in(code="1")
    uphold(office, submission)
    office.decided(submission)
    assert [sound for _, sound in lines(office)] == [True]


def test_a_plugin_that_judges_otherwise_is_seen(office: Any) -> None:
    office.decided(ready(office))
    office.plugin.rule_raises = True
    ((line, sound),) = lines(office)
    assert not sound
    assert "ANDERS dan wat toen is gezien" in line


def test_a_body_that_was_changed_behind_the_journal_is_seen_by_both_checks(
    office: Any, tamper: Callable[..., None]
) -> None:
    submission = ready(office)
    office.decided(submission)
    fact = office.fact(submission, Tenderer)
    tamper(
        "UPDATE fact_body SET body = replace(body, '00000001', '1') WHERE fact_id = :id",
        id=fact.id,
    )
    assert [sound for _, sound in lines(office)] == [False]
    problems = [problem for report in office.desk.store.verify() for problem in report.problems]
    assert len(problems) == 1
    assert f"{fact.id}" in problems[0]


def test_a_kept_assessment_that_was_changed_is_seen(office: Any, tamper: Callable[..., None]) -> None:
    submission = ready(office)
    office.decided(submission)
    tamper(
        "UPDATE fact_body SET body = replace(body, 'awardable', 'rejected') WHERE fact_id = :id",
        id=decision(office, submission).id,
    )
    ((line, sound),) = lines(office)
    assert not sound
    assert "past niet bij haar hash" in line


def test_without_the_plugin_a_decision_cannot_be_recomputed_and_that_is_told(
    office: Any, opened: Callable[..., Any], without_plugin: Any
) -> None:
    office.decided(ready(office))
    ((line, sound),) = list(recomputed(opened(without_plugin, office.clock)))
    assert not sound
    assert "kan niet opnieuw worden berekend" in line
    assert "plugin 'proef' is niet geïnstalleerd" in line


def read_beside(office: Any, submission: str, body: ReadFact) -> int:
    """A reading beside what `inschrijving.toml` states."""
    draft = Draft(body, subject_read(submission, body))
    entry = EntryDraft("klein-2026", "proef", "0" * 64, "anna", stated=True)
    (reading,) = office.desk.store.append(entry, [draft]).facts
    assert isinstance(reading, int)
    return reading


DIFFERENT = a_read_fact("tenderer", name="Geheel Anders")
RESERVATION = a_read_fact("reservation", "voorbehoud-1", about="tarief", text="wij gaan niet akkoord")


def test_nothing_is_awarded_while_a_reading_differs_from_what_stands(office: Any) -> None:
    submission = ready(office)
    reading = read_beside(office, submission, DIFFERENT)
    fact = office.fact(submission, Tenderer)
    with pytest.raises(Refused) as refused:
        decide(office, submission)
    assert (
        f"{submission} inschrijver: naam: gelezen is Geheel Anders (formulier.docx, tabel 1, rij 1); vast staat "
        f"Verzonnen Zorg 1. Corrigeer feit {fact.id} (feit-corrigeren), aanvaard de afwijking (afwijking-aanvaarden) "
        "of verwerp wat verkeerd is gelezen (gelezen-verwerpen)" in str(refused.value)
    )
    office.do("anna", "afwijking-aanvaarden", readings=(reading,), reason="handelsnaam")
    assert decide(office, submission).proposal is not None


def test_nothing_is_awarded_while_something_that_was_read_waits(office: Any) -> None:
    submission = ready(office)
    read_beside(office, submission, RESERVATION)
    with pytest.raises(Refused, match=r"voorbehoud \(voorbehoud-1\): te bevestigen, en niet bevestigd"):
        decide(office, submission)


def test_nothing_is_awarded_on_a_fact_of_which_the_source_is_gone(office: Any) -> None:
    submission = ready(office)
    reading = read_beside(office, submission, RESERVATION)
    office.do("anna", "gelezen-bevestigen", readings=(reading,))
    office.do("anna", "gelezen-verwerpen", readings=(reading,), reason="stond er niet")
    with pytest.raises(Refused, match="bron vervallen van waarover tarief"):
        decide(office, submission)


def test_a_rejection_tells_what_is_still_open_of_what_was_read(office: Any) -> None:
    submission = office.take_in(code="1")
    uphold(office, submission)
    read_beside(office, submission, DIFFERENT)
    told = decide(office, submission).text
    assert "naam: gelezen is Geheel Anders" in told


def test_a_difference_that_was_read_after_the_proposal_stands_in_the_way_of_its_confirmation(
    office: Any,
) -> None:
    submission = ready(office)
    proposal = decide(office, submission).proposal
    read_beside(office, submission, DIFFERENT)
    with pytest.raises(Conflict, match="kan niet meer worden bevestigd; wijs het af") as conflict:
        office.of("els").confirm("klein-2026", proposal)
    assert "gelezen is Geheel Anders" in str(conflict.value)
    assert office.desk.state("klein-2026").facts(AwardDecision) == ()
