"""What keeps a submission from a definitive award, whatever the order in which the facts arrived."""

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from inkoop_core.domain.course import CourseChange, CourseChanged
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.proceedings import (
    Appealed,
    Joined,
    Judgment,
    JudgmentCarriedOut,
    PauseChosen,
    PauseScope,
    Proceedings,
    RulingOfCourt,
)
from inkoop_core.progress.pauses import pauses_of, proceedings_touch, unexecuted
from inkoop_core.testing.courses import Story

THREE = ("S-001", "S-002", "S-003")
END = "2026-12-31T12:00"
KEEPS_CLOSED = (
    RulingOfCourt.NEW_MOTIVATION,
    RulingOfCourt.REASSESSMENT_SAME,
    RulingOfCourt.REASSESSMENT_OTHER,
    RulingOfCourt.EXCLUSION_OF_WINNER,
    RulingOfCourt.RETENDER,
)


def a_case(claimant: str = "S-001", *concerns: str) -> Proceedings:
    return Proceedings(claimant, "Verzonnen Zorg", "rechtbank Voorbeeld", "verbod", concerns)


def a_choice(scope: PauseScope = PauseScope.TOUCHED) -> PauseChosen:
    return PauseChosen(scope, "alleen wie geraakt wordt", "mandaatbesluit 4")


def a_story(case: Proceedings | None = None) -> Story:
    story = Story(submissions=THREE)
    story.add(case or a_case("S-001", "S-002"), "geding-1", "2026-07-20T09:00")
    return story


def paused(story: Story, at: str = END) -> list[str]:
    course = story.course(at)
    return [submission for submission in THREE if pauses_of(course, submission)]


def test_without_any_of_it_everybody_is_free() -> None:
    assert paused(Story(submissions=THREE)) == []


def test_pending_proceedings_pause_everybody_until_chosen_otherwise() -> None:
    story = a_story()
    assert paused(story) == [*THREE]
    (pause,) = pauses_of(story.course(END), "S-003")
    assert (pause.about, str(pause.source), pause.facts) == ("geding-1", "§5.8.2", (1,))
    assert pause.opens_when == "de uitspraak in geding-1, of de intrekking ervan, is vastgelegd"


def test_nothing_is_paused_before_the_summons() -> None:
    assert paused(a_story(), "2026-07-20T08:59:59") == []
    assert paused(a_story(), "2026-07-20T09:00") == [*THREE]


def test_by_choice_only_those_are_paused_whom_the_outcome_can_touch() -> None:
    story = a_story()
    choice = story.add(a_choice(), "geding-1/pauze", "2026-07-21T09:00")
    assert paused(story) == ["S-001", "S-002"]
    assert pauses_of(story.course(END), "S-001")[0].facts == (1, choice.id)


def test_a_case_that_names_nobody_touches_everybody_also_by_choice() -> None:
    story = a_story(a_case("S-001"))
    story.add(a_choice(), "geding-1/pauze", "2026-07-21T09:00")
    assert paused(story) == [*THREE]


def test_who_joins_is_touched_too() -> None:
    story = a_story()
    story.add(a_choice(), "geding-1/pauze", "2026-07-21T09:00")
    story.add(Joined("Verzonnen Zorg Drie", "S-003", "zelfstandig"), "geding-1/partij-1", "2026-07-22T09:00")
    assert paused(story) == [*THREE]
    assert [fact.subject for fact in proceedings_touch(story.course(END), "S-003")] == ["geding-1"]


@pytest.mark.parametrize("outcome", [RulingOfCourt.DISMISSED, RulingOfCourt.WITHDRAWN])
def test_a_dismissal_or_withdrawal_frees_everybody(outcome: RulingOfCourt) -> None:
    story = a_story()
    story.add(Judgment(outcome, "afgewezen"), "geding-1/uitspraak", "2026-08-20T09:00")
    assert paused(story, "2026-08-20T08:59:59") == [*THREE]
    assert paused(story, "2026-08-20T09:00") == []


@pytest.mark.parametrize("outcome", KEEPS_CLOSED)
def test_an_order_keeps_the_named_closed_until_it_was_carried_out(outcome: RulingOfCourt) -> None:
    story = a_story()
    story.add(Judgment(outcome, "opnieuw", ("S-002",)), "geding-1/uitspraak", "2026-08-20T09:00")
    assert paused(story) == ["S-002"]
    (pause,) = pauses_of(story.course(END), "S-002")
    assert pause.opens_when == "de uitvoering van de uitspraak in geding-1 is vastgelegd"
    story.add(JudgmentCarriedOut("gedaan"), "geding-1/uitvoering", "2026-09-01T09:00")
    assert paused(story) == []


@pytest.mark.parametrize("outcome", [*KEEPS_CLOSED, RulingOfCourt.PROHIBITED])
def test_an_order_that_names_nobody_keeps_everybody_closed(outcome: RulingOfCourt) -> None:
    story = a_story()
    story.add(Judgment(outcome, "opnieuw"), "geding-1/uitspraak", "2026-08-20T09:00")
    assert paused(story) == [*THREE]


