"""Record what a person looked up or saw: source, result, what was found, with the printout."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, NewFile, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.api.lookups import LookUpKind, LookUpResult, LookUpSort, Shows
from inkoop_core.assessment.changes import told_changes
from inkoop_core.desk.actions.subjects import known_read_submission, readable_since
from inkoop_core.desk.lookups import (
    identity_now,
    lookup_subject,
    reading_draft,
    shows_of,
    sort_of,
    told_lookup,
    unweighed,
)
from inkoop_core.desk.making import side_by_side
from inkoop_core.desk.readings import targets
from inkoop_core.desk.said import label_of
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.lookup import FoundValue, LookUp, LookUpSettled
from inkoop_core.domain.moment import Moment, shown
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.reading import ReadFact
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, Refused, Unknown

CANNOT = "De naslag kan zo niet worden vastgelegd:"


@frozen
class RecordLookUp:
    """Record a look-up or an observation of one's own."""

    submission: str = said("Inschrijving", refers="submission")
    lookup: str = said("Naslag", "bijvoorbeeld handelsregister; zie [[lookups]] van de aanbesteding")
    result: str = said("Uitkomst", "bijvoorbeeld komt-overeen; de naslag zegt welke er zijn")
    source: str = said("Bron", "waar is gekeken, of met wie is gesproken")
    done_on: datetime = said("Wanneer gedaan", "bijvoorbeeld 18-06-2026 09:30")
    about: str = said(
        "Waarover", "tenderer, een partij, referentie-1 of een stuk (uea, uea:partij)", default=OWN_PARTY
    )
    found: tuple[str, ...] = said(
        "Gevonden", "veld=waarde, zoals het er staat: name=Voorbeeld B.V.", default=()
    )
    explanation: str = said("Toelichting", default="", long=True)
    printout: Path | None = said("Afdruk", "bestand dat wordt bewaard", default=None)
    reason: str = said("Reden van opnieuw vastleggen", "als deze naslag er al was", default="", long=True)
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


@frozen
class SettleLookUp:
    """Say what is thought of a look-up that does not confirm, where no finding does so."""

    lookup: int = said("Naslag", "feitnummer, zie het overzicht naslag", refers="fact")
    reason: str = said("Beoordeling", "wat het betekent, en wat ermee is gedaan", long=True)


def problems(command: RecordLookUp) -> list[str]:
    """Texts that must be there."""
    return [] if command.source.strip() else ["source: zeg waar is gekeken of met wie is gesproken"]


def look_up(command: RecordLookUp, reader: Reader, moment: Moment) -> Outcome:
    """The look-up, in the place of the earlier one of the same kind and subject; with what it found as a reading.

    Raises Unknown for a submission or kind that is not there, Refused for content that was not read, a moment in
    the future, an observation of before the bid and a printout that cannot be read, CommandError with everything
    else that is wrong.
    """
    package = known_read_submission(reader, command.submission)
    state = as_reader(reader)
    kind = known_lookup(reader, command.lookup)
    require_past(command.done_on, moment)
    require_of_this_bid(state, kind, package, command.done_on)
    found, wrong = _found(command.found, kind)
    wrong += about_problems(state, command.submission, kind, command.about)
    result = kind.result(command.result)
    if result is None:
        known = ", ".join(one.id for one in kind.results)
        wrong.append(f"result: {command.result!r} is geen uitkomst van {kind.id}; kies uit {known}")
    if wrong or result is None:
        raise CommandError(CANNOT, wrong)
    printout = reader.kept_file(command.printout) if command.printout is not None else None
    body = LookUp(
        kind.id,
        command.about,
        result.id,
        command.source,
        command.explanation,
        found,
        printout.sha256 if printout else "",
        printout.name if printout else "",
    )
    drafts = lookup_drafts(
        state, command.submission, kind, body, command.done_on, command.timing_reason, command.reason
    )
    turned = told_changes(reader.assessment(), reader.assessment(with_facts=drafts))
    early = told_early(package, command.done_on)
    flagged = f" Let op: {early}." if early else ""
    if result.shows is Shows.CONFIRMS:
        flagged += _told_otherwise(state, command.submission, drafts)
    text = f"{told(command.submission, kind, body, result, printout)}{flagged} {turned}"
    return Outcome(drafts, text, tuple(_kept(printout)))


