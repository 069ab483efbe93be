"""Roles of people in a procedure."""

from enum import Enum


class Role(Enum):
    ADVISER = "adviser"
    ASSESSOR = "assessor"
    CHAIR = "chair"
    DECISION_MAKER = "decision-maker"
    COMPLAINTS_HANDLER = "complaints-handler"
    LEGAL_COUNSEL = "legal-counsel"
    BIBOB_COORDINATOR = "bibob-coordinator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Role.ADVISER: "inkoopadviseur",
    Role.ASSESSOR: "beoordelaar",
    Role.CHAIR: "voorzitter beoordelingscommissie",
    Role.DECISION_MAKER: "beslisser (mandaat)",
    Role.COMPLAINTS_HANDLER: "klachtbehandelaar",
    Role.LEGAL_COUNSEL: "jurist",
    Role.BIBOB_COORDINATOR: "Bibob-coördinator",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "beheerder",
}

READERS = tuple(Role)
