"""What the reader of a letter may know beside what the letter is for."""

import json
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.letters import LetterContent, StatementKind
from inkoop_core.desk.called import compared, names_of
from inkoop_core.desk.letters.secret_texts import amounts_told, texts_of
from inkoop_core.desk.letters.whose import is_of_another, is_sealed, own_of
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.agreement import AgreementSigned, SigningSet
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.complaint import Complaint, ComplaintSupplemented
from inkoop_core.domain.course import CourseChanged, DefinitiveAward
from inkoop_core.domain.decision import (
    AwardDecision,
    ConsensusScore,
    ManualCheck,
    NoteChoice,
    Ruling,
    Score,
)
from inkoop_core.domain.desk_records import Proposal, ProposalClosed
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import LetterMade, LetterSent
from inkoop_core.domain.lookup import LookUpSettled
from inkoop_core.domain.naming import holds
from inkoop_core.domain.party import Party
from inkoop_core.domain.question import NotaEstablished, NotaPublished, Question
from inkoop_core.domain.record_made import RecordMade
from inkoop_core.domain.request import EvidenceJudged, EvidenceReceived, Reply, Request, SubcontractorDecided

WINNER = "winner/"
"""Statements that may name another tenderer."""
_SENT_IN = (Complaint, ComplaintSupplemented, EvidenceReceived, Question, Reply)
"""What a tenderer sends after his bid."""
_BY_OFFICERS = (
    AgreementSigned,
    AwardDecision,
    ConsensusScore,
    CourseChanged,
    DefinitiveAward,
    EvidenceJudged,
    LetterMade,
    LetterSent,
    LookUpSettled,
    ManualCheck,
    NoteChoice,
    Proposal,
    ProposalClosed,
    RecordMade,
    Request,
    Ruling,
    SigningSet,
    SubcontractorDecided,
)
"""What officers say of a submission, in sentences that they may use for several."""


class OpenTexts:
    """What the reader of a letter knows, or may know.

    Open is what came from himself, the definition, and what was published. What officers typed opens nothing by
    itself: only the very same sentence, typed about him too, is no secret of another.
    """

    def __init__(self, content: LetterContent, state: ProcedureState) -> None:
        self._state = state
        self._content = content
        self.own = own_of(content, state)

    def has(self, secret: str, fact: Fact[Any]) -> bool:
        """Whether a text of a closed fact is open to this reader all the same."""
        if holds(self._given, secret):
            return True
        if is_sealed(fact):
            return False
        if isinstance(fact.body, Score):
            own = fact.submission in self.own
            return secret in self._consensus or (own and any(holds(told, secret) for told in self._consensus))
        if isinstance(fact.body, _BY_OFFICERS):
            return secret in self._typed or secret in self._found
        return any(secret in texts_of(of.body) for of in self._mine if type(of.body) is type(fact.body))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that may stand in the letter: his own, his parties', and those of the winners that it tells."""
        told = [self._content.addressee, *self._winners]
        told += [fact.body.name for fact in self._mine if isinstance(fact.body, Party)]
        return frozenset(form for name in told for form in names_of(name))

    def may_name(self, name: str) -> bool:
        """Whether a name, as it is compared, may stand there, or is no more than ordinary words of the tender."""
        return holds(words_of_tender(self._state.definition), name) or any(
            holds(one, name) for one in self.names
        )

    @property
    def _winners(self) -> list[str]:
        return [
            item.text
            for item in self._content.statements
            if item.kind is StatementKind.NAME and item.id.startswith(WINNER)
        ]

    @cached_property
    def _mine(self) -> tuple[Fact[Any], ...]:
        """The facts about the reader, replaced ones too: what he sent before he still knows."""
        return tuple(
            fact for fact in self._state.recorded if fact.submission in self.own and not is_sealed(fact)
        )

    @cached_property
    def _given(self) -> str:
        """Joined so that no text is read on into the next."""
        texts = {compared(told) for told in (self._content.addressee, *self._winners)}
        for fact in self._mine:
            if isinstance(fact.body, _SENT_IN) or self._is_of_bid(fact):
                texts |= texts_of(fact.body)
        for fact in self._published():
            texts |= texts_of(fact.body)
        return " \n ".join((words_of_tender(self._state.definition), *sorted(texts)))

    def _is_of_bid(self, fact: Fact[Any]) -> bool:
        """Whether it is what a bid holds, of core or of a plugin: it may have happened however long ago."""
        record = self._state.records.get(fact.kind)
        return record is not None and record.normal_lag is None

    def _published(self) -> Iterator[Fact[Any]]:
        """The notes of information that everybody got."""
        out = {fact.body.nota for fact in self._state.facts(NotaPublished)}
        return (
            fact for fact in self._state.recorded if isinstance(fact.body, NotaEstablished) and fact.id in out
        )

    @cached_property
    def _consensus(self) -> frozenset[str]:
        return frozenset(
            text
            for fact in self._mine
            if isinstance(fact.body, ConsensusScore)
            for text in texts_of(fact.body)
        )

    @cached_property
    def _typed(self) -> frozenset[str]:
        """Whole sentences that officers used about the reader or about everybody."""
        return frozenset(
            text
            for fact in self._state.recorded
            if isinstance(fact.body, _BY_OFFICERS)
            and not is_sealed(fact)
            and not is_of_another(fact, self._state, self.own)
            for text in texts_of(fact.body)
        )

    @cached_property
    def _found(self) -> frozenset[str]:
        """What the rules say of the reader, in sentences that they say of many."""
        return frozenset(
            text
            for item in self._state.course.assessment.submissions
            if item.submission in self.own
            for one in item.every_finding
            for text in texts_of((one.finding.explanation, *one.finding.notes))
        )


@lru_cache(maxsize=4)
def words_of_tender(definition: TenderDefinition) -> str:
    """Every text and every amount of the tender, each apart."""
    tables = (
        definition.procedure,
        definition.channels,
        definition.documents,
        definition.requirements,
        definition.evidence,
        definition.products,
        definition.award,
        definition.letters,
        definition.tender_documents,
        definition.focus_areas,
    )
    texts = {text for table in tables for text in texts_of(table)}
    for table in (*tables, definition.parameters):
        for number in _numbers(json.loads(canonical_json(table))):
            texts |= {str(number), *amounts_told(number), *amounts_told(number * 100)}
    return " \n ".join(sorted(texts))


def _numbers(data: Any) -> Iterator[int]:
    if isinstance(data, int) and not isinstance(data, bool):
        yield data
    elif isinstance(data, dict | list):
        for inner in data.values() if isinstance(data, dict) else data:
            yield from _numbers(inner)
