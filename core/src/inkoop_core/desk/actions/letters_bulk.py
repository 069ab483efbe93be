"""Register a whole round of letters from the list that went out with them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, NewFile, Outcome, Reader
from inkoop_core.api.fields import FieldProblem, fields_of, said, typed
from inkoop_core.api.send_list import SEND_COLUMNS
from inkoop_core.api.tables import TableFile
from inkoop_core.desk.actions.letters_sent import (
    CheckedLetter,
    RegisterSent,
    checked_letter,
    kept,
    letter_problems,
    sent_draft,
    told_sent,
)
from inkoop_core.desk.complaints import barred_from_letter
from inkoop_core.desk.letter_secrets import needs_second
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.role import Role
from inkoop_core.errors import CommandError, InkoopError, Refused

CANNOT = "De verzendlijst kan zo niet worden vastgelegd; er is niets vastgelegd:"
_FIELDS = {spec.name: spec for spec in fields_of(RegisterSent)}


@frozen
class RegisterList:
    """Register the letters of a list that was filled in."""

    list: Path = said("Verzendlijst", "het ingevulde Excel- of CSV-bestand")
    folder: Path | None = said("Map met de brieven", "leeg: de map van de lijst", default=None)
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


@frozen
class _Line:
    number: int
    texts: Mapping[str, str]


def register_list(command: RegisterList, reader: Reader, moment: Moment) -> Outcome:
    """All letters of the list in one outcome, each with its own number and times; a row without a time is not sent.

    Raises Refused for a file that is no list, CommandError with everything that is wrong, row by row: then
    nothing is registered.
    """
    state = as_reader(reader)
    table = state.packages.table(command.list)
    lines, unsent = _lines(table)
    folder = command.folder or command.list.parent
    letters: list[CheckedLetter] = []
    wrong: list[str] = []
    for line in lines:
        try:
            letter = checked_letter(
                _command(line, folder, command), state, [known.then for known in letters[-1:]]
            )
        except InkoopError as problem:
            wrong += [f"rij {line.number}: {told}" for told in _told(problem)]
            continue
        wrong += [f"rij {line.number}: {told}" for told in letter_problems(letter, state, moment)]
        letters.append(letter)
    wrong += _doubles(letters)
    if wrong:
        raise CommandError(CANNOT, wrong)
    drafts = tuple(sent_draft(letter, state) for letter in letters)
    second = needs_second(one for letter in letters for one in letter.differences)
    barred = tuple(one for letter in letters for one in barred_from_letter(reader, letter.command.about))
    return Outcome(drafts, _told_all(letters, unsent, state), tuple(_files(letters)), second, barred)


def _lines(table: TableFile) -> tuple[list[_Line], int]:
    """The rows that were sent, and how many were not.

    Raises Refused for a table with other heads, CommandError for two of one head and for rows that tell of a sending
    without its time.
    """
    if table.wrong:
        raise CommandError(CANNOT, table.wrong)
    heads = [cell.casefold() for cell in table.rows[0]] if table.rows else []
    wanted = {of.head.casefold(): of.field for of in SEND_COLUMNS}
    missing = [
        of.head
        for of in SEND_COLUMNS
        if of.head.casefold() not in heads and of.field in ("about", "kind", "sent_at", "file")
    ]
    if missing:
        raise Refused(
            f"{table.name} is geen verzendlijst: de kolom {' en '.join(missing)} ontbreekt in de eerste rij. Gebruik "
            "de lijst die `inkoop letters` bij de brieven schrijft."
        )
    doubles = [head for head, times in Counter(heads).items() if head in wanted and times > 1]
    if doubles:
        raise CommandError(
            CANNOT, [f"de kolom {head!r} staat er meer dan één keer; laat er één over" for head in doubles]
        )
    lines = [
        _Line(number, {wanted[head]: cell for head, cell in zip(heads, row, strict=False) if head in wanted})
        for number, row in enumerate(table.rows[1:], start=2)
        if any(row)
    ]
    sent = [line for line in lines if line.texts.get("sent_at", "").strip()]
    half = [
        f"rij {line.number}: sent_at: {', '.join(told)} is ingevuld en het tijdstip van verzending niet"
        for line in lines
        if line not in sent and (told := _told_of_sending(line))
    ]
    if half:
        raise CommandError(CANNOT, half)
    if not sent:
        raise Refused(f"in {table.name} staat bij geen enkele brief wanneer zij is verzonden; vul dat in.")
    return sent, len(lines) - len(sent)


def _told_of_sending(line: _Line) -> list[str]:
    """The heads of what somebody only fills in of a letter that was sent."""
    fields = ("message_number", "received_at", "accept")
    return [of.head for of in SEND_COLUMNS if of.field in fields and line.texts.get(of.field, "").strip()]


def _command(line: _Line, folder: Path, command: RegisterList) -> RegisterSent:
    """One row as command. Raises CommandError with every cell that cannot be read."""
    values, wrong = {}, []
    for name, text in line.texts.items():
        if name not in _FIELDS or not text.strip():
            continue
        try:
            values[name] = typed(_FIELDS[name], text)
        except FieldProblem as problem:
            wrong.append(f"{name}: {problem}")
    wrong += [f"{name}: vul in" for name in ("about", "kind", "file") if not line.texts.get(name, "").strip()]
    if wrong:
        raise CommandError(CANNOT, wrong)
    found = RegisterSent(**values, timing_reason=command.timing_reason)
    return evolve(found, file=folder / found.file)


def _told(problem: InkoopError) -> Sequence[str]:
    return problem.lines if isinstance(problem, CommandError) else [str(problem)]


def _doubles(letters: Sequence[CheckedLetter]) -> Iterator[str]:
    """One letter about the same once, and one number of the platform for one tenderer."""
    same = Counter((letter.command.about, letter.command.kind) for letter in letters)
    yield from (
        f"{about}: {kind.label} staat twee keer in de lijst" for (about, kind), n in same.items() if n > 1
    )
    whose: dict[str, set[str]] = {}
    for letter in letters:
        whose.setdefault(letter.command.message_number.strip(), set()).add(letter.command.about)
    yield from (
        f"berichtnummer {number} staat bij {len(them)} inschrijvers"
        for number, them in whose.items()
        if number and len(them) > 1
    )


def _files(letters: Sequence[CheckedLetter]) -> Iterator[NewFile]:
    return iter({letter.file.sha256: kept(letter.file) for letter in letters}.values())


def _told_all(letters: Sequence[CheckedLetter], unsent: int, state: ProcedureState) -> str:
    left = [f"Overgeslagen, zonder tijdstip van verzending: {unsent}."] if unsent else []
    days = {letter.command.sent_at for letter in letters}
    spread = (
        ["Let op: niet alle brieven van deze lijst zijn op hetzelfde moment verzonden."]
        if len(days) > 1
        else []
    )
    return "\n".join(
        [f"Vastgelegd als verzonden: {len(letters)}.", *spread, *left]
        + [told_sent(letter, state) for letter in letters]
    )


REGISTER_LIST = Action(
    "brieven-verzonden",
    "Verzonden brieven vastleggen met de verzendlijst",
    RegisterList,
    (Role.ADVISER,),
    "procedure",
    register_list,
)
