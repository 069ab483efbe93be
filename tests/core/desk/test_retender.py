from datetime import UTC, datetime
from typing import Any

import pytest

from inkoop_core.api.retender import RetenderScope
from inkoop_core.domain.decision import NoteChoice
from inkoop_core.domain.retender import RetenderDecided
from inkoop_core.domain.role import Role
from inkoop_core.domain.tender_document import TenderDocumentIssued
from inkoop_core.errors import CommandError, NotPermitted, Refused, Unknown

NEW = "klein-2026-h1"
CLOSING = datetime(2026, 11, 2, 9, tzinfo=UTC)
SOURCE = '{ document = "inkoopdocument", paragraph = "§2.1.4" }'
PRODUCTS = (
    f'[{{ id = "P1", title = "Product 1", category = "c", source = {SOURCE} }}, '
    f'{{ id = "P2", title = "Product 2", category = "c", source = {SOURCE} }}, '
    f'{{ id = "P3", title = "Product 3", category = "c", source = {SOURCE} }}]'
)


def amend(office: Any, path: str, value: str) -> Any:
    return office.do(
        "anna", "wijziging-vastleggen", path=path, value=value, reason="voorbeeld", source="voorbeeld"
    )


@pytest.fixture
def short(office: Any) -> Any:
    """Three products, one bid that offers the first; P2 cannot be offered without P3."""
    amend(office, "products", PRODUCTS)
    amend(office, "couplings", f'[{{ id = "k", if_any = ["P2"], requires = ["P3"], source = {SOURCE} }}]')
    office.take_in()
    return office


def decide(office: Any, **changes: Any) -> Any:
    values: dict[str, Any] = {
        "closing_at": CLOSING,
        "reference": "V-1-H",
        "reason": "geen dekkend aanbod",
        "mandate": "collegebesluit 1",
    }
    return office.agreed("anna", "els", "ontbrekend-deel-heraanbesteden", **(values | changes))


def add(office: Any, person: str = "oprichter", **changes: Any) -> Any:
    command = office.desk.commands()["heraanbesteding-toevoegen"][1]
    values: dict[str, Any] = {"original": office.procedure, "new_procedure": NEW}
    return office.of(person).perform("heraanbesteding-toevoegen", NEW, command(**(values | changes)))


def enter(office: Any) -> None:
    """From now on the desk is used in the new procedure, in which roles are granted anew."""
    office.procedure = NEW
    office.do("oprichter", "rol-toekennen", person="anna", role=Role.ADVISER)


def decided(office: Any) -> Any:
    (fact,) = office.desk.state(office.procedure).facts(RetenderDecided)
    return fact


def test_the_missing_products_are_tendered_again_with_a_reference_both_ways(short: Any) -> None:
    done = decide(short)
    assert "opnieuw aanbesteed als klein-2026-h1 (V-1-H)" in done.text
    assert "eisen, tarieven en productbeschrijvingen" in done.text
    fact = decided(short)
    assert (fact.body.procedure, fact.body.products) == (NEW, ("P2", "P3"))
    text = add(short).text
    assert f"heraanbesteding van klein-2026 (feit {fact.id})" in text
    definition = short.desk.state(NEW).definition
    assert definition.retender is not None
    assert (definition.retender.of, definition.retender.fact) == ("klein-2026", fact.id)
    assert [item.id for item in definition.products_in_scope] == ["P2", "P3"]
    assert definition.procedure.closing_at == CLOSING
    assert (definition.procedure.id, definition.procedure.reference) == (NEW, "V-1-H")
    assert definition.procedure.contact_person == "A. Voorbeeld"
    remark = {row["id"]: row["note"] for row in short.rows("procedures", "oprichter")}[NEW]
    assert remark == f"voorbeeld; heraanbesteding van klein-2026 (feit {fact.id})"


def test_what_was_decided_is_a_task_until_it_is_made(short: Any) -> None:
    decide(short)
    assert "heraanbesteding toevoegen" in [row["task"] for row in short.rows("taken")]
    add(short)
    assert "heraanbesteding toevoegen" not in [row["task"] for row in short.rows("taken")]


