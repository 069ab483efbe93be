"""Correct or withdraw a fact; the old one stays in the file, replaced."""

import typing
from collections.abc import Iterable
from typing import Any

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.checks import problems_of_body
from inkoop_core.api.fields import said
from inkoop_core.assessment.changes import told_changes
from inkoop_core.desk.actions.typed import NO_TOML, toml_value
from inkoop_core.desk.added_documents import leaving_with
from inkoop_core.desk.complaints import (
    account_problems,
    barred_from,
    complaint_behind,
    require_not_about,
)
from inkoop_core.desk.lookups import reading_withdrawn
from inkoop_core.desk.parts import fixed_by_part, identifying
from inkoop_core.desk.review import told_decided
from inkoop_core.desk.state import as_reader, draft_replacing
from inkoop_core.domain.agreement import AgreementSigned, SigningSet
from inkoop_core.domain.complaint import Complaint
from inkoop_core.domain.decision import (
    Amendment,
    AwardDecision,
    ConsensusScore,
    ManualCheck,
    NoteChoice,
    ProcedureAdded,
    Ruling,
    Score,
    ScoresOpened,
    ScoringClosed,
)
from inkoop_core.domain.desk_records import DeskFounded, Proposal, ProposalClosed, RoleGranted
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.lookup import LookUp, LookUpSettled
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import Observation, PackageAdmitted, PackageReceived
from inkoop_core.domain.reading import Confirmed, ReadFact
from inkoop_core.domain.request import Reply, Request
from inkoop_core.domain.retender import RetenderDecided
from inkoop_core.domain.role import Role
from inkoop_core.domain.tender_document import TenderDocumentIssued
from inkoop_core.errors import CommandError, Refused
from inkoop_core.structure import strict

HAS_ITS_OWN_ACTION = (
    Amendment,
    AwardDecision,
    Confirmed,
    ConsensusScore,
    DeskFounded,
    NoteChoice,
    Observation,
    PackageAdmitted,
    PackageReceived,
    ProcedureAdded,
    Proposal,
    ProposalClosed,
    ReadFact,
    RetenderDecided,
    RoleGranted,
    Ruling,
    Score,
    ScoresOpened,
    ScoringClosed,
    SigningSet,
)
"""Facts that are changed by deciding, choosing or reading again, not by typing over them."""
WITHDRAWN_ONLY = (
    AgreementSigned,
    LookUp,
    LookUpSettled,
    ManualCheck,
    Reply,
    Request,
    TenderDocumentIssued,
)
"""Facts that can be taken back, and are otherwise changed by making them again."""


@frozen
class CorrectFact:
    """Change one field of a fact."""

    fact: int = said("Feit", "nummer van het feit", refers="fact")
    field: str = said("Veld", "naam van het veld, bijvoorbeeld agb_code")
    value: str = said("Nieuwe waarde", 'als TOML: "tekst", 12, true, 2026-06-15 of een lijst')
    reason: str = said("Reden", "met de bron van de juiste waarde", long=True)


@frozen
class WithdrawFact:
    """Take a fact back."""

    fact: int = said("Feit", "nummer van het feit", refers="fact")
    reason: str = said("Reden", long=True)


def correct(command: CorrectFact, reader: Reader, _moment: Moment) -> Outcome:
    """A new fact in the place of the old one; tells which findings turn.

    Raises Conflict when somebody replaced it first, CommandError for a wrong field or value.
    """
    fact = _changeable(reader, command.fact, (*HAS_ITS_OWN_ACTION, *WITHDRAWN_ONLY))
    hints = typing.get_type_hints(type(fact.body))
    if command.field not in hints:
        raise CommandError(
            f"Feit {fact.id} kan zo niet worden gecorrigeerd:",
            [f"field: {command.field!r} bestaat niet; velden: {', '.join(hints)}"],
        )
    value, problems = strict(hints[command.field], _toml(command.value))
    if problems:
        raise CommandError(
            f"Feit {fact.id} kan zo niet worden gecorrigeerd:",
            [f"value: {problem.removeprefix(': ')}" for problem in problems],
        )
    _require_same_subject(fact, command.field, value)
    body = evolve(fact.body, **{command.field: value})
    if body == fact.body:
        raise Refused(f"feit {fact.id} heeft al die waarde; er is niets te corrigeren.")
    stood = problems_of_body(fact.body, reader.definition)
    wrong = [line for line in problems_of_body(body, reader.definition) if line not in stood]
    if isinstance(body, Complaint):
        wrong += account_problems(body, as_reader(reader))
    if wrong:
        raise CommandError(f"Feit {fact.id} kan zo niet worden gecorrigeerd:", wrong)
    return _replacing(reader, fact, body, f"{command.field} gecorrigeerd", command.reason)


