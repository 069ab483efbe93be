"""The products of an offer: a row or a box for each, with its variants."""

from collections.abc import Mapping, Sequence

from inkoop_core.api.definition import Product
from inkoop_core.domain.naming import plain_name
from inkoop_core.domain.submission import OfferedProduct
from inkoop_core.reading.forms import values
from inkoop_core.reading.forms.answers import Answer, Asked
from inkoop_core.reading.forms.chosen import Option, choice_in, mentioned
from inkoop_core.reading.forms.content import Cell, Line, places_of, shown
from inkoop_core.reading.forms.finding import Found, Scope, Sheet, label_key
from inkoop_core.reading.forms.rows import has_box, head_of, is_cross
from inkoop_core.reading.forms.saying import said
from inkoop_core.reading.forms.ticking import ticks_in
from inkoop_core.reading.forms.values import Unreadable

_OFFERED = frozenset({"", "aangeboden", "aanbod", "wel", "wel aangeboden", "ja aangeboden", "aankruisen"})
"""Captions and heads of a box that is ticked for the product itself."""


def products(asked: Asked) -> Answer:
    """What is offered, in the order of the tender. Nothing at all is a doubt."""
    own = {option.id: option.labels for option in asked.field.options}
    owners = _owners(asked.definition.products, own)
    offered: list[OfferedProduct] = []
    places: list[str] = []
    doubts: list[str] = []
    seen = False
    for product in asked.definition.products:
        reading = _Reading(asked, product, own, owners)
        reading.read()
        seen = seen or reading.seen
        places += reading.places
        if reading.offered:
            variants = tuple(item for item in product.variants if item in reading.variants)
            if product.variants and not variants:
                doubts.append(
                    asked.doubt(f"{product.id} is aangeboden zonder variant", places_of(reading.places))
                )
            offered.append(OfferedProduct(product.id, variants))
        doubts += reading.doubts
    if not seen:
        return Answer(seen=False)
    if not offered and not doubts:
        doubts.append(asked.doubt("er is geen product aangekruist", places_of(places)))
    words = ", ".join(item.product for item in offered)
    return Answer(((asked.field.id, tuple(offered)),), places_of(places), words, tuple(doubts))