def _told_otherwise(state: ProcedureState, submission: str, drafts: tuple[Draft, ...]) -> str:
    """What was noted and differs from the bid, although the result is that it agrees; "" when nothing does."""
    noted = {draft.body.part: draft.body for draft in drafts if isinstance(draft.body, ReadFact)}
    lines = [
        f"{label_of(field.name)} {side_by_side(target.body, field, state.definition)}"
        for target in targets(state.supposing(*drafts).current, state.bodies)
        if target.submission == submission and target.part in noted and target.kind == noted[target.part].kind
        for field in target.fields
        if field.contradicts and field.name in {value.field for value in noted[target.part].values}
    ]
    if not lines:
        return ""
    return f" Let op: wat u noteert, is anders dan in de inschrijving: {'; '.join(lines)}. Klopt de uitkomst?"


def lookup_drafts(
    state: ProcedureState,
    submission: str,
    kind: LookUpKind,
    body: LookUp,
    done_on: datetime,
    timing_reason: str,
    reason: str,
) -> tuple[Draft, ...]:
    """The facts of one look-up, which keeps what its subject is now.

    Raises CommandError when the earlier one would be replaced without a reason.
    """
    subject = lookup_subject(submission, body.lookup, body.about)
    now = identity_now(state, submission, body.about)
    body = evolve(body, about_name=now.name, about_number=now.number, about_sha256=now.sha256)
    earlier = last_of(state.recorded, LookUp, subject)
    if earlier is not None and not isinstance(earlier.body, Withdrawn) and not reason.strip():
        raise CommandError(
            CANNOT,
            [
                f"reason: {kind.title} over {body.about} is al vastgelegd (feit {earlier.id}, "
                f"{shown(earlier.happened_at)}); geef een reden om dat te vervangen"
            ],
        )
    draft = Draft(
        body,
        subject,
        happened_at=done_on,
        replaces=earlier.id if earlier else None,
        timing_reason=timing_reason,
        reason=(reason or "opnieuw vastgelegd na intrekken") if earlier else "",
    )
    try:
        return (draft, *reading_draft(state, submission, kind, draft, draft.reason))
    except ValueError as problem:
        raise CommandError(CANNOT, [str(problem)]) from None


def known_lookup(reader: Reader, id: str) -> LookUpKind:
    """The kind of look-up of that id. Raises Unknown, naming the known ones."""
    for kind in reader.definition.lookups:
        if kind.id == id:
            return kind
    known = ", ".join(kind.id for kind in reader.definition.lookups) or "geen"
    raise Unknown(f"naslag {id!r} bestaat niet in deze aanbesteding; bekend: {known}.")


def require_past(done_on: datetime, moment: Moment) -> None:
    """Raises Refused for a moment that is still to come."""
    if done_on > moment.as_of:
        raise Refused(
            f"{shown(done_on)} ligt in de toekomst; leg een naslag of waarneming vast nadat zij is gedaan."
        )


def require_of_this_bid(
    state: ProcedureState, kind: LookUpKind, package: Fact[PackageReceived], done_on: datetime
) -> None:
    """Raises Refused for an observation of a bid that was not there yet, or that nobody might open yet."""
    since = readable_since(state, package)
    if kind.kind is LookUpSort.OBSERVATION and done_on < since:
        raise Refused(
            f"{kind.title}: op {shown(done_on)} kon {package.subject} nog niet worden gezien; dat kan sinds "
            f"{shown(since)}. Er is niets vastgelegd; controleer het tijdstip of kijk opnieuw."
        )


def told_early(package: Fact[PackageReceived], done_on: datetime) -> str:
    """That a look-up is older than the bid, in Dutch; "" when it is not."""
    received = package.body.received_at
    if done_on >= received:
        return ""
    return f"gedaan vóór ontvangst van de inschrijving ({shown(received)})"


