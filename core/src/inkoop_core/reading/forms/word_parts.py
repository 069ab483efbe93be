"""The settings of Word's tables, content controls and form fields."""

from typing import Any

SPACE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = "{" + SPACE.decode() + "}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
VAL = f"{W}val"
SDT, SDT_PR, SDT_CONTENT = f"{W}sdt", f"{W}sdtPr", f"{W}sdtContent"
WRAPPERS = tuple(
    f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple")
)
OFF = ("0", "false", "off")
_TAG, _ALIAS, _PLACEHOLDER = f"{W}tag", f"{W}alias", f"{W}showingPlcHdr"
_BOX = f"{W14}checkbox"


def rows_of(parent: Any, wanted: str) -> list[Any]:
    """Rows of a table or cells of a row, also inside controls and tracked changes."""
    found = []
    for child in parent:
        if child.tag == wanted:
            found.append(child)
        elif child.tag == SDT:
            content = child.find(SDT_CONTENT)
            found += rows_of(content, wanted) if content is not None else []
        elif child.tag in WRAPPERS:
            found += rows_of(child, wanted)
    return found


def merged(cell: Any) -> tuple[int, bool]:
    """How many columns it takes, and whether it goes on from the row above."""
    look = cell.find(f"{W}tcPr")
    if look is None:
        return 1, False
    span, merge = look.find(f"{W}gridSpan"), look.find(f"{W}vMerge")
    text = span.get(VAL, "1") if span is not None else "1"
    count = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return max(count, 1), merge is not None and merge.get(VAL, "continue") == "continue"


def control_settings(control: Any) -> tuple[tuple[str, ...], bool | None, bool]:
    """Names, whether it is ticked (None: no tick box), and whether only its placeholder shows."""
    settings = control.find(SDT_PR)
    if settings is None:
        return (), None, False
    given = {child.tag: child for child in settings}
    names = [given[kind].get(VAL, "") for kind in (_TAG, _ALIAS) if kind in given]
    box, shows = given.get(_BOX), given.get(_PLACEHOLDER)
    ticked: bool | None = None
    if box is not None:
        state = box.find(f"{W14}checked")
        ticked = state is not None and state.get(f"{W14}val", "1") not in OFF
    placeholder = shows is not None and shows.get(VAL) not in OFF
    return tuple(dict.fromkeys(name for name in names if name)), ticked, placeholder


def is_ticked(box: Any) -> bool:
    """Ticked by the person, else as the form gives it."""
    for name in ("checked", "default"):
        state = box.find(f"{W}{name}")
        if state is not None:
            return state.get(VAL, "1") not in OFF
    return False


def chosen_entry(choice: Any) -> str:
    """The chosen entry of a drop-down, else the one that the form gives."""
    entries = [entry.get(VAL, "") for entry in choice.findall(f"{W}listEntry")]
    for name in ("result", "default"):
        state = choice.find(f"{W}{name}")
        index = state.get(VAL, "") if state is not None else ""
        if index.isascii() and index.isdigit() and len(index) < 6 and int(index) < len(entries):
            return str(entries[int(index)])
    return str(entries[0]) if entries else ""
