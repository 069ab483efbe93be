"""What one file tells by its content: an ESPD, a form of the tender, or phrases in its text."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from inkoop_core.api.definition import DocumentKind, TenderDefinition
from inkoop_core.api.forms import Form
from inkoop_core.domain.espd import EspdFile
from inkoop_core.domain.naming import holds, plain_name
from inkoop_core.domain.package import FileProblem
from inkoop_core.domain.reading import ReadFact
from inkoop_core.reading import media
from inkoop_core.reading.observing import READER, Seen, reader_version
from inkoop_core.reading.safe_xml import XmlProblem

UEA = "uea"
UEA_DATA = "uea-gegevens"
ALL_OF = " + "
_HEAD = 400
"""Signs of a page within which its title stands, below a line at its top that every page has."""
_IN_HEAD, _IN_TEXT = 4, 1
_LINES = 60
"""Lines of a Word file that are its first pages."""
_UNOPENED = (FileProblem.ENCRYPTED, FileProblem.DAMAGED, FileProblem.TOO_LARGE, FileProblem.EMPTY)


@frozen
class Told:
    """What the content of a file says that it is.

    kind     of the checklist; "" where the content does not tell
    why      in Dutch, for the officer
    facts    what it says, as proposals
    espd     of an ESPD response as data
    head     plain words of the first lines of its first pages, where the name of a party stands
    text     plain words of its first pages
    doubts   why the content does not tell, or can be taken in two ways
    """

    kind: str
    why: str
    facts: tuple[ReadFact, ...] = ()
    espd: EspdFile | None = None
    head: str = ""
    text: str = ""
    doubts: tuple[str, ...] = ()


def told(seen: Seen, definition: TenderDefinition, kind: str = "") -> Told:
    """What a file is by its content. Never raises for what is in the file.

    kind  an officer says that it is this document: then only its forms are tried
    """
    problem = seen.file.observation.problem
    if problem in _UNOPENED:
        return Told("", f"kan niet worden gelezen: {problem.label}")
    media_type = seen.file.observation.media_type
    if media_type == media.XML:
        return _xml(seen, definition)
    if media_type in (media.DOCX, media.PDF):
        return _document(seen, definition, kind)
    return Told("", "dit soort bestand heeft geen tekst die wordt gelezen")


def _xml(seen: Seen, definition: TenderDefinition) -> Told:
    from inkoop_core.reading.espd import EspdProblem, espd_facts, is_espd, read_espd
    from inkoop_core.reading.safe_xml import parsed

    name = seen.file.name
    try:
        if not is_espd(seen.file.content):
            parsed(seen.file.content)
            return Told("", "XML, maar geen UEA")
        found = read_espd(name, seen.file.content)
    except (XmlProblem, EspdProblem) as problem:
        return Told("", f"XML die niet wordt gelezen: {problem}", doubts=(str(problem),))
    facts = espd_facts(found, definition, reader=READER, reader_version=reader_version())
    return Told(
        UEA,
        f"UEA als gegevensbestand ({found.generation.label})",
        facts,
        found,
        plain_name(found.operator.name),
    )


def _document(seen: Seen, definition: TenderDefinition, said: str) -> Told:
    pages: tuple[str, ...] = seen.texts
    doubts: tuple[str, ...] = ()
    forms = tuple(form for form in definition.forms if not said or form.document == said)
    if _may_be_form(seen, pages, forms, said):
        by_form, doubts, words = _by_form(seen, definition, forms)
        if by_form is not None:
            return by_form
        pages = pages or ((words,) if words else ())
    heads = tuple(plain_name(page[: 2 * _HEAD])[:_HEAD] for page in pages)
    text = " ".join(plain_name(page) for page in pages)
    if not text:
        return Told("", "er is geen tekst in te lezen (een scan?)", doubts=doubts)
    kind, why, doubt = _judged(_by_phrases(definition.documents, heads, text))
    return Told(kind, why, head=" ".join(heads), text=text, doubts=(*doubts, *doubt))


def _judged(found: Sequence[tuple[int, str, str]]) -> tuple[str, str, tuple[str, ...]]:
    """The kind, why, and the doubt; no kind where nothing fits, or two fit equally well."""
    if not found:
        return "", "de tekst lijkt op geen stuk van de lijst", ()
    score, kind, phrase = found[0]
    best = [other for points, other, _ in found if points == score]
    if len(best) > 1:
        return "", f"de tekst past even goed bij {' en '.join(best)}", ()
    doubts = () if score >= _IN_HEAD else (f"{phrase!r} staat wel in de tekst, maar niet in de kop",)
    return kind, f"in de tekst staat {phrase!r}", doubts


def _may_be_form(seen: Seen, pages: Sequence[str], forms: Sequence[Form], said: str) -> bool:
    """Whether it is worth the time to read it as a form: a PDF without fields and marks is none."""
    if seen.file.observation.media_type == media.DOCX:
        return True
    if not forms:
        return False
    text = " ".join(plain_name(page) for page in pages)
    return (
        seen.form or bool(said) or any(holds(text, plain_name(mark)) for form in forms for mark in form.marks)
    )


def _by_form(
    seen: Seen, definition: TenderDefinition, forms: Sequence[Form]
) -> tuple[Told | None, tuple[str, ...], str]:
    """The form that it is, with what is filled in; else what went wrong, and the words of a Word file."""
    from inkoop_core.reading.forms import FormProblem, best_form, document_doubts, form_facts, forms_content
    from inkoop_core.reading.forms.finding import Sheet

    file = seen.file
    try:
        content = forms_content(file.observation.media_type, file.content)
    except FormProblem as problem:
        return None, (f"kan niet als formulier worden gelezen: {problem}",), ""
    if content is None:
        return None, (), ""
    words = "\n".join(line.text for line in content.lines[:_LINES])
    match = best_form(content, forms)
    if match is None:
        return None, (), words
    sheet = match.sheet or Sheet(content, match.form)
    facts = form_facts(
        content,
        match.form,
        definition,
        file.name,
        file.observation.sha256,
        READER,
        reader_version(),
        sheet,
    )
    text = plain_name(words)
    why = f"veldenkaart {match.form.id} ({match.form.title})"
    doubts = tuple(f"veldenkaart {rival} past even goed" for rival in match.rivals)
    doubts += document_doubts(sheet, match.form, definition)
    return Told(match.form.document, why, facts, None, text[:_HEAD], text, doubts), (), words


def _by_phrases(
    documents: Sequence[DocumentKind], heads: Sequence[str], text: str
) -> list[tuple[int, str, str]]:
    """Score, kind and phrase of every kind of which a phrase is there, the best first."""
    found = []
    for document in documents:
        hits = list(_hits(document, heads, text))
        if hits:
            found.append((sum(score for score, _ in hits), document.kind, max(hits)[1]))
    return sorted(found, reverse=True)


def _hits(document: DocumentKind, heads: Sequence[str], text: str) -> Iterator[tuple[int, str]]:
    for phrase in document.texts:
        parts = [plain_name(part) for part in phrase.split(ALL_OF)]
        if all(holds(text, part) for part in parts):
            yield (_IN_HEAD if any(holds(head, parts[0]) for head in heads) else _IN_TEXT), phrase
