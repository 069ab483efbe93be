"""An `inschrijving.toml` that does not count: it came from the tenderer, so it is a file like any other."""

from collections.abc import Iterable

from attrs import evolve

from inkoop_core.api.packages import Recognised
from inkoop_core.domain.reading import ReadFact
from inkoop_core.reading.sources import DECLARATION

UNUSED = f"{DECLARATION} van de inschrijver: niet gebruikt"
_ASKED = f"{UNUSED}; wat erin staat telt niet mee: bekijk het, en zeg dat dit geen stuk van de lijst is"


def is_declaration(name: str) -> bool:
    """Whether a file has that name, in whatever folder it lies."""
    return name.rpartition("/")[2].casefold() == DECLARATION


def recognised_unused(files: Iterable[Recognised]) -> tuple[Recognised, ...]:
    """What each file was taken for; of such a file that it is not used, unless its content says what it is."""
    return tuple(
        evolve(file, why=UNUSED, asked=True) if is_declaration(file.file) and not file.kind else file
        for file in files
    )


def facts_beside_unused(facts: Iterable[ReadFact]) -> tuple[ReadFact, ...]:
    """The proposals, with a doubt at what such a file is."""
    return tuple(
        evolve(
            fact, doubts=(_ASKED, *(doubt for doubt in fact.doubts if not doubt.startswith("niet herkend")))
        )
        if fact.kind == "document" and is_declaration(fact.file)
        else fact
        for fact in facts
    )
