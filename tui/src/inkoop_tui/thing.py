"""What a person is looking at: a row, a submission, a finding; the actions are about it."""

from collections.abc import Sequence

from attrs import evolve, field, frozen

from inkoop_core.api.views import Column, Ref, Row
from inkoop_core.desk.views.today import TASK

WITHIN_A_SUBMISSION = ("submission", "finding", "document", "score")


@frozen
class Thing:
    """A thing of a procedure ("" the desk), as `Ref` names it.

    id    of a finding `<submission>|<requirement>|<subject>`, of a document `<submission>/<file>`
    also  ids of more things of the same kind, where several are chosen together
    first id of the action that a task about it names: it is offered first
    """

    procedure: str
    kind: str
    id: str = ""
    also: tuple[str, ...] = ()
    first: str = field(default="", eq=False)

    @classmethod
    def of(cls, procedure: str, ref: Ref) -> "Thing":
        """The thing that a row is about; a row of `vandaag` says in which procedure."""
        if ref.kind == TASK:
            within, kind, name = ref.id.split("|", 2)
            return cls(within, kind, name)
        return cls(procedure, ref.kind, ref.id)

    @classmethod
    def of_row(cls, procedure: str, row: Row, columns: Sequence[Column]) -> "Thing":
        """The thing that a row is about, with the action that the row names."""
        names = [column.id for column in columns]
        first = str(row.cells[names.index("with")]) if "with" in names else ""
        return evolve(cls.of(procedure, row.ref), first=first)

    @classmethod
    def several(cls, procedure: str, refs: Sequence[Ref]) -> "Thing":
        """Things of one kind that are chosen together, at least one."""
        first, *others = refs
        return cls(procedure, first.kind, first.id, tuple(ref.id for ref in others))

    @classmethod
    def finding(cls, procedure: str, submission: str, requirement: str, subject: str) -> "Thing":
        """A finding."""
        return cls(procedure, "finding", f"{submission}|{requirement}|{subject}")

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of each thing."""
        return (self.id, *self.also)

    @property
    def submission(self) -> str:
        """The submission it is about, "" when it is about none or about several things."""
        if self.also or self.kind not in WITHIN_A_SUBMISSION:
            return ""
        return self.id.partition("|")[0].partition("/")[0]

    @property
    def requirement(self) -> str:
        """The requirement of a finding, or the requirement itself."""
        if self.kind == "finding":
            return self.id.split("|")[1]
        return self.id if self.kind == "requirement" else ""

    @property
    def subject(self) -> str:
        """The subject of a finding."""
        return self.id.split("|", 2)[2] if self.kind == "finding" else ""

    @property
    def file(self) -> str:
        """The file of a document."""
        return self.id.partition("/")[2] if self.kind == "document" else ""

    def referred(self, kind: str) -> str:
        """The id to fill in where a field refers to a kind of thing; "" when this says nothing about it."""
        if self.also:
            return ""
        if kind == "submission":
            return self.submission
        if kind == "requirement":
            return self.requirement
        if kind == "criterion" and self.kind == "score":
            return [*self.id.split("/"), ""][1]
        return self.id if kind == self.kind else ""
