"""The vault reaches what `inschrijving.toml` reaches, with nothing typed: the officer looks and confirms.

What is compared is every finding of every tenderer: requirement, subject, verdict, consequence, source, notes and
explanation.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inkoop_core.access import Actor
from inkoop_core.bootstrap import found_desk
from inkoop_core.cli.demo import INTAKE, ScriptClock, installed_demo, lay_out_vault, play
from inkoop_core.desk.actions.intake import TakeIn
from inkoop_core.desk.actions.readings import ConfirmRead
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.readings import Status, targets
from inkoop_core.desk.vault import Taken, VaultReport, take_in_vault
from inkoop_core.domain.finding import Finding, Verdict
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.reading import Confirmed, ReadFact

TENDER = "dalfsen-wmo-2027"
BY_MAIL = "10-verdwaalde-postduif"
"""Came by e-mail, so the platform's table does not know it."""


ASKED = {
    ("machtiging", "alleen de naam wijst hierop"),
    ("bijlage-4-russische-partijen", "niet gelezen, maar wel ingevuld"),
}
"""A damaged file that only its name tells, and two forms with an explanation that no field of the map holds."""


class Vault:
    """A desk whose bids came from the vault, before and after the officer confirmed."""

    def __init__(self, desk: Desk, report: VaultReport, place: Path) -> None:
        self.desk, self.report, self.place = desk, report, place

    def status(self) -> dict[Status, int]:
        counted: dict[Status, int] = {}
        state = self.desk.state(TENDER)
        for target in targets(state.current, state.bodies):
            counted[target.status] = counted.get(target.status, 0) + 1
        return counted


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    place = tmp_path_factory.mktemp("kluis")
    demo = installed_demo()
    lay_out_vault(demo, place / "kluis")
    clock = ScriptClock(demo.founded)
    trust = tuple(file.read_bytes() for file in sorted(demo.trust.iterdir()))
    desk = found_desk(str(place / "desk.db"), sample=True, clock=clock, trust=trust)
    for step in demo.steps:
        clock.instant = step.at
        if step.action == INTAKE:
            break
        play(desk, demo.tender, step, demo.packages.parent)
    anna = desk.for_actor(Actor("adviseur.anna", stated=True))
    yield Vault(anna, take_in_vault(anna, TENDER, place / "kluis"), place / "kluis")
    desk.store.close()


@pytest.fixture(scope="module")
def before(vault: Vault) -> dict[str, list[Verdict]]:
    """The verdicts per tenderer before anybody confirmed anything."""
    return {
        item.tenderer: [found.finding.verdict for found in item.findings]
        for item in vault.desk.assessment(TENDER).submissions
    }


@pytest.fixture(scope="module")
def confirmed(vault: Vault, before: dict[str, list[Verdict]]) -> Vault:
    """The officer takes the bid by e-mail in by hand, which another confirms; then she confirms all that was read."""
    del before
    by_hand = TakeIn(
        vault.place / BY_MAIL,
        received_at=datetime(2026, 6, 11, 12, 20, tzinfo=UTC),
        channel="e-mail",
        reason="Voorbeeld: kop van het bericht in de postbus Inkoop",
    )
    asked = vault.desk.perform(INTAKE, TENDER, by_hand)
    assert asked.proposal is not None
    vault.desk.for_actor(Actor("adviseur.fatima", stated=True)).confirm(TENDER, asked.proposal)
    for package in vault.report.packages:
        if package.taken is Taken.IN:
            command = ConfirmRead(submission=package.submission, with_doubts=True)
            vault.desk.perform("gelezen-bevestigen", TENDER, command)
    return vault


def compared(finding: Finding) -> tuple[object, ...]:
    key = finding.key
    return (
        key.requirement,
        key.subject,
        finding.verdict,
        finding.consequence,
        finding.source,
        finding.notes,
        finding.explanation,
    )


def by_package(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    packages = {fact.subject: fact.body.name for fact in desk.state(TENDER).facts(PackageReceived)}
    return {
        packages[item.submission]: sorted((compared(found.finding) for found in item.findings), key=repr)
        for item in desk.assessment(TENDER).submissions
    }


def test_every_package_of_the_platform_is_taken_in(vault: Vault) -> None:
    taken = {item.package: item.taken for item in vault.report.packages}
    assert taken.pop(BY_MAIL) is Taken.REFUSED
    assert taken.pop("09-trage-zandloper.zip") is Taken.UNREAD
    assert set(taken.values()) == {Taken.IN}
    assert len(taken) == 18


def test_every_file_is_recognised_and_says_why(vault: Vault) -> None:
    files = [file for item in vault.report.packages for file in item.files]
    assert [file.file for file in files if not file.kind] == []
    assert all(file.why for file in files)
    asked = {(file.file.partition(".")[0], file.doubt.partition(":")[0]) for file in files if file.asked}
    assert asked == ASKED


def test_nothing_is_met_before_somebody_confirms(vault: Vault, before: dict[str, list[Verdict]]) -> None:
    told = [verdicts for verdicts in before.values() if len(set(verdicts)) > 1 or Verdict.PENDING in verdicts]
    assert len(told) == len(before) >= 19
    assert vault.report.complete is False  # one package came by another route


def test_after_confirming_nothing_waits(confirmed: Vault) -> None:
    assert set(confirmed.status()) == {Status.CONFIRMED}


def test_nothing_was_typed(confirmed: Vault) -> None:
    facts = confirmed.desk.state(TENDER).facts(Confirmed)
    assert facts
    assert [fact.body.typed for fact in facts if fact.body.typed] == []


def test_the_findings_are_those_of_the_typed_packages(confirmed: Vault, after_intake: Desk) -> None:
    read, typed = by_package(confirmed.desk), by_package(after_intake)
    assert read.keys() == typed.keys()
    for package, findings in typed.items():
        assert read[package] == findings, package


def test_taking_the_vault_in_again_changes_nothing(confirmed: Vault) -> None:
    head = confirmed.desk.store.head(TENDER)
    again = take_in_vault(confirmed.desk, TENDER, confirmed.place)
    assert {item.taken for item in again.packages if item.package != BY_MAIL} == {Taken.ALREADY}
    assert confirmed.desk.store.head(TENDER) == head


def test_every_reading_names_its_place(vault: Vault) -> None:
    values = [value for fact in vault.desk.state(TENDER).facts(ReadFact) for value in fact.body.values]
    assert len(values) > 500
    assert [value for value in values if not value.place] == []
