"""What must hold between the parts of an `inschrijving.toml`, beyond the type of each value."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from inkoop_core.api.checks import problems_of_body
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import Declaration
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.reading.sources import DECLARATION, name_problem


def problems(declaration: Declaration, definition: TenderDefinition) -> tuple[str, ...]:
    """Every problem, one line each, with the path of the value."""
    lines: list[str] = []
    for check in _CHECKS:
        lines += check(declaration, definition)
    return tuple(f"{DECLARATION}: {line}" for line in lines)


def _tenderer(declaration: Declaration, definition: TenderDefinition) -> Iterator[str]:
    yield from _of_one("tenderer", declaration.tenderer, definition)


def _parties(declaration: Declaration, definition: TenderDefinition) -> Iterator[str]:
    yield from _twice("parties", "id", [party.id for party in declaration.parties])
    for index, party in enumerate(declaration.parties):
        yield from _of_one(f"parties[{index}]", party, definition)


def _offer(declaration: Declaration, definition: TenderDefinition) -> Iterator[str]:
    yield from _of_one("offer", declaration.offer, definition)


def _espd(declaration: Declaration, _: TenderDefinition) -> Iterator[str]:
    yield from _twice("espd", "party", [response.party for response in declaration.espd])
    for index, response in enumerate(declaration.espd):
        yield from _party_known(f"espd[{index}].party", response.party, declaration)


def _references(declaration: Declaration, definition: TenderDefinition) -> Iterator[str]:
    numbers = [str(reference.number) for reference in declaration.references]
    yield from _twice("references", "number", numbers)
    for index, reference in enumerate(declaration.references):
        yield from _of_one(f"references[{index}]", reference, definition)


def _sanctions(declaration: Declaration, definition: TenderDefinition) -> Iterator[str]:
    yield from _of_one("sanctions", declaration.sanctions, definition)


def _signatures(declaration: Declaration, definition: TenderDefinition) -> Iterator[str]:
    documents = [signature.document.removesuffix(f":{OWN_PARTY}") for signature in declaration.signatures]
    yield from _twice("signatures", "document", documents)
    for index, signature in enumerate(declaration.signatures):
        path = f"signatures[{index}]"
        yield from _of_one(path, signature, definition)
        _, colon, party = signature.document.partition(":")
        if colon:
            yield from _party_known(f"{path}.document", party, declaration)


def _documents(declaration: Declaration, definition: TenderDefinition) -> Iterator[str]:
    files = [document.file for document in declaration.documents]
    yield from _twice("documents", "file", files)
    for index, document in enumerate(declaration.documents):
        path = f"documents[{index}]"
        yield from _of_one(path, document, definition)
        if document.file == DECLARATION:
            yield f"{path}.file: {DECLARATION} is zelf geen document van de inschrijving"
        elif problem := name_problem(document.file):
            yield f"{path}.file: {document.file!r}: {problem}"
        yield from _party_known(f"{path}.party", document.party, declaration)


_CHECKS: tuple[Callable[[Declaration, TenderDefinition], Iterable[str]], ...] = (
    _tenderer,
    _parties,
    _offer,
    _espd,
    _references,
    _sanctions,
    _signatures,
    _documents,
)


def _of_one(path: str, body: object, definition: TenderDefinition) -> Iterator[str]:
    """What is wrong within one fact; nothing where there is none."""
    yield from (f"{path}.{line}" for line in problems_of_body(body, definition))


def _twice(path: str, key: str, values: list[str]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{path}: {key} {value!r} komt {count} keer voor; ten hoogste één keer"


def _party_known(path: str, party: str, declaration: Declaration) -> Iterator[str]:
    known = (OWN_PARTY, *(other.id for other in declaration.parties))
    if party not in known:
        yield f"{path}: {party!r} is onbekend; bekend zijn: {', '.join(sorted(known))}"
