"""`inschrijving.toml`: strict, and every problem is told with its place."""

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import Declaration
from inkoop_core.errors import PackageError
from inkoop_core.reading import FilePackageReader

WHOLE = """
[[parties]]
id = "onderaannemer-1"
role = "subcontractor"
name = "Voorbeeldpartij"
share = 12.5
relied_on = true

[offer]
products = [{ product = "ib1", variants = ["ontwikkelgericht"] }, { product = "ib3" }]
focus_areas = ["ggz"]

[[espd]]
party = "tenderer"
requirements_met = true
answers = [{ code = "fraud", applies = true, decided_on = 2024-01-31, self_cleaning = "Nieuw bestuur" }]

[[espd]]
party = "onderaannemer-1"

[[references]]
number = 1
competences = ["kc1"]
client = "Gemeente Voorbeeld"
clients = 25
first_day = 2024-01-01
last_day = 2024-12-31
social_support_act = true

[sanctions]
complete = true
established = false
owned_percentage = 0
acts_for = false
share = 0.0

[[signatures]]
document = "uea"
method = "digital"
signatories = ["V. Voorbeeld"]
power = "sole"

[[signatures]]
document = "uea:onderaannemer-1"
method = "wet-scan"

[platform_answers]
unanswered = []
conditions_accepted = true

[[reservations]]
about = "tarieven"
text = "Onder voorbehoud"

[[documents]]
kind = "uea"
file = "uea.pdf"

[[documents]]
kind = "uea"
file = "uea-2.pdf"
party = "onderaannemer-1"
"""
Read = Callable[[str], Declaration]


@pytest.fixture
def read(
    reader: FilePackageReader, definition: TenderDefinition, folder: Callable[..., Path]
) -> Callable[[str], Declaration]:
    def run(text: str) -> Declaration:
        declaration = reader.read(folder(toml=text), definition).declaration
        assert declaration is not None
        return declaration

    return run


def problems(read: Read, text: str) -> list[str]:
    with pytest.raises(PackageError) as error:
        read(text)
    assert all(line.startswith("inschrijving.toml: ") for line in error.value.lines)
    return [line.removeprefix("inschrijving.toml: ") for line in error.value.lines]


def test_a_whole_declaration_is_read(read: Read, toml: str) -> None:
    declaration = read(toml + WHOLE)
    assert str(declaration.parties[0].share) == "12.5"
    assert declaration.offer is not None
    assert declaration.offer.variants("ib1") == ("ontwikkelgericht",)
    assert [response.party for response in declaration.espd] == ["tenderer", "onderaannemer-1"]
    assert [named.file for named in declaration.documents] == ["uea.pdf", "uea-2.pdf"]
    assert all(getattr(declaration, field.name) for field in attrs.fields(Declaration))


