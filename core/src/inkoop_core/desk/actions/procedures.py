"""Bring a tender onto the desk."""

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.fields import said
from inkoop_core.desk.state import as_reader
from inkoop_core.domain.canonical import canonical_json, digest
from inkoop_core.domain.decision import Amendment, ProcedureAdded
from inkoop_core.domain.desk_records import DeskFounded
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused, TenderFileError
from inkoop_core.tender.load import load_definition, tables_of, with_law

CONTACT_PATH = "procedure.contact_person"


@frozen
class AddProcedure:
    """Add a tender of an installed plugin."""

    tender: str = said("Aanbesteding", "id van de aanbesteding, zie `inkoop plugins`", refers="tender")
    contact_person: str = said(
        "Contactpersoon",
        "bij wie inschrijvers storingen melden, als het inkoopdocument niemand noemt",
        default="",
    )


def decide(command: AddProcedure, reader: Reader, moment: Moment) -> Outcome:
    """The definition's text and hash, and the contact person as its first amendment.

    Raises Refused when the procedure is there already, TenderFileError, PluginMissing.
    """
    state = as_reader(reader)
    if reader.procedure != command.tender:
        raise Refused(
            f"een procedure heet zoals haar aanbesteding: {command.tender!r}, niet {reader.procedure!r}."
        )
    if state.facts(ProcedureAdded):
        raise Refused(f"procedure {reader.procedure!r} staat al op dit bureau.")
    plugin, source = state.catalogue.tender(command.tender)
    text = with_law(source.text())
    contact = _contact_person(command, moment)
    state.catalogue.required(tables_of(text, command.tender).get("requires", {}))
    definition = load_definition(text, contact, state.catalogue.clause_types, f"{command.tender}/tender.toml")
    founded = [fact.body for fact in state.desk_facts if isinstance(fact.body, DeskFounded)]
    added = ProcedureAdded(
        tender=command.tender,
        plugin=plugin.name,
        plugin_version=plugin.version,
        text=text,
        sha256=digest(text.encode()),
        sample=any(body.sample for body in founded),
    )
    facts = (
        Draft(added),
        *(Draft(_at_closing(one, definition), subject=f"amendment/{one.path}") for one in contact),
    )
    problems = state.supposing(*facts).definition_problems()
    if problems:
        raise TenderFileError(f"{command.tender} past niet bij zijn plugins:", problems)
    return Outcome(
        facts=facts,
        text=(
            f"{definition.procedure.title} ({definition.procedure.reference}) toegevoegd met "
            f"{len(definition.requirements)} eisen, {len(definition.products)} producten en "
            f"{len(definition.notes)} noten. Contactpersoon: {definition.procedure.contact_person}."
        ),
    )


def _at_closing(amendment: Amendment, definition: TenderDefinition) -> Amendment:
    """In force at the closing at the latest, also where the tender comes to the desk after it."""
    return evolve(amendment, in_force_from=min(amendment.in_force_from, definition.procedure.closing_at))


def _contact_person(command: AddProcedure, moment: Moment) -> tuple[Amendment, ...]:
    if not command.contact_person.strip():
        return ()
    return (
        Amendment(
            path=CONTACT_PATH,
            value=canonical_json(command.contact_person.strip()).decode(),
            reason="opgegeven bij het toevoegen; het inkoopdocument noemt geen contactpersoon",
            source="opgave van de inkoopadviseur",
            in_force_from=moment.as_of,
        ),
    )


ADD = Action(
    id="procedure-toevoegen",
    label="Procedure toevoegen",
    command=AddProcedure,
    roles=(Role.ADVISER, Role.ADMINISTRATOR),
    about="desk",
    decide=decide,
)
