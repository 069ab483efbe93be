"""Core's own actions."""

from typing import Any

from inkoop_core.api.actions import Action
from inkoop_core.desk.actions.amendments import AMEND
from inkoop_core.desk.actions.checks import CHECK, REPORT_INCIDENT
from inkoop_core.desk.actions.data import RECORD
from inkoop_core.desk.actions.decisions import DECIDE
from inkoop_core.desk.actions.documents import APPOINT, READ_AGAIN
from inkoop_core.desk.actions.facts import CORRECT, WITHDRAW
from inkoop_core.desk.actions.intake import ADMIT, INTAKE, WITHDRAW_SUBMISSION
from inkoop_core.desk.actions.lookups import LOOK_UP, SETTLE
from inkoop_core.desk.actions.notes import CHOOSE
from inkoop_core.desk.actions.people import GRANT, REVOKE
from inkoop_core.desk.actions.procedures import ADD
from inkoop_core.desk.actions.readings import ACCEPT, CONFIRM, REJECT
from inkoop_core.desk.actions.rulings import RULE
from inkoop_core.desk.actions.scoring import CLOSE_SCORING, CONSENSUS, SCORE
from inkoop_core.desk.actions.scoring_sheets import TAKE_IN_SHEET
from inkoop_core.desk.actions.signatures import SIGN
from inkoop_core.desk.actions.tender_documents import REGISTER

CORE_ACTIONS: tuple[Action[Any], ...] = (
    ADD,
    GRANT,
    REVOKE,
    INTAKE,
    ADMIT,
    WITHDRAW_SUBMISSION,
    APPOINT,
    READ_AGAIN,
    CONFIRM,
    RECORD,
    REJECT,
    ACCEPT,
    CORRECT,
    WITHDRAW,
    CHECK,
    REPORT_INCIDENT,
    LOOK_UP,
    SETTLE,
    SIGN,
    AMEND,
    REGISTER,
    CHOOSE,
    RULE,
    SCORE,
    TAKE_IN_SHEET,
    CLOSE_SCORING,
    CONSENSUS,
    DECIDE,
)
