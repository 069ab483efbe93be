"""Yes or no at one place of a form."""

import re

from inkoop_core.domain.naming import plain_name
from inkoop_core.reading.forms import values
from inkoop_core.reading.forms.content import TICKED, UNTICKED, shown
from inkoop_core.reading.forms.finding import Found
from inkoop_core.reading.forms.ticking import ticks_in
from inkoop_core.reading.forms.values import Unreadable

_PRINTED = ("zie", "toelichting", "aankruisen", "doorhalen", "kruis")
"""How words begin that a form itself prints after its boxes."""
_BOX = re.compile(f"[{TICKED}{UNTICKED}]")


def said(found: Found) -> bool | None:
    """Yes or no at one place, None where nothing is filled in. Raises Unreadable."""
    if found.doubt:
        raise Unreadable(found.doubt)
    if found.ticked is not None and values.begins(found.text) is None:
        return found.ticked
    if found.blank:
        return None
    boxes = ticks_in(found.text, lambda words: values.yes_no(words) is not None)
    if not boxes:
        return _in_words(found.text)
    if len(boxes) == 1 and not boxes[0][1]:
        return boxes[0][0]
    ticked = [values.yes_no(caption) for box, caption in boxes if box]
    if not ticked:
        raise Unreadable("er is geen vakje aangekruist")
    if len(set(ticked)) > 1:
        raise Unreadable("er zijn twee vakjes aangekruist die elkaar tegenspreken")
    if ticked[0] is None:
        raise Unreadable(f"het aangekruiste vakje zegt geen ja en geen nee: {shown(found.text)}")
    rest = _BOX.split(found.text)[-1].strip()
    if rest != boxes[-1][1] and plain_name(rest) and not plain_name(rest).startswith(_PRINTED):
        raise Unreadable(f"er staat meer bij de vakjes: {shown(rest)}")
    return ticked[0]


def _in_words(text: str) -> bool:
    """A yes or a no and nothing else: what follows can take it back."""
    value = values.yes_no(text)
    if value is not None:
        return value
    if values.says_both(text):
        raise Unreadable(f"{shown(text)} zegt ja en nee; niet te zien is wat is gekozen")
    if values.begins(text) is not None:
        raise Unreadable(f"{shown(text)} zegt meer dan ja of nee")
    raise Unreadable(f"{shown(text)} is geen ja en geen nee")
