"""What must hold within one fact of a bid: the same of an intake, a confirmation and a correction."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from inkoop_core.api.checks import problems_of_body
from inkoop_core.api.packages import DeclaredDocument
from inkoop_core.domain.decision import Incident
from inkoop_core.domain.submission import (
    Offer,
    OfferedProduct,
    Reference,
    SanctionsDeclaration,
    Signature,
    SigningMethod,
)
from inkoop_core.testing.builders import (
    a_definition,
    a_document,
    a_kind,
    a_party,
    a_product,
    a_tenderer,
)

FIRST = date(2025, 3, 1)
DEFINITION = a_definition(
    products=(a_product("IB1", variants=("ontwikkelgericht",)),),
    documents=(a_kind("uea"),),
    focus_areas=("ggz",),
)


def a_reference(number: int = 1, clients: int = 10, last_day: date = FIRST) -> Reference:
    return Reference(number, ("KC1",), "een gemeente", clients, FIRST, last_day, social_support_act=True)


def a_declaration(owned: str, share: str = "0") -> SanctionsDeclaration:
    return SanctionsDeclaration(True, False, Decimal(owned), False, Decimal(share))


@pytest.mark.parametrize(
    "body",
    [
        a_tenderer(employees=0, turnover=0, balance_total=0),
        a_tenderer(employees=None, turnover=None, balance_total=None),
        a_party(share=Decimal(0)),
        a_party(share=Decimal(100)),
        a_party(share=Decimal("33.333333")),
        a_reference(clients=0),
        a_declaration("0", "100"),
        Offer((OfferedProduct("IB1", ("ontwikkelgericht",)),), ("ggz",)),
        Signature("uea:onderaannemer-1", SigningMethod.WET_SCAN),
        a_document("uea"),
        a_document("", file="onbekend.pdf"),
        DeclaredDocument("uea", "uea.pdf"),
        Incident("belde", "de directeur"),
    ],
)
def test_a_sound_body_has_no_problem(body: Any) -> None:
    assert problems_of_body(body, DEFINITION) == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (a_tenderer(name=" "), "name: is leeg"),
        (a_tenderer(employees=-1), "employees: -1 is negatief"),
        (a_tenderer(turnover=-1), "turnover: -1 is negatief"),
        (a_tenderer(balance_total=-1), "balance_total: -1 is negatief"),
        (a_party(name=""), "name: is leeg"),
        (a_party("tenderer"), "id: 'tenderer' is de inschrijver zelf"),
        (a_party("Onder Aannemer"), "id: 'Onder Aannemer' mag alleen a-z"),
        (a_party(share=Decimal("-0.01")), "share: -0.01 is geen percentage"),
        (a_party(share=Decimal("100.01")), "share: 100.01 is geen percentage"),
        (a_party(share=Decimal("33.3333333")), "share: ten hoogste 6 cijfers"),
        (a_reference(number=0), "number: 0 is geen volgnummer"),
        (a_reference(clients=-1), "clients: -1 is negatief"),
        (a_reference(last_day=date(2025, 2, 28)), "last_day: 28-02-2025 ligt voor first_day, 01-03-2025"),
        (a_declaration("100.5"), "owned_percentage: 100.5 is geen percentage"),
        (a_declaration("0", "-1"), "share: -1 is geen percentage"),
        (Offer((OfferedProduct("IB9"),)), "products: 'IB9' is onbekend; bekend zijn: IB1"),
        (Offer((OfferedProduct("IB1", ("x",)),)), "variant van IB1: 'x' is onbekend"),
        (Offer((OfferedProduct("IB1"), OfferedProduct("IB1"))), "product 'IB1' komt 2 keer voor"),
        (Offer((OfferedProduct("IB1"),), ("lvb",)), "focus_areas: 'lvb' is onbekend; bekend zijn: ggz"),
        (Signature("polis", SigningMethod.NONE), "document: 'polis' is onbekend"),
        (a_document("polis"), "kind: 'polis' is onbekend"),
        (DeclaredDocument("polis", "polis.pdf"), "kind: 'polis' is onbekend"),
        (DeclaredDocument("", "leeg.pdf"), "kind: '' is onbekend"),
    ],
)
def test_a_wrong_value_is_told_by_its_field(body: Any, told: str) -> None:
    (line,) = problems_of_body(body, DEFINITION)
    assert told in line
