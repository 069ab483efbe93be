"""Where a rule stands."""

from attrs import frozen


@frozen
class SourceRef:
    """A place in a document: `SourceRef("inkoopdocument", "§3.4 Nr 1")`."""

    document: str
    paragraph: str

    def __str__(self) -> str:
        return self.paragraph if self.document == "inkoopdocument" else f"{self.document} {self.paragraph}"
