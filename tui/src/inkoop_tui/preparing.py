"""A form before it is drawn: what is known already, what can be chosen, what was seen."""

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import attrs
from attrs import frozen

from inkoop_core.api.fields import fields_of
from inkoop_core.assessment.assess import finding_of
from inkoop_core.assessment.effects import allowed_outcomes
from inkoop_core.desk.actions.agreement_signed import RecordAgreementSigned
from inkoop_core.desk.actions.data import RecordData
from inkoop_core.desk.actions.evidence_judged import JudgeEvidence
from inkoop_core.desk.actions.evidence_received import TakeInEvidence
from inkoop_core.desk.actions.letters_sent import RegisterSent
from inkoop_core.desk.actions.lookups import SettleLookUp
from inkoop_core.desk.actions.notes import ChooseReading
from inkoop_core.desk.actions.readings import RejectRead
from inkoop_core.desk.actions.requests import AllowRepair, AskClarification, AskedQuestion
from inkoop_core.desk.actions.rulings import GiveRuling
from inkoop_core.desk.actions.scoring import GiveScore
from inkoop_core.desk.actions.signatures import RecordSignature
from inkoop_core.desk.actions.subcontractors import DecideSubcontractor
from inkoop_core.desk.commands import from_texts
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.lookups import told_lookup, unweighed
from inkoop_core.desk.offered import PROPOSAL_COMMANDS
from inkoop_core.desk.proposals import ConfirmProposal, TurnDownProposal
from inkoop_core.domain.decision import Score, SubjectMotivation
from inkoop_core.domain.desk_records import Proposal
from inkoop_core.domain.moment import shown
from inkoop_core.domain.request import EvidenceReceived
from inkoop_core.errors import NotPermitted, Refused
from inkoop_core.progress.verification import evidence_statuses
from inkoop_tui.choices import Choices, choices_for, evidence_kinds, parties_of, requests_of
from inkoop_tui.read_text import side_by_side_lines, target_with, told_target
from inkoop_tui.thing import Thing


@frozen
class Prepared:
    """A form that can be drawn.

    given    texts or rows by field name, filled in already
    fixed    fields that are settled and not asked, with how they are shown; "" is not shown at all
    choices  what can be chosen, by field name
    intro    what the person should have before him while he fills it in
    picked   names of the fields that he chose already
    """

    action: str
    label: str
    command: type
    thing: Thing
    given: Mapping[str, Any] = attrs.field(factory=dict)
    fixed: Mapping[str, str] = attrs.field(factory=dict)
    choices: Mapping[str, Choices] = attrs.field(factory=dict)
    intro: str = ""
    picked: frozenset[str] = frozenset()

    def settled(self) -> Any | None:
        """The command where nothing is left to ask, None where a field must still be filled in."""
        texts = {
            name: list(value) if isinstance(value, tuple) else [str(value)]
            for name in self.fixed
            if (value := self.given.get(name)) is not None
        }
        return from_texts(self.command, texts).command


@frozen
class Pick:
    """Something must be chosen before the form can be drawn."""

    field: str
    label: str
    choices: Choices


def prepare(desk: Desk, thing: Thing, action: str, picked: Mapping[str, str]) -> Prepared | Pick:
    """The form of an action about a thing, or what must be chosen first.

    picked  what was chosen already, by field name
    Raises Unknown for an action that does not exist, NotPermitted and Refused before anybody fills in for nothing.
    """
    _permitted(desk, thing, action)
    label, command = desk.commands()[action]
    given: dict[str, Any] = dict(picked)
    fixed: dict[str, str] = {}
    choices: dict[str, Choices] = {}
    for spec in fields_of(command):
        if not spec.refers:
            continue
        known = choices_for(desk, thing.procedure, spec.refers)
        value = picked.get(spec.name) or ("" if spec.many else thing.referred(spec.refers))
        if value and not spec.many:
            given[spec.name] = value
            fixed[spec.name] = dict(known).get(value, value)
        elif spec.many and (spec.refers == thing.kind or (spec.refers == "submission" and thing.submission)):
            own = thing.ids if spec.refers == thing.kind else (thing.submission,)
            ids = tuple(value.split()) if value else own
            given[spec.name] = ids
            fixed[spec.name] = f"{len(ids)} gekozen" if len(ids) > 1 else ids[0]
        elif known:
            choices[spec.name] = known
    choices |= _choices_within(desk, thing, command, given)
    prepared = Prepared(action, label, command, thing, given, fixed, choices, picked=frozenset(picked))
    special = _SPECIAL.get(command)
    return special(desk, prepared) if special else prepared


