"""Documents: are they in the bid, can they be used, are they short enough (§4, §5.2, Annex I)."""

import functools
from collections.abc import Iterable, Mapping

from inkoop_core.api.definition import DocumentKind, Needed
from inkoop_core.api.rules import Case, OnRequirement
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding, Verdict
from inkoop_core.domain.moment import shown
from inkoop_core.domain.package import Document, FileProblem, Observation, PackageReceived
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.request import DocumentAdded
from inkoop_core.standard.gate import KEPT_CASES, needs_content
from inkoop_core.standard.settings import named, noted

DECLARATION_FILE = "inschrijving.toml"
"""Holds the structured facts of a package; it is no document of the bid."""

Documents = tuple[Fact[Document], ...]


def kind_of(case: Case, kind: str) -> DocumentKind:
    """The document of the checklist. Raises KeyError naming it when the definition does not have it."""
    try:
        return case.definition.document_by_kind[kind]
    except KeyError:
        raise KeyError(f"de aanbestedingsdefinitie heeft geen document {kind!r}") from None


def documents_of(case: Case, kind: str, party: str = OWN_PARTY) -> Documents:
    """The documents of one kind that one party handed in."""
    return _documents_by_kind(case).get((kind, party), ())


@functools.lru_cache(maxsize=KEPT_CASES)
def _documents_by_kind(case: Case) -> Mapping[tuple[str, str], Documents]:
    found: dict[tuple[str, str], Documents] = {}
    for fact in case.all(Document):
        key = (fact.body.kind, fact.body.party)
        found[key] = (*found.get(key, ()), fact)
    return found


def observation_of(case: Case, document: Document) -> Fact[Observation] | None:
    """What was last seen in this very file; a file that is missing is known by its name alone."""
    for fact in _observations_by_file(case).get(document.file, ()):
        if fact.body.sha256 == document.sha256 or fact.body.problem is FileProblem.MISSING:
            return fact
    return None


@functools.lru_cache(maxsize=KEPT_CASES)
def _observations_by_file(case: Case) -> Mapping[str, tuple[Fact[Observation], ...]]:
    """Newest first."""
    found: dict[str, tuple[Fact[Observation], ...]] = {}
    for fact in case.all(Observation):
        found[fact.body.file] = (fact, *found.get(fact.body.file, ()))
    return found


@needs_content
def document(case: Case, id: str) -> Iterable[Finding]:
    """A document of the checklist is in the bid, once, in a file that can be used (§5.2, Annex I.1)."""
    voice = case.on(id)
    wanted = kind_of(case, named(voice, "document"))
    found = documents_of(case, wanted.kind)
    if found:
        yield judged(case, voice, wanted, found)
    elif wanted.needed is Needed.ALWAYS:
        yield voice.not_met(f"{wanted.title} ontbreekt in de inschrijving.")
    else:
        yield voice.not_applicable(f"{wanted.title} hoeft niet bij elke inschrijving en is er niet bij.")


def judged(
    case: Case, voice: OnRequirement, wanted: DocumentKind, found: Documents, subject: str = ""
) -> Finding:
    """Whether the documents of one kind of one party are one usable file; `found` is not empty."""
    if len(found) > 1:
        names = ", ".join(file_of(case, fact) for fact in found)
        return voice.clarify(
            f"{wanted.title} is {len(found)} keer ingediend ({names}); vast te stellen is welk bestand "
            "geldt.",
            *found,
            subject=subject,
        )
    (fact,) = found
    file = file_of(case, fact)
    observation = observation_of(case, fact.body)
    if observation is None:
        return voice.pending(f"{wanted.title}: bestand {file} is nog niet bekeken.", fact, subject=subject)
    seen = observation.body
    if seen.problem is FileProblem.MISNAMED:
        return voice.clarify(
            f"{wanted.title}: bestand {file}: {_trouble(seen)}.", fact, observation, subject=subject
        )
    if seen.problem is not None:
        return voice.not_met(
            f"{wanted.title}: bestand {file} is niet bruikbaar: {_trouble(seen)}.",
            fact,
            observation,
            subject=subject,
        )
    if wanted.media and seen.media_type not in wanted.media:
        return voice.clarify(
            f"{wanted.title}: bestand {file} is van soort {seen.media_type}; gevraagd is "
            f"{' of '.join(wanted.media)}.",
            fact,
            observation,
            subject=subject,
        )
    came = later(case, fact)
    if came is not None:
        return voice.met(
            f"{wanted.title} is {came_later(came)}, als {fact.body.file} en is leesbaar.",
            fact,
            observation,
            came,
            subject=subject,
        )
    return voice.met(
        f"{wanted.title} is ingediend als {file} en is leesbaar.", fact, observation, subject=subject
    )


def later(case: Case, document: Fact[Document]) -> Fact[DocumentAdded] | None:
    """How a document came after the closing; None for one that was in the bid."""
    return next((fact for fact in case.all(DocumentAdded) if fact.subject == document.subject), None)


def came_later(added: Fact[DocumentAdded]) -> str:
    """In words that and when a document came after the closing."""
    return f"na de sluiting ontvangen op {shown(added.happened_at)}, op verzoek"


def file_of(case: Case, document: Fact[Document]) -> str:
    """The file of a document as a finding names it: with when it came, where that was after the closing."""
    added = later(case, document)
    return document.body.file if added is None else f"{document.body.file} ({came_later(added)})"


