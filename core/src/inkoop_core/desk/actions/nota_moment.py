"""When a note of information was published, and how a moment that was taken over wrongly is put right (§5.5)."""

from datetime import datetime
from typing import Any

from attrs import evolve

from inkoop_core.api.actions import Outcome, Reader
from inkoop_core.assessment.changes import told_changes
from inkoop_core.desk.state import as_reader
from inkoop_core.domain.decision import Amendment
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.question import NotaEstablished, NotaPublished, Question
from inkoop_core.domain.tender_document import TenderDocumentIssued
from inkoop_core.errors import Refused, Unknown

CORRECTING = "een verbeterd tijdstip van publicatie verschuift wat gold; een ander ziet het na"


def require_moment(
    number: int, published_at: datetime, nota: Fact[NotaEstablished], reader: Reader, moment: Moment
) -> None:
    """A publication is past, after its questions, and between the notes before and after it. Raises Refused."""
    if published_at > moment.as_of:
        raise Refused(
            f"{shown(published_at)} ligt in de toekomst; leg de publicatie vast als de Nota is gepubliceerd."
        )
    for other in reader.facts(NotaPublished):
        before = other.body.number < number and published_at < other.happened_at
        if before or (other.body.number > number and published_at > other.happened_at):
            raise Refused(
                f"Nota {other.body.number} is op {shown(other.happened_at)} gepubliceerd; Nota {number} kan niet op "
                f"{shown(published_at)} zijn gepubliceerd. Controleer het tijdstip; klopt dat van Nota "
                f"{other.body.number} niet, verbeter dat dan eerst (nota-publiceren met correction)."
            )
    printed = {item.question for item in nota.body.items}
    late = [
        fact.subject
        for fact in reader.facts(Question)
        if fact.subject in printed and fact.happened_at > published_at
    ]
    if late:
        raise Refused(f"{', '.join(late)}: gesteld na {shown(published_at)}; controleer het tijdstip.")


def corrected_moment(
    number: int, published_at: datetime, reason: str, reader: Reader, moment: Moment
) -> Outcome:
    """The publication at its right moment, and with it the versions and amendments that it brought.

    Raises Unknown for a note that was not published, Refused for a moment that cannot be or that changes nothing.
    """
    state = as_reader(reader)
    found = reader.facts(NotaPublished, f"nota-{number}/publicatie")
    if not found:
        raise Unknown(
            f"Nota {number} is niet gepubliceerd; er is geen tijdstip te verbeteren (laat correction leeg)."
        )
    published = found[-1]
    was = published.happened_at
    if published_at == was:
        raise Refused(f"Nota {number} is al vastgelegd als gepubliceerd op {shown(was)}; er verandert niets.")
    nota: Fact[NotaEstablished] = reader.fact(published.body.nota)
    require_moment(number, published_at, nota, reader, moment)
    source = source_of(number)
    versions = [
        fact
        for fact in state.facts(TenderDocumentIssued)
        if fact.body.source == source and fact.happened_at == was
    ]
    amendments = [
        fact
        for fact in state.facts(Amendment)
        if fact.body.source.startswith(f"{source}, ") and fact.body.in_force_from == was
    ]
    drafts = (
        _at(published, published_at, reason),
        *(_at(fact, published_at, reason) for fact in versions),
        *(
            Draft(
                evolve(fact.body, in_force_from=published_at), fact.subject, replaces=fact.id, reason=reason
            )
            for fact in amendments
        ),
    )
    lines = [
        f"Nota van Inlichtingen {number}: gepubliceerd op {shown(published_at)} (was {shown(was)}). Reden: {reason}",
        f"Mee verschuiven: versies van stukken {len(versions)}, wijzigingen van de definitie {len(amendments)}.",
    ]
    if state.opened:
        after = state.supposing(*drafts)
        lines.append(told_changes(state.assessment(), after.assessment()))
    return Outcome(drafts, "\n".join(lines), second_person=CORRECTING)


def source_of(number: int) -> str:
    """How what a note changes names that note."""
    return f"Nota van Inlichtingen {number}"


def _at(fact: Fact[Any], published_at: datetime, reason: str) -> Draft:
    return Draft(
        fact.body,
        fact.subject,
        happened_at=published_at,
        replaces=fact.id,
        reason=reason,
        timing_reason=reason,
    )
