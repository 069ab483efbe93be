import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from attrs import frozen

from inkoop_core.api.definition import (
    DefinitionPart,
    DocumentKind,
    GroundKind,
    Needed,
    Parameter,
    Provision,
    Requirement,
)
from inkoop_core.api.records import ClauseType
from inkoop_core.domain.decision import Amendment
from inkoop_core.domain.finding import Consequence, Stage
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.term import EndRule, Term, TermUnit
from inkoop_core.errors import TenderFileError
from inkoop_core.tender.load import law_text, load_definition, with_law
from inkoop_core.testing.builders import a_kind, a_requirement

SOURCE = SourceRef("bijlage VII", "1")


def amendment(path: str, value: str) -> Amendment:
    return Amendment(path, value, "fout", "nota 1", datetime(2026, 5, 1, tzinfo=UTC))


def wrong(text: str, clauses: dict[str, ClauseType] | None = None) -> tuple[str, ...]:
    with pytest.raises(TenderFileError) as refused:
        load_definition(text, clause_types=clauses)
    return refused.value.lines


def test_a_sound_file_becomes_a_definition(sound: str) -> None:
    definition = load_definition(sound)
    assert definition.procedure.closing_at == datetime(2026, 6, 15, 8, tzinfo=UTC)
    assert definition.parameters["clients"] == Parameter(
        "clients", 10, SourceRef("inkoopdocument", "§3.4"), "persoon", ("N-1",)
    )
    assert definition.terms["validity"] == Term(
        130, TermUnit.DAYS, "closing", SourceRef("inkoopdocument", "§5.7"), False, EndRule.LITERAL
    )
    assert definition.requirement("INT-02").parameters == {"document": "uea"}
    assert definition.agreement is not None
    assert definition.agreement.last_day == date(2029, 12, 31)
    assert definition.notes["N-1"].default == "eerste"
    assert definition.notes["N-2"].readings == ()


TWELVE = {
    'title = "Voorbeeld"': "title = 3",
    "closing_at = 2026-06-15T10:00:00": "closing_at = 2026-03-29T02:30:00",
    'unit = "persoon"': 'eenheid = "persoon"',
    "length = 130": 'length = "130"',
    'unit = "days"': 'unit = "dagen"',
    "max_pages = 2": "max_pages = 2.5",
    'stage = "formal"': 'stage = "formeel"',
    'served_by = "INT-02"\n': "",
    "knock_out = true": "knock_out = 1",
    "first_day = 2027-01-01": 'first_day = "2027-01-01"',
    "amount = 5_000": "amount = 50.00",
    'focus_areas = ["ggz"]': 'focus_areas = "ggz"',
}


def test_twelve_mistakes_give_twelve_lines_each_with_its_path(sound: str) -> None:
    text = sound
    for right, mistake in TWELVE.items():
        assert text.count(right) == 1
        text = text.replace(right, mistake)
    paths = [line.split(": ")[0] for line in wrong(text)]
    assert sorted(paths) == [
        "agreement.first_day",
        "award.scale[0].knock_out",
        "documents[1].max_pages",
        "focus_areas",
        "parameters.clients.eenheid",
        "procedure.closing_at",
        "procedure.title",
        "provisions[0].served_by",
        "requirements[0].stage",
        "tariffs[0].amount",
        "terms.validity.length",
        "terms.validity.unit",
    ]


def test_the_error_names_the_file_before_its_lines(sound: str) -> None:
    with pytest.raises(TenderFileError) as refused:
        load_definition(sound.replace("length = 130", 'length = "130"'), name="voorbeeld.toml")
    assert str(refused.value).splitlines() == [
        "voorbeeld.toml kan niet worden gelezen:",
        "  - terms.validity.length: verwacht een geheel getal, niet '130'",
    ]


def test_a_file_that_is_no_toml_is_refused_with_line_and_column() -> None:
    (line,) = wrong("[procedure\nid = 1")
    assert "line 1, column 11" in line


@pytest.mark.parametrize(
    ("replacement", "told"),
    [("", "ontbreekt"), ('contact_person = ""', "is leeg"), ('contact_person = " "', "is leeg")],
)
def test_without_contact_person_the_file_is_refused_with_the_option_that_gives_him(
    sound: str, replacement: str, told: str
) -> None:
    (line,) = wrong(sound.replace('contact_person = "A. Voorbeeld"', replacement))
    assert line.startswith(f"procedure.contact_person: {told}")
    assert "--contact-person" in line


