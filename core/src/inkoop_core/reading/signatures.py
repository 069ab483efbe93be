"""Digital signatures in PDF files, checked without network.

Whether a certificate was revoked is not looked up. A certificate must be valid at the moment that the
platform received the file.
"""

import functools
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from attrs import frozen

from inkoop_core.domain.canonical import digest
from inkoop_core.domain.moment import LocalTimeError, instant
from inkoop_core.domain.package import ReadSignature
from inkoop_core.errors import InkoopError
from inkoop_core.reading.pdf import quiet

MAX_SIGNATURES = 50
NO_ANCHORS = "geen"
UNREADABLE = ReadSignature(signer="", intact=False, trusted=False, changed_after=False)
"""A signature that nobody can check: whatever it was, it proves nothing."""


@frozen
class Anchors:
    """Trust anchors: certificates (asn1crypto) and, in words, which they are."""

    certificates: tuple[Any, ...] = ()
    described: str = NO_ANCHORS


def anchors(certificates: Sequence[bytes]) -> Anchors:
    """Read PEM or DER certificates. Raises InkoopError naming the one that is neither."""
    if not certificates:
        return Anchors()
    from asn1crypto import pem, x509

    found: list[Any] = []
    for number, data in enumerate(certificates, start=1):
        try:
            ders = [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
            for der in ders:
                certificate = x509.Certificate.load(der, strict=True)
                certificate.native  # noqa: B018 - reads every field now, not at the first signature
                found.append(certificate)
        except Exception as error:  # whatever the bytes make the parser raise
            raise InkoopError(
                f"Vertrouwensanker {number} is geen certificaat in PEM of DER; geef het bestand van de "
                "certificaatverstrekker, of laat dit anker weg"
            ) from error
    described = "; ".join(
        f"{certificate.subject.human_friendly} (SHA-256 {digest(certificate.dump())})"
        for certificate in found
    )
    return Anchors(tuple(found), f"{described}; intrekking niet nagegaan")


def signatures_in(data: bytes, trust: Anchors, at: datetime) -> tuple[ReadSignature, ...]:
    """The digital signatures of a PDF, oldest first. Never raises.

    signer is the common name of the certificate's subject. A signature or a file that cannot be checked
    gives a signature that is not intact.
    """
    if b"/ByteRange" not in data:  # it stands uncompressed in every signature
        return ()
    # The library runs an event loop of its own; the screen may be running one in this thread.
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(_checked, data, trust, at).result()


def _checked(data: bytes, trust: Anchors, at: datetime) -> tuple[ReadSignature, ...]:
    with quiet():
        try:
            from pyhanko.pdf_utils.reader import PdfFileReader
            from pyhanko.sign.fields import enumerate_sig_fields

            for library in ("pyhanko", "pyhanko_certvalidator"):
                logging.getLogger(library).setLevel(logging.CRITICAL + 1)
            reader = PdfFileReader(BytesIO(data), strict=False)
            if reader.encrypted:
                reader.decrypt("")
            fields = []
            for name, _, field in enumerate_sig_fields(reader, filled_status=True):
                fields.append((name, field))
                if len(fields) > MAX_SIGNATURES:
                    return (UNREADABLE,)
        except Exception:  # noqa: BLE001 - a hostile PDF can make the library raise anything
            return (UNREADABLE,)
        read = [_signature(reader, name, field, trust, at) for name, field in fields]
    return tuple(signature for _, signature in sorted(read, key=lambda one: one[0]) if signature)


def _signature(
    reader: Any, name: str, field: Any, trust: Anchors, at: datetime
) -> tuple[int, ReadSignature | None]:
    """The revision that the signature made, and the signature; None for a bare time stamp of the document."""
    from pyhanko.sign.validation import EmbeddedPdfSignature

    revision, signer = 0, ""
    try:
        embedded = EmbeddedPdfSignature(reader, field, name)
        if embedded.sig_object_type == "/DocTimeStamp":
            return 0, None
        revision = embedded.signed_revision
        signer = _common_name(embedded.signer_cert)
        return revision, _validated(embedded, signer, trust, at)
    except Exception:  # noqa: BLE001 - a hostile signature can make the library raise anything
        return revision, ReadSignature(signer=signer, intact=False, trusted=False, changed_after=False)


def _validated(embedded: Any, signer: str, trust: Anchors, at: datetime) -> ReadSignature:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(
        trust_roots=list(trust.certificates), allow_fetching=False, revocation_mode="soft-fail", moment=at
    )
    status = validate_pdf_signature(
        embedded, signer_validation_context=context, diff_policy=_only_signing_allowed()
    )
    stamped = status.timestamp_validity
    proven = stamped is not None and stamped.trusted
    signed_at = stamped.timestamp if proven else status.signer_reported_dt
    return ReadSignature(
        signer=signer,
        intact=bool(status.intact and status.valid),
        trusted=bool(status.trusted),
        # A co-signature may follow. An answer that is filled in or changed after signing was not signed.
        changed_after=not status.docmdp_ok or _has_loose_bytes(embedded),
        signed_at=_instant(signed_at),
    )


@functools.cache
def _only_signing_allowed() -> Any:
    """What may happen to a file after a signature: the library's rules, without those for form fields."""
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, FormUpdatingRule, StandardDiffPolicy
    from pyhanko.sign.diff_analysis.rules.form_field_rules import (
        SigFieldCreationRule,
        SigFieldModificationRule,
    )

    return StandardDiffPolicy(
        global_rules=DEFAULT_DIFF_POLICY.global_rules,
        form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]),
    )


def _has_loose_bytes(embedded: Any) -> bool:
    """Whether something other than white space follows the last revision: no update, but not signed either."""
    reader = embedded.reader
    if embedded.signed_revision != reader.xrefs.total_revisions - 1:
        return False
    *_, start, length = embedded.byte_range
    reader.stream.seek(int(start) + int(length))
    return bool(reader.stream.read().strip(b"\0\t\n\f\r "))


def _common_name(certificate: Any) -> str:
    name = certificate.subject.native.get("common_name") or certificate.subject.human_friendly
    return str(name if isinstance(name, str) else name[0])


def _instant(value: datetime | None) -> datetime | None:
    """As UTC; None for a time that the file does not state or that does not exist."""
    if value is None:
        return None
    try:
        return instant(value).astimezone(UTC)
    except (LocalTimeError, OverflowError):
        return None
