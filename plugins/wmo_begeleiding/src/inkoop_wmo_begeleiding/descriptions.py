"""The descriptions that the award criteria ask for (§4)."""

from collections.abc import Iterable, Set

from inkoop_core.api.award import AwardCriterion
from inkoop_core.api.rules import Case
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.package import Document, PackageReceived


def separate_descriptions(case: Case) -> Iterable[Finding]:
    """Each criterion has a description of its own: the criteria are assessed apart (§4).

    Whether it is there and can be read is judged where its pages are counted (INT-07, INT-08).
    """
    package = case.one(PackageReceived)
    if package is None or not package.body.content_read:
        yield case.on("INT-14").pending("De inhoud van de inschrijving is niet gelezen.")
        return
    hashes: set[str] = set()
    for criterion in case.definition.award.criteria:
        documents = [fact for fact in case.all(Document) if fact.body.kind == criterion.document]
        yield _judged(case, criterion, documents, hashes)
        hashes |= {fact.body.sha256 for fact in documents}


def _judged(
    case: Case, criterion: AwardCriterion, documents: list[Fact[Document]], earlier: Set[str]
) -> Finding:
    """What is said of one criterion; `earlier` are the files of the criteria before it."""
    on, subject = case.on("INT-14"), criterion.id
    if not documents:
        return on.not_applicable(
            f"Een beschrijving van {subject} ({criterion.title_in_letters}) ontbreekt; zie de eis daarover.",
            subject=subject,
        )
    shared = [fact for fact in documents if fact.body.sha256 in earlier]
    if shared:
        return on.clarify(
            f"De beschrijving van {subject} is hetzelfde bestand als die van een ander criterium; "
            "de criteria worden afzonderlijk beoordeeld.",
            *shared,
            subject=subject,
        )
    return on.met(f"{subject} heeft een eigen beschrijving.", *documents, subject=subject)