@pytest.mark.parametrize(
    ("table", "first", "second", "path"),
    [
        ("requirements", "AWA-02", "INT-02", "requirements.INT-02"),
        ("provisions", "PRO-16", "INT-02", "provisions.INT-02"),
        ("documents", "sg1", "uea", "documents.uea"),
        ("products", "IB4", "IB3", "products.IB3"),
        ("notes", "N-2", "N-1", "notes.N-1"),
    ],
)
def test_an_id_that_is_used_twice_is_named(
    sound: str, table: str, first: str, second: str, path: str
) -> None:
    key = "kind" if table == "documents" else "id"
    text = sound.replace(f'{key} = "{first}"', f'{key} = "{second}"')
    assert f"{path}: komt 2 keer voor; een id is uniek" in wrong(text)


@pytest.mark.parametrize(
    ("table", "path"),
    [
        ("channels", "channels.procedure"),
        ("evidence", "evidence.gva"),
        ("couplings", "couplings.ib4-ib3"),
        ("award.criteria", "award.criteria.SG1"),
        ("award.scale", "award.scale.4"),
    ],
)
def test_a_table_that_stands_twice_in_the_file_is_named(sound: str, table: str, path: str) -> None:
    header = f"[[{table}]]"
    copied = sound[sound.index(header) :].split("\n\n")[0]
    text = sound.replace(copied, f"{copied}\n\n{copied}", 1)
    assert wrong(text) == (f"{path}: komt 2 keer voor; een id is uniek",)


@pytest.mark.parametrize(
    ("right", "mistake", "line"),
    [
        (
            'notes = ["N-1"]',
            'notes = ["N-9"]',
            "parameters.clients.notes: N-9 staat niet in de tabel [[notes]]",
        ),
        (
            "ceiling = 2_000",
            'ceiling = 2_000\nnotes = ["N-9"]',
            "agreement.notes: N-9 staat niet in de tabel [[notes]]",
        ),
        (
            "knock_out = true",
            "knock_out = true\n[[exclusion_grounds]]\ncode = 'x'\ntitle = 'x'\narticle = ''\nkind = 'mandatory'\n"
            "counts_from = 'present'\nnotes = ['N-9']\nsource = { document = 'wet', paragraph = '1' }",
            "exclusion_grounds.x.notes: N-9 staat niet in de tabel [[notes]]",
        ),
        (
            'parameters = { document = "uea" }',
            'parameters = { document = "uae" }',
            "requirements.INT-02.parameters.document: 'uae' staat niet in [[documents]]",
        ),
        (
            'document = "sg1"',
            'document = "sg9"',
            "award.criteria.SG1.document: 'sg9' staat niet in [[documents]]",
        ),
        (
            'evidence = ["gva"]',
            'evidence = ["avg"]',
            "requirements.INT-02.evidence: 'avg' staat niet in [[evidence]]",
        ),
        ('if_any = ["IB4"]', 'if_any = ["IB9"]', "couplings.ib4-ib3: 'IB9' staat niet in [[products]]"),
        ('requires = ["IB3"]', 'requires = ["IB8"]', "couplings.ib4-ib3: 'IB8' staat niet in [[products]]"),
        ('product = "IB3"', 'product = "IB8"', "tariffs: 'IB8' staat niet in [[products]]"),
        ('default = "eerste"', 'default = "derde"', "notes.N-1.default: 'derde' is geen van de lezingen"),
        (
            "minimum = 6\nsubjects",
            "minimum = 5\nsubjects",
            "award.criteria.SG1.minimum: 5 staat niet op de schaal",
        ),
        ("maximum = 6", "maximum = 7", "award.criteria.SG1.maximum: 7 staat niet op de schaal"),
        ('">=0.1"', '"nieuw"', "requires.standard: 'nieuw' is geen versiegrens; bijvoorbeeld '>=0.1,<0.2'"),
        ('id = "procedure"', 'id = "platform"', "channels: de route 'procedure' ontbreekt; daarlangs komen"),
        (
            "length = 130",
            "length = 0",
            "terms.validity.length: 0 is geen lengte; een termijn duurt ten minste 1",
        ),
        ("length = 130", "length = -14", "terms.validity.length: -14 is geen lengte"),
        ('client = "gemeente Voorbeeld"', 'client = ""', "procedure.client: is leeg"),
        (
            'stage = "award"',
            'stage = "formal"',
            "award.criteria: geen enkele eis heeft stage 'award'; zo telt de score niet mee voor de uitkomst",
        ),
    ],
)
def test_what_does_not_fit_together_is_named_by_its_path(
    sound: str, right: str, mistake: str, line: str
) -> None:
    assert sound.count(right) == 1
    (problem,) = wrong(sound.replace(right, mistake))
    assert problem.startswith(line)


