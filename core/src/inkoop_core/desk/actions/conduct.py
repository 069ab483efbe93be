"""Interests of the committee, and consents to publish (§5.3.1, §5.6)."""

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.assessment.assess import tenderer_names
from inkoop_core.desk.actions.scoring import opened_draft
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.interests import declaration_of, declaration_subject
from inkoop_core.desk.numbering import next_subject
from inkoop_core.desk.scoring import scored_by, scorers_of, scores_are_open
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.conduct import ConflictDeclared, ConsentState, PublicationConsent
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused, Unknown

CANNOT_CONSENT = "De toestemming kan zo niet worden vastgelegd:"


@frozen
class DeclareInterests:
    """Declare one's own interests, knowing who the tenderers are."""

    none: bool = said(
        "Geen enkel belang", "ja: u hebt bij geen van de inschrijvers een belang", default=False
    )
    submissions: tuple[str, ...] = said(
        "Inschrijvingen", "bij welke u een belang hebt", default=(), refers="submission"
    )
    reason: str = said("Welk belang", "bijvoorbeeld een familielid in het bestuur", default="", long=True)


@frozen
class RecordConsent:
    """Record that somebody asks to publish something about the procedure, and what was answered."""

    who: str = said("Wie vraagt het", "de inschrijver of een ander")
    what: str = said("Wat", "wat wordt gedeeld of gepubliceerd, en met wie", long=True)
    state: ConsentState = said("Stand")
    by_whom: str = said("Beantwoord door", "namens de opdrachtgever; leeg: nog alleen gevraagd", default="")
    written: str = said("Schriftelijk in", "berichtnummer of brief van het antwoord", default="")
    submission: str = said("Inschrijving", "van wie het vraagt", default="", refers="submission")
    consent: str = said(
        "Bij", "een eerder gevraagde toestemming: toestemming-1; leeg: een nieuwe", default=""
    )
    happened_at: datetime | None = said("Wanneer", "leeg: nu", default=None)
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


def interest_problems(command: DeclareInterests) -> list[str]:
    """Either none, or which and why."""
    if command.none and command.submissions:
        return ["none: geen belang, en toch een inschrijving; kies een van beide"]
    if command.none:
        return []
    wrong = (
        []
        if command.submissions
        else ["submissions: noem de inschrijvingen, of zeg dat er geen belang is (none)"]
    )
    return wrong + ([] if command.reason.strip() else ["reason: zeg welk belang het is"])


def declare(command: DeclareInterests, reader: Reader, _moment: Moment) -> Outcome:
    """The actor's own declaration; a later one takes the place of the earlier.

    Where everybody else had scored, the scores of a submission that he no longer judges are open with it.
    Raises Unknown, Refused while no tenderer is known yet and when it says what stands already.
    """
    state = as_reader(reader)
    names = tenderer_names(state.current)
    if not names:
        raise Refused(
            "er is nog geen inschrijving ingenomen; een verklaring over belangen volgt als de inschrijvers bekend zijn."
        )
    for submission in command.submissions:
        known_submission(reader, submission)
    earlier = declaration_of(state, state.actor)
    taken_back = sorted(set(earlier.body.submissions) - set(command.submissions)) if earlier else []
    if taken_back and not command.reason.strip():
        raise Refused(
            f"u gaf een belang op bij {', '.join(taken_back)}; zeg waarom dat er niet (meer) is (reason). Een tweede "
            "persoon bevestigt het."
        )
    if command.none and command.reason.strip() and not taken_back:
        raise Refused("geen belang, en toch een reden; zeg welk belang het is of laat de reden weg.")
    why = command.reason.strip()
    body = ConflictDeclared(state.actor, tuple(sorted(set(command.submissions))), "" if command.none else why)
    draft = Draft(
        body,
        declaration_subject(state.actor),
        replaces=earlier.id if earlier else None,
        reason=(why if taken_back else "opnieuw verklaard") if earlier else "",
    )
    opened = tuple(_opened(state, draft, body))
    lines = [
        _declared(body),
        *(
            [f"Niet meer opgegeven: een belang bij {', '.join(taken_back)}. Reden: {why}"]
            if taken_back
            else []
        ),
        f"Bekend waren: {'; '.join(f'{submission} {name}' for submission, name in sorted(names.items()))}.",
        *(
            f"Uw score van {submission} blijft in het dossier; meld de voorzitter dat zij niet meeweegt."
            for submission in body.submissions
            if any(
                state.actor in scored_by(state, submission, item.id)
                for item in state.definition.award.criteria
            )
        ),
        *(
            f"{one.subject}: iedereen anders heeft gescoord; de individuele scores gaan open."
            for one in opened
        ),
    ]
    second = "een opgegeven belang terugnemen vraagt een tweede persoon" if taken_back else ""
    return Outcome((draft, *opened), "\n".join(lines), second_person=second)


