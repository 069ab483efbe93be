"""A desk whose tender has question rounds, an address for complaints and the terms of both side roads."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.api.hooks import hookimpl
from inkoop_core.api.tenders import TenderSource
from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.decision import AwardDecision, NewDecisionGround
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.domain.role import Role

PROCEDURE = "klein-2026"
GROUND = (Path(__file__).parents[1] / "klein.toml").read_text("utf-8")
MORE = """
[[channels]]
id = "complaint"
address = "klacht@voorbeeld.example"
source = { document = "inkoopdocument", paragraph = "§5.8.1" }

[parameters.question_rounds]
value = 2
unit = "ronde"
source = { document = "inkoopdocument", paragraph = "§5.5" }
notes = ["N-50"]

[terms.complaint]
length = 6
unit = "weeks"
starts = "complaint-received"
source = { document = "inkoopdocument", paragraph = "§5.8.1" }

[terms.forfeiture]
length = 20
unit = "days"
starts = "award-announced"
source = { document = "inkoopdocument", paragraph = "§5.8.2" }

[terms.standstill]
length = 20
unit = "days"
starts = "award-letter-sent"
end_rule = "next-working-day"
source = { document = "Aanbestedingswet 2012", paragraph = "art. 2.127" }

[terms.validity]
length = 130
unit = "days"
starts = "closing"
source = { document = "inkoopdocument", paragraph = "§5.7" }

[terms.validity_after_judgment]
length = 14
unit = "days"
starts = "judgment"
source = { document = "inkoopdocument", paragraph = "§5.7" }

