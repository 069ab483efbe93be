"""Contact incidents, interests of the committee, consents to publish, the opening."""

from collections.abc import Iterator
from typing import Any

from inkoop_core.access import holders, same_person
from inkoop_core.api.actions import Reader
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.interests import declaration_of, unknown_then
from inkoop_core.desk.opened_bids import oddities_of, opened_packages
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.desk.views.assessment import OfSubmission
from inkoop_core.domain.conduct import ConflictDeclared, PublicationConsent
from inkoop_core.domain.decision import Incident
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.opening import OpeningHeld, PersonPresent
from inkoop_core.domain.role import Role

COMMITTEE = (Role.ADVISER, Role.ASSESSOR, Role.CHAIR)


def incidents(arguments: OfSubmission, reader: Reader, _moment: Moment) -> Table:
    """Every contact incident, with who of the staff, how, and what was done with it."""
    return Table(
        (
            Column("submission", "Nr"),
            Column("happened_at", "Gebeurd", ColumnKind.INSTANT),
            Column("known_on", "Bekend op", ColumnKind.DAY),
            Column("recorded_at", "Vastgelegd", ColumnKind.INSTANT),
            Column("what", "Wat"),
            Column("by_whom", "Wie nam contact op"),
            Column("with_whom", "Met wie"),
            Column("how", "Hoe"),
            Column("done", "Wat ermee is gedaan"),
        ),
        tuple(
            Row(
                Ref("submission", fact.submission),
                (
                    fact.submission,
                    fact.happened_at,
                    fact.body.known_on,
                    fact.recorded_at,
                    fact.body.what,
                    fact.body.by_whom,
                    fact.body.with_whom,
                    fact.body.how,
                    fact.body.done,
                ),
            )
            for fact in as_reader(reader).facts(Incident)
            if arguments.submission in ("", fact.submission)
        ),
        "Incidenten",
    )


def interests(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Each member of the committee with what he declared, and whether that still tells everything."""
    state = as_reader(reader)
    facts = (*state.desk_facts, *state.current)
    people: dict[str, list[str]] = {}
    for role in COMMITTEE:
        for person in holders(role, facts):
            people.setdefault(person, []).append(role.label)
    for fact in state.facts(ConflictDeclared):
        people.setdefault(fact.body.person, [])
    needed = state.definition.award.conflict_declarations
    return Table(
        (
            Column("person", "Persoon"),
            Column("roles", "Rol"),
            Column("declared_at", "Verklaard", ColumnKind.INSTANT),
            Column("conflicts", "Belang bij"),
            Column("reason", "Welk belang"),
            Column("state", "Stand"),
        ),
        tuple(_interest_row(person, roles, state) for person, roles in sorted(people.items())),
        "Belangen",
        "Zonder verklaring wordt in deze procedure niet gescoord." if needed else "",
    )


def _interest_row(person: str, roles: list[str], state: ProcedureState) -> Row:
    declared = declaration_of(state, person)
    if declared is None:
        return Row(Ref("person", person), (person, ", ".join(roles), None, "", "", "nog niet verklaard"))
    body = declared.body
    later = unknown_then(state, declared)
    told = f"verklaard voordat {', '.join(later)} bekend was" if later else "verklaard"
    return Row(
        Ref("person", person),
        (
            person,
            ", ".join(roles),
            declared.recorded_at,
            ", ".join(body.submissions) or "geen",
            body.reason,
            told,
        ),
    )


def consents(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """The register of what was asked to be published, and what was answered."""
    return Table(
        (
            Column("consent", "Toestemming"),
            Column("who", "Wie"),
            Column("submission", "Nr"),
            Column("what", "Wat"),
            Column("state", "Stand", ColumnKind.STATE),
            Column("happened_at", "Wanneer", ColumnKind.INSTANT),
            Column("by_whom", "Beantwoord door"),
            Column("written", "Schriftelijk in"),
        ),
        tuple(
            Row(
                Ref("consent", fact.subject),
                (
                    fact.subject,
                    fact.body.who,
                    fact.body.submission,
                    fact.body.what,
                    fact.body.state.label,
                    fact.happened_at,
                    fact.body.by_whom,
                    fact.body.written,
                ),
            )
            for fact in as_reader(reader).facts(PublicationConsent)
        ),
        "Toestemmingen",
    )


def opening(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Who opened the bids and when; of each bid its package, its files with their hashes, and what was odd."""
    state = as_reader(reader)
    held = state.facts(OpeningHeld)
    rows = [row for fact in held for row in _opening_rows(fact, state)]
    for package in opened_packages(state):
        body = package.body
        came = f"{body.name}, ontvangen {shown(body.received_at)} via {body.channel} {body.message_number}".strip()
        rows.append((package.subject, "pakket", came, body.sha256))
        rows += [(package.subject, "bestand", file.name, file.sha256) for file in body.files]
        rows += [(package.subject, "bijzonderheid", line, "") for line in oddities_of(state, package)]
        rows += [
            (package.subject, "bijzonderheid (opening)", item.text, "")
            for fact in held
            for item in fact.body.irregularities
            if item.submission == package.subject
        ]
    return Table(
        (
            Column("about", "Over"),
            Column("what", "Wat"),
            Column("told", "Gegeven"),
            Column("sha256", "SHA-256"),
        ),
        tuple(Row(Ref("opening", cells[0]), cells) for cells in rows),
        "Opening",
        "" if held else "De opening door twee personen is nog niet vastgelegd (opening-vastleggen).",
    )


def _opening_rows(fact: Fact[OpeningHeld], state: ProcedureState) -> Iterator[tuple[str, str, str, str]]:
    yield fact.subject, "geopend", shown(fact.happened_at), ""
    for person in fact.body.present:
        yield fact.subject, "aanwezig", f"{person.name}, {person.role}", ""
    if fact.body.remarks:
        yield fact.subject, "opmerking", fact.body.remarks, ""
    second = confirmed_by(state, fact)
    there = "" if is_present(second, fact.body.present) else " (niet als aanwezige genoemd)"
    yield fact.subject, "vastgelegd", f"door {fact.by}, bevestigd door {second}{there}", ""


def confirmed_by(state: ProcedureState, fact: Fact[Any]) -> str:
    """The second person of the entry that recorded a fact; "" when there was none."""
    (entry,) = state.store.journal(state.procedure, fact.entry - 1, 1)
    return entry.second


def is_present(name: str, present: tuple[PersonPresent, ...]) -> bool:
    """Whether a person is named among those present."""
    return any(same_person(name, person.name) for person in present)


INCIDENTS = View("incidenten", "Incidenten", "submission", incidents, OfSubmission)
INTERESTS = View("belangen", "Belangen", "procedure", interests)
CONSENTS = View("toestemmingen", "Toestemmingen", "procedure", consents)
OPENING_VIEW = View("opening", "Opening", "procedure", opening)