def about_problems(state: ProcedureState, submission: str, kind: LookUpKind, about: str) -> list[str]:
    """What is wrong with the subject of a look-up, one line; [] when it is there and of a fitting sort."""
    sort = sort_of(state, submission, about)
    if sort is None:
        return [
            f"about: {about!r} bestaat niet bij {submission}; kies tenderer, een partij, een referentie of een stuk"
        ]
    if sort not in kind.about:
        fitting = " of ".join(one.label for one in kind.about)
        return [f"about: {kind.title} gaat over {fitting}, niet over {about!r}"]
    return []


def _found(texts: Iterable[str], kind: LookUpKind) -> tuple[tuple[FoundValue, ...], list[str]]:
    """The values that were noted, and what is wrong with them."""
    known = {field.id for field in kind.fields}
    found: dict[str, FoundValue] = {}
    wrong: list[str] = []
    for text in texts:
        field, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not value:
            wrong.append(f"found: {text!r} is geen veld=waarde")
        elif field not in known:
            names = ", ".join(sorted(known)) or "niets"
            wrong.append(f"found: {field!r} wordt bij {kind.title} niet genoteerd; wel: {names}")
        elif field in found:
            wrong.append(f"found: {field!r} is twee keer gegeven")
        else:
            found[field] = FoundValue(field, value)
    return tuple(found.values()), wrong


def _kept(printout: NewFile | None) -> Iterator[NewFile]:
    if printout is not None:
        yield printout


def told(
    submission: str, kind: LookUpKind, body: LookUp, result: LookUpResult, printout: NewFile | None
) -> str:
    """What was recorded, for the person; also that a printout that is wanted is not there."""
    kept = f" Afdruk {printout.name} bewaard ({printout.sha256[:8]}…)." if printout else ""
    if kind.printout and printout is None:
        kept = " Let op: hierbij hoort een afdruk; die is niet meegegeven."
    return f"{submission}: {kind.title} over {body.about} ({kind.kind.label}): {result.label}.{kept}"


def settle_problems(command: SettleLookUp) -> list[str]:
    """The weighing must be there in words."""
    return (
        [] if command.reason.strip() else ["reason: zeg wat u van de uitkomst vindt en wat ermee is gedaan"]
    )


def settle(command: SettleLookUp, reader: Reader, _moment: Moment) -> Outcome:
    """The look-up is weighed: it stays as it is, and asks for nothing more.

    Raises Conflict or Unknown for a look-up that does not stand, Refused for another fact and when there is nothing
    to weigh.
    """
    state = as_reader(reader)
    fact = state.fact(command.lookup)
    if not isinstance(fact.body, LookUp):
        raise Refused(f"feit {fact.id} is geen naslag of waarneming; zie `inkoop view naslag`.")
    known_read_submission(reader, fact.submission)
    if shows_of(state, fact.body) is Shows.CONFIRMS:
        raise Refused(f"feit {fact.id} bevestigt wat de inschrijving zegt; er is niets af te handelen.")
    if fact not in unweighed(state).get(fact.submission, ()):
        raise Refused(
            f"feit {fact.id} is al afgehandeld, of een bevinding noemt het al; zie `inkoop view naslag`."
        )
    draft = Draft(LookUpSettled(fact.id, command.reason), fact.subject)
    text = f"{fact.submission}: {told_lookup(state, fact)} is afgehandeld. Reden: {command.reason}"
    return Outcome((draft,), text)


LOOK_UP = Action(
    "naslag-vastleggen",
    "Naslag of waarneming vastleggen",
    RecordLookUp,
    (Role.ADVISER,),
    "submission",
    look_up,
    problems=problems,
)
SETTLE = Action(
    "naslag-afhandelen",
    "Naslag afhandelen die niet bevestigt",
    SettleLookUp,
    (Role.ADVISER,),
    "fact",
    settle,
    problems=settle_problems,
)
