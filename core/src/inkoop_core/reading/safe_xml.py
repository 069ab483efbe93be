"""XML of strangers: parsed without entities, without a network, to a bounded depth."""

from typing import Any

MAX_DEPTH = 100
"""Deeper than any form or ESPD is; real ones stay under thirty."""


class XmlProblem(Exception):
    """Why XML is not read, in Dutch, as part of a sentence that names the file."""


def parsed(data: bytes) -> Any:
    """The root element (lxml). Raises XmlProblem for what is no XML, is cut off, nests too deep or has a DOCTYPE."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise XmlProblem(f"de XML is kapot of afgekapt ({_place(error)})") from None
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise XmlProblem("de XML heeft een DOCTYPE; entiteiten worden niet gelezen")
    if _deeper_than(root, MAX_DEPTH):
        raise XmlProblem(f"de XML is dieper genest dan {MAX_DEPTH} elementen")
    return root


def _place(error: Exception) -> str:
    line, column = getattr(error, "position", (0, 0)) or (0, 0)
    return f"regel {line}, kolom {column}" if line else "geen geldige tekens"


def _deeper_than(root: Any, limit: int) -> bool:
    depth = 0
    from lxml import etree

    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False
