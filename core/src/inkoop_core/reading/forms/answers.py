"""From what was found for a field to its value, or to a doubt that says why there is none."""

from collections.abc import Callable, Sequence
from typing import Any

from attrs import evolve, frozen
from attrs import field as attribute

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.forms import FieldType, FormField
from inkoop_core.domain.naming import plain_name
from inkoop_core.reading.forms import values
from inkoop_core.reading.forms.chosen import Chosen, Option, at, boxes_of
from inkoop_core.reading.forms.content import TICKED, UNTICKED, shown
from inkoop_core.reading.forms.finding import Found, Scope, Sheet, label_key
from inkoop_core.reading.forms.rows import has_box, is_cross, marks_in_row, yes_no_in_row
from inkoop_core.reading.forms.saying import said
from inkoop_core.reading.forms.ticking import Tick
from inkoop_core.reading.forms.values import Unreadable

MAX_WORDS = 2000

_OF_A_ROW = (FieldType.YES_NO, FieldType.CHOICE, FieldType.CHOICES)


@frozen
class Answer:
    """What a field says. values: field and value, none where it is empty or in doubt; seen: it stands in the form."""

    values: tuple[tuple[str, Any], ...] = ()
    place: str = ""
    words: str = ""
    doubts: tuple[str, ...] = ()
    seen: bool = True

    @property
    def empty(self) -> bool:
        return not self.values and not self.doubts


@frozen
class Asked:
    """Where a field is looked for. parts: what {n} stands for."""

    field: FormField
    sheet: Sheet
    scope: Scope
    definition: TenderDefinition
    label: str = attribute(init=False)

    @label.default
    def _label(self) -> str:
        return (*self.field.labels, *self.field.names, self.field.id)[0].replace("{n}", str(self.scope.n))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name.replace("{n}", str(self.scope.n)) for name in self.field.names)

    @property
    def option_names(self) -> tuple[str, ...]:
        """The names of the boxes of its options."""
        patterns = [
            (name, option.id) for option in self.field.options for name in (*option.names, *self.names)
        ]
        patterns += [(name, word) for name in self.names for word in ("ja", "nee")]
        return tuple(
            name.replace("{n}", str(self.scope.n)).replace("{option}", item) for name, item in patterns
        )

    def found(self) -> list[Found]:
        """Every place where the field stands, controls first.

        Beside a field of a PDF only what the form itself says is printed, so there its label gives no value.
        """
        named = self.sheet.named(self.names, self.scope)
        boxes = named or self.sheet.named(self.option_names, self.scope)
        if any(item.line < 0 for item in boxes):
            return named
        whole = self.field.type is FieldType.TEXT and not named
        labelled = self.sheet.labelled(self.field.labels, self.scope, bool(named), whole)
        return [*named, *(self._whole_row(item) for item in labelled)]

    def _whole_row(self, found: Found) -> Found:
        """For a yes or a choice everything beside the label: more cells can be answers, each with its own head."""
        if self.field.type not in _OF_A_ROW or self.scope.header >= 0:
            return found
        keys = {label_key(label) for label in self.field.labels}
        line = self.sheet.lines[found.line]
        places = [place for place, cell in enumerate(line.cells) if label_key(cell.text) in keys]
        if not places and found.line in self.sheet.wrapped:
            places = [0]
        if not places:
            return found
        cells = []
        for cell in line.cells[places[0] + 1 :]:
            if cell.text and self.sheet.is_known(cell.text):
                break
            cells.append(cell)
        if self.field.type is FieldType.YES_NO:
            return yes_no_in_row(self.sheet, found.line, cells, self.sheet.known) if cells else found
        if any(is_cross(cell.text) or has_box(cell.text) for cell in cells):
            return evolve(found, text=marks_in_row(self.sheet, found.line, cells, self.sheet.known))
        written = [cell for cell in cells if cell.text]
        if len(written) < 2:
            return found
        self.sheet.use(found.line, written)
        return evolve(found, text=" / ".join(cell.text for cell in written))

    def doubt(self, text: str, place: str = "") -> str:
        return f"{self.label}: {text}" + (f" ({place})" if place else "")


