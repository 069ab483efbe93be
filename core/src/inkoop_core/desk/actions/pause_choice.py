"""Choose how far proceedings pause the procedure: to the letter, or only whom they can touch (§5.8.2)."""

from collections.abc import Iterator

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.proceedings import ROLES, empty
from inkoop_core.desk.proceedings import known_proceedings, paused_by
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.proceedings import PauseChosen, PauseScope, Proceedings
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused
from inkoop_core.progress.pauses import judgment_of, scope_of


@frozen
class ChoosePause:
    """Choose how far proceedings pause the procedure."""

    proceedings: str = said("Geding", "bijvoorbeeld geding-1", refers="proceedings")
    scope: PauseScope = said("Reikwijdte")
    reason: str = said("Motivering", long=True)
    mandate: str = said("Mandaat", "het mandaat of collegebesluit waarop de keuze rust")


def choose(command: ChoosePause, reader: Reader, _moment: Moment) -> Outcome:
    """The choice between the letter (everybody) and only those whom the outcome can touch.

    Raises Unknown, Refused when the court ruled, when it is chosen already, and when the case names nobody.
    """
    state = as_reader(reader)
    fact = known_proceedings(reader, command.proceedings)
    if judgment_of(state.course, fact.subject) is not None:
        raise Refused(f"in {fact.subject} is uitspraak gedaan; er is niets meer te pauzeren.")
    if command.scope is scope_of(state.course, fact.subject):
        raise Refused(f"{fact.subject} pauzeert al {command.scope.label}.")
    if command.scope is PauseScope.TOUCHED and not fact.body.concerns:
        raise Refused(
            f"bij {fact.subject} is niet vastgelegd welke inschrijvingen de uitkomst kan raken; leg dat eerst vast "
            "(feit-corrigeren, veld concerns)."
        )
    subject = f"{fact.subject}/pauze"
    earlier = last_of(state.recorded, PauseChosen, subject)
    draft = Draft(
        PauseChosen(command.scope, command.reason, command.mandate),
        subject,
        replaces=earlier.id if earlier else None,
        reason=command.reason if earlier else "",
    )
    return Outcome((draft,), "\n".join(_chosen(command, fact, state, state.supposing(draft))))


def _chosen(
    command: ChoosePause, fact: Fact[Proceedings], before: ProcedureState, after: ProcedureState
) -> Iterator[str]:
    was, now = set(paused_by(before, fact.subject)), set(paused_by(after, fact.subject))
    yield f"{fact.subject} pauzeert voortaan {command.scope.label}."
    yield f"Gepauzeerd: {', '.join(sorted(now)) or 'geen'}."
    if was - now:
        yield f"Niet meer gepauzeerd door {fact.subject}: {', '.join(sorted(was - now))}."
        yield "Let op: naar de letter van §5.8.2 pauzeert een kort geding de hele procedure."
    if now - was:
        yield f"Voortaan ook gepauzeerd: {', '.join(sorted(now - was))}."
    yield f"Motivering: {command.reason}"


def choice_problems(command: ChoosePause) -> list[str]:
    return empty(command, "reason", "mandate")


CHOOSE_PAUSE = Action(
    "pauze-kiezen",
    "Reikwijdte van de pauze kiezen",
    ChoosePause,
    (*ROLES, Role.DECISION_MAKER),
    "proceedings",
    choose,
    irreversible=True,
    second_person=True,
    problems=choice_problems,
    second_roles=(Role.DECISION_MAKER,),
)
