"""Choosing between sources, filling in what is missing, typing a scan over."""

from typing import Any

import pytest

from inkoop_core.domain.decision import Score
from inkoop_core.domain.package import Document
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.reading import Confirmed
from inkoop_core.domain.submission import Reference
from inkoop_core.errors import CommandError, Refused, Unknown
from inkoop_core.testing.builders import SUBMITTED, a_file
from inkoop_core.testing.readings import a_read_fact, tenderer_read

PROCEDURE = "klein-2026"


def record(vault: Any, kind: str, part: str = "", *values: str, **more: Any) -> Any:
    fields = {"submission": "S-001", "kind": kind, "part": part, "values": values, "reason": "scan"}
    return vault.do("gegevens-vastleggen", **(fields | more))


def test_a_contradiction_is_settled_by_choosing_a_source(vault: Any) -> None:
    form, espd = vault.read("S-001", tenderer_read(), tenderer_read("uea.xml", agb_code="2"))
    told = record(vault, "tenderer", "", f"agb_code = #{espd}").text
    assert told.splitlines()[1] == "  - S-001 PROEF: wacht op gegevens → voldoet niet"
    assert "  AGB-code: 2 (ingevuld)" in told
    (fact,), (confirmed,) = vault.facts(Tenderer), vault.facts(Confirmed)
    assert (fact.body.agb_code, fact.reason) == ("2", "scan")
    assert confirmed.body == Confirmed("tenderer", (form, espd), ("agb_code",))


def test_a_scan_is_typed_over_from_nothing(vault: Any) -> None:
    values = (
        'competences = ["k1", "k2"]',
        'client = "Gemeente Voorbeeld"',
        "clients = 40",
        "first_day = 2024-01-01",
        "last_day = 2024-12-31",
        "social_support_act = true",
    )
    record(vault, "reference", "referentie-2", *values, reason="scan.pdf, bladzijde 3")
    (fact,), (confirmed,) = vault.facts(Reference), vault.facts(Confirmed)
    assert (fact.subject, fact.body.number, fact.body.clients) == ("S-001/referentie-2", 2, 40)
    assert (fact.happened_at, fact.reason) == (SUBMITTED, "scan.pdf, bladzijde 3")
    assert confirmed.body.readings == ()
    assert set(confirmed.body.typed) == {value.partition(" ")[0] for value in values}


def test_a_document_that_nothing_was_read_of_has_the_hash_of_the_package(vault: Any) -> None:
    record(vault, "document", "scan.pdf", 'kind = "uea"')
    (fact,) = vault.facts(Document)
    assert fact.body == Document("uea", "scan.pdf", a_file("scan.pdf").sha256)
    with pytest.raises(CommandError, match=r"S-001 heeft geen bestand 'er-niet\.pdf'; wel: scan\.pdf"):
        record(vault, "document", "er-niet.pdf", 'kind = "uea"')


def test_every_problem_of_every_field_is_told_at_once(vault: Any) -> None:
    (reading,) = vault.read("S-001", a_read_fact("tenderer", name="Voorbeeldzorg"))
    with pytest.raises(CommandError) as told:
        record(
            vault,
            "tenderer",
            "",
            "onzin = 1",
            "geen waarde",
            'employees = "veel"',
            "employees = 2",
            "turnover = 1\nx = 2",
            'legal_form = "stam"',
            f"bid_form = #{reading}",
            "name =",
        )
    assert [line.partition(":")[0] for line in told.value.lines] == [
        "onzin",
        "values",
        "employees",
        "turnover",
        "legal_form",
        "bid_form",
        "name",
        "trade_register_number",
        "group_member",
    ]
    assert f"bid_form: gelezen gegeven {reading} zegt hier niets over; dat doen: geen enkele" in (
        told.value.lines
    )


def test_a_field_that_is_named_twice_is_told(vault: Any) -> None:
    with pytest.raises(CommandError, match="clients: is twee keer genoemd"):
        record(vault, "reference", "referentie-1", "clients = 1", "clients = 2")


def test_what_stands_is_corrected_and_not_recorded_again(vault: Any) -> None:
    (reading,) = vault.read("S-001", tenderer_read())
    vault.confirm(readings=(reading,))
    (fact,) = vault.facts(Tenderer)
    with pytest.raises(Refused, match=rf"staat al vast: anna legde .*feit-corrigeren \(--fact {fact.id}\)"):
        record(vault, "tenderer", "", 'name = "Anders"')


def test_what_was_declared_stands_too(office: Any) -> None:
    submission = office.take_in()
    with pytest.raises(Refused, match="staat al vast"):
        office.do(
            "anna",
            "gegevens-vastleggen",
            submission=submission,
            kind="offer",
            values=("products = []",),
            reason="x",
        )


@pytest.mark.parametrize("kind", ["score", "ruling", "fact.read", "role.granted", "onzin", ""])
def test_only_what_a_bid_says_can_be_recorded_so(vault: Any, kind: str) -> None:
    with pytest.raises(Unknown, match=r"kies uit: .*tenderer \(inschrijver\)"):
        record(vault, kind)
    assert vault.facts(Score) == ()


def test_a_wrong_part_and_a_missing_reason_are_told(vault: Any) -> None:
    with pytest.raises(CommandError, match="part: '2' klopt niet; schrijf referentie-1"):
        record(vault, "reference", "2")
    with pytest.raises(CommandError, match="reason: geef een reden"):
        record(vault, "offer", "", "products = []", reason=" ")


@pytest.mark.parametrize(
    ("kind", "part", "values", "told"),
    [
        (
            "espd.response",
            "onbekend",
            ("requirements_met = true",),
            "S-001 heeft geen partij 'onbekend'; wel: tenderer",
        ),
        ("signature", "onbekend", ('method = "none"',), "S-001 heeft geen stuk 'onbekend'; wel: "),
        (
            "signature",
            "uea:onbekend",
            ('method = "none"',),
            "S-001 heeft geen partij 'uea:onbekend'; wel: tenderer",
        ),
        (
            "party",
            "tenderer",
            ('role = "subcontractor"', 'name = "A"'),
            "part: 'tenderer' kan geen partij zijn",
        ),
        ("party", "A/b", ('role = "subcontractor"', 'name = "A"'), "schrijf haar naam zoals 'a-b'"),
    ],
)
def test_nothing_is_recorded_of_what_the_submission_does_not_have(
    vault: Any, kind: str, part: str, values: tuple[str, ...], told: str
) -> None:
    with pytest.raises(CommandError, match=told):
        record(vault, kind, part, *values)


def test_of_content_that_nobody_may_open_nothing_is_typed(office: Any) -> None:
    office.clock.instant = office.after
    submission = office.take_in(office.package(received_at="2026-06-15T11:00:00"))
    with pytest.raises(Refused, match="is niet gelezen; de inhoud is nog niet toegelaten"):
        office.do(
            "anna",
            "gegevens-vastleggen",
            submission=submission,
            kind="offer",
            values=("products = []",),
            reason="x",
        )
