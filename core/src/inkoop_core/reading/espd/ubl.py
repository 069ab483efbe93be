"""Criteria of generations 2 to 5: answers stand apart and name the question that they are for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from inkoop_core.domain.espd import EspdAnswer, EspdCriterion, EspdEvidence, EspdGroup, EspdKind
from inkoop_core.reading.espd import codes
from inkoop_core.reading.espd.found import Found, Question, place_of
from inkoop_core.reading.espd.nodes import child, children, first_parts, local, text
from inkoop_core.reading.espd.values import OPEN, Given, given, period

_QUESTION = ("ID", "Description", "Name", "TypeCode", "ValueDataTypeCode")
_GROUPS = ("TenderingCriterionPropertyGroup", "SubsidiaryTenderingCriterionPropertyGroup")
Responses = dict[str, list[Given]]


def read_ubl(root: Any) -> Found:
    """The criteria and responses of a QualificationApplicationResponse."""
    found = Found()
    responses: Responses = defaultdict(list)
    for element in root:
        if local(element) == "TenderingCriterionResponse":
            asked_for, values = _response(element)
            responses[asked_for] += values
        elif local(element) == "Evidence":
            evidence = _evidence(element)
            if found.add_evidence(evidence) != evidence.id:
                found.note(f"bewijs {evidence.id!r}", "het nummer ontbreekt of is ook van ander bewijs")
    asked = Counter(text(element, "ID") for element in root.iter("{*}TenderingCriterionProperty"))
    apart = [asked_for for asked_for in responses if asked[asked_for] != 1]
    lost = {asked_for: responses.pop(asked_for) for asked_for in apart}
    for element in children(root, "TenderingCriterion"):
        _criterion(element, responses, found)
    for asked_for, values in lost.items():
        _unplaced(asked_for, values, asked[asked_for], found)
    return found


def _response(element: Any) -> tuple[str, list[Given]]:
    """The question that a response is for, and its answers."""
    asked_for = ""
    lots: list[str] = []
    parts: list[tuple[str, Any]] = []
    for part in element:
        name = local(part)
        if name == "ValidatedCriterionPropertyID":
            asked_for = text(part)
        elif name == "ProcurementProjectLotReference":
            lots.append(text(part, "ID"))
        elif name in _VALUES:
            parts.append((name, part))
    lot = ", ".join(lots)
    return asked_for, [value for name, part in parts for value in _VALUES[name](part, lot)]


_VALUES: Mapping[str, Callable[[Any, str], tuple[Given, ...]]] = {
    "ResponseValue": lambda part, lot: given(part, codes.VALUES_UBL, lot) or (evolve(OPEN, lot=lot),),
    "ApplicablePeriod": lambda part, lot: (period(part, lot),),
    "EvidenceSupplied": lambda part, lot: (Given(EspdKind.EVIDENCE, text(part, "ID") or None, "", lot),),
}


def _unplaced(asked_for: str, values: list[Given], times: int, found: Found) -> None:
    why = f"staat {times} keer in het bestand" if times else "staat niet in het bestand"
    for value in values:
        found.unplaced.append(Question(asked_for, "", "", "").answer(value))
        found.note(f"antwoord {value.value!r}", f"de vraag {asked_for!r} {why}", *value.unread)


def _criterion(element: Any, responses: Responses, found: Found, part_of: str = "") -> None:
    number, code = text(element, "ID"), text(element, "CriterionTypeCode")
    called = code or part_of
    groups = tuple(_group(group, called, responses, found) for group in children(element, _GROUPS[0]))
    ground = codes.ground_of(called, number)
    found.criteria.append(EspdCriterion(number, code, ground, text(element, "Name"), groups, part_of))
    for sub in children(element, "SubTenderingCriterion"):
        _criterion(sub, responses, found, called)


def _group(element: Any, code: str, responses: Responses, found: Found) -> EspdGroup:
    number = stated = ""
    answers: list[EspdAnswer] = []
    groups: list[Any] = []
    for part in element:
        name = local(part)
        if name == "TenderingCriterionProperty":
            answers += _answers(part, code, responses, found)
        elif name in _GROUPS:
            groups.append(part)
        elif name == "ID":
            number = text(part)
        elif name == "PropertyGroupTypeCode":
            stated = text(part)
    condition = found.condition(stated, code, number)
    inner = tuple(_group(group, code, responses, found) for group in groups)
    return EspdGroup(number, condition, tuple(answers), inner)


def _answers(element: Any, code: str, responses: Responses, found: Found) -> list[EspdAnswer]:
    parts = first_parts(element)
    said = {name: text(parts[name]) for name in _QUESTION if name in parts}
    question = Question(
        property=said.get("ID", ""),
        text=said.get("Description", "") or said.get("Name", ""),
        type=said.get("TypeCode", ""),
        datatype=said.get("ValueDataTypeCode", ""),
    )
    values = responses.get(question.property, [])
    for value in values:
        unread = value.unread
        if value.kind is EspdKind.EVIDENCE and value.value and value.value not in found.evidence:
            unread = (*unread, f"het bewijs {value.value!r} staat niet in het bestand")
        if unread:
            found.note(place_of(code, question.text or question.property), *unread)
    if not values and question.type in codes.ASKED:
        values = [OPEN]
    return [question.answer(value) for value in values]


def _evidence(element: Any) -> EspdEvidence:
    document = child(element, "DocumentReference")
    if document is None:
        return EspdEvidence(text(element, "ID"), text(element, "Name") or text(element, "Description"))
    attached = child(document, "Attachment", "ExternalReference")
    return EspdEvidence(
        id=text(element, "ID"),
        name=text(element, "Name") or text(element, "Description") or text(document, "ID"),
        url=text(attached, "URI") if attached is not None else "",
        issuer=text(document, "IssuerParty", "PartyName", "Name"),
        confidentiality=text(element, "ConfidentialityLevelCode"),
    )
