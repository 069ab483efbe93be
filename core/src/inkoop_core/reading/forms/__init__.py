"""Reads the forms of a bid: what they are, and what is filled in."""

from inkoop_core.reading.forms.checking import check_form
from inkoop_core.reading.forms.content import FormContent, FormProblem
from inkoop_core.reading.forms.facts import document_doubts, form_facts
from inkoop_core.reading.forms.matching import FormMatch, best_form
from inkoop_core.reading.forms.opening import forms_content

__all__ = [
    "FormContent",
    "FormMatch",
    "FormProblem",
    "best_form",
    "check_form",
    "document_doubts",
    "form_facts",
    "forms_content",
]
