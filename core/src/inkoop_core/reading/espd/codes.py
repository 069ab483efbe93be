"""What each generation of the ESPD calls things: element names, code lists and where its version stands.

Source: the releases 1.0.2 to 4.1.0 of the ESPD Exchange Data Model (OP-TED/ESPD-EDM), its samples and code lists.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from inkoop_core.domain.espd import EspdForm, EspdGeneration, EspdKind, EspdRole

UBL_2 = "urn:oasis:names:specification:ubl:schema:xsd:"
FIRST_ROOT = ("urn:grow:names:specification:ubl:schema:xsd:ESPDResponse-1", "ESPDResponse")
UBL_ROOTS = (
    (UBL_2 + "QualificationApplicationResponse-2", "QualificationApplicationResponse"),
    ("urn:X-test:UBL:Pre-award:QualificationApplicationResponse", "QualificationApplicationResponse"),
)
"""The second one: 2.0, from before the model was part of UBL."""
REQUESTS = ("ESPDRequest", "QualificationApplicationRequest")
RESPONSES = ("ESPDResponse", "QualificationApplicationResponse")

GENERATIONS: tuple[tuple[str, EspdGeneration], ...] = (
    ("1.", EspdGeneration.E1),
    ("2.0.", EspdGeneration.E2),
    ("2.1.0", EspdGeneration.E2),
    ("2.1.1", EspdGeneration.E3),
    ("3.", EspdGeneration.E4),
    ("4.", EspdGeneration.E5),
)
"""By how the number of the version begins."""

FORMS: Mapping[str, EspdForm] = {
    "regulated": EspdForm.BASIC,
    "selfcontained": EspdForm.EXTENDED,
    "basic": EspdForm.BASIC,
    "extended": EspdForm.EXTENDED,
}
"""Up to 2.1.0 the basic form was called regulated, the extended one self-contained; from 3.0 there is one form."""

_ROLES_FIRST = {
    "MT": EspdRole.SOLE_TENDERER,
    "SC": EspdRole.SUBCONTRACTOR,
    "CL": EspdRole.GROUP_LEADER,
    "CM": EspdRole.GROUP_MEMBER,
}
"""TendererRole. JV, SME and OTH say nothing of the part that is played."""
_ROLES_SECOND = {
    "SCLE": EspdRole.UNKNOWN,
    "SC": EspdRole.SOLE_TENDERER,
    "LE": EspdRole.GROUP_LEADER,
    "GM": EspdRole.GROUP_MEMBER,
    "OERON": EspdRole.RELIED_ON,
    "OENRON": EspdRole.SUBCONTRACTOR,
}
"""EORoleType. SCLE is "sole contractor or lead entity": what is answered on a group tells which."""
_ROLES_THIRD = {
    "sole-tenderer": EspdRole.SOLE_TENDERER,
    "group-lead": EspdRole.GROUP_LEADER,
    "group-mem": EspdRole.GROUP_MEMBER,
    "oeron": EspdRole.RELIED_ON,
    "subcont": EspdRole.SUBCONTRACTOR,
}
SOLE_OR_LEADER = "SCLE"
ROLES: Mapping[EspdGeneration, Mapping[str, EspdRole]] = {
    EspdGeneration.E1: _ROLES_FIRST,
    EspdGeneration.E2: _ROLES_SECOND,
    EspdGeneration.E3: _ROLES_SECOND,
    EspdGeneration.E4: _ROLES_THIRD,
    EspdGeneration.E5: _ROLES_THIRD,
    EspdGeneration.UNKNOWN: _ROLES_THIRD,
}
"""SC is a subcontractor in 1.0 and a sole contractor in 2: the version decides."""

SME: Mapping[str, bool] = {"micro": True, "small": True, "medium": True, "sme": True, "large": False}

CHOICES = ("RADIO_BUTTON_", "CHECK_BOX_")
"""How the conditions begin that hang on a choice from a list; no exclusion ground has them."""
CONDITIONS: Mapping[str, str] = {
    "": "ON*",
    "ON*": "ON*",
    "ONTRUE": "ONTRUE",
    "ONFALSE": "ONFALSE",
    "GROUP_FULFILLED.ON_TRUE": "ONTRUE",
    "GROUP_FULFILLED.ON_FALSE": "ONFALSE",
}

VALUES_FIRST: Mapping[str, EspdKind] = {
    "Indicator": EspdKind.INDICATOR,
    "Amount": EspdKind.AMOUNT,
    "Code": EspdKind.CODE,
    "Date": EspdKind.DATE,
    "Percent": EspdKind.PERCENTAGE,
    "Quantity": EspdKind.QUANTITY,
    "URI": EspdKind.URL,
    "Description": EspdKind.TEXT,
}
"""Elements in ccv:Response."""
VALUES_UBL: Mapping[str, EspdKind] = {
    "ResponseIndicator": EspdKind.INDICATOR,
    "ResponseAmount": EspdKind.AMOUNT,
    "ResponseCode": EspdKind.CODE,
    "ResponseDate": EspdKind.DATE,
    "ResponseTime": EspdKind.TIME,
    "ResponseMeasure": EspdKind.QUANTITY,
    "ResponseNumeric": EspdKind.QUANTITY,
    "ResponseQuantity": EspdKind.QUANTITY,
    "ResponseURI": EspdKind.URL,
    "ResponseID": EspdKind.ID,
    "Description": EspdKind.TEXT,
}
"""Elements in cac:ResponseValue."""

DATATYPES: Mapping[str, EspdKind] = {
    "INDICATOR": EspdKind.INDICATOR,
    "AMOUNT": EspdKind.AMOUNT,
    "CODE": EspdKind.CODE,
    "CODE_COUNTRY": EspdKind.CODE,
    "CODE_BOOLEAN": EspdKind.CODE,
    "DATE": EspdKind.DATE,
    "TIME": EspdKind.TIME,
    "PERIOD": EspdKind.PERIOD,
    "PERCENTAGE": EspdKind.PERCENTAGE,
    "QUANTITY": EspdKind.QUANTITY,
    "QUANTITY_INTEGER": EspdKind.QUANTITY,
    "QUANTITY_YEAR": EspdKind.QUANTITY,
    "EVIDENCE_URL": EspdKind.EVIDENCE,
    "EVIDENCE_IDENTIFIER": EspdKind.EVIDENCE,
    "URL": EspdKind.URL,
    "IDENTIFIER": EspdKind.ID,
    "LOT_IDENTIFIER": EspdKind.ID,
    "ECONOMIC_OPERATOR_IDENTIFIER": EspdKind.ID,
    "QUAL_IDENTIFIER": EspdKind.ID,
    "DESCRIPTION": EspdKind.TEXT,
}
"""What a question asks for; tells the kind of a question that was not answered."""

ASKED = ("", "QUESTION")
"""Property types that expect an answer; captions and requirements are the buyer's words."""

