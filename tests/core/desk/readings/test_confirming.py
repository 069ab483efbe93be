"""Confirming what was read, choosing between sources, typing over a scan, rejecting and correcting."""

from collections.abc import Callable
from typing import Any

import pytest

from inkoop_core.desk.readings import Status
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.party import Party, PartyRole, Tenderer
from inkoop_core.domain.reading import Confirmed, ReadFact
from inkoop_core.domain.submission import Offer, OfferedProduct, Signature
from inkoop_core.errors import CommandError, Conflict, NotPermitted, Refused, Unknown
from inkoop_core.testing.builders import SUBMITTED
from inkoop_core.testing.readings import a_read_fact, offer_read, tenderer_read

PROCEDURE = "klein-2026"


def test_a_confirmed_reading_becomes_a_fact_with_a_confirmation_in_one_entry(vault: Any) -> None:
    (reading,) = vault.read("S-001", tenderer_read())
    assert vault.verdict() is Verdict.PENDING
    done = vault.confirm(readings=(reading,))
    (fact,), (confirmed,) = vault.facts(Tenderer), vault.facts(Confirmed)
    assert done.facts == (fact.id, confirmed.id)
    assert (fact.body.name, fact.happened_at, fact.by) == ("Voorbeeldzorg", SUBMITTED, "anna")
    assert confirmed.body == Confirmed("tenderer", (reading,))
    assert confirmed.subject == fact.subject == "S-001"
    assert vault.verdict() is Verdict.MET


def test_the_findings_that_turn_are_told_first_and_then_every_value_with_its_place(vault: Any) -> None:
    (reading,) = vault.read("S-001", tenderer_read())
    lines = vault.confirm(readings=(reading,)).text.splitlines()
    assert lines[:2] == [
        "Wachtte op gegevens, nu in orde:",
        "  - S-001: PROEF",
    ]
    assert "Bevestigd: 1 × inschrijver." in lines
    assert "  KvK-nummer: 00000001 (formulier.docx, tabel 1, rij 2)" in lines
    assert "  rechtsvorm: stichting (formulier.docx, tabel 1, rij 3)" in lines
    (silent,) = [line for line in lines if line.startswith("  Niet gelezen en niet ingevuld, dus: land NL")]
    assert "werknemers niet ingevuld" in silent
    assert "deel van een concern" not in silent


def test_a_dry_run_records_nothing(vault: Any) -> None:
    (reading,) = vault.read("S-001", tenderer_read())
    before = vault.office.desk.store.head(PROCEDURE)
    told = vault.confirm(readings=(reading,), dry_run=True).text
    assert told.startswith("Wachtte op gegevens, nu in orde:")
    assert vault.office.desk.store.head(PROCEDURE) == before
    assert vault.facts(Tenderer) == ()


def test_one_reading_confirms_all_that_agree_with_it(vault: Any) -> None:
    form, table = vault.read("S-001", tenderer_read(), tenderer_read("tabel.xlsx"))
    vault.confirm(readings=(table,))
    (confirmed,) = vault.facts(Confirmed)
    assert confirmed.body.readings == (form, table)


def test_three_tenderers_with_one_contradiction(vault: Any) -> None:
    vault.package("S-002")
    vault.package("S-003")
    for submission in ("S-001", "S-002", "S-003"):
        vault.read(submission, tenderer_read())
    vault.read("S-002", tenderer_read("uea.xml", agb_code="00000002"))
    told = vault.confirm(kind="tenderer").text
    assert "Bevestigd: 2 × inschrijver." in told
    assert (
        "  - S-002 inschrijver: agb_code: 00000001 (formulier.docx, tabel 1, rij 5) tegenover 00000002 "
        "(uea.xml, tabel 1, rij 5)" in told
    )
    assert [fact.subject for fact in vault.facts(Tenderer)] == ["S-001", "S-003"]
    assert vault.statuses()["S-002", "tenderer"] is Status.CONTRADICTORY


def test_when_nothing_can_be_confirmed_every_reason_is_told(vault: Any) -> None:
    vault.read(
        "S-001",
        a_read_fact("tenderer", name="A"),
        offer_read(products=(OfferedProduct("P9"),)),
    )
    with pytest.raises(Refused) as refused:
        vault.confirm(submission="S-001")
    told = str(refused.value)
    assert "S-001 inschrijver: legal_form: ontbreekt" in told
    assert "S-001 aanbod: products: 'P9' is onbekend; bekend zijn: P1" in told
    assert "gegevens-vastleggen" in told
    assert vault.facts(Confirmed) == ()


def test_among_more_than_one_what_is_doubtful_is_left_out_unless_it_is_asked_for(vault: Any) -> None:
    vault.read("S-001", tenderer_read(), offer_read(doubts=("vakje 3 is half aangekruist",)))
    told = vault.confirm(submission="S-001", dry_run=True).text
    assert "S-001 aanbod: twijfel: formulier.docx: vakje 3 is half aangekruist" in told
    assert "Bevestigd: 1 × inschrijver." in told
    told = vault.confirm(submission="S-001", with_doubts=True).text
    assert "Bevestigd: 1 × inschrijver, 1 × aanbod." in told
    assert "Bevestigd met twijfel" in told
    assert "  - S-001 aanbod: formulier.docx: vakje 3 is half aangekruist" in told