def _declared(body: ConflictDeclared) -> str:
    if not body.submissions:
        return f"{body.person} verklaart bij geen van de inschrijvers een belang te hebben."
    which = ", ".join(body.submissions)
    return f"{body.person} heeft een belang bij {which} ({body.reason}) en beoordeelt die niet."


def _opened(state: ProcedureState, draft: Draft, body: ConflictDeclared) -> Iterator[Draft]:
    then = state.supposing(draft)
    for submission in body.submissions:
        for criterion in state.definition.award.criteria:
            scorers = scorers_of(then, submission, criterion.id)
            done = scored_by(state, submission, criterion.id)
            if scorers and scorers <= done and not scores_are_open(state, submission, criterion.id):
                yield opened_draft(state, submission, criterion.id)


def consent_problems(command: RecordConsent) -> list[str]:
    """An answer has somebody who gave it, in writing (§5.6)."""
    wrong = [f"{name}: vul in" for name in ("who", "what") if not getattr(command, name).strip()]
    if command.state is ConsentState.ASKED:
        return wrong + [
            f"{name}: er is alleen nog gevraagd; laat leeg"
            for name in ("by_whom", "written")
            if getattr(command, name).strip()
        ]
    if not command.by_whom.strip():
        wrong.append("by_whom: wie antwoordde namens de opdrachtgever?")
    if not command.written.strip():
        wrong.append("written: toestemming is schriftelijk (§5.6); noem het bericht of de brief")
    return wrong


def consent(command: RecordConsent, reader: Reader, _moment: Moment) -> Outcome:
    """A new line in the register, or a later state of an earlier one. Raises Unknown, Refused."""
    state = as_reader(reader)
    if command.submission:
        known_submission(reader, command.submission)
    earlier = _consent_called(state, command.consent) if command.consent else None
    subject = earlier.subject if earlier else next_subject(state.recorded, PublicationConsent, "toestemming-")
    body = PublicationConsent(
        command.who.strip(),
        command.what.strip(),
        command.state,
        command.by_whom.strip(),
        command.written.strip(),
        command.submission,
    )
    if earlier is not None and earlier.body == body:
        raise Refused(f"{subject}: zo is het al vastgelegd; er verandert niets.")
    if earlier is not None and (earlier.body.who, earlier.body.submission) != (body.who, body.submission):
        raise CommandError(
            CANNOT_CONSENT, [f"who: {subject} is van {earlier.body.who}; dit is een andere vraag"]
        )
    draft = Draft(
        body,
        subject,
        happened_at=command.happened_at,
        replaces=earlier.id if earlier else None,
        timing_reason=command.timing_reason,
        reason=body.state.label if earlier else "",
    )
    answer = f" door {body.by_whom}, in {body.written}" if body.by_whom else ""
    return Outcome((draft,), f"{subject}: {body.who}: {body.state.label}{answer}. Het gaat om: {body.what}")


def _consent_called(state: ProcedureState, name: str) -> Fact[PublicationConsent]:
    found = state.facts(PublicationConsent, name)
    if not found:
        known = ", ".join(fact.subject for fact in state.facts(PublicationConsent)) or "nog geen"
        raise Unknown(f"{name!r} staat niet in het register; bekend: {known}.")
    return found[-1]


DECLARE = Action(
    "belang-verklaren",
    "Verklaren over eigen belangen",
    DeclareInterests,
    (Role.ASSESSOR, Role.CHAIR, Role.ADVISER, Role.DECISION_MAKER),
    "procedure",
    declare,
    problems=interest_problems,
    second_roles=(Role.DECISION_MAKER, Role.LEGAL_COUNSEL),
)
CONSENT = Action(
    "toestemming-vastleggen",
    "Toestemming om te publiceren vastleggen",
    RecordConsent,
    (Role.ADVISER,),
    "procedure",
    consent,
    problems=consent_problems,
)
