"""The tables of a dossier: heads and rows of text."""

from collections.abc import Iterator
from typing import Any

from attrs import evolve, frozen

from inkoop_core.assessment.model import SubmissionAssessment
from inkoop_core.desk.dossier_of.masking import MASKED
from inkoop_core.desk.dossier_of.scope import Audience, Scope, in_full
from inkoop_core.desk.records_of.grounds import grounds_told
from inkoop_core.desk.records_of.scoring import opened_then
from inkoop_core.desk.records_of.telling import evidence_titles, told_findings, told_products, told_ruling
from inkoop_core.desk.state import ProcedureState
from inkoop_core.desk.views.words import in_words
from inkoop_core.domain.canonical import plain
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.decision import AwardDecision, ConsensusScore, Score
from inkoop_core.domain.fact import Fact, Withdrawn
from inkoop_core.domain.letter import LetterSent
from inkoop_core.domain.moment import shown
from inkoop_core.domain.opening import OpeningHeld
from inkoop_core.domain.request import EvidenceJudged, EvidenceReceived, Reply, Request

Facts = tuple[Fact[Any], ...]
Rows = Iterator[tuple[str, ...]]
_ELSEWHERE = "zie besluiten.csv"


@frozen
class DossierTable:
    """A table that goes along as CSV."""

    name: str
    what: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_of(state: ProcedureState, scope: Scope, facts: Facts) -> Iterator[DossierTable]:
    """The tables that hold anything."""
    items = tuple(item for item in state.assessment().submissions if _in_full(item, scope))
    made = (
        DossierTable(
            "feiten.csv",
            "alle feiten van dit dossier, vervangen feiten ook",
            _FACTS,
            tuple(_facts(facts, scope, state)),
        ),
        DossierTable(
            "bevindingen.csv",
            "elke bevinding met eis, vindplaats, feiten en oordeel",
            _FINDINGS,
            tuple(_findings(items, state)),
        ),
        DossierTable(
            "scores.csv", "scores per gunningscriterium", _SCORES, tuple(_scores(facts, scope, state))
        ),
        DossierTable(
            "besluiten.csv",
            "gunningsbeslissingen, vervangen ook",
            _DECISIONS,
            tuple(_decisions(facts, scope, state)),
        ),
        DossierTable("verzoeken.csv", "verzoeken en antwoorden", _REQUESTS, tuple(_requests(facts))),
        DossierTable(
            "bewijsmiddelen.csv", "ontvangen en beoordeeld bewijs", _EVIDENCE, tuple(_evidence(facts, state))
        ),
        DossierTable("brieven.csv", "verzonden brieven", _LETTERS, tuple(_letters(facts))),
    )
    return (table for table in made if table.rows)


def _in_full(item: SubmissionAssessment, scope: Scope) -> bool:
    everybody = not scope.own and not scope.proceeding
    shared = scope.audience is Audience.HOUSE and item.submission in scope.concerned
    return everybody or shared or item.submission in scope.own


_FACTS = ("Feit", "Soort", "Over", "Gebeurd", "Vastgelegd", "Door", "Vervangt", "Reden", "Inhoud")


def _facts(facts: Facts, scope: Scope, state: ProcedureState) -> Rows:
    for fact in facts:
        record = state.records.get(fact.kind)
        yield (
            str(fact.id),
            record.label if record else fact.kind,
            fact.subject,
            shown(fact.happened_at),
            shown(fact.recorded_at),
            fact.by,
            "" if fact.replaces is None else str(fact.replaces),
            _why(fact, scope),
            _content(fact, scope),
        )


def _why(fact: Fact[Any], scope: Scope) -> str:
    """Why it replaces another or came late: that tells of what it holds."""
    told = (fact.reason, fact.timing_reason) if in_full(fact, scope) else ()
    return " ".join(text for text in told if text)


def _content(fact: Fact[Any], scope: Scope) -> str:
    if isinstance(fact.body, AwardDecision) or not in_full(fact, scope):
        return (
            _ELSEWHERE
            if isinstance(fact.body, AwardDecision)
            else "alleen de uitkomst, zie de andere tabellen"
        )
    if isinstance(fact.body, Withdrawn):
        return f"ingetrokken: {fact.body.reason}"
    return in_words(plain(_for_outside(fact.body, scope)))


def _for_outside(body: Any, scope: Scope) -> Any:
    """A body without what the house noted for itself, and without what happened with bids of others."""
    if scope.audience is Audience.HOUSE:
        return body
    if isinstance(body, OpeningHeld) and (scope.own or scope.proceeding):
        own = tuple(item for item in body.irregularities if item.submission in scope.own)
        remarks = MASKED if body.remarks and not scope.own else body.remarks
        return evolve(body, irregularities=own, remarks=remarks)
    if scope.audience is Audience.TENDERER and isinstance(body, Request | Reply):
        return evolve(body, difference="")
    return body