_SINGLE: dict[FieldType, Callable[[str], Any]] = {
    FieldType.TEXT: lambda text: " ".join(text.split()),
    FieldType.WHOLE: values.whole,
    FieldType.EUROS: values.cents,
    FieldType.PERCENT: values.percent,
    FieldType.DATE: values.day,
    FieldType.PERIOD: values.period,
}


def single(asked: Asked) -> Answer:
    """A field of one value. Two places that differ are a doubt."""
    field = asked.field
    found = asked.found()
    filled = [item for item in found if not _empty(item, field)]
    if not filled:
        return Answer(seen=bool(found), place=found[0].place if found else "")
    read: list[tuple[Any, Found]] = []
    for item in filled:
        if item.doubt:
            return Answer(doubts=(asked.doubt(item.doubt, item.place),))
        try:
            read.append((_SINGLE[field.type](item.text), item))
        except Unreadable as wrong:
            return Answer(doubts=(asked.doubt(f"{shown(item.text)} {wrong}", item.place),))
    answer = _agreed(asked, read)
    joined = next((item for item in filled if item.joined), None)
    if joined is None or not answer.values:
        return answer
    text = "staat in meer dan één vak of regel, die hier samen zijn genomen"
    return evolve(answer, doubts=(*answer.doubts, asked.doubt(text, joined.place)))


def _empty(found: Found, field: FormField) -> bool:
    return found.blank or plain_name(found.text) in {plain_name(text) for text in field.empty}


def _agreed(asked: Asked, read: Sequence[tuple[Any, Found]]) -> Answer:
    value, first = read[0]
    other = next((item for item in read if item[0] != value), None)
    if other is not None:
        text = f"staat er twee keer en anders: {shown(first.text or first.place)} en {shown(other[1].text)}"
        return Answer(doubts=(asked.doubt(text, f"{first.place}; {other[1].place}"),))
    field = asked.field
    if field.type is FieldType.PERIOD:
        pairs = ((field.id, value[0]), (field.until, value[1]))
        beside = next(filter(None, (values.beside_period(item.text) for _, item in read)), "")
        doubts = (asked.doubt(f"naast de datums staat {shown(beside)}", first.place),) if beside else ()
        return Answer(pairs, first.place, first.text, doubts)
    return Answer(((field.id, value),), first.place, first.text)


def texts(asked: Asked) -> Answer:
    """Every filled line at every place, once."""
    found = asked.found()
    filled = [item for item in found if not _empty(item, asked.field)]
    lines = dict.fromkeys(
        " ".join(line.split()) for item in filled for line in item.text.split("\n") if line.strip()
    )
    if not lines:
        return Answer(seen=bool(found), place=found[0].place if found else "")
    places = "; ".join(dict.fromkeys(item.place for item in filled))
    return Answer(((asked.field.id, tuple(lines)),), places, "; ".join(lines))


def yes_no(asked: Asked) -> Answer:
    """Yes or no: in words, by two boxes, or by one box that is ticked for yes."""
    found = [*_pair(asked), *asked.found()]
    read: list[tuple[Any, Found]] = []
    for item in found:
        try:
            value = said(item)
        except Unreadable as wrong:
            return Answer(doubts=(asked.doubt(str(wrong), item.place),))
        if value is not None:
            read.append((value, item))
    if not read:
        return Answer(seen=bool(found), place=found[0].place if found else "")
    return _agreed(asked, read)


