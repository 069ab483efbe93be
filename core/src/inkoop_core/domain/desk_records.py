"""Facts about the desk itself: who works here, and what waits for a second person."""

from attrs import frozen

from inkoop_core.domain.role import Role


@frozen
class DeskFounded:
    """The desk is made; its founder has every role on an embedded desk.

    sample   everything in it is an example, and a script may drive its clock
    shared   people state who they are with `--user`
    """

    founder: str
    sample: bool
    shared: bool


@frozen
class RoleGranted:
    """A person has a role in a procedure. Subject `role/<person>/<role>`."""

    person: str
    role: Role


@frozen
class Proposal:
    """An outcome that waits for a second person.

    command         canonical JSON of the command
    outcome_digest  of what the second person was shown and confirms
    text            what would happen, in words
    """

    action: str
    command: str
    outcome_digest: str
    text: str
    why_second_person: str


@frozen
class ProposalClosed:
    """A proposal is confirmed or turned down. Replaces the proposal."""

    action: str
    confirmed: bool
    reason: str
