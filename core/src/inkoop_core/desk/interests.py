"""Whether somebody may judge a submission, as to his interests (§5.3.1)."""

from collections.abc import Iterable

from inkoop_core.access import same_person
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.conduct import ConflictDeclared
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.decision import AwardDecision, Ruling, Score
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.package import PackageReceived

JUDGING = (Ruling, AwardDecision, DefinitiveAward)
"""What nobody records about a submission in which he declared an interest."""


def declaration_of(state: ProcedureState, person: str) -> Fact[ConflictDeclared] | None:
    """What a person last declared of his interests."""
    found = [fact for fact in state.facts(ConflictDeclared) if same_person(fact.body.person, person)]
    return found[-1] if found else None


def declaration_subject(person: str) -> str:
    return f"belang/{person}"


def has_conflict(state: ProcedureState, person: str, submission: str) -> bool:
    """Whether a person declared an interest in a submission."""
    declared = declaration_of(state, person)
    return declared is not None and submission in declared.body.submissions


def why_barred(
    state: ProcedureState, person: str, drafts: Iterable[Draft], judging: tuple[type, ...] = ()
) -> str:
    """Why a person may not record or confirm something about submissions, in Dutch without a full stop; or "".

    judging  only what judges or decides counts; () everything about a submission
    """
    for draft in drafts:
        submission = draft.subject.partition("/")[0]
        if judging and not isinstance(draft.body, judging):
            continue
        declared = declaration_of(state, person)
        if declared is not None and submission in declared.body.submissions:
            return (
                f"{person} gaf een belang op bij {submission} ({declared.body.reason}); een ander oordeelt en beslist "
                "daarover"
            )
    return ""


def doubtful_scores(state: ProcedureState) -> tuple[Fact[Score], ...]:
    """Scores that stand of who declared an interest in that submission."""
    return tuple(
        fact for fact in state.facts(Score) if has_conflict(state, fact.body.assessor, fact.submission)
    )


def unknown_then(state: ProcedureState, declared: Fact[ConflictDeclared]) -> tuple[str, ...]:
    """The submissions that were taken in after the declaration: of those it says nothing."""
    return tuple(sorted(fact.subject for fact in state.facts(PackageReceived) if fact.id > declared.id))


def why_interested(state: ProcedureState, person: str, submission: str) -> str:
    """Why a person may not judge a submission, in Dutch without a full stop; "" when he may.

    A declared conflict always counts; whether everybody must declare first is for the tender to say.
    """
    declared = declaration_of(state, person)
    if declared is not None and submission in declared.body.submissions:
        return (
            f"{person} gaf een belang op bij {submission} ({declared.body.reason}); een ander beoordeelt die"
        )
    if not state.definition.award.conflict_declarations:
        return ""
    if declared is None:
        return f"{person} heeft nog niet verklaard of er een belang is bij een inschrijver (belang-verklaren)"
    if submission in unknown_then(state, declared):
        return f"{person} verklaarde over belangen voordat {submission} was ingenomen; verklaar dat opnieuw"
    return ""
