"""The versions of the tender documents by which a procedure is judged."""

from inkoop_core.api.actions import Reader
from inkoop_core.assessment.citing import Editions, editions_in_force
from inkoop_core.domain.tender_document import TenderDocumentIssued


def editions_of(reader: Reader) -> Editions:
    """The versions in force at the closing, as registered on this desk."""
    return editions_in_force(reader.definition, reader.facts(TenderDocumentIssued))
