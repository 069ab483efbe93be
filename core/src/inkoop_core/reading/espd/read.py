"""An ESPD response, read from its file."""

import re
from typing import Any

from inkoop_core.domain.canonical import digest
from inkoop_core.domain.espd import (
    EspdCriterion,
    EspdFile,
    EspdGeneration,
    EspdRole,
)
from inkoop_core.reading.espd import codes
from inkoop_core.reading.espd.first import read_first
from inkoop_core.reading.espd.found import Found, place_of
from inkoop_core.reading.espd.grounds import said_by
from inkoop_core.reading.espd.header import operator_of, procedure_of, role_code, version_of
from inkoop_core.reading.espd.main_question import main_answers
from inkoop_core.reading.espd.nodes import local, text
from inkoop_core.reading.espd.problem import EspdProblem
from inkoop_core.reading.espd.ubl import read_ubl
from inkoop_core.reading.safe_xml import XmlProblem, parsed

_SNIFFED = 65_536
_ROOT = re.compile(
    rb"<(?:[A-Za-z_][\w.-]*:)?(?:%s)[\s>/]"
    % b"|".join(name.encode() for name in (*codes.RESPONSES, *codes.REQUESTS))
)


def is_espd(data: bytes) -> bool:
    """Whether a file looks like an ESPD, response or request, by its first 64 kB; it need not be sound."""
    start = data[:_SNIFFED].replace(b"\0", b"")  # UTF-16 without its zeros is close enough
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and bool(_ROOT.search(start))


def read_espd(name: str, data: bytes) -> EspdFile:
    """Everything that a response holds. name: of the file in the package.

    Raises EspdProblem for what is no XML, no ESPD, a request, or a response without criteria.
    """
    if not data.strip():
        raise EspdProblem("het bestand is leeg")
    try:
        root = parsed(data)
    except XmlProblem as problem:
        raise EspdProblem(str(problem)) from None
    first = _is_first(root)
    found = read_first(root) if first else read_ubl(root)
    if not found.criteria:
        raise EspdProblem("het UEA heeft geen criteria; vraag de inschrijver om het volledige bestand")
    version = version_of(root, first)
    stated = role_code(root)
    if version.generation is EspdGeneration.UNKNOWN:
        found.note("kop van het UEA", f"de versie {version.stated!r} is niet bekend")
    role = codes.ROLES[version.generation].get(stated, EspdRole.UNKNOWN)
    if stated == codes.SOLE_OR_LEADER and codes.SOLE_OR_LEADER in codes.ROLES[version.generation]:
        role = _sole_or_leader(found.criteria)
    elif stated and role is EspdRole.UNKNOWN:
        found.note("kop van het UEA", f"de rolcode {stated!r} is niet bekend")
    _unknown_codes(found)
    return EspdFile(
        file=name,
        sha256=digest(data),
        version=version.stated,
        generation=version.generation,
        form=version.form,
        document_id=text(root, "ID"),
        issued_on=text(root, "IssueDate"),
        role_code=stated,
        role=role,
        operator=operator_of(root),
        procedure=procedure_of(root),
        criteria=tuple(found.criteria),
        evidence=tuple(found.evidence.values()),
        unplaced=tuple(found.unplaced),
        unread=tuple(found.unread),
    )


def _is_first(root: Any) -> bool:
    name = local(root)
    space = str(root.tag).removeprefix("{").partition("}")[0] if str(root.tag).startswith("{") else ""
    if name in codes.REQUESTS:
        raise EspdProblem(
            "dit is een UEA-verzoek van de aanbestedende dienst, geen antwoord; vraag het ingevulde UEA"
        )
    if (space, name) == codes.FIRST_ROOT:
        return True
    if (space, name) in codes.UBL_ROOTS:
        return False
    if name in codes.RESPONSES:
        raise EspdProblem(f"het wortelelement {name} staat in een onbekende naamruimte: {space or 'geen'}")
    raise EspdProblem(f"het wortelelement is {name}; een UEA begint met {' of '.join(codes.RESPONSES)}")


def _sole_or_leader(criteria: list[EspdCriterion]) -> EspdRole:
    """Code SCLE is either; who answers that others take part with him leads them."""
    for criterion in criteria:
        if criterion.code in codes.GROUP or criterion.id in codes.GROUP:
            said, _ = said_by(main_answers(criterion.groups))
            if said in ({True}, {False}):
                return EspdRole.GROUP_LEADER if True in said else EspdRole.SOLE_TENDERER
    return EspdRole.UNKNOWN


def _unknown_codes(found: Found) -> None:
    for criterion in found.criteria:
        place = place_of(criterion.called, "")
        if not codes.is_known(criterion.called, criterion.id):
            found.note(place, f"de code is niet bekend ({criterion.name or 'zonder naam'})")
        by_number = codes.grounds().get(criterion.id.lower(), criterion.ground)
        if criterion.ground != by_number:
            found.note(place, f"de code hoort bij {criterion.ground}, het nummer bij {by_number}")
