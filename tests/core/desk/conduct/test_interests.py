"""Interests of the committee, contact incidents, consents: who declares what, and what it stops."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.desk.scoring_sheets import scoring_sheets
from inkoop_core.domain.conduct import ConflictDeclared, ConsentState, PublicationConsent
from inkoop_core.domain.decision import Incident, RulingOutcome, Score
from inkoop_core.errors import CommandError, NotPermitted, Refused, SheetError, Unknown
from inkoop_core.testing.workbooks import filled_in


@pytest.fixture
def demanding(office: Any) -> Any:
    """A desk whose tender has nobody score before he declared his interests."""
    fields = {
        "path": "award.conflict_declarations",
        "value": "true",
        "reason": "zo besloten",
        "source": "besluit",
    }
    done = office.do("anna", "wijziging-vastleggen", **fields)
    if done.proposal is not None:
        office.of("els").confirm(office.procedure, done.proposal)
    return office


def declare(office: Any, person: str, *submissions: str, reason: str = "") -> Any:
    fields = {"none": not submissions, "submissions": submissions, "reason": reason}
    return office.do(person, "belang-verklaren", **fields)


def test_nobody_scores_before_he_declared_where_the_tender_demands_it(demanding: Any) -> None:
    submission = demanding.take_in()
    with pytest.raises(Refused, match=r"bram heeft nog niet verklaard .*\(belang-verklaren\)"):
        demanding.score("bram", submission, "SG1", 8)
    done = declare(demanding, "bram")
    assert f"Bekend waren: {submission} Verzonnen Zorg 1." in done.text
    demanding.score("bram", submission, "SG1", 8)


def test_a_declaration_says_nothing_about_who_came_in_after_it(demanding: Any) -> None:
    first = demanding.take_in()
    declare(demanding, "bram")
    second = demanding.take_in()
    demanding.score("bram", first, "SG1", 8)
    with pytest.raises(Refused, match=f"bram verklaarde over belangen voordat {second} was ingenomen"):
        demanding.score("bram", second, "SG1", 8)
    declare(demanding, "bram")
    demanding.score("bram", second, "SG1", 8)


def test_nobody_declares_before_the_tenderers_are_known(demanding: Any) -> None:
    with pytest.raises(Refused, match="er is nog geen inschrijving ingenomen"):
        declare(demanding, "bram")


def test_the_chair_declares_before_the_consensus_too(demanding: Any) -> None:
    submission = demanding.take_in()
    for person in ("bram", "carla"):
        declare(demanding, person)
        demanding.score(person, submission, "SG1", 8)
    with pytest.raises(Refused, match="dirk heeft nog niet verklaard"):
        demanding.score("dirk", submission, "SG1", 8, "consensus-vastleggen")
    declare(demanding, "dirk")
    demanding.score("dirk", submission, "SG1", 8, "consensus-vastleggen")


def test_a_declared_conflict_counts_whatever_the_tender_demands(office: Any) -> None:
    first, second = office.take_in(), office.take_in()
    declare(office, "bram", first, reason="broer in het bestuur")
    with pytest.raises(Refused, match=rf"bram gaf een belang op bij {first} \(broer in het bestuur\)"):
        office.score("bram", first, "SG1", 8)
    office.score("bram", second, "SG1", 8)


def test_nobody_waits_for_the_score_of_who_may_not_give_it(office: Any) -> None:
    submission = office.take_in()
    declare(office, "bram", submission, reason="broer in het bestuur")
    done = office.score("carla", submission, "SG1", 8)
    assert "de individuele scores zijn open" in done.text
    office.score("dirk", submission, "SG1", 8, "consensus-vastleggen")


def test_the_last_one_who_is_waited_for_opens_the_scores_by_declaring_a_conflict(office: Any) -> None:
    submission = office.take_in()
    office.score("carla", submission, "SG1", 8)
    done = declare(office, "bram", submission, reason="broer in het bestuur")
    assert f"{submission}/SG1: iedereen anders heeft gescoord" in done.text
    office.score("dirk", submission, "SG1", 8, "consensus-vastleggen")


def test_when_nobody_scored_yet_a_conflict_opens_nothing(office: Any) -> None:
    submission = office.take_in()
    assert len(declare(office, "bram", submission, reason="broer").facts) == 1


def test_a_score_that_was_given_before_stays_in_the_file(office: Any) -> None:
    submission = office.take_in()
    office.score("bram", submission, "SG1", 8)
    done = declare(office, "bram", submission, reason="broer in het bestuur")
    assert f"Uw score van {submission} blijft in het dossier" in done.text
    assert office.fact(submission, Score).body.value == 8


def test_a_chair_with_a_conflict_gives_no_consensus(office: Any) -> None:
    submission = office.take_in()
    for person in ("bram", "carla"):
        office.score(person, submission, "SG1", 8)
    declare(office, "dirk", submission, reason="oud-bestuurder")
    with pytest.raises(Refused, match="dirk gaf een belang op"):
        office.score("dirk", submission, "SG1", 8, "consensus-vastleggen")


def test_who_declares_is_the_one_with_the_interest(office: Any) -> None:
    submission = office.take_in()
    declare(office, "bram", submission, reason="broer in het bestuur")
    state = office.desk.state(office.procedure)
    (fact,) = state.facts(ConflictDeclared)
    assert (fact.subject, fact.body.submissions) == ("belang/bram", (submission,))
    with pytest.raises(NotPermitted):
        declare(office, "gijs")


def test_an_interest_is_taken_back_with_a_reason_and_a_second_person(office: Any) -> None:
    submission = office.take_in()
    declare(office, "bram", submission, reason="broer in het bestuur")
    with pytest.raises(Refused, match=f"u gaf een belang op bij {submission}; zeg waarom"):
        declare(office, "bram")
    fields = {"none": True, "reason": "mijn broer is er weg"}
    done = office.do("bram", "belang-verklaren", **fields)
    assert done.proposal is not None
    with pytest.raises(NotPermitted):
        office.of("carla").confirm(office.procedure, done.proposal)
    office.of("els").confirm(office.procedure, done.proposal)
    (fact,) = office.desk.state(office.procedure).facts(ConflictDeclared)
    assert (fact.body.submissions, fact.reason) == ((), "mijn broer is er weg")


def test_who_has_an_interest_does_not_rule(office: Any) -> None:
    submission = office.take_in(code="12")
    declare(office, "anna", submission, reason="broer in het bestuur")
    fields = {"requirement": "PROEF", "outcome": RulingOutcome.SET_ASIDE, "reason": "x"}
    with pytest.raises(Refused, match=f"anna gaf een belang op bij {submission}"):
        office.do("anna", "oordeel-vastleggen", submission=submission, **fields)
    office.do("fatima", "oordeel-vastleggen", submission=submission, **fields)


def test_who_has_an_interest_proposes_and_confirms_no_decision(office: Any) -> None:
    submission = office.take_in()
    office.do(
        "fatima", "toets-vastleggen", submission=submission, requirement="HAND", met=True, explanation="x"
    )
    office.scored(submission)
    declare(office, "anna", submission, reason="broer in het bestuur")
    declare(office, "els", submission, reason="aandeelhouder")
    fields = {"reason": "x", "mandate": "m"}
    with pytest.raises(Refused, match="anna gaf een belang op"):
        office.do("anna", "gunningsbeslissing-nemen", **fields)
    done = office.do("fatima", "gunningsbeslissing-nemen", **fields)
    with pytest.raises(Refused, match="kan niet door els worden bevestigd: els gaf een belang op"):
        office.of("els").confirm(office.procedure, done.proposal)


def test_a_score_of_before_the_declaration_is_doubtful_and_a_task_until_the_consensus(office: Any) -> None:
    submission = office.take_in()
    for person in ("bram", "carla"):
        office.score(person, submission, "SG1", 8)
    declare(office, "bram", submission, reason="broer in het bestuur")
    shown = [row["assessor"] for row in office.rows("scores", "anna", submission=submission)]
    assert "bram (gaf later een belang op)" in shown
    tasks = [row for row in office.rows("taken", "anna") if row["task"] == "score met belang"]
    assert [(row["submission"], row["with"]) for row in tasks] == [(submission, "consensus-vastleggen")]
    office.score("dirk", submission, "SG1", 8, "consensus-vastleggen")
    assert not [row for row in office.rows("taken", "anna") if row["task"] == "score met belang"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "submissions: noem de inschrijvingen, of zeg dat er geen belang is"),
        ({"submissions": ("S-001",)}, "reason: zeg welk belang het is"),
        ({"none": True, "submissions": ("S-001",)}, "none: geen belang, en toch een inschrijving"),
    ],
)
def test_it_is_none_or_which_and_why(office: Any, fields: dict[str, Any], told: str) -> None:
    with pytest.raises(CommandError, match=told):
        office.do("bram", "belang-verklaren", **fields)


def test_the_view_says_who_has_not_declared_and_what_was_not_known_then(demanding: Any) -> None:
    demanding.take_in()
    declare(demanding, "bram")
    second = demanding.take_in()
    rows = {row["person"]: row["state"] for row in demanding.rows("belangen")}
    assert rows["carla"] == "nog niet verklaard"
    assert rows["bram"] == f"verklaard voordat {second} bekend was"


def report(office: Any, submission: str, **more: Any) -> Any:
    fields = {
        "submission": submission,
        "what": "belde over de punten",
        "by_whom": "directeur",
        "happened_at": office.after - timedelta(days=2),
        "with_whom": "een consulent",
        "how": "telefoon",
        "done": "gesprek beëindigd, gemeld",
        "known_on": date(2026, 6, 15),
    }
    return office.do("anna", "incident-melden", **(fields | more))


def test_an_incident_says_with_whom_how_and_when_it_was_known(office: Any) -> None:
    submission = office.take_in()
    report(office, submission)
    assert office.fact(submission, Incident).body.with_whom == "een consulent"
    (row,) = office.rows("incidenten")
    assert (row["how"], row["done"], row["known_on"]) == (
        "telefoon",
        "gesprek beëindigd, gemeld",
        date(2026, 6, 15),
    )


def test_an_incident_is_known_on_its_own_day_and_not_before(office: Any) -> None:
    submission = office.take_in()
    report(office, submission, known_on=date(2026, 6, 14))
    with pytest.raises(CommandError, match="known_on: 13-06-2026 ligt voor het incident"):
        report(office, submission, known_on=date(2026, 6, 13))


def consent(office: Any, state: ConsentState, **more: Any) -> Any:
    fields = {"who": "Verzonnen Zorg 1", "what": "een persbericht", "state": state}
    return office.do("anna", "toestemming-vastleggen", **(fields | more))


def test_a_consent_is_asked_and_then_answered_in_writing(office: Any) -> None:
    consent(office, ConsentState.ASKED)
    with pytest.raises(CommandError) as told:
        consent(office, ConsentState.GIVEN, consent="toestemming-1")
    assert [line.partition(":")[0] for line in told.value.lines] == ["by_whom", "written"]
    answered = {"by_whom": "wethouder", "written": "bericht V-12", "consent": "toestemming-1"}
    consent(office, ConsentState.REFUSED, **answered)
    (fact,) = office.desk.state(office.procedure).facts(PublicationConsent)
    assert (fact.subject, fact.body.state) == ("toestemming-1", ConsentState.REFUSED)
    (row,) = office.rows("toestemmingen")
    assert row["state"] == "toestemming geweigerd"
    with pytest.raises(Refused, match="er verandert niets"):
        consent(office, ConsentState.REFUSED, **answered)


def test_a_consent_of_somebody_else_is_another_one(office: Any) -> None:
    consent(office, ConsentState.ASKED)
    with pytest.raises(CommandError, match="toestemming-1 is van Verzonnen Zorg 1"):
        consent(office, ConsentState.ASKED, who="Verzonnen Zorg 2", consent="toestemming-1")
    consent(office, ConsentState.ASKED, who="Verzonnen Zorg 2")
    assert [row["consent"] for row in office.rows("toestemmingen")] == ["toestemming-1", "toestemming-2"]
    with pytest.raises(Unknown, match="bekend: toestemming-1, toestemming-2"):
        consent(office, ConsentState.ASKED, consent="toestemming-9")


def test_what_is_only_asked_has_no_answer(office: Any) -> None:
    with pytest.raises(CommandError, match="by_whom: er is alleen nog gevraagd"):
        consent(office, ConsentState.ASKED, by_whom="wethouder")


def test_a_sheet_that_was_filled_in_before_does_not_get_round_a_conflict(office: Any, tmp_path: Path) -> None:
    first, second = office.take_in(), office.take_in()
    (made,) = scoring_sheets(office.of("bram"), office.procedure, criterion="SG2")
    path = tmp_path / "ingevuld.xlsx"
    cells = {"C5": 8, "E5": "want 8", "C6": 6, "E6": "want 6"}
    path.write_bytes(filled_in(made.content, 2, cells))
    declare(office, "bram", first, reason="broer in het bestuur")
    with pytest.raises(SheetError, match=f"bram gaf een belang op bij {first}"):
        office.do("bram", "scoreformulier-innemen", path=path)
    assert office.desk.state(office.procedure).facts(Score, f"{second}/SG2/bram") == ()


def test_a_sheet_leaves_out_what_its_assessor_may_not_judge(office: Any) -> None:
    first, second = office.take_in(), office.take_in()
    (made,) = scoring_sheets(office.of("bram"), office.procedure, criterion="SG2")
    assert made.submissions == 2
    declare(office, "bram", first, reason="broer in het bestuur")
    (made,) = scoring_sheets(office.of("bram"), office.procedure, criterion="SG2")
    assert made.submissions == 1
    declare(office, "bram", first, second, reason="broer in beide besturen")
    with pytest.raises(Refused, match="er is niets te scoren"):
        scoring_sheets(office.of("bram"), office.procedure, criterion="SG2")
