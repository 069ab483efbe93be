"""Roles per procedure, and decisions by two persons."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from inkoop_core.access import Actor, roles_of
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.proposals import ConfirmProposal, TurnDownProposal
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.desk_records import DeskFounded, Proposal, RoleGranted
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Conflict, NotPermitted, Refused, Unknown


def test_the_founder_has_every_role(founded: Any) -> None:
    assert founded.desk.roles("klein-2026") == set(Role)


def test_a_role_holds_in_its_own_procedure_only(office: Any) -> None:
    assert office.of("anna").roles("klein-2026") == {Role.ADVISER}
    assert office.of("anna").roles("andere-2026") == set()


def test_a_role_on_the_whole_desk_holds_in_every_procedure(office: Any) -> None:
    command = office.desk.action("rol-toekennen").command(person="hanna", role=Role.AUDITOR)
    office.desk.perform("rol-toekennen", "", command)
    assert office.of("hanna").roles("klein-2026") == {Role.AUDITOR}


def test_somebody_without_a_role_has_none() -> None:
    assert roles_of("niemand", ()) == frozenset()


def test_an_action_without_the_role_is_refused_and_the_attempt_is_journaled(office: Any) -> None:
    with pytest.raises(NotPermitted, match=r"mag alleen een inkoopadviseur; gijs heeft hier"):
        office.do("gijs", "inschrijving-innemen", path=office.package())
    (entry,) = office.refused_entries()
    assert (entry["action"], entry["actor"]) == (
        "inschrijving-innemen",
        "gijs (opgegeven, niet vastgesteld)",
    )
    assert entry["facts"] == ""
    assert "gijs heeft hier" in entry["refused"]


def test_a_view_without_any_role_is_refused(office: Any) -> None:
    with pytest.raises(NotPermitted, match="niemand heeft hier"):
        office.rows("matrix", "niemand")


def test_an_attempt_on_a_procedure_that_is_not_here_leaves_no_trace(office: Any) -> None:
    command = office.desk.action("inschrijving-innemen").command(path=office.package())
    with pytest.raises(Unknown, match="'tikfout' bestaat niet"):
        office.of("gijs").perform("inschrijving-innemen", "tikfout", command)
    assert office.desk.procedures() == ("klein-2026",)


def test_a_refused_new_procedure_is_journaled_by_the_desk(founded: Any) -> None:
    with pytest.raises(NotPermitted):
        founded.do("gijs", "procedure-toevoegen", tender="klein-2026")
    assert founded.desk.procedures() == ()
    assert [entry.action for entry in founded.desk.store.journal("")] == [
        "bureau-oprichten",
        "procedure-toevoegen",
    ]


def test_a_role_that_is_revoked_no_longer_counts(office: Any) -> None:
    office.do("oprichter", "rol-intrekken", person="anna", role=Role.ADVISER, reason="ander werk")
    with pytest.raises(NotPermitted):
        office.do("anna", "inschrijving-innemen", path=office.package())


def test_a_revoked_role_can_be_granted_again(office: Any) -> None:
    office.do("oprichter", "rol-intrekken", person="anna", role=Role.ADVISER, reason="ander werk")
    office.do("oprichter", "rol-toekennen", person="anna", role=Role.ADVISER)
    assert office.of("anna").roles("klein-2026") == {Role.ADVISER}


def test_a_role_is_granted_once_and_revoked_once(office: Any) -> None:
    with pytest.raises(Refused, match="anna is al inkoopadviseur"):
        office.do("oprichter", "rol-toekennen", person="anna", role=Role.ADVISER)
    with pytest.raises(Refused, match="anna is geen auditor"):
        office.do("oprichter", "rol-intrekken", person="anna", role=Role.AUDITOR, reason="x")


def test_only_an_administrator_grants_roles(office: Any) -> None:
    with pytest.raises(NotPermitted, match="beheerder"):
        office.do("anna", "rol-toekennen", person="anna", role=Role.DECISION_MAKER)


def test_the_roles_of_a_procedure_are_listed(office: Any) -> None:
    rows = office.rows("rollen")
    assert [row["person"] for row in rows] == ["anna", "fatima", "bram", "carla", "dirk", "els", "gijs"]
    assert rows[0]["role"] == "inkoopadviseur"


def uphold(submission: str) -> dict[str, Any]:
    return {
        "submission": submission,
        "requirement": "TIJD",
        "outcome": RulingOutcome.UPHOLD,
        "reason": "een seconde te laat",
    }


@pytest.fixture
def late(office: Any) -> str:
    submission: str = office.take_in(received_at="2026-06-15T10:00:01")
    return submission


def test_what_needs_two_persons_is_kept_as_a_proposal(office: Any, late: str) -> None:
    done = office.do("anna", "oordeel-vastleggen", **uphold(late))
    assert "gaat pas in als een tweede persoon het bevestigt" in done.text
    assert office.finding(late, "TIJD").ruling is None
    (row,) = office.rows("voorstellen")
    assert (row["proposal"], row["action"], row["by"]) == (done.proposal, "oordeel-vastleggen", "anna")
    assert "tweede persoon" in row["why"]


def test_a_dry_run_says_that_a_second_person_is_needed_and_records_nothing(office: Any, late: str) -> None:
    entries = office.desk.store.head("klein-2026")
    done = office.do("anna", "oordeel-vastleggen", dry_run=True, **uphold(late))
    assert "tweede persoon" in done.second_person
    assert done.entry == 0
    assert office.desk.store.head("klein-2026") == entries


def test_nobody_confirms_his_own_proposal(office: Any, late: str) -> None:
    done = office.do("anna", "oordeel-vastleggen", **uphold(late))
    with pytest.raises(Refused, match="van anna zelf; een ander moet het bevestigen"):
        office.of("anna").confirm("klein-2026", done.proposal)


def test_a_confirmed_proposal_is_recorded_as_the_proposers_with_the_second_person(
    office: Any, late: str
) -> None:
    office.agreed("anna", "fatima", "oordeel-vastleggen", **uphold(late))
    item = office.finding(late, "TIJD")
    assert item.ruling is not None
    assert item.ruling.by == "anna"
    last = office.rows("journaal")[-1]
    assert (last["actor"], last["second"]) == ("anna (opgegeven, niet vastgesteld)", "fatima")
    assert office.rows("voorstellen") == []


def test_a_confirmation_by_somebody_without_the_role_is_refused_and_journaled(office: Any, late: str) -> None:
    done = office.do("anna", "oordeel-vastleggen", **uphold(late))
    with pytest.raises(NotPermitted):
        office.of("gijs").confirm("klein-2026", done.proposal)
    assert [entry["action"] for entry in office.refused_entries()] == ["oordeel-vastleggen"]


def test_a_proposal_cannot_be_confirmed_twice(office: Any, late: str) -> None:
    done = office.do("anna", "oordeel-vastleggen", **uphold(late))
    office.of("fatima").confirm("klein-2026", done.proposal)
    with pytest.raises(Conflict, match=rf"voorstel {done.proposal} is al bevestigd door fatima op 16-06"):
        office.of("els").confirm("klein-2026", done.proposal)


def test_a_proposal_that_is_turned_down_is_gone(office: Any, late: str) -> None:
    done = office.do("anna", "oordeel-vastleggen", **uphold(late))
    office.do("fatima", "voorstel-afwijzen", proposal=done.proposal, reason="eerst navragen bij het platform")
    assert office.rows("voorstellen") == []
    with pytest.raises(Conflict, match=r"al afgewezen door fatima op 16-06-2026 .* \(eerst navragen"):
        office.do("els", "voorstel-bevestigen", proposal=done.proposal)


def test_a_proposer_may_withdraw_his_own_proposal_with_a_reason(office: Any, late: str) -> None:
    done = office.do("anna", "oordeel-vastleggen", **uphold(late))
    with pytest.raises(CommandError, match="geef een reden"):
        office.do("anna", "voorstel-afwijzen", proposal=done.proposal, reason=" ")
    office.do("anna", "voorstel-afwijzen", proposal=done.proposal, reason="vergissing")
    assert office.rows("voorstellen") == []


def test_what_is_no_proposal_cannot_be_confirmed(office: Any) -> None:
    with pytest.raises(Unknown, match="is geen voorstel"):
        office.do("els", "voorstel-bevestigen", proposal=1 + len(office.desk.store.facts("")))


def test_a_proposal_whose_finding_changed_since_cannot_be_confirmed(office: Any, late: str) -> None:
    folder = office.packages / "pakket-1"
    done = office.do("anna", "oordeel-vastleggen", **uphold(late))
    office.do("els", "pakket-toelaten", submission=late, path=folder, reason="storing")
    with pytest.raises(Conflict, match="zou nu iets anders vastleggen dan wat is voorgesteld"):
        office.of("fatima").confirm("klein-2026", done.proposal)


def test_another_fact_does_not_stand_in_the_way_of_a_confirmation(office: Any, late: str) -> None:
    done = office.do("anna", "oordeel-vastleggen", **uphold(late))
    office.take_in()
    office.of("fatima").confirm("klein-2026", done.proposal)
    assert office.finding(late, "TIJD").ruling is not None


def test_two_person_rules_compare_people_not_roles(office: Any, late: str) -> None:
    office.do("oprichter", "rol-toekennen", person="anna", role=Role.DECISION_MAKER)
    done = office.do("anna", "oordeel-vastleggen", **uphold(late))
    with pytest.raises(Refused, match="van anna zelf"):
        office.of("anna").confirm("klein-2026", done.proposal)


def test_the_founder_cannot_be_his_own_second_person(office: Any, late: str) -> None:
    done = office.do("oprichter", "oordeel-vastleggen", **uphold(late))
    with pytest.raises(Refused, match="van oprichter zelf"):
        office.of("oprichter").confirm("klein-2026", done.proposal)


def test_the_proposer_must_still_have_the_role_when_it_is_confirmed(office: Any, late: str) -> None:
    done = office.do("anna", "oordeel-vastleggen", **uphold(late))
    office.do("oprichter", "rol-intrekken", person="anna", role=Role.ADVISER, reason="belangenconflict")
    with pytest.raises(Refused, match=r"anna, van wie voorstel .* niet meer; wijs het voorstel af"):
        office.of("fatima").confirm("klein-2026", done.proposal)
    assert office.finding(late, "TIJD").ruling is None
    office.do("fatima", "voorstel-afwijzen", proposal=done.proposal, reason="anna is weg")
    assert office.rows("voorstellen", "fatima") == []


@pytest.mark.parametrize("same", [" anna", "anna ", "Anna", "ANNA\t"])
def test_blanks_and_capitals_make_no_second_person(office: Any, late: str, same: str) -> None:
    office.do("oprichter", "rol-toekennen", person=same.strip().upper(), role=Role.ADVISER)
    office.do("oprichter", "rol-toekennen", person="Anna", role=Role.ADVISER)
    done = office.do("anna", "oordeel-vastleggen", **uphold(late))
    with pytest.raises(Refused, match="van anna zelf"):
        office.of(same).confirm("klein-2026", done.proposal)


def test_two_ways_of_writing_a_letter_are_one_person() -> None:
    assert Actor("zoe\u0308") == Actor("zo\u00eb")


def test_a_name_is_kept_without_blanks_around_it(office: Any) -> None:
    office.do("oprichter", "rol-toekennen", person=" hanna ", role=Role.AUDITOR)
    assert office.of("hanna ").roles("klein-2026") == {Role.AUDITOR}
    with pytest.raises(Refused, match="hanna is al auditor"):
        office.do("oprichter", "rol-toekennen", person="hanna", role=Role.AUDITOR)
    office.do("oprichter", "rol-intrekken", person="hanna ", role=Role.AUDITOR, reason="klaar")
    assert office.of("hanna").roles("klein-2026") == set()


@pytest.mark.parametrize("name", ["", "  ", "el\u200bs", "els\x00", "e\nls"])
def test_an_empty_or_unreadable_name_is_no_person(office: Any, name: str) -> None:
    with pytest.raises(Refused, match="naam"):
        Actor(name)
    with pytest.raises(CommandError, match="person: de naam"):
        office.do("oprichter", "rol-toekennen", person=name, role=Role.AUDITOR)


def looking_back(office: Any, person: str, moment: Moment) -> Any:
    desk = office.of(person)
    return Desk(desk.store, desk.catalogue, desk.packages, desk.actor, desk.clock, moment)


def test_who_lost_his_role_does_not_see_the_past_either(office: Any) -> None:
    office.take_in()
    moment = office.desk.now()
    office.clock.instant += timedelta(days=1)
    office.do("oprichter", "rol-intrekken", person="fatima", role=Role.ADVISER, reason="belangenconflict")
    desk = looking_back(office, "fatima", moment)
    for view in ("feiten", "journaal", "procedures"):
        with pytest.raises(NotPermitted, match="fatima heeft hier geen rol"):
            office.rows(view, desk=desk)
    with pytest.raises(NotPermitted):
        desk.opened("klein-2026", "de beoordeling zien")
    assert desk.roles("klein-2026") == set()


def test_who_has_a_role_now_sees_what_was_before_he_had_it(office: Any) -> None:
    office.take_in()
    moment = office.desk.now()
    office.clock.instant += timedelta(days=1)
    office.do("oprichter", "rol-toekennen", person="hanna", role=Role.AUDITOR)
    desk = looking_back(office, "hanna", moment)
    assert len(office.rows("matrix", desk=desk)) == 1
    assert [row["id"] for row in office.rows("procedures", desk=desk)] == ["klein-2026"]
    assert "hanna" not in [row["person"] for row in office.rows("rollen", desk=desk)]


def test_a_stated_actor_is_shown_as_such() -> None:
    assert Actor("anna", stated=True).shown == "anna (opgegeven, niet vastgesteld)"
    assert evolve(Actor("anna", stated=True), stated=False).shown == "anna"


def test_what_stands_about_people_is_kept_as_facts(office: Any) -> None:
    assert [fact.body.founder for fact in office.desk.state("").facts(DeskFounded)] == ["oprichter"]
    granted = office.desk.state("klein-2026").facts(RoleGranted)
    assert {fact.subject for fact in granted} >= {"role/anna/adviser"}
    assert office.desk.state("klein-2026").facts(Proposal) == ()


def test_a_dry_run_by_somebody_without_the_role_is_no_attempt(office: Any) -> None:
    before = len(office.refused_entries())
    with pytest.raises(NotPermitted):
        office.do("gijs", "inschrijving-innemen", dry_run=True, path=office.package())

    assert len(office.refused_entries()) == before


def test_a_dry_run_of_a_confirmation_confirms_nothing(office: Any) -> None:
    submission = office.take_in()
    done = office.do("anna", "inschrijving-intrekken", submission=submission, reason="ingetrokken")
    shown = office.of("fatima").perform(
        "voorstel-bevestigen", "klein-2026", ConfirmProposal(done.proposal), dry_run=True
    )
    office.of("fatima").perform(
        "voorstel-afwijzen", "klein-2026", TurnDownProposal(done.proposal, "nee"), dry_run=True
    )

    assert "wordt niet meer beoordeeld" in shown.text
    assert office.desk.assessment("klein-2026").of(submission) is not None
    assert len(office.rows("voorstellen")) == 1
