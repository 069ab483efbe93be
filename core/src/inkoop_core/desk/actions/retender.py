"""Put the missing part on the market again, unchanged but for its planning (§2.1.3, PRO-23)."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.fields import said
from inkoop_core.api.retender import RETENDER
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.decision import Amendment, NoteChoice, ProcedureAdded
from inkoop_core.domain.desk_records import DeskFounded
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.retender import RetenderDecided
from inkoop_core.domain.role import Role
from inkoop_core.domain.tender_document import TenderDocumentIssued
from inkoop_core.errors import CommandError, Refused, TenderFileError, Unknown
from inkoop_core.progress.coverage import Cell, Coverage, CoverageStage, coverage_among
from inkoop_core.tender.in_force import CLOSING_PATH, in_force_at_closing
from inkoop_core.tender.inline import inline_toml

CONTACT_PATH = "procedure.contact_person"
PLANNING = (CLOSING_PATH, CONTACT_PATH)
"""What may change in a re-tender; the dates of the question rounds are facts of their own."""
UNCHANGED = (
    "§2.1.3: bij een heraanbesteding van het ontbrekende deel wijzigen eisen, tarieven en productbeschrijvingen "
    "niet"
)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CANNOT = "Het ontbrekende deel kan zo niet opnieuw worden aanbesteed:"


@frozen
class DecideRetender:
    """Decide to tender the missing part again."""

    closing_at: datetime = said("Sluiting van de nieuwe procedure", "bijvoorbeeld 15-01-2027 10:00")
    reference: str = said("Kenmerk van de nieuwe procedure")
    reason: str = said("Motivering", long=True)
    mandate: str = said("Mandaat", "het mandaat of collegebesluit waarop de beslissing rust")
    products: tuple[str, ...] = said("Producten", "leeg: elk product dat ergens ontbreekt", default=())
    focus_areas: tuple[str, ...] = said(
        "Aandachtsgebieden", "leeg: elk aandachtsgebied waarin een van die producten ontbreekt", default=()
    )
    new_procedure: str = said(
        "Id van de nieuwe procedure", "leeg: de naam van deze met een volgnummer", default=""
    )
    beside: str = said(
        "Waarom ook wat niet ontbreekt",
        "als een gekozen product in een gekozen aandachtsgebied al een aanbieder heeft",
        long=True,
        default="",
    )


@frozen
class AddRetender:
    """Make the procedure that was decided on."""

    original: str = said("Oorspronkelijke procedure", refers="procedure")
    new_procedure: str = said("Id van de nieuwe procedure", "zoals in het besluit")
    contact_person: str = said("Contactpersoon", "leeg: die van de oorspronkelijke procedure", default="")


def problems(command: DecideRetender) -> list[str]:
    """Texts that must be there."""
    wrong = [
        f"{name}: vul in" for name in ("reference", "reason", "mandate") if not getattr(command, name).strip()
    ]
    if command.new_procedure and not _ID.fullmatch(command.new_procedure):
        wrong.append("new_procedure: alleen a-z, 0-9 en koppeltekens (voorbeeld-2026-h1)")
    return wrong


def decide(command: DecideRetender, reader: Reader, moment: Moment) -> Outcome:
    """The decision, with the products that a coupling asks beside the missing ones: requirements do not change.

    Raises Refused before the closing, for a closing that is not ahead and where nothing is missing, CommandError for
    a product or focus area that is not there or not missing, and for an id that is taken.
    """
    state = as_reader(reader)
    definition = state.definition
    if moment.as_of <= definition.procedure.closing_at:
        raise Refused("de procedure is nog niet gesloten; of iets ontbreekt, is nog niet te zeggen.")
    if command.closing_at <= moment.as_of:
        raise Refused(f"{shown(command.closing_at)} is al voorbij; kies een sluiting die nog komt.")
    coverage = coverage_among(definition, state.current, CoverageStage.POSSIBLE)
    if not coverage.gaps:
        raise Refused(
            "er ontbreekt niets: voor elk product is in elk aandachtsgebied een aanbieder (`inkoop view dekking`). "
            "Alleen een ontbrekend deel kan zo opnieuw worden aanbesteed (§2.1.3)."
        )
    areas = _areas(command, coverage)
    missing = command.products or tuple(
        dict.fromkeys(cell.product for cell in coverage.gaps if not areas or cell.area in areas)
    )
    new = command.new_procedure or _next_id(state)
    _require_missing(command, missing, areas, coverage, state, new)
    served = [
        cell
        for cell in coverage.cells
        if cell.product in missing and (not areas or cell.area in areas) and not cell.gap
    ]
    _require_reason(command, served)
    products = with_coupled(missing, definition)
    body = RetenderDecided(
        new,
        products,
        areas,
        command.closing_at,
        command.reference.strip(),
        command.reason,
        command.mandate,
        command.beside.strip(),
    )
    return Outcome((Draft(body, f"heraanbesteding/{new}"),), _told(body, missing, served, definition))


def _require_reason(command: DecideRetender, served: Sequence[Cell]) -> None:
    """Who chooses products and areas of which a part is not missing says why. Raises CommandError."""
    if served and (command.products or command.focus_areas) and not command.beside.strip():
        raise CommandError(
            _CANNOT,
            [
                f"beside: niet ontbrekend is {_cells(served)}; kies producten en aandachtsgebieden die alleen "
                "ontbreken, of zeg waarom dit mee moet (§2.1.3)"
            ],
        )


def _cells(cells: Iterable[Cell]) -> str:
    return "; ".join(
        f"{cell.product}{f' in {cell.area}' if cell.area else ''} (aangeboden door {', '.join(cell.submissions)})"
        for cell in cells
    )


def _areas(command: DecideRetender, coverage: Coverage) -> tuple[str, ...]:
    """The focus areas of the missing part, of the chosen products alone; () where none are loaded."""
    if command.focus_areas:
        return command.focus_areas
    short = {cell.area for cell in coverage.gaps if cell.product in (command.products or coverage.products)}
    return tuple(area for area in coverage.areas if area in short)


def _next_id(state: ProcedureState) -> str:
    made = len([fact for fact in state.recorded if isinstance(fact.body, RetenderDecided)])
    return f"{state.procedure}-h{made + 1}"


def _require_missing(
    command: DecideRetender,
    products: tuple[str, ...],
    areas: tuple[str, ...],
    coverage: Coverage,
    state: ProcedureState,
    new: str,
) -> None:
    wrong = []
    for area in command.focus_areas:
        if area not in coverage.areas:
            wrong.append(f"focus_areas: {area!r} is niet geladen; wel: {', '.join(coverage.areas) or 'geen'}")
    for product in products:
        if product not in coverage.products:
            wrong.append(f"products: {product!r} bestaat niet; wel: {', '.join(coverage.products)}")
        elif not [
            cell for cell in coverage.gaps if cell.product == product and (not areas or cell.area in areas)
        ]:
            wrong.append(f"products: {product} ontbreekt niet; alleen het ontbrekende deel kan (§2.1.3)")
    if new in state.store.chains() or new in [fact.body.procedure for fact in state.facts(RetenderDecided)]:
        wrong.append(f"new_procedure: {new!r} is al in gebruik; kies een ander id")
    if wrong:
        raise CommandError(_CANNOT, wrong)


def with_coupled(products: Iterable[str], definition: TenderDefinition) -> tuple[str, ...]:
    """These products and those that must be offered beside them (§2.1.4), in the order of the tender."""
    wanted = set(products)
    while True:
        asked = {
            product
            for coupling in definition.couplings
            if wanted.intersection(coupling.if_any)
            for product in coupling.requires
        }
        if asked <= wanted:
            break
        wanted |= asked
    return tuple(product.id for product in definition.products if product.id in wanted)


def _told(
    body: RetenderDecided, missing: tuple[str, ...], served: Sequence[Cell], definition: TenderDefinition
) -> str:
    beside = [product for product in body.products if product not in missing]
    lines = [
        f"Het ontbrekende deel wordt opnieuw aanbesteed als {body.procedure} ({body.reference}), sluiting "
        f"{shown(body.closing_at)}.",
        f"Producten: {definition.product_titles(body.products)}.",
        f"Aandachtsgebieden: {', '.join(body.focus_areas) or 'niet beperkt'}.",
    ]
    if beside:
        lines.append(
            f"Niet ontbrekend maar door een koppeling nodig: {', '.join(beside)}; de koppeling is een eis en blijft."
        )
    if served:
        why = body.beside or "producten en aandachtsgebieden gelden samen; de motivering moet ook dit dragen"
        lines.append(f"Let op, ook niet ontbrekend: {_cells(served)}. Reden: {why}")
    lines.append(
        f"{UNCHANGED}; alleen sluiting, contactpersoon en de data van de vragenrondes kunnen anders worden. Daarna "
        f"maakt de inkoopadviseur de procedure (heraanbesteding-toevoegen)."
    )
    return "\n".join(lines)


def add(command: AddRetender, reader: Reader, moment: Moment) -> Outcome:
    """The same text with the same amendments, limited to what was decided; documents and readings come along.

    Raises Unknown where nobody decided on it, Refused when it is there already or its closing is past,
    TenderFileError when it would not fit its plugins.
    """
    state = as_reader(reader)
    if reader.procedure != command.new_procedure:
        raise Refused(
            f"een heraanbesteding heet zoals besloten: {command.new_procedure!r}, niet {reader.procedure!r}."
        )
    if state.facts(ProcedureAdded):
        raise Refused(f"procedure {reader.procedure!r} staat al op dit bureau.")
    old = state.beside(command.original)
    added = old.added
    decided = next(
        (fact for fact in old.facts(RetenderDecided) if fact.body.procedure == command.new_procedure), None
    )
    if decided is None:
        raise Unknown(
            f"in {command.original} is niet besloten tot een heraanbesteding {command.new_procedure!r}; de beslisser "
            "neemt dat besluit met ontbrekend-deel-heraanbesteden."
        )
    if decided.body.closing_at <= moment.as_of:
        raise Refused(
            f"de sluiting van het besluit ({shown(decided.body.closing_at)}) is al voorbij; besluit opnieuw."
        )
    state.catalogue.required(old.in_force.tables.get("requires", {}))
    sample = any(isinstance(fact.body, DeskFounded) and fact.body.sample for fact in state.desk_facts)
    facts = (
        Draft(evolve(added.body, sample=sample)),
        *(
            Draft(one, subject=f"amendment/{one.path}")
            for one in _amendments(old, decided, command.contact_person.strip(), moment)
        ),
        *(
            Draft(evolve(fact.body, after_opening=False, turned=()), fact.subject)
            for fact in old.facts(NoteChoice)
        ),
        *(
            Draft(fact.body, fact.subject, happened_at=fact.happened_at)
            for fact in old.facts(TenderDocumentIssued)
        ),
    )
    supposed = state.supposing(*facts)
    wrong = supposed.definition_problems()
    if wrong:
        raise TenderFileError(f"{command.new_procedure} past niet bij zijn plugins:", wrong)
    info = supposed.definition.procedure
    return Outcome(
        facts,
        f"{info.title} ({info.reference}) toegevoegd als {info.id}: heraanbesteding van {command.original} (feit "
        f"{decided.id}), producten {', '.join(decided.body.products)}, sluiting {shown(info.closing_at)}. Gekozen "
        f"lezingen en geregistreerde stukken zijn overgenomen. {UNCHANGED}: een wijziging daarvan wordt geweigerd. "
        "Ken in de nieuwe procedure de rollen toe (rol-toekennen).",
    )


def _amendments(
    old: ProcedureState, decided: Fact[RetenderDecided], contact: str, moment: Moment
) -> tuple[Amendment, ...]:
    """What judged the original procedure, then what limits it; all of it in force from the start."""
    body, text = decided.body, old.added.body.text
    # Dated at the closing in the text at the latest: what takes force after a closing judges nothing.
    closing = in_force_at_closing(text, (), old.added.happened_at, old.procedure).closing_at
    start = min(moment.as_of, closing)
    kept = [
        evolve(one, in_force_from=start, transcription_quote="")
        for one in old.in_force.amendments
        if one.path != CLOSING_PATH
    ]
    title = f"{old.definition.procedure.title} (heraanbesteding van het ontbrekende deel)"
    scope = {
        "of": old.procedure,
        "fact": decided.id,
        "products": body.products,
        "source": {"document": "inkoopdocument", "paragraph": "§2.1.3"},
    }
    limits = {
        "procedure.id": body.procedure,
        "procedure.title": title,
        "procedure.reference": body.reference,
        **({CONTACT_PATH: contact} if contact else {}),
        **({"focus_areas": body.focus_areas} if body.focus_areas else {}),
        RETENDER: scope,
        CLOSING_PATH: body.closing_at,
    }
    source = f"besluit tot heraanbesteding in {old.procedure}, feit {decided.id}"
    return (
        *kept,
        *(Amendment(path, inline_toml(value), body.reason, source, start) for path, value in limits.items()),
    )


def planning_problem(path: str, state: ProcedureState) -> str:
    """Why this place may not change in a re-tender of the missing part; "" where it may, and in any other procedure."""
    scope = state.in_force.tables.get(RETENDER)
    if scope is None or path in PLANNING:
        return ""
    return (
        f"{path}: dit is een heraanbesteding van het ontbrekende deel van {scope['of']}. {UNCHANGED}. Alleen "
        f"{' en '.join(PLANNING)} kunnen worden gewijzigd."
    )


def require_same_document(letter: str, name: str, state: ProcedureState) -> None:
    """In a re-tender a document stays the version that came along. Raises Refused, naming the original procedure."""
    scope = state.in_force.tables.get(RETENDER)
    present = [fact.body.version for fact in state.facts(TenderDocumentIssued) if fact.body.letter == letter]
    if scope is not None and present:
        raise Refused(
            f"{name}: dit is een heraanbesteding van het ontbrekende deel van {scope['of']}, met versie {present[-1]}. "
            f"{UNCHANGED}, dus er komt geen nieuwe versie. De planning staat in de definitie en op het platform."
        )


def require_planning(path: str, state: ProcedureState) -> None:
    """In a re-tender of the missing part only planning changes. Raises Refused, naming the original procedure."""
    problem = planning_problem(path, state)
    if problem:
        raise Refused(problem)


DECIDE_RETENDER = Action(
    "ontbrekend-deel-heraanbesteden",
    "Ontbrekend deel heraanbesteden",
    DecideRetender,
    (Role.ADVISER, Role.DECISION_MAKER),
    "procedure",
    decide,
    irreversible=True,
    second_person=True,
    problems=problems,
    second_roles=(Role.DECISION_MAKER,),
)
ADD_RETENDER = Action(
    "heraanbesteding-toevoegen",
    "Heraanbesteding toevoegen",
    AddRetender,
    (Role.ADVISER, Role.ADMINISTRATOR),
    "desk",
    add,
)
