"""Literal values for tests: facts, cases and a small tender definition.

Everything has a sensible default; a test names only what it is about.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import attrs

from inkoop_core.api.award import Award, AwardCriterion, ScaleValue
from inkoop_core.api.definition import (
    Channel,
    CountsFrom,
    Coupling,
    DocumentKind,
    ExclusionGround,
    GroundKind,
    Needed,
    Note,
    Parameter,
    ProcedureInfo,
    Product,
    Reading,
    Requirement,
    TenderDefinition,
    Value,
)
from inkoop_core.api.rules import Case
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Consequence, Finding, Stage
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import Document, Observation, PackageReceived, ReceivedFile
from inkoop_core.domain.party import OWN_PARTY, BidForm, LegalForm, Party, PartyRole, Tenderer
from inkoop_core.domain.source import SourceRef

B = TypeVar("B")

CLOSING = datetime(2026, 6, 15, 8, 0, 0, tzinfo=UTC)
"""15-06-2026 10:00:00 in the Netherlands."""
SUBMITTED = datetime(2026, 6, 12, 9, 30, 0, tzinfo=UTC)
"""A Friday before the closing, 11:30 in the Netherlands."""
NOW = datetime(2026, 6, 16, 7, 0, 0, tzinfo=UTC)
PROCEDURE = "voorbeeld-2026"
SUBMISSION = "S-001"
PACKAGE_FACT = 100
"""The id of the package fact that `a_case` adds."""
HASH = "0" * 64
SOURCE = SourceRef("inkoopdocument", "§1")


def a_fact(
    body: B,
    subject: str = SUBMISSION,
    id: int = 1,
    *,
    happened_at: datetime = SUBMITTED,
    recorded_at: datetime = SUBMITTED,
    by: str = "adviseur",
    replaces: int | None = None,
) -> Fact[B]:
    """A fact of the sample procedure; its kind is the class name of the body, in small letters."""
    return Fact(
        id=id,
        procedure=PROCEDURE,
        kind=type(body).__name__.lower(),
        version=1,
        subject=subject,
        happened_at=happened_at,
        recorded_at=recorded_at,
        by=by,
        entry=id,
        body=body,
        replaces=replaces,
    )


def a_package(**changes: Any) -> PackageReceived:
    """A package that came by the platform, in time, and was read."""
    values: dict[str, Any] = {
        "name": "inschrijving.zip",
        "sha256": HASH,
        "size": 1000,
        "channel": "TenderNed",
        "received_at": SUBMITTED,
        "content_read": True,
    }
    return PackageReceived(**(values | changes))


def a_file(name: str, size: int = 100) -> ReceivedFile:
    """A file of a package."""
    return ReceivedFile(name=name, sha256=HASH, size=size)


def a_document(kind: str, file: str = "", party: str = OWN_PARTY) -> Document:
    """A document of the bid; its file is `<kind>.pdf` unless named."""
    return Document(kind=kind, file=file or f"{kind}.pdf", sha256=HASH, party=party)


def an_observation(file: str, **changes: Any) -> Observation:
    """What was seen in a sound PDF file without signatures."""
    values: dict[str, Any] = {
        "file": file,
        "sha256": HASH,
        "reader": "pdf",
        "reader_version": "1",
        "media_type": "application/pdf",
        "size": 100,
    }
    return Observation(**(values | changes))


def a_tenderer(**changes: Any) -> Tenderer:
    """A private company that bids alone."""
    values: dict[str, Any] = {
        "name": "Voorbeeldzorg B.V.",
        "trade_register_number": "00000001",
        "legal_form": LegalForm.PRIVATE_COMPANY,
        "bid_form": BidForm.SOLE,
        "agb_code": "00000000",
    }
    return Tenderer(**(values | changes))


def a_party(id: str = "onderaannemer-1", role: PartyRole = PartyRole.SUBCONTRACTOR, **changes: Any) -> Party:
    """Another party of the bid."""
    values: dict[str, Any] = {"id": id, "role": role, "name": f"Voorbeeldpartij {id}"}
    return Party(**(values | changes))


def a_case(
    *bodies: Any,
    definition: TenderDefinition | None = None,
    submission: str = SUBMISSION,
    received: PackageReceived | None = None,
    package: bool = True,
    procedure_bodies: Iterable[Any] = (),
    choices: Mapping[str, str] | None = None,
    moment: Moment | None = None,
) -> Case:
    """The case of one submission with these facts; bodies get the ids 1, 2, 3 in their order.

    A body that is a Fact already is taken as it is. Unless a PackageReceived is among the bodies or
    `package` is false, the case also has the fact of a package (`received`, or one that is in time and read),
    with the id PACKAGE_FACT. `choices` override the defaults of the definition's notes.
    """
    definition = a_definition() if definition is None else definition
    facts = [_as_fact(body, submission, number) for number, body in enumerate(bodies, 1)]
    if package and not any(isinstance(fact.body, PackageReceived) for fact in facts):
        facts.insert(0, a_fact(received or a_package(), submission, PACKAGE_FACT))
    of_procedure = [_as_fact(body, "", number) for number, body in enumerate(procedure_bodies, 501)]
    return Case(
        submission=submission,
        facts=by_kind(facts),
        procedure_facts=by_kind(of_procedure),
        definition=definition,
        choices={note.id: note.default for note in definition.notes.values()} | dict(choices or {}),
        moment=moment or Moment.at(NOW),
    )


def _as_fact(body: Any, subject: str, id: int) -> Fact[Any]:
    return body if isinstance(body, Fact) else a_fact(body, subject, id)


def only(findings: Iterable[Finding]) -> Finding:
    """The one finding that a check gave. Raises ValueError when it gave none or more."""
    (finding,) = findings
    return finding


def by_kind(facts: Iterable[Fact[Any]]) -> dict[type, tuple[Fact[Any], ...]]:
    """Facts by the class of their body, in their order."""
    found: dict[type, tuple[Fact[Any], ...]] = {}
    for fact in facts:
        found[type(fact.body)] = (*found.get(type(fact.body), ()), fact)
    return found


def a_requirement(
    id: str,
    check: str = "",
    stage: Stage = Stage.FORMAL,
    consequence: Consequence = Consequence.MUST_REJECT,
    *,
    title: str = "",
    paragraph: str = "§1",
    notes: tuple[str, ...] = (),
    **parameters: Value,
) -> Requirement:
    """A requirement; further keywords are its parameters."""
    return Requirement(
        id=id,
        stage=stage,
        title=title or f"Eis {id}",
        consequence=consequence,
        source=SourceRef("inkoopdocument", paragraph),
        check=check,
        parameters=parameters,
        notes=notes,
    )


def a_kind(kind: str, needed: Needed = Needed.ALWAYS, **changes: Any) -> DocumentKind:
    """A kind of document of the checklist."""
    values: dict[str, Any] = {"kind": kind, "title": kind.upper(), "needed": needed, "source": SOURCE}
    return DocumentKind(**(values | changes))


def a_ground(
    code: str = "fraud",
    kind: GroundKind = GroundKind.MANDATORY,
    counts_from: CountsFrom = CountsFrom.DECISION,
    lookback_years: int | None = 5,
    **changes: Any,
) -> ExclusionGround:
    """An exclusion ground; by default a conviction with five years of look-back."""
    values: dict[str, Any] = {
        "code": code,
        "title": code.capitalize(),
        "article": "2.86 lid 2",
        "kind": kind,
        "counts_from": counts_from,
        "source": SourceRef("Aanbestedingswet 2012", "art. 2.86"),
        "lookback_years": lookback_years,
    }
    return ExclusionGround(**(values | changes))


def a_product(id: str, category: str = "individueel", variants: tuple[str, ...] = ()) -> Product:
    """A product of the tender."""
    return Product(id=id, title=id.upper(), category=category, source=SOURCE, variants=variants)


def a_coupling(id: str, if_any: tuple[str, ...], requires: tuple[str, ...]) -> Coupling:
    """A coupling between products."""
    return Coupling(id=id, if_any=if_any, requires=requires, source=SOURCE)


def a_parameter(key: str, value: Value, unit: str = "") -> Parameter:
    """A value of the tender document."""
    return Parameter(key=key, value=value, source=SOURCE, unit=unit)


def a_note(id: str, default: str = "", *readings: str) -> Note:
    """An unclear place with its readings."""
    return Note(
        id=id,
        where="§1",
        finding=f"Onduidelijke plaats {id}",
        readings=tuple(Reading(id=reading, text=reading) for reading in readings),
        default=default,
    )


def a_criterion(
    id: str = "SG1", *, maximum: int = 10, minimum: int = 6, document: str = ""
) -> AwardCriterion:
    """A quality criterion with two subjects."""
    return AwardCriterion(
        id=id,
        title=f"Kwaliteit {id}",
        title_in_letters=f"Kwaliteit {id}",
        document=document or id.lower(),
        maximum=maximum,
        minimum=minimum,
        subjects=("mogelijkheden", "invulling"),
        source=SOURCE,
    )


def an_award(*criteria: AwardCriterion, method: str = "threshold", total_minimum: int = 12) -> Award:
    """An award table with the scale 2, 4 (both knock-out), 6, 8 and 10."""
    return Award(
        method=method,
        total_minimum=total_minimum,
        scale=tuple(
            ScaleValue(value=value, label=f"score {value}", text="omschrijving", knock_out=value < 6)
            for value in (2, 4, 6, 8, 10)
        ),
        criteria=criteria or (a_criterion("SG1"), a_criterion("SG2")),
        source=SOURCE,
    )


def a_definition(*requirements: Requirement, **changes: Any) -> TenderDefinition:
    """A small tender definition with these requirements; keywords replace its other fields.

    It closes at CLOSING and its procedure channel is TenderNed; `parameters` maps keys to Parameter, `notes`
    ids to Note.
    """
    definition = TenderDefinition(
        procedure=ProcedureInfo(
            id=PROCEDURE,
            title="Voorbeeld",
            reference="V-1",
            client="Gemeente Voorbeeld",
            service_centre="",
            regime="sociale en andere specifieke diensten",
            platform="TenderNed",
            closing_at=CLOSING,
            contact_person="",
            source=SOURCE,
        ),
        requires={},
        channels=(
            Channel("procedure", "TenderNed", SOURCE),
            Channel("bibob", "bibob@voorbeeld.example", SOURCE),
            Channel("klacht", "klacht@voorbeeld.example", SOURCE),
        ),
        parameters={},
        terms={},
        documents=(),
        requirements=requirements,
        provisions=(),
        evidence=(),
        exclusion_grounds=(),
        products=(a_product("ib1"), a_product("ib3"), a_product("ib4")),
        couplings=(),
        focus_areas=("ggz", "ouderen"),
        award=an_award(),
        notes={},
    )
    return attrs.evolve(definition, **changes)


DAY = date(2026, 6, 12)
"""The Dutch day of SUBMITTED."""
