"""Sample ESPD responses in each of the five generations: invented content, shaped like the real ones."""

from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from attrs import frozen

from inkoop_core.domain.espd import EspdEvidence, EspdForm, EspdGeneration, EspdRole
from inkoop_core.domain.party import PartyRole
from inkoop_core.domain.submission import GroundAnswer
from inkoop_core.testing.espd_forms import (
    Asked,
    Block,
    Form,
    SampleEspd,
    ground_form,
    named_form,
    one_question,
    share_form,
)

__all__ = ["GROUNDS", "SampleEspd", "espd_xml"]

_CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
_CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
_CCV = "urn:isa:names:specification:ubl:schema:xsd:CCV-CommonAggregateComponents-1"
_CCV_CBC = "urn:isa:names:specification:ubl:schema:xsd:CCV-CommonBasicComponents-1"
_CEV = "urn:isa:names:specification:ubl:schema:xsd:CEV-CommonAggregateComponents-1"
_ESPD_CAC = "urn:grow:names:specification:ubl:schema:xsd:ESPD-CommonAggregateComponents-1"
_ESPD_CBC = "urn:grow:names:specification:ubl:schema:xsd:ESPD-CommonBasicComponents-1"
_FIRST = "urn:grow:names:specification:ubl:schema:xsd:ESPDResponse-1"
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:QualificationApplicationResponse-2"
_SPACES = {
    "cbc": _CBC,
    "cac": _CAC,
    "ccv": _CCV,
    "ccv-cbc": _CCV_CBC,
    "cev": _CEV,
    "espd-cac": _ESPD_CAC,
    "espd-cbc": _ESPD_CBC,
}
_AGENCY = "EU-COM-GROW"

GROUNDS: tuple[tuple[str, str, str], ...] = (
    (
        "crime-org",
        "CONVICTIONS.PARTICIPATION_IN_CRIMINAL_ORGANISATION",
        "005eb9ed-1347-4ca3-bb29-9bc0db64e1ab",
    ),
    ("corruption", "CONVICTIONS.CORRUPTION", "c27b7c4e-c837-4529-b867-ed55ce639db5"),
    ("fraud", "CONVICTIONS.FRAUD", "297d2323-3ede-424e-94bc-a91561e6f320"),
    ("terr-offence", "CONVICTIONS.TERRORIST_OFFENCES", "d486fb70-86b3-4e75-97f2-0d71b5697c7d"),
    ("finan-laund", "CONVICTIONS.MONEY_LAUNDERING", "47112079-6fec-47a3-988f-e561668c3aef"),
    ("human-traffic", "CONVICTIONS.CHILD_LABOUR-HUMAN_TRAFFICKING", "d789d01a-fe03-4ccd-9898-73f9cfa080d1"),
    ("tax-pay", "CONTRIBUTIONS.PAYMENT_OF_TAXES", "b61bbeb7-690e-4a40-bc68-d6d4ecfaa3d4"),
    ("socsec-pay", "CONTRIBUTIONS.PAYMENT_OF_SOCIAL_SECURITY", "7d85e333-bbab-49c0-be8d-c36d71a72f5e"),
    ("envir-law", "SOCIAL.ENVIRONMENTAL_LAW", "a80ddb62-d25b-4e4e-ae22-3968460dc0a9"),
    ("socsec-law", "SOCIAL.SOCIAL_LAW", "a261a395-ed17-4939-9c75-b9ff1109ca6e"),
    ("labour-law", "SOCIAL.LABOUR_LAW", "a34b70d6-c43d-4726-9a88-8e2b438424bf"),
    ("bankruptcy", "BUSINESS.BANKRUPTCY", "d3732c09-7d62-4edc-a172-241da6636e7c"),
    ("insolvency", "BUSINESS.INSOLVENCY", "396f288a-e267-4c20-851a-ed4f7498f137"),
    ("cred-arran", "BUSINESS.CREDITORS_ARRANGEMENT", "68918c7a-f5bc-4a1a-a62f-ad8983600d48"),
    ("bankr-nat", "BUSINESS.BANKRUPTCY_ANALOGOUS", "daffa2a9-9f8f-4568-8be8-7b8bf306d096"),
    ("liq-admin", "BUSINESS.LIQUIDATOR_ADMINISTERED", "8fda202a-0c37-41bb-9d7d-de3f49edbfcb"),
    ("susp-act", "BUSINESS.ACTIVITIES_SUSPENDED", "166536e2-77f7-455c-b018-70582474e4f6"),
    ("prof-misconduct", "MISCONDUCT.MC_PROFESSIONAL", "514d3fde-1e3e-4dcd-b02a-9f984d5bbda3"),
    ("distorsion", "MISCONDUCT.MARKET_DISTORTION", "56d13e3d-76e8-4f23-8af6-13e60a2ee356"),
    ("partic-confl", "CONFLICT_OF_INTEREST.PROCEDURE_PARTICIPATION", "b1b5ac18-f393-4280-9659-1367943c1a2e"),
    ("prep-confl", "CONFLICT_OF_INTEREST.PROCEDURE_PREPARATION", "61874050-5130-4f1c-a174-720939c7b483"),
    ("sanction", "CONFLICT_OF_INTEREST.EARLY_TERMINATION", "3293e92b-7f3e-42f1-bee6-a7641bb04251"),
    ("misrepresent", "CONFLICT_OF_INTEREST.MISINTERPRETATION", "696a75b2-6107-428f-8b74-82affb67e184"),
    ("nati-ground", "NATIONAL.OTHER", "63adb07d-db1b-4ef0-a14e-a99785cf8cf6"),
)
"""Short code, long code after CRITERION.EXCLUSION., number; in the order of the form."""
_NAMED = (
    (PartyRole.MEMBER, "eo-group", "TOGETHER_WITH_OTHERS", "ee51100f-8e3e-40c9-8f8b-57d5a15be1f2"),
    (PartyRole.RELIED_ON, "relied", "RELIES_ON_OTHER_CAPACITIES", "0d62c6ed-f074-4fcf-8e9f-f691351d52ad"),
    (
        PartyRole.SUBCONTRACTOR,
        "subco-ent",
        "SUBCONTRACTS_WITH_THIRD_PARTIES",
        "72c0c4b1-ca50-4667-9487-461f3eed4ed7",
    ),
)
_ALL_ID = "7e7db838-eeac-46d9-ab39-42927486f22d"
_SHARE_LONG = "CRITERION.SELECTION.TECHNICAL_PROFESSIONAL_ABILITY.MANAGEMENT.SUBCONTRACTING_PROPORTION"
_SHARE_ID = "612a1625-118d-4ea4-a6db-413184e7c0a8"