def test_what_was_done_before_the_ruling_did_not_carry_it_out() -> None:
    story = a_story()
    story.add(JudgmentCarriedOut("gedaan"), "geding-1/uitvoering", "2026-08-20T08:59")
    judgment = Judgment(RulingOfCourt.NEW_MOTIVATION, "opnieuw", ("S-002",))
    story.add(judgment, "geding-1/uitspraak", "2026-08-20T09:00")
    assert paused(story) == ["S-002"]


def test_a_prohibition_ends_for_each_by_a_new_decision_after_it() -> None:
    story = a_story()
    story.decide("S-001", at="2026-07-13T09:00")
    judgment = Judgment(RulingOfCourt.PROHIBITED, "verboden", ("S-001", "S-002"))
    story.add(judgment, "geding-1/uitspraak", "2026-08-20T09:00")
    story.decide("S-002", at="2026-08-20T09:00")
    story.add(JudgmentCarriedOut("gedaan"), "geding-1/uitvoering", "2026-08-21T09:00")
    assert paused(story) == ["S-001", "S-002"], "een beslissing van hetzelfde tijdstip is geen nieuwe"
    (pause,) = pauses_of(story.course(END), "S-001")
    assert pause.opens_when == "na de uitspraak is een nieuwe beslissing over S-001 vastgelegd"
    story.decide("S-001", at="2026-08-20T09:00:01", ordered_by="geding-1")
    assert paused(story) == ["S-002"]


@pytest.mark.parametrize("outcome", [RulingOfCourt.UPHELD, RulingOfCourt.DISMISSED, RulingOfCourt.WITHDRAWN])
def test_an_appeal_that_changes_nothing_lets_the_first_judgment_count_again(outcome: RulingOfCourt) -> None:
    story = a_story()
    judgment = Judgment(RulingOfCourt.NEW_MOTIVATION, "opnieuw", ("S-002",))
    first = story.add(judgment, "geding-1/uitspraak", "2026-08-20T09:00")
    story.add(Judgment(outcome, "bekrachtigd"), "geding-1/beroep/uitspraak", "2026-11-20T09:00")
    assert paused(story) == ["S-002"]
    story.add(JudgmentCarriedOut("gedaan", judgment=first.id), "geding-1/uitvoering", "2026-11-21T09:00")
    assert paused(story) == []


def test_an_appeal_that_is_upheld_without_a_judgment_to_uphold_leaves_the_case_pending() -> None:
    story = a_story()
    story.add(Judgment(RulingOfCourt.UPHELD, "x"), "geding-1/beroep/uitspraak", "2026-11-20T09:00")
    assert paused(story) == [*THREE]


def test_what_carried_out_another_judgment_does_not_carry_out_this_one() -> None:
    story = a_story()
    judgment = Judgment(RulingOfCourt.NEW_MOTIVATION, "opnieuw", ("S-002",))
    story.add(judgment, "geding-1/uitspraak", "2026-08-20T09:00")
    story.add(JudgmentCarriedOut("gedaan", judgment=99), "geding-1/uitvoering", "2026-08-21T09:00")
    assert paused(story) == ["S-002"]


def test_an_appeal_pauses_nothing_by_itself_and_its_ruling_counts_instead() -> None:
    story = a_story()
    story.add(Judgment(RulingOfCourt.DISMISSED, "afgewezen"), "geding-1/uitspraak", "2026-08-20T09:00")
    story.add(Appealed("Verzonnen Zorg", "gerechtshof"), "geding-1/beroep", "2026-08-25T09:00")
    assert paused(story) == []
    judgment = Judgment(RulingOfCourt.PROHIBITED, "verboden", ("S-003",))
    story.add(judgment, "geding-1/beroep/uitspraak", "2026-11-20T09:00")
    assert paused(story) == ["S-003"]


def test_one_case_frees_nobody_from_another() -> None:
    story = a_story()
    story.add(a_case("S-003"), "geding-2", "2026-07-21T09:00")
    story.add(Judgment(RulingOfCourt.DISMISSED, "afgewezen"), "geding-1/uitspraak", "2026-08-20T09:00")
    assert paused(story) == [*THREE]
    assert {pause.about for pause in pauses_of(story.course(END), "S-001")} == {"geding-2"}


def test_a_case_of_a_higher_number_is_not_taken_for_one_of_a_lower() -> None:
    story = a_story()
    story.add(a_case("S-003"), "geding-10", "2026-07-21T09:00")
    story.add(Judgment(RulingOfCourt.DISMISSED, "afgewezen"), "geding-10/uitspraak", "2026-08-20T09:00")
    assert {pause.about for pause in pauses_of(story.course(END), "S-001")} == {"geding-1"}


def test_a_ruling_from_before_the_summons_is_no_ruling_in_the_case() -> None:
    story = a_story()
    story.add(Judgment(RulingOfCourt.DISMISSED, "afgewezen"), "geding-1/uitspraak", "2026-07-20T08:59")
    assert paused(story) == [*THREE]
    assert unexecuted(story.course(END), "geding-1", "S-001") is None


