"""The clocks of complaints: by when the authority decides (§5.8.1)."""

from inkoop_core.api.progress import Clock
from inkoop_core.domain.complaint import Complaint, ComplaintDecided, ComplaintSupplemented
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day, shown_day
from inkoop_core.domain.role import Role
from inkoop_core.progress.counting import Kind, by_term, ids_of
from inkoop_core.progress.course import Course

COMPLAINT = "complaint"


def complaint_clock(course: Course, complaint: Fact[Complaint]) -> Clock | None:
    """Until when a complaint must be decided, from its receipt; None where the definition has no term for it."""
    term = course.definition.terms.get(COMPLAINT)
    if term is None:
        return None
    decided = course.last(ComplaintDecided, complaint.subject)
    kind = Kind(
        COMPLAINT,
        "beslissing op een klacht",
        complaint.subject,
        Role.COMPLAINTS_HANDLER,
        "Beslis gegrond, ongegrond of niet-ontvankelijk, en deel het mee.",
        term.source,
        term.notes,
    )
    remarks = []
    if not _complete(course, complaint):
        remarks.append("De klacht is nog niet volledig; de termijn is toch vanaf de ontvangst geteld.")
    if decided is not None:
        remarks.append(f"Beslist op {shown_day(local_day(decided.happened_at))}.")
    return by_term(
        course,
        kind,
        term,
        starts="klacht ontvangen",
        start_of=lambda _: complaint.happened_at,
        safe=min,
        done=lambda ends_at: decided is not None and decided.happened_at <= ends_at,
        facts=ids_of(complaint, decided),
        remarks=tuple(remarks),
    )


def _complete(course: Course, complaint: Fact[Complaint]) -> bool:
    supplements = course.all(ComplaintSupplemented, complaint.subject)
    return complaint.body.complete or any(fact.body.complete for fact in supplements)
