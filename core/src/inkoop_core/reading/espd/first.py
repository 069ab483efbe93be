"""Criteria of generation 1: every answer stands in its question."""

from collections.abc import Iterator
from typing import Any

from inkoop_core.domain.espd import EspdAnswer, EspdCriterion, EspdEvidence, EspdGroup, EspdKind
from inkoop_core.reading.espd import codes
from inkoop_core.reading.espd.found import Found, Question, place_of
from inkoop_core.reading.espd.nodes import child, children, local, text
from inkoop_core.reading.espd.values import OPEN, Given, given, period


def read_first(root: Any) -> Found:
    """The criteria of an ESPDResponse."""
    found = Found()
    for element in children(root, "Criterion"):
        _criterion(element, found)
    return found


def _criterion(element: Any, found: Found, part_of: str = "") -> None:
    number, code = text(element, "ID"), text(element, "TypeCode")
    called = code or part_of
    groups = tuple(_group(group, called, found) for group in children(element, "RequirementGroup"))
    ground = codes.ground_of(called, number)
    found.criteria.append(EspdCriterion(number, code, ground, text(element, "Name"), groups, part_of))
    for sub in children(element, "SubCriterion"):
        _criterion(sub, found, called)


def _group(element: Any, code: str, found: Found) -> EspdGroup:
    number = ""
    answers: list[EspdAnswer] = []
    groups: list[Any] = []
    for part in element:
        name = local(part)
        if name == "Requirement":
            answers += _answers(part, code, found)
        elif name == "RequirementGroup":
            groups.append(part)
        elif name == "ID":
            number = text(part)
    condition = found.condition(element.get("pi", ""), code, number)
    inner = tuple(_group(group, code, found) for group in groups)
    return EspdGroup(number, condition, tuple(answers), inner)


def _answers(element: Any, code: str, found: Found) -> list[EspdAnswer]:
    number = asked = ""
    values: list[Given] = []
    for part in element:
        name = local(part)
        if name == "ID":
            number = text(part)
        elif name == "Description":
            asked = text(part)
        elif name == "Response":
            values += _values(part, found)
    question = Question(number, asked, "", element.get("responseDataType", ""))
    for value in values:
        if value.unread:
            found.note(place_of(code, asked or number), *value.unread)
    return [question.answer(value) for value in values or [OPEN]]


def _values(response: Any, found: Found) -> Iterator[Given]:
    for part in response:
        if local(part) == "Period":
            yield period(part)
        elif local(part) == "Evidence":
            yield Given(EspdKind.EVIDENCE, found.add_evidence(_evidence(part)))
    yield from given(response, codes.VALUES_FIRST)


def _evidence(element: Any) -> EspdEvidence:
    document = child(element, "EvidenceDocumentReference")
    if document is None:
        return EspdEvidence("", text(element, "EvidenceName"))
    return EspdEvidence(
        id=text(document, "ID"),
        name=text(element, "EvidenceName") or text(document, "Attachment", "ExternalReference", "FileName"),
        url=text(document, "Attachment", "ExternalReference", "URI"),
        issuer=text(element, "EvidenceIssuerParty", "PartyName", "Name"),
    )
