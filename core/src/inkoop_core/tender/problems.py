"""What the types of a tender file cannot say: ids once, names that exist, values that fit together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from inkoop_core.api.definition import DefinitionPart
from inkoop_core.domain.finding import Stage
from inkoop_core.tender.evidence_problems import evidence_problems
from inkoop_core.tender.file import TenderFile
from inkoop_core.tender.form_problems import form_problems
from inkoop_core.tender.platform_problems import platform_problems
from inkoop_core.tender.signing_problems import signing_problems

PLUGIN_METHOD = "plugin"


def problems_of(file: TenderFile, parts: Sequence[DefinitionPart] = ()) -> Iterator[str]:
    """One line per problem, each starting with its path; `parts` are what the clauses add."""
    tables: tuple[TenderFile | DefinitionPart, ...] = (file, *parts)
    requirements = [item.id for table in tables for item in table.requirements]
    provisions = [item.id for table in tables for item in table.provisions]
    yield from _doubles("requirements", requirements)
    yield from _doubles("provisions", [*dict.fromkeys(requirements), *provisions])
    yield from _doubles("documents", (item.kind for table in tables for item in table.documents))
    yield from _doubles("terms", (name for table in tables for name in table.terms))
    yield from _doubles("evidence", (item.id for item in file.evidence))
    yield from _doubles("products", (item.id for item in file.products))
    yield from _doubles("couplings", (item.id for item in file.couplings))
    yield from _doubles("notes", (item.id for item in file.notes))
    yield from _doubles("channels", (item.id for item in file.channels))
    yield from _doubles("exclusion_grounds", (item.code for item in file.exclusion_grounds))
    yield from _doubles("lookups", (item.id for item in file.lookups))
    yield from _doubles("tender_documents", (item.id for item in file.tender_documents))
    yield from _doubles(
        "letters.clauses", (item.id.value for item in file.letters.clauses) if file.letters else ()
    )
    yield from _doubles("award.criteria", (item.id for item in file.award.criteria))
    yield from _empty_values(file)
    yield from _lengths(file)
    yield from _requires(file)
    yield from _unknown_notes(file)
    yield from _term_readings(file)
    yield from _doubles("bridge_days", (item.day.isoformat() for item in file.bridge_days))
    yield from _doubles("award.gates", (gate.id for gate in file.award.gates))
    yield from _unknown_documents(file)
    yield from _lookups(file)
    yield from _tender_documents(file)
    yield from _couplings(file)
    yield from _readings(file)
    yield from _grounds(file)
    yield from _award(file)
    yield from platform_problems(file.platform_table)
    yield from form_problems(file)
    yield from evidence_problems(file)
    yield from signing_problems(file, requirements)
    stages = [item.stage for table in tables for item in table.requirements]
    if file.award.criteria and Stage.AWARD not in stages:
        yield "award.criteria: geen enkele eis heeft stage 'award'; zo telt de score niet mee voor de uitkomst"


def _doubles(table: str, ids: Iterable[str]) -> Iterator[str]:
    for item, times in Counter(ids).items():
        if times > 1:
            yield f"{table}.{item}: komt {times} keer voor; een id is uniek"


def _empty_values(file: TenderFile) -> Iterator[str]:
    for name in ("id", "title", "client", "platform", "contact_person"):
        if not getattr(file.procedure, name).strip():
            yield f"procedure.{name}: is leeg"
    if "procedure" not in [channel.id for channel in file.channels]:
        yield "channels: de route 'procedure' ontbreekt; daarlangs komen de inschrijvingen binnen"


def _lengths(file: TenderFile) -> Iterator[str]:
    for name, term in file.terms.items():
        if term.length < 1:
            yield f"terms.{name}.length: {term.length} is geen lengte; een termijn duurt ten minste 1"


def _requires(file: TenderFile) -> Iterator[str]:
    for plugin, bounds in file.requires.items():
        try:
            SpecifierSet(bounds)
        except InvalidSpecifier:
            yield f"requires.{plugin}: {bounds!r} is geen versiegrens; bijvoorbeeld '>=0.1,<0.2'"


def _unknown_notes(file: TenderFile) -> Iterator[str]:
    known = {note.id for note in file.notes}
    tables: list[tuple[str, tuple[str, ...]]] = [
        ("procedure", file.procedure.notes),
        ("award", file.award.notes),
    ]
    tables += [(f"parameters.{key}", table.notes) for key, table in file.parameters.items()]
    tables += [(f"terms.{key}", term.notes) for key, term in file.terms.items()]
    tables += [(f"requirements.{item.id}", item.notes) for item in file.requirements]
    tables += [(f"provisions.{item.id}", item.notes) for item in file.provisions]
    tables += [(f"documents.{item.kind}", item.notes) for item in file.documents]
    tables += [(f"evidence.{item.id}", item.notes) for item in file.evidence]
    tables += [(f"products.{item.id}", item.notes) for item in file.products]
    tables += [(f"couplings.{item.id}", item.notes) for item in file.couplings]
    tables += [(f"channels.{item.id}", item.notes) for item in file.channels]
    tables += [(f"award.criteria.{item.id}", item.notes) for item in file.award.criteria]
    tables += [(f"exclusion_grounds.{item.code}", item.notes) for item in file.exclusion_grounds]
    tables += [(f"lookups.{item.id}", item.notes) for item in file.lookups]
    tables += [(f"tender_documents.{item.id}", item.notes) for item in file.tender_documents]
    tables += [("agreement", file.agreement.notes)] if file.agreement else []
    tables += [("platform_table", file.platform_table.notes)] if file.platform_table else []
    tables += [(f"forms.{item.id}", item.notes) for item in file.forms]
    for path, notes in tables:
        for note in notes:
            if note not in known:
                yield f"{path}.notes: {note} staat niet in de tabel [[notes]]"


def _term_readings(file: TenderFile) -> Iterator[str]:
    """A term that can be counted otherwise names readings of its notes."""
    readings = {(note.id, reading.id) for note in file.notes for reading in note.readings}
    for name, term in file.terms.items():
        for number, other in enumerate(term.readings):
            path = f"terms.{name}.readings[{number}]"
            if other.note and other.note not in term.notes:
                yield f"{path}.note: {other.note} staat niet bij de noten van de termijn"
            if other.reading and (other.note, other.reading) not in readings:
                yield f"{path}.reading: {other.reading!r} is geen lezing van noot {other.note!r}"
        if term.reading and not any((note, term.reading) in readings for note in term.notes):
            yield f"terms.{name}.reading: {term.reading!r} is geen lezing van een noot van de termijn"
        for key, named in (("fits_within", term.fits_within), ("follows", term.follows)):
            if named and (named not in file.terms or named == name):
                yield f"terms.{name}.{key}: {named!r} is geen andere termijn in [terms]"
        if term.warn_days is not None and term.warn_days < 0:
            yield f"terms.{name}.warn_days: {term.warn_days} is geen aantal dagen vooraf"
        if term.minimum_working_days < 0:
            yield f"terms.{name}.minimum_working_days: {term.minimum_working_days} is geen aantal werkdagen"


def _unknown_documents(file: TenderFile) -> Iterator[str]:
    known = {document.kind for document in file.documents}
    for requirement in file.requirements:
        wanted = requirement.parameters.get("document")
        if wanted is not None and wanted not in known:
            yield f"requirements.{requirement.id}.parameters.document: {wanted!r} staat niet in [[documents]]"
    for criterion in file.award.criteria:
        if criterion.document not in known:
            path = f"award.criteria.{criterion.id}.document"
            yield f"{path}: {criterion.document!r} staat niet in [[documents]]"
    evidence = {item.id for item in file.evidence}
    for requirement in file.requirements:
        for proof in requirement.evidence:
            if proof not in evidence:
                yield f"requirements.{requirement.id}.evidence: {proof!r} staat niet in [[evidence]]"


def _lookups(file: TenderFile) -> Iterator[str]:
    known = {item.id for item in file.lookups}
    for item in file.lookups:
        yield from _doubles(f"lookups.{item.id}.results", (result.id for result in item.results))
        yield from _doubles(f"lookups.{item.id}.fields", (noted.id for noted in item.fields))
        if item.confirming() is None:
            yield f"lookups.{item.id}.results: geen enkele uitkomst bevestigt (shows = 'confirms')"
        if not item.about:
            yield f"lookups.{item.id}.about: is leeg; zeg waarover de naslag kan gaan"
    for requirement in file.requirements:
        asked = requirement.parameters.get("lookup", ())
        for lookup in asked if isinstance(asked, tuple) else (asked,):
            if lookup not in known:
                yield f"requirements.{requirement.id}.parameters.lookup: {lookup!r} staat niet in [[lookups]]"


def _tender_documents(file: TenderFile) -> Iterator[str]:
    letters = Counter(item.letter for item in file.tender_documents)
    for letter, times in letters.items():
        if times > 1:
            yield f"tender_documents: letter {letter!r} komt {times} keer voor; een letter is uniek"
    called = Counter(
        name for item in file.tender_documents for name in {one.casefold() for one in (item.id, *item.names)}
    )
    for name, times in called.items():
        if times > 1:
            yield f"tender_documents: de naam {name!r} staat bij {times} stukken; zo is niet te zien welk stuk"


def _couplings(file: TenderFile) -> Iterator[str]:
    known = {product.id for product in file.products}
    for coupling in file.couplings:
        for product in (*coupling.if_any, *coupling.requires):
            if product not in known:
                yield f"couplings.{coupling.id}: {product!r} staat niet in [[products]]"
    for tariff in file.tariffs:
        if tariff.product not in known:
            yield f"tariffs: {tariff.product!r} staat niet in [[products]]"


def _readings(file: TenderFile) -> Iterator[str]:
    for note in file.notes:
        if note.default and note.default not in [reading.id for reading in note.readings]:
            yield f"notes.{note.id}.default: {note.default!r} is geen van de lezingen"


def _grounds(file: TenderFile) -> Iterator[str]:
    if file.facultative_grounds is None:
        return
    known = {ground.code for ground in file.exclusion_grounds}
    for code in file.facultative_grounds:
        if known and code not in known:
            names = ", ".join(sorted(known))
            yield f"facultative_grounds: {code!r} is geen uitsluitingsgrond; bekend zijn {names}"


def _award(file: TenderFile) -> Iterator[str]:
    if not file.award.criteria and file.award.method != PLUGIN_METHOD:
        yield (
            f"award.criteria: is leeg; methode {file.award.method!r} heeft ten minste één gunningscriterium nodig "
            "(of kies method = 'plugin')"
        )
    values = [item.value for item in file.award.scale]
    yield from _doubles("award.scale", (str(value) for value in values))
    for criterion in file.award.criteria:
        for name in ("minimum", "maximum"):
            value = getattr(criterion, name)
            if value not in values:
                yield f"award.criteria.{criterion.id}.{name}: {value} staat niet op de schaal"
