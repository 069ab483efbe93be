"""Who signed what: per submission every document that needs a signature."""

from collections.abc import Iterator

from inkoop_core.api.actions import Reader
from inkoop_core.api.definition import DocumentKind, Requirement
from inkoop_core.api.lookups import LookUpAbout, LookUpKind, LookUpSort
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.assessment.model import Assessed
from inkoop_core.desk.lookups import lookup_subject
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.desk.views.assessment import OfSubmission
from inkoop_core.desk.views.dossier import signatures_in_words
from inkoop_core.desk.views.words import party_name
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.lookup import LookUp, document_of
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import Document, Observation, PackageReceived
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.submission import MANDATE, Signature, SigningMethod, SigningPower

SIGNED = "standard.signed"


def signatures(arguments: OfSubmission, reader: Reader, _moment: Moment) -> Table:
    """Per submission and document that needs one: who signed, with what, by what power, and what is missing."""
    state = as_reader(reader)
    return Table(
        (
            Column("submission", "Nr"),
            Column("kind", "Stuk"),
            Column("party", "Van"),
            Column("file", "Bestand"),
            Column("who", "Wie"),
            Column("method", "Waarmee"),
            Column("power", "Bevoegdheid"),
            Column("digital", "In het bestand"),
            Column("missing", "Ontbreekt"),
            Column("verdict", "Bevinding", ColumnKind.STATE),
            Column("explanation", "Toelichting"),
            Column("notes", "Noten"),
        ),
        tuple(
            _row(state, package.subject, kind, party)
            for package in state.facts(PackageReceived)
            if arguments.submission in ("", package.subject)
            for kind in _needing(state)
            for party in _parties(state, package.subject, kind)
        ),
        "Ondertekeningen",
    )


def _needing(state: ProcedureState) -> Iterator[DocumentKind]:
    """The documents that need a signature: so the checklist says, or a requirement."""
    asked = {
        item.parameters.get("document") for item in state.definition.requirements if item.check == SIGNED
    }
    return (kind for kind in state.definition.documents if kind.signed or kind.kind in asked)


def _parties(state: ProcedureState, submission: str, kind: DocumentKind) -> tuple[str, ...]:
    """Whose document it is: always the tenderer, and every party that handed it in or is said to have signed it."""
    found = [OWN_PARTY]
    found += [
        fact.body.party
        for fact in state.facts(Document)
        if fact.submission == submission and fact.body.kind == kind.kind
    ]
    found += [
        fact.body.document.partition(":")[2] or OWN_PARTY
        for fact in state.facts(Signature)
        if fact.submission == submission and fact.body.document.partition(":")[0] == kind.kind
    ]
    return tuple(dict.fromkeys(found))


def _row(state: ProcedureState, submission: str, kind: DocumentKind, party: str) -> Row:
    document = document_of(kind.kind, party)
    files = _files(state, submission, kind.kind, party)
    stated = next((fact.body for fact in state.facts(Signature, f"{submission}/{document}")), None)
    seen = [
        fact.body
        for file in files
        for fact in state.facts(Observation, f"{submission}/{file}")
        if fact.body.signatures
    ]
    requirement = _requirement(state, kind)
    found = _finding(state, submission, requirement, party)
    missing = _missing(state, submission, document, party, stated, requirement, found)
    return Row(
        Ref("submission", submission),
        (
            submission,
            kind.title,
            party_name(party),
            ", ".join(files) or "(niet in de inschrijving)",
            " en ".join(stated.signatories) if stated else "",
            stated.method.label if stated else "",
            stated.power.label if stated else "",
            "; ".join(signatures_in_words(one) for one in seen),
            "; ".join(missing),
            found.finding.verdict.label if found else "",
            found.finding.explanation if found else "",
            " ".join(found.finding.notes if found else kind.notes),
        ),
    )


def _files(state: ProcedureState, submission: str, kind: str, party: str) -> list[str]:
    return [
        fact.body.file
        for fact in state.facts(Document)
        if (fact.submission, fact.body.kind, fact.body.party) == (submission, kind, party)
    ]


def _requirement(state: ProcedureState, kind: DocumentKind) -> Requirement | None:
    return next(
        (
            item
            for item in state.definition.requirements
            if item.check == SIGNED and item.parameters.get("document") == kind.kind
        ),
        None,
    )


def _finding(
    state: ProcedureState, submission: str, requirement: Requirement | None, party: str
) -> Assessed | None:
    assessed = state.assessment().of(submission)
    if requirement is None or assessed is None:
        return None
    subject = "" if party == OWN_PARTY else party
    found = [item for item in assessed.findings if item.finding.key.requirement == requirement.id]
    # Of a bid that cannot be judged yet there is one finding, about the whole.
    return next((item for item in found if item.finding.key.subject == subject), found[0] if found else None)


def _missing(
    state: ProcedureState,
    submission: str,
    document: str,
    party: str,
    stated: Signature | None,
    requirement: Requirement | None,
    found: Assessed | None,
) -> Iterator[str]:
    if stated is None:
        yield "wie heeft ondertekend en hoe"
        return
    if stated.lacks_another:
        yield "tweede ondertekenaar"
    if stated.lacks_another or stated.power is SigningPower.ATTORNEY:
        mandate = (requirement.parameters.get("mandate") if requirement else None) or MANDATE
        yield from _mandate_missing(state, submission, str(mandate), party)
    if stated.power_is_open:
        yield "bevoegdheid"
    for kind in _asked(state, requirement):
        of_document = LookUpAbout.DOCUMENT in kind.about
        of_paper = of_document and kind.kind is LookUpSort.OBSERVATION
        if of_paper and stated.method is not SigningMethod.WET_SCAN:
            continue
        subject = lookup_subject(submission, kind.id, document if of_document else party)
        made = [fact.id for fact in state.facts(LookUp, subject)]
        if not made:
            yield f"naslag {kind.id}"
        elif _not_enough(state, made[-1], found):
            yield f"naslag {kind.id}: niet voldoende, zie de toelichting"


def _not_enough(state: ProcedureState, made: int, found: Assessed | None) -> bool:
    """Whether the finding rests on this look-up as the last of those asked, and is not met by it."""
    if found is None or found.finding.verdict is Verdict.MET:
        return False
    lookups = {fact.id for fact in state.facts(LookUp)}
    return [fact for fact in found.finding.facts if fact in lookups][-1:] == [made]


def _mandate_missing(state: ProcedureState, submission: str, mandate: str, party: str) -> Iterator[str]:
    """That the power of attorney is not there, or is there in a file that cannot be used."""
    files = _files(state, submission, mandate, party)
    if not files:
        yield mandate
    for file in files:
        for fact in state.facts(Observation, f"{submission}/{file}"):
            if fact.body.problem is not None:
                yield f"bruikbare {mandate} ({file}: {fact.body.problem.label})"


def _asked(state: ProcedureState, requirement: Requirement | None) -> list[LookUpKind]:
    """The look-ups that the requirement asks beside the signature."""
    asked = requirement.parameters.get("lookup", ()) if requirement else ()
    ids = asked if isinstance(asked, tuple) else (asked,)
    return [kind for kind in state.definition.lookups if kind.id in ids]


SIGNATURES = View("ondertekeningen", "Ondertekeningen", "submission", signatures, OfSubmission)
