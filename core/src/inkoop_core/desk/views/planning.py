"""Whether what is still to come fits before the bids are no longer valid, and what to do when it does not."""

from inkoop_core.api.actions import Reader
from inkoop_core.api.views import Column, ColumnKind, NoArguments, Ref, Row, Table, View
from inkoop_core.desk.state import as_reader
from inkoop_core.domain.moment import Moment, shown_day
from inkoop_core.progress.course import Course
from inkoop_core.progress.plan_check import Milestone, Plan, PlanStep, plans_of


def planning(_arguments: NoArguments, reader: Reader, _moment: Moment) -> Table:
    """Each step with the latest day on which it may start, and the extension that must be asked."""
    state = as_reader(reader)
    plans = plans_of(state.course)
    rows = []
    for plan in plans:
        about = Ref("submission", plan.submission) if plan.submission else Ref("procedure", state.procedure)
        rows += [_step_row(plan, step, about) for step in plan.steps]
        rows += [_milestone_row(state.course, plan, milestone, about) for milestone in plan.milestones]
    return Table(
        (
            Column("about", "Inschrijving"),
            Column("step", "Stap"),
            Column("starts_on", "Begint", ColumnKind.DAY),
            Column("known", "Begin"),
            Column("ends_on", "Eindigt", ColumnKind.DAY),
            Column("latest_start", "Begint uiterlijk", ColumnKind.DAY),
            Column("latest_safe", "Uiterlijk, veilige lezing", ColumnKind.DAY),
            Column("fits", "Past", ColumnKind.STATE),
            Column("source", "Grond"),
            Column("notes", "Noten"),
        ),
        tuple(rows),
        "Planning-controle",
        "\n".join(conclusion(plan) for plan in plans),
    )


def fits(plan: Plan, step: PlanStep) -> str:
    """Whether a step fits, by both readings of the end of validity."""
    if step.done:
        return "klaar"
    if step.needed_until > plan.until:
        return "past niet"
    return "past alleen zonder de veilige lezing" if plan.late(step) else "past"


def _step_row(plan: Plan, step: PlanStep, about: Ref) -> Row:
    return Row(
        about,
        (
            plan.submission,
            step.label,
            step.starts_on,
            "aangenomen" if step.assumed else "vastgelegd",
            step.ends_on,
            step.latest_start,
            step.latest_safe,
            fits(plan, step),
            str(step.source),
            ", ".join(step.notes),
        ),
    )


def _milestone_row(course: Course, plan: Plan, milestone: Milestone, about: Ref) -> Row:
    known = course.definition.notes
    told = next((known[note].finding for note in milestone.notes if note in known), milestone.key)
    return Row(
        about,
        (
            plan.submission,
            f"mijlpaal: {told}",
            None,
            "",
            milestone.day,
            None,
            None,
            "gehaald"
            if milestone.met
            else f"niet gehaald: tekenen kan vanaf {shown_day(plan.first_signing)}",
            str(milestone.source),
            ", ".join(milestone.notes),
        ),
    )


def conclusion(plan: Plan) -> str:
    """Whether everything fits, and the extension to ask where it does not."""
    whose = plan.submission or "De procedure"
    until = shown_day(plan.until)
    safe = f" (veilige lezing: {shown_day(plan.safe)})" if plan.safe != plan.until else ""
    if plan.extend_to is None:
        return f"{whose}: alles past voor het einde van de gestanddoening op {until}{safe}."
    extension = f"verlenging tot en met {shown_day(plan.extend_to)} of later (gestanddoening-vragen)"
    if plan.lapsed:
        return (
            f"{whose}: de gestanddoening is verstreken op {until}{safe}. Gunnen kan alleen nog als de inschrijver "
            f"alsnog instemt met {extension}."
        )
    return (
        f"{whose}: niet alles past voor het einde van de gestanddoening op {until}{safe}. Voorstel: vraag voor die "
        f"dag {extension}. Vragen van een ander aan de inschrijver kunnen een termijn stilzetten; neem daarom ruimte."
    )


PLANNING = View("planning-controle", "Planning-controle", "procedure", planning)
