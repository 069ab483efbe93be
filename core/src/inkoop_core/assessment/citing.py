"""How a source is cited: with the version of the tender document in force, where it is registered."""

from collections.abc import Iterable, Mapping
from typing import Any

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.canonical import plain
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.tender_document import Issued, in_force

Editions = Mapping[str, Issued]
"""The version in force at the closing, by each name that a source can give the document, in lower case."""
NO_EDITIONS: Editions = {}
"""Where nothing is registered, or a list must stay short."""


def editions_in_force(definition: TenderDefinition, issued: Iterable[Issued]) -> Editions:
    """The versions by which submissions are judged: the last published at the closing or before."""
    found: dict[str, Issued] = {}
    published = tuple(issued)
    for document in definition.tender_documents:
        edition = in_force(published, document.letter, definition.procedure.closing_at)
        if edition is not None:
            names = (document.id, document.title, *document.names)
            found |= {name.casefold(): edition for name in names}
    return found


def cited(source: SourceRef, editions: Editions) -> str:
    """`inkoopdocument versie 1.2 (a1b2c3d4…), §3.4 Nr 1`; as the source says it where nothing is registered."""
    edition = editions.get(source.document.casefold())
    if edition is None:
        return str(source)
    body = edition.body
    shown_hash = f" ({body.short_hash})" if body.sha256 else ""
    return f"{source.document} versie {body.version}{shown_hash}, {source.paragraph}"


def edition_report(source: SourceRef, editions: Editions) -> dict[str, Any] | None:
    """The version in force as plain data: version, sha256, published_at; None where none is registered."""
    edition = editions.get(source.document.casefold())
    if edition is None:
        return None
    return {
        "version": edition.body.version,
        "sha256": edition.body.sha256,
        "published_at": plain(edition.happened_at),
    }