def test_one_alone_can_be_confirmed_with_its_doubt_which_is_repeated(vault: Any) -> None:
    (reading,) = vault.read("S-001", offer_read(doubts=("vakje 3 is half aangekruist",)))
    told = vault.confirm(readings=(reading,)).text
    assert "  - S-001 aanbod: formulier.docx: vakje 3 is half aangekruist" in told
    assert len(vault.facts(Offer)) == 1


def test_nobody_confirms_everything_by_leaving_everything_out(vault: Any) -> None:
    vault.read("S-001", tenderer_read())
    with pytest.raises(CommandError, match="noem gelezen gegevens"):
        vault.confirm()


def test_what_was_not_read_or_is_no_reading_cannot_be_confirmed(vault: Any) -> None:
    vault.read("S-001", tenderer_read())
    (package,) = [fact.id for fact in vault.office.desk.state(PROCEDURE).current if fact.subject == "S-001"]
    with pytest.raises(Unknown, match="is geen gelezen gegeven"):
        vault.confirm(readings=(package,))
    with pytest.raises(Unknown, match="soorten waarvan wel iets is gelezen: tenderer"):
        vault.confirm(kind="offer")
    with pytest.raises(Unknown, match="S-404"):
        vault.confirm(submission="S-404")


def test_only_an_adviser_confirms(vault: Any) -> None:
    (reading,) = vault.read("S-001", tenderer_read())
    for action, fields in (
        ("gelezen-bevestigen", {"readings": (reading,)}),
        ("gelezen-verwerpen", {"readings": (reading,), "reason": "x"}),
        ("afwijking-aanvaarden", {"readings": (reading,), "reason": "x"}),
        ("gegevens-vastleggen", {"submission": "S-001", "kind": "tenderer", "reason": "x"}),
    ):
        with pytest.raises(NotPermitted):
            vault.office.do("bram", action, **fields)


def test_who_confirms_what_another_just_confirmed_is_told_who_and_when(
    vault: Any, opened: Callable[..., Any], catalogue: Any
) -> None:
    (reading,) = vault.read("S-001", tenderer_read())
    vault.confirm(readings=(reading,))
    fatima = opened(catalogue, vault.office.clock, "fatima")
    command = fatima.action("gelezen-bevestigen").command((reading,))
    (fact,) = vault.facts(Tenderer)
    with pytest.raises(Conflict, match=rf"anna legde op 16-06-2026 .* feit {fact.id} vast"):
        fatima.perform("gelezen-bevestigen", PROCEDURE, command)
    assert len(vault.facts(Tenderer)) == 1


def test_a_fact_that_is_taken_back_waits_again_and_can_be_confirmed_again(vault: Any) -> None:
    (reading,) = vault.read("S-001", tenderer_read())
    vault.confirm(readings=(reading,))
    (fact,) = vault.facts(Tenderer)
    told = vault.do("feit-intrekken", fact=fact.id, reason="te vroeg").text
    assert told.startswith("Bevindingen die veranderen:\n  - S-001 PROEF: voldoet → wacht op gegevens")
    assert vault.statuses() == {("S-001", "tenderer"): Status.TO_CONFIRM}
    vault.confirm(readings=(reading,))
    (again,) = vault.facts(Tenderer)
    assert (again.reason, again.happened_at) == ("opnieuw bevestigd na intrekking", SUBMITTED)
    assert vault.verdict() is Verdict.MET


def test_what_is_read_after_the_confirmation_and_says_otherwise_must_be_settled(vault: Any) -> None:
    (first,) = vault.read("S-001", tenderer_read())
    vault.confirm(readings=(first,))
    (later,) = vault.read("S-001", tenderer_read("uea.xml", agb_code="00000002"))
    assert vault.statuses() == {("S-001", "tenderer"): Status.DIFFERS}
    with pytest.raises(Refused, match=r"vast staat 00000001\. Corrigeer feit \d+ \(feit-corrigeren\)"):
        vault.confirm(readings=(later,))
    vault.do("gelezen-verwerpen", readings=(later,), reason="het formulier gaat voor")
    assert vault.statuses() == {("S-001", "tenderer"): Status.CONFIRMED}


def test_a_difference_is_settled_by_correcting_the_fact_too(vault: Any) -> None:
    (first,) = vault.read("S-001", tenderer_read())
    vault.confirm(readings=(first,))
    vault.read("S-001", tenderer_read("uea.xml", agb_code="2"))
    (fact,) = vault.facts(Tenderer)
    told = vault.do(
        "feit-corrigeren", fact=fact.id, field="agb_code", value='"2"', reason="UEA, deel II"
    ).text
    assert told.startswith("Bevindingen die veranderen:\n  - S-001 PROEF: voldoet → voldoet niet\nFeit")
    assert vault.statuses() == {("S-001", "tenderer"): Status.CONFIRMED}