def test_everything_that_does_not_fit_together_is_told_at_once(sound: str) -> None:
    text = sound.replace('notes = ["N-1"]', 'notes = ["N-9"]').replace('"eerste"\n', '"derde"\n')
    assert len(wrong(text.replace('if_any = ["IB4"]', 'if_any = ["IB9"]'))) == 3


def test_facultative_grounds_that_are_not_loaded_stay_open(sound: str) -> None:
    grounds = load_definition(with_law(sound)).exclusion_grounds
    assert len(grounds) == 24
    assert {ground.applies for ground in grounds} == {None}


def test_facultative_grounds_apply_when_they_are_named_and_only_then(sound: str) -> None:
    definition = load_definition(with_law(f'facultative_grounds = ["bankruptcy", "tax-pay"]\n{sound}'))
    applied = {ground.code for ground in definition.exclusion_grounds if ground.applies}
    assert applied == {"bankruptcy", "tax-pay"}
    for ground in definition.exclusion_grounds:
        assert (ground.applies is None) == (ground.kind is GroundKind.MANDATORY)


def test_naming_no_facultative_ground_at_all_is_a_choice_too(sound: str) -> None:
    definition = load_definition(with_law(f"facultative_grounds = []\n{sound}"))
    assert {g.applies for g in definition.exclusion_grounds if g.kind is GroundKind.FACULTATIVE} == {False}


def test_an_unknown_facultative_ground_is_refused_with_the_known_ones(sound: str) -> None:
    (line,) = wrong(with_law(f'facultative_grounds = ["bankroet"]\n{sound}'))
    assert line.startswith("facultative_grounds: 'bankroet' is geen uitsluitingsgrond; bekend zijn ")
    assert "bankruptcy" in line


def test_the_law_that_is_joined_is_the_text_of_the_law(sound: str) -> None:
    joined = tomllib.loads(with_law(sound))
    assert joined["exclusion_grounds"] == tomllib.loads(law_text())["exclusion_grounds"]
    assert {key: value for key, value in joined.items() if key != "exclusion_grounds"} == tomllib.loads(sound)


def test_the_law_is_not_joined_twice(sound: str) -> None:
    assert "exclusion_grounds.fraud: komt 2 keer voor; een id is uniek" in wrong(with_law(with_law(sound)))


def test_an_amendment_changes_the_value_and_the_hash(sound: str) -> None:
    before = load_definition(sound)
    after = load_definition(sound, [amendment("parameters.clients.value", "12")])
    assert (before.whole("clients"), after.whole("clients")) == (10, 12)
    assert after.parameters["clients"].notes == ("N-1",)
    assert len({before.sha256, after.sha256}) == 2


def test_the_hash_is_that_of_text_and_amendments_alone(sound: str) -> None:
    change = amendment("parameters.clients.value", "12")
    assert load_definition(sound).sha256 == load_definition(sound, name="ander.toml").sha256
    assert load_definition(sound).sha256 != load_definition(sound + "\n# opmerking\n").sha256
    assert load_definition(sound, [change]).sha256 == load_definition(sound, [change]).sha256


def test_of_two_amendments_of_one_value_the_last_holds(sound: str) -> None:
    changes = [amendment("parameters.clients.value", "12"), amendment("parameters.clients.value", "14")]
    assert load_definition(sound, changes).whole("clients") == 14


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("parameters.weg.value", "1", "parameters.weg: 'weg' bestaat niet; hier staat: clients"),
        ("parameters.clients.waarde", "1", "parameters.clients.waarde: onbekende sleutel"),
        ("terms.validity.length", '"130"', "terms.validity.length: verwacht een geheel getal, niet '130'"),
        ("terms.validity.length", "tien", "terms.validity.length: 'tien' is geen TOML-waarde"),
        ("products.IB4", '"x"', "products.IB4: hier staat geen tabel waarin een waarde kan worden gewijzigd"),
    ],
)
def test_an_amendment_that_makes_no_sound_definition_is_refused(
    sound: str, path: str, value: str, line: str
) -> None:
    with pytest.raises(TenderFileError) as refused:
        load_definition(sound, [amendment(path, value)])
    (told,) = refused.value.lines
    assert told.startswith(line)