@frozen
class _Shape:
    """What a generation calls things."""

    version: str
    ubl: str
    agency: str
    roles: dict[EspdRole, str]
    long_codes: bool
    everything: str


_SECOND_ROLES = {
    EspdRole.SOLE_TENDERER: "SC",
    EspdRole.GROUP_LEADER: "LE",
    EspdRole.GROUP_MEMBER: "GM",
    EspdRole.SUBCONTRACTOR: "OENRON",
    EspdRole.RELIED_ON: "OERON",
}
_THIRD_ROLES = {
    EspdRole.SOLE_TENDERER: "sole-tenderer",
    EspdRole.GROUP_LEADER: "group-lead",
    EspdRole.GROUP_MEMBER: "group-mem",
    EspdRole.SUBCONTRACTOR: "subcont",
    EspdRole.RELIED_ON: "oeron",
}
_FIRST_ROLES = {
    EspdRole.SOLE_TENDERER: "MT",
    EspdRole.GROUP_LEADER: "CL",
    EspdRole.GROUP_MEMBER: "CM",
    EspdRole.SUBCONTRACTOR: "SC",
}
_SHAPES = {
    EspdGeneration.E1: _Shape(
        "1.0.2", "2.1", _AGENCY, _FIRST_ROLES, True, "CRITERION.SELECTION.ALL_SATISFIED"
    ),
    EspdGeneration.E2: _Shape("2.1.0", "2.2", _AGENCY, _SECOND_ROLES, True, "CRITERION.SELECTION.ALL"),
    EspdGeneration.E3: _Shape("2.1.1", "2.2", _AGENCY, _SECOND_ROLES, True, "CRITERION.SELECTION.ALL"),
    EspdGeneration.E4: _Shape("3.3.0", "2.3", "OP", _THIRD_ROLES, False, "CRITERION.SELECTION.ALL"),
    EspdGeneration.E5: _Shape("4.1.0", "2.3", "OP", _THIRD_ROLES, False, "CRITERION.SELECTION.ALL"),
}


