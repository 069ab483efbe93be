"""A desk with submissions that a rule finds fault with, and letters as another action would register them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from inkoop_core.desk.actions.requests import AskedQuestion
from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.domain.request import Request
from inkoop_core.domain.role import Role

SENT = datetime(2026, 6, 17, 8, tzinfo=UTC)


@frozen
class Room:
    """Short ways to ask, tell, answer and rule."""

    office: Any
    folder: Path

    def wrong(self) -> str:
        """A submission that does not meet PROEF, which may reject."""
        found: str = self.office.take_in(code="12")
        return found

    def rule(self, submission: str, outcome: RulingOutcome, requirement: str = "PROEF", **more: Any) -> Any:
        fields = {
            "submission": submission,
            "requirement": requirement,
            "outcome": outcome,
            "reason": "zo is het",
        }
        return self.office.do("anna", "oordeel-vastleggen", **(fields | more))

    def asking(self, *submissions: str, requirement: str = "PROEF", **more: Any) -> dict[str, Any]:
        question = AskedQuestion("Wat is uw AGB-code?", requirement)
        fields = {
            "submissions": submissions,
            "questions": (question,),
            "days": 5,
            "reason": "de code is onvolledig",
        }
        return fields | more

    def ask(self, *submissions: str, dry_run: bool = False, **more: Any) -> Any:
        fields = self.asking(*submissions, **more)
        return self.office.do("anna", "verduidelijking-vragen", dry_run=dry_run, **fields)

    def without_uea(self) -> str:
        """A submission in which the UEA is missing: a MUST."""
        folder = self.office.package()
        (folder / "uea.pdf").unlink()
        declaration = folder / "inschrijving.toml"
        listed = '[[documents]]\nkind = "uea"\nfile = "uea.pdf"\n'
        declaration.write_text(declaration.read_text("utf-8").replace(listed, ""), "utf-8")
        found: str = self.office.take_in(folder)
        return found

    def repaired(self, *submissions: str, requirement: str = "UEA", **more: Any) -> Any:
        """A repair that the lawyer looked at and confirmed."""
        fields = self.asking(*submissions, requirement=requirement, checked_by="joris", **more)
        return self.office.agreed("anna", "joris", "herstel-toestaan", **fields)

    def request(self, submission: str) -> Any:
        return self.office.fact(submission, Request)

    def tell(self, submission: str, sent: datetime = SENT) -> None:
        """The letter that names the request of a submission."""
        self.office.clock.instant = max(self.office.clock.instant, sent)
        body = LetterSent(
            LetterKind.CLARIFICATION_REQUEST,
            "0" * 64,
            "brief.docx",
            "procedure",
            (self.request(submission).id,),
            received_at=sent,
        )
        draft = Draft(body, f"{submission}/brief/verduidelijkingsverzoek/1", happened_at=sent)
        entry = EntryDraft(self.office.procedure, "proef", "0" * 64, "anna", stated=True)
        self.office.desk.store.append(entry, (draft,))

    def file(self, name: str, content: bytes = b"een antwoord") -> Path:
        self.folder.mkdir(exist_ok=True)
        path = self.folder / name
        path.write_bytes(content)
        return path

    def answer(self, submission: str, received_at: datetime, **more: Any) -> Any:
        """A reply; the clock of the desk goes along."""
        self.office.clock.instant = max(self.office.clock.instant, received_at)
        return self.office.do("anna", "antwoord-innemen", **self.answering(submission, received_at, **more))

    def answering(self, submission: str, received_at: datetime, **more: Any) -> dict[str, Any]:
        fields = {
            "submission": submission,
            "request": "verzoek-1",
            "text": "De code is 00000012.",
            "received_at": received_at,
            "channel": "TenderNed",
            "message_number": "V-9",
        }
        return fields | more


@pytest.fixture
def room(office: Any, tmp_path: Path) -> Room:
    office.do("oprichter", "rol-toekennen", person="joris", role=Role.LEGAL_COUNSEL)
    return Room(office, tmp_path / "antwoorden")
