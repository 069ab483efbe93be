"""Publish a note of information, at one moment for all, with what its answers change (§5.5, design 5)."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.amendment_sets import AmendmentSet, amendment_set
from inkoop_core.desk.actions.nota_moment import corrected_moment, require_moment, source_of
from inkoop_core.desk.actions.notas import require_anonymous, told_dropped
from inkoop_core.desk.actions.tender_documents import RegisterTenderDocument, known_document, register
from inkoop_core.desk.questions import questions_of
from inkoop_core.desk.state import as_reader, last_of
from inkoop_core.domain.decision import Amendment
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment, local_day, shown, shown_day
from inkoop_core.domain.question import (
    NotaEstablished,
    NotaPublished,
    QuestionRoundPlanned,
)
from inkoop_core.domain.role import Role
from inkoop_core.domain.tender_document import TenderDocumentIssued
from inkoop_core.errors import Refused, Unknown


@frozen
class PublishNota:
    """Record that a note of information was published."""

    number: int = said("Nummer", "van de Nota")
    published_at: datetime = said("Gepubliceerd op", "bijvoorbeeld 08-05-2026 10:00")
    where: str = said("Gepubliceerd waar", "bijvoorbeeld TenderNed 574237")
    message_number: str = said("Berichtnummer", "van het platform", default="")
    path: Path | None = said("Bestand", "de Nota zoals zij is gepubliceerd; wordt bewaard", default=None)
    timing_reason: str = said(
        "Reden van late vastlegging",
        "als het langer geleden is, voor het vaststellen gebeurde of na de sluiting wordt vastgelegd",
        default="",
    )
    correction: str = said(
        "Waarom het tijdstip wordt verbeterd",
        "alleen als de publicatie al is vastgelegd, met een verkeerd tijdstip",
        default="",
        long=True,
    )


SECOND = "de publicatie zet de antwoorden vast en kan de aanbesteding wijzigen; een ander ziet tijdstip en inhoud na"


def publish(command: PublishNota, reader: Reader, moment: Moment) -> Outcome:
    """The publication, with the new versions of the documents and the amendments that its answers bring.

    Raises Unknown, Refused for a moment in the future, before a question, before an earlier note or, without a reason,
    before it was established; a note that is published, one whose answers changed or grew since it was established;
    CommandError for a text that tells who asked.
    """
    if command.correction.strip():
        return corrected_moment(
            command.number, command.published_at, command.correction.strip(), reader, moment
        )
    state = as_reader(reader)
    nota = _established(command, reader)
    require_moment(command.number, command.published_at, nota, reader, moment)
    _require_established_first(command, nota)
    _require_current(nota, reader)
    require_anonymous(nota.body.items, reader, nota.body.correction)
    changes = amendment_set(
        tuple(_amendments(nota.body, command)), state, moment, command.timing_reason.strip()
    )
    versions, present = _versions(nota.body, command, reader, moment)
    file = reader.kept_file(command.path) if command.path is not None else None
    subject = f"{nota.subject}/publicatie"
    earlier = last_of(state.recorded, NotaPublished, subject)
    body = NotaPublished(
        number=nota.body.number,
        round=nota.body.round,
        nota=nota.id,
        where=command.where,
        message_number=command.message_number,
        file_name=file.name if file else "",
        sha256=file.sha256 if file else "",
    )
    draft = Draft(
        body,
        subject,
        happened_at=command.published_at,
        replaces=earlier.id if earlier else None,
        reason="opnieuw vastgelegd na intrekken" if earlier else "",
        timing_reason=command.timing_reason,
    )
    lines = [*_published(nota.body, command, changes, versions, present, reader)]
    lines += [
        line
        for item in nota.body.items
        for line in told_dropped(item.question, item.answered, item.amendments, reader)
    ]
    if command.published_at < nota.happened_at:
        lines.append(
            f"Let op: volgens het register is zij pas op {shown(nota.happened_at)} vastgesteld. Reden: "
            f"{command.timing_reason.strip()}"
        )
    return Outcome((draft, *versions, *changes.drafts), "\n".join(lines), (file,) if file else (), SECOND)


def _established(command: PublishNota, reader: Reader) -> Fact[NotaEstablished]:
    found = reader.facts(NotaEstablished, f"nota-{command.number}")
    if not found:
        known = ", ".join(str(fact.body.number) for fact in reader.facts(NotaEstablished)) or "nog geen"
        raise Unknown(f"Nota {command.number} is niet vastgesteld; vastgesteld: {known} (nota-vaststellen).")
    if reader.facts(NotaPublished, f"nota-{command.number}/publicatie"):
        raise Refused(
            f"Nota {command.number} is al gepubliceerd; een verbetering is een nieuwe Nota. Is alleen het tijdstip "
            "verkeerd vastgelegd, zeg dan waarom het wordt verbeterd (correction)."
        )
    return found[-1]


def _require_established_first(command: PublishNota, nota: Fact[NotaEstablished]) -> None:
    """What is published was answered and established; where that was recorded later, somebody says why."""
    if command.published_at < nota.happened_at and not command.timing_reason.strip():
        raise Refused(
            f"Nota {command.number} is op {shown(nota.happened_at)} vastgesteld; zij kan niet op "
            f"{shown(command.published_at)} zijn gepubliceerd. Controleer het tijdstip; is zij toch eerder "
            "gepubliceerd en later pas overgenomen, zeg dan waarom (timing_reason)."
        )


def _require_current(nota: Fact[NotaEstablished], reader: Reader) -> None:
    """What is published is what was established, and nothing that was answered for all is left out of it."""
    printed = {item.question: item.answered for item in nota.body.items}
    now = {
        stand.id: stand.answered.id
        for stand in questions_of(reader)
        if stand.to_publish and stand.fact.body.round == nota.body.round and stand.answered is not None
    }
    differing = sorted(
        question for question in {*printed, *now} if printed.get(question) != now.get(question)
    )
    if differing:
        raise Refused(
            f"sinds het vaststellen van Nota {nota.body.number} is veranderd: {', '.join(differing)}. Stel haar "
            "opnieuw vast (nota-vaststellen)."
        )


def _amendments(nota: NotaEstablished, command: PublishNota) -> Iterator[Amendment]:
    for item in nota.items:
        for change in item.amendments:
            yield Amendment(
                path=change.path,
                value=change.value,
                reason=f"antwoord op {item.question}",
                source=f"{source_of(nota.number)}, {item.question}",
                in_force_from=command.published_at,
            )


def _versions(
    nota: NotaEstablished, command: PublishNota, reader: Reader, moment: Moment
) -> tuple[tuple[Draft, ...], tuple[str, ...]]:
    """The new versions that its answers name; those that were registered already are only told."""
    asked = dict.fromkeys((item.letter, item.version) for item in nota.items if item.letter is not None)
    known = {(fact.body.letter, fact.body.version) for fact in reader.facts(TenderDocumentIssued)}
    drafts: list[Draft] = []
    present: list[str] = []
    for letter, version in asked:
        name = f"{known_document(reader, letter).name} versie {version}"
        if (letter, version) in known:
            present.append(f"{name} staat al in het register.")
            continue
        source = source_of(nota.number)
        made = register(
            RegisterTenderDocument(version, command.published_at, command.where, source, letter),
            reader,
            moment,
        )
        drafts += made.facts
    return tuple(drafts), tuple(present)


def _published(
    nota: NotaEstablished,
    command: PublishNota,
    changes: AmendmentSet,
    versions: tuple[Draft, ...],
    present: tuple[str, ...],
    reader: Reader,
) -> Iterator[str]:
    yield (
        f"Nota van Inlichtingen {nota.number} is op {shown(command.published_at)} gepubliceerd via {command.where}; de "
        f"antwoorden ({len(nota.items)}) staan vanaf nu vast."
    )
    for draft in versions:
        document = known_document(reader, draft.body.letter)
        yield f"{document.name}: versie {draft.body.version} geldt vanaf dan; zonder bestand."
    if versions:
        yield "Moet het bestand worden bewaard, registreer de versie dan eerst (aanbestedingsdocument-vastleggen)."
    yield from present
    yield from changes.told
    planned = reader.facts(QuestionRoundPlanned, f"vragenronde-{nota.round}")
    if planned and local_day(command.published_at) > planned[-1].body.answers_by:
        yield f"Let op: later dan gepland ({shown_day(planned[-1].body.answers_by)})."
    closing = reader.definition.procedure.closing_at
    if changes.drafts and command.published_at <= closing:
        yield (
            f"Let op: de sluiting is {shown(closing)}; ga na of inschrijvers de wijziging dan nog kunnen verwerken."
        )
    if command.published_at > closing:
        yield "Let op: dat is na de sluiting; inschrijvingen worden beoordeeld naar wat bij de sluiting gold."


def problems(command: PublishNota) -> list[str]:
    return [] if command.where.strip() else ["where: vul in"]


PUBLISH_NOTA = Action(
    "nota-publiceren",
    "Publicatie van een Nota van Inlichtingen vastleggen",
    PublishNota,
    (Role.ADVISER,),
    "procedure",
    publish,
    irreversible=True,
    second_person=True,
    problems=problems,
    second_roles=(Role.ADVISER, Role.DECISION_MAKER),
)
