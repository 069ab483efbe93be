import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.api.definition import Needed, TenderDefinition
from inkoop_core.api.records import ClauseType
from inkoop_core.domain.finding import Consequence
from inkoop_core.domain.moment import shown
from inkoop_core.domain.term import EndRule
from inkoop_core.errors import TenderFileError
from inkoop_core.standard.award import AWARD_METHODS
from inkoop_core.standard.plugin import CHECKS, PRODUCT_CHECKS
from inkoop_core.tender.amend import value_at
from inkoop_core.tender.load import load_definition
from inkoop_wmo_begeleiding.plugin import TENDER, tender_text

DOMAIN_RULES = Path(__file__).parents[4] / "shared" / "domain.md"
COUNTS = {"INT": 17, "EXC": 15, "ELI": 25, "EXE": 6, "AWA": 9, "SUB": 11, "PRD": 5}
"""How many statements of the tender document each group of the domain rules has, numbered from 1."""
RULE_IDS = [f"{group}-{number:02}" for group, count in COUNTS.items() for number in range(1, count + 1)]

HOMES: list[tuple[str, str, object]] = [
    # key of the parameter table, where it stands, value
    ("evidence_days", "terms.evidence.length", 14),
    ("bibob_days", "terms.bibob.length", 14),
    ("standstill_days", "terms.standstill.length", 20),
    ("forfeiture_days", "terms.forfeiture.length", 20),
    ("validity_days", "terms.validity.length", 130),
    ("validity_first_day", "terms.validity.first_day_counts", False),
    ("validity_after_judgment_days", "terms.validity_after_judgment.length", 14),
    ("complaint_weeks", "terms.complaint.length", 6),
    ("gva_max_months", "evidence.gva.max_age", 24),
    ("gva_max_months", "evidence.gva-onderaannemer.max_age", 24),
    ("tax_max_months", "evidence.belastingverklaring.max_age", 6),
    ("kvk_max_months", "evidence.kvk-uittreksel.max_age", 6),
    ("audit_max_years", "parameters.audit_max_years.value", 1),
    ("ref_window_years", "parameters.ref_window_years.value", 3),
    ("ref_period_months", "parameters.ref_period_months.value", 12),
    ("kc1_clients", "parameters.kc1_clients.value", 10),
    ("kc2_clients", "parameters.kc2_clients.value", 5),
    ("micro_employees_below", "parameters.micro_employees_below.value", 10),
    ("micro_eur_max", "parameters.micro_eur_max.value", 2_000_000_00),
    ("insurance micro, event", "parameters.insurance_micro_event.value", 1_250_000_00),
    ("insurance micro, year", "parameters.insurance_micro_year.value", 2_500_000_00),
    ("insurance other, event", "parameters.insurance_other_event.value", 2_500_000_00),
    ("insurance other, year", "parameters.insurance_other_year.value", 5_000_000_00),
    ("russia_owner_gt", "parameters.russia_owner_gt.value", 50),
    ("russia_share_gt", "parameters.russia_share_gt.value", 10),
    ("total_min", "award.total_minimum", 12),
    ("ko_below SG1", "award.criteria.SG1.minimum", 6),
    ("ko_below SG2", "award.criteria.SG2.minimum", 6),
    ("sg_max_pages", "documents.sg1.max_pages", 2),
    ("sg_max_pages", "documents.sg2.max_pages", 2),
    ("ext_count", "agreement.extensions", 3),
    ("ext_months", "agreement.extension_months", 12),
    ("estimate", "agreement.estimate", 18_000_000_00),
    ("max_value", "agreement.ceiling", 23_500_000_00),
    ("margin", "parameters.ceiling_margin.value", 30),
    ("sroi_rate", "parameters.sroi_rate.value", Decimal("2.5")),
    ("sroi_threshold", "parameters.sroi_threshold.value", 300_000_00),
    ("transition_max_months", "parameters.transition_max_months.value", 9),
    ("question_rounds", "parameters.question_rounds.value", 2),
    ("lbb_weeks", "terms.lbb.length", 8),
    ("lbb_ext_weeks", "terms.lbb_extension.length", 4),
    ("channel procedure", "channels.procedure.address", "TenderNed"),
    ("channel bibob", "channels.bibob.address", "bibob@dalfsen.nl"),
    ("channel complaint", "channels.complaint.address", "inkoopklacht@ssc-ons.nl"),
]

