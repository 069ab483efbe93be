"""The letters: which are due, made and sent, and what differed from the facts."""

from collections.abc import Iterator
from typing import Any

from inkoop_core.api.actions import Reader
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import LetterMade, LetterSent
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.party import Tenderer
from inkoop_core.progress.letters_due import due_letters

_COLUMNS = (
    Column("about", "Over"),
    Column("addressee", "Inschrijver"),
    Column("kind", "Brief"),
    Column("state", "Stand", ColumnKind.STATE),
    Column("made", "Gemaakt", ColumnKind.INSTANT),
    Column("sent", "Verzonden", ColumnKind.INSTANT),
    Column("received", "Ontvangen", ColumnKind.INSTANT),
    Column("channel", "Kanaal"),
    Column("number", "Bericht"),
    Column("file", "Bestand"),
    Column("differences", "Verschillen met de feiten"),
    Column("fact", "Feit", ColumnKind.NUMBER),
)


def letters(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Letters that are due first, then what was sent, the last first."""
    state = as_reader(reader)
    sent = sorted(state.facts(LetterSent), key=lambda fact: (fact.happened_at, fact.id), reverse=True)
    return Table(
        _COLUMNS, (*_due_rows(state), *(_sent_row(fact, state) for fact in sent)), "Brieven", _note(sent)
    )


def _due_rows(state: ProcedureState) -> Iterator[Row]:
    for kind, about, told in due_letters(state.course):
        made = [
            fact
            for fact in state.facts(LetterMade)
            if fact.body.kind is kind
            and fact.subject.startswith(f"{about}/")
            and set(told) <= set(fact.body.facts)
        ]
        last = made[-1] if made else None
        yield Row(
            Ref("submission", about),
            (
                about,
                _addressee(about, state),
                kind.label,
                "• gemaakt, niet verzonden" if last else "• te maken",
                last.recorded_at if last else None,
                None,
                None,
                "",
                "",
                last.body.file_name if last else "",
                "",
                last.id if last else None,
            ),
        )


def _sent_row(fact: Fact[LetterSent], state: ProcedureState) -> Row:
    body = fact.body
    about = fact.subject.partition("/")[0]
    differs = f"{'; '.join(body.differences)} (aanvaard: {body.accepted})" if body.differences else ""
    return Row(
        Ref("fact", str(fact.id)),
        (
            about,
            _addressee(about, state),
            body.kind.label,
            "✓ verzonden" if not body.differences else "✓ verzonden, afwijkend",
            None,
            fact.happened_at,
            body.received_at,
            body.channel,
            body.message_number,
            body.file_name,
            differs,
            fact.id,
        ),
    )


def _addressee(about: str, state: ProcedureState) -> str:
    return next((fact.body.name for fact in state.facts(Tenderer, about)), "")


def _note(sent: list[Fact[LetterSent]]) -> str:
    unknown = [fact for fact in sent if fact.body.received_at is None]
    if not unknown:
        return ""
    latest = max(fact.happened_at for fact in unknown)
    return (
        f"Van {len(unknown)} verzonden brieven is de ontvangst niet bekend (de laatste van {shown(latest)}); "
        "termijnen vanaf ontvangst tellen dan vanaf de dag van verzending."
    )


LETTERS = View("brieven", "Brieven", "procedure", letters)