_FINDINGS = ("Inschrijving", "Stap", "Eis", "Titel", "Over", "Bevinding", "Gevolg", "Vindplaats", "Toelichting",
             "Noten", "Feiten", "Oordeel")  # fmt: skip


def _findings(items: tuple[SubmissionAssessment, ...], state: ProcedureState) -> Rows:
    requirements = state.definition.requirement_by_id
    for item in items:
        for found in told_findings(item.every_finding):
            finding = found.finding
            requirement = requirements[finding.key.requirement]
            yield (
                item.submission,
                str(requirement.stage.step),
                requirement.id,
                requirement.title,
                finding.key.subject,
                finding.verdict.label,
                finding.consequence.label,
                str(finding.source),
                finding.explanation,
                " ".join(finding.notes),
                " ".join(map(str, finding.facts)),
                told_ruling(found, state),
            )


_SCORES = ("Inschrijving", "Criterium", "Van", "Punten", "Onderwerp", "Motivering")


def _scores(facts: Facts, scope: Scope, state: ProcedureState) -> Rows:
    standing = {fact.id for fact in state.current}
    for fact in facts:
        if fact.id not in standing:
            continue
        if isinstance(fact.body, Score) and not opened_then(state, fact.submission, fact.body.criterion):
            continue
        if isinstance(fact.body, Score | ConsensusScore):
            who = fact.body.assessor if isinstance(fact.body, Score) else "commissie"
            head = (fact.submission, fact.body.criterion, who, str(fact.body.value))
            if not in_full(fact, scope) or not fact.body.motivations:
                yield (*head, "", "")
                continue
            for item in fact.body.motivations:
                yield (*head, item.subject, item.text)


_DECISIONS = (
    "Inschrijving",
    "Besluit",
    "Vastgelegd",
    "Door",
    "Producten",
    "Motivering",
    "Mandaat",
    "Gronden",
    "Stand",
)


def _decisions(facts: Facts, scope: Scope, state: ProcedureState) -> Rows:
    standing = {fact.id for fact in state.current}
    for fact in facts:
        stands = "geldt" if fact.id in standing else "vervangen of ingetrokken"
        whole = in_full(fact, scope)
        if isinstance(fact.body, AwardDecision):
            yield (
                fact.submission,
                fact.body.outcome.label,
                shown(fact.recorded_at),
                fact.by if whole else "",
                state.definition.product_titles(fact.body.products),
                fact.body.reason if whole else "",
                fact.body.mandate if whole else "",
                "\n".join(grounds_told(fact.body, state)) if whole else "",
                stands,
            )
        if isinstance(fact.body, DefinitiveAward):
            yield (
                fact.submission,
                "definitief gunnen",
                shown(fact.recorded_at),
                fact.by,
                told_products(state.definition, fact.body.awarded),
                fact.body.reason,
                fact.body.mandate,
                "",
                stands,
            )


_REQUESTS = ("Inschrijving", "Soort", "Wanneer", "Inhoud", "Reden")


def _requests(facts: Facts) -> Rows:
    for fact in facts:
        if isinstance(fact.body, Request):
            asked = "; ".join(f"{item.id} {item.question}".strip() for item in fact.body.items)
            yield fact.submission, fact.body.kind.label, shown(fact.recorded_at), asked, fact.body.reason
        if isinstance(fact.body, Reply):
            answer = fact.body.answer.label if fact.body.answer else ""
            yield (
                fact.submission,
                "antwoord",
                shown(fact.happened_at),
                f"{answer} {fact.body.text}".strip(),
                "",
            )


_EVIDENCE = ("Inschrijving", "Bewijsmiddel", "Van", "Wanneer", "Wat", "Reden")


def _evidence(facts: Facts, state: ProcedureState) -> Rows:
    titles = evidence_titles(state)
    for fact in facts:
        if isinstance(fact.body, EvidenceReceived):
            names = ", ".join(file.name for file in fact.body.files)
            yield (
                fact.submission,
                titles.get(fact.body.evidence, fact.body.evidence),
                fact.body.party,
                shown(fact.happened_at),
                f"ontvangen: {names}",
                "",
            )
        if isinstance(fact.body, EvidenceJudged):
            outcome = "aanvaard" if fact.body.accepted else "niet aanvaard"
            yield (
                fact.submission,
                titles.get(fact.body.evidence, fact.body.evidence),
                fact.body.party,
                shown(fact.recorded_at),
                outcome,
                fact.body.reason,
            )


_LETTERS = ("Over", "Brief", "Verzonden", "Ontvangen", "Bericht", "Bestand", "SHA-256")


def _letters(facts: Facts) -> Rows:
    for fact in facts:
        if isinstance(fact.body, LetterSent):
            received = shown(fact.body.received_at) if fact.body.received_at else "niet bekend"
            yield (
                fact.submission,
                fact.body.kind.label,
                shown(fact.happened_at),
                received,
                fact.body.message_number,
                fact.body.file_name,
                fact.body.sha256,
            )
