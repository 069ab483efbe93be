"""A note of information: questions without their askers, and the answers."""

from collections.abc import Iterator

from inkoop_core.api.record_content import Block, Pairs, Paragraph, Part, Record
from inkoop_core.desk.records_of.frame import framed
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import shown
from inkoop_core.domain.question import NotaEstablished, NotaItem, NotaPublished
from inkoop_core.domain.record_made import RecordKind
from inkoop_core.errors import Refused


def nota_of_round(state: ProcedureState, round: int) -> Fact[NotaEstablished]:
    """The last note of information of a round. Raises Refused while none is established."""
    found = [fact for fact in state.facts(NotaEstablished) if fact.body.round == round]
    if not found:
        raise Refused(
            f"van vragenronde {round} is geen Nota van Inlichtingen vastgesteld; stel haar eerst vast met "
            "`inkoop do nota-vaststellen`."
        )
    return max(found, key=lambda fact: fact.body.number)


def nota_record(state: ProcedureState, round: int) -> Record:
    """The last note of a round as it is published: nothing in it tells who asked. Raises Refused."""
    nota = nota_of_round(state, round)
    return framed(
        state,
        RecordKind.NOTE,
        (
            Part("Over deze nota", tuple(_about(nota, state))),
            Part("Vragen en antwoorden", (Paragraph(_told_count(nota.body)),)),
            *(
                Part(f"Vraag {number}", (_question(item, state),), level=2)
                for number, item in enumerate(nota.body.items, 1)
            ),
        ),
        number=nota.body.number,
    )


def _about(nota: Fact[NotaEstablished], state: ProcedureState) -> Iterator[Block]:
    published = [fact for fact in state.facts(NotaPublished) if fact.body.nota == nota.id]
    pairs = [
        ("Nummer", str(nota.body.number)),
        ("Vragenronde", str(nota.body.round)),
        ("Vastgesteld", shown(nota.recorded_at)),
    ]
    for fact in published:
        message = f", bericht {fact.body.message_number}" if fact.body.message_number else ""
        pairs.append(("Gepubliceerd", f"{shown(fact.happened_at)}, {fact.body.where}{message}"))
    if nota.body.correction:
        pairs.append(("Verbetering", nota.body.correction))
    yield Pairs(tuple(pairs))
    yield Paragraph(
        "Deze nota hoort bij de aanbestedingsdocumenten en komt voor alle geïnteresseerden op hetzelfde tijdstip "
        "beschikbaar. Waar een antwoord een document wijzigt, geldt het document zoals gewijzigd."
    )
    if nota.body.left_out:
        one = nota.body.left_out == 1
        yield Paragraph(
            f"{nota.body.left_out} {'vraag is' if one else 'vragen zijn'} individueel beantwoord, omdat het antwoord "
            f"bedrijfsvertrouwelijke gegevens raakt; {'die staat' if one else 'die staan'} niet in deze nota."
        )


def _told_count(nota: NotaEstablished) -> str:
    if not nota.items:
        return "Deze nota bevat geen vragen."
    return (
        "Deze nota bevat 1 vraag." if len(nota.items) == 1 else f"Deze nota bevat {len(nota.items)} vragen."
    )


def _question(item: NotaItem, state: ProcedureState) -> Pairs:
    follows = (("Vervolg op", item.follows),) if item.follows else ()
    return Pairs(
        (
            ("Kenmerk", f"{item.question}, ronde {item.round}"),
            *follows,
            ("Document", ", ".join(text for text in (item.document, item.paragraph) if text) or "algemeen"),
            ("Vraag", item.text),
            ("Antwoord", item.answer),
            ("Wijzigt een document", _change(item, state)),
        )
    )


def _change(item: NotaItem, state: ProcedureState) -> str:
    if item.letter is None and not item.amendments:
        return "nee"
    told = []
    if item.letter is not None:
        names = {document.letter: document.name for document in state.definition.tender_documents}
        version = f", vanaf nu versie {item.version}" if item.version else ""
        told.append(f"ja: {names.get(item.letter, item.letter)}{version}")
    told += [f"{change.path} wordt {change.value}" for change in item.amendments]
    return "\n".join(told)
