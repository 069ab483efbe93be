"""Questions with how they stand, and the notes of information as they are published."""

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.fields import said
from inkoop_core.api.tender_documents import TenderDocument
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.questions import QuestionStand, questions_of
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment, local_day, shown, shown_day
from inkoop_core.domain.question import NotaEstablished, NotaItem, NotaPublished, QuestionRoundPlanned
from inkoop_core.domain.term import days_between

NEAR = 3
"""So many calendar days before the planned answers an open question is a task that presses."""


@frozen
class OneNota:
    """One note of information, or all."""

    number: int = said("Nummer", "van de Nota; 0: alle", default=0)


def questions(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Every question with who asked it (internal), and how it stands."""
    rows = tuple(_row(stand, reader) for stand in questions_of(reader))
    rounds = sorted(reader.facts(QuestionRoundPlanned), key=lambda fact: fact.body.round)
    planning = "; ".join(
        f"ronde {fact.body.round}: vragen tot en met {shown(fact.body.closes_at)}, antwoorden op "
        f"{shown_day(fact.body.answers_by)}"
        for fact in rounds
    )
    return Table(
        (
            Column("question", "Nr"),
            Column("round", "Ronde", ColumnKind.NUMBER),
            Column("asked_at", "Gesteld", ColumnKind.INSTANT),
            Column("asker", "Van (intern)"),
            Column("channel", "Route"),
            Column("document", "Stuk"),
            Column("paragraph", "Paragraaf"),
            Column("follows", "Vervolg op"),
            Column("text", "Vraag"),
            Column("state", "Stand", ColumnKind.STATE),
            Column("grounds", "Niet te behandelen want"),
            Column("admitted", "Toch behandeld want"),
            Column("answer", "Antwoord"),
            Column("changes", "Wijzigt"),
            Column("nota", "Nota"),
            Column("individual", "Individueel"),
            Column("fact", "Feit", ColumnKind.NUMBER),
        ),
        rows,
        "Vragen",
        planning or "van geen enkele vragenronde is een planning vastgelegd",
    )


def _row(stand: QuestionStand, reader: Reader) -> Row:
    asked, answered = stand.fact.body, stand.answered
    return Row(
        Ref("question", stand.id),
        (
            stand.id,
            asked.round,
            stand.fact.happened_at,
            asked.asker,
            asked.channel,
            _document(reader, asked.letter),
            asked.paragraph,
            asked.follows,
            asked.text,
            stand.label,
            ", ".join(ground.label for ground in stand.grounds),
            stand.admitted.body.reason if stand.admitted else "",
            answered.body.answer if answered else "",
            _changes(reader, answered.body.letter, answered.body.version) if answered else "",
            ", ".join(map(str, stand.published)),
            asked.business_secret if asked.individual else "",
            stand.fact.id,
        ),
    )


def _document(reader: Reader, letter: str) -> str:
    known: tuple[TenderDocument, ...] = reader.definition.tender_documents
    return next((document.name for document in known if document.letter == letter), letter)


def _changes(reader: Reader, letter: str | None, version: str) -> str:
    return "" if letter is None else f"{_document(reader, letter)}, versie {version}"


def nota(arguments: OneNota, reader: Reader, _moment: Moment) -> Table:
    """The notes of information as everybody reads them: nothing tells who asked."""
    found = sorted(reader.facts(NotaEstablished), key=lambda fact: fact.body.number)
    chosen = [fact for fact in found if arguments.number in (0, fact.body.number)]
    return Table(
        (
            Column("number", "Nota", ColumnKind.NUMBER),
            Column("round", "Ronde", ColumnKind.NUMBER),
            Column("state", "Stand", ColumnKind.STATE),
            Column("question", "Vraag"),
            Column("document", "Stuk"),
            Column("paragraph", "Paragraaf"),
            Column("follows", "Vervolg op"),
            Column("text", "Vraag zoals gepubliceerd"),
            Column("answer", "Antwoord"),
            Column("changes", "Wijzigt"),
        ),
        tuple(_item(fact, item, reader) for fact in chosen for item in fact.body.items),
        "Nota van Inlichtingen",
        "\n".join(_head(fact, reader) for fact in chosen),
    )


def _publication(fact: Fact[NotaEstablished], reader: Reader) -> Fact[NotaPublished] | None:
    found = reader.facts(NotaPublished, f"{fact.subject}/publicatie")
    return found[-1] if found else None


def _head(fact: Fact[NotaEstablished], reader: Reader) -> str:
    published = _publication(fact, reader)
    when = (
        f"gepubliceerd {shown(published.happened_at)} via {published.body.where}"
        if published
        else "vastgesteld, nog niet gepubliceerd"
    )
    left_out = (
        f"; {fact.body.left_out} individueel beantwoord om een bedrijfsgeheim en hier weggelaten"
        if fact.body.left_out
        else ""
    )
    correction = f"; verbetering: {fact.body.correction}" if fact.body.correction else ""
    return f"Nota {fact.body.number}: {when}{left_out}{correction}"


def _item(fact: Fact[NotaEstablished], item: NotaItem, reader: Reader) -> Row:
    return Row(
        Ref("question", item.question),
        (
            fact.body.number,
            item.round,
            "gepubliceerd" if _publication(fact, reader) else "concept",
            item.question,
            item.document,
            item.paragraph,
            item.follows,
            item.text,
            item.answer,
            _changes(reader, item.letter, item.version),
        ),
    )


def question_tasks(reader: Reader, moment: Moment) -> Iterator[Row]:
    """Questions that wait: to be admitted or refused, to be answered, to be published."""
    for stand in questions_of(reader):
        planned = reader.facts(QuestionRoundPlanned, f"vragenronde-{stand.fact.body.round}")
        when = _when(planned[-1], moment) if planned else "geen planning vastgelegd"
        if stand.refused is None and not stand.treated:
            why = ", ".join(ground.label for ground in stand.grounds)
            yield _task(stand, "toelaten of weigeren", f"{why}; {when}")
        elif stand.waits_for_answer:
            yield _task(stand, "vraag beantwoorden", when)
        elif stand.to_publish:
            yield _task(stand, "Nota publiceren", when)


def _when(planned: Fact[QuestionRoundPlanned], moment: Moment) -> str:
    left = days_between(local_day(moment.as_of), planned.body.answers_by)
    day = shown_day(planned.body.answers_by)
    if left < 0:
        return f"TE LAAT: de antwoorden waren gepland op {day}"
    return f"{'dringend: ' if left <= NEAR else ''}antwoorden gepland op {day}"


def _task(stand: QuestionStand, task: str, text: str) -> Row:
    return Row(Ref("question", stand.id), (stand.id, task, text))


QUESTIONS = View("vragen", "Vragen", "procedure", questions)
NOTA = View("nota", "Nota van Inlichtingen", "procedure", nota, OneNota)
