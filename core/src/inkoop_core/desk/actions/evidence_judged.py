"""Look at a piece of evidence: does it say what it must say (§3.3, §3.4, §5.3)?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.evidence import EvidenceKind, MustState
from inkoop_core.api.evidence_status import EvidenceStatus, age_limit
from inkoop_core.api.fields import said
from inkoop_core.assessment.changes import told_changes
from inkoop_core.desk.actions.evidence_received import certificate_problems
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.evidence import known_evidence, receipts_subject
from inkoop_core.desk.state import ProcedureState, as_reader, draft_replacing, last_of
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment, shown_day
from inkoop_core.domain.money import euros
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.request import EvidenceJudged, EvidenceReceived, PointJudged
from inkoop_core.domain.role import Role
from inkoop_core.domain.submission import Signature
from inkoop_core.errors import CommandError, Refused

CANNOT = "Dit bewijs kan zo niet worden beoordeeld:"
_READ = ("issued", "valid_until", "certificate", "route")
"""What is read on the piece itself."""


@frozen
class JudgeEvidence:
    """Say whether a piece of evidence is in order."""

    submission: str = said("Inschrijving", refers="submission")
    evidence: str = said("Bewijsmiddel", "bijvoorbeeld gva")
    accepted: bool = said("Akkoord")
    party: str = said("Van wie", "tenderer of het id van een partij", default=OWN_PARTY)
    points: tuple[PointJudged, ...] = said(
        "Wat het moet zeggen", "elk punt (point), of het er staat (present) en waar (where)", default=()
    )
    reason: str = said("Reden", "als het niet akkoord is: waarom", default="", long=True)
    route: str = said("Weg", "bij kwaliteit: A of B", default="")
    certificate: str = said("Certificaat", "naam zoals op de lijst van het inkoopdocument", default="")
    issued: date | None = said("Dag van afgifte", "zoals op het stuk; leeg: zoals vastgelegd", default=None)
    valid_until: date | None = said(
        "Geldig tot en met", "zoals op het stuk; leeg: zoals vastgelegd", default=None
    )
    original_wanted: bool = said("Eerst het origineel tonen", default=False)


def problems(command: JudgeEvidence) -> list[str]:
    wrong = []
    if not command.accepted and not command.reason.strip():
        wrong.append("reason: het is niet akkoord; geef de reden")
    if command.original_wanted and command.accepted:
        wrong.append("accepted: wie eerst het origineel wil zien, kan nog niet akkoord gaan")
    wrong += [
        f"points: {point} staat er {times} keer bij"
        for point, times in Counter(one.point for one in command.points).items()
        if times > 1
    ]
    return wrong


def judge(command: JudgeEvidence, reader: Reader, _moment: Moment) -> Outcome:
    """The judgement on everything that came in and may count; and what was read on it: days, certificate.

    Accepted only with every point present; whether it came in time and is young enough is for the rule.

    Raises Unknown for evidence that the bid does not need, Refused when nothing came that may count, CommandError
    for points that are missing, unknown or absent.
    """
    state = as_reader(reader)
    known_submission(state, command.submission)
    status = known_evidence(state, command.submission, command.evidence, command.party)
    if not status.usable:
        late = " Wat er is, kwam te laat of langs een andere weg." if status.all_received else ""
        raise Refused(
            f"van {command.submission} is {status.item.subject} niet op tijd ontvangen; er valt niets te beoordelen."
            f"{late}"
        )
    wrong = list(_problems(command, status, state))
    if wrong:
        raise CommandError(CANNOT, wrong)
    read = _read_drafts(command, status)
    drafts = (*read, _draft(command, status, state))
    turned = told_changes(reader.assessment(), reader.assessment(with_facts=drafts))
    lines = [*_told(command, status), *_told_signatures(command, status, state), turned]
    return Outcome(drafts, "\n".join(lines))


def _problems(command: JudgeEvidence, status: EvidenceStatus, state: ProcedureState) -> Iterator[str]:
    kind = status.item.kind
    route = _route(command, status)
    if kind.routes and kind.route(route) is None:
        known = ", ".join(f"{one.id} ({one.title})" for one in kind.routes)
        yield f"route: zeg langs welke weg dit wordt bewezen: {known}"
        return
    yield from _route_of_none(command, kind)
    yield from certificate_problems(command.certificate, route, status.item)
    needed = {point.id: point for point in kind.points(route)}
    given = {point.point: point for point in command.points}
    for name in given:
        if name not in needed:
            yield f"points: {name!r} is hier geen punt; wel: {', '.join(needed) or 'geen'}"
    if command.original_wanted:
        return
    for name, point in needed.items():
        if name not in given:
            yield f"points: {name} ontbreekt: {told_point(point, state)}"
        elif command.accepted and not given[name].present:
            yield f"accepted: {name} staat er niet; zo is het niet akkoord"
    if command.accepted:
        yield from _which_piece(command, status, state)


def _which_piece(command: JudgeEvidence, status: EvidenceStatus, state: ProcedureState) -> Iterator[str]:
    """That the days of several pieces differ and nobody said which one proves it: the youngest does not by itself."""
    if command.issued is not None or command.valid_until is not None:
        return
    route = status.item.kind.route(_route(command, status))
    needed = {
        "issued": age_limit(state.definition, status.item.kind, route) is not None,
        "valid_until": route is not None and route.valid,
    }
    for name, counts in needed.items():
        days = dict.fromkeys(getattr(fact.body, name) for fact in status.usable)
        if counts and len(days) > 1:
            told = ", ".join("onbekend" if day is None else shown_day(day) for day in days)
            several = f"er zijn {len(status.usable)} stukken met een andere dag ({told})"
            yield f"{name}: {several}; noem die van het stuk dat telt"


def _route_of_none(command: JudgeEvidence, kind: EvidenceKind) -> Iterator[str]:
    if command.route and not kind.routes:
        yield f"route: {kind.id} kan maar op één manier worden bewezen; laat dit leeg"


def _route(command: JudgeEvidence, status: EvidenceStatus) -> str:
    """As said, else as all pieces that came in say."""
    routes = {fact.body.route for fact in status.usable}
    return command.route or (routes.pop() if len(routes) == 1 else "")


def told_point(point: MustState, state: ProcedureState) -> str:
    """What a piece must say, with the values that it is held against and the paragraph."""
    values = []
    for name in point.parameters:
        parameter = state.definition.parameter(name)
        amount = parameter.unit == "eurocent" and isinstance(parameter.value, int)
        values.append(f"{name} {euros(int(str(parameter.value))) if amount else parameter.value}")
    told = f" ({'; '.join(values)})" if values else ""
    return f"{point.text}{told} ({point.source})"


def _read_drafts(command: JudgeEvidence, status: EvidenceStatus) -> tuple[Draft, ...]:
    """The piece that was meant, corrected with what was read on it; () when it says so already."""
    fact = _meant(command, status)
    read = {name: value for name in _READ if (value := getattr(command, name))}
    body = evolve(fact.body, **read)
    if body == fact.body:
        return ()
    return (draft_replacing(fact, body, "gelezen bij het beoordelen"),)


def _meant(command: JudgeEvidence, status: EvidenceStatus) -> Fact[EvidenceReceived]:
    """The piece that has the day that was read, else the newest."""
    for name in ("issued", "valid_until"):
        day = getattr(command, name)
        same = [fact for fact in status.usable if day is not None and getattr(fact.body, name) == day]
        if same:
            return same[-1]
    return status.usable[-1]


def _draft(command: JudgeEvidence, status: EvidenceStatus, state: ProcedureState) -> Draft:
    subject = receipts_subject(command.submission, command.evidence, command.party)
    earlier = last_of(state.recorded, EvidenceJudged, subject)
    several = len(status.usable) > 1
    files = dict.fromkeys(file.sha256 for fact in status.usable for file in fact.body.files)
    body = EvidenceJudged(
        evidence=command.evidence,
        party=command.party,
        receipts=tuple(fact.id for fact in status.usable),
        accepted=command.accepted,
        reason=command.reason.strip(),
        points=command.points,
        files=tuple(files),
        route=_route(command, status) if status.item.kind.routes else "",
        original_wanted=command.original_wanted,
        issued=command.issued if several else None,
        valid_until=command.valid_until if several else None,
    )
    reason = (command.reason.strip() or "opnieuw beoordeeld") if earlier else ""
    return Draft(body, subject, replaces=earlier.id if earlier else None, reason=reason)


def _told(command: JudgeEvidence, status: EvidenceStatus) -> list[str]:
    said_of_it = "akkoord" if command.accepted else "niet akkoord"
    if command.original_wanted:
        said_of_it = "het origineel moet eerst worden getoond"
    files = ", ".join(file.name for fact in status.usable for file in fact.body.files)
    reason = f" Reden: {command.reason.strip()}" if command.reason.strip() else ""
    absent = [point.point for point in command.points if not point.present]
    missing = f" Ontbreekt: {', '.join(absent)}." if absent else ""
    return [f"{command.submission} {status.item.subject} ({files}): {said_of_it}.{missing}{reason}"]


def _told_signatures(command: JudgeEvidence, status: EvidenceStatus, state: ProcedureState) -> Sequence[str]:
    """Who signed the bid and by what power: held against what the extract says (§5.3)."""
    if not any(point.signatures for point in status.item.kind.must_state):
        return ()
    signed = [fact for fact in state.facts(Signature) if fact.submission == command.submission]
    if not signed:
        return ("Let op: wie de inschrijving ondertekende, is niet vastgelegd.",)
    return (
        "Ondertekend volgens het dossier; vergelijk dit met het stuk:",
        *(
            f"  - {fact.body.document}: {', '.join(fact.body.signatories) or 'geen naam'} ({fact.body.power.label})"
            for fact in signed
        ),
    )


JUDGE_EVIDENCE = Action(
    "bewijs-beoordelen",
    "Bewijsmiddel beoordelen",
    JudgeEvidence,
    (Role.ADVISER,),
    "submission",
    judge,
    problems=problems,
)
