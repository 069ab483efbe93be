"""Core's own views."""

from inkoop_core.api.views import View
from inkoop_core.desk.views.assessment import FINDINGS, MATRIX, SUBMISSION, TASKS
from inkoop_core.desk.views.dossier import DOCUMENTS, FACTS, JOURNAL, ODD_TIMINGS, PROPOSALS
from inkoop_core.desk.views.house import PLUGINS, PROCEDURES, ROLES
from inkoop_core.desk.views.scores import SCORES
from inkoop_core.desk.views.tender import NOTES, PARAMETERS, PROVISIONS, REQUIREMENTS

CORE_VIEWS: tuple[View, ...] = (
    PROCEDURES,
    MATRIX,
    SUBMISSION,
    FINDINGS,
    SCORES,
    DOCUMENTS,
    FACTS,
    TASKS,
    PROPOSALS,
    NOTES,
    REQUIREMENTS,
    PARAMETERS,
    PROVISIONS,
    JOURNAL,
    ODD_TIMINGS,
    ROLES,
    PLUGINS,
)
