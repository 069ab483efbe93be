"""Take questions in, with what stands against treating them (§5.5, QNA-01 to QNA-04)."""

from collections.abc import Iterable
from datetime import date, datetime

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.question_rounds import require_round
from inkoop_core.desk.actions.subjects import own_risk
from inkoop_core.desk.actions.tender_documents import known_document
from inkoop_core.desk.numbering import next_subject
from inkoop_core.desk.questions import grounds_of, known_question, planned_round
from inkoop_core.desk.state import as_reader
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.question import (
    Question,
    QuestionGround,
)
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused

NEW_IN_ROUND_TWO = "N-50"


@frozen
class TakeInQuestion:
    """Take in a question, or a proposal for a change."""

    round: int = said("Ronde", "1 of 2")
    asker: str = said("Van", "naam van de vragensteller; blijft intern")
    channel: str = said("Route", "TenderNed, of hoe de vraag kwam")
    asked_at: datetime = said("Gesteld op", "bijvoorbeeld 28-04-2026 16:12")
    text: str = said("Vraag", long=True)
    asker_number: str = said("Handelsregisternummer", "van de vragensteller; blijft intern", default="")
    message_number: str = said("Berichtnummer", "van het platform", default="")
    letter: str = said("Stuk", "letter uit het register; leeg: het inkoopdocument zelf", default="")
    paragraph: str = said("Paragraaf", "waar de vraag over gaat", default="")
    anonymised: str = said(
        "Geanonimiseerde tekst", "leeg: zolang de vraag nog niet is beantwoord", default="", long=True
    )
    follows: str = said("Vervolg op", "bijvoorbeeld vraag-3; in ronde 2 nodig", default="")
    individual: bool = said(
        "Individueel", "ja: alleen aan de vragensteller, om een bedrijfsgeheim", default=False
    )
    business_secret: str = said(
        "Bedrijfsgeheim", "wat er geheim aan is, als de vraag individueel is", default=""
    )
    known_since: date | None = said(
        "Bekend sinds", "sinds wanneer de vragensteller dit kon weten, als dat blijkt", default=None
    )
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


def question_problems(command: TakeInQuestion) -> Iterable[str]:
    """Texts that must be there, and a secret exactly where the question is individual."""
    yield from (
        f"{name}: vul in" for name in ("asker", "channel", "text") if not getattr(command, name).strip()
    )
    if command.individual and not command.business_secret.strip():
        yield "business_secret: zeg wat het bedrijfsgeheim is; anders krijgt iedereen het antwoord"
    if command.business_secret.strip() and not command.individual:
        yield "individual: er is een bedrijfsgeheim genoemd, maar de vraag is niet individueel"


def take_in(command: TakeInQuestion, reader: Reader, moment: Moment) -> Outcome:
    """One more question, with what stands against treating it. The program proposes; the adviser decides.

    Raises CommandError for an unknown round, Unknown for an unknown document or question, Refused for a question in
    the future and for a round without a planning.
    """
    require_round(command.round, reader)
    if command.asked_at > moment.as_of:
        raise Refused(
            f"{shown(command.asked_at)} ligt in de toekomst; een vraag wordt ingenomen als zij er is."
        )
    planning = planned_round(reader, command.round)
    document = known_document(reader, command.letter.strip())
    follows = known_question(reader, command.follows.strip()).id if command.follows.strip() else ""
    subject = next_subject(as_reader(reader).recorded, Question, "vraag-")
    body = Question(
        round=command.round,
        asker=command.asker.strip(),
        channel=command.channel.strip(),
        text=command.text,
        asker_number=command.asker_number.strip(),
        message_number=command.message_number,
        letter=document.letter,
        paragraph=command.paragraph.strip(),
        anonymised=command.anonymised,
        follows=follows,
        individual=command.individual,
        business_secret=command.business_secret,
        known_since=command.known_since,
    )
    draft = Draft(body, subject, happened_at=command.asked_at, timing_reason=command.timing_reason)
    supposed = as_reader(reader).supposing(draft)
    grounds = grounds_of(supposed.facts(Question, subject)[-1], supposed)
    lines = [
        f"{subject}: vraag van ronde {command.round} over {_place(document.name, body.paragraph)}, gesteld "
        f"{shown(command.asked_at)} via {body.channel}. De ronde loopt tot en met {shown(planning.body.closes_at)}.",
        *_proposed(grounds),
    ]
    if body.individual:
        lines.append(
            "Individueel: het antwoord gaat alleen naar de vragensteller; de Nota meldt dat er iets is weggelaten."
        )
    lines += own_risk(command.known_since, command.asked_at)
    if command.asked_at > reader.definition.procedure.closing_at:
        lines.append("Let op: gesteld na de sluiting.")
    return Outcome((draft,), "\n".join(lines))


def _place(document: str, paragraph: str) -> str:
    return f"{document} {paragraph}".strip()


def _proposed(grounds: tuple[QuestionGround, ...]) -> Iterable[str]:
    if not grounds:
        yield "De vraag is op tijd en via het platform gesteld en wordt beantwoord (vraag-beantwoorden)."
        return
    yield f"Voorstel: niet in behandeling nemen ({labels(grounds)}, §5.5) met vraag-weigeren."
    yield "Is het antwoord toch voor allen van belang, laat de vraag dan met een reden toe (vraag-toelaten)."
    if QuestionGround.NO_FOLLOW_UP in grounds:
        yield f"Noot {NEW_IN_ROUND_TWO}: of de uitzondering ook geldt voor een nieuwe vraag in ronde 2."


def labels(grounds: Iterable[QuestionGround]) -> str:
    """Why a question need not be treated, in words."""
    return ", ".join(ground.label for ground in grounds)


TAKE_IN_QUESTION = Action(
    "vraag-innemen",
    "Vraag innemen",
    TakeInQuestion,
    (Role.ADVISER,),
    "procedure",
    take_in,
    problems=question_problems,
)
