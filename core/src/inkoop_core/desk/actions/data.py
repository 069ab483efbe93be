"""Record one fact of a bid from what was read, from what an officer chooses of it, and from what he types."""

import re
from collections.abc import Iterable
from typing import Any

import attrs
from attrs import evolve, frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.confirming import (
    KINDS,
    Confirming,
    ends_of,
    happened_at,
    kind_of,
    named,
    targets_of,
    told_fields,
    told_standing,
    turned,
)
from inkoop_core.desk.actions.subjects import known_read_submission
from inkoop_core.desk.actions.typed import NO_TOML, toml_value
from inkoop_core.desk.lookups import known_parts
from inkoop_core.desk.making import body_of, value_of
from inkoop_core.desk.parts import SAID_IN_A_BID, field_names, hints_of, part_problem
from inkoop_core.desk.readings import FieldSaid, Target
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import Document, PackageReceived
from inkoop_core.domain.party import OWN_PARTY, Party
from inkoop_core.domain.role import Role
from inkoop_core.domain.submission import EspdResponse, Signature
from inkoop_core.errors import CommandError, Refused, Unknown
from inkoop_core.structure import strict

CANNOT = "Dit gegeven kan zo niet worden vastgelegd:"


@frozen
class RecordData:
    """One fact of a bid: what was read of it, with the values that the officer chooses or types."""

    submission: str = said("Inschrijving", refers="submission")
    kind: str = said("Soort", KINDS)
    reason: str = said("Reden", "waarom deze waarde, of welk stuk u hebt overgetypt", long=True)
    part: str = said(
        "Onderdeel", "bijvoorbeeld referentie-1, uea of een partij; leeg: de inschrijving zelf", default=""
    )
    values: tuple[str, ...] = said(
        "Waarden",
        "veld = waarde (TOML); veld = #12 neemt wat gelezen gegeven 12 zegt; veld = (leeg): niet ingevuld",
        default=(),
    )


@frozen
class Chosen:
    """What an officer says of the fields: values, fields left empty, and everything that is wrong with it."""

    values: dict[str, Any] = attrs.field(factory=dict)
    left_out: list[str] = attrs.field(factory=list)
    problems: list[str] = attrs.field(factory=list)


def reason_given(command: RecordData) -> list[str]:
    """A reason must be there."""
    return [] if command.reason.strip() else ["reason: geef een reden"]


def record(command: RecordData, reader: Reader, _moment: Moment) -> Outcome:
    """The fact with its confirmation; every problem of every field at once.

    Raises Unknown for a submission or kind that is not there, Refused when its content was not read or the fact
    stands already, CommandError for what is wrong with the values.
    """
    state = as_reader(reader)
    package = known_read_submission(state, command.submission)
    target = _target(command, state, package)
    if target.standing is not None:
        raise Refused(
            f"{named(target, state)} staat al vast: {told_standing(target)}. Verander het met feit-corrigeren "
            f"(--fact {target.standing.id})."
        )
    chosen = _chosen(command, target)
    made = body_of(target, state.definition, _with_hash(chosen.values, target, package), chosen.left_out)
    stated = {problem.partition(":")[0] for problem in chosen.problems}
    problems = [
        *chosen.problems,
        *(line for line in made.problems if line.partition(":")[0] not in stated),
    ]
    if problems:
        raise CommandError(CANNOT, problems)
    typed = tuple(name for name in field_names(target.body) if name in (*chosen.values, *chosen.left_out))
    item = Confirming(target, made, typed)
    when = happened_at(target) if target.readings else package.happened_at
    drafts = item.drafts(ends_of(state.recorded), when, command.reason)
    lines = [
        turned(reader, drafts),
        f"{named(target, state)} vastgelegd:",
        *told_fields(item, state.definition),
    ]
    if target.doubts:
        lines += ["Bij het lezen was er twijfel:", *(f"  - {doubt}" for doubt in target.doubts)]
    return Outcome(drafts, "\n".join([*lines, f"Reden: {command.reason}"]))