def test_every_wrong_type_and_unknown_key_is_told_with_its_path(read: Read, toml: str) -> None:
    text = toml.replace('"00000001"', "1").replace('"sole"', '"samen"') + "kleur = 3\nemployees = '5'\n"
    found = problems(read, text)
    assert len(found) == 4
    assert any(line.startswith("tenderer.trade_register_number: verwacht een tekst") for line in found)
    assert any(line.startswith("tenderer.bid_form: 'samen' is geen keuze") for line in found)
    assert any(line.startswith("tenderer.employees: verwacht een geheel getal") for line in found)
    assert any(line.startswith("tenderer.kleur: onbekende sleutel") for line in found)


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ("employees = -1\n", "tenderer.employees: -1 is negatief"),
        ("turnover = -1\n", "tenderer.turnover: -1 is negatief"),
        ("balance_total = -1\n", "tenderer.balance_total: -1 is negatief"),
        (
            '[[parties]]\nid = "Partij 1"\nrole = "member"\nname = "X"\n',
            "parties[0].id: 'Partij 1' mag alleen a-z",
        ),
        (
            '[[parties]]\nid = "tenderer"\nrole = "member"\nname = "X"\n',
            "parties[0].id: 'tenderer' is de inschrijver zelf",
        ),
        (
            '[[parties]]\nid = "a"\nrole = "member"\nname = "X"\n' * 2,
            "parties: id 'a' komt 2 keer voor",
        ),
        (
            '[[parties]]\nid = "a"\nrole = "member"\nname = " "\n',
            "parties[0].name: is leeg",
        ),
        (
            '[[parties]]\nid = "a"\nrole = "member"\nname = "X"\nshare = 100.01\n',
            "parties[0].share: 100.01 is geen percentage",
        ),
        (
            '[[parties]]\nid = "a"\nrole = "member"\nname = "X"\nshare = 1e-7\n',
            "parties[0].share: ten hoogste 6 cijfers",
        ),
        ('[[espd]]\nparty = "b"\n', "espd[0].party: 'b' is onbekend; bekend zijn: tenderer"),
        ('[[espd]]\nparty = "tenderer"\n' * 2, "espd: party 'tenderer' komt 2 keer voor"),
        (
            '[offer]\nproducts = [{ product = "ib9" }]\n',
            "offer.products: 'ib9' is onbekend; bekend zijn: ib1, ib3",
        ),
        (
            '[offer]\nproducts = [{ product = "ib3", variants = ["x"] }]\n',
            "offer.products: variant van ib3: 'x' is onbekend; bekend zijn: geen",
        ),
        (
            '[offer]\nproducts = [{ product = "ib1" }, { product = "ib1" }]\n',
            "offer.products: product 'ib1' komt 2 keer voor",
        ),
        (
            '[offer]\nproducts = []\nfocus_areas = ["jeugd"]\n',
            "offer.focus_areas: 'jeugd' is onbekend; bekend zijn: ggz, ouderen",
        ),
        (
            '[[signatures]]\ndocument = "uea"\nmethod = "none"\n' * 2,
            "signatures: document 'uea' komt 2 keer voor",
        ),
        (
            '[[signatures]]\ndocument = "uea"\nmethod = "none"\n'
            '[[signatures]]\ndocument = "uea:tenderer"\nmethod = "none"\n',
            "signatures: document 'uea' komt 2 keer voor",
        ),
        (
            '[[signatures]]\ndocument = "uea.pdf"\nmethod = "none"\n',
            "signatures[0].document: 'uea.pdf' is onbekend; bekend zijn: sg1, uea",
        ),
        (
            '[[signatures]]\ndocument = "uea:b"\nmethod = "none"\n',
            "signatures[0].document: 'b' is onbekend; bekend zijn: tenderer",
        ),
        (
            '[[documents]]\nkind = "uae"\nfile = "uea.pdf"\n',
            "documents[0].kind: 'uae' is onbekend; bekend zijn: sg1, uea",
        ),
        (
            '[[documents]]\nkind = "uea"\nfile = "uea.pdf"\nparty = "b"\n',
            "documents[0].party: 'b' is onbekend",
        ),
        (
            '[[documents]]\nkind = "uea"\nfile = "uea.pdf"\n' * 2,
            "documents: file 'uea.pdf' komt 2 keer voor",
        ),
        (
            '[[documents]]\nkind = "uea"\nfile = "../uea.pdf"\n',
            "documents[0].file: '../uea.pdf': de naam leidt buiten het pakket",
        ),
        (
            '[[documents]]\nkind = "uea"\nfile = "inschrijving.toml"\n',
            "documents[0].file: inschrijving.toml is zelf geen document",
        ),
        (
            "[sanctions]\ncomplete = true\nestablished = false\nacts_for = false\nshare = 0\n"
            "owned_percentage = -0.01\n",
            "sanctions.owned_percentage: -0.01 is geen percentage",
        ),
    ],
)
def test_what_does_not_hang_together_is_told(read: Read, toml: str, added: str, expected: str) -> None:
    (found,) = problems(read, toml + added)
    assert found.startswith(expected)


def reference(number: int = 1, clients: int = 25, last_day: str = "2024-01-02") -> str:
    return (
        f'[[references]]\nnumber = {number}\ncompetences = ["vrij"]\nclient = "X"\nclients = {clients}\n'
        f"first_day = 2024-01-01\nlast_day = {last_day}\nsocial_support_act = true\n"
    )


def test_references_have_their_own_number_and_a_period_that_runs_forward(read: Read, toml: str) -> None:
    assert problems(read, toml + reference(0, -1, "2023-12-31") + reference(2) + reference(2)) == [
        "references: number '2' komt 2 keer voor; ten hoogste één keer",
        "references[0].number: 0 is geen volgnummer; begin bij 1",
        "references[0].clients: -1 is negatief",
        "references[0].last_day: 31-12-2023 ligt voor first_day, 01-01-2024",
    ]


def test_the_boundaries_are_allowed(read: Read, toml: str) -> None:
    text = (
        toml
        + "employees = 0\nturnover = 0\n"
        + '[[parties]]\nid = "a"\nrole = "member"\nname = "X"\nshare = 100\n'
        + '[[parties]]\nid = "b"\nrole = "member"\nname = "X"\nshare = 0.000001\n'
        + reference(1, 0, "2024-01-01")
    )
    assert len(read(text).parties) == 2


