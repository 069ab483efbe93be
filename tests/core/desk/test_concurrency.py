"""Two people at once: one wins, the other is told who did what and when."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.desk_records import RoleGranted
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.role import Role
from inkoop_core.domain.submission import PlatformAnswers
from inkoop_core.errors import Conflict
from inkoop_core.testing.builders import a_package
from inkoop_core.testing.readings import a_read_fact, subject_read


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """What each job gave or raised, in the order of the jobs."""
    gate, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(number: int, job: Callable[[], Any]) -> None:
        gate.wait()
        try:
            results[number] = job()
        except Exception as error:  # noqa: BLE001 - what it raised is the answer
            results[number] = error  # type: ignore[call-overload]

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_of_two_people_who_correct_the_same_fact_one_wins_and_the_other_is_told(
    office: Any, opened: Callable[..., Any], catalogue: Any
) -> None:
    submission = office.take_in()
    fact = office.fact(submission, Tenderer).id

    def correction(person: str, employees: int) -> Callable[[], Any]:
        desk = opened(catalogue, office.clock, person)
        command = desk.action("feit-corrigeren").command(fact, "employees", str(employees), "opgave")
        return lambda: desk.perform("feit-corrigeren", "klein-2026", command)

    results = at_once(correction("anna", 11), correction("fatima", 12))
    (lost,) = [result for result in results if isinstance(result, Exception)]
    winner = ("fatima", "anna")[results.index(lost)]
    stands = office.fact(submission, Tenderer)
    assert isinstance(lost, Conflict)
    assert f"eit {fact}" in str(lost)
    assert "is intussen vervangen" in str(lost)
    assert f"{winner} legde op 16-06-2026 10:00" in str(lost)
    assert f"feit {stands.id}" in str(lost)
    assert (stands.by, stands.body.employees) == (winner, {"anna": 11, "fatima": 12}[winner])


def test_of_two_people_who_confirm_the_same_reading_one_wins_and_the_other_is_told(
    office: Any, opened: Callable[..., Any], catalogue: Any
) -> None:
    office.clock.instant = office.after
    read = a_read_fact("platform.answers", conditions_accepted=True, unanswered=())
    entry = EntryDraft("klein-2026", "proef", "0" * 64, "anna")
    drafts = (Draft(a_package(), "S-001"), Draft(read, subject_read("S-001", read)))
    reading = office.desk.store.append(entry, drafts).facts[1]

    def confirmation(person: str) -> Callable[[], Any]:
        desk = opened(catalogue, office.clock, person)
        command = desk.action("gelezen-bevestigen").command((reading,))
        return lambda: desk.perform("gelezen-bevestigen", "klein-2026", command)

    results = at_once(confirmation("anna"), confirmation("fatima"))
    (lost,) = [result for result in results if isinstance(result, Exception)]
    winner = ("fatima", "anna")[results.index(lost)]
    fact = office.fact("S-001", PlatformAnswers)
    assert isinstance(lost, Conflict)
    assert fact.by == winner
    assert f"{winner} legde op 16-06-2026" in str(lost)
    assert f"feit {fact.id} vast" in str(lost)


def test_two_people_who_do_different_things_both_succeed(
    office: Any, opened: Callable[..., Any], catalogue: Any
) -> None:
    office.clock.instant = office.after

    def intake(person: str) -> Callable[[], Any]:
        desk = opened(catalogue, office.clock, person)
        command = desk.action("inschrijving-innemen").command(office.package())
        return lambda: desk.perform("inschrijving-innemen", "klein-2026", command)

    results = at_once(intake("anna"), intake("fatima"), intake("oprichter"))
    assert sorted(result.text.partition(":")[0] for result in results) == ["S-001", "S-002", "S-003"]


def test_a_second_person_who_confirms_what_another_just_confirmed_is_told(
    office: Any, opened: Callable[..., Any], catalogue: Any
) -> None:
    office.take_in(pages=4)
    done = office.do("anna", "lezing-kiezen", note="N-49", reading="weglaten", reason="gelijk")
    desks = [opened(catalogue, office.clock, person) for person in ("dirk", "els")]
    results = at_once(*(lambda desk=desk: desk.confirm("klein-2026", done.proposal) for desk in desks))
    (lost,) = [result for result in results if isinstance(result, Exception)]
    assert isinstance(lost, Conflict)
    winner = ("els", "dirk")[results.index(lost)]
    assert f"voorstel {done.proposal} is al bevestigd door {winner} op 16-06-2026" in str(lost)


def test_an_action_decides_again_on_what_was_recorded_in_between(office: Any) -> None:
    """The clock is where another person slips in, between the reading of the state and the append."""
    submission = office.take_in()
    fact = office.fact(submission, Tenderer).id
    store, clock = office.desk.store, office.clock
    seen: list[bool] = []

    def interrupted() -> Any:
        if not seen:
            seen.append(True)
            entry = EntryDraft("klein-2026", "rol-toekennen", "0" * 64, "oprichter")
            store.append(entry, [Draft(RoleGranted("hugo", Role.AUDITOR), "role/hugo/auditor")])
        return clock()

    desk = office.of("anna")
    desk.clock = interrupted
    command = desk.action("feit-corrigeren").command(fact, "employees", "11", "opgave")
    desk.perform("feit-corrigeren", "klein-2026", command)
    assert office.fact(submission, Tenderer).body.employees == 11


def test_when_others_never_stop_the_action_is_given_up(office: Any) -> None:
    submission = office.take_in()
    fact = office.fact(submission, Tenderer).id
    store, clock = office.desk.store, office.clock

    def interrupted() -> Any:
        number = store.head("klein-2026").seq
        entry = EntryDraft("klein-2026", "rol-toekennen", "0" * 64, "oprichter")
        store.append(entry, [Draft(RoleGranted(f"p{number}", Role.AUDITOR), f"role/p{number}/auditor")])
        return clock()

    desk = office.of("anna")
    desk.clock = interrupted
    command = desk.action("feit-corrigeren").command(fact, "employees", "11", "opgave")
    with pytest.raises(Conflict, match="anderen leggen tegelijk veel vast"):
        desk.perform("feit-corrigeren", "klein-2026", command)