MUST, MAY = Consequence.MUST_REJECT, Consequence.MAY_REJECT


def tables() -> dict[str, Any]:
    return tomllib.loads(tender_text(), parse_float=Decimal)


def test_the_tender_loads_once_the_officer_gives_a_contact_person(definition: TenderDefinition) -> None:
    assert definition.procedure.id == TENDER
    assert definition.procedure.contact_person == "A. Voorbeeld"


def test_without_a_contact_person_the_only_problem_told_is_that_one_with_its_note() -> None:
    clauses = {
        name: ClauseType(name, name, dict, lambda _: pytest.fail("not asked"))
        for name in ("sroi", "bibob", "iwmo")
    }
    with pytest.raises(TenderFileError) as told:
        load_definition(tender_text(), (), clauses)
    (line,) = told.value.lines
    assert line.startswith("procedure.contact_person: ontbreekt")
    assert "--contact-person" in line


def test_the_tender_closes_at_ten_in_the_morning_in_the_netherlands(definition: TenderDefinition) -> None:
    assert shown(definition.procedure.closing_at) == "15-06-2026 10:00:00"


@pytest.mark.parametrize(("key", "path", "value"), HOMES, ids=[f"{key}: {path}" for key, path, _ in HOMES])
def test_every_value_of_the_parameter_table_has_its_place(key: str, path: str, value: object) -> None:
    assert value_at(tables(), path) == value, key


def test_the_scale_has_five_values_of_which_two_and_four_are_knock_outs(definition: TenderDefinition) -> None:
    assert [(step.value, step.knock_out) for step in definition.award.scale] == [
        (2, True),
        (4, True),
        (6, False),
        (8, False),
        (10, False),
    ]


def test_the_agreement_runs_three_years(definition: TenderDefinition) -> None:
    assert definition.agreement is not None
    assert definition.agreement.first_day.isoformat() == "2027-01-01"
    assert definition.agreement.last_day.isoformat() == "2029-12-31"


def test_social_return_is_measured_over_the_initial_term(definition: TenderDefinition) -> None:
    assert definition.agreement is not None
    assert definition.parameter("sroi_window_first").value == definition.agreement.first_day
    assert definition.parameter("sroi_window_last").value == definition.agreement.last_day


def test_only_the_statutory_standstill_moves_to_a_working_day(definition: TenderDefinition) -> None:
    moved = [name for name, term in definition.terms.items() if term.end_rule is EndRule.NEXT_WORKING_DAY]
    assert moved == ["standstill"]


def test_the_eight_products_make_eleven_variants(definition: TenderDefinition) -> None:
    assert [product.id for product in definition.products] == [
        "IB1",
        "IB2",
        "IB3",
        "IB4",
        "BG-O",
        "BG-B",
        "BG-V",
        "BG-R",
    ]
    assert sum(max(1, len(product.variants)) for product in definition.products) == 11


def test_the_first_part_of_the_checklist_is_always_needed(definition: TenderDefinition) -> None:
    always = [kind.kind for kind in definition.documents if kind.needed is Needed.ALWAYS]
    assert always == ["uea", "bijlage-2", "bijlage-3", "bijlage-4", "sg1", "sg2"]
    assert [kind.kind for kind in definition.documents if kind.signed] == ["uea"]


def test_proof_from_provisional_winners_is_on_request_and_has_the_consequence_of_its_paragraph(
    definition: TenderDefinition,
) -> None:
    assert {kind.id: kind.consequence for kind in definition.evidence} == {
        "gva": MUST,
        "gva-onderaannemer": Consequence.REFUSE_PARTY,
        "belastingverklaring": MUST,
        "kvk-uittreksel": MUST,
        "polis": MAY,
        "kwaliteit": MAY,
        "klachtenregeling": MAY,
        "medezeggenschapsregeling": MAY,
    }
    for kind in definition.evidence:
        document = definition.document_by_kind.get(kind.id.removesuffix("-onderaannemer"))
        assert document is not None
        assert document.needed is Needed.ON_REQUEST


