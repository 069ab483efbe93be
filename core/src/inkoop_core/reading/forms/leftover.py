"""What is filled in on a form and became no value, so that nothing that was written goes unseen."""

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.forms import FieldType, Form
from inkoop_core.domain.naming import plain_name
from inkoop_core.reading.forms import values
from inkoop_core.reading.forms.content import STRUCK, TICKED, UNTICKED, Control, Line, shown
from inkoop_core.reading.forms.finding import LONGEST_LABEL, Sheet, label_key, labels_of
from inkoop_core.reading.forms.mapped import option_keys, used_names
from inkoop_core.reading.forms.scopes import heading_of, sections_of

_ANY = "{}"
_LONGEST_NAME = 80
"""Signs that may stand where a printed text has `{}`."""
_REST = 40
"""Signs of a name that go on in the next line of a PDF."""
_WRAPPED = 3
"""A label of so many words can go on in the next line."""
_WORDS = re.compile(r"[^\W_]")
_BOX = re.compile(f"([{TICKED}{UNTICKED}])")


@frozen
class Piece:
    """Words that became no value, and where they stand."""

    text: str
    place: str


def left_over(sheet: Sheet, form: Form, definition: TenderDefinition) -> tuple[Piece, ...]:
    """What stands in the parts of a form that its map reads, and is no label, printed text or value.

    The values are those that were found in the sheet, so it is asked after the form was read.
    """
    return tuple(_Leftover(sheet, form, definition).pieces())


class _Leftover:
    def __init__(self, sheet: Sheet, form: Form, definition: TenderDefinition) -> None:
        self.sheet, self.form = sheet, form
        self.keys = sheet.known | option_keys(form, definition)
        self.rows = _row_keys(form, definition)
        self.names = used_names(form, definition)
        wrapped = [label for label in labels_of(form) if len(label.split()) >= _WRAPPED]
        self.printed = [_printed(text) for text in (*form.aside, *form.marks, *wrapped)]
        self.aside = {text.casefold() for text in form.aside}
        self.headings = [heading_of(record) for record in form.records if record.heading]
        self.blocks = [
            plain_name(field.block.partition("{option}")[0])
            for record in form.records
            for field in record.fields
            if field.block
        ]
        self.controls: dict[int, list[Control]] = {}
        for control in sheet.content.controls:
            self.controls.setdefault(control.row, []).append(control)

    def pieces(self) -> Iterator[Piece]:
        sections = sections_of(self.sheet, self.form)
        run: list[tuple[str, Line]] = []
        for number, line in enumerate(self.sheet.lines):
            texts = self._texts(number, line) if any(part.holds(number) for part in sections) else []
            if run and (
                line.table or not texts or not line.page or line.page != run[-1][1].page or run[-1][1].table
            ):
                yield from self._told(run)
                run = []
            if texts:
                run.append((" ".join(texts), line))
        yield from self._told(run)
        for control in self.controls.get(-1, ()):
            known = self._named(control) or any(name.casefold() in self.aside for name in control.names)
            if not known and (control.text or control.ticked):
                yield Piece(control.text or "aangekruist", control.place)

    def _told(self, run: list[tuple[str, Line]]) -> Iterator[Piece]:
        """The words of lines that follow each other without what the form itself prints."""
        text = self._without_printed("\n".join(words for words, _ in run))
        if _WORDS.search(text):
            yield Piece(text, run[0][1].place)

    def _without_printed(self, text: str) -> str:
        for pattern in self.printed:
            text = pattern.sub(" ", text)
        return text

    def _named(self, control: Control) -> bool:
        return any(name.casefold() in self.names for name in control.names)

    def _texts(self, number: int, line: Line) -> list[str]:
        """The words of each cell that gave no value."""
        named = [control.text for control in self.controls.get(number, ()) if self._named(control)]
        keys = [self._key(cell.text) for cell in line.cells]
        answered = any(key in self.rows for key in keys)
        # In a row that is read as a whole the form itself prints what stands before the answer.
        first = self._answer_at(number, line, named) if answered else 0
        texts: list[str] = []
        for place, cell in enumerate(line.cells):
            text = cell.text.replace(STRUCK, " ")
            if not _WORDS.search(text) and TICKED not in text:
                continue
            if (
                place < first
                or (number, place, -1) in self.sheet.used
                or self._is_known(keys[place])
                or text in named
            ):
                continue
            if (place == 0 and number in self.sheet.wrapped) or number - 1 in self.sheet.wrapped:
                continue
            if answered and values.begins(text) is not None:
                continue
            if _BOX.search(text):
                texts += () if answered else self._ticked(text, line, place)
            elif not (place and self._only_boxes(line.cells[place - 1].text, UNTICKED)):
                texts += self._parts(number, place, text)
        return texts

    def _answer_at(self, number: int, line: Line, named: Sequence[str]) -> int:
        """The first cell of a row with an answer; 0 where none has one."""
        for place, cell in enumerate(line.cells):
            answer = (number, place, -1) in self.sheet.used or cell.text in named or _BOX.search(cell.text)
            if answer or values.begins(cell.text) is not None:
                return place
        # Beside a field of a PDF nothing is filled in but the field.
        return len(line.cells) if -1 in self.controls else 0

    def _parts(self, number: int, place: int, text: str) -> Iterator[str]:
        """The lines of a cell without those that give the value of a label in it."""
        for index, part in enumerate(text.split("\n")):
            if (number, place, index) not in self.sheet.used and not self._is_known(self._key(part)):
                yield part

    def _ticked(self, text: str, line: Line, place: int) -> Iterator[str]:
        """What is ticked and is no option of the map."""
        words = [part.strip() for part in _BOX.split(text)]
        near = [line.cells[at].text for at in (place - 1, place + 1) if 0 <= at < len(line.cells)]
        for index, box in enumerate(words[1::2]):
            captions = [words[2 * index + side] for side in (0, 2) if words[2 * index + side]] or near
            if box == TICKED and not any(self._is_option(caption) for caption in captions):
                yield " ".join((TICKED, *captions))

    def _is_option(self, caption: str) -> bool:
        key = self._key(caption)
        begun = any(key.startswith(f"{known} ") for known in self.keys)
        return begun or self._is_known(key) or values.begins(caption) is not None

    def _only_boxes(self, text: str, box: str) -> bool:
        return text.strip() == box

    def _key(self, text: str) -> str:
        return label_key(text) if len(text) <= LONGEST_LABEL else ""

    def _is_known(self, key: str) -> bool:
        return bool(key) and (
            key in self.keys
            or any(pattern.fullmatch(key) for pattern in self.headings)
            or any(key.startswith(f"{block} ") for block in self.blocks)
        )


