"""What does not fit in the tables of the signing set and of a re-tender."""

from collections import Counter
from collections.abc import Iterable, Iterator

from inkoop_core.api.signing import SigningItem
from inkoop_core.tender.file import TenderFile


def signing_problems(file: TenderFile, requirements: Iterable[str]) -> Iterator[str]:
    """One line per problem, each starting with its path; requirements: every id, those of clauses too."""
    for item, times in Counter(item.id for item in file.signing).items():
        if times > 1:
            yield f"signing.{item}: komt {times} keer voor; een id is uniek"
    known = _known(file, requirements)
    for part in file.signing:
        for key, value in _named(part):
            table, there = known[key]
            if value not in there:
                yield f"signing.{part.id}.{key}: {value!r} staat niet in {table}"
        yield from _purpose(part)
    yield from _retender(file)


def _known(file: TenderFile, requirements: Iterable[str]) -> dict[str, tuple[str, set[str]]]:
    """By key the table that holds what can be named there, and what that is."""
    return {
        "document": ("[[tender_documents]]", {item.letter for item in file.tender_documents}),
        "requirements": ("[[requirements]]", set(requirements)),
        "evidence": ("[[evidence]]", {item.id for item in file.evidence}),
        "notes": ("de tabel [[notes]]", {note.id for note in file.notes}),
    }


def _named(part: SigningItem) -> Iterator[tuple[str, str]]:
    if part.document:
        yield "document", part.document
    yield from (("requirements", value) for value in part.requirements)
    yield from (("evidence", value) for value in part.evidence)
    yield from (("notes", value) for value in part.notes)


def _purpose(part: SigningItem) -> Iterator[str]:
    """A part is a tender document, or something that the contractor brings."""
    brought = part.requirements or part.evidence
    if not part.document and not brought:
        yield (
            f"signing.{part.id}: noem het stuk (document), of de eis (requirements) of het bewijsmiddel (evidence) "
            "waaruit blijkt dat het er is"
        )
    if part.document and brought:
        yield f"signing.{part.id}: een aanbestedingsdocument of iets van de opdrachtnemer, niet beide"


def _retender(file: TenderFile) -> Iterator[str]:
    if file.retender is None:
        return
    products = {item.id for item in file.products}
    for product in file.retender.products:
        if product not in products:
            yield f"retender.products: {product!r} staat niet in [[products]]"
    if not file.retender.products:
        yield "retender.products: is leeg; noem ten minste één product"
