"""A whole vault: one transaction per package, again without doing anything twice, and files that an officer names."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.desk.vault import PackageReport, Taken, take_in_vault
from inkoop_core.domain.package import Document, PackageReceived
from inkoop_core.domain.reading import Confirmed, ReadFact
from inkoop_core.errors import CommandError, NotPermitted, Refused, Unknown

HEAD = "Inschrijver;KvK;Ontvangen op;Bericht;Status;Voorwaarden\n"


def a_pdf(text: str) -> bytes:
    import io

    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.drawString(40, 800, text)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def add(vault: Path, row: str) -> None:
    table = vault / "tabel.csv"
    table.write_text(table.read_text("utf-8") + row, "utf-8")


@pytest.fixture
def vault(tmp_path: Path) -> Callable[..., Path]:
    """Makes a vault with a package per name; a row is added for each."""

    def make(*names: str, rows: str = "") -> Path:
        top = tmp_path / "kluis"
        top.mkdir(exist_ok=True)
        lines = [HEAD]
        for number, name in enumerate(names):
            (top / name).mkdir(exist_ok=True)
            (top / name / "stuk.pdf").write_bytes(a_pdf(f"Uniform Europees Aanbestedingsdocument {name}"))
            (top / name / "iets.pdf").write_bytes(a_pdf(f"Zomaar {name}"))
            lines.append(f"{name};0000000{number};12-06-2026 11:30:00;V-{number};ingediend;ja\n")
        (top / "tabel.csv").write_text("".join(lines) + rows, "utf-8")
        return top

    return make


def test_a_vault_is_taken_in_and_taking_it_in_again_skips_what_is_in(
    office: Any, vault: Callable[..., Path]
) -> None:
    path = vault(
        "een voorbeeld", "twee voorbeeld", rows="Drie Voorbeeld;00000009;12-06-2026 11:30;V-9;ingediend;ja\n"
    )
    office.clock.instant = office.after
    seen: list[tuple[int, int, str]] = []

    def progress(done: int, of: int, report: PackageReport) -> None:
        seen.append((done, of, report.package))

    report = take_in_vault(office.of("anna"), office.procedure, path, progress)
    assert seen == [(1, 2, "een voorbeeld"), (2, 2, "twee voorbeeld")]
    assert [(item.taken, item.submission) for item in report.packages] == [
        (Taken.IN, "S-001"),
        (Taken.IN, "S-002"),
    ]
    assert [(file.file, file.kind, file.asked) for file in report.packages[0].files] == [
        ("iets.pdf", "", True),
        ("stuk.pdf", "uea", False),
    ]
    assert (report.complete, report.missing) == (False, ("Drie Voorbeeld",))
    assert any("'Drie Voorbeeld'" in line for line in report.unmatched)
    again = take_in_vault(office.of("anna"), office.procedure, path)
    assert [(item.taken, item.submission) for item in again.packages] == [
        (Taken.ALREADY, "S-001"),
        (Taken.ALREADY, "S-002"),
    ]
    assert len(office.desk.state(office.procedure).facts(PackageReceived)) == 2


def test_what_was_read_is_proposed_with_its_cell_and_nothing_is_confirmed(
    office: Any, vault: Callable[..., Path]
) -> None:
    office.clock.instant = office.after
    take_in_vault(office.of("anna"), office.procedure, vault("een voorbeeld"))
    state = office.desk.state(office.procedure)
    subjects = {fact.subject for fact in state.facts(ReadFact)}
    assert subjects == {
        "S-001/platformtabel:tabel.csv#tenderer/",
        "S-001/platformtabel:tabel.csv#platform.answers/",
        "S-001/stuk.pdf#document/stuk.pdf",
        "S-001/iets.pdf#document/iets.pdf",
        "S-001/een voorbeeld#none.stated/geen-reservation",
        "S-001/een voorbeeld#none.stated/geen-party",
    }
    assert state.facts(Document) == ()
    table = next(fact.body for fact in state.facts(ReadFact) if fact.body.file == "tabel.csv")
    assert office.desk.store.file(table.sha256).startswith(b"Inschrijver;")


def test_one_package_that_cannot_be_taken_in_stops_no_other(office: Any, vault: Callable[..., Path]) -> None:
    path = vault("een voorbeeld", "twee voorbeeld", "drie voorbeeld")
    (path / "een voorbeeld" / "link").symlink_to("/etc/hostname")
    (path / "vier voorbeeld").mkdir()
    text = (path / "tabel.csv").read_text("utf-8").replace("V-1;ingediend", "V-1;Ingetrokken")
    (path / "tabel.csv").write_text(text, "utf-8")
    office.clock.instant = office.after
    report = take_in_vault(office.of("anna"), office.procedure, path)
    assert {item.package: item.taken for item in report.packages} == {
        "een voorbeeld": Taken.REFUSED,
        "twee voorbeeld": Taken.WITHDRAWN,
        "drie voorbeeld": Taken.IN,
        "vier voorbeeld": Taken.REFUSED,
    }
    assert not report.complete
    assert "symbolische koppeling" in next(
        item.reason for item in report.packages if item.package == "een voorbeeld"
    )


def test_a_row_without_a_package_is_missed_until_its_bid_is_on_the_list(
    office: Any, vault: Callable[..., Path]
) -> None:
    path = vault("een voorbeeld", "twee voorbeeld")
    office.clock.instant = office.after
    assert take_in_vault(office.of("anna"), office.procedure, path).complete
    away = path / "twee voorbeeld"
    away.rename(path.parent / "elders")
    again = take_in_vault(office.of("anna"), office.procedure, path)
    assert (again.complete, again.missing) == (True, ())
    add(path, "Drie Voorbeeld;00000009;12-06-2026 11:30:00;V-9;ingetrokken;ja\n")
    assert take_in_vault(office.of("anna"), office.procedure, path).complete
    add(path, "Vier Voorbeeld;00000008;12-06-2026 11:30:00;V-8;ingediend;ja\n")
    last = take_in_vault(office.of("anna"), office.procedure, path)
    assert (last.complete, last.missing) == (False, ("Vier Voorbeeld",))


def test_a_package_without_any_file_is_taken_in_and_named(office: Any, vault: Callable[..., Path]) -> None:
    path = vault("een voorbeeld")
    for file in (path / "een voorbeeld").iterdir():
        file.unlink()
    office.clock.instant = office.after
    (item,) = take_in_vault(office.of("anna"), office.procedure, path).packages
    assert (item.taken, item.submission) == (Taken.IN, "S-001")
    assert item.reason.startswith("het pakket bevat geen enkel bestand")
    assert "Let op: het pakket bevat geen enkel bestand" in item.text


def test_the_vault_stays_closed_until_the_closing_and_for_who_may_not(
    office: Any, vault: Callable[..., Path]
) -> None:
    path = vault("een voorbeeld")
    with pytest.raises(Refused, match="tot dan blijft de kluis dicht"):
        take_in_vault(office.of("anna"), office.procedure, path)
    office.clock.instant = office.after
    with pytest.raises(NotPermitted):
        take_in_vault(office.of("bram"), office.procedure, path)
    assert office.refused_entries()


def test_a_package_by_itself_is_taken_in_with_what_an_officer_types(
    office: Any, vault: Callable[..., Path]
) -> None:
    path = vault("een voorbeeld")
    office.clock.instant = office.after
    typed = {
        "path": path / "een voorbeeld",
        "received_at": office.closing,
        "message_number": "V-7",
        "reason": "Voorbeeld: ontvangstbevestiging van het platform",
    }
    done = office.do("anna", "inschrijving-innemen", **typed)
    assert done.proposal is not None
    assert office.desk.state(office.procedure).facts(PackageReceived) == ()
    confirmed = office.of("fatima").confirm(office.procedure, done.proposal)
    assert "stuk.pdf: uea, in de tekst staat" in confirmed.text
    assert office.fact("S-001", PackageReceived).reason == typed["reason"]
    with pytest.raises(CommandError, match="reason: noem waar de tijd en de route uit blijken"):
        office.do("anna", "inschrijving-innemen", **(typed | {"reason": " "}))
    received = office.fact("S-001", PackageReceived).body
    assert (received.received_at, received.channel, received.message_number) == (
        office.closing,
        "TenderNed",
        "V-7",
    )
    with pytest.raises(Exception, match="row: noem de rij"):
        office.do("anna", "inschrijving-innemen", path=path / "een voorbeeld", table=path / "tabel.csv")
    with pytest.raises(Exception, match="geen rij 9"):
        office.do(
            "anna", "inschrijving-innemen", path=path / "een voorbeeld", table=path / "tabel.csv", row=9
        )


def test_an_officer_says_what_a_file_is(office: Any, vault: Callable[..., Path]) -> None:
    office.clock.instant = office.after
    take_in_vault(office.of("anna"), office.procedure, vault("een voorbeeld"))
    rows = {row["file"]: row["state"] for row in office.rows("herkenning")}
    assert rows == {"iets.pdf": "gevraagd", "stuk.pdf": "te bevestigen"}
    office.do("anna", "document-aanwijzen", submission="S-001", file="iets.pdf", kind="sg1")
    state = office.desk.state(office.procedure)
    (document,) = state.facts(Document)
    assert (document.subject, document.body.kind) == ("S-001/iets.pdf", "sg1")
    (confirmed,) = state.facts(Confirmed)
    reading = next(
        fact for fact in state.facts(ReadFact) if fact.subject == "S-001/iets.pdf#document/iets.pdf"
    )
    assert (confirmed.subject, confirmed.body.readings) == (document.subject, (reading.id,))
    assert {row["file"]: row["state"] for row in office.rows("herkenning")}["iets.pdf"] == "bevestigd"
    with pytest.raises(Refused, match="niets te veranderen"):
        office.do("anna", "document-aanwijzen", submission="S-001", file="iets.pdf", kind="sg1")
    with pytest.raises(Refused, match="geef een reden"):
        office.do("anna", "document-aanwijzen", submission="S-001", file="iets.pdf", kind="uea")
    office.do(
        "anna", "document-aanwijzen", submission="S-001", file="iets.pdf", kind="", reason="een kattebelletje"
    )
    (changed,) = office.desk.state(office.procedure).facts(Document)
    assert (changed.replaces, changed.body.kind) == (document.id, "")
    for wrong in ({"file": "weg.pdf"}, {"kind": "sg9"}, {"party": "niemand"}, {"submission": "S-009"}):
        fields = {"submission": "S-001", "file": "iets.pdf", "kind": "sg1", "reason": "x"} | wrong
        with pytest.raises(Unknown):
            office.do("anna", "document-aanwijzen", **fields)


def test_reading_again_replaces_what_differs_and_withdraws_what_is_gone(
    office: Any, vault: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    office.clock.instant = office.after
    take_in_vault(office.of("anna"), office.procedure, vault("een voorbeeld"))
    with pytest.raises(Refused, match="er staat hetzelfde"):
        office.do("anna", "bestanden-opnieuw-lezen", submission="S-001")
    real = office.desk.packages.read_files

    def other(files: Any, definition: Any, kinds: Any, known: Any) -> Any:
        from attrs import evolve

        first, second = real(files, definition, kinds, known)
        (fact,) = first.read
        return (evolve(first, read=(evolve(fact, doubts=("een nieuwe twijfel",)),)), evolve(second, read=()))

    monkeypatch.setattr(type(office.desk.packages), "read_files", lambda _self, *given: other(*given))
    before = office.desk.state(office.procedure).facts(ReadFact)
    done = office.do("anna", "bestanden-opnieuw-lezen", submission="S-001")
    assert "iets.pdf: wat het is is anders gelezen" in done.text
    assert "stuk.pdf: wat het is staat er niet meer" in done.text
    after = office.desk.state(office.procedure).facts(ReadFact)
    assert len(before) - len(after) == 1
    (changed,) = [fact for fact in after if fact.body.doubts == ("een nieuwe twijfel",)]
    assert changed.replaces in [fact.id for fact in before]
    monkeypatch.undo()
    office.do("anna", "bestanden-opnieuw-lezen", submission="S-001")
    assert len(office.desk.state(office.procedure).facts(ReadFact)) == len(before)
