"""What is settled of what was read: doubts, lost sources, look-ups beside the bid, and halves of two files."""

from typing import Any

import pytest
from attrs import evolve

from inkoop_core.desk.readings import Status
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.reading import LOOKED_UP, Confirmed, ReadFact
from inkoop_core.domain.submission import Offer, Signature
from inkoop_core.errors import Refused
from inkoop_core.testing.builders import SUBMITTED
from inkoop_core.testing.readings import TENDERER, a_read_fact, offer_read, subject_read, tenderer_read


def test_a_doubt_is_confirmed_only_by_name_or_by_asking_for_it(vault: Any) -> None:
    (reading,) = vault.read("S-001", offer_read(doubts=("vakje 3 is half aangekruist",)))
    for _ in range(2):
        with pytest.raises(Refused, match=r"twijfel: formulier\.docx: vakje 3 is half aangekruist"):
            vault.confirm(submission="S-001")
    vault.confirm(readings=(reading,))
    assert len(vault.facts(Offer)) == 1


def test_in_bulk_it_is_told_of_each_fact_what_nobody_said(vault: Any) -> None:
    vault.read("S-001", tenderer_read(), offer_read())
    lines = vault.confirm(submission="S-001").text.splitlines()
    start = lines.index("Niet gelezen en niet ingevuld, dus:")
    assert lines[start + 1].startswith("  - S-001 inschrijver: land NL, ")
    assert lines[start + 2] == "  - S-001 aanbod: aandachtsgebieden geen"


def test_a_kind_is_named_by_what_officers_call_it_too(vault: Any) -> None:
    vault.read("S-001", tenderer_read(), offer_read())
    assert "Bevestigd: 1 × aanbod." in vault.confirm(kind="Aanbod").text


def test_a_rejection_tells_what_rests_on_it_and_the_fact_must_be_checked_again(vault: Any) -> None:
    signature = a_read_fact("signature", "uea", method="wet-scan", signatories=("A",), power="sole")
    (reading,) = vault.read("S-001", signature)
    vault.confirm(submission="S-001")
    (fact,) = vault.facts(Signature)
    told = vault.do("gelezen-verwerpen", readings=(reading,), reason="er staat geen handtekening").text
    assert (
        f"  - feit {fact.id}, S-001 ondertekening (uea): wijze van tekenen, ondertekenaars, bevoegdheid; het blijft "
        "gelden tot u het opnieuw nagaat, en de inschrijving wordt zolang niet gegund" in told.splitlines()
    )
    assert vault.statuses() == {("S-001", "signature"): Status.LAPSED}
    (task,) = [row for row in vault.office.rows("taken") if row["task"].startswith("bron vervallen")]
    assert task["about"].startswith("ondertekening uea: wijze van tekenen natte handtekening, gescand, ")
    (row,) = vault.office.rows("gelezen", status=Status.LAPSED)
    assert (row["reading"], row["status"]) == (reading, "bron vervallen")
    with pytest.raises(Refused, match="bron vervallen van wijze van tekenen"):
        vault.confirm(submission="S-001")


def test_a_fact_without_its_source_is_kept_by_a_reason(vault: Any) -> None:
    (reading,) = vault.read("S-001", offer_read())
    vault.confirm(submission="S-001")
    vault.do("gelezen-verwerpen", readings=(reading,), reason="ander blad")
    told = vault.do("afwijking-aanvaarden", readings=(reading,), reason="gezien op papier").text
    assert (
        "S-001 aanbod: blijft gelden zonder bron: producten Product 1 (was gelezen in formulier.docx)" in told
    )
    assert vault.statuses() == {}
    assert vault.facts(Confirmed)[-1].body == Confirmed("offer", (), ("products",))


def test_a_fact_without_its_source_is_corrected_or_taken_back(vault: Any) -> None:
    (reading,) = vault.read("S-001", offer_read())
    vault.confirm(submission="S-001")
    vault.do("gelezen-verwerpen", readings=(reading,), reason="ander blad")
    (fact,) = vault.facts(Offer)
    vault.do("feit-corrigeren", fact=fact.id, field="products", value="[]", reason="er is niets aangekruist")
    assert vault.statuses() == {}
    (fact,) = vault.facts(Offer)
    vault.do("feit-intrekken", fact=fact.id, reason="geen aanbod")
    assert vault.statuses() == {}


def read_again(vault: Any, earlier: int, body: ReadFact) -> tuple[int, ...]:
    draft = Draft(
        body, subject_read("S-001", body), happened_at=SUBMITTED, replaces=earlier, reason="opnieuw gelezen"
    )
    found: tuple[int, ...] = vault.record(draft)
    return found