def test_focus_areas_are_free_until_an_officer_has_loaded_them(
    reader: FilePackageReader, definition: TenderDefinition, folder: Callable[..., Path], toml: str
) -> None:
    without = TenderDefinition(
        **{
            field.name: getattr(definition, field.name)
            for field in attrs.fields(TenderDefinition)
            if field.name != "focus_areas"
        },
        focus_areas=(),
    )
    path = folder(toml=toml + '[offer]\nproducts = []\nfocus_areas = ["jeugd"]\n')
    assert reader.read(path, without).declaration is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("format = 1\nplatform 3\n", "regel 2, kolom 10: geen geldige TOML"),
        ("format = 1\nformat = 1\n", "regel 2, kolom 11: een sleutel staat er dubbel"),
        ('format = 1\nnaam = "open\n', "regel 2, kolom 13: "),
        ("a = 2026-02-30\n", "regel 1, kolom 5: een datum of tijd bestaat niet"),
        ("a = " + "[" * 5000, "lijsten of tabellen zijn te diep in elkaar gezet"),
        ("a = " + "9" * 5000, "een getal of datum heeft een waarde"),
    ],
)
def test_invalid_toml_is_refused_with_line_and_column(read: Read, text: str, expected: str) -> None:
    (found,) = problems(read, text)
    assert found.startswith(expected)


def dotted(dots: int) -> str:
    return ".".join("a" * (dots + 1)) + " = 1\n"


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("", 1),
        ("format = 1\n", 2),
        ('text = """a\n\\"""\n"""\n', 4),
        ('text = """a""""\n', 2),
        ("text = '''a\n\\'''\n", 3),
        ('# """\n', 2),
        ("'a\\' = 1\n", 2),
    ],
)
def test_a_key_with_more_than_twenty_dots_is_refused_before_it_is_parsed(
    read: Read, before: str, line: int
) -> None:
    assert problems(read, before + dotted(21)) == [f"regel {line}: een sleutel heeft meer dan 20 punten"]
    assert "meer dan 20 punten" not in problems(read, before + dotted(20))[0]


def test_a_late_package_cannot_hold_such_a_key_either(read: Read, toml: str) -> None:
    late = toml.replace("2026-06-12T11:30:00", "2026-07-12T11:30:00")
    assert len(problems(read, late + dotted(5000))) == 1


def test_dots_in_texts_and_comments_do_no_harm(read: Read, toml: str) -> None:
    dots = "." * 30
    text = f'# {dots}\nagb_code = "{dots}\\"{dots}" # {dots}\ncountry = """{dots}\n{dots}"""\n'
    assert dots in read(toml + text).tenderer.country


@pytest.mark.parametrize("sign", ["\\u0000", "\\u001B", "\\u007F", "\\u009B", "\\u202E", "\u202e", "\u2066"])
def test_a_text_with_an_invisible_sign_is_refused(read: Read, toml: str, sign: str) -> None:
    assert problems(read, toml + f'agb_code = "a{sign}b"\n')[0].startswith(
        "tenderer.agb_code: bevat een onzichtbaar teken"
    )
    for line in problems(read, toml + f'"kleur{sign}" = 1\n'):
        assert line.isprintable()


def test_an_invisible_sign_in_what_the_platform_noted_is_refused(read: Read, toml: str) -> None:
    (line,) = problems(read, toml.replace('"TenderNed"', '"Tender\\u001bNed"'))
    assert line.startswith("platform.channel: bevat een onzichtbaar teken (U+001B)")


def test_what_is_not_utf_8_is_refused_with_its_line(
    reader: FilePackageReader, definition: TenderDefinition, folder: Callable[..., Path], toml: str
) -> None:
    path = folder()
    (path / "inschrijving.toml").write_bytes(toml.encode() + 'agb_code = "é"'.encode("latin-1"))
    line = toml.count("\n") + 1
    with pytest.raises(PackageError, match=rf"inschrijving\.toml: regel {line}, byte 13: geen UTF-8"):
        reader.read(path, definition)


def test_a_byte_order_mark_does_no_harm(read: Read, toml: str) -> None:
    assert read("\ufeff" + toml).format == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("format = 1", "", ["format: ontbreekt; dit programma leest format = 1"]),
        ("format = 1", "format = 2", ["format: '2' is onbekend; dit programma leest format = 1"]),
        ("format = 1", "format = true", ["format: 'True' is onbekend; dit programma leest format = 1"]),
        ("[platform]", "[plat]", ["platform: ontbreekt"]),
        ('channel = "TenderNed"', "", ["platform.channel: ontbreekt"]),
        (
            "2026-06-12T11:30:00",
            "2026-06-12",
            ["platform.received_at: verwacht een tijdstip (2026-06-15T10:00:00), niet 2026-06-12"],
        ),
        (
            "2026-06-12T11:30:00",
            "2026-03-29T02:30:00",
            ["platform.received_at: 29-03-2026 02:30 bestaat niet: de klok gaat dan vooruit"],
        ),
    ],
)
def test_without_a_sound_platform_entry_nothing_else_is_looked_at(
    read: Read, toml: str, old: str, new: str, expected: list[str]
) -> None:
    assert problems(read, toml.replace(old, new).replace("sole", "samen")) == expected


def test_a_platform_that_is_no_table_is_told(read: Read) -> None:
    assert problems(read, "format = 1\nplatform = 3\n") == ["platform: verwacht een tabel"]
