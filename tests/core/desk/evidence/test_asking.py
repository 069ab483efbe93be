"""Evidence is asked of provisional winners, of each party its own, and not twice."""

from datetime import UTC, datetime
from typing import Any

import pytest

from inkoop_core.domain.fact import Draft
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.package import Document
from inkoop_core.domain.request import EvidenceReceived, PointJudged
from inkoop_core.errors import CommandError, Refused


def test_everything_is_asked_of_every_provisional_winner(room: Any) -> None:
    first, second = room.awarded("onderaannemer-1"), room.awarded()
    done = room.ask()
    (request,) = room.requests(first)
    assert [(item.id, item.party) for item in request.body.items] == [
        ("gva", "tenderer"),
        ("gva-onderaannemer", "onderaannemer-1"),
        ("polis", "tenderer"),
    ]
    assert request.subject == f"{first}/verzoek-1"
    assert len(room.requests(second)[0].body.items) == 2
    assert "loopt vanaf de brief" in done.text


def test_a_dry_run_records_nothing(room: Any) -> None:
    submission = room.awarded()
    done = room.office.do("anna", "bewijs-vragen", dry_run=True, reason="verificatie")
    assert f"{submission} " in done.text
    assert room.requests(submission) == []


def test_what_was_asked_is_not_asked_again(room: Any) -> None:
    submission = room.awarded()
    room.ask(submission, items=("gva",))
    with pytest.raises(
        CommandError, match="gva is al gevraagd van S-001; een nieuwe termijn kan alleen als herstel"
    ):
        room.ask(submission, items=("gva", "polis"))
    room.ask()
    with pytest.raises(Refused, match="alles al gevraagd"):
        room.ask(submission)
    with pytest.raises(Refused, match="van elke voorlopig begunstigde is alles al gevraagd"):
        room.ask()
    assert [(fact.subject, fact.body.items[0].id) for fact in room.requests(submission)] == [
        (f"{submission}/verzoek-1", "gva"),
        (f"{submission}/verzoek-2", "polis"),
    ]


def test_of_a_bid_that_is_not_awarded_nothing_is_asked(room: Any) -> None:
    submission = room.office.take_in()
    with pytest.raises(Refused, match="nog niemand is voorlopig gegund"):
        room.ask()
    with pytest.raises(Refused, match=f"{submission}: niet voorlopig gegund"):
        room.ask(submission)
    assert room.office.assessed(submission).verification == ()
    assert [step.number for step in room.office.assessed(submission).steps] == [0, 1, 2, 3, 4]


def test_an_item_that_is_not_theirs_is_named(room: Any) -> None:
    submission = room.awarded()
    with pytest.raises(CommandError, match="'gva-onderaannemer/x' is geen bewijsmiddel"):
        room.ask(submission, items=("gva-onderaannemer/x",))


def test_what_came_with_the_bid_is_received_early_and_not_asked(room: Any) -> None:
    submission = room.awarded()
    room.append([Draft(Document("polis", "polis.pdf", "1" * 64), f"{submission}/polis.pdf")])
    done = room.ask()
    assert "polis kwam vroeg, met de inschrijving (polis.pdf)" in done.text
    assert "niet nog eens gevraagd (N-02)" in done.text
    (request,) = room.requests(submission)
    assert [item.id for item in request.body.items] == ["gva"]
    fact = room.office.fact(submission, EvidenceReceived)
    assert (fact.body.files[0].name, fact.body.channel) == ("polis.pdf", "TenderNed")
    assert fact.happened_at < datetime(2026, 6, 15, 8, tzinfo=UTC)
    assert room.finding(submission, "polis").finding.verdict is Verdict.PENDING


def test_evidence_that_came_before_it_was_asked_is_not_asked(room: Any) -> None:
    submission = room.awarded()
    at = datetime(2026, 7, 1, 8, tzinfo=UTC)
    room.take(submission, at, room.file("polis.pdf", "Polisblad"))
    done = room.ask()
    assert "polis is al vroeg ontvangen" in done.text
    assert [item.id for item in room.requests(submission)[0].body.items] == ["gva"]


def test_early_evidence_that_was_not_accepted_is_asked_after_all(room: Any) -> None:
    submission = room.awarded()
    at = datetime(2026, 7, 1, 8, tzinfo=UTC)
    room.take(submission, at, room.file("polis.pdf", "Polisblad"))
    points = (PointJudged("bedrag", present=False), PointJudged("bevoegd", present=True))
    room.judge(submission, "polis", accepted=False, reason="te laag", points=points)
    room.ask()
    assert [item.id for item in room.requests(submission)[0].body.items] == ["gva", "polis"]