def test_a_field_that_its_source_no_longer_gives_must_be_checked_again(vault: Any) -> None:
    (reading,) = vault.read("S-001", tenderer_read())
    vault.confirm(readings=(reading,))
    silent = {name: value for name, value in TENDERER.items() if name != "agb_code"}
    read_again(vault, reading, a_read_fact("tenderer", **silent))
    assert vault.statuses() == {("S-001", "tenderer"): Status.LAPSED}
    (row,) = [row for row in vault.office.rows("gelezen-veld") if row["status"] == "bron vervallen"]
    assert row["field"] == "AGB-code (agb_code)"


def test_another_source_that_says_the_same_carries_the_fact(vault: Any) -> None:
    form, _ = vault.read("S-001", tenderer_read(), tenderer_read("uea.xml"))
    vault.confirm(submission="S-001")
    vault.do("gelezen-verwerpen", readings=(form,), reason="ander blad")
    assert vault.statuses() == {("S-001", "tenderer"): Status.CONFIRMED}


def look_up(vault: Any, *found: str, **more: Any) -> int:
    vault.do(
        "naslag-vastleggen",
        submission="S-001",
        lookup="handelsregister",
        result="komt-overeen",
        source="register",
        done_on=vault.office.after,
        found=found,
        **more,
    )
    newest: int = max(fact.id for fact in vault.facts(ReadFact))
    return newest


def test_what_was_looked_up_speaks_for_nobody(vault: Any) -> None:
    silent = {name: value for name, value in TENDERER.items() if name != "agb_code"}
    (reading,) = vault.read("S-001", a_read_fact("tenderer", **silent))
    looked_up = a_read_fact("tenderer", "", "agb-register (naslag)", agb_code="00000001")
    vault.read("S-001", evolve(looked_up, reader=LOOKED_UP))
    told = vault.confirm(readings=(reading,)).text
    assert "AGB-code niet ingevuld (opgezocht: 00000001)" in told
    (fact,) = vault.facts(Tenderer)
    assert (fact.body.agb_code, fact.happened_at) == ("", SUBMITTED)
    assert vault.verdict() is Verdict.CLARIFY


def test_what_was_looked_up_contradicts(vault: Any) -> None:
    vault.read("S-001", tenderer_read())
    look_up(vault, "name=Geheel Anders")
    assert vault.statuses() == {("S-001", "tenderer"): Status.CONTRADICTORY}


def test_what_was_only_looked_up_waits_for_nobody(vault: Any) -> None:
    (reading,) = vault.read("S-001", tenderer_read())
    look_up(vault, "name=Voorbeeldzorg")
    vault.do("gelezen-verwerpen", readings=(reading,), reason="ander blad")
    assert vault.statuses() == {}
    finding = vault.office.finding("S-001", "PROEF").finding
    assert finding.explanation == "Er is nog geen inschrijver bekend."


def test_an_accepted_difference_stays_accepted_when_the_same_is_looked_up_again(vault: Any) -> None:
    vault.confirm(readings=vault.read("S-001", tenderer_read()))
    later = look_up(vault, "name=Voorbeeldzorg, voluit")
    vault.do("afwijking-aanvaarden", readings=(later,), reason="handelsnaam")
    look_up(vault, "name=Voorbeeldzorg, voluit", reason="nog eens")
    assert vault.statuses() == {("S-001", "tenderer"): Status.CONFIRMED}
    look_up(vault, "name=Iets anders", reason="nog eens")
    assert vault.statuses() == {("S-001", "tenderer"): Status.DIFFERS}


def test_halves_of_two_files_make_no_reference_that_anybody_gave(vault: Any) -> None:
    vault.read(
        "S-001",
        a_read_fact(
            "reference",
            "referentie-1",
            "a.docx",
            competences=(),
            client="X",
            clients=12,
            social_support_act=True,
        ),
        a_read_fact("reference", "referentie-1", "b.docx", first_day="2024-01-01", last_day="2025-01-01"),
    )
    assert vault.statuses() == {("S-001", "reference"): Status.INCOMPLETE}
    with pytest.raises(Refused) as refused:
        vault.confirm(submission="S-001")
    assert (
        "bronnen: geen enkel bestand geeft dit heel (a.docx: kerncompetenties, opdrachtgever, cliënten, onder de Wmo; "
        "b.docx: eerste dag, laatste dag)" in str(refused.value)
    )
    vault.do(
        "gegevens-vastleggen",
        submission="S-001",
        kind="reference",
        part="referentie-1",
        values=("first_day = 2024-01-01", "last_day = 2025-01-01"),
        reason="b.docx is het tweede blad",
    )
    assert vault.statuses() == {("S-001", "reference"): Status.CONFIRMED}