def _choices_within(desk: Desk, thing: Thing, command: type, given: Mapping[str, Any]) -> dict[str, Choices]:
    """What a submission has of its own: its requests, its parties; and the proceedings that are named."""
    submission = given.get("submission")
    found: dict[str, Choices] = {}
    for spec in fields_of(command):
        if spec.name == "proceedings" and not spec.refers:
            found[spec.name] = choices_for(desk, thing.procedure, spec.name)
        elif spec.name == "request" and submission:
            found[spec.name] = requests_of(desk, thing.procedure, submission)
        elif spec.name == "kind" and command is TakeInEvidence:
            found[spec.name] = evidence_kinds(desk, thing.procedure)
        elif spec.name == "party" and submission and command in _OF_A_KNOWN_PARTY:
            found[spec.name] = parties_of(desk, thing.procedure, submission, own=not spec.required)
    return {name: choices for name, choices in found.items() if choices}


def _permitted(desk: Desk, thing: Thing, action: str) -> None:
    if desk.moment is not None:
        raise Refused(
            "het bureau wordt bekeken op een ander moment; daarbij kan niets worden vastgelegd. Open het bureau "
            "zonder --as-of en --known-at."
        )
    if action in PROPOSAL_COMMANDS:
        return
    found = desk.action(action)
    if not desk.roles(thing.procedure).intersection(found.roles):
        roles = " of ".join(role.label for role in found.roles)
        raise NotPermitted(
            f"'{found.label}' mag alleen een {roles}; {desk.actor.name} is dat hier niet. Een beheerder kent een "
            "rol toe; op een voorbeeldbureau gaat u met de toets u als een ander verder."
        )


def _ruling(desk: Desk, form: Prepared) -> Prepared | Pick:
    """The finding as it is seen now: its basis goes along, so that a changed one is noticed."""
    given = dict(form.given)
    if form.thing.kind == "finding":
        given["subject"] = form.thing.subject
    missing = _first_missing(form, "submission", "requirement")
    if missing:
        return missing
    state = desk.state(form.thing.procedure)
    item = finding_of(state.assessment(), given["submission"], given["requirement"], given.get("subject", ""))
    if item is None:
        return attrs.evolve(form, given=given)
    finding = item.finding
    outcomes = tuple((outcome.value, outcome.label) for outcome in allowed_outcomes(finding))
    intro = f"{finding.verdict.label}, {finding.consequence.label} ({finding.source})\n{finding.explanation}"
    if not outcomes:
        intro += "\nOver deze bevinding valt niets te oordelen."
    if item.ruling is not None:
        stale = "verouderd " if item.stale else ""
        intro += f"\nEr is een {stale}oordeel van {item.ruling.by}: {item.ruling.body.outcome.label}"
    return attrs.evolve(
        form,
        given={**given, "basis": finding.basis},
        fixed={**form.fixed, "subject": given.get("subject", ""), "basis": ""},
        choices={**form.choices, "outcome": outcomes},
        intro=intro,
    )


def _score(desk: Desk, form: Prepared) -> Prepared | Pick:
    """The scale, and one motivation per subject; an earlier own score is filled in."""
    missing = _first_missing(form, "submission", "criterion")
    if missing:
        return missing
    definition = desk.state(form.thing.procedure).definition
    criterion = definition.criterion(form.given["criterion"])
    scale = definition.award.scale
    earlier = _own_score(desk, form)
    said = {item.subject: item.text for item in earlier.motivations} if earlier else {}
    given = {
        **form.given,
        "motivations": tuple(
            SubjectMotivation(subject, said.get(subject, "")) for subject in criterion.subjects
        ),
    }
    if earlier is not None:
        given["value"] = str(earlier.value)
    return attrs.evolve(
        form,
        given=given,
        choices={
            **form.choices,
            "value": tuple(
                (str(item.value), f"{item.value}  {item.label}" + (" (knock-out)" if item.knock_out else ""))
                for item in scale
            ),
        },
        intro="\n".join(f"{item.value:>2}  {item.label}: {item.text}" for item in scale),
    )


