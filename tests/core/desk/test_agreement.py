from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.desk.letters import content_of
from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.agreement import AgreementSigned, AwardNotice, Side, SigningSet
from inkoop_core.domain.course import CourseChange, DefinitiveAward
from inkoop_core.domain.decision import RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.letter import LetterKind
from inkoop_core.domain.submission import OfferedProduct, SigningMethod, SigningPower
from inkoop_core.errors import CommandError, NotPermitted, Refused
from inkoop_core.progress.coverage import CoverageStage

SOURCE = '{ document = "inkoopdocument", paragraph = "§2.5" }'
LOADED = {
    "agreement": "{ first_day = 2027-01-01, last_day = 2029-12-31, extensions = 3, extension_months = 12, "
    f"estimate = 1, ceiling = 2, source = {SOURCE} }}",
    "tariffs": '[{ product = "P1", unit = "uur", amount = 7500, valid_from = 2027-01-01, example = true, '
    f"source = {SOURCE} }}]",
    "signing": f'[{{ id = "voorwaarden", title = "Voorwaarden", document = "VI", version = "2024-09", '
    f'excluded = ["16"], source = {SOURCE} }}, {{ id = "garantie", title = "Garantie", when = "always", '
    f'requirements = ["HAND"], implied = true, source = {SOURCE} }}]',
    "tender_documents": f'[{{ id = "voorwaarden", letter = "VI", title = "Voorwaarden", source = {SOURCE} }}]',
}
DAY = timedelta(days=1)


def load(office: Any, *left_out: str) -> None:
    order = ("agreement", "tariffs", "tender_documents", "signing")
    for path in [name for name in order if name not in left_out]:
        office.do(
            "anna",
            "wijziging-vastleggen",
            path=path,
            value=LOADED[path],
            reason="voorbeeld",
            source="voorbeeld",
        )


def awarded(office: Any) -> str:
    """The id of a submission that was awarded definitively."""
    submission: str = office.take_in()
    office.do(
        "anna", "toets-vastleggen", submission=submission, requirement="HAND", met=True, explanation="gezien"
    )
    award_definitively(office, submission)
    return submission


def award_definitively(office: Any, submission: str) -> None:
    product = (OfferedProduct("P1"),)
    award = DefinitiveAward(1, product, "voldoet", "mandaatbesluit 2", ())
    office.desk.store.append(
        EntryDraft(office.procedure, "definitief-gunnen", "0" * 64, "els"),
        [Draft(award, f"{submission}/definitief")],
    )


def sign(office: Any, submission: str, side: Side, **changes: Any) -> Any:
    values: dict[str, Any] = {
        "submission": submission,
        "side": side,
        "signatory": f"Voorbeeldpersoon {side.label}",
        "power": SigningPower.SOLE,
        "method": SigningMethod.DIGITAL,
        "signed_at": office.clock.instant,
        "mandate": "mandaatbesluit 3" if side is Side.CLIENT else "",
    }
    return office.agreed("anna", "els", "ondertekening-overeenkomst", **(values | changes))


def tasks(office: Any) -> list[str]:
    return [row["task"] for row in office.rows("taken")]


def test_from_definitive_award_to_agreement(office: Any) -> None:
    load(office)
    submission = awarded(office)
    assert "ondertekenset vaststellen" in tasks(office)
    done = office.do("anna", "ondertekenset-vaststellen")
    assert "Bijlage VI Voorwaarden versie 2024-09, zonder de artikelen 16" in done.text
    assert "€ 75,00 per uur vanaf 01-01-2027 (VOORBEELDTARIEF)" in done.text
    assert "ondertekenen" in tasks(office)
    assert "nog nodig: ondertekening door de opdrachtgever" in sign(office, submission, Side.CONTRACTOR).text
    assert "de overeenkomst gesloten op" in sign(office, submission, Side.CLIENT).text
    (row,) = office.rows("overeenkomsten")
    assert row["state"] == "overeenkomst gesloten"
    assert row["since"] is not None
    assert not {"ondertekenset vaststellen", "ondertekenen"}.intersection(tasks(office))


