"""What of a document a person is offered."""

from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.lookups import lookup_subject
from inkoop_core.desk.scoring import offered_pages
from inkoop_core.desk.state import ProcedureState
from inkoop_core.desk.views.words import party_name
from inkoop_core.domain.lookup import LookUp
from inkoop_core.domain.package import Document, Observation
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.errors import Refused, Unknown


def offered_content(
    desk: Desk, procedure: str, submission: str, kind: str, party: str = OWN_PARTY, file: str = ""
) -> tuple[bytes, str]:
    """The bytes of a document, only the pages that are offered, and what was left out, in Dutch.

    `kind` may also be a look-up with a printout; `party` is then what it is about.

    Raises Unknown when there is no such document, NotPermitted for somebody without a role in the procedure,
    Refused when there is no page to offer.
    """
    state = desk.opened(procedure, "een stuk lezen")
    _ = state.added
    known_submission(state, submission)
    printout = _printout(state, submission, kind, party)
    if printout is not None:
        return desk.store.file(printout.printout_sha256), f"{printout.printout_name}, afdruk bij de naslag"
    found = [
        fact.body
        for fact in state.facts(Document)
        if fact.submission == submission
        and fact.body.kind == kind
        and fact.body.party == party
        and file in ("", fact.body.file)
    ]
    if not found:
        known = sorted({fact.body.kind for fact in state.facts(Document) if fact.submission == submission})
        raise Unknown(
            f"{submission} heeft geen stuk {kind!r} van {party_name(party)}; wel: {', '.join(known) or 'geen'}."
        )
    if len(found) > 1:
        names = ", ".join(document.file for document in found)
        raise Refused(f"{submission} heeft {len(found)} stukken {kind!r}; zeg welk bestand: {names}.")
    document = found[0]
    content = desk.store.file(document.sha256)
    described = state.document_kinds.get(kind)
    seen = next(
        (
            fact.body
            for fact in state.facts(Observation, f"{submission}/{document.file}")
            if fact.body.sha256 == document.sha256
        ),
        None,
    )
    if described is None or described.max_pages is None:
        return content, f"{document.file}, geheel"
    pages = offered_pages(described, seen) if seen is not None else None
    if seen is None or pages is None:
        raise Refused(
            f"{document.file} heeft geen pagina's die kunnen worden aangeboden; zie de bevindingen."
        )
    first, last = pages
    if last == seen.pages:
        return content, f"{document.file}, geheel ({last} pagina's)"
    withheld = f"de rest ligt boven de grens{_cited(described.notes)}"
    return (
        desk.packages.pages(content, first, last),
        f"{document.file}, pagina {first} tot en met {last} van {seen.pages}; {withheld}",
    )


def _printout(state: ProcedureState, submission: str, lookup: str, about: str) -> LookUp | None:
    """The look-up of that kind and subject whose printout was kept; None when there is none."""
    for fact in state.facts(LookUp, lookup_subject(submission, lookup, about)):
        if fact.body.printout_sha256:
            return fact.body
    return None


def _cited(notes: tuple[str, ...]) -> str:
    return f" ({' '.join(notes)})" if notes else ""
