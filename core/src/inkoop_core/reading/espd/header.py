"""What stands above the criteria: version, form, role, operator and procedure."""

import re
from typing import Any

from attrs import frozen

from inkoop_core.domain.espd import (
    EspdForm,
    EspdGeneration,
    EspdIdentifier,
    EspdOperator,
    EspdProcedure,
)
from inkoop_core.reading.espd import codes
from inkoop_core.reading.espd.nodes import child, children, text

_NUMBER = re.compile(r"(?<!\d)(\d+\.\d+(?:\.\d+)*)(?!\d)")
_MODEL = re.compile(r"\d+\.\d+\.\d+")


@frozen
class Version:
    """The version as stated, and what follows from it."""

    stated: str
    generation: EspdGeneration
    form: EspdForm


def version_of(root: Any, first: bool) -> Version:
    """ProfileExecutionID says it best; samples of 2.1.1 have it in VersionID or on UUID alone."""
    if first:
        stated = text(root, "VersionID")
        return Version(stated, EspdGeneration.E1, _form(root))
    profile = text(root, "ProfileExecutionID")
    for stated in (profile, text(root, "VersionID"), *_scheme_versions(root)):
        generation = _generation(stated)
        if generation is not EspdGeneration.UNKNOWN:
            return Version(stated, generation, _form(root))
    return Version(profile or text(root, "VersionID"), EspdGeneration.UNKNOWN, _form(root))


def _scheme_versions(root: Any) -> list[str]:
    places = (
        (child(root, "VersionID"), "schemeVersionID"),
        (child(root, "UUID"), "schemeVersionID"),
        (child(root, "QualificationApplicationTypeCode"), "listVersionID"),
        (child(root, "TenderingCriterion", "ID"), "schemeVersionID"),
    )
    stated = [element.get(attribute, "") for element, attribute in places if element is not None]
    return [number for number in stated if _MODEL.fullmatch(number)]


def _generation(stated: str) -> EspdGeneration:
    number = _NUMBER.search(stated)
    # A bare "1.0" or "2018.01.01" in VersionID is the version of that document, not of the model.
    if number is None or not _MODEL.fullmatch(number[1]):
        return EspdGeneration.UNKNOWN
    return next(
        (
            generation
            for start, generation in codes.GENERATIONS
            if generation is not EspdGeneration.E1 and number[1].startswith(start)
        ),
        EspdGeneration.UNKNOWN,
    )


def _form(root: Any) -> EspdForm:
    for stated in (
        text(root, "QualificationApplicationTypeCode"),
        text(root, "ProfileExecutionID").rpartition("-")[2],
    ):
        known = codes.FORMS.get(stated.replace("-", "").lower())
        if known is not None:
            return known
    return EspdForm.NOT_STATED


def role_code(root: Any) -> str:
    """1.0: EconomicOperatorRoleCode; from 2.0 on EconomicOperatorRole with a RoleCode."""
    party = child(root, "EconomicOperatorParty")
    if party is None:
        return ""
    return text(party, "EconomicOperatorRoleCode") or text(party, "EconomicOperatorRole", "RoleCode")


def operator_of(root: Any) -> EspdOperator:
    """The economic operator, without the persons who represent it."""
    outer = child(root, "EconomicOperatorParty")
    party = child(outer, "Party") if outer is not None else None
    if party is None:
        return EspdOperator("")
    size = text(party, "IndustryClassificationCode")
    sme = {"true": True, "1": True, "false": False, "0": False}.get(text(outer, "SMEIndicator").lower())
    return EspdOperator(
        name=text(party, "PartyName", "Name") or text(party, "PartyLegalEntity", "RegistrationName"),
        identifiers=tuple(_identifiers(party)),
        country=text(party, "PostalAddress", "Country", "IdentificationCode"),
        size=size,
        sme=codes.SME.get(size.lower(), sme),
    )


def _identifiers(party: Any) -> list[EspdIdentifier]:
    places = [child(found, "ID") for found in children(party, "PartyIdentification")]
    places += [child(found, "CompanyID") for found in children(party, "PartyLegalEntity")]
    return [
        EspdIdentifier(text(place), place.get("schemeID", ""), place.get("schemeAgencyID", ""))
        for place in places
        if place is not None and text(place)
    ]


def procedure_of(root: Any) -> EspdProcedure:
    """What the response is for. ESPD_REQUEST and TED_CN name the request and the notice."""
    notice = request = title = ""
    for reference in children(root, "AdditionalDocumentReference"):
        kind = text(reference, "DocumentTypeCode")
        if kind == "ESPD_REQUEST":
            request = request or text(reference, "ID")
        elif kind == "TED_CN":
            notice = notice or text(reference, "ID")
            title = title or text(reference, "Attachment", "ExternalReference", "FileName")
    return EspdProcedure(
        reference=text(root, "ContractFolderID"),
        title=text(root, "ProcurementProject", "Name") or title,
        buyer=text(root, "ContractingParty", "Party", "PartyName", "Name"),
        notice=notice,
        request=request,
    )
