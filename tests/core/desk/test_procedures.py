"""Adding a tender, founding and opening a desk."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.access import Actor
from inkoop_core.bootstrap import default_database, found_desk, open_desk
from inkoop_core.desk.actions.procedures import ADD, AddProcedure
from inkoop_core.domain.decision import ProcedureAdded
from inkoop_core.domain.moment import Moment
from inkoop_core.errors import NotPermitted, Refused, StorageError, TenderFileError, Unknown

DALFSEN = "dalfsen-wmo-2027"


def test_a_tender_is_added_with_its_text_and_hash(founded: Any) -> None:
    done = founded.do("oprichter", "procedure-toevoegen", tender="klein-2026")
    assert "10 eisen, 1 producten en 1 noten" in done.text
    (added,) = founded.desk.state("klein-2026").facts(ProcedureAdded)
    assert (added.body.plugin, added.body.plugin_version, added.body.sample) == ("proef", "1.0", True)
    assert len(added.body.sha256) == 64


def test_a_tender_is_added_once(office: Any) -> None:
    with pytest.raises(Refused, match="staat al op dit bureau"):
        office.do("oprichter", "procedure-toevoegen", tender="klein-2026")


def test_a_procedure_has_the_name_of_its_tender(founded: Any) -> None:
    for name in ("", "anders"):
        with pytest.raises(Refused, match="heet zoals haar aanbesteding: 'klein-2026'"):
            founded.desk.perform(ADD.id, name, AddProcedure("klein-2026"))
    assert founded.desk.procedures() == ()


def test_a_tender_that_no_plugin_brings_is_told_with_the_known_ones(founded: Any) -> None:
    with pytest.raises(Unknown, match="'onzin' is niet bekend; bekend: klein-2026"):
        founded.desk.perform(ADD.id, "onzin", AddProcedure("onzin"))


def test_dalfsen_needs_its_contact_person(empty_database: str) -> None:
    desk = found_desk(empty_database, sample=True)
    try:
        with pytest.raises(TenderFileError) as told:
            desk.perform(ADD.id, DALFSEN, AddProcedure(DALFSEN))
        (line,) = told.value.lines
        assert line.startswith("procedure.contact_person")
        assert "--contact-person" in line
        done = desk.perform(ADD.id, DALFSEN, AddProcedure(DALFSEN, "A. Voorbeeld"))
        assert "Contactpersoon: A. Voorbeeld" in done.text
        assert desk.state(DALFSEN).definition.procedure.contact_person == "A. Voorbeeld"
    finally:
        desk.store.close()


def test_a_tender_that_is_added_after_its_closing_can_be_used(empty_database: str) -> None:
    late = datetime(2026, 7, 1, tzinfo=UTC)
    desk = found_desk(empty_database, sample=True, clock=lambda: late)
    try:
        desk.perform(ADD.id, DALFSEN, AddProcedure(DALFSEN, "A. Voorbeeld"))
        assert desk.state(DALFSEN).definition.procedure.contact_person == "A. Voorbeeld"
        assert desk.assessment(DALFSEN).submissions == ()
    finally:
        desk.store.close()


def test_who_founds_a_desk_has_every_role_and_nobody_else_has(empty_database: str) -> None:
    desk = found_desk(empty_database)
    assert desk.roles("") == desk.roles("iets")
    assert desk.roles("", "een ander") == frozenset()
    assert not desk.actor.stated
    desk.store.close()


def test_a_desk_is_founded_once(empty_database: str) -> None:
    found_desk(empty_database).store.close()
    with pytest.raises(StorageError):
        found_desk(empty_database)


def test_an_ordinary_desk_knows_people_by_their_account(empty_database: str) -> None:
    found_desk(empty_database).store.close()
    with pytest.raises(NotPermitted, match="--user kan alleen op een voorbeeldbureau"):
        open_desk(empty_database, user="anna")
    desk = open_desk(empty_database)
    assert not desk.actor.stated
    desk.store.close()


@pytest.mark.parametrize("kind", ["sample", "shared"])
def test_on_a_sample_or_shared_desk_people_state_who_they_are(empty_database: str, kind: str) -> None:
    found_desk(empty_database, sample=kind == "sample", shared=kind == "shared").store.close()
    desk = open_desk(empty_database, user="anna")
    assert desk.actor == Actor("anna", stated=True)
    desk.store.close()


def test_a_desk_opened_for_another_moment_stays_there_for_everybody(empty_database: str) -> None:
    found_desk(empty_database, sample=True).store.close()
    moment = Moment.at(open_desk(empty_database).clock())
    desk = open_desk(empty_database, user="anna", moment=moment)
    assert desk.now() == moment
    assert desk.for_actor(Actor("bram")).now() == moment
    desk.store.close()


def test_without_db_the_desk_is_where_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("INKOOP_DB", str(tmp_path / "x.db"))
    assert default_database() == str(tmp_path / "x.db")
    monkeypatch.delenv("INKOOP_DB")
    assert default_database().endswith("desk.db")
