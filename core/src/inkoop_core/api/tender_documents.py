"""The register of tender documents: which there are, by letter."""

from attrs import frozen

from inkoop_core.domain.source import SourceRef


@frozen
class TenderDocument:
    """A document of the tender.

    id        as sources name it: "inkoopdocument"
    letter    "" the tender document itself; "I", "VIIIa", "A": the register goes by letter, not by name
    title     by which the desk calls it
    names     the names that are printed for it, which need not be the same everywhere
    supplied  its content stands in the tender document or came with it
    """

    id: str
    letter: str
    title: str
    source: SourceRef
    names: tuple[str, ...] = ()
    supplied: bool = False
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As officers say it: "Bijlage A Productomschrijvingen"; the tender document by its title."""
        return f"Bijlage {self.letter} {self.title}" if self.letter else self.title
