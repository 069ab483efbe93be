"""Who signed what, recorded by an officer."""

from datetime import UTC, datetime
from typing import Any

import pytest

from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.lookup import LookUp
from inkoop_core.domain.package import Document, FileProblem
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.reading import Confirmed, ReadFact, ReadValue
from inkoop_core.domain.submission import Signature, SigningMethod, SigningPower
from inkoop_core.errors import CommandError, Refused, Unknown
from inkoop_core.testing.builders import an_observation

SEEN = datetime(2026, 6, 15, 12, tzinfo=UTC)


def sign(office: Any, *who: str, **changes: Any) -> Any:
    fields: dict[str, Any] = {
        "submission": "S-001",
        "document": "uea",
        "method": SigningMethod.WET_SCAN,
        "signatories": who or ("A. Voorbeeld",),
        "power": SigningPower.SOLE,
    }
    return office.do("anna", "ondertekening-vastleggen", **(fields | changes))


@pytest.fixture
def signing(office: Any) -> Any:
    """The desk with a requirement that the ESPD is signed, and one submission."""
    ask(office, '{ document = "uea" }')
    office.take_in()
    return office


def ask(office: Any, parameters: str) -> None:
    for path, value in (("parameters", parameters), ("check", '"standard.signed"')):
        office.do(
            "anna",
            "wijziging-vastleggen",
            path=f"requirements.HAND.{path}",
            value=value,
            reason="ondertekening gevraagd",
            source="voorbeeld",
        )


def standing(office: Any, body: type) -> list[Any]:
    return list(office.desk.state(office.procedure).facts(body))


def a_reading(office: Any, **values: str) -> int:
    body = ReadFact(
        "signature",
        "uea",
        "uea.pdf",
        "0" * 64,
        "proef",
        "1",
        tuple(ReadValue(name, value, "bladzijde 1") for name, value in values.items()),
    )
    entry = EntryDraft(office.procedure, "proef", "0" * 64, "anna", stated=True)
    done = office.desk.store.append(entry, [Draft(body, "S-001/uea.pdf#signature/uea")])
    found: int = done.facts[0]
    return found


def test_it_is_recorded_and_tells_which_finding_turns(signing: Any) -> None:
    done = sign(signing)
    assert "Wachtte op gegevens, nu in orde:\n  - S-001: HAND" in done.text
    (fact,) = standing(signing, Signature)
    assert (fact.subject, fact.body.power) == ("S-001/uea", SigningPower.SOLE)


def test_another_one_replaces_it_with_a_reason(signing: Any) -> None:
    sign(signing)
    with pytest.raises(CommandError, match="reason: dit vervangt feit"):
        sign(signing, "B. Voorbeeld")
    with pytest.raises(Refused, match="verandert niets"):
        sign(signing)
    sign(signing, "B. Voorbeeld", reason="volgens het handelsregister")
    (fact,) = standing(signing, Signature)
    assert (fact.body.signatories, fact.reason) == (("B. Voorbeeld",), "volgens het handelsregister")


def test_withdrawn_it_can_be_recorded_again(signing: Any) -> None:
    sign(signing)
    signing.do("anna", "feit-intrekken", fact=standing(signing, Signature)[0].id, reason="verkeerd stuk")
    sign(signing)
    assert len(standing(signing, Signature)) == 1


def test_what_was_read_is_confirmed_with_it_and_what_was_typed_is_named(signing: Any) -> None:
    reading = a_reading(signing, document='"uea"', method='"wet-scan"', signatories='["B. Voorbeeld"]')
    assert signing.finding("S-001", "HAND").finding.verdict.value == "pending"
    with pytest.raises(CommandError) as caught:
        sign(signing, "A. Voorbeeld")
    assert caught.value.lines == (
        "reason: ondertekenaars: gelezen is B. Voorbeeld (uea.pdf, bladzijde 1), vastgelegd wordt A. Voorbeeld; "
        "geef een reden",
    )
    done = sign(signing, "A. Voorbeeld", reason="de naam staat onder de krabbel")
    assert "gelezen is B. Voorbeeld (uea.pdf, bladzijde 1), vastgelegd wordt A. Voorbeeld" in done.text
    (confirmed,) = standing(signing, Confirmed)
    assert confirmed.subject == "S-001/uea"
    assert confirmed.body == Confirmed("signature", (reading,), ("signatories", "power"))
    assert standing(signing, Signature)[0].entry == confirmed.entry
    assert signing.finding("S-001", "HAND").finding.verdict.value == "met"