def test_requirements_tariffs_and_descriptions_are_those_of_the_original(short: Any) -> None:
    decide(short)
    add(short)
    old, new = (short.desk.state(one).definition for one in (short.procedure, NEW))
    for name in (
        "requirements",
        "products",
        "couplings",
        "tariffs",
        "award",
        "parameters",
        "documents",
        "evidence",
    ):
        assert getattr(old, name) == getattr(new, name), name


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("parameters.proef_cijfers.value", "9"),
        ("requirements.HAND.title", '"Anders"'),
        ("products.P2.title", '"Anders"'),
        ("tariffs", "[]"),
        ("retender.products", '["P1"]'),
        ("procedure.reference", '"anders"'),
    ],
)
def test_what_is_locked_cannot_be_amended_not_even_as_a_transcription_error(
    short: Any, path: str, value: str
) -> None:
    decide(short)
    add(short)
    enter(short)
    with pytest.raises(Refused, match="heraanbesteding van het ontbrekende deel van klein-2026"):
        amend(short, path, value)
    with pytest.raises(Refused, match="ontbrekende deel"):
        short.do(
            "anna",
            "wijziging-vastleggen",
            path=path,
            value=value,
            reason="r",
            source="s",
            transcription_quote="citaat",
        )


def test_planning_can_change(short: Any) -> None:
    decide(short)
    add(short)
    enter(short)
    amend(short, "procedure.contact_person", '"B. Voorbeeld"')
    amend(short, "procedure.closing_at", "2026-11-09T10:00:00")
    info = short.desk.state(NEW).definition.procedure
    assert info.contact_person == "B. Voorbeeld"
    assert info.closing_at == datetime(2026, 11, 9, 9, tzinfo=UTC)


def test_a_bid_for_a_product_outside_the_missing_part_is_asked_about_and_never_awarded(short: Any) -> None:
    decide(short)
    add(short)
    enter(short)
    short.clock.instant = datetime(2026, 11, 3, 9, tzinfo=UTC)
    done = short.do("anna", "inschrijving-innemen", path=short.package(received_at="2026-10-20T11:30:00"))
    submission = done.text.partition(":")[0]
    assert short.assessed(submission).products == ()


def test_chosen_products_limit_it_and_a_coupled_one_comes_along(short: Any) -> None:
    assert "door een koppeling nodig: P3" in decide(short, products=("P2",)).text
    assert decided(short).body.products == ("P2", "P3")


def test_a_product_that_is_not_missing_or_not_there_is_refused(short: Any) -> None:
    with pytest.raises(CommandError) as refused:
        decide(short, products=("P1", "P9"), focus_areas=("ggz",))
    told = str(refused.value)
    assert "P1 ontbreekt niet" in told
    assert "'P9' bestaat niet" in told
    assert "'ggz' is niet geladen" in told


def test_missing_focus_areas_limit_the_new_procedure(office: Any) -> None:
    amend(office, "focus_areas", '["ggz", "ouderen"]')
    office.take_in()
    decide(office, focus_areas=("ouderen",))
    assert decided(office).body.focus_areas == ("ouderen",)
    add(office)
    assert office.desk.state(NEW).definition.focus_areas == ("ouderen",)


def test_where_nothing_is_missing_nothing_is_tendered_again(office: Any) -> None:
    products = f'[{{ id = "P1", title = "Product 1", category = "c", source = {SOURCE} }}]'
    amend(office, "products", products)
    office.take_in()
    with pytest.raises(Refused, match="er ontbreekt niets"):
        decide(office)


def test_before_the_closing_and_with_a_closing_in_the_past_it_is_refused(office: Any) -> None:
    with pytest.raises(Refused, match="nog niet gesloten"):
        decide(office)
    office.take_in()
    with pytest.raises(Refused, match="al voorbij"):
        decide(office, closing_at=office.closing)


def test_only_a_decision_maker_confirms_it(short: Any) -> None:
    with pytest.raises(NotPermitted):
        short.agreed(
            "anna",
            "fatima",
            "ontbrekend-deel-heraanbesteden",
            closing_at=CLOSING,
            reference="V",
            reason="r",
            mandate="m",
        )


def test_without_a_decision_there_is_no_new_procedure_and_it_is_made_once(short: Any) -> None:
    with pytest.raises(Unknown, match="niet besloten"):
        add(short)
    decide(short)
    add(short)
    with pytest.raises(Refused, match="staat al"):
        add(short)
    with pytest.raises(CommandError, match="al in gebruik"):
        decide(short, new_procedure=NEW)