def _target(command: RecordData, state: ProcedureState, package: Fact[PackageReceived]) -> Target:
    """The target, also when nothing was read of it. Raises Unknown, CommandError for a part that cannot be."""
    kind = kind_of(command.kind, state)
    body = state.bodies.get(kind)
    if body not in SAID_IN_A_BID:
        known = ", ".join(
            f"{record.kind} ({record.label})"
            for record in state.records.values()
            if record.body in SAID_IN_A_BID
        )
        raise Unknown(f"soort {command.kind!r} kan zo niet worden vastgelegd; kies uit: {known}.")
    for target in targets_of(state):
        if (target.submission, target.kind, target.part) == (command.submission, kind, command.part):
            return target
    problem = part_problem(body, command.part) or _unknown_part(body, command, state, package)
    if problem:
        raise CommandError(CANNOT, [problem])
    target = Target(kind, command.submission, command.part, body)
    standing: tuple[Fact[Any], ...] = state.facts(body, target.subject)
    return evolve(target, standing=standing[-1] if standing else None)


def _unknown_part(
    body: type | None, command: RecordData, state: ProcedureState, package: Fact[PackageReceived]
) -> str:
    """That a file, party or document that the fact is about is not there, in Dutch; "" when it is."""
    if body is Document:
        files = [file.name for file in package.body.files]
        return "" if command.part in files else _not_there("bestand", command, files)
    parties = [OWN_PARTY, *known_parts(state, command.submission, "party", Party)]
    if body is EspdResponse:
        return "" if command.part in parties else _not_there("partij", command, parties)
    if body is Signature:
        document, _, party = command.part.partition(":")
        if document not in state.document_kinds:
            return _not_there("stuk", command, state.document_kinds)
        return "" if not party or party in parties else _not_there("partij", command, parties)
    return ""


def _not_there(what: str, command: RecordData, known: Iterable[str]) -> str:
    names = ", ".join(known) or "geen"
    return f"part: {command.submission} heeft geen {what} {command.part!r}; wel: {names}"


def _chosen(command: RecordData, target: Target) -> Chosen:
    """The values that the officer typed or picked, with everything that is wrong with them."""
    chosen = Chosen()
    for text in command.values:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals:
            chosen.problems.append(f"values: {text!r} is geen veld = waarde")
        elif name not in field_names(target.body):
            known = ", ".join(field_names(target.body))
            chosen.problems.append(f"{name}: dit veld bestaat niet; velden: {known}")
        elif name in chosen.values or name in chosen.left_out:
            chosen.problems.append(f"{name}: is twee keer genoemd")
        elif not value:
            chosen.left_out.append(name)
        else:
            _take(chosen, target, name, value)
    return chosen


def _take(chosen: Chosen, target: Target, name: str, text: str) -> None:
    assert target.body is not None, "a target of a known kind"
    picked = re.fullmatch(r"#([0-9]+)", text)
    if picked:
        try:
            chosen.values[name] = _picked(target, name, int(picked[1]))
        except ValueError as error:
            chosen.problems.append(f"{name}: {error}")
        return
    try:
        value, problems = strict(hints_of(target.body)[name], toml_value(text))
    except ValueError:
        chosen.problems.append(f"{name}: {text!r} {NO_TOML}")
        return
    if not problems:
        chosen.values[name] = value
    for line in problems:
        inside = line.startswith("[")
        chosen.problems.append(f"{name}{line}" if inside else f"{name}: {line.removeprefix(': ')}")


def _picked(target: Target, name: str, reading: int) -> Any:
    """What one reading says of a field. Raises ValueError."""
    for fact in target.readings:
        for value in fact.body.values:
            if fact.id == reading and value.field == name and target.body is not None:
                return value_of(target.body, name, value.value)
    (field,) = [field for field in target.fields if field.name == name] or [FieldSaid(name, ())]
    known = [str(source.reading) for item in field.said for source in item.sources]
    raise ValueError(
        f"gelezen gegeven {reading} zegt hier niets over; dat doen: {', '.join(known) or 'geen enkele'}"
    )


def _with_hash(values: dict[str, Any], target: Target, package: Fact[PackageReceived]) -> dict[str, Any]:
    """A document that was not read has the hash of the file as it came in."""
    if target.body is not Document or target.readings:
        return values
    hashes = {file.name: file.sha256 for file in package.body.files}
    return values | ({"sha256": hashes[target.part]} if target.part in hashes else {})


RECORD = Action(
    "gegevens-vastleggen",
    "Gegevens vastleggen",
    RecordData,
    (Role.ADVISER,),
    "reading",
    record,
    problems=reason_given,
)
