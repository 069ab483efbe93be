"""Views over what is recorded: facts, documents, journal. They need no plugin."""

from collections.abc import Container, Iterable
from typing import Any

from attrs import frozen

from inkoop_core.api.actions import Reader
from inkoop_core.api.fields import said
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.journal_head import last_known
from inkoop_core.desk.ports import JournalEntry, Store
from inkoop_core.desk.scoring import may_see, offered_pages
from inkoop_core.desk.scoring_rounds import HIDDEN, is_hidden, is_of_earlier_round
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.desk.views.assessment import OfSubmission
from inkoop_core.desk.views.words import in_words, media_name, party_name
from inkoop_core.domain.decision import Score
from inkoop_core.domain.desk_records import Proposal
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.package import Document, Observation
from inkoop_core.domain.request import DocumentAdded
from inkoop_core.errors import Unknown

MOST_CHARACTERS = 400
"""Of a fact's content in the view."""


@frozen
class FactsOf:
    """Which facts."""

    submission: str = said("Inschrijving", "leeg: alle", default="", refers="submission")
    kind: str = said("Soort", "bijvoorbeeld reference; leeg: alle", default="")
    all: bool = said("Ook vervangen feiten", default=False)


def facts(arguments: FactsOf, reader: Reader, moment: Moment) -> Table:
    """Facts with their numbers, as used by findings. Another's score is not shown before scores are open.

    Raises Unknown for a kind that nobody knows.
    """
    state = as_reader(reader)
    kinds = {*state.records, *(fact.kind for fact in state.recorded)}
    if arguments.kind and arguments.kind not in kinds:
        raise Unknown(f"soort {arguments.kind!r} bestaat niet; bekend: {', '.join(sorted(kinds))}.")
    source: Iterable[Fact[Any]] = state.recorded if arguments.all else state.current
    chosen = [
        fact
        for fact in source
        if arguments.submission in ("", fact.submission)
        and arguments.kind in ("", fact.kind)
        and fact.recorded_at <= moment.known_at
    ]
    return Table(
        (
            Column("fact", "Feit", ColumnKind.NUMBER),
            Column("kind", "Soort"),
            Column("subject", "Over"),
            Column("happened_at", "Gebeurd", ColumnKind.INSTANT),
            Column("recorded_at", "Vastgelegd", ColumnKind.INSTANT),
            Column("by", "Door"),
            Column("replaces", "Vervangt", ColumnKind.NUMBER),
            Column("reason", "Reden"),
            Column("body", "Inhoud"),
        ),
        tuple(
            Row(
                Ref("fact", str(fact.id)),
                (
                    fact.id,
                    _kind(fact, state),
                    fact.subject,
                    fact.happened_at,
                    fact.recorded_at,
                    fact.by,
                    fact.replaces,
                    "" if is_hidden(state, fact) else fact.reason,
                    _shown_body(fact, state),
                ),
            )
            for fact in chosen
        ),
        "Feiten",
    )


def _shown_body(fact: Fact[Any], state: ProcedureState) -> str:
    if is_hidden(state, fact):
        return HIDDEN
    earlier = is_of_earlier_round(state, fact)
    if isinstance(fact.body, Score) and not earlier and not may_see(state, fact.submission, fact.body):
        return "(nog niet zichtbaar)"
    text = in_words(fact.body)
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"


def _kind(fact: Fact[Any], state: ProcedureState) -> str:
    """The label of the kind, and the name by which the view is narrowed."""
    known = state.records.get(fact.kind)
    return f"{known.label} ({fact.kind})" if known else fact.kind


def documents(arguments: OfSubmission, reader: Reader, _moment: Moment) -> Table:
    """Documents with what was observed in them and which pages are offered."""
    state = as_reader(reader)
    seen = {(fact.submission, fact.body.file): fact.body for fact in state.facts(Observation)}
    kinds = state.document_kinds
    added = {fact.subject for fact in state.facts(DocumentAdded)}
    rows = []
    for fact in state.facts(Document):
        if arguments.submission not in ("", fact.submission):
            continue
        observation = seen.get((fact.submission, fact.body.file))
        kind = kinds.get(fact.body.kind)
        rows.append(
            Row(
                Ref("document", f"{fact.submission}/{fact.body.file}"),
                (
                    fact.submission,
                    (kind.title if kind else fact.body.kind or "(niet herkend)") + _added(fact, added),
                    party_name(fact.body.party),
                    fact.body.file,
                    media_name(observation.media_type) if observation else "",
                    observation.pages if observation else None,
                    _pages(kind, observation),
                    signatures_in_words(observation),
                    observation.problem.label if observation and observation.problem else "",
                ),
            )
        )
    return Table(
        (
            Column("submission", "Nr"),
            Column("kind", "Stuk"),
            Column("party", "Van"),
            Column("file", "Bestand"),
            Column("media", "Soort bestand"),
            Column("pages", "Pagina's", ColumnKind.NUMBER),
            Column("offered", "Te lezen"),
            Column("signatures", "Handtekeningen"),
            Column("problem", "Probleem"),
        ),
        tuple(rows),
        "Documenten",
    )