def espd_xml(generation: EspdGeneration, sample: SampleEspd) -> bytes:
    """A response as a file of that generation. Raises KeyError for EspdGeneration.UNKNOWN.

    Generations 4 and 5 have no code for "all selection criteria are met": theirs is that of 2.1.1, as a
    national addition.
    """
    shape = _SHAPES[generation]
    forms = _forms(generation, shape, sample)
    root = (
        _first(shape, sample, forms)
        if generation is EspdGeneration.E1
        else _ubl(generation, shape, sample, forms)
    )
    from lxml import etree

    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _forms(generation: EspdGeneration, shape: _Shape, sample: SampleEspd) -> list[Form]:
    answers = {answer.code: answer for answer in sample.answers}
    forms = []
    for short, long, number in GROUNDS:
        code = f"CRITERION.EXCLUSION.{long}" if shape.long_codes else short
        open_answer = None if sample.others is None else GroundAnswer(short, sample.others)
        proof = sample.evidence[short].id if short in sample.evidence else ""
        forms.append(
            ground_form(code, number, short, short, answers.get(short, open_answer), generation, proof)
        )
    if sample.requirements_met is not None:
        forms.append(
            one_question(shape.everything, _ALL_ID, "All selection criteria", sample.requirements_met)
        )
    first = generation is EspdGeneration.E1
    for role, short, long, number in _NAMED:
        named = tuple(
            party
            for party in sample.parties
            if party.role is role or (role is PartyRole.RELIED_ON and party.relied_on)
        )
        code = f"CRITERION.OTHER.EO_DATA.{long}" if shape.long_codes else short
        forms.append(named_form(code, number, short, role, named, first))
    shares = [party.share for party in sample.parties if party.share is not None]
    if shares:
        code = _SHARE_LONG if shape.long_codes else "suncont-port"
        forms.append(share_form(code, _SHARE_ID, "Subcontracting proportion", sum(shares, Decimal(0))))
    return forms


def _tag(name: str) -> str:
    space, _, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    from lxml import etree

    element = etree.SubElement(parent, _tag(name), attributes)
    element.text = text
    return element


def _root(space: str, name: str) -> Any:
    from lxml import etree

    spaces: dict[str | None, str] = {None: space}
    spaces.update((prefix, uri) for prefix, uri in _SPACES.items())
    return etree.Element(f"{{{space}}}{name}", nsmap=spaces)


def _head(root: Any, shape: _Shape, sample: SampleEspd, first: bool) -> None:
    _add(root, "cbc:UBLVersionID", shape.ubl, schemeAgencyID="OASIS-UBL-TC")
    if first:
        _add(root, "cbc:CustomizationID", "urn:www.cenbii.eu:transaction:biitrns092:ver3.0")
    else:
        form = {EspdForm.BASIC: "-BASIC", EspdForm.EXTENDED: "-EXTENDED"}.get(sample.form, "")
        if shape.version == "2.1.0":
            form = {"-BASIC": "-REGULATED", "-EXTENDED": "-SELFCONTAINED"}.get(form, "")
        _add(root, "cbc:ProfileExecutionID", f"ESPD-EDMv{shape.version}{form}", schemeAgencyID=shape.agency)
    _add(root, "cbc:ID", sample.document_id, schemeAgencyID=shape.agency)
    _add(root, "cbc:CopyIndicator", "false")
    if first:
        _add(root, "cbc:VersionID", shape.version, schemeAgencyID=shape.agency)
        _add(root, "cbc:IssueDate", sample.issued_on.isoformat())
        _add(root, "cbc:ContractFolderID", sample.reference)
    else:
        _add(root, "cbc:UUID", sample.document_id, schemeAgencyID=shape.agency, schemeVersionID=shape.version)
        _add(root, "cbc:ContractFolderID", sample.reference, schemeAgencyID=shape.agency)
        _add(root, "cbc:IssueDate", sample.issued_on.isoformat())
        _add(root, "cbc:IssueTime", "10:00:00+02:00")
        _add(root, "cbc:VersionID", shape.version, schemeAgencyID=shape.agency)
    buyer = _add(_add(root, "cac:ContractingParty"), "cac:Party")
    _add(_add(buyer, "cac:PartyName"), "cbc:Name", "Voorbeeldgemeente")