def test_without_readings_nothing_is_confirmed(signing: Any) -> None:
    sign(signing)
    assert standing(signing, Confirmed) == []


def test_what_was_seen_of_the_paper_is_an_observation_of_its_own(signing: Any) -> None:
    sign(signing, wet_seen=SEEN)
    (fact,) = standing(signing, LookUp)
    assert (fact.body.lookup, fact.body.about, fact.body.result) == (
        "natte-handtekening-gezien",
        "uea",
        "gezien",
    )
    assert fact.happened_at == SEEN


def test_seeing_the_paper_later_leaves_the_signature_as_it_is(signing: Any) -> None:
    sign(signing)
    sign(signing, wet_seen=SEEN)
    assert len(standing(signing, Signature)) == len(standing(signing, LookUp)) == 1


def test_an_observation_that_the_tender_does_not_know_is_refused(signing: Any) -> None:
    with pytest.raises(Unknown, match="origineel-getoond"):
        sign(signing, original_shown=SEEN)
    assert standing(signing, Signature) == []


def test_unknown_documents_and_parties_are_told_together(signing: Any) -> None:
    with pytest.raises(CommandError) as caught:
        sign(signing, document="polis", party="combinant-9")
    assert [line.partition(":")[0] for line in caught.value.lines] == ["document", "party"]


@pytest.mark.parametrize(
    ("who", "changes", "told"),
    [
        (("",), {}, "een naam is leeg"),
        (("A", " a "), {}, "twee keer"),
        (("A",), {"method": SigningMethod.NONE}, "heeft niemand ondertekend"),
        (("A",), {"method": SigningMethod.DIGITAL, "wet_seen": SEEN}, "geen natte handtekening"),
    ],
)
def test_what_does_not_go_together_is_refused(
    signing: Any, who: tuple[str, ...], changes: dict[str, Any], told: str
) -> None:
    with pytest.raises(CommandError, match=told):
        sign(signing, *who, **changes)


def test_the_view_says_per_document_what_is_missing(signing: Any) -> None:
    (row,) = signing.rows("ondertekeningen")
    assert (row["kind"], row["file"], row["missing"]) == ("UEA", "uea.pdf", "wie heeft ondertekend en hoe")
    assert row["verdict"] == "wacht op gegevens"
    sign(signing, power=SigningPower.JOINT)
    (row,) = signing.rows("ondertekeningen", submission="S-001")
    assert row["missing"] == "tweede ondertekenaar; machtiging"
    assert (row["who"], row["power"], row["verdict"]) == (
        "A. Voorbeeld",
        "gezamenlijk bevoegd",
        "onduidelijk",
    )
    sign(signing, reason="bevoegdheid nagegaan")
    (row,) = signing.rows("ondertekeningen")
    assert (row["missing"], row["verdict"]) == ("", "voldoet")


def test_a_look_up_that_is_asked_beside_it_is_missing_until_it_is_made(office: Any) -> None:
    ask(office, '{ document = "uea", lookup = ["handelsregister", "natte-handtekening-gezien"] }')
    office.take_in()
    sign(office)
    (row,) = office.rows("ondertekeningen")
    assert row["missing"] == "naslag handelsregister; naslag natte-handtekening-gezien"
    assert row["verdict"] == "wacht op gegevens"
    sign(office, wet_seen=SEEN)
    office.do(
        "anna",
        "naslag-vastleggen",
        submission="S-001",
        lookup="handelsregister",
        result="komt-overeen",
        source="voorbeeldregister",
        done_on=SEEN,
    )
    (row,) = office.rows("ondertekeningen")
    assert (row["missing"], row["verdict"]) == ("", "voldoet")


def test_another_party_has_a_row_of_its_own(signing: Any) -> None:
    bodies = {
        "S-001/lid-1": Party("lid-1", PartyRole.MEMBER, "Verzonnen Lid"),
        "S-001/uea-lid.pdf": Document("uea", "uea-lid.pdf", "0" * 64, "lid-1"),
    }
    entry = EntryDraft(signing.procedure, "proef", "0" * 64, "anna", stated=True)
    signing.desk.store.append(entry, [Draft(body, subject) for subject, body in bodies.items()])
    sign(signing, "C. Voorbeeld", party="lid-1", power=SigningPower.ATTORNEY)
    own, other = signing.rows("ondertekeningen")
    assert (own["party"], own["verdict"]) == ("inschrijver", "wacht op gegevens")
    assert (other["party"], other["file"]) == ("lid-1", "uea-lid.pdf")
    assert (other["missing"], other["verdict"]) == ("machtiging", "voldoet niet")
    assert standing(signing, Signature)[0].subject == "S-001/uea:lid-1"