def _added(fact: Fact[Document], added: Container[str]) -> str:
    """That a document came after the closing, on a request, and when."""
    return f" (op verzoek, ontvangen {shown(fact.happened_at)})" if fact.subject in added else ""


def _pages(kind: Any, observation: Observation | None) -> str:
    if kind is None or observation is None or observation.pages is None:
        return ""
    offered = offered_pages(kind, observation)
    if offered is None:
        return "geen"
    first, last = offered
    cover = ", waarvan 1 voorblad" if observation.cover and kind.max_pages is not None else ""
    beyond = observation.pages - last
    notes = " ".join(kind.notes)
    return f"{first}-{last}{cover}" + (
        f"; {beyond} boven de grens, niet aangeboden {notes}".rstrip() if beyond else ""
    )


def signatures_in_words(observation: Observation | None) -> str:
    """The digital signatures that were found in a file, and whether they are sound."""
    if observation is None:
        return ""
    return "; ".join(
        f"{item.signer}: "
        + (
            "gewijzigd na ondertekening"
            if item.changed_after or not item.intact
            else "geldig"
            if item.trusted
            else "ongewijzigd, herkomst niet bevestigd"
        )
        for item in observation.signatures
    )


def proposals(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """What waits for a second person."""
    return Table(
        (
            Column("proposal", "Voorstel", ColumnKind.NUMBER),
            Column("action", "Actie"),
            Column("by", "Door"),
            Column("recorded_at", "Vastgelegd", ColumnKind.INSTANT),
            Column("why", "Waarom een tweede persoon"),
            Column("text", "Wat er gebeurt"),
        ),
        tuple(
            Row(
                Ref("proposal", str(fact.id)),
                (
                    fact.id,
                    fact.body.action,
                    fact.by,
                    fact.recorded_at,
                    fact.body.why_second_person,
                    fact.body.text,
                ),
            )
            for fact in reader.facts(Proposal)
        ),
        "Voorstellen",
    )


@frozen
class JournalRows:
    """The journal of a chain up to an entry, read a page at a time. Cells follow the columns of `journal`."""

    store: Store
    chain: str
    last: int

    def count(self) -> int:
        return self.last

    def page(self, after: int, size: int) -> tuple[Row, ...]:
        most = min(size, self.last - after)
        if most <= 0:
            return ()
        return tuple(_entry_row(entry) for entry in self.store.journal(self.chain, after, most))


def _entry_row(entry: JournalEntry) -> Row:
    stated = " (opgegeven, niet vastgesteld)" if entry.stated else ""
    return Row(
        Ref("entry", f"{entry.chain}#{entry.seq}"),
        (
            entry.seq,
            entry.recorded_at,
            entry.action,
            f"{entry.actor}{stated}",
            entry.second,
            " ".join(str(fact) for fact, _ in entry.facts),
            len(entry.files),
            entry.refused,
            entry.hash[:16],
        ),
    )


def journal(_arguments: Any, reader: Reader, moment: Moment) -> Table:
    """Every action known at the moment, refused attempts included, with the head of the hash chain."""
    state = as_reader(reader)
    head = last_known(state.store, state.procedure, moment.known_at)
    return Table(
        (
            Column("seq", "Nr", ColumnKind.NUMBER),
            Column("recorded_at", "Wanneer", ColumnKind.INSTANT),
            Column("action", "Actie"),
            Column("actor", "Door"),
            Column("second", "Bevestigd door"),
            Column("facts", "Feiten"),
            Column("files", "Bestanden", ColumnKind.NUMBER),
            Column("refused", "Geweigerd omdat"),
            Column("hash", "Hash"),
        ),
        JournalRows(state.store, state.procedure, head.seq),
        f"Journaal {state.procedure}".rstrip(),
        f"compleet tot en met regel {head.seq}, hash {head.hash}",
    )


def odd_timings(_arguments: Any, reader: Reader, moment: Moment) -> Table:
    """Facts recorded much later than they happened, or before, with the reason."""
    return Table(
        (
            Column("fact", "Feit", ColumnKind.NUMBER),
            Column("kind", "Soort"),
            Column("subject", "Over"),
            Column("happened_at", "Gebeurd", ColumnKind.INSTANT),
            Column("recorded_at", "Vastgelegd", ColumnKind.INSTANT),
            Column("by", "Door"),
            Column("reason", "Reden"),
        ),
        tuple(
            Row(
                Ref("fact", str(fact.id)),
                (
                    fact.id,
                    fact.kind,
                    fact.subject,
                    fact.happened_at,
                    fact.recorded_at,
                    fact.by,
                    fact.timing_reason,
                ),
            )
            for fact in as_reader(reader).recorded
            if fact.timing_reason and fact.recorded_at <= moment.known_at
        ),
        "Laat of vooraf vastgelegd",
    )


FACTS = View("feiten", "Feiten", "submission", facts, FactsOf)
DOCUMENTS = View("documenten", "Documenten", "submission", documents, OfSubmission)
PROPOSALS = View("voorstellen", "Voorstellen", "procedure", proposals)
JOURNAL = View("journaal", "Journaal", "procedure", journal)
ODD_TIMINGS = View("tijdsverschillen", "Laat of vooraf vastgelegd", "procedure", odd_timings)
