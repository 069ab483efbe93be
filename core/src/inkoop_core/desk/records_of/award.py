"""The award report (Aanbestedingswet art. 2.132): what was decided, on whom, on what ground, and what followed."""

from collections.abc import Iterator

from inkoop_core.api.record_content import (
    Block,
    Bullets,
    Pairs,
    Paragraph,
    Part,
    Record,
    RecordTable,
    Signatory,
)
from inkoop_core.desk.records_of.aftermath import (
    coverage_told,
    definitive_told,
    disputes_told,
    notice_told,
)
from inkoop_core.desk.records_of.frame import framed
from inkoop_core.desk.records_of.grounds import grounds_told
from inkoop_core.desk.records_of.telling import named, people_with, taken_by, tenderers, told_products
from inkoop_core.desk.sealed import names_it
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.conduct import ConflictDeclared
from inkoop_core.domain.course import CourseChanged
from inkoop_core.domain.decision import AwardDecision, DecisionOutcome
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day, shown, shown_day
from inkoop_core.domain.money import euros, percentage
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.record_made import RecordKind
from inkoop_core.domain.request import SubcontractorDecided
from inkoop_core.domain.role import Role


def award_record(state: ProcedureState) -> Record:
    """The award report, also while not everything is decided: then it says what is open."""
    parts = (
        Part("De opdracht", tuple(_subject(state))),
        Part("Voorlopig gegund", tuple(_awarded(state))),
        Part("Afgewezen", tuple(_rejected(state))),
        Part("Nog niet beslist", tuple(_undecided(state))),
        Part("Vervangen beslissingen", tuple(_replaced(state))),
        Part("Belangenconflicten", tuple(_interests(state))),
        Part("Onderaanneming", tuple(_subcontracting(state))),
        Part("Definitieve gunning", tuple(definitive_told(state))),
        Part("Dekking", tuple(coverage_told(state))),
        Part("Klachten en gedingen", tuple(disputes_told(state))),
        Part("Opschorten, stoppen en intrekken", tuple(_course(state))),
        Part("Aankondiging van de gegunde opdracht", tuple(notice_told(state))),
    )
    deciders = people_with(state, (Role.DECISION_MAKER,))
    signatories = tuple(Signatory(fact.body.role.label, fact.body.person) for fact in deciders)
    return framed(state, RecordKind.AWARD, parts, signatories)


def _subject(state: ProcedureState) -> Iterator[Block]:
    info, agreement = state.definition.procedure, state.definition.agreement
    pairs = [
        ("Aanbestedende dienst", info.client),
        ("Onderwerp", info.title),
        ("Kenmerk", info.reference),
        ("Procedure", info.regime),
        ("Sluiting", shown(info.closing_at)),
    ]
    if agreement is not None:
        months = f"{agreement.extensions} keer {agreement.extension_months} maanden"
        pairs += [
            ("Geraamde waarde", f"{euros(agreement.estimate)} ({agreement.source})"),
            ("Hoogste waarde", euros(agreement.ceiling)),
            ("Looptijd", f"{shown_day(agreement.first_day)} tot en met {shown_day(agreement.last_day)}"),
            ("Verlenging", months if agreement.extensions else "niet mogelijk"),
        ]
    yield Pairs(tuple(pairs))


def _decisions(state: ProcedureState, outcome: DecisionOutcome) -> tuple[Fact[AwardDecision], ...]:
    found = (fact for fact in state.facts(AwardDecision) if fact.body.outcome is outcome)
    return tuple(sorted(found, key=lambda fact: fact.subject))


def _awarded(state: ProcedureState) -> Iterator[Block]:
    decisions = _decisions(state, DecisionOutcome.AWARD)
    if not decisions:
        yield Paragraph("Aan niemand is voorlopig gegund.")
        return
    totals = {item.submission: item.award for item in state.assessment().submissions}
    yield Paragraph(
        f"{len(decisions)} van de {len(totals)} inschrijvers. Het aantal staat vooraf niet vast en er is geen "
        "rangorde: wie aan alles voldoet, komt in aanmerking."
    )
    yield RecordTable(
        ("Nr", "Inschrijver", "Punten", "Producten", "Besluit"),
        tuple(
            (
                fact.subject,
                tenderers(state).get(fact.subject, ""),
                str(award.total) if (award := totals.get(fact.subject)) and award.total is not None else "",
                _products(fact.body, state),
                shown_day(local_day(fact.recorded_at)),
            )
            for fact in decisions
        ),
        (2, 6, 2, 11, 3),
    )
    yield from _reasons(decisions, state)


def _products(decision: AwardDecision, state: ProcedureState) -> str:
    if decision.awarded:
        return told_products(state.definition, decision.awarded)
    return state.definition.product_titles(decision.products)


