"""Core's own views."""

from inkoop_core.api.views import View
from inkoop_core.desk.views.agreement import AGREEMENTS, SIGNING_SET
from inkoop_core.desk.views.assessment import FINDINGS, MATRIX, SUBMISSION, TASKS
from inkoop_core.desk.views.complaints import COMPLAINTS
from inkoop_core.desk.views.conduct import CONSENTS, INCIDENTS, INTERESTS, OPENING_VIEW
from inkoop_core.desk.views.coverage import COVERAGE
from inkoop_core.desk.views.deadlines import DEADLINES
from inkoop_core.desk.views.decided import DECISIONS, RULINGS
from inkoop_core.desk.views.dossier import DOCUMENTS, FACTS, JOURNAL, ODD_TIMINGS, PROPOSALS
from inkoop_core.desk.views.equal_treatment import EQUAL_TREATMENT
from inkoop_core.desk.views.espd import ESPD_FILES
from inkoop_core.desk.views.form_check import FORM_CHECK
from inkoop_core.desk.views.gates import GATES
from inkoop_core.desk.views.house import PLUGINS, PROCEDURES, ROLES
from inkoop_core.desk.views.letters import LETTERS
from inkoop_core.desk.views.lookups import LOOKUPS
from inkoop_core.desk.views.planning import PLANNING
from inkoop_core.desk.views.proceedings import PROCEEDINGS
from inkoop_core.desk.views.questions import NOTA, QUESTIONS
from inkoop_core.desk.views.readings import CONTRADICTIONS, READ, READ_FIELDS
from inkoop_core.desk.views.recognition import RECOGNITION
from inkoop_core.desk.views.records import RECORDS
from inkoop_core.desk.views.requests import REQUESTS
from inkoop_core.desk.views.scores import SCORES
from inkoop_core.desk.views.signatures import SIGNATURES
from inkoop_core.desk.views.tender import NOTES, PARAMETERS, PROVISIONS, REQUIREMENTS
from inkoop_core.desk.views.tender_documents import TENDER_DOCUMENTS
from inkoop_core.desk.views.today import TODAY
from inkoop_core.desk.views.verification import RECEIVED, VERIFICATION

CORE_VIEWS: tuple[View, ...] = (
    PROCEDURES,
    TODAY,
    MATRIX,
    SUBMISSION,
    FINDINGS,
    EQUAL_TREATMENT,
    REQUESTS,
    RULINGS,
    SCORES,
    DECISIONS,
    VERIFICATION,
    RECEIVED,
    GATES,
    DEADLINES,
    PLANNING,
    COVERAGE,
    SIGNING_SET,
    AGREEMENTS,
    DOCUMENTS,
    RECOGNITION,
    ESPD_FILES,
    SIGNATURES,
    LETTERS,
    LOOKUPS,
    READ,
    READ_FIELDS,
    CONTRADICTIONS,
    QUESTIONS,
    NOTA,
    COMPLAINTS,
    PROCEEDINGS,
    FACTS,
    TASKS,
    OPENING_VIEW,
    INCIDENTS,
    INTERESTS,
    CONSENTS,
    PROPOSALS,
    NOTES,
    REQUIREMENTS,
    PARAMETERS,
    PROVISIONS,
    TENDER_DOCUMENTS,
    FORM_CHECK,
    RECORDS,
    JOURNAL,
    ODD_TIMINGS,
    ROLES,
    PLUGINS,
)
