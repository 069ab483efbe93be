"""Two times: a fact recorded much later than it happened, or before, needs a reason."""

from collections.abc import Iterable

import attrs

from inkoop_core.api.actions import Outcome
from inkoop_core.api.records import RecordType
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment, local_day, shown
from inkoop_core.domain.term import days_between
from inkoop_core.errors import CommandError


def lag_problem(draft: Draft, record: RecordType, moment: Moment) -> str:
    """Why this draft needs a reason for its timing, in Dutch; "" when it needs none."""
    if draft.happened_at is None:
        return ""
    if draft.happened_at > moment.as_of:
        return (
            f"{record.label}: het tijdstip {shown(draft.happened_at)} ligt in de toekomst; geef een reden "
            "waarom dit nu al wordt vastgelegd (timing_reason)"
        )
    if record.normal_lag is None:
        return ""
    late = days_between(local_day(draft.happened_at), local_day(moment.as_of))
    if late > record.normal_lag:
        return (
            f"{record.label}: gebeurd op {shown(draft.happened_at)}, {late} dagen geleden (gewoon is ten "
            f"hoogste {record.normal_lag}); geef een reden voor de late vastlegging (timing_reason)"
        )
    return ""


def timed(outcome: Outcome, records: Iterable[RecordType], moment: Moment) -> Outcome:
    """The outcome, when every fact's timing is usual or explained. Raises CommandError otherwise.

    A reason that was given for a usual timing is dropped, so that the list of odd timings stays short.
    """
    by_body = {record.body: record for record in records}
    problems: list[str] = []
    facts: list[Draft] = []
    for draft in outcome.facts:
        problem = lag_problem(draft, by_body[type(draft.body)], moment)
        if problem and not draft.timing_reason.strip():
            problems.append(problem)
        facts.append(draft if problem else attrs.evolve(draft, timing_reason=""))
    if problems:
        raise CommandError("Het tijdstip vraagt een toelichting:", problems)
    return attrs.evolve(outcome, facts=tuple(facts))