def _own_score(desk: Desk, form: Prepared) -> Score | None:
    if form.action != "score-vastleggen":
        return None
    subject = f"{form.given['submission']}/{form.given['criterion']}/{desk.actor.name}"
    found = desk.state(form.thing.procedure).facts(Score, subject)
    return found[-1].body if found else None


def _reading(desk: Desk, form: Prepared) -> Prepared | Pick:
    missing = _first_missing(form, "note")
    if missing:
        return missing
    note = desk.state(form.thing.procedure).definition.notes[form.given["note"]]
    readings = tuple((reading.id, f"{reading.id}: {reading.text}") for reading in note.readings)
    intro = f"{note.where}: {note.finding}\n" + "\n".join(label for _, label in readings)
    return attrs.evolve(form, choices={**form.choices, "reading": readings}, intro=intro)


def _proposal(desk: Desk, form: Prepared) -> Prepared | Pick:
    missing = _first_missing(form, "proposal")
    if missing:
        return missing
    fact = desk.state(form.thing.procedure).fact(int(form.given["proposal"]))
    if not isinstance(fact.body, Proposal):
        return form
    return attrs.evolve(
        form,
        intro=f"Voorstel {fact.id} van {fact.by}: {fact.body.why_second_person}.\n{fact.body.text}",
    )


def _rejecting(desk: Desk, form: Prepared) -> Prepared | Pick:
    """A row stands for everything that was read of a fact; of one row is asked which source was read wrongly."""
    ids = form.given.get("readings", ())
    if len(ids) != 1 or form.picked:
        return form
    target = target_with(desk.state(form.thing.procedure), ids[0])
    if target is None or len(target.readings) < 2:
        return form
    each = tuple((str(item.id), f"{item.id}  {item.body.file}") for item in target.readings)
    everything = (" ".join(value for value, _ in each), f"alle {len(each)} bronnen")
    return Pick("readings", "Welke bron is verkeerd gelezen?", (*each, everything))


def _data(desk: Desk, form: Prepared) -> Prepared | Pick:
    """What was read of the fact to be, source by source, before the officer chooses or types."""
    told = (
        told_target(desk, form.thing.procedure, form.thing.id)
        if form.thing.kind == "reading" and not form.thing.also
        else None
    )
    if told is None:
        return form
    target = told.target
    settled = {"submission": target.submission, "kind": target.kind, "part": target.part}
    intro = "\n".join(
        [
            "Noem alleen wat u kiest of typt; wat de bronnen gelijk zeggen, geldt al.",
            *side_by_side_lines(told),
            *(f"! {doubt}" for doubt in target.doubts),
        ]
    )
    return attrs.evolve(form, given={**form.given, **settled}, fixed={**form.fixed, **settled}, intro=intro)


def _asking(desk: Desk, form: Prepared) -> Prepared | Pick:
    """A question about the finding that was chosen; what else there is to ask about is told."""
    if form.thing.kind != "finding" or "questions" in form.given:
        return form
    asked = AskedQuestion("", form.thing.requirement, form.thing.subject)
    state = desk.state(form.thing.procedure)
    found = finding_of(state.assessment(), form.thing.submission, form.thing.requirement, form.thing.subject)
    intro = f"{asked.requirement} {found.finding.source}: {found.finding.explanation}" if found else ""
    return attrs.evolve(form, given={**form.given, "questions": (asked,)}, intro=intro)