def test_nobody_makes_it_after_its_own_closing(short: Any) -> None:
    decide(short)
    short.clock.instant = CLOSING
    with pytest.raises(Refused, match="al voorbij"):
        add(short)


def test_readings_and_registered_documents_come_along(office: Any) -> None:
    amend(
        office, "tender_documents", f'[{{ id = "v", letter = "A", title = "Producten", source = {SOURCE} }}]'
    )
    published = datetime(2026, 6, 9, 8, tzinfo=UTC)
    office.do(
        "anna",
        "aanbestedingsdocument-vastleggen",
        version="1",
        published_at=published,
        where="TenderNed",
        source="bericht",
        letter="A",
    )
    note = next(
        note for note in office.desk.state(office.procedure).definition.notes.values() if note.readings
    )
    reading = next(one.id for one in note.readings if one.id != note.default)
    office.do("anna", "lezing-kiezen", note=note.id, reading=reading, reason="zo")
    amend(office, "products", PRODUCTS)
    office.take_in()
    decide(office)
    add(office)
    state = office.desk.state(NEW)
    assert [fact.body.reading for fact in state.facts(NoteChoice)] == [reading]
    assert [fact.happened_at for fact in state.facts(TenderDocumentIssued)] == [published]
    enter(office)
    other = next(one.id for one in note.readings if one.id != reading)
    with pytest.raises(Refused, match="overgenomen uit klein-2026"):
        office.do("anna", "lezing-kiezen", note=note.id, reading=other, reason="anders")
    with pytest.raises(Refused, match="er komt geen nieuwe versie"):
        office.do(
            "anna",
            "aanbestedingsdocument-vastleggen",
            version="2",
            published_at=office.clock.instant,
            where="TenderNed",
            source="bericht",
            letter="A",
        )


def test_another_reading_than_the_default_by_which_the_original_judged_is_refused(office: Any) -> None:
    amend(office, "notes.N-49.default", '"weglaten"')
    amend(office, "products", PRODUCTS)
    office.take_in()
    decide(office)
    add(office)
    enter(office)
    with pytest.raises(Refused, match="overgenomen uit klein-2026"):
        office.do("anna", "lezing-kiezen", note="N-49", reading="afwijzen", reason="nu strenger")


@pytest.fixture
def partly(office: Any) -> Any:
    """P1 is offered in one focus area alone."""
    amend(office, "products", PRODUCTS)
    amend(office, "focus_areas", '["ggz", "ouderen"]')
    folder = office.package()
    file = folder / "inschrijving.toml"
    file.write_text(file.read_text("utf-8").replace("[offer]\n", '[offer]\nfocus_areas = ["ggz"]\n'), "utf-8")
    office.take_in(folder)
    return office


def test_what_is_not_missing_is_told_and_whoever_chooses_it_says_why(partly: Any) -> None:
    fields = {"products": ("P1",), "focus_areas": ("ggz", "ouderen")}
    with pytest.raises(CommandError, match=r"beside: niet ontbrekend is P1 in ggz \(aangeboden door S-001\)"):
        decide(partly, **fields)
    assert (
        "Reden: een aanbieder is te weinig"
        in decide(partly, beside="een aanbieder is te weinig", **fields).text
    )
    assert decided(partly).body.beside == "een aanbieder is te weinig"


def test_the_program_s_own_proposal_tells_what_is_not_missing(partly: Any) -> None:
    assert "Let op, ook niet ontbrekend: P1 in ggz (aangeboden door S-001)" in decide(partly).text


def test_a_part_that_is_missing_alone_needs_no_more(partly: Any) -> None:
    assert "niet ontbrekend" not in decide(partly, products=("P1",), focus_areas=("ouderen",)).text


def test_a_retender_that_names_a_product_that_is_not_there_does_not_load(office: Any) -> None:
    scope = RetenderScope("x", 1, ("P9",), office.desk.state(office.procedure).definition.procedure.source)
    with pytest.raises(Exception, match="staat niet in"):
        amend(
            office,
            "retender",
            f'{{ of = "{scope.of}", fact = 1, products = ["P9"], source = {SOURCE} }}',
        )


def test_roles_on_the_desk_hold_in_the_new_procedure(short: Any) -> None:
    decide(short)
    add(short)
    assert Role.ADMINISTRATOR in short.desk.roles(NEW, "oprichter")
