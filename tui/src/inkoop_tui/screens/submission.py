"""A submission: its findings with everything behind them, its documents, its data and its scores."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TabbedContent, TabPane

from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.assessment.model import Assessed, Effect
from inkoop_core.desk.views.assessment import OfSubmission, OneSubmission
from inkoop_tui.asking import told
from inkoop_tui.document_text import document_content
from inkoop_tui.finding_text import finding_content
from inkoop_tui.look import Look, consequence_of, look_at, quiet, state_of
from inkoop_tui.offers import asks_nothing_but_submission
from inkoop_tui.screens.tabs import TabsScreen, ViewPane, numbered
from inkoop_tui.thing import Thing
from inkoop_tui.widgets.desk_header import DeskHeader
from inkoop_tui.widgets.lazy_table import HEADING, LazyTable
from inkoop_tui.widgets.table_panel import TablePanel
from inkoop_tui.widgets.view_panel import ViewPanel

COLUMNS = (
    Column("state", "Stand", ColumnKind.STATE),
    Column("requirement", "Eis"),
    Column("consequence", "Gevolg"),
    Column("explanation", "Toelichting"),
)


MORE = ("gelezen", "herkenning", "uea", "naslag", "ondertekeningen")
"""Views of one submission that follow its scores."""


def findings_table(look: Look, procedure: str, *, less: bool = False) -> Table:
    """The findings under a heading per step; less: only those that somebody should look at."""
    rows: list[Row] = []
    for number, label, findings in look.by_step():
        rows.append(Row(Ref(HEADING, str(number)), (label, "", "", "")))
        rows += [_row(look.submission, procedure, found) for found in findings if not (less and quiet(found))]
    failures = (*look.item.failures, *look.item.verification_failures) if look.item is not None else ()
    if failures:
        rows.append(
            Row(
                Ref(HEADING, "failures"),
                ("Onbeslist: deze regels konden niet worden uitgevoerd", "", "", ""),
            )
        )
        rows += [
            Row(
                Ref("failure", failure.requirement),
                ("! onbeslist", failure.requirement, "", f"plugin {failure.plugin}: {failure.reason}"),
            )
            for failure in failures
        ]
    return Table(COLUMNS, tuple(rows))


def _row(submission: str, procedure: str, found: Assessed) -> Row:
    key = found.finding.key
    about = f"{key.subject}: " if key.subject else ""
    stale = "oordeel VEROUDERD: " if found.stale else ""
    return Row(
        Ref("finding", Thing.finding(procedure, submission, key.requirement, key.subject).id),
        (
            state_of(found),
            key.requirement,
            consequence_of(found),
            stale + about + found.finding.explanation,
        ),
    )


class SubmissionScreen(TabsScreen):
    """One submission.

    chosen  the finding or document to begin with; tab: the tab to begin with
    """

    GUIDE: ClassVar[str] = (
        "Links de bevindingen per stap, wat u moet beoordelen bovenaan; rechts de gekozen bevinding met bron, noten, "
        "feiten en oordeel. Tab gaat naar de toelichting, zodat u haar kunt doorbladeren."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "rule", "oordeel", id="rule", tooltip="Oordelen over de gekozen bevinding"),
        Binding("m", "less", "minder", id="less", tooltip="Alleen tonen wat aandacht vraagt, of weer alles"),
        Binding(
            "n",
            "next_open",
            "volgende",
            id="next",
            tooltip="Naar de volgende bevinding die een oordeel vraagt",
        ),
        Binding(
            "s", "score", "score", id="score", tooltip="Score vastleggen, met een motivering per onderwerp"
        ),
        Binding("c", "consensus", "consensus", id="consensus", tooltip="Consensusscore vastleggen"),
    ]

    def __init__(
        self, procedure: str, submission: str, *, chosen: Thing | None = None, tab: str = "bevindingen"
    ) -> None:
        super().__init__(Thing(procedure, "submission", submission), f"{procedure} › {submission}")
        self._wanted = chosen
        self._tab = tab
        self._look: Look | None = None
        self._less = False

    def body(self) -> ComposeResult:
        submission, procedure = self.thing.id, self.thing.procedure
        yield Static("", id="standing")
        with TabbedContent(initial=f"tab-{self._tab}"):
            with TabPane("1 Bevindingen", id="tab-bevindingen"), Horizontal(classes="beside"):
                yield TablePanel(detail=False, id="findings")
                with VerticalScroll(id="finding", can_focus=True):
                    yield Static("", id="finding-text")
            with TabPane("2 Documenten", id="tab-documenten"), Horizontal(classes="beside"):
                yield ViewPanel(
                    "documenten", procedure, OfSubmission(submission), detail=False, id="documents"
                )
                with VerticalScroll(id="document", can_focus=True):
                    yield Static("", id="document-text")
            views = [
                ("gegevens", "inschrijving", OneSubmission(submission)),
                ("scores", "scores", OfSubmission(submission)),
                *(
                    (name, name, self.desk.views[name].arguments(submission=submission))
                    for name in self._more()
                ),
                *((view.id, view.id, view.arguments(submission=submission)) for view in self._plugin_views()),
            ]
            for place, (tab, view, arguments) in enumerate(views, 3):
                label = tab.capitalize() if place <= 4 else self.desk.views[view].label
                left_out = ("submission", "tenderer") if view in MORE else ()
                panel = ViewPanel(view, procedure, arguments, leave_out=left_out)
                yield ViewPane(numbered(place, label), panel, id=f"tab-{tab}")

    def _more(self) -> list[str]:
        return [name for name in MORE if name in self.desk.views]

    def _plugin_views(self) -> list[View]:
        return [
            view
            for view in self.desk.catalogue.views
            if view.about == "submission" and asks_nothing_but_submission(view)
        ]

    # -- reading

    def reload(self) -> None:
        super().reload()
        desk, procedure, submission = self.desk, self.thing.procedure, self.thing.id
        self.ask(lambda: look_at(desk, procedure, submission), self._looked, self._not_looked, group="look")

    def _not_looked(self, error: Exception) -> None:
        self.query_one("#findings", TablePanel).show_problem(told(error))

    def _looked(self, look: Look) -> None:
        panel = self.query_one("#findings", TablePanel)
        chosen = panel.table.chosen
        if self._look is not None and chosen is not None:
            self._wanted = Thing.of(self.thing.procedure, chosen.ref)
        self._look = look
        name = look.item.tenderer if look.item else ""
        named = f"{look.submission} {name}".rstrip()
        self.query_one(DeskHeader).refresh_desk(f"{self.thing.procedure} › {named}", named)
        self.query_one("#standing", Static).update(standing_content(look))
        table = findings_table(look, self.thing.procedure, less=self._less)
        panel.show(table, cursor=self._first_row(table))

    def _first_row(self, table: Table) -> int:
        """Where to begin: the finding that was asked for, else the first that asks for a ruling."""
        rows = table.source if isinstance(table.source, tuple) else ()
        if self._wanted is not None:
            for place, row in enumerate(rows):
                if row.ref.id == self._wanted.id:
                    return place
        for place, row in enumerate(rows):
            if str(row.cells[0]).startswith("?") and row.ref.kind != HEADING:
                return place
        return 1

    # -- choosing

    def chosen_finding(self) -> Assessed | None:
        """The finding at the cursor."""
        row = self.query_one("#findings", TablePanel).table.chosen
        if row is None or row.ref.kind != "finding" or self._look is None or self._look.item is None:
            return None
        thing = Thing.of(self.thing.procedure, row.ref)
        return next(
            (
                found
                for found in self._look.item.every_finding
                if (found.finding.key.requirement, found.finding.key.subject)
                == (thing.requirement, thing.subject)
            ),
            None,
        )

    def chosen_thing(self) -> Thing:
        if self.tabs.active in ("tab-bevindingen", "tab-documenten") and self.pane is not None:
            row = self.pane.query_one(LazyTable).chosen
            if row is not None and row.ref.kind in ("finding", "document"):
                return Thing.of(self.thing.procedure, row.ref)
        panel = self.panel()
        thing = panel.thing(self.thing.procedure) if panel and panel.view in MORE else None
        return thing or self.thing

    @on(LazyTable.Moved)
    def _moved(self, event: LazyTable.Moved) -> None:
        panel = event.table.parent
        if panel is None or event.row is None:
            return
        if panel.id == "findings":
            self._show_finding()
        elif panel.id == "documents":
            self._show_document(Thing.of(self.thing.procedure, event.row.ref).file)

    def _show_finding(self) -> None:
        found = self.chosen_finding()
        text = self.query_one("#finding-text", Static)
        if found is None or self._look is None:
            text.update("")
        else:
            text.update(finding_content(self._look, found))
        self.query_one("#finding").scroll_home(animate=False)

    def _show_document(self, file: str) -> None:
        look, desk = self._look, self.desk
        fact = next((item for item in look.documents if item.body.file == file), None) if look else None
        if look is None or fact is None:
            return
        body, seen = fact.body, look.observations.get(file)
        self.query_one("#document-text", Static).update(f"{file}: laden…")
        self.ask(
            lambda: document_content(desk, self.thing.procedure, self.thing.id, body, seen),
            self._document_read,
            lambda error: self._document_read(Content(told(error))),
            group="document",
        )

    def _document_read(self, content: Content) -> None:
        self.query_one("#document-text", Static).update(content)
        self.query_one("#document").scroll_home(animate=False)

    def open_row(self, event: LazyTable.Opened) -> None:
        panel = event.table.parent
        if panel is not None and panel.id == "findings":
            self.query_one("#finding").focus()
        elif panel is not None and panel.id == "documents":
            self.query_one("#document").focus()
        elif event.row.ref.kind == "score":
            self.action_score()

    # -- acting

    def action_rule(self) -> None:
        found = self.chosen_finding()
        if self.tabs.active != "tab-bevindingen" or found is None:
            self.notify("Kies eerst een bevinding op het tabblad Bevindingen.")
            return
        self.begin(self.chosen_thing(), "oordeel-vastleggen")

    def action_score(self) -> None:
        self.begin(self.thing, "score-vastleggen")

    def action_consensus(self) -> None:
        self.begin(self.thing, "consensus-vastleggen")

    def action_less(self) -> None:
        self._less = not self._less
        if self._look is not None:
            self._looked(self._look)

    def action_next_open(self) -> None:
        table = self.query_one("#findings", TablePanel).table
        rows = table.rows or ()
        if self._look is None:
            self.notify("De bevindingen zijn nog niet geladen.")
            return
        for place in (*range(table.cursor + 1, len(rows)), *range(min(table.cursor + 1, len(rows)))):
            if rows[place].ref.kind == "finding" and str(rows[place].cells[0]).startswith("?"):
                self.tabs.active = "tab-bevindingen"
                table.cursor = place
                return
        self.notify("Geen van de getoonde bevindingen vraagt nog een oordeel.")


def standing_content(look: Look) -> Content:
    """The submission in one line: every step with sign and word, the standing, the decision."""
    item = look.item
    if item is None:
        return Content("Deze inschrijving is niet beoordeeld.")
    open_ones = sum(found.effect is Effect.TO_RULE for found in item.every_finding)
    parts: list[Content | str | tuple[str, str]] = [
        ("  ".join(f"{step.number} {step.state.sign}" for step in item.steps), "bold"),
        f"   │ {item.standing.label}",
    ]
    if open_ones:
        parts.append((f"   │ ? {open_ones} te beoordelen", "bold $warning"))
    if item.award is not None:
        parts.append(f"   │ {item.award.total} punten")
    if item.decision is not None:
        parts.append((f"   │ besluit: {item.decision.body.outcome.label}", "bold"))
    return Content.assemble(*parts)
