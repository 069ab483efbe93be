from datetime import date
from typing import Any

import pytest
from attrs import evolve

from inkoop_core.api.definition import Tariff, TenderDefinition
from inkoop_core.api.signing import SigningItem, SigningWhen
from inkoop_core.assessment.model import Assessed, Assessment, Effect
from inkoop_core.domain.agreement import PinnedDocument
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.finding import Consequence, Finding, FindingKey, Verdict
from inkoop_core.domain.party import BidForm, PartyRole
from inkoop_core.domain.request import EvidenceJudged, SubcontractorDecided
from inkoop_core.domain.submission import OfferedProduct
from inkoop_core.domain.tender_document import TenderDocumentIssued
from inkoop_core.progress.course import Course
from inkoop_core.progress.signing_set import Prepared, prepared_set
from inkoop_core.testing.builders import HASH, SOURCE, a_definition, a_party, a_tenderer
from inkoop_core.testing.courses import AGREEMENT, Story

AT = "2026-06-16T09:00"
LATE = "2026-09-20T09:00"
CONTRACT = SigningItem("overeenkomst", "Overeenkomst", SOURCE, document="V")
CONDITIONS = SigningItem(
    "voorwaarden",
    "Voorwaarden",
    SOURCE,
    document="VI",
    version="2024-09",
    excluded=("16", "20.1"),
    notes=("N-52",),
)
GUARANTEE = SigningItem(
    "moedergarantie",
    "Moedergarantie",
    SOURCE,
    when=SigningWhen.GROUP,
    requirements=("SUB-11",),
    evidence=("garantie",),
    implied=True,
    notes=("N-46",),
)
LIABILITY = SigningItem(
    "aansprakelijkheid",
    "Verklaring",
    SOURCE,
    when=SigningWhen.SUBCONTRACTORS,
    requirements=("SUB-02",),
    implied=True,
)


def a_tariff(amount: int, valid_from: date, product: str = "ib1", **changes: Any) -> Tariff:
    return evolve(Tariff(product, "uur", amount, valid_from, SOURCE), **changes)


TARIFF = a_tariff(7_500, date(2027, 1, 1), example=True)


def a_tender(*signing: SigningItem, tariffs: tuple[Tariff, ...] = (TARIFF,)) -> TenderDefinition:
    return a_definition(agreement=AGREEMENT, signing=signing or (CONTRACT,), tariffs=tariffs)


def won(definition: TenderDefinition, **tenderer: Any) -> Story:
    story = Story(definition=definition)
    story.add(a_tenderer(**tenderer), "S-001", AT)
    issue(story, "V", "1.0")
    award = DefinitiveAward(1, (OfferedProduct("ib1"),), "voldoet", "mandaat", ())
    story.add(award, "S-001/definitief", "2026-09-01T09:00")
    return story


def issue(story: Story, letter: str, version: str, at: str = "2026-04-13T09:00") -> None:
    body = TenderDocumentIssued(letter, "stuk", version, "TenderNed", "bericht", "stuk.pdf", HASH)
    story.add(body, f"aanbestedingsdocument/{letter}/{version}", at)


def missing(prepared: Prepared) -> list[str]:
    return [item.text for item in prepared.missing]


def with_finding(course: Course, requirement: str, subject: str, verdict: Verdict) -> Course:
    key = FindingKey("S-001", requirement, subject)
    finding = Finding(key, verdict, Consequence.MAY_REJECT, SOURCE, "toelichting")
    (item,) = course.assessment.submissions
    changed = evolve(item, findings=(Assessed(finding, Effect.FINE),))
    assessment: Assessment = evolve(course.assessment, submissions=(changed,))
    return evolve(course, assessment=assessment)


def test_the_set_holds_the_awarded_products_with_the_tariffs_of_that_day_alone() -> None:
    tariffs = (
        a_tariff(7_000, date(2026, 1, 1)),
        TARIFF,
        a_tariff(8_000, date(2027, 1, 2)),
        a_tariff(9_000, date(2027, 1, 1), "ib3"),
    )
    prepared = prepared_set(won(a_tender(tariffs=tariffs)).course(LATE), "S-001")
    assert prepared.missing == ()
    assert prepared.body is not None
    assert [(item.product, item.amount, item.example) for item in prepared.body.tariffs] == [
        ("ib1", 7_500, True)
    ]
    assert prepared.body.tariffs_on == date(2027, 1, 1)
    assert (prepared.body.first_day, prepared.body.last_day) == (date(2027, 1, 1), date(2029, 12, 31))
    assert [party.name for party in prepared.body.signatories] == ["Voorbeeldzorg B.V."]


@pytest.mark.parametrize(("day", "amount"), [(date(2027, 1, 1), 7_500), (date(2027, 1, 2), 8_000)])
def test_the_tariff_of_a_day_is_the_last_that_began(day: date, amount: int) -> None:
    tariffs = (TARIFF, a_tariff(8_000, date(2027, 1, 2)))
    prepared = prepared_set(won(a_tender(tariffs=tariffs)).course(LATE), "S-001", day)
    assert prepared.body is not None
    assert [item.amount for item in prepared.body.tariffs] == [amount]


def test_a_tariff_that_is_not_loaded_is_missing_and_mandatory() -> None:
    later = a_tariff(7_500, date(2027, 1, 2))
    prepared = prepared_set(won(a_tender(tariffs=(later,))).course(LATE), "S-001")
    assert [item.text for item in prepared.mandatory] == [
        "het tarief van ib1 op 01-01-2027 is niet geladen (wijziging-vastleggen, plaats tariffs; na de sluiting met "
        "een citaat)"
    ]


