"""Builders of packages, PDF files, Word files and signatures."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from inkoop_core.api.definition import DocumentKind, Needed, Product, TenderDefinition
from inkoop_core.domain.source import SourceRef
from inkoop_core.reading import FilePackageReader
from inkoop_core.testing.builders import a_definition

SOURCE = SourceRef("inkoopdocument", "§1")
TOML = """
format = 1

[platform]
channel = "TenderNed"
received_at = 2026-06-12T11:30:00
message_number = "V-17"

[tenderer]
name = "Voorbeeldzorg B.V."
trade_register_number = "00000001"
legal_form = "private-company"
bid_form = "sole"
"""


@pytest.fixture(scope="session")
def toml() -> str:
    """The smallest sound `inschrijving.toml`."""
    return TOML


@pytest.fixture(scope="session")
def definition() -> TenderDefinition:
    return a_definition(
        documents=tuple(
            DocumentKind(kind=kind, title=kind, needed=Needed.ALWAYS, source=SOURCE)
            for kind in ("uea", "sg1")
        ),
        products=(
            Product("ib1", "Begeleiding", "individueel", SOURCE, variants=("ontwikkelgericht",)),
            Product("ib3", "Dagbesteding", "groep", SOURCE),
        ),
    )


@pytest.fixture
def reader() -> FilePackageReader:
    return FilePackageReader()


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Makes a package folder; names may have subfolders."""

    def make(files: Mapping[str, bytes] | None = None, toml: str = TOML, name: str = "pakket") -> Path:
        top = tmp_path / name
        for file, data in {"inschrijving.toml": toml.encode(), **(files or {})}.items():
            (top / file).parent.mkdir(parents=True, exist_ok=True)
            (top / file).write_bytes(data)
        return top

    return make


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[..., Path]:
    """Makes a package zip; names stand in it as given."""

    def make(
        files: Mapping[str | zipfile.ZipInfo, bytes] | None = None,
        toml: str = TOML,
        declaration: str = "inschrijving.toml",
        name: str = "pakket.zip",
        method: int = zipfile.ZIP_DEFLATED,
    ) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", method) as archive:
            archive.writestr(declaration, toml)
            for file, data in (files or {}).items():
                archive.writestr(file, data)
        return path

    return make


@pytest.fixture(scope="session")
def pdf() -> Callable[..., bytes]:
    """Makes a PDF with these texts as pages; `password` is needed to open it."""

    def make(*texts: str, password: str | None = None) -> bytes:
        from reportlab.lib.pdfencrypt import StandardEncryption
        from reportlab.pdfgen.canvas import Canvas

        made = BytesIO()
        encryption = None if password is None else StandardEncryption(password, "eigenaar", strength=128)
        canvas = Canvas(made, encrypt=encryption, invariant=1)
        for text in texts or ("Een bladzijde",):
            words = text.split()
            for line in range(0, len(words), 8):
                canvas.drawString(40, 800 - line, " ".join(words[line : line + 8]))
            canvas.showPage()
        canvas.save()
        return made.getvalue()

    return make


@pytest.fixture(scope="session")
def docx() -> Callable[..., bytes]:
    """Makes the smallest file that is recognised as Word; `kind` is the path of its main part."""

    def make(main: str = "word/document.xml", text: str = "Een formulier") -> bytes:
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr(main, f"<document>{text}</document>")
        return made.getvalue()

    return make


@frozen
class Identity:
    """A certificate with its key; `issuer` is itself for an authority."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    authority: x509.Certificate

    @property
    def anchor(self) -> bytes:
        """The authority as PEM."""
        return self.authority.public_bytes(serialization.Encoding.PEM)


@pytest.fixture(scope="session")
def identity() -> Identity:
    """A signer of an authority that exists in these tests alone; valid in 2026 and 2027."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Voorbeeld CA")])
    root = _certificate(root_name, root_key.public_key(), root_name, root_key, authority=True)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "V. Voorbeeld")])
    return Identity(_certificate(name, key.public_key(), root_name, root_key), key, root)


def _certificate(
    name: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    authority: bool = False,
) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2028, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not authority,
                content_commitment=not authority,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=authority,
                crl_sign=authority,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(issuer_key, hashes.SHA256())
    )


@pytest.fixture(scope="session")
def sign(identity: Identity) -> Callable[..., bytes]:
    """Signs a PDF in a field."""

    def make(data: bytes, field: str = "Handtekening1") -> bytes:
        from asn1crypto import keys
        from asn1crypto import x509 as asn1_x509
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        store = SimpleCertificateStore()
        der = serialization.Encoding.DER
        store.register(asn1_x509.Certificate.load(identity.authority.public_bytes(der)))
        key = identity.key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        signer: Any = SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(identity.certificate.public_bytes(der)),
            signing_key=keys.PrivateKeyInfo.load(key),
            cert_registry=store,
        )
        writer = IncrementalPdfFileWriter(BytesIO(data))
        made: BytesIO = sign_pdf(writer, PdfSignatureMetadata(field_name=field), signer=signer)
        return made.getvalue()

    return make
