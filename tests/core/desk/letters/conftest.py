"""The desk of the tests beside this folder, with a tender that has everything that letters need."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.api.hooks import hookimpl
from inkoop_core.api.letters import LetterContent, Statement, written
from inkoop_core.api.tenders import TenderSource
from inkoop_core.desk.letters import content_of
from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.letter import LetterKind, LetterSent

HERE = Path(__file__).parent
TENDER = "\n".join((file.read_text("utf-8")) for file in (HERE.parent / "klein.toml", HERE / "letters.toml"))
SENT = date(2026, 7, 14)


@pytest.fixture
def tender_text() -> str:
    return TENDER


@pytest.fixture
def trial_plugin(trial_plugin: Any, tender_text: str) -> Any:
    class WithLetters(type(trial_plugin)):  # type: ignore[misc]
        @hookimpl
        def inkoop_tenders(self) -> Iterable[TenderSource]:
            return [TenderSource("klein-2026", "Klein", lambda: tender_text)]

    return WithLetters()


@pytest.fixture
def ready(office: Any) -> Callable[..., str]:
    """A submission that can be decided; `sg1` and `sg2` are its scores."""

    def make(sg1: int = 8, sg2: int = 6, **package: Any) -> str:
        submission: str = office.take_in(**package)
        office.do(
            "anna", "toets-vastleggen", submission=submission, requirement="HAND", met=True, explanation="x"
        )
        office.scored(submission, sg1, sg2)
        return submission

    return make


@pytest.fixture
def uphold(office: Any) -> Callable[..., None]:
    """A finding is upheld, by two persons where that is asked."""

    def rule(submission: str, requirement: str, reason: str = "Zo staat het er.") -> None:
        done = office.do(
            "anna",
            "oordeel-vastleggen",
            submission=submission,
            requirement=requirement,
            outcome=RulingOutcome.UPHOLD,
            reason=reason,
        )
        if done.proposal is not None:
            office.of("fatima").confirm(office.procedure, done.proposal)

    return rule


@pytest.fixture
def record(office: Any) -> Callable[..., int]:
    """Records a fact as it is: `record(body, "S-001/verzoek-1")` gives its id."""

    def append(
        body: Any, subject: str, happened_at: datetime | None = None, replaces: int | None = None
    ) -> int:
        entry = EntryDraft(office.procedure, "proef", digest(b""), "anna", stated=True)
        reason = "vervangen" if replaces else ""
        draft = Draft(body, subject, happened_at=happened_at, replaces=replaces, reason=reason)
        (fact,) = office.desk.store.append(entry, [draft]).facts
        return int(fact)

    return append


@pytest.fixture
def sent(record: Callable[..., int]) -> Callable[..., int]:
    """A letter that was sent, on 14-07-2026 at 09:30 in the Netherlands."""

    def send(about: str, kind: LetterKind, *facts: int) -> int:
        body = LetterSent(kind, digest(b"brief"), "brief.docx", "procedure", facts, "B-1")
        return record(body, f"{about}/brief/{kind.value}/1", datetime(2026, 7, 14, 7, 30, tzinfo=UTC))

    return send


@pytest.fixture
def at() -> datetime:
    """10-07-2026 at noon in the Netherlands."""
    return datetime(2026, 7, 10, 10, tzinfo=UTC)


@pytest.fixture
def letter(office: Any) -> Callable[..., LetterContent]:
    """What a letter says, were it sent on Tuesday 14-07-2026."""

    def content(kind: LetterKind, about: str, sent_on: date = SENT) -> LetterContent:
        office.clock.instant = max(office.clock.instant, datetime(2026, 7, 15, 8, tzinfo=UTC))
        return content_of(office.desk.state(office.procedure), kind, about, sent_on)

    return content


@pytest.fixture
def text_of() -> Callable[[LetterContent], str]:
    return written


@pytest.fixture
def statement() -> Callable[[LetterContent, str], Statement]:
    """The statement of that id."""

    def find(content: LetterContent, id: str) -> Statement:
        return next(item for item in content.statements if item.id == id)

    return find
