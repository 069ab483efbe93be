"""What a person looks up or sees himself: registers, referees, originals. A kind of it is data of the tender."""

from enum import Enum

from attrs import frozen

from inkoop_core.domain.source import SourceRef


class LookUpSort(Enum):
    """Whether somebody consulted a register, or saw or heard it himself."""

    REGISTER = "register"
    OBSERVATION = "observation"

    @property
    def label(self) -> str:
        return {LookUpSort.REGISTER: "naslag", LookUpSort.OBSERVATION: "waarneming"}[self]


class LookUpAbout(Enum):
    """What a look-up is about."""

    TENDERER = "tenderer"
    PARTY = "party"
    REFERENCE = "reference"
    DOCUMENT = "document"

    @property
    def label(self) -> str:
        return {
            LookUpAbout.TENDERER: "de inschrijver (tenderer)",
            LookUpAbout.PARTY: "een andere partij (haar id)",
            LookUpAbout.REFERENCE: "een referentie (referentie-1)",
            LookUpAbout.DOCUMENT: "een stuk (uea, van een ander uea:partij)",
        }[self]


class Shows(Enum):
    """What a result means for what the tenderer said."""

    CONFIRMS = "confirms"
    DIFFERS = "differs"
    INCONCLUSIVE = "inconclusive"

    @property
    def label(self) -> str:
        return {
            Shows.CONFIRMS: "bevestigt",
            Shows.DIFFERS: "wijkt af",
            Shows.INCONCLUSIVE: "geen uitsluitsel",
        }[self]


@frozen
class LookUpResult:
    """A result that can be recorded."""

    id: str
    label: str
    shows: Shows


@frozen
class LookUpField:
    """Something to note. id: of a field of the tenderer or the party ("trade_register_number"), else free."""

    id: str
    label: str


@frozen
class LookUpKind:
    """A look-up or observation that the desk knows.

    about     what it can be about
    results   what can come out; only these are recorded
    fields    what to note of it
    printout  a printout is wanted with it
    source    the paragraph that asks for it, or the custom or law that it rests on
    """

    id: str
    title: str
    kind: LookUpSort
    about: tuple[LookUpAbout, ...]
    results: tuple[LookUpResult, ...]
    source: SourceRef
    fields: tuple[LookUpField, ...] = ()
    printout: bool = False
    notes: tuple[str, ...] = ()

    def result(self, id: str) -> LookUpResult | None:
        """The result of that id; None when there is none."""
        return next((result for result in self.results if result.id == id), None)

    def confirming(self) -> LookUpResult | None:
        """The first result that confirms; None when there is none."""
        return next((result for result in self.results if result.shows is Shows.CONFIRMS), None)
