"""A letter that went out with something of another in it: registered by two persons, and told as a breach."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from attrs import evolve

from inkoop_core.api.letters import LetterContent
from inkoop_core.documents.letter import letter_bytes
from inkoop_core.domain.decision import Score, SubjectMotivation
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.submission import Reservation
from inkoop_core.errors import CommandError

METHOD = "De methode Zwaluwstaart wordt per wijk door twee duo's gebracht"
SENT_AT = datetime(2026, 7, 14, 7, 30, tzinfo=UTC)
Letters = Callable[..., LetterContent]
Register = Callable[..., Any]


@pytest.fixture
def register(office: Any, ready: Any, record: Any, letter: Letters, tmp_path: Path) -> Register:
    """Registers the award of S-001 with a sentence added by hand; S-002 and an assessor have secrets."""
    winner, other = ready(), office.take_in()
    (fact,) = office.desk.state(office.procedure).facts(Tenderer, other)
    record(evolve(fact.body, name="Nergenshuis Begeleiding B.V."), other, replaces=fact.id)
    record(Reservation("de prijs", METHOD), f"{other}/voorbehoud-1")
    motivation = SubjectMotivation("hoe", "Ik mis hier de samenhang met het wijkteam")
    record(Score("SG1", "bram2", 8, (motivation,)), f"{winner}/SG1/bram2")
    office.decided(winner)

    def registering(added: str, accept: str = "") -> Any:
        path = tmp_path / "brief.docx"
        path.write_bytes(letter_bytes(letter(LetterKind.PROVISIONAL_AWARD, winner), None))
        document = docx.Document(str(path))
        document.add_paragraph(added)
        document.save(str(path))
        fields = {"kind": LetterKind.PROVISIONAL_AWARD, "about": winner, "file": path, "sent_at": SENT_AT}
        return office.do("anna", "brief-verzonden", message_number="B-1", accept=accept, **fields)

    return registering


@pytest.mark.parametrize(
    ("added", "told"),
    [
        (f"Anders dan een ander: {METHOD}.", "S-002/voorbehoud-1"),
        (METHOD.replace(" per ", "\nper "), "S-002/voorbehoud-1"),
        ("Ik mis hier de samenhang met het wijkteam.", "S-001/SG1/bram2"),
        ("Zie ook S-002.", "S-002: het nummer van een andere inschrijving"),
        ("Zoals bij Nergenshuis Begeleiding.", "S-002: de naam van een andere inschrijver"),
        ("Zoals bij Verzonnen Zorg 2.", "S-002: de naam van een andere inschrijver"),
        ("Zoals bij Nergens\u00adhuis Begeleiding BV.", "S-002: de naam van een andere inschrijver"),
    ],
)
def test_a_letter_that_told_something_of_another_waits_for_a_second_person(
    office: Any, register: Register, added: str, told: str
) -> None:
    with pytest.raises(CommandError) as refused:
        register(added)
    assert any("mogelijk datalek" in line and told in line for line in refused.value.lines)
    assert METHOD not in str(refused.value)
    done = register(added, accept="gemeld bij de functionaris gegevensbescherming")
    assert done.proposal is not None
    assert not office.desk.state(office.procedure).facts(LetterSent)
    office.of("fatima").confirm(office.procedure, done.proposal)
    (sent,) = office.desk.state(office.procedure).facts(LetterSent)
    assert any("mogelijk datalek" in one and told in one for one in sent.body.differences)
    assert METHOD not in " ".join(sent.body.differences)


def test_a_letter_that_differs_without_telling_of_another_needs_no_second_person(
    office: Any, register: Register
) -> None:
    done = register("Bel ons op 4 augustus 2026.", accept="afspraak over de ondertekening")
    assert done.proposal is None
    assert office.desk.state(office.procedure).facts(LetterSent)