def test_a_difference_that_changes_nothing_is_accepted_with_a_reason(vault: Any) -> None:
    (first,) = vault.read("S-001", tenderer_read())
    vault.confirm(readings=(first,))
    (fact,) = vault.facts(Tenderer)
    (later,) = vault.read("S-001", tenderer_read("kvk (naslag)", name="Voorbeeldzorg, voluit"))
    with pytest.raises(CommandError, match="reason: geef een reden"):
        vault.do("afwijking-aanvaarden", readings=(later,), reason="")
    told = vault.do("afwijking-aanvaarden", readings=(later,), reason="dezelfde rechtspersoon").text
    assert told.splitlines()[:2] == [
        "Afwijking aanvaard:",
        "  - S-001 inschrijver: naam blijft Voorbeeldzorg, al is gelezen Voorbeeldzorg, voluit (kvk (naslag), "
        "tabel 1, rij 1)",
    ]
    assert vault.statuses() == {("S-001", "tenderer"): Status.CONFIRMED}
    assert vault.facts(Tenderer) == (fact,)
    assert vault.facts(Confirmed)[-1].body.readings == (first, later)
    with pytest.raises(Refused, match="hier wijkt niets af van wat vaststaat: S-001 inschrijver"):
        vault.do("afwijking-aanvaarden", readings=(later,), reason="nog eens")


def test_a_later_reading_differs_again_after_an_acceptance(vault: Any) -> None:
    vault.confirm(readings=vault.read("S-001", tenderer_read()))
    later = vault.read("S-001", tenderer_read("a.xml", name="A"))
    vault.do("afwijking-aanvaarden", readings=later, reason="gezien")
    vault.read("S-001", tenderer_read("b.xml", name="B"))
    assert vault.statuses() == {("S-001", "tenderer"): Status.DIFFERS}


def test_what_was_wrongly_read_is_rejected_with_a_reason(vault: Any) -> None:
    (reading,) = vault.read("S-001", tenderer_read())
    with pytest.raises(CommandError, match="reason: geef een reden"):
        vault.do("gelezen-verwerpen", readings=(reading,), reason=" ")
    with pytest.raises(CommandError, match="readings: noem ten minste één"):
        vault.do("gelezen-verwerpen", readings=(), reason="x")
    told = vault.do("gelezen-verwerpen", readings=(reading, reading), reason="dit is een voorbeeldblad").text
    assert told.splitlines()[-3:] == [
        "Verworpen, dit is niet wat er staat:",
        f"  - {reading}: S-001 inschrijver, formulier.docx",
        "Reden: dit is een voorbeeldblad",
    ]
    assert vault.statuses() == {}
    with pytest.raises(Conflict, match=f"feit {reading} is intussen vervangen: anna"):
        vault.do("gelezen-verwerpen", readings=(reading,), reason="nog eens")


def test_a_reading_of_a_submission_that_is_off_the_list_waits_for_nobody(vault: Any) -> None:
    vault.read("S-001", tenderer_read())
    vault.office.agreed("anna", "els", "inschrijving-intrekken", submission="S-001", reason="bericht")
    assert vault.statuses() == {}


def confirmed_fact(vault: Any, body: ReadFact, cls: type) -> Any:
    vault.confirm(readings=vault.read("S-001", body))
    (fact,) = vault.facts(cls)
    return fact


@pytest.mark.parametrize(
    ("kind", "part", "cls", "values", "field", "value"),
    [
        ("party", "a", Party, {"role": PartyRole.MEMBER, "name": "A"}, "id", '"b"'),
        ("signature", "uea", Signature, {"method": "none"}, "document", '"sg1"'),
    ],
)
def test_what_a_fact_is_about_cannot_be_corrected_away(
    vault: Any, kind: str, part: str, cls: type, values: dict[str, Any], field: str, value: str
) -> None:
    fact = confirmed_fact(vault, a_read_fact(kind, part, **values), cls)
    fields = {"fact": fact.id, "field": field, "value": value, "reason": "x"}
    with pytest.raises(Refused, match=rf"{field} zegt waar feit {fact.id} \(S-001/{part}\) over gaat"):
        vault.do("feit-corrigeren", **fields)
    with pytest.raises(Refused, match="heeft al die waarde"):
        vault.do("feit-corrigeren", **(fields | {"value": f'"{part}"'}))


def test_a_reading_and_a_confirmation_are_not_typed_over(vault: Any) -> None:
    (reading,) = vault.read("S-001", tenderer_read())
    for action, fields in (
        ("feit-intrekken", {}),
        ("feit-corrigeren", {"field": "kind", "value": '"offer"'}),
    ):
        with pytest.raises(Refused, match="verwerp het met gelezen-verwerpen"):
            vault.do(action, fact=reading, reason="x", **fields)
    vault.confirm(readings=(reading,))
    (confirmed,) = vault.facts(Confirmed)
    with pytest.raises(Refused, match="wordt niet overgetypt"):
        vault.do("feit-intrekken", fact=confirmed.id, reason="x")
