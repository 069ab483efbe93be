"""Core's own actions."""

from typing import Any

from inkoop_core.api.actions import Action
from inkoop_core.desk.actions.agreement import ANNOUNCE, DETERMINE
from inkoop_core.desk.actions.agreement_signed import SIGN_AGREEMENT
from inkoop_core.desk.actions.amendments import AMEND
from inkoop_core.desk.actions.answers import ANSWER_QUESTION
from inkoop_core.desk.actions.bulk_rulings import RULE_ALL
from inkoop_core.desk.actions.checks import CHECK, REPORT_INCIDENT
from inkoop_core.desk.actions.complaints import DECIDE_COMPLAINT, SUPPLEMENT_COMPLAINT, TAKE_IN_COMPLAINT
from inkoop_core.desk.actions.conduct import CONSENT, DECLARE
from inkoop_core.desk.actions.course import CHANGE_COURSE
from inkoop_core.desk.actions.data import RECORD
from inkoop_core.desk.actions.decisions import DECIDE
from inkoop_core.desk.actions.definitive import AWARD_DEFINITIVELY, WITHDRAW_DEFINITIVE
from inkoop_core.desk.actions.disputes_committee import DISPUTES_COMMITTEE
from inkoop_core.desk.actions.documents import APPOINT, READ_AGAIN
from inkoop_core.desk.actions.evidence import ASK_EVIDENCE
from inkoop_core.desk.actions.evidence_judged import JUDGE_EVIDENCE
from inkoop_core.desk.actions.evidence_received import TAKE_IN_EVIDENCE
from inkoop_core.desk.actions.facts import CORRECT, WITHDRAW
from inkoop_core.desk.actions.intake import ADMIT, INTAKE, WITHDRAW_SUBMISSION
from inkoop_core.desk.actions.judgments import CARRY_OUT, RECORD_JUDGMENT
from inkoop_core.desk.actions.letters import KEEP_TEMPLATE, MAKE
from inkoop_core.desk.actions.letters_bulk import REGISTER_LIST
from inkoop_core.desk.actions.letters_sent import REGISTER_RECEIVED, REGISTER_SENT
from inkoop_core.desk.actions.lookups import LOOK_UP, SETTLE
from inkoop_core.desk.actions.new_decision import DECIDE_ANEW
from inkoop_core.desk.actions.nota_publication import PUBLISH_NOTA
from inkoop_core.desk.actions.notas import ESTABLISH_NOTA
from inkoop_core.desk.actions.notes import CHOOSE
from inkoop_core.desk.actions.opening import OPENING
from inkoop_core.desk.actions.pause_choice import CHOOSE_PAUSE
from inkoop_core.desk.actions.people import GRANT, REVOKE
from inkoop_core.desk.actions.procedures import ADD
from inkoop_core.desk.actions.proceedings import RECORD_PROCEEDINGS
from inkoop_core.desk.actions.proceedings_parties import RECORD_APPEAL, RECORD_JOINED
from inkoop_core.desk.actions.question_exceptions import ADMIT_QUESTION, REFUSE_QUESTION
from inkoop_core.desk.actions.question_rounds import PLAN_ROUND
from inkoop_core.desk.actions.questions import TAKE_IN_QUESTION
from inkoop_core.desk.actions.readings import ACCEPT, CONFIRM, REJECT
from inkoop_core.desk.actions.reassessment import REASSESS
from inkoop_core.desk.actions.records import ESTABLISH_RECORD
from inkoop_core.desk.actions.replies import ADD_DOCUMENT, TAKE_REPLY
from inkoop_core.desk.actions.requests import ALLOW_REPAIR, ASK
from inkoop_core.desk.actions.retender import ADD_RETENDER, DECIDE_RETENDER
from inkoop_core.desk.actions.rulings import RULE
from inkoop_core.desk.actions.scoring import CLOSE_SCORING, CONSENSUS, SCORE
from inkoop_core.desk.actions.scoring_sheets import TAKE_IN_SHEET
from inkoop_core.desk.actions.signatures import SIGN
from inkoop_core.desk.actions.subcontractors import DECIDE_SUBCONTRACTOR
from inkoop_core.desk.actions.tender_documents import REGISTER
from inkoop_core.desk.actions.validity import ANSWER_EXTENSION, ASK_EXTENSION

CORE_ACTIONS: tuple[Action[Any], ...] = (
    ADD,
    ADD_RETENDER,
    GRANT,
    REVOKE,
    INTAKE,
    ADMIT,
    WITHDRAW_SUBMISSION,
    OPENING,
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
    CONSENT,
    DECLARE,
    LOOK_UP,
    SETTLE,
    SIGN,
    AMEND,
    REGISTER,
    PLAN_ROUND,
    TAKE_IN_QUESTION,
    ADMIT_QUESTION,
    REFUSE_QUESTION,
    ANSWER_QUESTION,
    ESTABLISH_NOTA,
    PUBLISH_NOTA,
    CHOOSE,
    RULE,
    RULE_ALL,
    ASK,
    ALLOW_REPAIR,
    TAKE_REPLY,
    ADD_DOCUMENT,
    SCORE,
    TAKE_IN_SHEET,
    CLOSE_SCORING,
    CONSENSUS,
    REASSESS,
    DECIDE,
    ASK_EVIDENCE,
    TAKE_IN_EVIDENCE,
    JUDGE_EVIDENCE,
    DECIDE_SUBCONTRACTOR,
    REGISTER_SENT,
    REGISTER_LIST,
    REGISTER_RECEIVED,
    KEEP_TEMPLATE,
    MAKE,
    ESTABLISH_RECORD,
    DECIDE_ANEW,
    ASK_EXTENSION,
    ANSWER_EXTENSION,
    AWARD_DEFINITIVELY,
    WITHDRAW_DEFINITIVE,
    CHANGE_COURSE,
    TAKE_IN_COMPLAINT,
    SUPPLEMENT_COMPLAINT,
    DECIDE_COMPLAINT,
    DISPUTES_COMMITTEE,
    RECORD_PROCEEDINGS,
    CHOOSE_PAUSE,
    RECORD_JOINED,
    RECORD_JUDGMENT,
    CARRY_OUT,
    RECORD_APPEAL,
    DETERMINE,
    SIGN_AGREEMENT,
    ANNOUNCE,
    DECIDE_RETENDER,
)
