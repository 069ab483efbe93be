"""Read a tender definition strictly: every error with its path, all at once."""

import functools
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from importlib import resources
from typing import Any

import attrs

from inkoop_core.api.definition import DefinitionPart, GroundKind, Parameter, TenderDefinition
from inkoop_core.api.records import ClauseType
from inkoop_core.domain.canonical import canonical_json, digest
from inkoop_core.domain.decision import Amendment
from inkoop_core.errors import TenderFileError
from inkoop_core.structure import strict
from inkoop_core.tender.amend import amended
from inkoop_core.tender.file import TenderFile
from inkoop_core.tender.problems import problems_of

CONTACT_PERSON = "procedure.contact_person"


def law_text() -> str:
    """The table of exclusion grounds, as text that can be joined to a tender file."""
    return (resources.files("inkoop_core") / "law" / "exclusion_grounds.toml").read_text("utf-8")


def load_definition(
    text: str,
    amendments: Sequence[Amendment] = (),
    clause_types: Mapping[str, ClauseType] | None = None,
    name: str = "tender.toml",
) -> TenderDefinition:
    """The definition that a text and its amendments make.

    `text` holds the law's table of exclusion grounds when it comes from a procedure (`with_law`).
    Raises TenderFileError with one line per problem, each with its path.
    """
    return _load(text, tuple(amendments), tuple(sorted((clause_types or {}).items())), name)


def with_law(text: str) -> str:
    """A tender file with the law's table joined to it: what a procedure keeps."""
    return f"{text.rstrip()}\n\n{law_text()}"


@functools.lru_cache(maxsize=64)
def _load(
    text: str,
    amendments: tuple[Amendment, ...],
    clause_types: tuple[tuple[str, ClauseType], ...],
    name: str,
) -> TenderDefinition:
    what = f"{name} kan niet worden gelezen:"
    tables = tables_of(text, name)
    try:
        for amendment in amendments:
            tables = amended(tables, amendment.path, amendment.value)
    except ValueError as error:
        raise TenderFileError(what, [str(error)]) from None
    file, lines = strict(TenderFile, tables)
    if file is None:
        raise TenderFileError(what, [_hinted(line) for line in lines])
    parts, part_lines = _clause_parts(file, dict(clause_types))
    problems = [*part_lines, *(_hinted(line) for line in problems_of(file, parts))]
    if problems:
        raise TenderFileError(what, problems)
    return _definition(file, parts, digest(canonical_json([text, amendments])))


@functools.lru_cache(maxsize=8)
def tables_of(text: str, name: str) -> dict[str, Any]:
    """The text as tables, decimals as Decimal; kept, so not to be changed.

    Raises TenderFileError with line and column.
    """
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise TenderFileError(f"{name} is geen geldige TOML:", [str(error)]) from None


def _hinted(line: str) -> str:
    """A line, with what to do about it where the person who adds the procedure must supply the value."""
    if not line.startswith(CONTACT_PERSON):
        return line
    return (
        f"{line}; zeg met --contact-person bij wie inschrijvers storingen melden "
        "(een inkoopdocument zonder contactpersoon: zie de noten)"
    )


def _clause_parts(
    file: TenderFile, types: Mapping[str, ClauseType]
) -> tuple[list[DefinitionPart], list[str]]:
    parts: list[DefinitionPart] = []
    lines: list[str] = []
    for name, table in file.clauses.items():
        if name not in types:
            lines.append(
                f"clauses.{name}: geen plugin kent deze clausule; installeer de plugin die haar brengt"
            )
            continue
        settings, problems = strict(types[name].settings, table)
        lines += [f"clauses.{name}.{problem}" for problem in problems]
        if settings is not None:
            try:
                parts.append(types[name].expand(settings))
            except Exception as error:  # noqa: BLE001 - whatever a plugin raises, the definition is not sound
                lines.append(f"clauses.{name}: de plugin liep erop vast: {type(error).__name__}: {error}")
    return parts, lines


def _definition(file: TenderFile, parts: Sequence[DefinitionPart], sha256: str) -> TenderDefinition:
    applied = file.facultative_grounds
    grounds = tuple(
        attrs.evolve(ground, applies=ground.code in applied)
        if applied is not None and ground.kind is not GroundKind.MANDATORY
        else ground
        for ground in file.exclusion_grounds
    )
    return TenderDefinition(
        procedure=file.procedure,
        requires=file.requires,
        channels=file.channels,
        parameters={
            key: Parameter(key, table.value, table.source, table.unit, table.notes)
            for key, table in file.parameters.items()
        },
        terms=file.terms | {name: term for part in parts for name, term in part.terms.items()},
        documents=file.documents + tuple(document for part in parts for document in part.documents),
        requirements=file.requirements + tuple(item for part in parts for item in part.requirements),
        provisions=file.provisions + tuple(item for part in parts for item in part.provisions),
        evidence=file.evidence,
        exclusion_grounds=grounds,
        products=file.products,
        couplings=file.couplings,
        focus_areas=file.focus_areas,
        award=file.award,
        notes={note.id: note for note in file.notes},
        agreement=file.agreement,
        tariffs=file.tariffs,
        platform_table=file.platform_table,
        forms=file.forms,
        clauses=file.clauses,
        lookups=file.lookups,
        tender_documents=file.tender_documents,
        signing=file.signing,
        retender=file.retender,
        bridge_days=file.bridge_days,
        letters=file.letters,
        sha256=sha256,
    )
