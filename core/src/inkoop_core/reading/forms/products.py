"""The products of an offer: a row or a box for each, with its variants."""

from collections.abc import Sequence

from inkoop_core.api.definition import Product
from inkoop_core.domain.submission import OfferedProduct
from inkoop_core.reading.forms import values
from inkoop_core.reading.forms.answers import Answer, Asked, places_of
from inkoop_core.reading.forms.chosen import Option, mentioned
from inkoop_core.reading.forms.content import TICKED, UNTICKED, Line
from inkoop_core.reading.forms.finding import Scope, Sheet, label_key, ticks_in


def products(asked: Asked) -> Answer:
    """What is offered, in the order of the tender. Nothing at all is a doubt."""
    own = {option.id: option.labels for option in asked.field.options}
    offered: list[OfferedProduct] = []
    places: list[str] = []
    doubts: list[str] = []
    seen = False
    for product in asked.definition.products:
        reading = _Reading(asked, product, own)
        reading.read()
        seen = seen or reading.seen
        places += reading.places
        if reading.offered:
            variants = tuple(item for item in product.variants if item in reading.variants)
            if product.variants and not variants:
                doubts.append(
                    asked.doubt(f"{product.id} is aangeboden zonder variant", "; ".join(reading.places))
                )
            offered.append(OfferedProduct(product.id, variants))
        doubts += reading.doubts
    if not seen:
        return Answer(seen=False)
    if not offered and not doubts:
        doubts.append(asked.doubt("er is geen product aangekruist", places_of(places)))
    words = ", ".join(item.product for item in offered)
    return Answer(((asked.field.id, tuple(offered)),), places_of(places), words, tuple(doubts))


class _Reading:
    """One product: whether it is offered, and with which variants."""

    def __init__(self, asked: Asked, product: Product, own: dict[str, tuple[str, ...]]) -> None:
        self.asked, self.product = asked, product
        self.keys = {label_key(text) for text in (product.id, product.title, *own.get(product.id, ()))}
        self.keys.add(label_key(f"{product.id} {product.title}"))
        self.options = [Option(item, own.get(item, ())) for item in product.variants]
        self.offered = self.seen = False
        self.variants: set[str] = set()
        self.places: list[str] = []
        self.doubts: list[str] = []

    def read(self) -> None:
        self._boxes()
        if not self.seen:
            self._rows(self.asked.sheet, self.asked.scope)

    def _boxes(self) -> None:
        """By the names of the boxes, one for the product or one for each variant."""
        for name in self.asked.names:
            filled = name.replace("{option}", self.product.id)
            for variant in self.product.variants if "{variant}" in name else ("",):
                for found in self.asked.sheet.named([filled.replace("{variant}", variant)], self.asked.scope):
                    if found.ticked is None:
                        continue
                    self.seen = True
                    if found.ticked:
                        self._take(found.place, (variant,) if variant else ())

    def _take(self, place: str, variants: Sequence[str]) -> None:
        self.offered = True
        self.variants |= set(variants)
        self.places.append(place)

    def _rows(self, sheet: Sheet, scope: Scope) -> None:
        for number in range(scope.start, min(scope.stop, len(sheet.lines))):
            line = sheet.lines[number]
            own = [place for place, cell in enumerate(line.cells) if label_key(cell.text) in self.keys]
            if own:
                self.seen = True
                self._row(sheet, number, line, own)

    def _row(self, sheet: Sheet, number: int, line: Line, own: list[int]) -> None:
        """The other cells of its row; its own cell when the box stands in it."""
        others = [cell for place, cell in enumerate(line.cells) if place not in own]
        boxed = [cell for cell in (*others, *(line.cells[place] for place in own)) if _has_box(cell.text)]
        for cell in boxed:
            for ticked, caption in ticks_in(cell.text):
                if ticked and values.yes_no(caption) is not False:
                    self._take(line.place, self._named(caption, sheet.header_above(number, cell)))
        if boxed:
            return
        for cell in others:
            named = mentioned(cell.text, self.options)
            if named or values.yes_no(cell.text):
                self._take(line.place, named)

    def _named(self, caption: str, header: str) -> tuple[str, ...]:
        """The variants that a box is for: by its words, else by the head of its column."""
        return mentioned(caption, self.options) or mentioned(header, self.options)


def _has_box(text: str) -> bool:
    return TICKED in text or UNTICKED in text
