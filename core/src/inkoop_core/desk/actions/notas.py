"""Establish a note of information: the answers of a round, anonymous (§5.5)."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.question_rounds import require_round
from inkoop_core.desk.actions.tender_documents import known_document
from inkoop_core.desk.anonymity import betrayals
from inkoop_core.desk.questions import QuestionStand, questions_of
from inkoop_core.desk.state import as_reader, last_of
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.question import (
    AnswerAmendment,
    NotaEstablished,
    NotaItem,
    NotaPublished,
    Question,
)
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused


@frozen
class EstablishNota:
    """Establish a note of information with everything of a round that is answered for all."""

    number: int = said("Nummer", "van de Nota: 1, 2, ...")
    round: int = said("Ronde", "1 of 2")
    correction: str = said(
        "Waarom verbeterd", "als er een antwoord in staat dat al was gepubliceerd", default="", long=True
    )


def establish(command: EstablishNota, reader: Reader, _moment: Moment) -> Outcome:
    """The note as it will be published: every answer for all of that round that no published note has yet.

    Raises CommandError for an unknown round, a number out of order or a text that tells who asked, Refused for a
    note that was published, one with nothing in it and a correction without its reason.
    """
    state = as_reader(reader)
    require_round(command.round, reader)
    _require_number(command, reader)
    of_round = [stand for stand in questions_of(reader) if stand.fact.body.round == command.round]
    ready = [stand for stand in of_round if stand.to_publish]
    if not ready:
        raise Refused(
            f"van ronde {command.round} is er geen antwoord dat nog moet worden gepubliceerd; zie `inkoop view vragen`."
        )
    corrected = [stand.id for stand in ready if stand.published]
    if corrected and not command.correction.strip():
        raise Refused(
            f"{', '.join(corrected)} stond al in een gepubliceerde Nota; zeg waarom het antwoord wordt "
            "verbeterd (correction)."
        )
    items = tuple(_item(stand, reader) for stand in ready)
    require_anonymous(items, reader, command.correction)
    left_out = sum(stand.fact.body.individual and stand.answered is not None for stand in of_round)
    subject = f"nota-{command.number}"
    earlier = last_of(state.recorded, NotaEstablished, subject)
    draft = Draft(
        NotaEstablished(command.number, command.round, items, left_out, command.correction),
        subject,
        replaces=earlier.id if earlier else None,
        reason="opnieuw vastgesteld" if earlier else "",
    )
    waiting = [stand for stand in of_round if stand.waits_for_answer or not (stand.treated or stand.refused)]
    dropped = [
        line for item in items for line in told_dropped(item.question, item.answered, item.amendments, reader)
    ]
    return Outcome((draft,), "\n".join([*_told(draft.body, corrected, waiting), *dropped]))


def _require_number(command: EstablishNota, reader: Reader) -> None:
    published = [fact.body.number for fact in reader.facts(NotaPublished)]
    if command.number in published:
        raise Refused(
            f"Nota {command.number} is al gepubliceerd en staat vast; een verbetering is een nieuwe Nota."
        )
    if command.number != max(published, default=0) + 1:
        raise CommandError(
            "De Nota kan zo niet worden vastgesteld:",
            [f"number: de volgende Nota heeft nummer {max(published, default=0) + 1}, niet {command.number}"],
        )


def _item(stand: QuestionStand, reader: Reader) -> NotaItem:
    assert stand.answered is not None
    asked, given = stand.fact.body, stand.answered.body
    return NotaItem(
        question=stand.id,
        round=asked.round,
        document=known_document(reader, asked.letter).name,
        paragraph=asked.paragraph,
        text=given.text,
        answer=given.answer,
        answered=stand.answered.id,
        follows=asked.follows,
        letter=given.letter,
        version=given.version,
        amendments=given.amendments,
    )


def require_anonymous(items: Iterable[NotaItem], reader: Reader, correction: str) -> None:
    """Raises CommandError, naming every question whose published text, or the reason, tells who asked."""
    askers = [fact.body for fact in reader.facts(Question)]
    found = [
        f"{item.question}: {line}"
        for item in items
        for line in dict.fromkeys(
            (
                *betrayals(item.text, askers),
                *betrayals(item.answer, askers),
                *betrayals(item.paragraph, askers),
                *betrayals(item.version, askers),
                *(line for change in item.amendments for line in betrayals(change.value, askers)),
            )
        )
    ]
    found += [f"correction: {line}" for line in betrayals(correction, askers)]
    if found:
        raise CommandError("De Nota vertelt wie iets vroeg; herzie het antwoord (vraag-beantwoorden):", found)


def told_dropped(
    question: str, answered: int, amendments: Iterable[AnswerAmendment], reader: Reader
) -> Iterator[str]:
    """What a published answer changed and its correction does not name: it stays, and that is said.

    answered  id of the fact with the correction; 0: it is not recorded yet
    """
    named = {change.path for change in amendments}
    numbers = {fact.body.nota: fact.body.number for fact in reader.facts(NotaPublished)}
    changed = {
        change.path: (change.value, numbers[nota.id])
        for nota in reader.facts(NotaEstablished)
        if nota.id in numbers
        for earlier in nota.body.items
        if earlier.question == question and earlier.answered != answered
        for change in earlier.amendments
    }
    for path, (value, number) in changed.items():
        if path not in named:
            yield (
                f"Let op, {question}: Nota {number} wijzigde {path} in {value}; de verbetering noemt die plaats "
                "niet, dus die waarde blijft gelden. Moet zij terug, beantwoord de vraag dan opnieuw en noem de plaats "
                "met de juiste waarde (amendments)."
            )


def _told(nota: NotaEstablished, corrected: list[str], waiting: list[QuestionStand]) -> Iterator[str]:
    yield f"Nota van Inlichtingen {nota.number}, ronde {nota.round}: vragen met antwoord: {len(nota.items)}."
    if nota.left_out:
        yield (
            f"De Nota meldt dat ook individueel is geantwoord ({nota.left_out} keer) om een bedrijfsgeheim; "
            "de inhoud is weggelaten."
        )
    if corrected:
        yield f"Verbetert {', '.join(corrected)}: {nota.correction}"
    for item in nota.items:
        if item.letter is not None:
            yield f"  {item.question} wijzigt {item.letter or 'het inkoopdocument'}, versie {item.version}."
    if waiting:
        yield f"Let op, nog open in deze ronde: {', '.join(f'{stand.id} ({stand.label})' for stand in waiting)}."


ESTABLISH_NOTA = Action(
    "nota-vaststellen",
    "Nota van Inlichtingen vaststellen",
    EstablishNota,
    (Role.ADVISER,),
    "procedure",
    establish,
)
