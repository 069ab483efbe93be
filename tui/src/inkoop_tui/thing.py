"""What a person is looking at: a row, a submission, a finding; the actions are about it."""

from attrs import frozen

from inkoop_core.api.views import Ref

WITHIN_A_SUBMISSION = ("submission", "finding", "document", "score")


@frozen
class Thing:
    """A thing of a procedure ("" the desk), as `Ref` names it.

    id  of a finding `<submission>|<requirement>|<subject>`, of a document `<submission>/<file>`
    """

    procedure: str
    kind: str
    id: str = ""

    @classmethod
    def of(cls, procedure: str, ref: Ref) -> "Thing":
        """The thing that a row is about."""
        return cls(procedure, ref.kind, ref.id)

    @classmethod
    def finding(cls, procedure: str, submission: str, requirement: str, subject: str) -> "Thing":
        """A finding."""
        return cls(procedure, "finding", f"{submission}|{requirement}|{subject}")

    @property
    def submission(self) -> str:
        """The submission it is about, "" when it is about none."""
        if self.kind not in WITHIN_A_SUBMISSION:
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
        if kind == "submission":
            return self.submission
        if kind == "requirement":
            return self.requirement
        if kind == "criterion" and self.kind == "score":
            return [*self.id.split("/"), ""][1]
        return self.id if kind == self.kind else ""