def test_a_signature_before_the_award_is_recorded_as_an_alarm_and_told(office: Any) -> None:
    load(office)
    submission = office.take_in()
    done = sign(office, submission, Side.CONTRACTOR)
    assert "ALARM: Voorbeeldpersoon opdrachtnemer (opdrachtnemer) tekende" in done.text
    assert "telt niet mee" in done.text
    assert office.fact(submission, AgreementSigned).body.signing_set == 0
    assert "ALARM: te vroeg getekend" in tasks(office)
    (row,) = office.rows("overeenkomsten")
    assert "geen definitieve gunning" in row["alarm"]
    office.do(
        "anna", "toets-vastleggen", submission=submission, requirement="HAND", met=True, explanation="gezien"
    )
    award_definitively(office, submission)
    office.do("anna", "ondertekenset-vaststellen")
    sign(office, submission, Side.CLIENT)
    assert office.rows("overeenkomsten")[0]["state"] == "deels ondertekend", (
        "de vroege handtekening telt niet"
    )
    assert "overeenkomst gesloten" in sign(office, submission, Side.CONTRACTOR).text
    assert "ALARM: te vroeg getekend" in tasks(office), "een alarm verdwijnt niet"


@pytest.mark.parametrize("left_out", ["tariffs", "agreement"])
def test_a_set_in_which_something_mandatory_is_missing_is_refused(office: Any, left_out: str) -> None:
    load(office, left_out)
    submission = awarded(office)
    with pytest.raises(Refused, match="verplicht"):
        office.do("anna", "ondertekenset-vaststellen", submissions=(submission,), accepted="toch")
    with pytest.raises(Refused, match="geen enkele winnaar"):
        office.do("anna", "ondertekenset-vaststellen")
    rows = office.rows("ondertekenset")
    assert [row["state"] for row in rows if row["part"] == "ontbreekt"] == ["✗ verplicht"]


def test_what_is_only_implied_is_accepted_with_a_reason_and_a_second_person(office: Any) -> None:
    load(office)
    submission = office.take_in()
    award_definitively(office, submission)
    with pytest.raises(Refused, match="Garantie van Verzonnen Zorg 1 is er niet"):
        office.do("anna", "ondertekenset-vaststellen", submissions=(submission,))
    asked = office.do("anna", "ondertekenset-vaststellen", submissions=(submission,), accepted="volgt nog")
    assert asked.proposal is not None
    with pytest.raises(NotPermitted):
        office.of("fatima").confirm(office.procedure, asked.proposal)
    office.of("els").confirm(office.procedure, asked.proposal)
    body = office.fact(submission, SigningSet).body
    assert body.accepted == "volgt nog"
    assert "Garantie van Verzonnen Zorg 1 is er niet" in body.missing[0]
    assert "! aanvaard" in [row["state"] for row in office.rows("ondertekenset")]


def test_a_set_is_replaced_with_a_reason_until_the_agreement_exists(office: Any) -> None:
    load(office)
    submission = awarded(office)
    office.do("anna", "ondertekenset-vaststellen")
    first = office.fact(submission, SigningSet)
    with pytest.raises(Refused, match="geef een reden"):
        office.do("anna", "ondertekenset-vaststellen", submissions=(submission,))
    office.do("anna", "ondertekenset-vaststellen", submissions=(submission,), reason="fout hersteld")
    assert office.fact(submission, SigningSet).replaces == first.id
    sign(office, submission, Side.CONTRACTOR)
    sign(office, submission, Side.CLIENT)
    with pytest.raises(Refused, match="al gesloten"):
        office.do("anna", "ondertekenset-vaststellen", submissions=(submission,), reason="nog eens")


def test_a_winner_whose_readings_wait_has_no_complete_set(office: Any) -> None:
    load(office)
    submission = office.take_in()
    with pytest.raises(Refused, match="definitieve gunning ontbreekt"):
        office.do("anna", "ondertekenset-vaststellen", submissions=(submission,))


