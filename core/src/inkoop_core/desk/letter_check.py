"""The letter that was really sent, held against the facts that it should tell."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.letters import LetterContent, LetterFile, Statement, StatementKind, written
from inkoop_core.desk.letter_text import FoundDay, closed, compared, days_in, odd_weekdays, seen
from inkoop_core.domain.moment import shown_day
from inkoop_core.domain.naming import holds, plain_name
from inkoop_core.domain.party import bare_name

_PARAGRAPH = re.compile(r"§\s?(\d+(?:\.\d+)*)")
_POINTS = re.compile(r"\b(\d{1,3})\s+punt(?:en)?\b", re.IGNORECASE)
_SUBMISSION = re.compile(r"\bS-\d{3,}\b")
_LONG = 40
"""Letters: so long a text may be broken over lines anywhere and is still told from others."""
_HEADING_LINES = 3
"""Over so many lines of a page a heading may run."""


@frozen
class Difference:
    """Where the letter that was sent and the facts differ.

    told      in Dutch: what, and what the facts say
    deciding  the letter cannot be registered as sent with it
    breach    it tells something of another: it can be registered by two persons alone
    """

    told: str
    deciding: bool = False
    breach: bool = False


def differences(
    file: LetterFile,
    content: LetterContent,
    definition: TenderDefinition,
    tenderers: Iterable[str],
    sent_on: date,
) -> tuple[Difference, ...]:
    """What the facts say and the letter does not, then what the letter says and the facts do not.

    sent_on    the day on which it was sent: the only date that a letter may have of itself
    tenderers  the names of everybody who bid: one that the facts do not put in this letter is told
    """
    text = seen(file.text)
    facts = f"{written(content)}\n{content.about}\n{shown_day(sent_on)}"
    everybody = tuple(tenderers)
    return (
        *(Difference(remark) for remark in file.remarks),
        *_not_told(content.statements, text),
        *_foreign("de datum", _foreign_days(text, facts)),
        *_foreign("de dag", set(odd_weekdays(text)) - set(odd_weekdays(facts))),
        *_foreign("paragraaf", _paragraphs(text) - _paragraphs(facts)),
        *_foreign("het aantal punten", _points(text) - _points(facts)),
        *_foreign("het product", _products(text, definition) - _products(facts, definition)),
        *_foreign("de naam", _names(text, everybody) - _names(facts, everybody)),
        *_foreign("de inschrijving", set(_SUBMISSION.findall(text)) - set(_SUBMISSION.findall(facts))),
    )


class _Text:
    """A text as it is searched: words, and for what is long also without what separates them."""

    def __init__(self, text: str) -> None:
        self.words = compared(text)
        self.closed = closed(self.words)
        self.days = {day.shown for day in days_in(text) if day.on}
        self.paragraphs = _paragraphs(text)

    def times(self, words: str) -> int:
        """How often a compared text stands in it."""
        if not words:
            return 0
        whole = len(re.findall(rf"(?<!\S){re.escape(words)}(?!\S)", self.words))
        tight = closed(words)
        return max(whole, self.closed.count(tight) if len(tight) >= _LONG else 0)


def _not_told(statements: Sequence[Statement], text: str) -> Iterator[Difference]:
    """The statements that the letter does not make, then its passages, less those of which a part was named."""
    sent = _Text(text)
    passages = [item for item in statements if item.kind is StatementKind.PASSAGE]
    gone = [
        item for item in statements if item.kind is not StatementKind.PASSAGE and not _is_told(item, sent)
    ]
    yield from map(_missing, gone)
    for passage in _passages_gone(passages, text, sent):
        named = (item for item in gone if item.text in passage.text)
        if not any(item.deciding >= passage.deciding for item in named):
            yield _missing(passage)


def _passages_gone(passages: Sequence[Statement], text: str, sent: _Text) -> Iterator[Statement]:
    """Passages that do not stand under their own heading as often as they should."""
    headings = dict.fromkeys(item.under for item in passages if item.under)
    scopes = {heading: _Text(part) for heading, part in _parts(text, tuple(headings)).items()}
    alike: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for item in passages:
        alike[item.under, compared(item.text)].append(item)
    for (under, words), items in alike.items():
        # A text without a word or number in it has nothing to be found by.
        if words:
            yield from items[scopes.get(under, sent).times(words) :]


def _parts(text: str, headings: Sequence[str]) -> dict[str, str]:
    """What stands under each heading that is a line of its own, in the order in which they should stand."""
    lines = text.splitlines()
    starts: dict[str, range] = {}
    after = 0
    for heading in headings:
        found = _line_of(lines, plain_name(heading), after) or _line_of(lines, plain_name(heading), 0)
        if found is not None:
            starts[heading] = found
            after = max(after, found.stop)
    ends = sorted(found.start for found in starts.values())
    return {
        heading: "\n".join(lines[found.stop : next((end for end in ends if end >= found.stop), len(lines))])
        for heading, found in starts.items()
    }


def _line_of(lines: Sequence[str], heading: str, after: int) -> range | None:
    """The lines that are the heading and nothing else; None where there are none."""
    for start in range(after, len(lines)):
        for count in range(1, _HEADING_LINES + 1):
            if heading and plain_name(" ".join(lines[start : start + count])) == heading:
                return range(start, start + count)
    return None


def _is_told(statement: Statement, sent: _Text) -> bool:
    return any(_stands(form, statement.kind, sent) for form in (statement.text, *statement.forms))


def _stands(form: str, kind: StatementKind, sent: _Text) -> bool:
    days = {day.shown for day in days_in(form) if day.on}
    if kind is StatementKind.DAY and days:
        return days <= sent.days
    if kind is StatementKind.PARAGRAPH and (named := _paragraphs(form)):
        return named <= sent.paragraphs
    return sent.times(compared(form)) > 0


def _missing(statement: Statement) -> Difference:
    source = f" ({statement.source})" if statement.source else ""
    return Difference(
        f"ontbreekt of is anders: {statement.label}{source}; volgens de feiten: {_short(statement.text)}",
        statement.deciding,
    )


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _foreign(what: str, found: Iterable[str]) -> Iterator[Difference]:
    for one in sorted(found):
        yield Difference(f"staat in de brief en niet in de feiten: {what} {one}")


def _foreign_days(text: str, facts: str) -> set[str]:
    """The days of a text that the facts do not have; of one without a year its day and month are held against them."""
    known = days_in(facts)
    whole = {day.on for day in known if day.on}
    without_year = {(day.day, day.month) for day in known}

    def is_known(day: FoundDay) -> bool:
        return day.on in whole if day.on else (day.day, day.month) in without_year

    return {day.shown for day in days_in(text) if not is_known(day)}


def _paragraphs(text: str) -> set[str]:
    return {f"§{number}" for number in _PARAGRAPH.findall(text)}


def _points(text: str) -> set[str]:
    return set(_POINTS.findall(text))


def _products(text: str, definition: TenderDefinition) -> set[str]:
    words = plain_name(text)
    return {
        f"{product.title} ({product.id})"
        for product in definition.products
        if holds(words, plain_name(product.title)) or re.search(rf"\b{re.escape(product.id)}\b", text)
    }


def _names(text: str, tenderers: Iterable[str]) -> set[str]:
    """The tenderers that a text names, with or without their legal form."""
    words = plain_name(text)
    return {name for name in tenderers if holds(words, _called(name))}


def _called(name: str) -> str:
    """What is left of a name without its legal form; the whole name where that is a single word."""
    bare = bare_name(name)
    return bare if " " in bare else plain_name(name)