[[notes]]
id = "N-50"
where = "§5.5"
finding = "Geldt de uitzondering ook voor een nieuwe vraag in ronde 2?"
readings = [
    { id = "zelfde-uitzondering", text = "ja" },
    { id = "geen-uitzondering", text = "nee" },
]
default = "zelfde-uitzondering"
"""
PEOPLE = {
    "karin": Role.COMPLAINTS_HANDLER,
    "karel": Role.COMPLAINTS_HANDLER,
    "joost": Role.LEGAL_COUNSEL,
}
CLOSES = {1: datetime(2026, 4, 20, 10, tzinfo=UTC), 2: datetime(2026, 5, 11, 10, tzinfo=UTC)}
ANSWERS = {1: date(2026, 4, 29), 2: date(2026, 5, 20)}


@pytest.fixture
def trial_plugin(trial_plugin: Any) -> Any:
    """The trial plugin with the wider tender."""
    kind: Any = type(trial_plugin)

    class Wider(kind):  # type: ignore[misc]
        @hookimpl
        def inkoop_tenders(self) -> Iterable[TenderSource]:
            return [TenderSource(PROCEDURE, "Klein", lambda: GROUND + MORE)]

    return Wider()


@pytest.fixture
def office(office: Any) -> Any:
    """The desk in April, with people for complaints and courts."""
    for person, role in PEOPLE.items():
        office.do("oprichter", "rol-toekennen", person=person, role=role)
    return office


class Desk:
    """Short ways to act on the side roads."""

    def __init__(self, office: Any) -> None:
        self.office = office

    def at(self, instant: datetime) -> None:
        self.office.clock.instant = max(self.office.clock.instant, instant)

    def plan(self, number: int = 1, **changes: Any) -> Any:
        fields: dict[str, Any] = {
            "round": number,
            "closes_at": CLOSES[number],
            "answers_by": ANSWERS[number],
            "source": "planning op het platform",
        }
        return self.office.do("anna", "vragenronde-plannen", **(fields | changes))

    def ask(self, number: int = 1, **changes: Any) -> str:
        return str(self.asked(number, **changes).text.partition(":")[0])

    def asked(self, number: int = 1, **changes: Any) -> Any:
        fields: dict[str, Any] = {
            "round": number,
            "asker": "Verzonnen Zorg Noord B.V.",
            "asker_number": "00001234",
            "channel": "TenderNed",
            "asked_at": CLOSES[number],
            "text": "Wat betekent §3?",
            "timing_reason": "vooraf gesteld",
        }
        return self.office.do("anna", "vraag-innemen", **(fields | changes))

    def answer(self, question: str, answer: str = "Dat staat in §3.", **changes: Any) -> Any:
        return self.office.do("anna", "vraag-beantwoorden", question=question, answer=answer, **changes)

    def establish(self, number: int = 1, of_round: int = 1, **changes: Any) -> Any:
        return self.office.do("anna", "nota-vaststellen", number=number, round=of_round, **changes)

    def publish(self, number: int = 1, **changes: Any) -> Any:
        fields: dict[str, Any] = {
            "number": number,
            "published_at": self.office.clock.instant,
            "where": "TenderNed",
            "timing_reason": "vooraf gepubliceerd",
        }
        return self.office.agreed("anna", "fatima", "nota-publiceren", **(fields | changes))

    def states(self) -> dict[str, str]:
        return {row["question"]: row["state"] for row in self.office.rows("vragen")}

    def complain(self, person: str = "karin", **changes: Any) -> Any:
        fields: dict[str, Any] = {
            "by": "Verzonnen Zorg Zuid",
            "received_at": self.office.clock.instant,
            "channel": "klacht@voorbeeld.example",
            "about": "de planning",
            "text": "De planning is te kort.",
        }
        return self.office.do(person, "klacht-innemen", **(fields | changes))

    def tasks(self, about: str) -> list[tuple[str, str]]:
        return [
            (row["task"], row["about"]) for row in self.office.rows("taken") if row["submission"] == about
        ]

    def decided(self) -> str:
        """A submission that was decided on and told on 14 July."""
        office = self.office
        submission: str = office.take_in()
        check = {"requirement": "HAND", "met": True, "explanation": "x"}
        office.do("anna", "toets-vastleggen", submission=submission, **check)
        office.scored(submission)
        office.decided(submission)
        return submission

    def tell(self, submission: str, sent: datetime) -> None:
        self.at(sent)
        decision = self.office.fact(submission, AwardDecision)
        body = LetterSent(
            LetterKind.PROVISIONAL_AWARD,
            "0" * 64,
            "brief.docx",
            "procedure",
            (decision.id,),
            received_at=sent,
        )
        entry = EntryDraft(PROCEDURE, "proef", "0" * 64, "anna", stated=True)
        draft = Draft(body, f"{submission}/brief/voorlopige-gunning/1", happened_at=sent)
        self.office.desk.store.append(entry, (draft,))

    def summon(self, person: str = "joost", **changes: Any) -> Any:
        fields: dict[str, Any] = {
            "claimant_name": "Verzonnen Zorg Oost",
            "summoned_at": self.office.clock.instant,
            "court": "rechtbank Voorbeeld",
            "claims": "verbod om te gunnen",
        }
        return self.office.do(person, "geding-vastleggen", **(fields | changes))

    def rule(self, outcome: Any, **changes: Any) -> Any:
        """The ruling; what frees is confirmed by the decision-maker."""
        fields: dict[str, Any] = {
            "proceedings": "geding-1",
            "outcome": outcome,
            "order": "zoals gevorderd",
            "ruled_at": self.office.clock.instant,
        }
        done = self.office.do("joost", "uitspraak-vastleggen", **(fields | changes))
        if done.proposal is not None:
            self.office.of("els").confirm(PROCEDURE, done.proposal)
        return done

    def anew(self, submission: str, **changes: Any) -> Any:
        """A new decision as a court ordered."""
        fields: dict[str, Any] = {
            "submission": submission,
            "ground": NewDecisionGround.COURT_ORDER,
            "proceedings": "geding-1",
            "reason": "het dictum",
            "mandate": "mandaatbesluit 5",
        }
        self.at(self.office.clock.instant + timedelta(hours=1))
        return self.office.agreed("anna", "els", "nieuwe-gunningsbeslissing", **(fields | changes))


@pytest.fixture
def desk(office: Any) -> Desk:
    return Desk(office)
