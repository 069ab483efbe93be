"""Record what the court ruled, or that the case was withdrawn, and that the ruling was carried out (§5.8.2)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.proceedings import ROLES, require_after, require_past
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.proceedings import known_proceedings, paused_by
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment, local_day, shown, shown_day
from inkoop_core.domain.proceedings import (
    Appealed,
    Judgment,
    JudgmentCarriedOut,
    Proceedings,
    RulingOfCourt,
)
from inkoop_core.domain.role import Role
from inkoop_core.domain.term import last_day
from inkoop_core.errors import CommandError, Refused
from inkoop_core.progress.carrying_out import lacking, not_known
from inkoop_core.progress.pauses import FREEING, LETS_STAND, judgment_of

EXTENSION = "validity_after_judgment"
ONLY_ON_APPEAL = (RulingOfCourt.UPHELD, RulingOfCourt.OVERTURNED)
_FOLLOWS = {
    RulingOfCourt.DISMISSED: "De procedure kan verder.",
    RulingOfCourt.WITHDRAWN: "De procedure kan verder.",
    RulingOfCourt.PROHIBITED: "Er kan niet worden gegund tot er een nieuwe beslissing is (gunningsbeslissing-nemen).",
    RulingOfCourt.NEW_MOTIVATION: (
        "Er is een nieuwe beslissing met een nieuwe motivering nodig, met een eigen opschortende termijn."
    ),
    RulingOfCourt.REASSESSMENT_SAME: "Dezelfde commissie beoordeelt opnieuw; de oude scores blijven in het dossier.",
    RulingOfCourt.REASSESSMENT_OTHER: (
        "Een nieuwe commissie beoordeelt opnieuw; de oude scores blijven in het dossier en zij ziet die niet."
    ),
    RulingOfCourt.EXCLUSION_OF_WINNER: "Over de genoemde winnaar is een nieuwe beslissing nodig.",
    RulingOfCourt.RETENDER: "De opdracht wordt opnieuw aanbesteed; leg de stopzetting vast (verloop-vastleggen).",
    RulingOfCourt.UPHELD: "De eerdere uitspraak blijft gelden, met wat daarvan is of nog moet worden uitgevoerd.",
    RulingOfCourt.OVERTURNED: "De procedure kan verder; de eerdere uitspraak geldt niet meer.",
}


@frozen
class RecordJudgment:
    """Record a judgment, or that the case was withdrawn."""

    proceedings: str = said("Geding", "bijvoorbeeld geding-1", refers="proceedings")
    outcome: RulingOfCourt = said("Uitkomst")
    order: str = said("Beslissing van de rechter", "het dictum in het kort", long=True)
    ruled_at: datetime = said("Uitgesproken op", "bij intrekking: de dag van de intrekking")
    submissions: tuple[str, ...] = said(
        "Over", "inschrijvingen waar de beslissing over gaat; leeg: allemaal", default=(), refers="submission"
    )
    reference: str = said("Kenmerk", "zaaknummer of ECLI", default="")
    appeal: bool = said("In hoger beroep", "ja: de uitspraak in hoger beroep", default=False)
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


@frozen
class CarryOutJudgment:
    """Record that what the judgment ordered was done."""

    proceedings: str = said("Geding", "bijvoorbeeld geding-1", refers="proceedings")
    how: str = said("Hoe", "wat is gedaan, en waar het staat", long=True)
    done_at: datetime | None = said("Wanneer", "leeg: nu", default=None)
    facts: tuple[int, ...] = said(
        "Feiten", "nummers van de feiten waarmee het is gedaan", default=(), refers="fact"
    )


def problems(command: RecordJudgment) -> Iterable[str]:
    if not command.order.strip():
        yield "order: vul in wat de rechter besliste"
    if command.outcome in (*FREEING, RulingOfCourt.UPHELD) and command.submissions:
        yield "submissions: deze uitkomst gaat over geen inschrijving; laat leeg"
    if command.appeal and command.outcome is RulingOfCourt.DISMISSED:
        yield (
            "outcome: in hoger beroep zegt 'vorderingen afgewezen' niet of de eerdere uitspraak blijft; kies upheld "
            "(bekrachtigd), overturned (vernietigd, vorderingen alsnog afgewezen) of de nieuwe uitkomst"
        )
    if not command.appeal and command.outcome in ONLY_ON_APPEAL:
        yield f"outcome: {command.outcome.label} kan alleen in hoger beroep (appeal ja)"


def rule(command: RecordJudgment, reader: Reader, moment: Moment) -> Outcome:
    """The judgment, and what it opens or keeps closed.

    Raises Unknown, Refused for a wrong moment, a second judgment of the same court and an appeal that was not
    recorded.
    """
    state = as_reader(reader)
    fact = known_proceedings(reader, command.proceedings)
    require_past(command.ruled_at, moment)
    require_after(command.ruled_at, fact)
    for submission in command.submissions:
        known_submission(reader, submission)
    subject = f"{fact.subject}/beroep/uitspraak" if command.appeal else f"{fact.subject}/uitspraak"
    _require_first(command, subject, fact, reader)
    earlier = last_of(state.recorded, Judgment, subject)
    draft = Draft(
        Judgment(command.outcome, command.order, command.submissions, command.reference),
        subject,
        happened_at=command.ruled_at,
        replaces=earlier.id if earlier else None,
        reason="opnieuw vastgelegd na intrekken" if earlier else "",
        timing_reason=command.timing_reason,
    )
    return Outcome(
        (draft,),
        "\n".join(_told(command, fact, state.supposing(draft))),
        second_person="deze uitkomst kan de procedure vrijgeven" if command.outcome in FREEING else "",
    )


def _require_first(command: RecordJudgment, subject: str, fact: Fact[Proceedings], reader: Reader) -> None:
    if reader.facts(Judgment, subject):
        raise Refused(
            f"in {fact.subject} is al een uitspraak vastgelegd; klopt zij niet, trek haar dan in (feit-intrekken). "
            "Een uitspraak in hoger beroep is een andere (appeal ja)."
        )
    if not command.appeal:
        return
    appealed = reader.facts(Appealed, f"{fact.subject}/beroep")
    if not appealed or command.ruled_at < appealed[-1].happened_at:
        raise Refused(
            f"in {fact.subject} is geen hoger beroep voor dat tijdstip vastgelegd (beroep-vastleggen)."
        )


def _told(command: RecordJudgment, fact: Fact[Proceedings], after: ProcedureState) -> Iterator[str]:
    yield f"{fact.subject}, {shown(command.ruled_at)}: {command.outcome.label}. {command.order}"
    withdrawn_appeal = command.appeal and command.outcome in LETS_STAND
    yield _FOLLOWS[RulingOfCourt.UPHELD if withdrawn_appeal else command.outcome]
    paused = paused_by(after, fact.subject)
    yield f"Nog gesloten door {fact.subject}: {', '.join(paused) or 'geen inschrijving'}."
    if command.outcome not in (*FREEING, RulingOfCourt.UPHELD) and not command.submissions:
        yield "Geen inschrijving genoemd: dit geldt voor allemaal."
    term = after.definition.terms.get(EXTENSION)
    if term is not None:
        until = last_day(term, local_day(command.ruled_at))
        yield f"De gestanddoening loopt ten minste tot en met {shown_day(until)} (§5.7; nooit korter, N-18)."


def carry_out(command: CarryOutJudgment, reader: Reader, moment: Moment) -> Outcome:
    """What was ordered is done: the gate opens for whom the judgment named.

    Raises Unknown, Conflict for a fact that no longer stands, Refused without a judgment that asks for something, for
    a prohibition (a new decision ends that) and while what was ordered is not there, CommandError for a moment before
    the ruling.
    """
    state = as_reader(reader)
    fact = known_proceedings(reader, command.proceedings)
    judgment = judgment_of(state.course, fact.subject)
    if judgment is None or judgment.body.outcome in FREEING:
        raise Refused(f"in {fact.subject} is geen uitspraak die iets opdraagt; er valt niets uit te voeren.")
    if judgment.body.outcome is RulingOfCourt.PROHIBITED:
        raise Refused(
            f"een verbod om te gunnen eindigt door een nieuwe beslissing na {shown(judgment.happened_at)} "
            "(gunningsbeslissing-nemen), niet door een verklaring dat het is uitgevoerd."
        )
    done_at = command.done_at or moment.as_of
    require_past(done_at, moment)
    if done_at < judgment.happened_at:
        raise CommandError(
            "De uitvoering kan zo niet worden vastgelegd:",
            [f"done_at: ligt voor de uitspraak van {shown(judgment.happened_at)}"],
        )
    for fact_id in command.facts:
        reader.fact(fact_id)
    undone = lacking(state.course, judgment)
    if undone:
        raise Refused(
            f"de uitspraak van {shown(judgment.happened_at)} ({judgment.body.outcome.label}) is nog niet uitgevoerd:\n"
            + "\n".join(f"  - {line}" for line in undone)
        )
    subject = f"{judgment.subject.removesuffix('/uitspraak')}/uitvoering"
    earlier = last_of(state.recorded, JudgmentCarriedOut, subject)
    draft = Draft(
        JudgmentCarriedOut(command.how, command.facts, judgment.id),
        subject,
        happened_at=command.done_at,
        replaces=earlier.id if earlier else None,
        reason="opnieuw vastgelegd" if earlier else "",
        timing_reason=command.how,
    )
    after = state.supposing(draft)
    lines = [
        f"{fact.subject}: de uitspraak van {shown_day(local_day(judgment.happened_at))} is uitgevoerd. {command.how}",
        f"Niet te zien voor dit bureau, en gezegd door wie dit vastlegt: {not_known(judgment)}.",
        f"Nog gesloten door {fact.subject}: {', '.join(paused_by(after, fact.subject)) or 'geen inschrijving'}.",
    ]
    return Outcome((draft,), "\n".join(lines))


def how_problems(command: CarryOutJudgment) -> list[str]:
    return [] if command.how.strip() else ["how: zeg wat is gedaan"]


RECORD_JUDGMENT = Action(
    "uitspraak-vastleggen",
    "Uitspraak of intrekking vastleggen",
    RecordJudgment,
    ROLES,
    "proceedings",
    rule,
    problems=problems,
    second_roles=(Role.LEGAL_COUNSEL, Role.DECISION_MAKER),
)
CARRY_OUT = Action(
    "uitvoering-vastleggen",
    "Uitvoering van een uitspraak vastleggen",
    CarryOutJudgment,
    ROLES,
    "proceedings",
    carry_out,
    second_person=True,
    problems=how_problems,
    second_roles=(Role.LEGAL_COUNSEL, Role.DECISION_MAKER),
)
