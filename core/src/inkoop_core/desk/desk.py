"""The desk: the one way in which people change anything and look at anything."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from attrs import Factory, define, evolve, field

from inkoop_core.access import Actor, require, roles_now, same_person
from inkoop_core.api.actions import Action, Outcome, Performed
from inkoop_core.api.records import RecordType
from inkoop_core.api.views import Table, View
from inkoop_core.assessment.model import Assessment
from inkoop_core.desk.interests import JUDGING, why_barred
from inkoop_core.desk.offered import PROPOSAL_COMMANDS, offered_actions, offered_views
from inkoop_core.desk.ports import Clock, EntryDraft, HeadMoved, PackageReader, Store
from inkoop_core.desk.proposals import (
    TURN_DOWN,
    ConfirmProposal,
    TurnDownProposal,
    of_proposer,
    outcome_digest,
    proposal_draft,
    require_open,
)
from inkoop_core.desk.records import CORE_RECORDS
from inkoop_core.desk.remembered import RememberedFacts
from inkoop_core.desk.scoring_rounds import shown_to_actor, told_hidden
from inkoop_core.desk.state import ProcedureState
from inkoop_core.desk.timing import timed
from inkoop_core.domain.canonical import canonical_json, digest
from inkoop_core.domain.desk_records import DeskFounded, Proposal, ProposalClosed
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.role import READERS, Role
from inkoop_core.errors import CommandError, Conflict, NotPermitted, Refused, Unknown
from inkoop_core.plugins import Catalogue
from inkoop_core.structure import plain

ATTEMPTS = 8
"""How often an action decides again when somebody else recorded something in between."""


@define
class Desk:
    """A desk that is open for one actor.

    moment  None: now; else views and assessments are shown as of that moment, and nothing can be recorded;
            who may look is decided by the roles that people have now
    """

    store: Store
    catalogue: Catalogue
    packages: PackageReader
    actor: Actor
    clock: Clock
    moment: Moment | None = None
    remembered: RememberedFacts = field(
        default=Factory(lambda self: RememberedFacts(self.store), takes_self=True), repr=False
    )
    records: Mapping[str, RecordType] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.records = {item.kind: item for item in (*CORE_RECORDS, *self.catalogue.record_types)}

    @cached_property
    def actions(self) -> Mapping[str, Action[Any]]:
        """Everything a person can do, by id; loaded when somebody asks."""
        return {item.id: item for item in offered_actions(self.catalogue)}

    @cached_property
    def views(self) -> Mapping[str, View]:
        """Everything a person can see, by id; loaded when somebody asks."""
        return {item.id: item for item in offered_views(self.catalogue)}

    def for_actor(self, actor: Actor) -> "Desk":
        """The same desk for another person."""
        return Desk(
            self.store, self.catalogue, self.packages, actor, self.clock, self.moment, self.remembered
        )

    def now(self) -> Moment:
        """The moment that questions are asked for."""
        return self.moment or Moment.at(self.clock())

    def state(
        self, procedure: str, *, actor: str | None = None, moment: Moment | None = None
    ) -> ProcedureState:
        """A procedure, or "" the desk itself, at a moment.

        Now is never before the last fact that was recorded, also where the clock fell back.
        """
        state = ProcedureState(
            procedure,
            actor or self.actor.name,
            moment or self.now(),
            self.store,
            self.catalogue,
            self.packages,
            self.records,
            self.remembered,
        )
        if moment is None and self.moment is None:
            last = (*state.recorded[-1:], *state.recorded_on_desk[-1:])
            state.moment = Moment.at(max(state.moment.as_of, *(fact.recorded_at for fact in last)))
        return state

    def procedures(self) -> tuple[str, ...]:
        """The ids of the procedures, sorted."""
        return tuple(chain for chain in self.store.chains() if chain)

    def opened(self, procedure: str, what: str) -> ProcedureState:
        """A procedure for somebody who may look into it. Raises Unknown or NotPermitted."""
        state = self.state(procedure)
        require(self.actor, self._roles(state, self.actor.name), READERS, what)
        _ = state.added
        return state

    def founded(self) -> DeskFounded | None:
        """How the desk was made."""
        found = self.state("").facts(DeskFounded)
        return found[0].body if found else None

    def roles(self, procedure: str, person: str | None = None) -> frozenset[Role]:
        """The roles that a person now has in a procedure, those on the whole desk included."""
        return self._roles(self.state(procedure), person or self.actor.name)

    def _roles(self, state: ProcedureState, person: str) -> frozenset[Role]:
        return roles_now(person, (*state.recorded_on_desk, *state.recorded))

    def assessment(self, procedure: str) -> Assessment:
        """The assessment of a procedure at the desk's moment."""
        return self.state(procedure).assessment()

    def commands(self) -> Mapping[str, tuple[str, type]]:
        """Label and command class of everything a person can do, by id."""
        offered = {item.id: (item.label, item.command) for item in self.actions.values()}
        return offered | PROPOSAL_COMMANDS

    def action(self, action_id: str) -> Action[Any]:
        """The action of that id. Raises Unknown, naming near ones."""
        if action_id not in self.actions:
            raise Unknown(f"actie {action_id!r} bestaat niet; zie `inkoop actions`.")
        return self.actions[action_id]

    def view(self, view_id: str, procedure: str = "", arguments: Any = None) -> Table:
        """Look at something. Raises Unknown or NotPermitted."""
        if view_id not in self.views:
            raise Unknown(f"overzicht {view_id!r} bestaat niet; zie `inkoop views`.")
        view = self.views[view_id]
        state = self.state(procedure)
        if self.moment is None:
            state.moment = Moment.at(max((state.moment.as_of, *self._last_entry(procedure))))
        held = self._roles(state, self.actor.name)
        if view.about == "desk":
            held = held.union(*(self.roles(one) for one in self.procedures()))
        require(self.actor, held, view.roles, f"'{view.label}' bekijken")
        table = view.show(
            arguments if arguments is not None else view.arguments(), shown_to_actor(state), state.moment
        )
        hidden = told_hidden(state) if view.about != "desk" else ""
        return evolve(table, note=f"{table.note} {hidden}".strip()) if hidden else table

    def _last_entry(self, chain: str) -> Iterator[datetime]:
        """When the last entry was made: a refused attempt has no fact, and the clock may have fallen back."""
        head = self.store.head(chain)
        return (entry.recorded_at for entry in self.store.journal(chain, max(head.seq - 1, 0), 1))

    def perform(self, action_id: str, procedure: str, command: Any, *, dry_run: bool = False) -> Performed:
        """Carry an action out, propose it to a second person, or (dry run) say what it would do.

        Raises CommandError, Refused, NotPermitted, Conflict, Unknown, PluginMissing; a refused attempt of
        somebody without the role is journaled.
        """
        if isinstance(command, ConfirmProposal):
            return self.confirm(procedure, command.proposal, dry_run=dry_run)
        if isinstance(command, TurnDownProposal):
            return self.turn_down(procedure, command.proposal, command.reason, dry_run=dry_run)
        self._now_only()
        action = self.action(action_id)
        problems = tuple(action.problems(command))
        if problems:
            raise CommandError(f"{action.label} kan zo niet:", problems)
        for _ in range(ATTEMPTS):
            expected = self.store.head(procedure)
            state = self.state(procedure)
            self._permit(action, state, action.roles, command, dry_run)
            outcome = self._timed(action.decide(command, state, state.moment), state)
            if barred_by := why_barred(state, self.actor.name, outcome.facts, JUDGING):
                raise Refused(f"{barred_by}.")
            why = outcome.second_person or ("een beslissing vraagt een tweede persoon" * action.second_person)
            if dry_run:
                return Performed(outcome.text, 0, second_person=why)
            entry = self._entry(action.id, procedure, command)
            facts: Iterable[Draft] = outcome.facts
            files = outcome.files
            if why:
                facts, files = [proposal_draft(action, command, outcome, why)], ()
            try:
                done = self.store.append(entry, tuple(facts), files, expected)
            except HeadMoved:
                continue
            if why:
                text = (
                    f"Voorstel {done.facts[0]} vastgelegd; het gaat pas in als een tweede persoon het "
                    f"bevestigt ({why}).\n{outcome.text}"
                )
                return Performed(text, done.entry, done.facts, done.facts[0], done.recorded_at)
            return Performed(outcome.text, done.entry, done.facts, None, done.recorded_at)
        raise _busy()

    def require_may(self, action_id: str, procedure: str, command: Any) -> None:
        """Before long work: raises what `perform` would raise for somebody who may not; that is journaled too."""
        self._now_only()
        action = self.action(action_id)
        self._permit(action, self.state(procedure), action.roles, command, dry_run=False)

    def confirm(self, procedure: str, proposal_id: int, *, dry_run: bool = False) -> Performed:
        """Confirm a proposal as the second person; what was proposed is recorded (not in a dry run).

        Raises Refused for the proposer himself and when he lost the role, Conflict when the outcome is no longer
        what was proposed, when it is now refused, or when the proposal was closed.
        """
        self._now_only()
        for _ in range(ATTEMPTS):
            expected = self.store.head(procedure)
            state = self.state(procedure)
            proposal, action = self._proposal(state, proposal_id)
            command = plain(action.command, json.loads(proposal.body.command))
            self._permit(action, state, action.second_roles or action.roles, command, dry_run)
            if same_person(proposal.by, self.actor.name):
                raise Refused(
                    f"voorstel {proposal_id} is van {proposal.by} zelf; een ander moet het bevestigen."
                )
            if not self._roles(state, proposal.by).intersection(action.roles):
                wanted = " of ".join(role.label for role in action.roles)
                raise Refused(
                    f"{proposal.by}, van wie voorstel {proposal_id} is, heeft de rol {wanted} niet meer; wijs "
                    "het voorstel af."
                )
            try:
                decided = action.decide(command, of_proposer(state, proposal.by), state.moment)
            except Refused as error:
                raise Conflict(
                    f"voorstel {proposal_id} kan niet meer worden bevestigd; wijs het af. Wat er nu in de weg staat: "
                    f"{error}"
                ) from error
            try:
                outcome = self._timed(decided, state)
            except CommandError as error:
                raise Conflict(
                    f"voorstel {proposal_id} kan zo niet meer worden bevestigd: het wachtte te lang. Wijs het af "
                    f"(voorstel-afwijzen) en doe het opnieuw, met een reden voor de late vastlegging. {error}"
                ) from error
            if outcome.second_roles:
                self._permit(action, state, outcome.second_roles, command, dry_run)
            self._require_unbarred(state, proposal, outcome)
            if outcome_digest(outcome) != proposal.body.outcome_digest:
                raise Conflict(
                    f"voorstel {proposal_id} zou nu iets anders vastleggen dan wat is voorgesteld. "
                    f"Wijs het af en doe het opnieuw. Nu zou gebeuren: {outcome.text}"
                )
            if dry_run:
                return Performed(outcome.text, 0)
            closed = Draft(
                ProposalClosed(action.id, confirmed=True, reason=""), proposal.subject, replaces=proposal.id
            )
            entry = self._entry(action.id, procedure, command, proposer=proposal.by)
            try:
                done = self.store.append(entry, (*outcome.facts, closed), outcome.files, expected)
            except HeadMoved:
                continue
            return Performed(outcome.text, done.entry, done.facts[:-1], None, done.recorded_at)
        raise _busy()

    def _require_unbarred(self, state: ProcedureState, proposal: Fact[Proposal], outcome: Outcome) -> None:
        """Raises Refused for a second person who may not confirm this outcome, Conflict for such a proposer."""
        cannot = f"voorstel {proposal.id} kan niet door {self.actor.name} worden bevestigd"
        if why := why_barred(state, self.actor.name, outcome.facts):
            raise Refused(f"{cannot}: {why}.")
        if why := why_barred(state, proposal.by, outcome.facts, JUDGING):
            raise Conflict(f"voorstel {proposal.id} kan niet meer worden bevestigd; wijs het af. {why}.")
        for barred in outcome.not_by:
            if same_person(barred.person, self.actor.name):
                raise Refused(f"{cannot}: {barred.why}.")

    def turn_down(self, procedure: str, proposal_id: int, reason: str, *, dry_run: bool = False) -> Performed:
        """Turn a proposal down, or withdraw one's own, with a reason."""
        self._now_only()
        if not reason.strip():
            raise CommandError("Een voorstel afwijzen kan zo niet:", ["reason: geef een reden"])
        state = self.state(procedure)
        proposal, action = self._proposal(state, proposal_id)
        if not same_person(proposal.by, self.actor.name):
            self._permit(action, state, action.second_roles or action.roles, reason, dry_run)
        if dry_run:
            return Performed(f"Voorstel {proposal_id} wordt afgewezen: {reason}", 0)
        closed = Draft(ProposalClosed(action.id, False, reason), proposal.subject, replaces=proposal.id)
        done = self.store.append(self._entry(TURN_DOWN, procedure, reason), (closed,))
        return Performed(
            f"Voorstel {proposal_id} is afgewezen.", done.entry, done.facts, None, done.recorded_at
        )

    def _now_only(self) -> None:
        if self.moment is not None:
            raise Refused(
                "het bureau wordt bekeken op een ander moment (--as-of of --known-at); daarbij kan niets "
                "worden vastgelegd. Laat die opties weg."
            )

    def _permit(
        self,
        action: Action[Any],
        state: ProcedureState,
        roles: Iterable[Role],
        command: Any,
        dry_run: bool,
    ) -> None:
        """Raises Unknown for a procedure that is not here, NotPermitted, PluginMissing.

        A refused attempt is journaled; a dry run is no attempt.
        """
        within = bool(state.procedure) and action.about != "desk"
        if within:
            _ = state.added
        try:
            require(self.actor, self._roles(state, self.actor.name), roles, f"'{action.label}'")
        except NotPermitted as refusal:
            if not dry_run:
                chain = state.procedure if within else ""
                self.store.append(self._entry(action.id, chain, command, refused=str(refusal)))
            raise
        if within:
            state.require_plugins()

    def _entry(
        self, action_id: str, procedure: str, command: Any, *, proposer: str = "", refused: str = ""
    ) -> EntryDraft:
        return EntryDraft(
            chain=procedure,
            action=action_id,
            command_digest=digest(canonical_json(command)),
            actor=proposer or self.actor.name,
            second=self.actor.name if proposer else "",
            stated=self.actor.stated,
            refused=refused,
        )

    def _timed(self, outcome: Outcome, state: ProcedureState) -> Outcome:
        return timed(outcome, self.records.values(), state.moment)

    def _proposal(self, state: ProcedureState, proposal_id: int) -> tuple[Fact[Proposal], Action[Any]]:
        """A proposal that stands, with its action. Raises Unknown, Conflict, PluginMissing."""
        require_open(state, proposal_id)
        found = state.fact(proposal_id)
        if not isinstance(found.body, Proposal):
            raise Unknown(f"feit {proposal_id} is geen voorstel; zie `inkoop view voorstellen`.")
        if state.procedure:
            state.require_plugins()
        return found, self.action(found.body.action)


def _busy() -> Conflict:
    return Conflict("anderen leggen tegelijk veel vast in deze procedure; probeer het zo nog eens.")
