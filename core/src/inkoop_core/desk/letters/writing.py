"""A letter while it is written: every fact goes into the text and into the list of statements at once."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import define, field

from inkoop_core.api.channels import PROCEDURE_CHANNEL
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.letter_clauses import ClauseId
from inkoop_core.api.letters import LetterContent, LetterTable, Section, Statement, StatementKind
from inkoop_core.desk.letters.days import day_forms, full_day
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.source import SourceRef
from inkoop_core.errors import Refused
from inkoop_core.progress.course import Course


@define
class Letter:
    """What goes to one addressee, with the facts that it tells."""

    state: ProcedureState
    kind: LetterKind
    about: str
    sent_on: date
    sections: list[Section] = field(factory=list)
    statements: dict[str, Statement] = field(factory=dict)
    required: set[str] = field(factory=set)
    """Passages without which the letter may not go out."""

    @property
    def course(self) -> Course:
        return self.state.course

    @property
    def definition(self) -> TenderDefinition:
        return self.state.definition

    def missing(self, what: str) -> Refused:
        """Why the letter cannot be made: a fact that is not there, in words."""
        return Refused(f"de brief '{self.kind.label}' over {self.about} kan niet worden gemaakt: {what}.")

    def state_fact(
        self,
        kind: StatementKind,
        id: str,
        label: str,
        text: str,
        *,
        source: SourceRef | None = None,
        facts: Iterable[int] = (),
        forms: tuple[str, ...] = (),
        deciding: bool = False,
    ) -> str:
        """The text, kept as a statement. Raises ValueError when that id already says something else."""
        told = " ".join(text.split())
        made = Statement(id, kind, label, told, source, forms, deciding, tuple(facts))
        known = self.statements.setdefault(id, made)
        if known.text != made.text:
            raise ValueError(f"statement {id} says {known.text!r} and {made.text!r}")
        return told

    def day(
        self, id: str, label: str, day: date, source: SourceRef | None = None, facts: Iterable[int] = ()
    ) -> str:
        """A day in full."""
        return self.state_fact(
            StatementKind.DAY, id, label, full_day(day), source=source, facts=facts, forms=day_forms(day)
        )

    def sent_day(self) -> str:
        """The day of the letter, from which its days are counted."""
        return self.day("sent-on", "datum van de brief", self.sent_on)

    def name(
        self, id: str, label: str, name: str, facts: Iterable[int] = (), *, deciding: bool = False
    ) -> str:
        return self.state_fact(StatementKind.NAME, id, label, name, facts=facts, deciding=deciding)

    def address(self, channel: str) -> str:
        """Where a channel is. Raises Refused when the tender has no such channel."""
        found = self.definition.channel_by_id.get(channel)
        if found is None:
            raise self.missing(f"de aanbestedingsdefinitie heeft geen kanaal {channel!r}")
        return self.state_fact(
            StatementKind.ADDRESS,
            f"address/{channel}",
            f"adres ({channel})",
            found.address,
            source=found.source,
        )

    def cite(self, source: SourceRef) -> str:
        """A paragraph as it is named in a letter."""
        return self.state_fact(
            StatementKind.PARAGRAPH, f"paragraph/{source}", f"vindplaats {source}", str(source), source=source
        )

    def clause(self, id: ClauseId) -> tuple[str, tuple[str, ...]]:
        """A fixed passage of the tender with its paragraph, and its bullets. Raises Refused when it is not there."""
        found = self.definition.letters.clause(id) if self.definition.letters else None
        if found is None:
            raise self.missing(
                f"de aanbestedingsdefinitie heeft geen passage {id.value!r} ([[letters.clauses]] in tender.toml)"
            )
        text = found.text.strip()
        end = text[-1] if text.endswith((".", ":")) else "."
        return f"{text.removesuffix(end)} ({self.cite(found.source)}){end}", found.items

    def section(
        self,
        heading: str,
        *paragraphs: str,
        bullets: Iterable[str] = (),
        table: LetterTable | None = None,
    ) -> None:
        """A part of the letter; empty paragraphs are left out."""
        kept = tuple(text for text in paragraphs if text)
        self.sections.append(Section(heading, kept, tuple(bullets), table))

    def require(self, passage: str) -> str:
        """A paragraph or bullet without which the letter may not go out, as it is printed."""
        self.required.add(passage)
        return passage

    def clause_section(self, heading: str, id: ClauseId, *after: str) -> None:
        """A part that is a fixed passage, with its bullets. after: paragraphs before the bullets."""
        text, items = self.clause(id)
        self.section(heading, text, *after, bullets=items)

    def content(
        self, title: str, addressee: str, facts: Iterable[Fact[Any]], channel: str = PROCEDURE_CHANNEL
    ) -> LetterContent:
        """The letter as it is. addressee: a name; channel: the route that belongs to it."""
        procedure = self.definition.procedure
        self.name("addressee", "geadresseerde", addressee)
        self.sent_day()
        self.state_fact(StatementKind.TEXT, "title", "onderwerp van de brief", title)
        if procedure.reference.strip():
            self.state_fact(StatementKind.TEXT, "reference", "kenmerk", procedure.reference)
        route = self.address(channel)
        return LetterContent(
            kind=self.kind,
            about=self.about,
            addressee=addressee,
            channel=channel,
            reference=procedure.reference,
            title=title,
            sections=tuple(self.sections),
            statements=(*self.statements.values(), *self._passages()),
            facts=tuple(fact.id for fact in facts),
            example=self.state.added.body.sample,
            sent_on=self.sent_on,
            sender=procedure.client,
            procedure=procedure.title,
            route=route,
        )

    def _passages(self) -> Iterator[Statement]:
        """Everything that is printed, in its order, so that a day or a text stays tied to its sentence."""
        deciding = [item.text for item in self.statements.values() if item.deciding]
        for place, section in enumerate(self.sections, 1):
            under = section.heading
            yield Statement(f"heading/{place}", StatementKind.PASSAGE, "kop", under)
            for number, text in enumerate(section.lines, 1):
                yield Statement(
                    f"passage/{place}/{number}",
                    StatementKind.PASSAGE,
                    f"passage onder '{under}'",
                    text,
                    deciding=text in self.required or any(told in text for told in deciding),
                    under=under,
                )
