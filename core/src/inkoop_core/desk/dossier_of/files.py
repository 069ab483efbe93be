"""The kept files that go along with a dossier, each under its hash and name."""

import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from inkoop_core.desk.dossier_of.scope import Scope, in_full
from inkoop_core.desk.sealed import is_sealed_file
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.letter import LetterSent
from inkoop_core.domain.lookup import LookUp
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.record_made import RecordMade
from inkoop_core.domain.request import EvidenceReceived, Reply
from inkoop_core.domain.tender_document import TenderDocumentIssued

_SHORT = 12
_UNSAFE = re.compile(r"[^\w.()+ -]+")
_LONGEST = 80
_SENT_IN = {
    Reply: ("antwoorden", "bij het antwoord op een verzoek"),
    EvidenceReceived: ("bewijs", "bewijsmiddel"),
}


@frozen
class DossierFile:
    """A kept file. path: in the dossier; fact: by which it came."""

    path: str
    sha256: str
    what: str
    fact: int


def files_of(facts: tuple[Fact[Any], ...], scope: Scope, sealed: frozenset[str]) -> tuple[DossierFile, ...]:
    """The files of these facts by path, each path once; never one whose hash or name is sealed."""
    found: dict[str, DossierFile] = {}
    for fact in facts:
        if not in_full(fact, scope):
            continue
        for folder, name, sha256, what in _kept(fact):
            if sha256 and sha256 not in sealed and not is_sealed_file(name):
                path = f"{folder}/{sha256[:_SHORT]}-{_safe(name)}"
                found.setdefault(path, DossierFile(path, sha256, what, fact.id))
    return tuple(found[path] for path in sorted(found))


def _kept(fact: Fact[Any]) -> Iterator[tuple[str, str, str, str]]:
    """Folder, name, SHA-256 and what it is, of each file that a fact keeps."""
    body, about = fact.body, fact.submission
    if isinstance(body, PackageReceived) and body.content_read:
        for file in body.files:
            yield f"inschrijving/{about}", file.name, file.sha256, "stuk van de inschrijving"
    elif isinstance(body, LetterSent):
        yield f"brieven/{about}", body.file_name, body.sha256, f"verzonden brief: {body.kind.label}"
    elif isinstance(body, Reply | EvidenceReceived):
        folder, what = _SENT_IN[type(body)]
        yield from ((f"{folder}/{about}", kept.name, kept.sha256, what) for kept in body.files)
    elif isinstance(body, LookUp):
        yield f"naslag/{about}", body.printout_name, body.printout_sha256, f"afdruk van naslag {body.lookup}"
    elif isinstance(body, TenderDocumentIssued):
        yield "aanbestedingsdocumenten", body.file_name, body.sha256, f"{body.title}, versie {body.version}"
    elif isinstance(body, RecordMade):
        yield "verslagen", body.file_name, body.sha256, f"vastgesteld {body.kind.label}"


def _safe(name: str) -> str:
    """A name that is a name everywhere: no folder, no sign that a system forbids."""
    return _UNSAFE.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(". ")[-_LONGEST:] or "naamloos"
