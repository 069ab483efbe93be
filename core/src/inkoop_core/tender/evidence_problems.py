"""What the types of `[[evidence]]` cannot say: kinds, parameters, routes, readings and checks that exist."""

from collections import Counter
from collections.abc import Iterable, Iterator

from inkoop_core.api.evidence import VALUE, EvidenceKind
from inkoop_core.domain.finding import Stage
from inkoop_core.domain.party import OWN_PARTY, PartyRole
from inkoop_core.domain.term import TermUnit
from inkoop_core.tender.file import TenderFile

CHECK = "standard.evidence"
_UNITS = [unit.value for unit in TermUnit]
_WHOM = [OWN_PARTY, *(role.value for role in PartyRole)]


def evidence_problems(file: TenderFile) -> Iterator[str]:
    """One line per problem, each starting with its path."""
    for kind in file.evidence:
        yield from _kind(f"evidence.{kind.id}", kind, file)
    for requirement in file.requirements:
        path = f"requirements.{requirement.id}"
        verifies = requirement.check == CHECK
        if verifies and requirement.stage is not Stage.VERIFICATION:
            yield f"{path}.stage: de controle {CHECK} hoort bij stage 'verification'"
        if verifies and not requirement.evidence:
            yield f"{path}.evidence: is leeg; noem de bewijsmiddelen waar de controle over gaat"
    judged = Counter(proof for item in file.requirements if item.check == CHECK for proof in item.evidence)
    for proof, times in judged.items():
        if times > 1:
            yield f"evidence.{proof}: {times} eisen van stap 5 gaan erover; een bewijsmiddel hoort bij een eis"


def _kind(path: str, kind: EvidenceKind, file: TenderFile) -> Iterator[str]:
    documents = {document.kind for document in file.documents}
    if kind.document and kind.document not in documents:
        yield f"{path}.document: {kind.document!r} staat niet in [[documents]]"
    if kind.max_age is not None and kind.age_unit not in _UNITS:
        yield f"{path}.age_unit: {kind.age_unit!r} is geen eenheid; kies uit {', '.join(_UNITS)}"
    yield from _whom(f"{path}.for_whom", kind.for_whom)
    yield from _routes(path, kind, file)
    yield from _points(path, kind, file)
    if kind.also_for is not None:
        yield from _also_for(f"{path}.also_for", kind, file)


def _routes(path: str, kind: EvidenceKind, file: TenderFile) -> Iterator[str]:
    known_notes = {note.id for note in file.notes}
    yield from _doubles(f"{path}.routes", (route.id for route in kind.routes))
    for route in kind.routes:
        where = f"{path}.routes.{route.id}"
        if route.max_age and route.age_unit not in _UNITS:
            yield f"{where}.age_unit: {route.age_unit!r} is geen eenheid; kies uit {', '.join(_UNITS)}"
        for name, parameter in (("max_age", route.max_age), ("listed", route.listed)):
            if parameter and parameter not in file.parameters:
                yield f"{where}.{name}: {parameter!r} staat niet onder [parameters]"
        for note in route.notes:
            if note not in known_notes:
                yield f"{where}.notes: {note} staat niet in de tabel [[notes]]"


def _points(path: str, kind: EvidenceKind, file: TenderFile) -> Iterator[str]:
    yield from _doubles(f"{path}.must_state", (point.id for point in kind.must_state))
    for point in kind.must_state:
        where = f"{path}.must_state.{point.id}"
        if point.route and kind.route(point.route) is None:
            yield f"{where}.route: {point.route!r} is geen weg (routes) van dit bewijsmiddel"
        for parameter in point.parameters:
            if parameter not in file.parameters:
                yield f"{where}.parameters: {parameter!r} staat niet onder [parameters]"
        for parameter in dict.fromkeys(VALUE.findall(point.told)):
            if parameter not in file.parameters:
                yield f"{where}.told: {parameter!r} staat niet onder [parameters]"


def _also_for(path: str, kind: EvidenceKind, file: TenderFile) -> Iterator[str]:
    also = kind.also_for
    assert also is not None
    readings = {note.id: [reading.id for reading in note.readings] for note in file.notes}
    if also.note not in readings:
        yield f"{path}.note: {also.note} staat niet in de tabel [[notes]]"
    elif also.reading not in readings[also.note]:
        yield f"{path}.reading: {also.reading!r} is geen lezing van {also.note}"
    yield from _whom(f"{path}.for_whom", also.for_whom)


def _whom(path: str, whom: Iterable[str]) -> Iterator[str]:
    for one in whom:
        if one not in _WHOM:
            yield f"{path}: {one!r} is geen partij; kies uit {', '.join(_WHOM)}"


def _doubles(path: str, ids: Iterable[str]) -> Iterator[str]:
    for item, times in Counter(ids).items():
        if times > 1:
            yield f"{path}.{item}: komt {times} keer voor; een id is uniek"
