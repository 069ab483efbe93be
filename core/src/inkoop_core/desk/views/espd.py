"""The ESPD files of a bid as they stand: every criterion, question, answer and piece of evidence."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.definition import ExclusionGround
from inkoop_core.api.fields import said
from inkoop_core.api.views import Column, Ref, Row, Table, View
from inkoop_core.domain.espd import EspdAnswer, EspdCriterion, EspdEvidence, EspdFile, EspdGroup, EspdKind
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment

INDENT = "  "
_UNASKED = "zonder vraag in het bestand"


@frozen
class EspdOf:
    """Which ESPD files, and which answers of them."""

    submission: str = said("Inschrijving", "leeg: alle", default="", refers="submission")
    file: str = said("Bestand", "leeg: alle", default="")
    answered: bool = said("Alleen beantwoord", "nee: ook vragen zonder antwoord", default=True)


def espd_files(arguments: EspdOf, reader: Reader, _moment: Moment) -> Table:
    """One row per question; questions in a nested group are indented, and what is not known is marked."""
    files = [
        fact
        for fact in reader.facts(EspdFile)
        if arguments.submission in ("", fact.submission) and arguments.file in ("", fact.body.file)
    ]
    rows = [
        Row(Ref("fact", str(fact.id)), (fact.submission, fact.body.file, *cells))
        for fact in files
        for cells in _cells(fact.body, reader.definition.ground_by_code, arguments.answered)
    ]
    return Table(
        (
            Column("submission", "Nr"),
            Column("file", "Bestand"),
            Column("criterion", "Criterium"),
            Column("question", "Vraag"),
            Column("answer", "Antwoord"),
            Column("evidence", "Bewijs"),
        ),
        tuple(rows),
        "UEA-bestanden",
        "\n".join(_told(fact) for fact in files) or "Er is geen UEA als gegevensbestand bij.",
    )


def _told(fact: Fact[EspdFile]) -> str:
    """Of one file: who, in which role, in which generation, and what could not be read."""
    body = fact.body
    numbers = ", ".join(number.value for number in body.operator.identifiers)
    head = (
        f"{fact.submission} {body.file}: {body.operator.name or 'naam ontbreekt'}{f' ({numbers})' if numbers else ''}, "
        f"{body.role.label}; {body.generation.label}{f' ({body.version})' if body.version else ''}, "
        f"{body.form.label}, van {body.issued_on or 'onbekende datum'}"
    )
    return "\n".join([head, *(f"{INDENT}niet bekend: {line}" for line in body.unread)])


Cells = tuple[str, str, str, str]


def _cells(espd: EspdFile, grounds: Mapping[str, ExclusionGround], answered: bool) -> Iterator[Cells]:
    evidence = {item.id: item for item in espd.evidence}
    for criterion in espd.criteria:
        name = _named(criterion, grounds)
        for depth, answer in _answers(criterion.groups, 0):
            if answer.value is not None or not answered:
                yield name, INDENT * depth + answer.question, _shown(answer), _proof(answer, evidence)
    for answer in espd.unplaced:
        yield _UNASKED, answer.question or answer.property, _shown(answer), _proof(answer, evidence)


def _answers(groups: tuple[EspdGroup, ...], depth: int) -> Iterator[tuple[int, EspdAnswer]]:
    for group in groups:
        yield from ((depth, answer) for answer in group.answers)
        yield from _answers(group.groups, depth + 1)


def _named(criterion: EspdCriterion, grounds: Mapping[str, ExclusionGround]) -> str:
    """By the ground of the tender where it is one; else as the file names it."""
    ground = grounds.get(criterion.called)
    if ground is not None:
        return f"{ground.title} ({ground.code})"
    return f"{criterion.name} ({criterion.called})" if criterion.called else criterion.name


def _shown(answer: EspdAnswer) -> str:
    if answer.value is None:
        return "niet beantwoord"
    if answer.kind is EspdKind.INDICATOR:
        return {"true": "ja", "false": "nee"}.get(answer.value, answer.value)
    lot = f" (perceel {answer.lot})" if answer.lot else ""
    return f"{answer.value}{f' {answer.unit}' if answer.unit else ''}{lot}"


def _proof(answer: EspdAnswer, evidence: Mapping[str, EspdEvidence]) -> str:
    item = evidence.get(answer.value or "") if answer.kind is EspdKind.EVIDENCE else None
    if item is None:
        return ""
    return ", ".join(part for part in (item.name, item.issuer, item.url) if part) or item.id


ESPD_FILES = View("uea", "UEA-bestanden", "submission", espd_files, EspdOf)
