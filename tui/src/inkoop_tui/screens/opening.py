"""Where a row leads."""

from collections.abc import Sequence

from inkoop_core.api.views import Column, Ref, Row
from inkoop_tui.screens.base import DeskScreen
from inkoop_tui.screens.procedure import ProcedureScreen
from inkoop_tui.screens.reading import ReadingScreen
from inkoop_tui.screens.row import RowScreen
from inkoop_tui.screens.submission import SubmissionScreen
from inkoop_tui.thing import Thing


def screen_of(procedure: str, row: Row, columns: Sequence[Column]) -> DeskScreen:
    """The screen of what a row is about; a row without one is shown in full with its actions."""
    thing = Thing.of(procedure, row.ref)
    procedure, ref = thing.procedure, Ref(thing.kind, thing.id)
    if ref.kind == "procedure":
        return ProcedureScreen(ref.id)
    if ref.kind == "submission":
        return SubmissionScreen(procedure, ref.id)
    if ref.kind == "finding" and thing.submission:
        return SubmissionScreen(procedure, thing.submission, chosen=thing)
    if ref.kind == "document":
        return SubmissionScreen(procedure, thing.submission, chosen=thing, tab="documenten")
    if ref.kind == "reading":
        return ReadingScreen(procedure, ref.id)
    if ref.kind == "score":
        return SubmissionScreen(procedure, thing.submission, tab="scores")
    return RowScreen(procedure, Row(ref, row.cells), columns)
