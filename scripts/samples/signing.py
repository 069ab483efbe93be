"""Test certificates, and PDF files that are signed with them.

The private keys exist only while the script runs: they sign and are gone.
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from attrs import frozen
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko import stamp
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

SIGNED_AT = datetime(2026, 6, 9, 13, 45, 0, tzinfo=UTC)
VALID_FROM = datetime(2026, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2056, 1, 1, tzinfo=UTC)
"""Long, because the demo is still opened years after the tender."""
STAMP_BOX = (74, 520, 290, 572)
"""The visible part, in points from the lower left corner of the last page: above the line for signing."""


@frozen
class Authority:
    """A certificate authority for the demo alone."""

    certificate: x509.Certificate
    key: RSAPrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def new_authority() -> Authority:
    """A fresh authority; only its certificate is ever kept."""
    key = generate_private_key(public_exponent=65537, key_size=2048)
    name = _name("inkoop voorbeeld-CA, alleen voor de demo")
    certificate = (
        _certificate(name, name, key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Authority(certificate, key)


def signed(pdf: bytes, signatory: str, organisation: str, authority: Authority) -> bytes:
    """The PDF with a digital signature of this person, by a new certificate of the authority."""
    key = generate_private_key(public_exponent=65537, key_size=2048)
    certificate = (
        _certificate(_name(signatory, organisation), authority.certificate.subject, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
        )
        .sign(authority.key, hashes.SHA256())
    )
    bundle = pkcs12.serialize_key_and_certificates(
        b"demo", key, certificate, [authority.certificate], serialization.NoEncryption()
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    signer = _DatedSigner(
        signers.PdfSignatureMetadata(
            field_name="Handtekening",
            name=signatory,
            reason="Ondertekening van het UEA (voorbeeld)",
            location="Nergenshuizen",
            subfilter=fields.SigSeedSubFilter.PADES,
        ),
        signer=signers.SimpleSigner.load_pkcs12_data(bundle, [], passphrase=None),
        stamp_style=stamp.TextStampStyle(
            stamp_text="Digitaal ondertekend door\n%(signer)s\n%(ts)s\n(testcertificaat, voorbeeld)",
            timestamp_format="%d-%m-%Y %H:%M:%S UTC",
            background=None,
        ),
        new_field_spec=fields.SigFieldSpec("Handtekening", on_page=-1, box=STAMP_BOX),
    )
    data: bytes = signer.sign_pdf(writer).getvalue()
    return data


def changed(pdf: bytes, before: bytes, after: bytes) -> bytes:
    """The signed PDF with a text of its first page replaced in a later revision.

    The signed bytes stay as they are, the shown page does not. Raises ValueError when the text is not there.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    reference, _ = writer.find_page_for_modification(0)
    page = reference.get_object()
    content: bytes = page["/Contents"].data
    if before not in content:
        raise ValueError(f"{before!r} does not stand on the first page")
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=content.replace(before, after)))
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


class _DatedSigner(signers.PdfSigner):  # type: ignore[misc]
    """A signer that signs at a fixed time before the closing, whenever the script runs."""

    def init_signing_session(self, *args: Any, **options: Any) -> Any:
        session = super().init_signing_session(*args, **options)
        session.system_time = SIGNED_AT
        return session


def _name(common: str, organisation: str = "Voorbeeld, verzonnen") -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(subject: x509.Name, issuer: x509.Name, key: RSAPrivateKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(VALID_UNTIL)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