def test_the_same_signature_is_not_recorded_twice(office: Any) -> None:
    load(office)
    submission = awarded(office)
    office.do("anna", "ondertekenset-vaststellen")
    sign(office, submission, Side.CONTRACTOR)
    with pytest.raises(Refused, match="tekende deze set al"):
        sign(office, submission, Side.CONTRACTOR, signatory=" voorbeeldpersoon OPDRACHTNEMER ")


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"method": SigningMethod.NONE}, "method"),
        ({"signatory": " "}, "signatory"),
        ({"side": Side.CLIENT, "mandate": ""}, "mandate"),
        ({"side": Side.CLIENT, "party": "lid"}, "party"),
        ({"party": "onbekend"}, "party: 'onbekend' ondertekent niet; wel: tenderer"),
    ],
)
def test_a_signature_that_cannot_be_is_refused_at_its_field(
    office: Any, changes: dict[str, Any], text: str
) -> None:
    load(office)
    submission = awarded(office)
    with pytest.raises(CommandError, match=text):
        sign(office, submission, **({"side": Side.CONTRACTOR} | changes))


def test_a_signature_in_the_future_is_refused(office: Any) -> None:
    load(office)
    submission = awarded(office)
    with pytest.raises(Refused, match="toekomst"):
        sign(office, submission, Side.CONTRACTOR, signed_at=office.clock.instant + DAY)


def test_files_of_agreement_and_power_of_attorney_are_kept(office: Any, tmp_path: Path) -> None:
    load(office)
    submission = awarded(office)
    office.do("anna", "ondertekenset-vaststellen")
    paper, power = tmp_path / "overeenkomst.pdf", tmp_path / "volmacht.pdf"
    paper.write_bytes(b"getekend")
    power.write_bytes(b"volmacht")
    sign(
        office,
        submission,
        Side.CONTRACTOR,
        power=SigningPower.ATTORNEY,
        mandate="volmacht van 1 september",
        file=paper,
        mandate_file=power,
    )
    body = office.fact(submission, AgreementSigned).body
    assert office.desk.store.file(body.sha256) == b"getekend"
    assert office.desk.store.file(body.mandate_sha256) == b"volmacht"


def test_the_notice_is_recorded_once_and_only_of_what_was_awarded(office: Any) -> None:
    load(office)
    fields: dict[str, Any] = {"where": "TenderNed en TED", "number": "V-2026-1"}
    office.take_in()
    with pytest.raises(Refused, match="niets definitief gegund"):
        office.do("anna", "aankondiging-vastleggen", published_at=office.clock.instant, **fields)
    awarded(office)
    with pytest.raises(Refused, match="toekomst"):
        office.do("anna", "aankondiging-vastleggen", published_at=office.clock.instant + DAY, **fields)
    done = office.do("anna", "aankondiging-vastleggen", published_at=office.clock.instant, **fields)
    assert "nog niet getekend: S-002" in done.text
    assert len(office.desk.state(office.procedure).facts(AwardNotice)) == 1
    assert office.desk.state(office.procedure).facts(AwardNotice)[0].body.number == "V-2026-1"
    with pytest.raises(Refused, match="al vastgelegd"):
        office.do("anna", "aankondiging-vastleggen", published_at=office.clock.instant, **fields)


def test_a_decision_tells_what_it_does_to_the_coverage(office: Any) -> None:
    first, second = office.take_in(), office.take_in()
    for submission in (first, second):
        office.do(
            "anna",
            "toets-vastleggen",
            submission=submission,
            requirement="HAND",
            met=True,
            explanation="gezien",
        )
    office.scored(first, 8, 8)
    office.scored(second, 4, 8)
    office.agreed(
        "anna",
        "fatima",
        "oordeel-vastleggen",
        submission=second,
        requirement="MINIMUM-SG1",
        outcome=RulingOutcome.UPHOLD,
        reason="te weinig",
    )
    told = office.do(
        "anna", "gunningsbeslissing-nemen", reason="r", mandate="m", submissions=(second,), dry_run=True
    ).text
    assert f"Dekking: P1 heeft nog één aanbieder: {first} Verzonnen Zorg 1." in told
    assert (
        "Dekking"
        not in office.do(
            "anna", "gunningsbeslissing-nemen", reason="r", mandate="m", submissions=(first,), dry_run=True
        ).text
    )


