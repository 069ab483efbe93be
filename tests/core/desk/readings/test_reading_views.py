"""What was read, as officers see it: the grid, field by field, side by side, and among the tasks."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import frozen

from inkoop_core.desk.ports import EntryDraft
from inkoop_core.desk.readings import Status
from inkoop_core.desk.said import said_value
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.party import BidForm, LegalForm, Party, PartyRole, Tenderer
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.submission import (
    EspdResponse,
    GroundAnswer,
    Offer,
    OfferedProduct,
    Reference,
    SanctionsDeclaration,
    Signature,
    SigningMethod,
)
from inkoop_core.testing.builders import (
    SUBMITTED,
    a_definition,
    a_ground,
    a_package,
    a_product,
)
from inkoop_core.testing.readings import a_read_fact, subject_read

PROCEDURE = "klein-2026"
WHOLE: dict[str, Any] = {
    "name": "Voorbeeldzorg",
    "trade_register_number": "00000001",
    "legal_form": LegalForm.FOUNDATION,
    "bid_form": BidForm.SOLE,
    "group_member": False,
}


@frozen
class Read:
    """A desk with one package, S-001, of which the files were read."""

    office: Any

    def add(self, *bodies: ReadFact, submission: str = "S-001") -> tuple[int, ...]:
        drafts = [Draft(body, subject_read(submission, body), happened_at=SUBMITTED) for body in bodies]
        return self._record(drafts)

    def package(self, submission: str) -> None:
        body = a_package(name=f"pakket van {submission}", sha256=submission * 8)
        self._record([Draft(body, submission, happened_at=SUBMITTED)])

    def _record(self, drafts: list[Draft]) -> tuple[int, ...]:
        entry = EntryDraft(PROCEDURE, "proef", "0" * 64, "anna")
        facts: tuple[int, ...] = self.office.desk.store.append(entry, drafts).facts
        return facts

    def rows(self, view: str, **arguments: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.office.rows(view, **arguments)
        return rows

    def table(self, view: str) -> Any:
        return self.office.desk.view(view, PROCEDURE)


def tenderer_read(file: str = "formulier.docx", **changes: Any) -> ReadFact:
    return a_read_fact("tenderer", "", file, **(WHOLE | changes))


@pytest.fixture
def read(office: Any) -> Read:
    office.clock.instant = office.after
    made = Read(office)
    made.package("S-001")
    return made


def test_the_grid_has_one_row_per_fact_to_be(read: Read) -> None:
    form, table, offer = read.add(
        tenderer_read(),
        tenderer_read("tabel.xlsx"),
        a_read_fact("offer", doubts=("vakje 3 is half aangekruist",), products=(OfferedProduct("P1"),)),
    )
    first, second = read.rows("gelezen")
    assert first == {
        "reading": form,
        "submission": "S-001",
        "tenderer": "Voorbeeldzorg (gelezen)",
        "kind": "inschrijver",
        "part": "",
        "content": "Voorbeeldzorg, 00000001, stichting, zelfstandig",
        "source": "formulier.docx, tabel 1, rij 1; tabel.xlsx, tabel 1, rij 1",
        "status": "te bevestigen",
        "doubt": "",
    }
    assert (second["reading"], second["content"]) == (offer, "producten: Product 1")
    assert second["doubt"] == "formulier.docx: vakje 3 is half aangekruist"
    refs = [row.ref for row in read.table("gelezen").source]
    assert [(ref.kind, ref.id) for ref in refs] == [("reading", str(form)), ("reading", str(offer))]
    assert table not in (form, offer)


def test_the_grid_is_narrowed_by_submission_kind_and_status(read: Read) -> None:
    read.package("S-002")
    read.add(tenderer_read(), a_read_fact("offer", products=()))
    read.add(a_read_fact("tenderer", name="B"), submission="S-002")
    assert len(read.rows("gelezen")) == 3
    assert [row["submission"] for row in read.rows("gelezen", kind="tenderer")] == ["S-001", "S-002"]
    assert [row["kind"] for row in read.rows("gelezen", submission="S-001")] == [
        "inschrijver",
        "aanbod",
    ]
    (incomplete,) = read.rows("gelezen", status=Status.INCOMPLETE)
    assert incomplete["content"] == (
        "B, KvK-nummer ontbreekt, rechtsvorm ontbreekt, vorm van inschrijven ontbreekt, deel van een concern ontbreekt"
    )


def test_different_values_stand_side_by_side_in_the_grid(read: Read) -> None:
    read.add(tenderer_read(employees=12), tenderer_read("uea.xml", employees=13))
    (row,) = read.rows("gelezen")
    assert row["status"] == "tegenstrijdig"
    assert row["content"].endswith("zelfstandig, 12 ≠ 13")


def test_contradictions_have_a_column_per_source_by_the_name_of_the_document(read: Read) -> None:
    form, espd = read.add(tenderer_read(), tenderer_read("uea.xml", name="Anders"))
    read.add(a_read_fact("document", "uea.xml", "uea.xml", kind="uea"))
    (row,) = read.rows("tegenspraken")
    assert row["field"] == "naam (name)"
    assert row["status"] == "tegenspraak"
    assert row["source:formulier.docx"] == f"Voorbeeldzorg (#{form})"
    assert row["source:UEA"] == f"Anders (#{espd})"
    assert row["standing"] == ""


def test_what_differs_from_the_fact_that_stands_is_a_contradiction_too(read: Read) -> None:
    (first,) = read.add(tenderer_read())
    read.office.do("anna", "gelezen-bevestigen", readings=(first,))
    assert read.rows("tegenspraken") == []
    (later,) = read.add(tenderer_read("kvk (naslag)", name="Anders"))
    fact = read.office.fact("S-001", Tenderer).id
    (row,) = read.rows("tegenspraken")
    assert (row["status"], row["standing"]) == ("wijkt af", f"Voorbeeldzorg (feit {fact})")
    assert row["source:kvk (naslag)"] == f"Anders (#{later})"
    assert read.rows("tegenspraken", kind="offer") == []
    assert read.rows("tegenspraken", status=Status.CONTRADICTORY) == []


def test_looking_back_before_a_confirmation_shows_no_difference_that_it_settled(read: Read) -> None:
    (form, _) = read.add(tenderer_read(), tenderer_read("uea.xml", name="Anders"))
    read.office.do(
        "anna",
        "gegevens-vastleggen",
        submission="S-001",
        kind="tenderer",
        values=(f"name = #{form}",),
        reason="het formulier gaat voor",
    )
    now = read.office.desk.now()
    earlier = read.office.at(Moment(as_of=SUBMITTED + timedelta(days=1), known_at=now.known_at))
    (row,) = read.rows("gelezen", desk=earlier)
    assert row["status"] == "bevestigd"
    before = read.office.at(Moment(as_of=now.as_of, known_at=SUBMITTED))
    assert read.rows("gelezen", desk=before) == []


def test_field_by_field_every_source_is_told_with_its_place_and_words(read: Read) -> None:
    form, table = read.add(tenderer_read(), a_read_fact("tenderer", "", "tabel.xlsx", name="Voorbeeldzorg"))
    (other,) = read.add(a_read_fact("offer", products=()))
    rows = {row["field"]: row for row in read.rows("gelezen-veld", reading=table)}
    assert rows["naam (name)"]["source:formulier.docx"] == (
        f'Voorbeeldzorg (#{form}, tabel 1, rij 1 "zoals name er staat")'
    )
    told = {field.partition(" (")[0]: row["status"] for field, row in rows.items()}
    assert (told["naam"], told["rechtsvorm"], told["land"]) == ("gelijk", "één bron", "niet gelezen")
    assert len(rows) == 11
    (products,) = [row for row in read.rows("gelezen-veld", reading=other) if row["status"] == "één bron"]
    assert products["field"] == "producten (products)"
    assert read.rows("gelezen-veld", submission="S-001", kind="tenderer", part="x") == []
    missing = a_read_fact("party", "a", name="A")
    read.add(missing)
    party = {row["field"]: row["status"] for row in read.rows("gelezen-veld", kind="party", part="a")}
    assert (party["rol (role)"], party["partij (id)"]) == ("ontbreekt", "niet gelezen")


def test_values_in_the_same_words_stand_in_full_where_they_differ(read: Read) -> None:
    answers = (GroundAnswer("x", applies=False),), (GroundAnswer("y", applies=False),)
    read.add(
        *(
            a_read_fact("espd.response", "tenderer", f"{number}.xml", answers=answer)
            for number, answer in enumerate(answers, 1)
        )
    )
    (row,) = read.rows("tegenspraken")
    assert '"code":"x"' in row["source:1.xml"]
    assert '"code":"y"' in row["source:2.xml"]


def test_what_was_read_and_waits_is_a_task_per_submission(read: Read) -> None:
    read.package("S-002")
    read.add(tenderer_read(), a_read_fact("offer", doubts=("vakje",), products=()))
    read.add(a_read_fact("tenderer", name="B"), submission="S-002")
    tasks = [row for row in read.rows("taken") if row["task"] == "bevestigen"]
    assert [(row["submission"], row["about"]) for row in tasks] == [
        ("S-001", "2 gelezen gegevens (1 met twijfel)"),
        ("S-002", "1 gelezen gegeven (1 onvolledig)"),
    ]


def test_a_finding_that_waits_for_a_confirmation_is_no_task_of_its_own(read: Read) -> None:
    read.add(a_read_fact("document", "uea.pdf", "uea.pdf", kind="uea"), tenderer_read())
    waits = "Wacht op bevestiging van wat is gelezen in uea.pdf."
    assert waits in {row["explanation"] for row in read.rows("bevindingen")}
    assert not [row for row in read.rows("taken") if waits in row["about"]]
    (task,) = [row for row in read.rows("taken") if row["task"] == "bevestigen"]
    assert task["about"] == "2 gelezen gegevens"


def test_a_document_is_told_by_its_title_and_without_its_hash(read: Read) -> None:
    read.add(a_read_fact("document", "a.pdf", "a.pdf", kind="sg1", sha256="0" * 64, party="tenderer"))
    (row,) = read.rows("gelezen")
    assert row["content"] == "soort stuk: Plan SG1; van: inschrijver"


def test_each_contradiction_and_each_difference_is_a_task(read: Read) -> None:
    (first,) = read.add(tenderer_read(), a_read_fact("party", "a", role=PartyRole.MEMBER, name="A"))[:1]
    read.office.do("anna", "gelezen-bevestigen", readings=(first,))
    read.add(tenderer_read("uea.xml", name="Anders"))
    read.add(a_read_fact("party", "a", "uea.xml", name="AA"))
    told = {row["task"]: row["about"] for row in read.rows("taken")}
    assert told["afwijking nagaan"] == "inschrijver: naam: Anders ≠ Voorbeeldzorg (staat vast)"
    assert told["tegenspraak oplossen"] == "andere partij a: naam: A ≠ AA"


def test_a_reading_of_a_kind_that_nobody_knows_is_shown(read: Read) -> None:
    read.add(a_read_fact("weer", value="zon"))
    (row,) = read.rows("gelezen")
    assert (row["kind"], row["status"], row["content"]) == ("weer", "onvolledig", "value: zon")
    assert len(read.rows("gelezen-veld")) == 1


def test_long_content_is_cut(read: Read) -> None:
    read.add(a_read_fact("reservation", "voorbehoud-1", about="prijs", text="x" * 500))
    (row,) = read.rows("gelezen")
    assert (len(row["content"]), row["content"][-1]) == (201, "…")


DEFINITION = a_definition(
    products=(a_product("ib1", variants=("licht",)),),
    exclusion_grounds=(a_ground("fraud", title="Fraude", aliases=("crime-fraud",)),),
)
NO, YES = GroundAnswer("x", applies=False), GroundAnswer("crime-fraud", applies=True)


@pytest.mark.parametrize(
    ("body", "name", "value", "told"),
    [
        (Tenderer, "turnover", 425_000_000, "€ 4.250.000,00"),
        (Tenderer, "turnover", None, "niet ingevuld"),
        (Tenderer, "employees", 0, "0"),
        (Tenderer, "agb_code", "", "niet ingevuld"),
        (Tenderer, "group_member", False, "nee"),
        (Tenderer, "legal_form", LegalForm.PRIVATE_COMPANY, "besloten vennootschap"),
        (Party, "share", Decimal("10.5"), "10,5%"),
        (SanctionsDeclaration, "owned_percentage", Decimal("50"), "50%"),
        (Reference, "first_day", date(2024, 1, 31), "31-01-2024"),
        (Reference, "competences", ("k1", "k2"), "k1, k2"),
        (Signature, "method", SigningMethod.DIGITAL, "digitale handtekening"),
        (Offer, "products", (OfferedProduct("ib1", ("licht",)),), "IB1 (licht)"),
        (Offer, "products", (OfferedProduct("ib9"),), "ib9 (onbekend)"),
        (Offer, "products", (), "geen"),
        (EspdResponse, "answers", (NO,) * 24, "24 × nee"),
        (EspdResponse, "answers", (NO,) * 23 + (YES,), "23 × nee, 1 × ja: Fraude"),
        (EspdResponse, "answers", (GroundAnswer("z", applies=True),), "1 × ja: z"),
        (EspdResponse, "requirements_met", None, "niet ingevuld"),
        (None, "iets", {"name": "A", "ok": True}, "naam: A; ok: ja"),
    ],
)
def test_a_value_is_told_in_short_dutch_words(body: Any, name: str, value: Any, told: str) -> None:
    assert said_value(body, name, canonical_json(value).decode(), DEFINITION) == told


@pytest.mark.parametrize(
    ("body", "name", "value"),
    [
        (Tenderer, "name", "geen json"),
        (Tenderer, "legal_form", '"stam"'),
        (Reference, "first_day", '"gisteren"'),
        (Party, "share", '"veel"'),
        (Offer, "products", '[{"variants":[]}]'),
        (Tenderer, "turnover", '"veel"'),
    ],
)
def test_what_is_no_value_of_the_field_is_told_as_it_stands(body: type, name: str, value: str) -> None:
    assert said_value(body, name, value, DEFINITION) == value