def _row_keys(form: Form, definition: TenderDefinition) -> set[str]:
    """What begins a row that is read as a whole: a ground, a product, a question of yes or no, a choice."""
    whole = (FieldType.YES_NO, FieldType.CHOICE, FieldType.CHOICES)
    keys = {
        label_key(label)
        for record in form.records
        for field in record.fields
        if field.type in whole
        for label in field.labels
    }
    for ground in definition.exclusion_grounds:
        keys |= {label_key(text) for text in (ground.code, ground.title, *ground.aliases)}
    for product in definition.products:
        keys |= {label_key(product.id), label_key(product.title)}
    return keys


def _printed(text: str) -> "re.Pattern[str]":
    """A text that the blank form prints, over lines too; `{}` is what differs from one tenderer to another."""
    parts = [r"\s+".join(map(re.escape, part.split())) for part in text.split(_ANY)]
    between = rf"[\s\S]{{0,{_LONGEST_NAME}}}?"
    end = rf"[^\n]{{0,{_LONGEST_NAME}}}(?:\n[^\n]{{0,{_REST}}})?$" if len(parts) > 1 and not parts[-1] else ""
    return re.compile(between.join(parts[:-1] if end else parts) + end, re.IGNORECASE | re.MULTILINE)


def told_left_over(pieces: Iterable[Piece], most: int) -> str:
    """One doubt that names the first of them; "" for none."""
    found = list(pieces)
    named = "; ".join(f"{shown(piece.text)} ({piece.place})" for piece in found[:most])
    more = f"; en nog {len(found) - most} van zulke plaatsen" if len(found) > most else ""
    return f"niet gelezen, maar wel ingevuld: {named}{more}" if found else ""
