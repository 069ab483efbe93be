"""Digital signatures in PDF files: whole, trusted, changed afterwards."""

import asyncio
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from reportlab.pdfgen.canvas import Canvas

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.package import FileProblem
from inkoop_core.errors import InkoopError
from inkoop_core.reading import FilePackageReader
from inkoop_core.reading.signatures import NO_ANCHORS, UNREADABLE, Anchors, anchors, signatures_in

Make = Callable[..., bytes]
AT = datetime(2026, 6, 12, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def signed(pdf: Make, sign: Make) -> bytes:
    return sign(pdf("Verklaring"))


def updated(data: bytes) -> bytes:
    """The file with another page text, added the way a PDF editor adds it."""
    from pyhanko.pdf_utils.generic import StreamObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer: Any = IncrementalPdfFileWriter(BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_signature_of_a_trusted_authority_is_whole_and_trusted(signed: bytes, identity: Any) -> None:
    (signature,) = signatures_in(signed, anchors([identity.anchor]), AT)
    assert signature.signer == "V. Voorbeeld"
    assert signature.intact
    assert signature.trusted
    assert not signature.changed_after
    assert signature.signed_at is not None
    assert signature.signed_at.tzinfo is UTC


def test_without_that_authority_it_is_whole_and_not_trusted(signed: bytes) -> None:
    (signature,) = signatures_in(signed, Anchors(), AT)
    assert (signature.intact, signature.trusted, signature.changed_after) == (True, False, False)


@pytest.mark.parametrize(("year", "trusted"), [(2025, False), (2026, True), (2028, False)])
def test_the_certificate_must_be_valid_when_the_package_came_in(
    signed: bytes, identity: Any, year: int, trusted: bool
) -> None:
    at = AT.replace(year=year)
    (signature,) = signatures_in(signed, anchors([identity.anchor]), at)
    assert signature.trusted is trusted
    assert signature.intact


def test_a_flipped_byte_breaks_it(signed: bytes, identity: Any) -> None:
    place = signed.index(b"/MediaBox")
    broken = signed[:place] + b"/MediaBax" + signed[place + 9 :]
    (signature,) = signatures_in(broken, anchors([identity.anchor]), AT)
    assert (signature.intact, signature.trusted) == (False, False)


def test_a_page_that_was_changed_afterwards_is_seen(signed: bytes, identity: Any) -> None:
    (signature,) = signatures_in(updated(signed), anchors([identity.anchor]), AT)
    assert (signature.intact, signature.changed_after) == (True, True)


def test_bytes_that_were_added_afterwards_are_seen(signed: bytes, identity: Any) -> None:
    end = signed[signed.rindex(b"startxref") :]
    (signature,) = signatures_in(signed + b"% later\n" + end, anchors([identity.anchor]), AT)
    assert (signature.intact, signature.changed_after) == (True, True)
    (signature,) = signatures_in(signed + b"% later\n%%EOF\n", anchors([identity.anchor]), AT)
    assert signature == UNREADABLE


def test_an_empty_line_at_the_end_is_no_change(signed: bytes, identity: Any) -> None:
    (signature,) = signatures_in(signed + b"\r\n", anchors([identity.anchor]), AT)
    assert (signature.intact, signature.changed_after) == (True, False)


def test_a_second_signature_is_no_change_of_the_first(signed: bytes, sign: Make, identity: Any) -> None:
    both = signatures_in(sign(signed, field="Handtekening2"), anchors([identity.anchor]), AT)
    assert [(one.intact, one.trusted, one.changed_after) for one in both] == [(True, True, False)] * 2


def test_a_file_without_signature_has_none(pdf: Make) -> None:
    assert signatures_in(pdf(), Anchors(), AT) == ()


def test_a_signature_in_a_file_that_cannot_be_read_counts_as_broken(signed: bytes) -> None:
    assert signatures_in(b"%PDF-1.7 /ByteRange", Anchors(), AT) == (UNREADABLE,)
    (signature,) = signatures_in(
        signed.replace(b"adbe.pkcs7.detached", b"adbe.pkcs7.vreemd-1"), Anchors(), AT
    )
    assert not signature.intact
    assert signature.signer == "V. Voorbeeld"


def test_signatures_are_read_also_where_an_event_loop_runs(signed: bytes) -> None:
    async def screen() -> int:
        return len(signatures_in(signed, Anchors(), AT))

    assert asyncio.run(screen()) == 1


def test_anchors_are_described_by_name_and_fingerprint(identity: Any) -> None:
    der = identity.authority.public_bytes(Encoding.DER)
    for certificate in (identity.anchor, der):
        described = anchors([certificate]).described
        assert "Voorbeeld CA" in described
        assert hashlib.sha256(der).hexdigest() in described
        assert "intrekking niet nagegaan" in described
    assert len(anchors([identity.anchor * 2, der]).certificates) == 3
    assert anchors([]).described == NO_ANCHORS == "geen"


@pytest.mark.parametrize(
    "bad", [b"", b"tekst", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_what_is_no_certificate_is_refused_by_its_place(identity: Any, bad: bytes) -> None:
    with pytest.raises(InkoopError, match="Vertrouwensanker 2 is geen certificaat"):
        FilePackageReader([identity.anchor, bad])


def test_the_observation_of_a_signed_file_says_what_it_relied_on(
    definition: TenderDefinition, folder: Callable[..., Path], signed: bytes, identity: Any
) -> None:
    path = folder({"uea.pdf": signed, "brief.txt": b"tekst"})
    plain, read = FilePackageReader([identity.anchor]).read(path, definition).files
    assert plain.observation.trust_anchors == ""
    assert "Voorbeeld CA" in read.observation.trust_anchors
    (signature,) = read.observation.signatures
    assert signature.trusted
    _, read = FilePackageReader().read(path, definition).files
    assert read.observation.trust_anchors == "geen"
    assert not read.observation.signatures[0].trusted


def test_a_truncated_signed_file_is_damaged_and_its_signature_is_not_whole(
    definition: TenderDefinition, folder: Callable[..., Path], signed: bytes
) -> None:
    (file,) = FilePackageReader().read(folder({"uea.pdf": signed[:-20]}), definition).files
    assert file.observation.problem is FileProblem.DAMAGED
    assert not any(one.intact and not one.changed_after for one in file.observation.signatures)


def test_an_answer_changed_in_a_form_field_after_signing_is_a_change(sign: Make, identity: Any) -> None:
    from pyhanko.pdf_utils.generic import NameObject, TextStringObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    signed = sign(_form("12"))
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    field = next(
        reference.get_object()
        for reference in writer.root["/AcroForm"]["/Fields"]
        if reference.get_object()["/T"] == "werknemers"
    )
    field[NameObject("/V")] = TextStringObject("9")
    writer.update_container(field)
    changed = BytesIO()
    writer.write(changed)

    (before,) = signatures_in(signed, anchors([identity.anchor]), AT)
    (after,) = signatures_in(changed.getvalue(), anchors([identity.anchor]), AT)

    assert (before.intact, before.changed_after) == (True, False)
    assert (after.intact, after.changed_after) == (True, True)


def _form(value: str) -> bytes:
    """A PDF with one text field."""
    made = BytesIO()
    canvas = Canvas(made)
    canvas.drawString(72, 720, "Voorbeeldformulier")
    canvas.acroForm.textfield(name="werknemers", value=value, x=72, y=680)
    canvas.save()
    return made.getvalue()
