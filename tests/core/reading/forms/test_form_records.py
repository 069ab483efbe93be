"""From a filled form to records: repeated, under a heading, of a party, signed, and with a list of its own."""

from collections.abc import Callable
from typing import Any

from inkoop_core.api.forms import FieldType, FormField, FormOption, FormPart, FormRecord, Repeating
from inkoop_core.reading.forms.content import Cell, FormContent, Ink, Line

Reading = Callable[..., list[Any]]
NAME = FormField("name", labels=("Naam",), names=("naam",), required=True)
CLIENT = FormField("client", labels=("Opdrachtgever",), names=("r{n}_opdrachtgever",))
NUMBER = FormField("number", FieldType.ORDER)


def reference(repeating: Repeating, **details: Any) -> FormRecord:
    fields = (NUMBER, CLIENT, FormField("clients", FieldType.WHOLE, labels=("Aantal",)))
    return FormRecord("ref", "reference", fields, part="referentie-{n}", repeating=repeating, **details)


def told(found: list[Any]) -> list[tuple[str, Any, Any]]:
    return [(item.fact.part, item.values["number"], item.values.get("client")) for item in found]


def test_blocks_are_numbered_in_the_order_of_entry_and_empty_ones_do_not_count(
    word: Any, read: Reading
) -> None:
    content = word.content(
        word.paragraph("Referentie 1"),
        word.table(("Opdrachtgever", "")),
        word.paragraph("Referentie 2"),
        word.table(("Opdrachtgever", "B")),
        word.paragraph("Referentie 3"),
        word.table(("Opdrachtgever", "C")),
    )
    found = read(content, reference(Repeating.BLOCK, heading="Referentie {n}"))

    assert told(found) == [("referentie-1", 1, "B"), ("referentie-2", 2, "C")]


def test_every_table_with_a_label_is_a_record(word: Any, read: Reading) -> None:
    content = word.content(
        word.table(("Iets anders", "x")),
        word.paragraph("-"),
        word.table(("Opdrachtgever", "A")),
        word.paragraph("-"),
        word.table(("Opdrachtgever", "B")),
    )

    assert told(read(content, reference(Repeating.TABLE))) == [
        ("referentie-1", 1, "A"),
        ("referentie-2", 2, "B"),
    ]


def test_every_row_under_the_labels_is_a_record(word: Any, read: Reading) -> None:
    content = word.content(
        word.table(("Nr", "Opdrachtgever", "Aantal"), ("1", "A", "5"), ("2", "", ""), ("3", "B", "7"))
    )
    found = read(content, reference(Repeating.ROW))

    assert told(found) == [("referentie-1", 1, "A"), ("referentie-2", 2, "B")]
    assert [item.values["clients"] for item in found] == [5, 7]


def test_numbered_controls_alone_make_records(word: Any, read: Reading) -> None:
    content = word.content(
        *(
            word.paragraph(word.control(f"r{n}_opdrachtgever", word.run(name)))
            for n, name in ((1, "A"), (2, "B"))
        )
    )

    assert told(read(content, reference(Repeating.TABLE))) == [
        ("referentie-1", 1, "A"),
        ("referentie-2", 2, "B"),
    ]


def test_a_record_stands_under_its_heading_and_only_when_its_field_is_filled(
    word: Any, read: Reading
) -> None:
    tenderer = FormRecord("i", "tenderer", (NAME,), under=("Inschrijver",))
    fixed = FormField("role", FieldType.FIXED, value="parent")
    parent = FormRecord(
        "m", "party", (FormField("name", labels=("Naam",), empty=("geen",)), fixed), part="moeder",
        under=("Moeder",), only_if="name",
    )  # fmt: skip

    def bodies(name: str) -> tuple[str, ...]:
        return (
            word.paragraph("1. Inschrijver"), word.table(("Naam", "A")),
            word.paragraph("2. Moeder"), word.table(("Naam", name)),
        )  # fmt: skip

    with_parent = read(word.content(*bodies("B")), tenderer, parent)
    assert [item.values for item in with_parent] == [{"name": "A"}, {"name": "B", "role": "parent"}]
    for nothing in ("", "Geen."):
        assert [item.fact.kind for item in read(word.content(*bodies(nothing)), tenderer, parent)] == [
            "tenderer"
        ]


def test_a_party_is_told_by_its_name(word: Any, read: Reading) -> None:
    record = FormRecord(
        "p", "party", (FormField("id", FieldType.FIXED, value="{party}"),), part="{party}",
        party=FormPart("name", labels=("Naam",)),
    )  # fmt: skip
    (known,) = read(word.content(word.table(("Naam", "Café Ons B.V."))), record)
    (unknown,) = read(word.content(word.paragraph("leeg")), record)

    assert (known.fact.part, known.values) == ("cafe-ons-b-v", {"id": "cafe-ons-b-v"})
    assert unknown.fact.part == "onbekende-partij"
    assert "naam van de partij: niet gevonden" in unknown.doubts[0]


def signature(read: Reading, **content: Any) -> Any:
    fields = (FormField("method", FieldType.INK, labels=("Handtekening",)),)
    lines = (Line((Cell("Handtekening:"),), 0, 7, "bladzijde 2, regel 7", 2),)
    return read(FormContent(lines, **content), *fields, fact="signature")[0]


def test_ink_on_the_signed_page_proposes_a_signature_for_the_officer_to_look_at(
    read: Reading,
) -> None:
    found = signature(read, inks=(Ink(2, "afbeelding x op bladzijde 2"),))

    assert found.values == {"method": "wet-scan"}
    assert "kijk of dat een handtekening is" in found.doubts[0]


def test_ink_on_another_page_is_no_signature(read: Reading) -> None:
    assert signature(read, inks=(Ink(1, "logo"),)).values == {"method": "none"}


def test_a_signed_field_proposes_a_digital_signature(read: Reading) -> None:
    assert signature(read, signed_digitally=True).values == {"method": "digital"}


def test_several_names_are_a_list(word: Any, read: Reading) -> None:
    field = FormField("signatories", FieldType.TEXTS, labels=("Naam ondertekenaar",))
    content = word.content(word.table(("Naam ondertekenaar", "A. Een"), ("Naam ondertekenaar", "B. Twee")))

    assert read(content, field, fact="signature")[0].values == {"signatories": ["A. Een", "B. Twee"]}


def test_focus_areas_of_the_tender_are_options_without_being_named_in_the_map(
    word: Any, read: Reading, tender: Any
) -> None:
    field = FormField(
        "focus_areas", FieldType.CHOICES, options=(FormOption("voorbeeld", ("Een voorbeeld",)),)
    )
    area = tender.focus_areas[0]
    (found,) = read(word.content(word.table(("☒", area), ("☒", "Een voorbeeld"))), field, fact="offer")

    assert found.values == {"focus_areas": ["voorbeeld", area]}