def _pair(asked: Asked) -> list[Found]:
    """Two boxes with names of their own, {option} being `ja` and `nee`, as one text with two boxes."""
    found: list[Found] = []
    for name in asked.names:
        if "{option}" not in name:
            continue
        boxes = [
            (word, asked.sheet.named([name.replace("{option}", word)], asked.scope)) for word in ("ja", "nee")
        ]
        texts = [
            f"{TICKED if item.ticked else UNTICKED} {word}" for word, items in boxes for item in items[:1]
        ]
        if texts:
            first = next(item for _, items in boxes for item in items)
            doubt = next((item.doubt for _, items in boxes for item in items if item.doubt), "")
            found.append(
                Found(" ".join(texts), first.place, control=first.control, line=first.line, doubt=doubt)
            )
    return found


def options_of(field: FormField, definition: TenderDefinition) -> tuple[Option, ...]:
    """What can be chosen; focus areas have those of the tender besides."""
    own = tuple(Option(option.id, option.labels, option.names or field.names) for option in field.options)
    if field.id != "focus_areas":
        return own
    known = {option.id for option in own}
    return own + tuple(Option(area, (), field.names) for area in definition.focus_areas if area not in known)


def choice(asked: Asked) -> Answer:
    """One option: two ticked, none ticked or an unknown text is a doubt."""
    answer = _choices(asked)
    if not answer.values:
        return answer
    ((name, ids),) = answer.values
    if len(ids) == 1:
        return Answer(((name, ids[0]),), answer.place, answer.words)
    text = (
        "er is geen keuze aangekruist" if not ids else f"er zijn twee keuzes aangekruist: {' en '.join(ids)}"
    )
    return Answer(doubts=(asked.doubt(text, answer.place),))


def choices(asked: Asked) -> Answer:
    """Any number of options; where there are boxes and none is ticked the answer is none of them, in doubt."""
    answer = _choices(asked)
    if answer.values and not answer.values[0][1]:
        return Answer(doubts=(asked.doubt("er is geen vakje aangekruist", answer.place),))
    return answer


def _of_others(asked: Asked) -> Callable[[Tick], bool]:
    """Whether a box stands in a row of another field, of a product or of an exclusion ground."""
    definition, own = asked.definition, {label_key(label) for label in asked.field.labels}
    texts = [text for item in definition.products for text in (item.id, item.title, *item.variants)] + [
        text for ground in definition.exclusion_grounds for text in (ground.code, ground.title)
    ]
    keys = (asked.sheet.known - own) | {label_key(text) for text in texts}

    def is_other(tick: Tick) -> bool:
        cells = asked.sheet.lines[tick.line].cells
        return label_key(tick.caption) in keys or any(label_key(cell.text) in keys for cell in cells)

    return is_other


def _choices(asked: Asked) -> Answer:
    field = asked.field
    options = options_of(field, asked.definition)
    found = asked.found()
    wrong = next((item for item in found if item.doubt), None)
    if wrong is not None:
        return Answer(doubts=(asked.doubt(wrong.doubt, wrong.place),))
    given: list[Chosen] = [
        at(item, options) for item in found if item.ticked is None and not _empty(item, field)
    ]
    if not given:
        apart = boxes_of(asked.sheet, asked.scope, options, str(asked.scope.n), _of_others(asked))
        if apart is None:
            return Answer(seen=bool(found), place=found[0].place if found else "")
        given = [apart]
    for item in given:
        if item.unknown:
            text = f"{shown(', '.join(item.unknown))} is geen keuze van dit formulier"
            return Answer(doubts=(asked.doubt(text, item.place),))
    if any(set(item.ids) != set(given[0].ids) for item in given):
        text = "vakjes en tekst spreken elkaar tegen: " + " tegenover ".join(
            shown(item.words) for item in given
        )
        return Answer(doubts=(asked.doubt(text, "; ".join(item.place for item in given)),))
    order = [option.id for option in options]
    ids = tuple(sorted(dict.fromkeys(given[0].ids), key=order.index))
    return Answer(((field.id, ids),), given[0].place, given[0].words)


def without_boxes(text: str) -> str:
    """A text without its tick boxes."""
    return text.replace(TICKED, " ").replace(UNTICKED, " ").strip()
