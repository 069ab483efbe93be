"""The evidence of provisional winners: asked, in time, young enough, judged (§3.3, §3.4, §5.3 step 5, §5.4.1)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from attrs import evolve

from inkoop_core.api.consent import refused_parties
from inkoop_core.api.evidence import EvidenceRoute
from inkoop_core.api.evidence_status import (
    EvidenceFile,
    EvidenceItem,
    EvidenceStatus,
    items_for,
    notes_with,
    status_of,
)
from inkoop_core.api.requests import Asked
from inkoop_core.api.rules import Case, OnRequirement
from inkoop_core.domain.decision import AwardDecision
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding, Verdict
from inkoop_core.domain.letter import LetterSent
from inkoop_core.domain.moment import local_day, shown, shown_day
from inkoop_core.domain.party import OWN_PARTY, Party
from inkoop_core.domain.request import EvidenceJudged, EvidenceReceived, Request, SubcontractorDecided
from inkoop_core.standard.evidence_age import Said, age_said, validity_said
from inkoop_core.standard.parties import party_named
from inkoop_core.standard.sentences import closed

ON_REQUEST = ("op-verzoek", "bij-inschrijving")
"""The readings of N-02: whether evidence comes on request or with the bid."""
RELIANCE = "beroep-op-"
"""How the subject of a finding about a party on whom the bid relies begins."""


def evidence(case: Case, id: str) -> Iterable[Finding]:
    """One finding per piece of evidence and party, with the consequence and the paragraph of that evidence.

    Which pieces: `evidence` of the requirement. What is not there or not in order while the term still runs waits:
    another piece can still come.
    """
    voice = case.on(id)
    items = _items(case, voice)
    relied_on = _refused_and_relied_on(case, voice)
    if not items and not relied_on:
        yield voice.not_applicable("Van deze inschrijving is hiervoor geen bewijsmiddel nodig.")
    file = EvidenceFile(
        definition=case.definition,
        choices=case.choices,
        requests=case.all(Request),
        letters=case.all(LetterSent),
        received=case.all(EvidenceReceived),
        judged=case.all(EvidenceJudged),
    )
    for item in items:
        yield _finding(case, voice, status_of(item, file))
    for party in relied_on:
        yield _on_reliance(case, voice, party)


def _refused_and_relied_on(case: Case, voice: OnRequirement) -> tuple[Fact[Party], ...]:
    """The parties refused on whom the bid relies, of the roles that this requirement may refuse (§5.4.1, SUB-03)."""
    roles = {
        role
        for kind in case.definition.evidence
        if kind.id in voice.requirement.evidence and kind.consequence is Consequence.REFUSE_PARTY
        for role in kind.for_whom
    }
    parties = case.all(Party)
    gone = refused_parties(case.all(AwardDecision), case.all(SubcontractorDecided), parties)
    return tuple(
        fact
        for fact in parties
        if fact.body.relied_on and fact.body.id in gone and fact.body.role.value in roles
    )


def _on_reliance(case: Case, voice: OnRequirement, party: Fact[Party]) -> Finding:
    """Whether the bid still meets what it needed the party for, nobody but a person can say (SUB-03)."""
    finding = voice.clarify(
        closed(
            f"De inschrijver steunt op {party_named(case, party.body.id)} en die is geweigerd: voldoet de "
            "inschrijving zonder haar aan de eisen waarvoor zij op deze partij steunt"
        ),
        party,
        subject=f"{RELIANCE}{party.body.id}",
    )
    return evolve(finding, consequence=Consequence.MAY_REJECT)


def _items(case: Case, voice: OnRequirement) -> tuple[EvidenceItem, ...]:
    """Of the tenderer and of every party that was not refused with the provisional decision."""
    asked = voice.requirement.evidence
    if not asked:
        raise TypeError(f"eis {voice.requirement.id}: evidence is leeg; noem de bewijsmiddelen")
    decisions = case.all(AwardDecision)
    return items_for(
        [kind for kind in case.definition.evidence if kind.id in asked],
        [fact.body for fact in case.all(Party)],
        case.choices,
        decisions[-1].body.refused if decisions else (),
    )


def _finding(case: Case, voice: OnRequirement, status: EvidenceStatus) -> Finding:
    item = status.item
    said = _said(case, status)
    says = {
        Verdict.MET: voice.met,
        Verdict.NOT_MET: voice.not_met,
        Verdict.CLARIFY: voice.clarify,
        Verdict.PENDING: voice.pending,
    }[said.verdict]
    about = item.kind.title
    if item.party != OWN_PARTY:
        about = f"{about}, van {party_named(case, item.party)}"
    more = [part for part in (_told_request(status.asked), _told_elsewhere(status)) if part]
    parts = [said.text, *(part[0].upper() + part[1:] for part in more)]
    told: list[Fact[Any]] = [status.asked.request, status.asked.letter] if status.asked else []
    judged = [status.judged] if status.judged else []
    finding = says(
        closed(f"{about}: {'. '.join(parts)}"),
        *told,
        *status.all_received,
        *judged,
        subject=item.subject,
        notes=tuple(dict.fromkeys(said.notes)),
    )
    return evolve(finding, source=item.kind.source, consequence=item.consequence)


def _said(case: Case, status: EvidenceStatus) -> Said:
    today = local_day(case.moment.as_of)
    if not status.usable:
        return _nothing(status, today)
    route = _route(status)
    if not status.proof:
        return Said(Verdict.CLARIFY, f"{_told_receipts(status)}; geen stuk heeft de dag die is beoordeeld")
    age = age_said(case, status.item.kind, route, status.proof)
    if age.verdict is Verdict.NOT_MET:
        return _short(age, status, today)
    judged = status.judged is not None and not status.unjudged
    if age.verdict is Verdict.CLARIFY and (judged or len(status.usable) == 1):
        return age
    if status.judged is None or not judged:
        return Said(Verdict.PENDING, f"{_told_receipts(status)}; nog niet beoordeeld", age.notes)
    return _of_judged(case, status, status.judged.body, route, age, today)


def _of_judged(
    case: Case,
    status: EvidenceStatus,
    judged: EvidenceJudged,
    route: EvidenceRoute | None,
    age: Said,
    today: date,
) -> Said:
    if judged.original_wanted:
        return Said(Verdict.CLARIFY, f"het origineel moet nog worden getoond: {judged.reason}")
    if not judged.accepted:
        return _short(Said(Verdict.NOT_MET, f"niet akkoord: {judged.reason}"), status, today)
    validity = validity_said(case, route, status.proof)
    if validity.verdict is Verdict.NOT_MET:
        return _short(validity, status, today)
    if validity.verdict is Verdict.CLARIFY:
        return validity
    text = "; ".join(part for part in (_told_receipts(status), age.text, validity.text, "akkoord") if part)
    if status.weekend and status.asked is not None:
        ended = f"de laatste dag, {shown_day(status.asked.last_day)}, viel in een weekend; of {text} nog telt"
        return Said(Verdict.CLARIFY, f"{ended}, staat er niet", status.asked.term.notes)
    return Said(Verdict.MET, text, (*age.notes, *validity.notes, *_early(case, status)))


def _nothing(status: EvidenceStatus, today: date) -> Said:
    """Nothing came in that may still count."""
    if status.late:
        first = status.late[0]
        return Said(Verdict.NOT_MET, f"te laat: ontvangen {shown(first.happened_at)}")
    if status.asked is None:
        waiting = "het verzoek is nog niet verzonden" if status.requests else "nog niet gevraagd"
        return Said(Verdict.PENDING, waiting)
    return _short(Said(Verdict.NOT_MET, "niet ontvangen"), status, today)


def _short(said: Said, status: EvidenceStatus, today: date) -> Said:
    """What falls short once the term is over; before that another piece can still come."""
    if status.over(today):
        return said
    if status.asked is None:
        return evolve(said, verdict=Verdict.PENDING, text=f"{said.text}; vraag een ander stuk")
    if today > status.asked.last_day:
        text = f"{said.text}; of de werkdag na een weekend nog telt, staat er niet"
        return Said(Verdict.PENDING, text, (*said.notes, *status.asked.term.notes))
    until = shown_day(status.asked.last_day)
    return evolve(said, verdict=Verdict.PENDING, text=f"{said.text}; het kan nog komen tot en met {until}")


def _route(status: EvidenceStatus) -> EvidenceRoute | None:
    """By which of the ways it is proved: as judged, else as all pieces say."""
    if status.judged is not None and status.judged.body.route:
        return status.item.kind.route(status.judged.body.route)
    routes = {fact.body.route for fact in status.usable}
    return status.item.kind.route(routes.pop()) if len(routes) == 1 else None


def _early(case: Case, status: EvidenceStatus) -> tuple[str, ...]:
    """The notes on evidence that came before it was asked: it counts, its absence would not have (N-02)."""
    return notes_with(case.definition, status.item.kind.notes, *ON_REQUEST) if status.came_early else ()


def _told_receipts(status: EvidenceStatus) -> str:
    days = dict.fromkeys(shown(fact.happened_at) for fact in status.usable)
    return f"ontvangen {' en '.join(days)}{', voordat het werd gevraagd' if status.came_early else ''}"


def _told_request(asked: Asked | None) -> str:
    if asked is None:
        return ""
    start = f"gevraagd met de brief van {shown(asked.letter.happened_at)}"
    if asked.letter.body.received_at is not None:
        start += f", het verzoek is ontvangen op {shown(asked.letter.body.received_at)}"
    if not asked.received_known:
        start += ", waarvan de ontvangst niet bekend is (de dag van verzending telt)"
    weekend = " (in een weekend)" if asked.ends_in_weekend else ""
    return f"{start}; de laatste dag is {shown_day(asked.last_day)}{weekend}"


def _told_elsewhere(status: EvidenceStatus) -> str:
    routes = dict.fromkeys(fact.body.channel for fact in status.elsewhere)
    return f"langs een andere weg ({', '.join(routes)}) kwam ook iets binnen; dat telt niet" if routes else ""
