"""How each complaint stands: complete, by the right route, decided, in time; and who may not handle it (§5.8.1)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from attrs import frozen

from inkoop_core.access import same_person
from inkoop_core.api.actions import NotBy, Reader
from inkoop_core.api.channels import is_complaint_channel
from inkoop_core.desk.numbering import number_of
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.complaint import Complaint, ComplaintDecided, ComplaintSupplemented, DisputesCommittee
from inkoop_core.domain.desk_records import DeskFounded, RoleGranted
from inkoop_core.domain.fact import Fact
from inkoop_core.errors import Refused, Unknown
from inkoop_core.progress.clocks import clock_of

TERM = "complaint"
OTHER_ROADS = (
    "Altijd open blijven: de Commissie van Aanbestedingsexperts en de bevoegde rechter (§5.8.1, CMP-04)."
)


@frozen
class ComplaintStand:
    """A complaint with what became of it.

    complete     everything that is needed is there, by what came in last
    right_route  it, or its supplement, came to the address for complaints
    decide_by    the last day of the term to decide; None where the tender has no such term
    """

    fact: Fact[Complaint]
    supplements: tuple[Fact[ComplaintSupplemented], ...]
    decided: Fact[ComplaintDecided] | None
    committee: Fact[DisputesCommittee] | None
    complete: bool
    missing: str
    right_route: bool
    decide_by: date | None

    @property
    def id(self) -> str:
        return self.fact.subject

    @property
    def admissible(self) -> bool:
        """Complete and correctly filed: only then it is handled (CMP-01)."""
        return self.complete and self.right_route

    @property
    def obstacles(self) -> tuple[str, ...]:
        """Why it is not handled as it is, in Dutch."""
        found = [] if self.complete else [f"niet volledig: {self.missing}"]
        return (*found, *(() if self.right_route else ("niet via het adres voor klachten ingediend",)))

    @property
    def label(self) -> str:
        if self.decided is not None:
            return self.decided.body.label
        return "te beslissen" if self.admissible else "aanvulling gevraagd"


def complaints_of(reader: Reader) -> tuple[ComplaintStand, ...]:
    """Every complaint, by number."""
    found = (complaint_stand(fact, reader) for fact in reader.facts(Complaint))
    return tuple(sorted(found, key=lambda stand: number_of(stand.id)))


def known_complaint(reader: Reader, complaint: str) -> ComplaintStand:
    """A complaint. Raises Unknown, naming the known ones."""
    for fact in reader.facts(Complaint, complaint):
        return complaint_stand(fact, reader)
    known = ", ".join(fact.subject for fact in reader.facts(Complaint)) or "nog geen"
    raise Unknown(f"klacht {complaint!r} bestaat niet; bekend: {known}.")


def complaint_stand(fact: Fact[Complaint], reader: Reader) -> ComplaintStand:
    """How one complaint stands."""
    supplements = sorted(
        (item for item in reader.facts(ComplaintSupplemented) if item.subject.startswith(f"{fact.subject}/")),
        key=lambda item: (item.happened_at, item.id),
    )
    last = supplements[-1].body if supplements else fact.body
    routes = [fact.body.channel, *(item.body.channel for item in supplements)]
    decided = reader.facts(ComplaintDecided, f"{fact.subject}/beslissing")
    committee = reader.facts(DisputesCommittee, f"{fact.subject}/geschillencommissie")
    return ComplaintStand(
        fact=fact,
        supplements=tuple(supplements),
        decided=decided[-1] if decided else None,
        committee=committee[-1] if committee else None,
        complete=last.complete,
        missing=last.missing,
        right_route=any(is_complaint_channel(route, reader.definition) for route in routes),
        decide_by=decide_by(fact, reader),
    )


def before_committee(reader: Reader) -> tuple[str, ...]:
    """The complaints that lie before the committee: submitted, without its advice."""
    return tuple(
        fact.submission
        for fact in reader.facts(DisputesCommittee)
        if fact.body.submitted and not fact.body.advice
    )


def decide_by(fact: Fact[Complaint], reader: Reader) -> date | None:
    """The last day to decide: six weeks from the day on which it came in, complete or not (CMP-02)."""
    clock = clock_of(as_reader(reader).course, TERM, fact.subject)
    return clock.last_day if clock is not None else None


def barred_from(complaint: Complaint) -> tuple[NotBy, ...]:
    """Who has no part in handling it: the colleague whom it is about."""
    if not complaint.about_adviser:
        return ()
    return (NotBy(complaint.about_adviser, f"de klacht gaat over {complaint.about_adviser}"),)


def complaint_behind(reader: Reader, fact: Fact[Any]) -> Complaint | None:
    """The complaint that a fact is or belongs to; None of any other fact."""
    return next((found.body for found in reader.facts(Complaint, fact.submission)), None)


def account_problems(complaint: Complaint, state: ProcedureState) -> list[str]:
    """Why whom it is about is not told apart: an account must be known here, and somebody without has none."""
    known = _accounts(state)
    problems = []
    if complaint.about_adviser and not _among(complaint.about_adviser, known):
        problems.append(
            f"about_adviser: {complaint.about_adviser!r} is geen account van dit bureau of deze procedure; kies uit "
            f"{', '.join(known)}. Heeft de persoon geen account, noem de naam dan bij about_outsider"
        )
    if complaint.about_outsider and _among(complaint.about_outsider, known):
        problems.append(
            f"about_outsider: {complaint.about_outsider!r} heeft een account; noem het bij about_adviser"
        )
    return problems


def _accounts(state: ProcedureState) -> list[str]:
    """Everybody who has or had a role on the desk or in the procedure, sorted."""
    found = set()
    for fact in (*state.recorded_on_desk, *state.recorded):
        if isinstance(fact.body, RoleGranted):
            found.add(fact.body.person)
        elif isinstance(fact.body, DeskFounded):
            found.add(fact.body.founder)
    return sorted(found)


def _among(name: str, accounts: Iterable[str]) -> bool:
    return any(same_person(name, account) for account in accounts)


def is_about(reader: Reader, about: str, actor: str) -> bool:
    """Whether `klacht-1` is a complaint about this person, who then makes and registers none of its letters."""
    return any(
        same_person(fact.body.about_adviser, actor)
        for fact in reader.facts(Complaint, about)
        if fact.body.about_adviser
    )


def barred_from_letter(reader: Reader, about: str) -> tuple[NotBy, ...]:
    """Who is not the second person for a letter: of a complaint the colleague whom it is about."""
    return tuple(barred for fact in reader.facts(Complaint, about) for barred in barred_from(fact.body))


def require_letter_not_about(reader: Reader, about: str) -> None:
    """Raises Refused for a letter about a complaint by the colleague whom that is about."""
    for fact in reader.facts(Complaint, about):
        require_not_about(fact.body, reader.actor)


def require_not_about(complaint: Complaint, actor: str) -> None:
    """Raises Refused for the colleague whom the complaint is about."""
    if complaint.about_adviser and same_person(complaint.about_adviser, actor):
        raise Refused(
            f"de klacht gaat over {actor}; een ander behandelt haar. Vraag een andere klachtbehandelaar."
        )
