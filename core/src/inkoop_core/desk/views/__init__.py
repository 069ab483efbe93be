"""Core's own views."""

from inkoop_core.api.views import View
from inkoop_core.desk.views.assessment import FINDINGS, MATRIX, SUBMISSION, TASKS
from inkoop_core.desk.views.dossier import DOCUMENTS, FACTS, JOURNAL, ODD_TIMINGS, PROPOSALS
from inkoop_core.desk.views.espd import ESPD_FILES
from inkoop_core.desk.views.form_check import FORM_CHECK
from inkoop_core.desk.views.house import PLUGINS, PROCEDURES, ROLES
from inkoop_core.desk.views.lookups import LOOKUPS
from inkoop_core.desk.views.readings import CONTRADICTIONS, READ, READ_FIELDS
from inkoop_core.desk.views.recognition import RECOGNITION
from inkoop_core.desk.views.scores import SCORES
from inkoop_core.desk.views.signatures import SIGNATURES
from inkoop_core.desk.views.tender import NOTES, PARAMETERS, PROVISIONS, REQUIREMENTS
from inkoop_core.desk.views.tender_documents import TENDER_DOCUMENTS

CORE_VIEWS: tuple[View, ...] = (
    PROCEDURES,
    MATRIX,
    SUBMISSION,
    FINDINGS,
    SCORES,
    DOCUMENTS,
    RECOGNITION,
    ESPD_FILES,
    SIGNATURES,
    LOOKUPS,
    READ,
    READ_FIELDS,
    CONTRADICTIONS,
    FACTS,
    TASKS,
    PROPOSALS,
    NOTES,
    REQUIREMENTS,
    PARAMETERS,
    PROVISIONS,
    TENDER_DOCUMENTS,
    FORM_CHECK,
    JOURNAL,
    ODD_TIMINGS,
    ROLES,
    PLUGINS,
)
