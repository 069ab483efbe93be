"""Ask tenderers to clarify, or allow a repair: one precise question per item, the same chance for all (7.5, 7.6)."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from inkoop_core.access import people_with, same_person
from inkoop_core.api.actions import Action, NotBy, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.assessment.equal_treatment import left_out
from inkoop_core.assessment.model import Assessed
from inkoop_core.desk.actions.rulings import Ruled, ruled_on, why_not_ruled
from inkoop_core.desk.actions.subjects import known_requirement, known_submission
from inkoop_core.desk.equal_position import QUESTIONS, positions_of, told_others
from inkoop_core.desk.request_subjects import next_request
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.finding import FindingKey, Verdict
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.request import Reply, Request, RequestItem, RequestKind
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused

UNCHANGED = {
    RequestKind.CLARIFICATION: (
        "De inschrijving zelf verandert niet: het antwoord verduidelijkt wat is ingediend. Een ander aanbod, een ander "
        "plan of een andere partij telt niet mee."
    ),
    RequestKind.REPAIR: (
        "Alleen wat hier is genoemd mag worden hersteld; de rest van de inschrijving verandert niet. Wat neerkomt op "
        "een nieuwe inschrijving telt niet mee."
    ),
}
"""What may not change, in fixed words for everybody."""
_RULING = {RequestKind.CLARIFICATION: RulingOutcome.ASK, RequestKind.REPAIR: RulingOutcome.REPAIR}
_DIFFERENCE = "als niet iedereen in dezelfde positie wordt gevraagd: waarom deze wel"


@frozen
class AskedQuestion:
    """One precise question.

    requirement  of the finding that it is about; "" about none
    subject      of that finding; "" every subject about which the requirement finds something
    """

    question: str = said("Vraag", long=True)
    requirement: str = said("Over welke eis", "leeg: geen", default="", refers="requirement")
    subject: str = said("Over welk onderwerp van die eis", "leeg: elk", default="")


@frozen
class AskClarification:
    """Ask tenderers the same precise questions."""

    submissions: tuple[str, ...] = said("Inschrijvingen", refers="submission")
    questions: tuple[AskedQuestion, ...] = said(
        "Vragen",
        "elk één vraag, met de eis (requirement) en zo nodig het onderwerp (subject) van de bevinding",
    )
    days: int = said(
        "Dagen om te antwoorden", "kalenderdagen; het inkoopdocument noemt hiervoor geen termijn"
    )
    reason: str = said("Reden", "waarom u dit vraagt", long=True)
    difference: str = said("Waarom niet iedereen", _DIFFERENCE, long=True, default="")


@frozen
class AllowRepair:
    """Let tenderers repair a defect, by way of exception."""

    submissions: tuple[str, ...] = said("Inschrijvingen", refers="submission")
    questions: tuple[AskedQuestion, ...] = said(
        "Wat hersteld mag worden",
        "elk één punt, met de eis (requirement) en zo nodig het onderwerp (subject)",
    )
    days: int = said(
        "Dagen om te herstellen", "kalenderdagen; het inkoopdocument noemt hiervoor geen termijn"
    )
    reason: str = said("Reden", "waarom hier van het uitgangspunt (geen herstel) wordt afgeweken", long=True)
    checked_by: str = said(
        "Nagezien door", "account van de jurist die de reden naziet; die bevestigt dit ook"
    )
    difference: str = said("Waarom niet iedereen", _DIFFERENCE, long=True, default="")


Asking = AskClarification | AllowRepair


def problems(command: Asking) -> list[str]:
    """Everything that is wrong with the fields together."""
    wrong = [] if command.submissions else ["submissions: noem ten minste één inschrijving"]
    wrong += [] if command.questions else ["questions: stel ten minste één vraag"]
    wrong += [
        f"questions[{number}]: de vraag is leeg"
        for number, item in enumerate(command.questions)
        if not item.question.strip()
    ]
    wrong += [
        f"questions[{number}]: een onderwerp zonder eis zegt niets; noem ook de eis (requirement)"
        for number, item in enumerate(command.questions)
        if item.subject and not item.requirement
    ]
    wrong += [] if command.days > 0 else ["days: geef ten minste 1 dag"]
    wrong += [] if command.reason.strip() else ["reason: geef een reden"]
    if isinstance(command, AllowRepair):
        wrong += [
            f"questions[{number}]: noem de eis (requirement) waaraan niet is voldaan"
            for number, item in enumerate(command.questions)
            if not item.requirement
        ]
        wrong += [] if command.checked_by.strip() else ["checked_by: noem de jurist die de reden nazag"]
    return wrong


def ask(command: AskClarification, reader: Reader, _moment: Moment) -> Outcome:
    """A request to each tenderer, with the ruling that it is asked; it is asked when its letter was sent.

    Raises Unknown, Refused naming everything that cannot be asked, and when others in the same position are left out
    without a reason.
    """
    return _requested(command, RequestKind.CLARIFICATION, "", as_reader(reader))


def allow(command: AllowRepair, reader: Reader, _moment: Moment) -> Outcome:
    """As `ask`, for a repair. Raises Refused also when who looks at the reason is the adviser or no lawyer.

    That lawyer alone confirms it.
    """
    if same_person(command.checked_by, reader.actor):
        raise Refused(
            f"{reader.actor} kan de eigen reden voor herstel niet nazien; laat een jurist die nazien en noem die "
            "(checked_by)."
        )
    state = as_reader(reader)
    counsel = people_with((Role.LEGAL_COUNSEL,), (*state.desk_facts, *state.current))
    checked_by = next((one for one in counsel if same_person(one, command.checked_by)), "")
    if not checked_by:
        raise Refused(
            f"{command.checked_by.strip()} heeft niet de rol {Role.LEGAL_COUNSEL.label} in deze procedure; noem het "
            "account van de jurist die de reden naziet (checked_by)."
        )
    barred = tuple(
        NotBy(one, f"{checked_by} ziet de reden van dit herstel na en bevestigt het")
        for one in counsel
        if one != checked_by
    )
    return evolve(_requested(command, RequestKind.REPAIR, checked_by, state), not_by=barred)


def _requested(command: Asking, kind: RequestKind, checked_by: str, state: ProcedureState) -> Outcome:
    chosen, wrong = _findings(command, _RULING[kind], state)
    if wrong:
        raise Refused("dit kan zo niet worden gevraagd:\n" + "\n".join(dict.fromkeys(wrong)))
    items = [item for found in chosen.values() for _, item in found if item is not None]
    explained = _chance_explained(command, kind, {item.finding.key for item in items}, state)
    explained += _days_explained(command, kind, items, state)
    ruled = _rulings(items, command, kind, state)
    requests = tuple(
        _draft(submission, chosen[submission], command, kind, checked_by, state) for submission in chosen
    )
    lines = [line for draft in requests for line in _told(draft)]
    lines += [f"Wat niet mag veranderen: {UNCHANGED[kind]}", *explained, *ruled.told]
    if any(not question.requirement for question in command.questions):
        lines.append(
            "Een vraag zonder eis hangt aan geen bevinding; ga zelf na of anderen in dezelfde positie zijn."
        )
    lines.append(f"Nog niet gesteld: de {command.days} dagen lopen pas vanaf de brief die dit verzoek noemt.")
    second = "herstel is een uitzondering en vraagt een tweede persoon" if kind is RequestKind.REPAIR else ""
    return Outcome((*requests, *ruled.drafts), "\n".join(lines), second_person=second)


Found = Sequence[tuple[AskedQuestion, Assessed | None]]


def _findings(
    command: Asking, outcome: RulingOutcome, state: ProcedureState
) -> tuple[Mapping[str, Found], list[str]]:
    """By submission each question with the finding that it is about, and what cannot be asked."""
    chosen: dict[str, list[tuple[AskedQuestion, Assessed | None]]] = {}
    wrong: list[str] = []
    waiting = _unanswered(state)
    for submission in dict.fromkeys(command.submissions):
        known_submission(state, submission)
        chosen[submission] = []
        for question in command.questions:
            if not question.requirement:
                chosen[submission].append((question, None))
                continue
            known_requirement(state, question.requirement)
            found = _about(submission, question, state)
            if not found:
                about = f" over {question.subject!r}" if question.subject else ""
                wrong.append(
                    f"  - {submission}: er is geen bevinding {question.requirement}{about} om naar te vragen"
                )
            for item in found:
                key = item.finding.key
                if key in waiting:
                    wrong.append(f"  - {submission} {key.requirement}: daarover loopt al {waiting[key]}")
                elif why := why_not_ruled(item, outcome, state):
                    wrong.append(f"  - {submission}: {why}")
                chosen[submission].append((question, item))
    return chosen, wrong


def _about(submission: str, question: AskedQuestion, state: ProcedureState) -> list[Assessed]:
    """The findings that a question is about: of one subject, or of every one that is not in order."""
    judged = state.assessment().of(submission)
    return [
        item
        for item in (judged.every_finding if judged else ())
        if item.finding.key.requirement == question.requirement
        and (question.subject == item.finding.key.subject if question.subject else _open(item))
    ]


def _open(item: Assessed) -> bool:
    return item.breach or item.finding.verdict in (Verdict.CLARIFY, Verdict.PENDING)


def _unanswered(state: ProcedureState) -> Mapping[FindingKey, str]:
    """The findings about which a request stands that nobody answered yet."""
    answered = {fact.body.request for fact in state.facts(Reply)}
    return {
        FindingKey(fact.submission, item.id, item.subject): fact.subject.partition("/")[2]
        for fact in state.facts(Request)
        if fact.body.kind in QUESTIONS and fact.id not in answered
        for item in fact.body.items
        if item.id
    }


def _chance_explained(
    command: Asking, kind: RequestKind, keys: Iterable[FindingKey], state: ProcedureState
) -> list[str]:
    """That the others in the same position do not get this chance, and why. Raises Refused without that reason."""
    others = left_out(positions_of(state), set(keys), kind)
    if not others:
        return []
    if not command.difference.strip():
        raise Refused(
            "niet iedereen in dezelfde positie krijgt deze kans:\n"
            f"{told_others(others)}\n"
            "Vraag het ook aan hen (submissions), of zeg waarom niet (difference)."
        )
    return [
        "Niet gevraagd, in dezelfde positie:",
        told_others(others),
        f"Reden: {command.difference.strip()}",
    ]


def _days_explained(
    command: Asking, kind: RequestKind, items: Iterable[Assessed], state: ProcedureState
) -> list[str]:
    """That another got more or fewer days for the same question, and why. Raises Refused without that reason."""
    asked = {(item.finding.key.requirement, item.finding.verdict) for item in items}
    others = [
        f"  - {fact.submission} {fact.subject.partition('/')[2]}: {fact.body.days} dagen"
        for fact in state.facts(Request)
        if fact.body.kind is kind
        and fact.submission not in command.submissions
        and fact.body.days not in (None, command.days)
        and any((item.id, item.verdict) in asked for item in fact.body.items)
    ]
    if not others:
        return []
    told = [f"Een ander kreeg voor dezelfde vraag een andere termijn dan {command.days} dagen:", *others]
    if not command.difference.strip():
        raise Refused("\n".join([*told, "Geef dezelfde termijn, of zeg waarom niet (difference)."]))
    return [*told, f"Reden: {command.difference.strip()}"]


def _rulings(items: Sequence[Assessed], command: Asking, kind: RequestKind, state: ProcedureState) -> Ruled:
    """The rulings that belong to the request: on findings that were not ruled on so already."""
    outcome = _RULING[kind]
    new = [
        item for item in items if item.stale or item.ruling is None or item.ruling.body.outcome is not outcome
    ]
    return ruled_on(new, outcome, command.reason, command.difference, state, with_request=True)


def _draft(
    submission: str, found: Found, command: Asking, kind: RequestKind, checked_by: str, state: ProcedureState
) -> Draft:
    items = tuple(
        RequestItem(
            item.finding.key.requirement if item else "",
            question=question.question.strip(),
            subject=item.finding.key.subject if item else "",
            verdict=item.finding.verdict if item else None,
            consequence=item.finding.consequence if item else None,
        )
        for question, item in found
    )
    body = Request(
        kind,
        items,
        command.reason,
        command.days,
        checked_by=checked_by,
        difference=command.difference.strip(),
    )
    return Draft(body, next_request(state, submission))


def _told(draft: Draft) -> list[str]:
    body: Request = draft.body
    submission, _, number = draft.subject.partition("/")
    lines = [f"{submission}: {number}, {body.kind.label}, {body.days} dagen."]
    for item in body.items:
        about = " ".join(part for part in (item.id, f"({item.subject})" if item.subject else "") if part)
        lines.append(f"  - {about}: {item.question}" if about else f"  - {item.question}")
    return lines


ASK = Action(
    "verduidelijking-vragen",
    "Verduidelijking vragen",
    AskClarification,
    (Role.ADVISER,),
    "procedure",
    ask,
    problems=problems,
)
ALLOW_REPAIR = Action(
    "herstel-toestaan",
    "Herstel toestaan",
    AllowRepair,
    (Role.ADVISER,),
    "procedure",
    allow,
    second_person=True,
    problems=problems,
    second_roles=(Role.LEGAL_COUNSEL,),
)
