"""A desk with bids that are awarded provisionally, of which evidence is asked, and letters that tell it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import define
from reportlab.pdfgen.canvas import Canvas

from inkoop_core.api.hooks import hookimpl
from inkoop_core.api.tenders import TenderSource
from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.request import Request, RequestKind

GROUND = (Path(__file__).parents[1] / "klein.toml").read_text("utf-8")
EVIDENCE = (Path(__file__).parent / "bewijs.toml").read_text("utf-8")
TOLD = datetime(2026, 7, 13, 8, tzinfo=UTC)
"""A Monday: the term of evidence ends on Monday 27 July."""


@define
class Room:
    """Short ways to award, ask, tell, take in and judge."""

    office: Any
    folder: Path

    def awarded(self, *parties: str) -> str:
        """A bid with these subcontractors that is awarded provisionally."""
        submission: str = self.office.take_in()
        drafts = [
            Draft(
                Party(party, PartyRole.SUBCONTRACTOR, f"Voorbeeld {party} B.V.", listed_in_espd=True),
                f"{submission}/{party}",
                happened_at=self.office.clock.instant,
            )
            for party in parties
        ]
        if drafts:
            self.append(drafts)
        self.office.scored(submission)
        self.office.decided(submission)
        return submission

    def append(self, drafts: Iterable[Draft]) -> None:
        entry = EntryDraft(self.office.procedure, "proef", "0" * 64, "anna", stated=True)
        self.office.desk.store.append(entry, tuple(drafts))

    def ask(self, *submissions: str, **more: Any) -> Any:
        return self.office.do("anna", "bewijs-vragen", reason="verificatie", submissions=submissions, **more)

    def requests(self, submission: str) -> list[Any]:
        state = self.office.desk.state(self.office.procedure)
        return [
            fact
            for fact in state.facts(Request)
            if fact.submission == submission and fact.body.kind is RequestKind.EVIDENCE
        ]

    def tell(self, submission: str, sent: datetime = TOLD) -> None:
        """The letter that names the last request."""
        self.on(sent)
        body = LetterSent(
            LetterKind.EVIDENCE_REQUEST,
            "0" * 64,
            "brief.docx",
            "procedure",
            (self.requests(submission)[-1].id,),
            received_at=sent,
        )
        self.append([Draft(body, f"{submission}/brief/bewijsverzoek/1", happened_at=sent)])

    def on(self, instant: datetime) -> None:
        """The clock of the desk goes along."""
        self.office.clock.instant = max(self.office.clock.instant, instant)

    def file(self, name: str, *lines: str) -> Path:
        """A PDF with these lines."""
        self.folder.mkdir(exist_ok=True)
        made = BytesIO()
        canvas = Canvas(made, invariant=True)
        for number, line in enumerate(lines or (name,)):
            canvas.drawString(60, 780 - 20 * number, line)
        canvas.save()
        path = self.folder / name
        path.write_bytes(made.getvalue())
        return path

    def take(self, submission: str, at: datetime, *paths: Path, **more: Any) -> Any:
        self.on(at)
        fields = {"submission": submission, "paths": paths, "received_at": at, "message_number": "V-9"}
        return self.office.do("anna", "bewijs-innemen", **(fields | more))

    def judge(self, submission: str, evidence: str, *, accepted: bool = True, **more: Any) -> Any:
        fields = {"submission": submission, "evidence": evidence, "accepted": accepted}
        return self.office.do("anna", "bewijs-beoordelen", **(fields | more))

    def finding(self, submission: str, subject: str) -> Any:
        (found,) = [
            item
            for item in self.office.assessed(submission).verification
            if item.finding.key.subject == subject
        ]
        return found

    def uphold(self, submission: str, requirement: str, subject: str, **more: Any) -> Any:
        fields = {
            "submission": submission,
            "requirement": requirement,
            "subject": subject,
            "outcome": RulingOutcome.UPHOLD,
            "reason": "het bewijs ontbreekt",
        }
        return self.office.do("anna", "oordeel-vastleggen", **(fields | more))


@pytest.fixture
def trial_plugin(trial_plugin: Any) -> Any:
    """The plugin of these tests, whose tender asks for evidence."""

    class Asking(type(trial_plugin)):  # type: ignore[misc]
        @hookimpl
        def inkoop_tenders(self) -> Iterable[TenderSource]:
            return [TenderSource("klein-2026", "Klein", lambda: f"{GROUND}\n{EVIDENCE}")]

    return Asking()


@pytest.fixture
def room(office: Any, tmp_path: Path) -> Room:
    return Room(office, tmp_path / "bewijs")