def test_what_the_tender_document_does_not_say_is_not_in_the_file() -> None:
    loaded = tables()
    assert "contact_person" not in loaded["procedure"]
    assert loaded["focus_areas"] == []
    for absent in ("tariffs", "facultative_grounds", "exclusion_grounds"):
        assert absent not in loaded


def test_the_list_of_rule_ids_is_that_of_the_domain_rules() -> None:
    if not DOMAIN_RULES.exists():
        pytest.skip("the domain rules are not beside this repository")
    rows = re.findall(r"^\| ([A-Z]{3}-\d\d) \|", DOMAIN_RULES.read_text("utf-8"), re.MULTILINE)
    assert sorted(row for row in rows if row[:3] in COUNTS) == sorted(RULE_IDS)


@pytest.mark.parametrize("rule", RULE_IDS)
def test_every_rule_of_the_domain_is_a_requirement_or_a_provision(
    rule: str, definition: TenderDefinition
) -> None:
    provisions = {provision.id for provision in definition.provisions}
    assert (rule in definition.requirement_by_id) != (rule in provisions)


def test_what_serves_a_provision_exists(definition: TenderDefinition) -> None:
    known = {*definition.requirement_by_id, *(provision.id for provision in definition.provisions)}
    for provision in definition.provisions:
        named = re.findall(r"\b[A-Z]{3}-\d\d[a-z]?\b", provision.served_by)
        assert set(named) <= known, provision.id
        assert provision.served_by


def test_every_requirement_names_a_known_check_or_has_a_rule_of_this_plugin(
    definition: TenderDefinition,
) -> None:
    from inkoop_wmo_begeleiding.plugin import ELIGIBILITY_RULES, PRODUCT_RULES

    own = {*ELIGIBILITY_RULES, *PRODUCT_RULES}
    assert {item.id for item in definition.requirements if not item.check} == own
    named = {item.check for item in definition.requirements if item.check}
    assert named <= {*CHECKS, *PRODUCT_CHECKS}
    assert definition.award.method in AWARD_METHODS


@pytest.mark.parametrize(
    ("consequence", "ids"),
    [
        (MUST, "PRO-13 PRO-14 INT-02 INT-03 INT-04 INT-05 INT-06 INT-07 INT-08 INT-09 INT-10 PRD-01"),
        (MUST, "EXC-02 EXC-02b EXC-10 EXC-11 EXC-12 AWA-02 AWA-03 AWA-06 AWA-07"),
        (MAY, "PRO-05 EXC-03 EXC-09 ELI-05 ELI-10 ELI-11 ELI-13 ELI-18 ELI-23 ELI-24 ELI-25"),
        (MAY, "INT-14 INT-17 EXE-02 SUB-01 SUB-02 SUB-07 SUB-09 SUB-11"),
        (Consequence.BLOCK_PRODUCT, "PRD-02 PRD-03"),
        (Consequence.NOTE, "INT-01 INT-13 ELI-12 ELI-17"),
    ],
)
def test_a_requirement_has_the_consequence_that_the_tender_document_names(
    consequence: Consequence, ids: str, definition: TenderDefinition
) -> None:
    assert {definition.requirement(name).consequence for name in ids.split()} == {consequence}


def test_the_register_holds_every_unclear_place(definition: TenderDefinition) -> None:
    assert list(definition.notes) == [f"N-{number:02}" for number in range(1, 53)]
    for note in definition.notes.values():
        assert note.where
        assert note.finding
        assert note.readings


def test_nothing_holds_where_the_officer_must_be_asked(definition: TenderDefinition) -> None:
    asked = [note.id for note in definition.notes.values() if not note.default]
    assert asked == ["N-23", "N-25", "N-27", "N-35", "N-37", "N-49"]


def test_a_description_that_is_too_long_can_be_cut_or_rejected(definition: TenderDefinition) -> None:
    assert [reading.id for reading in definition.notes["N-49"].readings] == ["weglaten", "afwijzen"]


def test_letters_use_the_name_of_the_second_criterion_from_the_text(definition: TenderDefinition) -> None:
    criterion = definition.criterion("SG2")
    assert criterion.title == "Kwaliteit van ondersteuning"
    assert criterion.title_in_letters == "Kwaliteit van Hulp"
    assert len(criterion.subjects) == 3
    assert len(definition.criterion("SG1").subjects) == 5