def _party(outer: Any, sample: SampleEspd, size: bool) -> None:
    party = _add(outer, "cac:Party")
    if size:
        _add(party, "cbc:IndustryClassificationCode", "sme" if sample.sme else "large")
    if sample.number:
        _add(_add(party, "cac:PartyIdentification"), "cbc:ID", sample.number, schemeID="NL:KVK")
    if sample.name:
        _add(_add(party, "cac:PartyName"), "cbc:Name", sample.name)
    country = _add(_add(party, "cac:PostalAddress"), "cac:Country")
    _add(country, "cbc:IdentificationCode", sample.country)


def _first(shape: _Shape, sample: SampleEspd, forms: list[Form]) -> Any:
    root = _root(_FIRST, "ESPDResponse")
    _head(root, shape, sample, first=True)
    outer = _add(root, "espd-cac:EconomicOperatorParty")
    if sample.role in shape.roles:
        _add(outer, "espd-cbc:EconomicOperatorRoleCode", shape.roles[sample.role])
    _add(outer, "espd-cbc:SMEIndicator", "true" if sample.sme else "false")
    _party(outer, sample, size=False)
    _add(_add(root, "cac:ProcurementProjectLot"), "cbc:ID", "0")
    proofs = {evidence.id: evidence for evidence in sample.evidence.values()}
    for form in forms:
        criterion = _add(root, "ccv:Criterion")
        _add(criterion, "cbc:ID", form.id, schemeID="CriteriaID")
        _add(criterion, "cbc:TypeCode", form.code, listID="CriteriaTypeCode")
        _add(criterion, "cbc:Name", form.name)
        for number, block in enumerate(form.blocks):
            _first_group(criterion, block, f"{form.id}/{number}", proofs)
    return root


def _number(path: str) -> str:
    return str(uuid5(NAMESPACE_URL, path))


def _first_group(parent: Any, block: Block, path: str, proofs: dict[str, EspdEvidence]) -> None:
    condition = {"ONTRUE": "GROUP_FULFILLED.ON_TRUE", "ONFALSE": "GROUP_FULFILLED.ON_FALSE"}.get(
        block.condition
    )
    group = _add(parent, "ccv:RequirementGroup", **({"pi": condition} if condition else {}))
    _add(group, "cbc:ID", _number(path))
    for number, asked in enumerate(block.asked):
        requirement = _add(group, "ccv:Requirement", responseDataType=asked.datatype)
        _add(requirement, "cbc:ID", asked.id or _number(f"{path}/q{number}"), schemeID="CriterionRelatedIDs")
        _add(requirement, "cbc:Description", asked.text)
        for value in asked.values or ("",):
            _first_response(_add(requirement, "ccv:Response"), asked, value, proofs)
    for number, inner in enumerate(block.blocks):
        _first_group(group, inner, f"{path}/{number}", proofs)


_FIRST_VALUES = {
    "INDICATOR": "ccv-cbc:Indicator",
    "DATE": "cbc:Date",
    "AMOUNT": "cbc:Amount",
    "CODE_COUNTRY": "ccv-cbc:Code",
    "PERCENTAGE": "cbc:Percent",
}


def _first_response(response: Any, asked: Asked, value: str, proofs: dict[str, EspdEvidence]) -> None:
    if not value:
        return
    if asked.datatype != "EVIDENCE_URL":
        _add(response, _FIRST_VALUES.get(asked.datatype, "cbc:Description"), value)
        return
    proof = proofs[value]
    evidence = _add(response, "cev:Evidence")
    document = _add(evidence, "cev:EvidenceDocumentReference")
    _add(document, "cbc:ID", proof.id)
    reference = _add(_add(document, "cac:Attachment"), "cac:ExternalReference")
    _add(reference, "cbc:URI", proof.url)
    _add(reference, "cbc:FileName", proof.name)


