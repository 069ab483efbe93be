"""The content of a form by its media type."""

from inkoop_core.reading import media
from inkoop_core.reading.forms.content import FormContent
from inkoop_core.reading.forms.docx import docx_content
from inkoop_core.reading.forms.pdf_form import pdf_content

_READERS = {media.DOCX: docx_content, media.PDF: pdf_content}


def forms_content(media_type: str, data: bytes) -> FormContent | None:
    """What stands in a Word or PDF file; None for a file of another kind. Raises FormProblem."""
    reader = _READERS.get(media_type)
    return None if reader is None else reader(data)