def _owners(all_products: Sequence[Product], own: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """The products that a text can stand for."""
    owners: dict[str, set[str]] = {}
    for product in all_products:
        for key in _keys(product, own):
            owners.setdefault(key, set()).add(product.id)
    return owners


def _keys(product: Product, own: Mapping[str, tuple[str, ...]]) -> set[str]:
    texts = (product.id, product.title, f"{product.id} {product.title}", *own.get(product.id, ()))
    return {label_key(text) for text in texts}


class _Reading:
    """One product: whether it is offered, and with which variants."""

    def __init__(
        self,
        asked: Asked,
        product: Product,
        own: Mapping[str, tuple[str, ...]],
        owners: Mapping[str, set[str]],
    ) -> None:
        self.asked, self.product, self.owners = asked, product, owners
        self.keys = _keys(product, own)
        self.options = [Option(item, own.get(item, ())) for item in product.variants]
        self.offered = self.seen = self.refused = False
        self.variants: set[str] = set()
        self.places: list[str] = []
        self.doubts: list[str] = []

    def read(self) -> None:
        self._boxes()
        if not self.seen:
            self._rows(self.asked.sheet, self.asked.scope)
        if self.offered and self.refused:
            self._doubt("er staat ja en nee; niet gelezen als aangeboden", places_of(self.places))
            self.offered = False

    def _boxes(self) -> None:
        """Boxes with a name of their own, one for the product or one for each variant."""
        for name in self.asked.names:
            filled = name.replace("{option}", self.product.id)
            for variant in self.product.variants if "{variant}" in name else ("",):
                for found in self.asked.sheet.named([filled.replace("{variant}", variant)], self.asked.scope):
                    if found.ticked is None and (found.line >= 0 or found.blank):
                        continue
                    self.seen = True
                    self._box(found, (variant,) if variant else ())

    def _box(self, found: Found, variants: Sequence[str]) -> None:
        try:
            answer = bool(said(found))
        except Unreadable as wrong:
            self._doubt(str(wrong), found.place)
            return
        if answer:
            self._take(found.place, variants)

    def _take(self, place: str, variants: Sequence[str]) -> None:
        self.offered = True
        self.variants |= set(variants)
        self.places.append(place)

    def _doubt(self, text: str, place: str) -> None:
        self.doubts.append(self.asked.doubt(f"{self.product.id}: {text}", place))

    def _rows(self, sheet: Sheet, scope: Scope) -> None:
        for number in range(scope.start, min(scope.stop, len(sheet.lines))):
            line = sheet.lines[number]
            own = [place for place, cell in enumerate(line.cells) if label_key(cell.text) in self.keys]
            if own and self._is_first(line):
                self.seen = True
                self._row(sheet, number, line, own)

    def _is_first(self, line: Line) -> bool:
        """Whether the row is of this product: another one that stands before it has the row."""
        named = (self.owners.get(label_key(cell.text)) for cell in line.cells)
        return self.product.id in next(filter(None, named), ())

    def _row(self, sheet: Sheet, number: int, line: Line, own: list[int]) -> None:
        """The other cells of its row; its own cell when the box stands in it."""
        others = [cell for place, cell in enumerate(line.cells) if place not in own]
        boxed = [cell for cell in (*others, *(line.cells[place] for place in own)) if has_box(cell.text)]
        row = _Words([cell.text for cell in others if not has_box(cell.text)], self.options)
        if not boxed:
            self._in_words(sheet, number, line, others, row)
        for cell in boxed:
            for ticked, caption in self._ticks(cell.text, line.place):
                if ticked:
                    words = caption if plain_name(caption) else head_of(sheet, number, cell, self.owners)
                    self._ticked(words, row, line.place)

    def _ticked(self, words: str, row: "_Words", place: str) -> None:
        """What a ticked box says, by its words or the head of its column."""
        if values.yes_no(words) is False:
            self.refused = self.refused or not row.named
        elif values.yes_no(words) or plain_name(words) in _OFFERED or label_key(words) in self.keys:
            self._take_row(row, place)
        else:
            variants, strange = choice_in(words, self.options)
            if strange or not variants:
                self._doubt(f"het aangekruiste vakje {shown(words)} is geen keuze", place)
            else:
                self._take(place, variants)

    def _in_words(self, sheet: Sheet, number: int, line: Line, others: Sequence[Cell], row: "_Words") -> None:
        """A row without boxes: a yes or an x offers the product, the name of a variant alone does not."""
        crosses = [cell for cell in others if is_cross(cell.text)]
        sheet.use(number, crosses)
        if row.both:
            self._doubt(f"{shown(row.both)} zegt ja en nee", line.place)
        elif row.no and (row.yes or crosses):
            self._doubt("er staat ja en nee in de rij", line.place)
        elif row.no:
            self.refused = self.refused or not row.named
        elif row.more:
            self._doubt(f"{shown(row.more)} zegt meer dan ja", line.place)
        elif crosses:
            for cell in crosses:
                self._ticked(head_of(sheet, number, cell, self.owners), row, line.place)
        elif row.yes:
            self._take_row(row, line.place)
        elif row.named:
            self._doubt(f"naast {shown(row.named[0])} staat geen ja en geen kruis", line.place)

    def _take_row(self, row: "_Words", place: str) -> None:
        """The product with the variants that its row names, unless one of them still has to be chosen."""
        self._take(place, ())
        for text in row.named:
            variants, strange = choice_in(text, self.options)
            if strange:
                self._doubt(f"niet te zeggen is welke variant is bedoeld met {shown(text)}", place)
            else:
                self._take(place, variants)

    def _ticks(self, text: str, place: str) -> list[tuple[bool, str]]:
        try:
            return ticks_in(text, self._is_answer)
        except Unreadable as wrong:
            self._doubt(str(wrong), place)
            return []

    def _is_answer(self, words: str) -> bool:
        return values.yes_no(words) is not None or bool(mentioned(words, self.options))


class _Words:
    """What the words of a row say. more: a yes with words after it; named: cells with the name of a variant."""

    def __init__(self, texts: Sequence[str], options: Sequence[Option]) -> None:
        said_so = [text for text in texts if not is_cross(text) and values.begins(text) is not None]
        self.both = next((text for text in texts if values.says_both(text)), "")
        self.no = any(values.begins(text) is False for text in said_so)
        self.yes = any(values.yes_no(text) for text in said_so)
        self.more = next((text for text in said_so if values.begins(text) and not values.yes_no(text)), "")
        self.named = [text for text in texts if text not in said_so and mentioned(text, options)]
