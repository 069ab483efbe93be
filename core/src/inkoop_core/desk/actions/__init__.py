"""Core's own actions."""

from typing import Any

from inkoop_core.api.actions import Action
from inkoop_core.desk.actions.amendments import AMEND
from inkoop_core.desk.actions.checks import CHECK, REPORT_INCIDENT
from inkoop_core.desk.actions.decisions import DECIDE
from inkoop_core.desk.actions.facts import CORRECT, WITHDRAW
from inkoop_core.desk.actions.intake import ADMIT, INTAKE, WITHDRAW_SUBMISSION
from inkoop_core.desk.actions.notes import CHOOSE
from inkoop_core.desk.actions.people import GRANT, REVOKE
from inkoop_core.desk.actions.procedures import ADD
from inkoop_core.desk.actions.rulings import RULE
from inkoop_core.desk.actions.scoring import CLOSE_SCORING, CONSENSUS, SCORE

CORE_ACTIONS: tuple[Action[Any], ...] = (
    ADD,
    GRANT,
    REVOKE,
    INTAKE,
    ADMIT,
    WITHDRAW_SUBMISSION,
    CORRECT,
    WITHDRAW,
    CHECK,
    REPORT_INCIDENT,
    AMEND,
    CHOOSE,
    RULE,
    SCORE,
    CLOSE_SCORING,
    CONSENSUS,
    DECIDE,
)