def _trouble(seen: Observation) -> str:
    assert seen.problem is not None
    return f"{seen.problem.label} ({seen.problem_detail})" if seen.problem_detail else seen.problem.label


@needs_content
def files_usable(case: Case, id: str) -> Iterable[Finding]:
    """Every file of the package is a known document that can be opened; others are noted, never dropped."""
    voice = case.on(id)
    documents = {fact.body.file: fact for fact in case.all(Document)}
    observations = {fact.body.file: fact for fact in case.all(Observation)}
    package = case.one(PackageReceived)
    names = dict.fromkeys(documents)
    if package is not None:
        names |= dict.fromkeys(file.name for file in package.body.files)
    fine = True
    for name in names:
        finding = _noted_file(voice, name, documents.get(name), observations.get(name))
        if finding is not None:
            fine = False
            yield finding
    if fine:
        yield voice.met(f"Elk bestand is herkend en leesbaar ({len(documents)}).")


def _noted_file(
    voice: OnRequirement, name: str, document: Fact[Document] | None, observation: Fact[Observation] | None
) -> Finding | None:
    used = [fact for fact in (document, observation) if fact is not None]
    if observation is not None and observation.body.problem is not None:
        return voice.not_met(
            f"Bestand {name}: {_trouble(observation.body)}.",
            *used,
            subject=name,
            consequence=Consequence.NOTE,
        )
    if document is not None and document.body.kind:
        return None
    if name.rpartition("/")[2] == DECLARATION_FILE:
        return None
    return voice.clarify(
        f"Bestand {name} is niet herkend als een document van de checklist; vast te stellen is wat het is.",
        *used,
        subject=name,
        consequence=Consequence.NOTE,
    )


@needs_content
def page_limit(case: Case, id: str) -> Iterable[Finding]:
    """A description is in the bid, can be used, and is not too long, the cover not counted (§4, Annex I).

    The requirement's consequence is that of a description that is not there; where its parameter `excess`
    names another one, that goes with too many pages.
    """
    voice = case.on(id)
    wanted = kind_of(case, named(voice, "document"))
    found = documents_of(case, wanted.kind)
    if not found and wanted.needed is Needed.ALWAYS:
        yield voice.not_met(f"{wanted.title} ontbreekt in de inschrijving.")
        return
    if not found:
        yield voice.not_applicable(f"{wanted.title} is er niet bij.")
        return
    usable = judged(case, voice, wanted, found)
    if usable.verdict is not Verdict.MET or wanted.max_pages is None:
        yield usable
    else:
        yield _pages_judged(case, voice, wanted, wanted.max_pages, found[0])


def _pages_judged(
    case: Case, voice: OnRequirement, wanted: DocumentKind, limit: int, document: Fact[Document]
) -> Finding:
    file = file_of(case, document)
    observation = observation_of(case, document.body)
    if observation is None:
        return voice.pending(f"{wanted.title}: bestand {file} is nog niet bekeken.", document)
    pages, cover = observation.body.pages, observation.body.cover
    if pages is None:
        return voice.clarify(
            f"{wanted.title}: van bestand {file} ({observation.body.media_type}) is het aantal bladzijden "
            f"niet te lezen; toegestaan zijn er {limit} zonder voorblad.",
            document,
            observation,
            consequence=_excess(voice),
        )
    if cover is None and pages == limit + 1:
        return voice.clarify(
            f"{wanted.title}: bestand {file} heeft {pages} bladzijden; met een voorblad voldoet dat aan het "
            f"maximum van {limit}, zonder voorblad niet.",
            document,
            observation,
            consequence=_excess(voice),
        )
    # A single page is the description itself, whatever was seen in it.
    counted = pages - 1 if cover and pages > 1 else pages
    apart = ", voorblad niet meegeteld" if counted < pages else ""
    added = later(case, document)
    apart += f", {came_later(added)}" if added is not None else ""
    if counted <= limit:
        return voice.met(
            f"{wanted.title}: aantal bladzijden {counted}{apart}; toegestaan zijn er {limit}.",
            document,
            observation,
        )
    even_so = ", ook als het eerste een voorblad is" if cover is None else ""
    return _too_long(
        case,
        voice,
        f"{wanted.title}: bestand {document.body.file} heeft {counted} bladzijden{apart}; toegestaan zijn er "
        f"{limit}{even_so}.",
        document,
        observation,
    )


def _too_long(
    case: Case, voice: OnRequirement, text: str, document: Fact[Document], observation: Fact[Observation]
) -> Finding:
    notes = noted(voice)
    reading = case.choice(notes[0]) if notes else ""
    excess = _excess(voice)
    if reading == "weglaten":
        return voice.met(
            f"{text} Wat daarboven komt wordt niet gelezen en niet beoordeeld.",
            document,
            observation,
            notes=notes,
        )
    if reading == "afwijzen":
        return voice.not_met(text, document, observation, notes=notes, consequence=excess)
    return voice.clarify(
        f"{text} Het inkoopdocument zegt niet wat daarvan het gevolg is.",
        document,
        observation,
        notes=notes,
        consequence=excess,
    )


def _excess(voice: OnRequirement) -> Consequence | None:
    """What goes with too many pages, where that is not the requirement's own consequence."""
    given = named(voice, "excess", "")
    return Consequence(given) if given else None