@frozen
class Settings:
    percentage: Decimal
    since: date | None = None


def clause(part: DefinitionPart) -> dict[str, ClauseType]:
    return {"sroi": ClauseType("sroi", "Social return", Settings, lambda _: part)}


CLAUSE = "\n[clauses.sroi]\npercentage = 2.5\n"


def test_a_clause_adds_to_the_definition(sound: str) -> None:
    part = DefinitionPart(
        requirements=(a_requirement("SRO-01"),),
        provisions=(Provision("SRO-02", "Melden", "contractfase", SOURCE),),
        documents=(DocumentKind("plan", "Plan", Needed.CONDITIONAL, SOURCE),),
        terms={"sroi": Term(7, TermUnit.DAYS, "award", SOURCE)},
    )
    definition = load_definition(sound + CLAUSE, clause_types=clause(part))
    assert definition.requirement("SRO-01").stage is Stage.FORMAL
    assert definition.provisions[-1].id == "SRO-02"
    assert definition.document_by_kind["plan"].title == "Plan"
    assert set(definition.terms) == {"validity", "sroi"}
    assert definition.clauses == {"sroi": {"percentage": Decimal("2.5")}}


def test_a_clause_gets_its_settings_as_its_own_class(sound: str) -> None:
    seen: list[Settings] = []

    def expand(settings: Settings) -> DefinitionPart:
        seen.append(settings)
        return DefinitionPart()

    load_definition(
        sound + CLAUSE, clause_types={"sroi": ClauseType("sroi", "Social return", Settings, expand)}
    )
    assert seen == [Settings(Decimal("2.5"))]


def test_a_clause_that_no_plugin_knows_is_refused(sound: str) -> None:
    assert wrong(sound + CLAUSE) == (
        "clauses.sroi: geen plugin kent deze clausule; installeer de plugin die haar brengt",
    )


def test_wrong_settings_of_a_clause_are_named_by_their_path(sound: str) -> None:
    text = f'{sound}\n[clauses.sroi]\npercentage = "2,5"\nvanaf = 2027-01-01\n'
    assert wrong(text, clause(DefinitionPart())) == (
        "clauses.sroi.percentage: verwacht een getal, niet '2,5'",
        "clauses.sroi.vanaf: onbekende sleutel; hier kan staan: percentage, since",
    )


def test_a_clause_whose_plugin_raises_makes_the_definition_unsound(sound: str) -> None:
    def expand(_: Settings) -> DefinitionPart:
        raise ZeroDivisionError("delen door nul")

    types = {"sroi": ClauseType("sroi", "Social return", Settings, expand)}
    assert wrong(sound + CLAUSE, types) == (
        "clauses.sroi: de plugin liep erop vast: ZeroDivisionError: delen door nul",
    )


@pytest.mark.parametrize(
    ("part", "path"),
    [
        (DefinitionPart(requirements=(a_requirement("INT-02"),)), "requirements.INT-02"),
        (DefinitionPart(provisions=(Provision("PRO-16", "x", "y", SOURCE),)), "provisions.PRO-16"),
        (DefinitionPart(documents=(a_kind("uea"),)), "documents.uea"),
        (DefinitionPart(terms={"validity": Term(1, TermUnit.DAYS, "x", SOURCE)}), "terms.validity"),
    ],
)
def test_a_clause_cannot_take_an_id_of_the_tender(sound: str, part: DefinitionPart, path: str) -> None:
    assert f"{path}: komt 2 keer voor; een id is uniek" in wrong(sound + CLAUSE, clause(part))


def test_a_requirement_keeps_everything_that_the_file_says(sound: str) -> None:
    assert load_definition(sound).requirement("INT-02") == Requirement(
        id="INT-02",
        stage=Stage.FORMAL,
        title="UEA ingediend",
        consequence=Consequence.MUST_REJECT,
        source=SourceRef("inkoopdocument", "§3.2"),
        check="standard.document",
        parameters={"document": "uea"},
        evidence=("gva",),
    )


def test_a_tender_without_award_criteria_needs_a_plugin_to_award(sound: str) -> None:
    start, end = sound.index("[[award.criteria]]"), sound.index("[agreement]")
    text = (sound[:start] + sound[end:]).replace("total_minimum = 6", "total_minimum = 6\ncriteria = []")
    (line,) = wrong(text)
    assert line.startswith("award.criteria: is leeg; methode 'threshold'")
    assert load_definition(text.replace('"threshold"', '"plugin"')).award.criteria == ()
