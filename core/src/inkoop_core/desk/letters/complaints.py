"""A complaint came in, or was decided (CMP-01, CMP-02, CMP-04, §5.8.1)."""

from inkoop_core.api.letter_clauses import ClauseId
from inkoop_core.api.letters import LetterContent, StatementKind
from inkoop_core.desk.letters.rejection import COMPLAINT
from inkoop_core.desk.letters.terms import last_of, length, term
from inkoop_core.desk.letters.writing import Letter
from inkoop_core.domain.complaint import Complaint, ComplaintDecided, ComplaintSupplemented
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import local_day


def complaint_receipt(letter: Letter, complaint: Fact[Complaint]) -> LetterContent:
    """That it came in, whether it is complete, and by when it is decided."""
    weeks = term(letter, "complaint")
    received = local_day(complaint.happened_at)
    last = letter.day(
        "complaint-last-day", "laatste dag voor de beslissing", last_of(letter, weeks, received), weeks.source
    )
    letter.section("Ontvangst", f"{_received(letter, complaint)} Wij bevestigen de ontvangst.")
    missing = _missing(letter, complaint)
    if missing:
        letter.section(
            "Uw klacht is nog niet volledig",
            "Wij behandelen een klacht die volledig en op de juiste manier is ingediend. Nog nodig is:",
            bullets=(missing,),
        )
    letter.section(
        "Beslissing",
        f"Binnen {length(weeks)} na ontvangst laten wij weten of de klacht gegrond, ongegrond of niet-ontvankelijk is "
        f"({letter.cite(weeks.source)}). De laatste dag daarvoor is {last}.",
        "Een klacht verandert niets aan de termijnen in brieven die u al hebt gekregen.",
    )
    _add_other_roads(letter)
    return letter.content("Ontvangst van uw klacht", complaint.body.by, (complaint,), COMPLAINT)


def complaint_decision(letter: Letter, decision: Fact[ComplaintDecided]) -> LetterContent:
    """The outcome with its reasons, what is done about it, and the roads that are open."""
    complaint = letter.course.last(Complaint, letter.about)
    if complaint is None:
        raise letter.missing("de klacht zelf is niet bekend")
    body = decision.body
    facts = (decision.id,)
    outcome = letter.state_fact(
        StatementKind.TEXT, "outcome", "uitkomst", f"De klacht is {body.label}", facts=facts, deciding=True
    )
    reason = letter.state_fact(
        StatementKind.MOTIVATION, "reason", "motivering", body.reason, facts=facts, deciding=True
    )
    day = letter.day("decided-on", "dag van de beslissing", local_day(decision.happened_at), facts=facts)
    letter.section("Beslissing", _received(letter, complaint), f"{outcome}. Wij beslisten dit op {day}.")
    letter.section("Motivering", reason)
    if body.measures.strip():
        letter.section(
            "Wat wij doen",
            letter.state_fact(StatementKind.TEXT, "measures", "maatregelen", body.measures, facts=facts),
        )
    if body.leaves_road_to_committee:
        letter.clause_section("Geschillencommissie", ClauseId.COMMITTEE)
    _add_other_roads(letter)
    return letter.content("Beslissing op uw klacht", complaint.body.by, (decision,), COMPLAINT)


def _received(letter: Letter, complaint: Fact[Complaint]) -> str:
    received = local_day(complaint.happened_at)
    day = letter.day("complaint-received", "dag van ontvangst", received, facts=(complaint.id,))
    about = letter.state_fact(
        StatementKind.TEXT, "complaint-about", "onderwerp", complaint.body.about, facts=(complaint.id,)
    )
    return f"Op {day} ontvingen wij uw klacht over: {about}."


def _missing(letter: Letter, complaint: Fact[Complaint]) -> str:
    """What is still missing, by what came in last."""
    supplement = letter.course.last(ComplaintSupplemented, letter.about)
    body = supplement.body if supplement is not None else complaint.body
    if body.complete:
        return ""
    missing = body.missing.strip() or "een toelichting"
    return letter.state_fact(
        StatementKind.TEXT, "complaint-missing", "wat ontbreekt", missing, facts=(complaint.id,)
    )


def _add_other_roads(letter: Letter) -> None:
    letter.clause_section("Andere wegen", ClauseId.OTHER_ROADS)