def test_the_view_of_coverage_shows_gaps_and_says_that_no_areas_are_loaded(office: Any) -> None:
    office.take_in()
    rows = office.rows("dekking", stage=CoverageStage.OFFERED)
    assert [(row["product"], row["count"], row["state"]) for row in rows] == [("P1", 1, "! één aanbieder")]
    table = office.of("anna").view("dekking", office.procedure)
    assert "geen aandachtsgebieden geladen" in table.note
    assert {row["state"] for row in office.rows("dekking")} == {"✗ geen aanbieder"}


def test_who_has_an_agreement_is_named_when_the_procedure_is_stopped_and_hears_that_it_exists(
    office: Any,
) -> None:
    load(office)
    passage = f'{{ id = "halted", text = "Er is geen recht op vergoeding.", source = {SOURCE} }}'
    fields = {"path": "letters", "reason": "x", "source": "x"}
    fields["value"] = f'{{ court = "x", source = {SOURCE}, clauses = [{passage}] }}'
    office.do("anna", "wijziging-vastleggen", **fields)
    submission, other = awarded(office), office.take_in()
    office.do("anna", "ondertekenset-vaststellen")
    sign(office, submission, Side.CONTRACTOR)
    sign(office, submission, Side.CLIENT)
    stop = {"change": CourseChange.STOPPED, "reason": "geen geld", "mandate": "besluit 5"}
    told = office.agreed("anna", "els", "verloop-vastleggen", **stop).text
    assert f"er bestaat al een overeenkomst met {submission} (sinds " in told
    state = office.desk.state(office.procedure)
    letters = {
        about: str(content_of(state, LetterKind.STOP, about, date(2026, 8, 12)).sections)
        for about in (submission, other)
    }
    assert "sluiten op grond daarvan geen overeenkomst" not in letters[submission]
    assert "bestaat. Deze brief beëindigt of wijzigt haar niet" in letters[submission]
    assert "sluiten op grond daarvan geen overeenkomst" in letters[other]


def test_a_set_on_which_a_signature_stands_is_replaced_by_two_persons_and_says_what_lapses(
    office: Any,
) -> None:
    load(office)
    submission = awarded(office)
    office.do("anna", "ondertekenset-vaststellen")
    sign(office, submission, Side.CONTRACTOR)
    with pytest.raises(Refused, match="geef een reden"):
        office.do("anna", "ondertekenset-vaststellen", submissions=(submission,))
    fields = {"submissions": (submission,), "reason": "het adres klopte niet"}
    done = office.do("anna", "ondertekenset-vaststellen", **fields)
    assert "vervallen de handtekeningen van Voorbeeldpersoon opdrachtnemer (opdrachtnemer" in done.text
    office.of("els").confirm(office.procedure, done.proposal)
    assert "nog nodig" in sign(office, submission, Side.CLIENT).text


def test_tariffs_of_another_day_than_the_first_need_a_reason_and_a_second_person(office: Any) -> None:
    load(office)
    fields: dict[str, Any] = {"submissions": (awarded(office),), "tariffs_on": date(2027, 6, 1)}
    with pytest.raises(Refused, match="niet die van de eerste dag van de overeenkomst"):
        office.do("anna", "ondertekenset-vaststellen", **fields)
    done = office.do("anna", "ondertekenset-vaststellen", **fields, reason="indexering afgesproken")
    assert "de tarieven zijn die van 01-06-2027" in done.text
    assert done.proposal is not None


def test_a_signature_is_not_taken_back_by_one_person(office: Any) -> None:
    load(office)
    submission = awarded(office)
    office.do("anna", "ondertekenset-vaststellen")
    sign(office, submission, Side.CONTRACTOR)
    (fact,) = office.desk.state(office.procedure).facts(AgreementSigned)
    done = office.do("anna", "feit-intrekken", fact=fact.id, reason="toch niet")
    assert done.proposal is not None