def _judged(desk: Desk, form: Prepared) -> Prepared | Pick:
    """The pieces that came in and nobody looked at; of the chosen one every point that it must state."""
    missing = _first_missing(form, "submission")
    if missing:
        return missing
    course = desk.state(form.thing.procedure).course
    statuses = {one.item.subject: one for one in evidence_statuses(course, form.given["submission"])}
    wanted = form.given.get("evidence") or form.thing.subject
    status = statuses.get(wanted)
    if status is None:
        came = {name: one for name, one in statuses.items() if one.usable}
        first = sorted(came, key=lambda name: not came[name].unjudged)
        if not first:
            return form
        label = "Welk bewijsmiddel? Wat nog niet is bekeken, staat vooraan"
        return Pick(
            "evidence", label, tuple((name, f"{name}  {came[name].item.kind.title}") for name in first)
        )
    kind = status.item.kind
    routes = tuple((route.id, f"{route.id}  {route.title}") for route in kind.routes)
    said = {fact.body.route for fact in status.usable if fact.body.route}
    route = form.given.get("route") or (said.pop() if len(said) == 1 else "")
    if routes and not route:
        return Pick("route", "Langs welke weg wordt dit bewezen?", routes)
    settled = {"evidence": kind.id, "party": status.item.party} | ({"route": route} if route else {})
    points = kind.points(route)
    return attrs.evolve(
        form,
        given={
            **form.given,
            **settled,
            "points": tuple(SimpleNamespace(point=one.id, present=None, where="") for one in points),
        },
        fixed={
            **form.fixed,
            **settled,
            "evidence": kind.title,
            **({} if points else {"points": ""}),
            **({} if routes else {"route": ""}),
        },
        intro="\n".join(
            [
                f"{kind.title} ({kind.source})",
                *(f"Ontvangen {shown(one.happened_at)}: {_files(one.body)}" for one in status.usable),
                *(f"{one.id}: {one.text}" for one in points),
            ]
        ),
    )


def _files(received: EvidenceReceived) -> str:
    return ", ".join(file.name for file in received.files) or "zonder bestand"


def _letter(desk: Desk, form: Prepared) -> Prepared | Pick:
    """A letter is about a submission, a complaint or a question."""
    if form.thing.kind in _MATTERS and not form.thing.also:
        settled = {"about": form.thing.id}
        return attrs.evolve(form, given={**form.given, **settled}, fixed={**form.fixed, **settled})
    matters = tuple(one for kind in _MATTERS for one in choices_for(desk, form.thing.procedure, kind))
    known = form.choices.get("about")
    return attrs.evolve(form, choices={**form.choices, "about": (*known, *matters)}) if known else form


def _weighed(desk: Desk, form: Prepared) -> Prepared | Pick:
    """The look-ups of a submission that do not confirm and that nobody has weighed."""
    if "lookup" in form.given or not form.thing.submission:
        return form
    state = desk.state(form.thing.procedure)
    facts = unweighed(state).get(form.thing.submission, ())
    known = tuple((str(fact.id), f"{fact.id}  {told_lookup(state, fact)}") for fact in facts)
    return attrs.evolve(form, choices={**form.choices, "lookup": known}) if known else form


def _first_missing(form: Prepared, *names: str) -> Pick | None:
    labels = {spec.name: spec.label for spec in fields_of(form.command)}
    for name in names:
        if name not in form.given and form.choices.get(name):
            return Pick(name, labels[name], form.choices[name])
    return None


_MATTERS = ("complaint", "question")
_OF_A_KNOWN_PARTY = (
    TakeInEvidence,
    JudgeEvidence,
    DecideSubcontractor,
    RecordSignature,
    RecordAgreementSigned,
)
_SPECIAL: dict[type, Callable[[Desk, Prepared], Prepared | Pick]] = {
    GiveRuling: _ruling,
    RecordData: _data,
    RejectRead: _rejecting,
    GiveScore: _score,
    AskClarification: _asking,
    AllowRepair: _asking,
    JudgeEvidence: _judged,
    SettleLookUp: _weighed,
    RegisterSent: _letter,
    ChooseReading: _reading,
    ConfirmProposal: _proposal,
    TurnDownProposal: _proposal,
}