def _ubl(generation: EspdGeneration, shape: _Shape, sample: SampleEspd, forms: list[Form]) -> Any:
    root = _root(_UBL, "QualificationApplicationResponse")
    _head(root, shape, sample, first=False)
    outer = _add(root, "cac:EconomicOperatorParty")
    if sample.role in shape.roles:
        _add(_add(outer, "cac:EconomicOperatorRole"), "cbc:RoleCode", shape.roles[sample.role])
    _party(outer, sample, size=True)
    _add(_add(root, "cac:ProcurementProjectLot"), "cbc:ID", "LOT-0000")
    answers: list[tuple[str, Asked, str]] = []
    for form in forms:
        criterion = _add(root, "cac:TenderingCriterion")
        _add(criterion, "cbc:ID", form.id, schemeID="Criterion")
        _add(criterion, "cbc:CriterionTypeCode", form.code, listID="criterion")
        _add(criterion, "cbc:Name", form.name)
        plain = generation in (EspdGeneration.E2, EspdGeneration.E3)
        for number, block in enumerate(form.blocks, 1):
            _ubl_group(criterion, block, f"{form.name}/QG{number}", plain, answers, outermost=True)
    for number, (asked_for, asked, value) in enumerate(answers, 1):
        _ubl_response(root, f"R{number}", asked_for, asked, value)
    for proof in sample.evidence.values():
        _ubl_evidence(root, proof)
    return root


def _ubl_group(
    parent: Any,
    block: Block,
    path: str,
    plain: bool,
    answers: list[tuple[str, Asked, str]],
    outermost: bool = False,
) -> None:
    name = "TenderingCriterionPropertyGroup" if outermost else "SubsidiaryTenderingCriterionPropertyGroup"
    group = _add(parent, f"cac:{name}")
    _add(group, "cbc:ID", _number(path) if plain else path)
    _add(group, "cbc:PropertyGroupTypeCode", block.condition)
    for number, asked in enumerate(block.asked, 1):
        question = _add(group, "cac:TenderingCriterionProperty")
        name = _number(f"{path}/Q{number}") if plain else f"{path}/Q{number}"
        _add(question, "cbc:ID", name)
        _add(question, "cbc:Description", asked.text)
        _add(question, "cbc:TypeCode", "QUESTION")
        _add(question, "cbc:ValueDataTypeCode", asked.datatype)
        answers += [(name, asked, value) for value in asked.values]
    for number, inner in enumerate(block.blocks, 1):
        _ubl_group(group, inner, f"{path}/QSG{number}", plain, answers)


_UBL_VALUES = {
    "INDICATOR": "cbc:ResponseIndicator",
    "DATE": "cbc:ResponseDate",
    "AMOUNT": "cbc:ResponseAmount",
    "CODE_COUNTRY": "cbc:ResponseCode",
    "PERCENTAGE": "cbc:ResponseQuantity",
    "ECONOMIC_OPERATOR_IDENTIFIER": "cbc:ResponseID",
}


def _ubl_response(root: Any, id: str, property: str, asked: Asked, value: str) -> None:
    response = _add(root, "cac:TenderingCriterionResponse")
    _add(response, "cbc:ID", id)
    _add(response, "cbc:ValidatedCriterionPropertyID", property)
    if asked.datatype == "EVIDENCE_IDENTIFIER":
        _add(_add(response, "cac:EvidenceSupplied"), "cbc:ID", value)
        return
    held = _add(response, "cac:ResponseValue")
    _add(held, "cbc:ID", f"{id}/RV")
    _add(held, _UBL_VALUES.get(asked.datatype, "cbc:Description"), value)


def _ubl_evidence(root: Any, proof: EspdEvidence) -> None:
    evidence = _add(root, "cac:Evidence")
    _add(evidence, "cbc:ID", proof.id)
    if proof.name:
        _add(evidence, "cbc:Description", proof.name)
    if proof.confidentiality:
        _add(evidence, "cbc:ConfidentialityLevelCode", proof.confidentiality)
    document = _add(evidence, "cac:DocumentReference")
    _add(document, "cbc:ID", proof.id)
    reference = _add(_add(document, "cac:Attachment"), "cac:ExternalReference")
    _add(reference, "cbc:URI", proof.url)
    if proof.issuer:
        _add(_add(_add(document, "cac:IssuerParty"), "cac:PartyName"), "cbc:Name", proof.issuer)
