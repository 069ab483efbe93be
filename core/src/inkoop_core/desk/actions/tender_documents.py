"""Register a version of a tender document: letter, version, hash, published when."""

from datetime import datetime
from pathlib import Path

from attrs import frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.api.tender_documents import TenderDocument
from inkoop_core.desk.actions.retender import require_same_document
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.role import Role
from inkoop_core.domain.tender_document import TenderDocumentIssued, in_force
from inkoop_core.errors import CommandError, Refused, Unknown

SUBJECT = "aanbestedingsdocument"


@frozen
class RegisterTenderDocument:
    """Register a version of a tender document as it was published."""

    version: str = said("Versie", "bijvoorbeeld 1.2 of 2 (Nota van Inlichtingen 1)")
    published_at: datetime = said("Gepubliceerd op", "bijvoorbeeld 13-04-2026 09:00")
    where: str = said("Gepubliceerd waar", "bijvoorbeeld TenderNed 574237")
    source: str = said("Bron", "het bericht of de pagina waaraan dit is ontleend")
    letter: str = said(
        "Letter", "zoals in het register: I, VIIIa, A; leeg: het inkoopdocument zelf", default=""
    )
    path: Path | None = said("Bestand", "wordt bewaard; de hash komt in het register", default=None)
    same_content: bool = said(
        "Zelfde inhoud als een ander stuk",
        "ja: het is bedoeld dat twee letters hetzelfde bestand zijn",
        default=False,
    )


def problems(command: RegisterTenderDocument) -> list[str]:
    """Texts that must be there."""
    return [
        f"{name}: vul in" for name in ("version", "where", "source") if not getattr(command, name).strip()
    ]


def register(command: RegisterTenderDocument, reader: Reader, moment: Moment) -> Outcome:
    """One more version of a document. An earlier version stays: bids are judged by the one of the closing.

    Raises Unknown for a letter that the tender does not have, Refused for a moment in the future, a version that is
    registered, another version of the same instant, a document that a re-tender took over and a file that cannot be
    read, CommandError for a file that is registered under another letter.
    """
    state = as_reader(reader)
    letter = command.letter.strip()
    document = known_document(reader, letter)
    version = command.version.strip()
    if command.published_at > moment.as_of:
        raise Refused(
            f"{shown(command.published_at)} ligt in de toekomst; registreer een stuk als het is gepubliceerd."
        )
    _require_new_version(state, document, version)
    require_same_document(letter, document.name, state)
    _require_own_instant(state, document, command.published_at)
    file = reader.kept_file(command.path) if command.path is not None else None
    if file is not None and not command.same_content:
        _require_own_content(state, document, file.sha256)
    body = TenderDocumentIssued(
        letter=letter,
        title=document.title,
        version=version,
        where=command.where,
        source=command.source,
        file_name=file.name if file else "",
        sha256=file.sha256 if file else "",
    )
    subject = f"{SUBJECT}/{letter}/{version}"
    withdrawn = last_of(state.recorded, TenderDocumentIssued, subject)
    draft = Draft(
        body,
        subject,
        happened_at=command.published_at,
        replaces=withdrawn.id if withdrawn else None,
        reason="opnieuw geregistreerd na intrekken" if withdrawn else "",
    )
    return Outcome((draft,), _told(state, document, draft), (file,) if file else ())


def known_document(reader: Reader, letter: str) -> TenderDocument:
    """The document of that letter. Raises Unknown, naming the known letters."""
    for document in reader.definition.tender_documents:
        if document.letter == letter:
            return document
    known = ", ".join(
        document.letter or f"leeg ({document.title})" for document in reader.definition.tender_documents
    )
    raise Unknown(
        f"letter {letter!r} staat niet in het register van deze aanbesteding; bekend: {known or 'geen'}. "
        "Ga op de letter af, niet op de naam."
    )


def _require_new_version(state: ProcedureState, document: TenderDocument, version: str) -> None:
    for fact in state.facts(TenderDocumentIssued):
        if (fact.body.letter, fact.body.version.casefold()) == (document.letter, version.casefold()):
            raise Refused(
                f"{document.name} versie {version} is al geregistreerd (feit {fact.id}, gepubliceerd "
                f"{shown(fact.happened_at)}); een gewijzigd stuk is een nieuwe versie. Klopt de registratie niet, trek "
                "haar dan in."
            )


def _require_own_instant(state: ProcedureState, document: TenderDocument, published_at: datetime) -> None:
    for fact in state.facts(TenderDocumentIssued):
        if fact.body.letter == document.letter and fact.happened_at == published_at:
            raise Refused(
                f"{document.name} versie {fact.body.version} (feit {fact.id}) is volgens het register op ditzelfde "
                f"tijdstip gepubliceerd ({shown(published_at)}); welke van de twee geldt, is zo niet te zeggen. Versie "
                f"{fact.body.version} blijft staan. Zoek de juiste tijdstippen op; klopt de registratie van versie "
                f"{fact.body.version} niet, trek haar dan in (feit-intrekken)."
            )


def _require_own_content(state: ProcedureState, document: TenderDocument, sha256: str) -> None:
    for fact in state.facts(TenderDocumentIssued):
        if fact.body.sha256 == sha256 and fact.body.letter != document.letter:
            other = f"letter {fact.body.letter!r}" if fact.body.letter else "het inkoopdocument zelf"
            raise CommandError(
                f"{document.name} kan zo niet worden geregistreerd:",
                [
                    f"path: dit bestand ({sha256[:8]}…) is al geregistreerd als {other}, {fact.body.title} versie "
                    f"{fact.body.version}; kies het goede bestand, of zeg dat het zo bedoeld is (same_content ja)"
                ],
            )


def _told(state: ProcedureState, document: TenderDocument, draft: Draft) -> str:
    body: TenderDocumentIssued = draft.body
    assert draft.happened_at is not None
    hashed = f" ({body.short_hash})" if body.sha256 else ", zonder bestand"
    head = f"{document.name}: versie {body.version}{hashed}, gepubliceerd {shown(draft.happened_at)}."
    closing = state.definition.procedure.closing_at
    if draft.happened_at > closing:
        return (
            f"{head} Let op: dat is na de sluiting ({shown(closing)}); inschrijvingen worden beoordeeld naar wat "
            "bij de sluiting gold."
        )
    stands = in_force(state.facts(TenderDocumentIssued), document.letter, closing)
    if stands is not None and stands.happened_at > draft.happened_at:
        return f"{head} Versie {stands.body.version}, later gepubliceerd, blijft gelden voor de beoordeling."
    same = [
        fact.body.version
        for fact in state.facts(TenderDocumentIssued)
        if body.sha256 and fact.body.sha256 == body.sha256 and fact.body.letter == body.letter
    ]
    alike = f" Let op: zelfde inhoud als versie {same[-1]}." if same else ""
    return f"{head} Deze versie geldt voor de beoordeling.{alike}"


REGISTER = Action(
    "aanbestedingsdocument-vastleggen",
    "Aanbestedingsdocument registreren",
    RegisterTenderDocument,
    (Role.ADVISER,),
    "procedure",
    register,
    problems=problems,
)