def test_a_ruling_at_the_instant_of_the_summons_and_what_was_done_at_that_of_the_ruling_count() -> None:
    story = a_story()
    judgment = Judgment(RulingOfCourt.NEW_MOTIVATION, "opnieuw")
    story.add(judgment, "geding-1/uitspraak", "2026-07-20T09:00")
    assert pauses_of(story.course(END), "S-001")[0].opens_when.startswith("de uitvoering")
    story.add(JudgmentCarriedOut("gedaan"), "geding-1/uitvoering", "2026-07-20T09:00")
    assert paused(story) == []


def course_change(change: CourseChange) -> CourseChanged:
    return CourseChanged(change, "om een reden", "mandaatbesluit 5")


def test_a_suspension_pauses_everybody_until_the_procedure_was_resumed() -> None:
    story = Story(submissions=THREE)
    story.add(course_change(CourseChange.SUSPENDED), "verloop/1", "2026-07-01T09:00")
    assert paused(story) == [*THREE]
    (pause,) = pauses_of(story.course(END), "S-001")
    assert (pause.for_good, pause.opens_when) == (False, "de hervatting van de procedure is vastgelegd")
    story.add(course_change(CourseChange.RESUMED), "verloop/2", "2026-07-02T09:00")
    assert paused(story) == []


@pytest.mark.parametrize("change", [CourseChange.STOPPED, CourseChange.WITHDRAWN])
def test_a_stop_or_withdrawal_closes_everything_for_good(change: CourseChange) -> None:
    story = Story(submissions=THREE)
    story.add(course_change(change), "verloop/1", "2026-07-01T09:00")
    story.add(course_change(CourseChange.RESUMED), "verloop/2", "2026-07-02T09:00")
    assert paused(story) == [*THREE]
    assert pauses_of(story.course(END), "S-001")[0].for_good


def test_of_a_suspension_and_a_resumption_of_one_instant_the_suspension_counts() -> None:
    turns = (CourseChange.SUSPENDED, CourseChange.RESUMED)
    for order in (turns, turns[::-1]):
        story = Story(submissions=THREE)
        for number, change in enumerate(order):
            story.add(course_change(change), f"verloop/{number}", "2026-07-01T09:00")
        assert paused(story) == [*THREE]


DAYS = st.integers(min_value=1, max_value=28)


def arrived(facts: list[Fact[Any]], order: list[int]) -> list[Fact[Any]]:
    """The same facts, recorded in another order."""
    ranked = sorted(range(len(facts)), key=lambda at: (order[at], at))
    return [evolve(facts[at], id=number) for number, at in enumerate(ranked, start=1)]


@st.composite
def stories(draw: Any) -> Story:
    """Two cases with anything that can happen in them, in any order of happening and of recording."""
    story = Story(submissions=THREE)
    for case in ("geding-1", "geding-2"):
        if draw(st.booleans()):
            concerns = draw(st.lists(st.sampled_from(THREE), unique=True, max_size=2))
            story.add(a_case(draw(st.sampled_from(THREE)), *concerns), case, f"2026-07-{draw(DAYS):02}T09:00")
        for body, part in (
            (a_choice(draw(st.sampled_from(PauseScope))), "pauze"),
            (Judgment(draw(st.sampled_from(RulingOfCourt)), "dictum"), "uitspraak"),
            (JudgmentCarriedOut("gedaan"), "uitvoering"),
            (Joined("Verzonnen", draw(st.sampled_from(THREE)), "eiser"), "partij-1"),
            (Appealed("Verzonnen", "gerechtshof"), "beroep"),
        ):
            if draw(st.booleans()):
                story.add(body, f"{case}/{part}", f"2026-07-{draw(DAYS):02}T09:00")
    for number in range(draw(st.integers(0, 3))):
        change = course_change(draw(st.sampled_from(CourseChange)))
        story.add(change, f"verloop/{number}", f"2026-07-{draw(DAYS):02}T09:00")
    return story


@given(stories(), st.lists(st.integers(0, 99), min_size=20, max_size=20))
def test_who_is_paused_does_not_depend_on_the_order_in_which_facts_arrived(
    story: Story, order: list[int]
) -> None:
    before = paused(story)
    story.facts = arrived(story.facts, order)
    assert paused(story) == before


@given(stories(), st.lists(st.integers(0, 99), min_size=21, max_size=21), DAYS)
def test_a_pending_case_for_the_whole_procedure_always_pauses_everybody(
    story: Story, order: list[int], day: int
) -> None:
    story.add(a_case("S-002", "S-002"), "geding-9", f"2026-07-{day:02}T09:00")
    story.facts = arrived(story.facts, order)
    assert paused(story) == [*THREE]


@given(stories(), DAYS)
def test_an_appeal_never_pauses_by_itself(story: Story, day: int) -> None:
    before = paused(story)
    for case in ("geding-1", "geding-2"):
        story.add(Appealed("Verzonnen", "gerechtshof"), f"{case}/beroep", f"2026-07-{day:02}T10:00")
    assert paused(story) == before


@given(stories())
def test_every_pause_says_why_and_what_would_end_it(story: Story) -> None:
    for submission in THREE:
        for pause in pauses_of(story.course(END), submission):
            assert pause.why
            assert pause.opens_when
            assert pause.facts