def _require_same_subject(fact: Fact[Any], field: str, value: Any) -> None:
    """Raises Refused for a value that would make the fact one about something else."""
    part = fact.subject.partition("/")[2]
    if field in identifying(type(fact.body)) and value != fixed_by_part(type(fact.body), part).get(field):
        raise Refused(
            f"{field} zegt waar feit {fact.id} ({fact.subject}) over gaat en kan niet worden gecorrigeerd. Trek het "
            "feit in (feit-intrekken) en leg het juiste vast (gegevens-vastleggen) onder zijn eigen onderdeel."
        )


def withdraw(command: WithdrawFact, reader: Reader, _moment: Moment) -> Outcome:
    """A withdrawal in the place of the fact; tells which findings turn."""
    fact = _changeable(reader, command.fact, HAS_ITS_OWN_ACTION)
    others = reading_withdrawn(as_reader(reader), fact, command.reason)
    leaving, told = leaving_with(as_reader(reader), fact, command.reason)
    ended = Withdrawn(command.reason)
    return _replacing(reader, fact, ended, "ingetrokken", command.reason, (*others, *leaving), told)


def _changeable(reader: Reader, id: int, others: tuple[type, ...]) -> Fact[Any]:
    fact = reader.fact(id)
    if isinstance(fact.body, ReadFact):
        raise Refused(
            f"feit {fact.id} is een gelezen gegeven; verwerp het met gelezen-verwerpen als het niet klopt, of leg "
            "met gegevens-vastleggen de juiste waarden vast."
        )
    record = as_reader(reader).records.get(fact.kind)
    if isinstance(fact.body, others) or (record is not None and record.own_action):
        label = record.label if record else fact.kind
        raise Refused(f"een {label} wordt niet overgetypt; leg een nieuwe vast met de actie die ervoor is.")
    return fact


def _replacing(
    reader: Reader,
    fact: Fact[Any],
    body: Any,
    what: str,
    reason: str,
    others: tuple[Draft, ...] = (),
    also: Iterable[str] = (),
) -> Outcome:
    if not reason.strip():
        raise CommandError("Een feit wijzigen kan zo niet:", ["reason: geef een reden"])
    draft = draft_replacing(fact, body, reason)
    drafts = (draft, *others)
    turned = told_changes(reader.assessment(), reader.assessment(with_facts=drafts))
    before = complaint_behind(reader, fact)
    complaints = [one for one in (before, body) if isinstance(one, Complaint)]
    for complaint in complaints:
        require_not_about(complaint, reader.actor)
    record = as_reader(reader).records.get(fact.kind)
    guarded = record is not None and record.changed_by_two
    told = (
        turned,
        f"Feit {draft.replaces} ({draft.subject}): {what}.",
        f"Reden: {reason}",
        *also,
        *told_decided(as_reader(reader), fact.submission),
    )
    return Outcome(
        drafts,
        "\n".join(told),
        second_person="er hangt een poort of een recht aan dit feit" if guarded else "",
        not_by=tuple(barred for complaint in complaints for barred in barred_from(complaint)),
        second_roles=(record.second_roles if guarded and record is not None else ()) or SECOND_ROLES,
    )


def _toml(text: str) -> Any:
    try:
        return toml_value(text)
    except ValueError:
        raise CommandError("De waarde kan niet worden gelezen:", [f"value: {text!r} {NO_TOML}"]) from None


SECOND_ROLES = (Role.ADVISER, Role.DECISION_MAKER, Role.LEGAL_COUNSEL)
"""Who may be the second person for a fact of a kind that does not say so itself."""
MAY_BE_SECOND = (*SECOND_ROLES, Role.COMPLAINTS_HANDLER)
CORRECT = Action(
    "feit-corrigeren",
    "Feit corrigeren",
    CorrectFact,
    (Role.ADVISER,),
    "fact",
    correct,
    second_roles=MAY_BE_SECOND,
)
WITHDRAW = Action(
    "feit-intrekken",
    "Feit intrekken",
    WithdrawFact,
    (Role.ADVISER,),
    "fact",
    withdraw,
    second_roles=MAY_BE_SECOND,
)
