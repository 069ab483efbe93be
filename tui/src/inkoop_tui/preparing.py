"""A form before it is drawn: what is known already, what can be chosen, what was seen."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs
from attrs import frozen

from inkoop_core.api.fields import fields_of
from inkoop_core.assessment.assess import finding_of
from inkoop_core.assessment.effects import allowed_outcomes
from inkoop_core.desk.actions.data import RecordData
from inkoop_core.desk.actions.notes import ChooseReading
from inkoop_core.desk.actions.readings import RejectRead
from inkoop_core.desk.actions.rulings import GiveRuling
from inkoop_core.desk.actions.scoring import GiveScore
from inkoop_core.desk.commands import from_texts
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.offered import PROPOSAL_COMMANDS
from inkoop_core.desk.proposals import ConfirmProposal, TurnDownProposal
from inkoop_core.domain.decision import Score, SubjectMotivation
from inkoop_core.domain.desk_records import Proposal
from inkoop_core.errors import NotPermitted, Refused
from inkoop_tui.choices import Choices, choices_for
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
        elif spec.many and spec.refers == thing.kind:
            ids = tuple(value.split()) if value else thing.ids
            given[spec.name] = ids
            fixed[spec.name] = f"{len(ids)} gekozen" if len(ids) > 1 else ids[0]
        elif known:
            choices[spec.name] = known
    prepared = Prepared(action, label, command, thing, given, fixed, choices, picked=frozenset(picked))
    special = _SPECIAL.get(command)
    return special(desk, prepared) if special else prepared


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


def _first_missing(form: Prepared, *names: str) -> Pick | None:
    labels = {spec.name: spec.label for spec in fields_of(form.command)}
    for name in names:
        if name not in form.given and form.choices.get(name):
            return Pick(name, labels[name], form.choices[name])
    return None


_SPECIAL: dict[type, Callable[[Desk, Prepared], Prepared | Pick]] = {
    GiveRuling: _ruling,
    RecordData: _data,
    RejectRead: _rejecting,
    GiveScore: _score,
    ChooseReading: _reading,
    ConfirmProposal: _proposal,
    TurnDownProposal: _proposal,
}