def test_conditions_are_pinned_to_their_version_with_the_excluded_articles() -> None:
    prepared = prepared_set(won(a_tender(CONTRACT, CONDITIONS)).course(LATE), "S-001")
    assert prepared.missing == ()
    assert prepared.body is not None
    assert prepared.body.documents[1] == PinnedDocument(
        "voorwaarden", "Bijlage VI Voorwaarden", "2024-09", "", ("16", "20.1")
    )


def test_another_registered_version_than_the_pinned_one_is_asked() -> None:
    story = won(a_tender(CONTRACT, CONDITIONS))
    issue(story, "VI", "2025-03")
    prepared = prepared_set(story.course(LATE), "S-001")
    assert "vastgezet op versie 2024-09, maar geregistreerd is versie 2025-03" in missing(prepared)[0]
    assert prepared.mandatory == ()


def test_a_document_is_pinned_to_the_version_of_the_closing() -> None:
    story = won(a_tender())
    issue(story, "V", "2.0", "2026-06-15T10:00:01")
    prepared = prepared_set(story.course(LATE), "S-001")
    assert prepared.body is not None
    assert prepared.body.documents[0].version == "1.0"
    assert prepared.body.documents[0].sha256 == HASH


def test_a_document_that_is_not_registered_is_missing_and_mandatory() -> None:
    data = SigningItem("data", "Verwerkingsverantwoordelijken", SOURCE, document="D")
    prepared = prepared_set(won(a_tender(CONTRACT, data)).course(LATE), "S-001")
    assert [item.text for item in prepared.mandatory] == [
        "Bijlage D Verwerkingsverantwoordelijken is niet geregistreerd (aanbestedingsdocument-vastleggen, letter D)"
    ]


@pytest.mark.parametrize(("group", "lacks"), [(False, 0), (True, 1)])
def test_a_parent_guarantee_is_asked_of_a_group_alone_and_is_implied(group: bool, lacks: int) -> None:
    prepared = prepared_set(won(a_tender(CONTRACT, GUARANTEE), group_member=group).course(LATE), "S-001")
    assert len(prepared.missing) == lacks
    assert prepared.mandatory == ()


@pytest.mark.parametrize(("verdict", "lacks"), [(Verdict.MET, 0), (Verdict.CLARIFY, 1)])
def test_a_guarantee_is_there_when_its_requirement_is_met(verdict: Verdict, lacks: int) -> None:
    course = won(a_tender(CONTRACT, GUARANTEE), group_member=True).course(LATE)
    prepared = prepared_set(with_finding(course, "SUB-11", "", verdict), "S-001")
    assert len(prepared.missing) == lacks


@pytest.mark.parametrize(("accepted", "lacks"), [(True, 0), (False, 1)])
def test_a_guarantee_that_came_later_must_be_accepted(accepted: bool, lacks: int) -> None:
    story = won(a_tender(CONTRACT, GUARANTEE), group_member=True)
    body = EvidenceJudged("garantie", "tenderer", (), accepted, "gezien")
    story.add(body, "S-001/bewijs/garantie/tenderer", "2026-09-02T09:00")
    assert len(prepared_set(story.course(LATE), "S-001").missing) == lacks


def test_only_consented_subcontractors_are_in_the_set_and_one_undecided_holds_it_up() -> None:
    story = won(a_tender(CONTRACT, LIABILITY))
    for name in ("een", "twee", "drie"):
        story.add(a_party(name), f"S-001/{name}", AT)
    for name, consent in (("een", True), ("twee", False)):
        body = SubcontractorDecided(name, consent, "gva", "mandaat")
        story.add(body, f"S-001/{name}/toestemming", "2026-08-01T09:00")
    prepared = prepared_set(story.course(LATE), "S-001")
    assert prepared.body is not None
    assert prepared.body.parties == ("een",)
    assert missing(prepared) == [
        "over toestemming voor onderaannemer Voorbeeldpartij drie is niet beslist",
        "Verklaring van onderaannemer Voorbeeldpartij een is er niet",
    ]
    assert [item.implied for item in prepared.missing] == [False, True]


def test_of_a_consortium_every_member_signs_and_none_may_be_unknown() -> None:
    story = won(a_tender(), bid_form=BidForm.CONSORTIUM)
    assert "de andere combinanten zijn niet vastgelegd" in missing(prepared_set(story.course(LATE), "S-001"))
    story.add(a_party("lid", PartyRole.MEMBER, trade_register_number="00000002"), "S-001/lid", AT)
    prepared = prepared_set(story.course(LATE), "S-001")
    assert prepared.missing == ()
    assert prepared.body is not None
    assert [party.id for party in prepared.body.signatories] == ["tenderer", "lid"]


def test_a_signatory_without_a_number_in_the_trade_register_is_missing_data() -> None:
    prepared = prepared_set(won(a_tender(), trade_register_number=" ").course(LATE), "S-001")
    assert missing(prepared) == ["het KvK-nummer van Voorbeeldzorg B.V. ontbreekt"]


def test_without_a_definitive_award_or_a_term_there_is_no_set() -> None:
    prepared = prepared_set(Story(definition=a_definition()).course(LATE), "S-001")
    assert prepared.body is None
    assert len(prepared.mandatory) == 2


def test_a_tender_that_does_not_say_what_is_signed_has_no_complete_set() -> None:
    definition = a_definition(agreement=AGREEMENT, tariffs=(TARIFF,))
    prepared = prepared_set(won(definition).course(LATE), "S-001")
    assert "staat niet wat er wordt ondertekend" in missing(prepared)[0]
    assert prepared.mandatory