def test_a_power_of_attorney_that_cannot_be_used_is_missing(signing: Any) -> None:
    bodies = (
        Document("machtiging", "machtiging.pdf", "0" * 64),
        an_observation("machtiging.pdf", problem=FileProblem.DAMAGED),
    )
    entry = EntryDraft(signing.procedure, "proef", "0" * 64, "anna", stated=True)
    signing.desk.store.append(entry, [Draft(body, "S-001/machtiging.pdf") for body in bodies])
    sign(signing, power=SigningPower.ATTORNEY)
    (row,) = signing.rows("ondertekeningen")
    assert row["missing"] == f"bruikbare machtiging (machtiging.pdf: {FileProblem.DAMAGED.label})"


def test_of_a_package_that_was_not_read_the_row_says_so(signing: Any) -> None:
    signing.take_in(received_at="2026-06-15T10:00:01")
    (row,) = signing.rows("ondertekeningen", submission="S-002")
    assert (row["file"], row["verdict"]) == ("(niet in de inschrijving)", "wacht op gegevens")


def test_of_content_that_was_not_read_no_signature_is_recorded(signing: Any) -> None:
    signing.take_in(received_at="2026-06-15T10:00:01")
    with pytest.raises(Refused, match="niet gelezen"):
        sign(signing, submission="S-002")


def test_a_signature_in_a_package_that_was_let_in_late_counts_from_then(signing: Any) -> None:
    folder = signing.package(received_at="2026-06-15T10:00:01")
    late = signing.take_in(folder)
    done = signing.do("els", "pakket-toelaten", submission=late, path=folder, reason="storing")
    sign(signing, submission=late)
    (fact,) = standing(signing, Signature)
    assert fact.happened_at == done.recorded_at


def test_a_signature_does_not_outlive_the_file_it_was_seen_in(office: Any) -> None:
    ask(office, '{ document = "uea", lookup = "natte-handtekening-gezien" }')
    office.take_in()
    sign(office, wet_seen=SEEN)
    assert office.finding("S-001", "HAND").finding.verdict.value == "met"
    for file, kind in (("uea.pdf", ""), ("sg1.pdf", "uea")):
        office.do("anna", "document-aanwijzen", submission="S-001", file=file, kind=kind, reason="bekeken")
    finding = office.finding("S-001", "HAND").finding
    assert finding.verdict.value == "pending"
    assert "de ondertekening is vastgelegd voor een ander bestand" in finding.explanation
    sign(office, reason="ander bestand bekeken")
    finding = office.finding("S-001", "HAND").finding
    assert "gedaan toen hier nog een ander bestand stond; doe het opnieuw" in finding.explanation
    (row,) = office.rows("ondertekeningen")
    assert row["missing"] == "naslag natte-handtekening-gezien: niet voldoende, zie de toelichting"
    sign(office, wet_seen=SEEN, reason="opnieuw gezien")
    assert office.finding("S-001", "HAND").finding.verdict.value == "met"


def test_what_was_read_and_is_left_out_is_typed_too(signing: Any) -> None:
    a_reading(signing, method='"wet-scan"', signatories='["A. Echt","B. Echt"]', power='"joint"')
    with pytest.raises(CommandError) as caught:
        sign(signing, signatories=(), method=SigningMethod.NONE, power=SigningPower.UNKNOWN)
    assert [line.split(":")[1] for line in caught.value.lines] == [
        " wijze van tekenen",
        " ondertekenaars",
        " bevoegdheid",
    ]
    assert (
        "gelezen is A. Echt, B. Echt (uea.pdf, bladzijde 1), vastgelegd wordt geen" in caught.value.lines[1]
    )
    sign(
        signing,
        signatories=(),
        method=SigningMethod.NONE,
        power=SigningPower.UNKNOWN,
        reason="het vak is leeg",
    )
    (confirmed,) = standing(signing, Confirmed)
    assert (confirmed.body.typed, confirmed.reason) == (("method", "signatories", "power"), "het vak is leeg")


def test_the_paper_is_not_seen_before_it_came_in(signing: Any) -> None:
    with pytest.raises(Refused, match="nog niet worden gezien"):
        sign(signing, wet_seen=datetime(2026, 6, 12, 9, 29, 59, tzinfo=UTC))


def test_one_person_spelt_in_two_ways_signs_once(signing: Any) -> None:
    with pytest.raises(CommandError, match="twee keer"):
        sign(signing, "A. Voorbeeld", "A Voorbeeld")