EXCLUSION_PREFIXES = ("CRITERION.EXCLUSION.", "EXCLUSION.", "exg-")
_OTHER_PREFIXES = (
    "CRITERION.SELECTION.",
    "CRITERION.OTHER.",
    "CRITERION.DEFENCE.SELECTION.",
    "CRITERION.UTILITIES.SELECTION.",
    "SELECTION.",
    "DATA_ON_ECONOMIC_OPERATOR",
    "REDUCTION_OF_CANDIDATES",
    "slc-",
)
_OTHER_CODES = frozenset(
    re.findall(
        r"\S+",
        "prof-regist trade-regist autorisation authorisation membership gen-year-to aver-year-to "
        "spec-aver-to spec-year-to finan-rat indem-insu finan-requ work-perform supply-perform "
        "service-perform qual-cont-tech work-tech qual-facil research-fac chain-manage envir-measure "
        "tech-equip qualification spec-req-check manage-staff year-manpower suncont-port wo-autent w-autent "
        "qa-certif-inst qu-certif-indep envir-certif-indep shelt-worksh registered eo-group relied "
        "subco-ent staff-red sme",
    )
)
ALL_SELECTION = frozenset(
    (
        "CRITERION.SELECTION.ALL_SATISFIED",
        "CRITERION.SELECTION.ALL",
        "SELECTION.ALL_CRITERIA_SATISFIED",
        "7e7db838-eeac-46d9-ab39-42927486f22d",
    )
)
"""The one statement that all selection criteria are met; from 3.0 on no code exists for it."""
GROUP = frozenset(
    (
        "CRITERION.OTHER.EO_DATA.TOGETHER_WITH_OTHERS",
        "eo-group",
        "ee51100f-8e3e-40c9-8f8b-57d5a15be1f2",
    )
)
RELIED = frozenset(
    (
        "CRITERION.OTHER.EO_DATA.RELIES_ON_OTHER_CAPACITIES",
        "relied",
        "0d62c6ed-f074-4fcf-8e9f-f691351d52ad",
    )
)
SUBCONTRACTED = frozenset(
    (
        "CRITERION.OTHER.EO_DATA.SUBCONTRACTS_WITH_THIRD_PARTIES",
        "subco-ent",
        "72c0c4b1-ca50-4667-9487-461f3eed4ed7",
    )
)
SUBCONTRACTED_SHARE = frozenset(
    (
        "CRITERION.SELECTION.TECHNICAL_PROFESSIONAL_ABILITY.MANAGEMENT.SUBCONTRACTING_PROPORTION",
        "suncont-port",
        "612a1625-118d-4ea4-a6db-413184e7c0a8",
    )
)


@cache
def grounds() -> Mapping[str, str]:
    """The short code of each exclusion ground by every spelling that the law's table knows, in small letters."""
    text = (resources.files("inkoop_core") / "law" / "exclusion_grounds.toml").read_text("utf-8")
    return {
        spelling.lower(): ground["code"]
        for ground in tomllib.loads(text)["exclusion_grounds"]
        for spelling in (ground["code"], *ground["aliases"])
    }


def ground_of(code: str, id: str) -> str:
    """The ground of a criterion, by its code or else by its number; "" when it is none that is known."""
    known = grounds()
    return known.get(code.lower()) or known.get(id.lower()) or ""


def is_known(code: str, id: str) -> bool:
    """Whether a criterion is one of the code lists."""
    return bool(
        ground_of(code, id) or code in _OTHER_CODES or code.startswith(_OTHER_PREFIXES) or id in ALL_SELECTION
    )
