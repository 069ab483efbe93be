"""XML of strangers: parsed without entities, without a network, to a bounded depth and size."""

from typing import Any

MAX_DEPTH = 100
"""Deeper than any form or ESPD is; real ones stay under thirty."""
MAX_BYTES = 20 * 1024 * 1024
MAX_TAGS = 800_000
"""Start and end tags: what a tree costs in memory. The largest official ESPD has some twenty thousand."""
MAX_ATTRIBUTES = 400_000
_PROLOG_STEP = 4096


class XmlProblem(Exception):
    """Why XML is not read, in Dutch, as part of a sentence that names the file."""


def parsed(data: bytes) -> Any:
    """The root element (lxml), without comments and processing instructions; the text around them is joined.

    Raises XmlProblem for what is no XML, is cut off, is too large, nests too deep or has a DOCTYPE.
    """
    _bounded(data)
    if _has_doctype(data):
        raise XmlProblem("de XML heeft een DOCTYPE; entiteiten worden niet gelezen")
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if "depth" in str(error).lower():
            raise XmlProblem(f"de XML is dieper genest dan {MAX_DEPTH} elementen") from None
        raise XmlProblem(f"de XML is kapot of afgekapt ({_place(error)})") from None
    if root is None:
        raise XmlProblem("de XML heeft geen inhoud")
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise XmlProblem("de XML heeft een DOCTYPE; entiteiten worden niet gelezen")
    if _deeper_than(root, MAX_DEPTH):
        raise XmlProblem(f"de XML is dieper genest dan {MAX_DEPTH} elementen")
    return root


def _bounded(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise XmlProblem(f"de XML is groter dan {MAX_BYTES // 1024 // 1024} MB")
    if data.count(b"<") > MAX_TAGS:
        raise XmlProblem(f"de XML heeft meer dan {MAX_TAGS} begin- en eindtekens van elementen")
    if data.count(b"=") > MAX_ATTRIBUTES:
        raise XmlProblem(f"de XML heeft meer dan {MAX_ATTRIBUTES} attributen")


class _Seen(Exception):
    """Ends the reading of a prolog."""


def _has_doctype(data: bytes) -> bool:
    """Whether a DOCTYPE stands before the root: found without reading what is declared in it."""
    from xml.parsers import expat

    found: list[bool] = []

    def doctype(*_: Any) -> None:
        found.append(True)
        raise _Seen

    def root(*_: Any) -> None:
        raise _Seen

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    try:
        for start in range(0, len(data), _PROLOG_STEP):
            parser.Parse(data[start : start + _PROLOG_STEP], False)
    except _Seen:
        return bool(found)
    except (expat.ExpatError, ValueError, LookupError):
        return False  # broken before its root: the parser itself says where
    return False


def _place(error: Exception) -> str:
    line, column = getattr(error, "position", (0, 0)) or (0, 0)
    return f"regel {line}, kolom {column}" if line else "geen geldige tekens"


def _deeper_than(root: Any, limit: int) -> bool:
    """Asked of the library, level by level: no depth of the file is a depth of the program."""
    return bool(root.xpath(f"boolean({'/*' * (limit + 1)})"))
