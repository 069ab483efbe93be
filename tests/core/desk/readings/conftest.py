"""A desk with packages of which the files were read, and nothing declared."""

from typing import Any

import pytest
from attrs import frozen

from inkoop_core.desk.actions.confirming import targets_of
from inkoop_core.desk.ports import EntryDraft
from inkoop_core.desk.readings import Status
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.finding import Verdict
from inkoop_core.domain.reading import ReadFact
from inkoop_core.testing.builders import SUBMITTED, a_file, a_package
from inkoop_core.testing.readings import subject_read

PROCEDURE = "klein-2026"


@frozen
class Vault:
    """A desk with packages of which the files were read, and nothing declared."""

    office: Any

    def record(self, *drafts: Draft) -> tuple[int, ...]:
        entry = EntryDraft(PROCEDURE, "proef", "0" * 64, "anna")
        facts: tuple[int, ...] = self.office.desk.store.append(entry, drafts).facts
        return facts

    def package(self, submission: str) -> None:
        body = a_package(name=submission, sha256=submission * 8, files=(a_file("scan.pdf"),))
        self.record(Draft(body, submission, happened_at=SUBMITTED))

    def read(self, submission: str, *bodies: ReadFact) -> tuple[int, ...]:
        return self.record(
            *(Draft(body, subject_read(submission, body), happened_at=SUBMITTED) for body in bodies)
        )

    def do(self, action: str, **fields: Any) -> Any:
        return self.office.do("anna", action, **fields)

    def confirm(self, **fields: Any) -> Any:
        return self.do("gelezen-bevestigen", **fields)

    def facts(self, body: type) -> tuple[Any, ...]:
        found: tuple[Any, ...] = self.office.desk.state(PROCEDURE).facts(body)
        return found

    def statuses(self) -> dict[tuple[str, str], Status]:
        found = targets_of(self.office.desk.state(PROCEDURE))
        return {(target.submission, target.kind): target.status for target in found}

    def verdict(self, submission: str = "S-001") -> Verdict:
        found: Verdict = self.office.finding(submission, "PROEF").finding.verdict
        return found


@pytest.fixture
def vault(office: Any) -> Vault:
    """One package, S-001, after the closing."""
    office.clock.instant = office.after
    made = Vault(office)
    made.package("S-001")
    return made
