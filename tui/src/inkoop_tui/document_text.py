"""A document as it is offered: what was observed, and the text of the pages that may be read."""

from textual.content import Content

from inkoop_core.desk.desk import Desk
from inkoop_core.desk.documents import offered_content
from inkoop_core.domain.moment import shown
from inkoop_core.domain.package import Document, Observation
from inkoop_core.errors import InkoopError

PDF = "application/pdf"
Part = Content | str | tuple[str, str]


def document_content(
    desk: Desk, procedure: str, submission: str, document: Document, observation: Observation | None
) -> Content:
    """Reads the file; for a thread. What cannot be shown is said in words."""
    parts: list[Part] = [(f"{document.file}\n", "bold"), *_observed(observation)]
    try:
        content, offered = offered_content(
            desk, procedure, submission, document.kind, document.party, document.file
        )
        parts.append((f"\nTe lezen: {offered}\n", "$secondary"))
        parts += _pages(desk, content, observation)
    except InkoopError as error:
        parts.append((f"\n✗ {error}\n", "$error"))
    return Content.assemble(*parts)


def _pages(desk: Desk, content: bytes, observation: Observation | None) -> list[Part]:
    if observation is not None and observation.media_type != PDF:
        return [f"\nDit is geen PDF ({observation.media_type}); open het bestand in zijn eigen programma.\n"]
    parts: list[Part] = []
    for number, text in enumerate(desk.packages.page_texts(content), 1):
        parts.append((f"\n── pagina {number} ──\n", "bold $secondary"))
        parts.append(f"{text.strip() or '(geen tekst op deze pagina; waarschijnlijk een scan)'}\n")
    return parts


def _observed(seen: Observation | None) -> list[Part]:
    if seen is None:
        return ["Niet gelezen.\n"]
    lines = [f"{seen.media_type}, {seen.size} bytes, sha256 {seen.sha256[:16]}…"]
    if seen.pages is not None:
        cover = " (de eerste is een voorblad)" if seen.cover else ""
        lines.append(f"{seen.pages} pagina's{cover}")
    parts: list[Part] = ["\n".join(lines) + "\n"]
    if seen.problem is not None:
        parts.append((f"! {seen.problem.label}: {seen.problem_detail}\n", "bold $warning"))
    for signature in seen.signatures:
        state = (
            "ongewijzigd"
            if signature.intact and not signature.changed_after
            else "GEWIJZIGD na ondertekening"
        )
        trust = "herkomst bevestigd" if signature.trusted else "herkomst niet bevestigd"
        when = f", {shown(signature.signed_at)}" if signature.signed_at else ""
        parts.append(f"Handtekening: {signature.signer}{when}: {state}, {trust}\n")
    return parts