def _reasons(decisions: tuple[Fact[AwardDecision], ...], state: ProcedureState) -> Iterator[Block]:
    """Each reason once, with the decisions that it was given for, who took them and by which mandate."""
    given: dict[tuple[str, str, str, str], list[str]] = {}
    for fact in decisions:
        key = (fact.body.reason, fact.body.mandate, taken_by(state, fact), shown(fact.recorded_at))
        given.setdefault(key, []).append(fact.subject)
    yield RecordTable(
        ("Motivering", "Voor", "Mandaat", "Door en op"),
        tuple(
            (reason, ", ".join(submissions), mandate, f"{by}, {when}")
            for (reason, mandate, by, when), submissions in given.items()
        ),
        (8, 5, 5, 5),
    )


def _rejected(state: ProcedureState) -> Iterator[Block]:
    decisions = _decisions(state, DecisionOutcome.REJECT)
    if not decisions:
        yield Paragraph("Niemand is afgewezen.")
        return
    yield RecordTable(
        ("Nr", "Inschrijver", "Gronden", "Besluit"),
        tuple(
            (
                fact.subject,
                tenderers(state).get(fact.subject, ""),
                "\n".join(grounds_told(fact.body, state)),
                shown_day(local_day(fact.recorded_at)),
            )
            for fact in decisions
        ),
        (2, 6, 14, 3),
    )
    yield from _reasons(decisions, state)


def _undecided(state: ProcedureState) -> Iterator[Block]:
    lines = tuple(
        f"{item.submission} {item.tenderer}: {item.standing.label}"
        for item in state.assessment().submissions
        if item.decision is None
    )
    yield Bullets(lines) if lines else Paragraph("Over alle inschrijvingen is beslist.")


def _replaced(state: ProcedureState) -> Iterator[Block]:
    """Decisions that a later one replaced: they stay in the file (art. 2.132, §5.3 step 5)."""
    known = [fact for fact in state.recorded if fact.recorded_at <= state.moment.known_at]
    decisions = {fact.id: fact for fact in known if isinstance(fact.body, AwardDecision)}
    lines = []
    for fact in decisions.values():
        earlier = decisions.get(fact.replaces or 0)
        if earlier is not None:
            kinds = ", ".join(dict.fromkeys(ground.kind.label for ground in fact.body.grounds))
            why = ". ".join(text for text in (kinds.capitalize(), fact.body.reason) if text)
            lines.append(
                f"{named(state, fact.subject)}: {earlier.body.outcome.label} van {shown(earlier.recorded_at)} is op "
                f"{shown(fact.recorded_at)} vervangen door {fact.body.outcome.label}. {why}"
            )
    yield Bullets(tuple(lines)) if lines else Paragraph("Geen beslissing is vervangen.")


def _interests(state: ProcedureState) -> Iterator[Block]:
    declared = state.facts(ConflictDeclared)
    found = [fact for fact in declared if fact.body.submissions]
    if not declared:
        yield Paragraph("Er zijn geen verklaringen over belangen vastgelegd.")
    elif not found:
        yield Paragraph(
            f"{len(declared)} personen verklaarden geen belang te hebben; er is geen conflict gemeld."
        )
    else:
        yield Bullets(
            tuple(
                f"{fact.body.person}, {shown_day(local_day(fact.happened_at))}: belang bij "
                f"{', '.join(named(state, one) for one in fact.body.submissions)}. {fact.body.reason}"
                for fact in found
            )
        )


def _subcontracting(state: ProcedureState) -> Iterator[Block]:
    decided = {(fact.submission, fact.body.party): fact for fact in state.facts(SubcontractorDecided)}
    rows = []
    for fact in state.facts(Party):
        if fact.body.role is not PartyRole.SUBCONTRACTOR:
            continue
        decision = decided.get((fact.submission, fact.body.id))
        told = "nog niet beslist"
        if decision is not None:
            consent = "toestemming" if decision.body.consent else "geweigerd"
            told = f"{consent}, {shown_day(local_day(decision.recorded_at))}: {decision.body.reason}"
        share = "niet opgegeven" if fact.body.share is None else percentage(fact.body.share)
        rows.append((named(state, fact.submission), fact.body.name, share, told))
    if rows:
        yield RecordTable(("Inschrijver", "Onderaannemer", "Aandeel", "Besluit"), tuple(rows), (6, 6, 3, 7))
    else:
        yield Paragraph("Niemand noemt een onderaannemer.")


def _course(state: ProcedureState) -> Iterator[Block]:
    lines = tuple(
        f"{shown_day(local_day(fact.happened_at))}, {fact.body.change.label}: {fact.body.reason} "
        f"(mandaat: {fact.body.mandate})"
        for fact in state.facts(CourseChanged)
        if not names_it(fact.body.reason)
    )
    yield Bullets(lines) if lines else Paragraph("De procedure is niet opgeschort, gestopt of ingetrokken.")
