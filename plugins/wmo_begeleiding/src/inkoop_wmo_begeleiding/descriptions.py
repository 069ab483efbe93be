"""The descriptions that the award criteria ask for (§4)."""

from collections.abc import Iterable, Set

from inkoop_core.api.definition import AwardCriterion
from inkoop_core.api.rules import Case
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.package import Document, FileProblem, Observation, PackageReceived


def separate_descriptions(case: Case) -> Iterable[Finding]:
    """Each criterion has a usable description of its own: the criteria are assessed apart (§4, §5.2)."""
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
        return on.not_met(
            f"Een beschrijving van {subject} ({criterion.title_in_letters}) ontbreekt.", subject=subject
        )
    if len(documents) > 1:
        return on.clarify(
            f"Van {subject} zijn {len(documents)} beschrijvingen ingediend; vraag welke geldt.",
            *documents,
            subject=subject,
        )
    document = documents[0]
    seen = _last_seen(case, document.body)
    if seen is None:
        return on.pending(f"Bestand {document.body.file} is nog niet bekeken.", document, subject=subject)
    problem = seen.body.problem
    if problem is not None:
        say = on.clarify if problem is FileProblem.MISNAMED else on.not_met
        return say(f"Bestand {document.body.file}: {problem.label}.", document, seen, subject=subject)
    if document.body.sha256 in earlier:
        return on.clarify(
            f"De beschrijving van {subject} is hetzelfde bestand als die van een ander criterium; "
            "de criteria worden afzonderlijk beoordeeld.",
            document,
            subject=subject,
        )
    return on.met(f"{subject} heeft een eigen beschrijving.", document, seen, subject=subject)


def _last_seen(case: Case, document: Document) -> Fact[Observation] | None:
    """What was last seen in this very file; one that is missing is known by its name alone."""
    for fact in reversed(case.all(Observation)):
        same = fact.body.sha256 == document.sha256 or fact.body.problem is FileProblem.MISSING
        if fact.body.file == document.file and same:
            return fact
    return None
