"""Say what a file of a bid is, and read kept files again with the forms as they are now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.api.packages import Appointed, FileReading
from inkoop_core.assessment.unconfirmed import subject_of
from inkoop_core.desk.actions.confirming import told_losing
from inkoop_core.desk.actions.intake import reading_part
from inkoop_core.desk.actions.subjects import known_read_submission, known_submission
from inkoop_core.desk.added_documents import why_not_appointed
from inkoop_core.desk.review import told_decided
from inkoop_core.desk.state import ProcedureState, as_reader, draft_replacing, last_of
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import Document, Observation
from inkoop_core.domain.party import OWN_PARTY, KnownParty, Party, Tenderer
from inkoop_core.domain.reading import Confirmed, ReadFact
from inkoop_core.domain.role import Role
from inkoop_core.domain.submission import NONE_STATED
from inkoop_core.errors import Refused, Unknown

DOCUMENT = "document"
VANISHED = "opnieuw gelezen: dit staat er niet"
APPOINTED = "aangewezen: "
"""How the reason begins of what no longer holds since an officer said what the file is, or whose."""
AGAIN = "opnieuw gelezen"


@frozen
class AppointDocument:
    """Say what a file of a bid is."""

    submission: str = said("Inschrijving", refers="submission")
    file: str = said("Bestand", "naam zoals in het pakket")
    kind: str = said(
        "Soort", "soort stuk van de lijst, bijvoorbeeld uea; leeg: geen stuk van de lijst", default=""
    )
    party: str = said("Van", "tenderer, of de andere partij van wie het is", default=OWN_PARTY)
    reason: str = said("Reden", "waaraan u het zag", default="", long=True)


@frozen
class ReadAgain:
    """Read the kept files of a bid again, with the forms of the tender as they are now."""

    submission: str = said("Inschrijving", refers="submission")


def appoint(command: AppointDocument, reader: Reader, _moment: Moment) -> Outcome:
    """The file becomes that document, confirmed; what its form says is proposed.

    Raises Unknown for what the submission does not have, Refused when nothing would change.
    """
    state = as_reader(reader)
    package = known_submission(reader, command.submission)
    seen = _observed(reader, command.submission, command.file)
    _require_known(reader, command)
    subject = f"{command.submission}/{command.file}"
    if why := why_not_appointed(state, subject, command.kind, command.party):
        raise Refused(f"{command.file} kan niet {_called(command)} zijn: {why}.")
    body = Document(command.kind, command.file, seen.body.sha256, command.party)
    readings = tuple(
        fact for fact in reader.facts(ReadFact) if fact.body.kind == DOCUMENT and subject_of(fact) == subject
    )
    before = last_of(state.recorded, Document, subject)
    if before is not None and before.body == body:
        raise Refused(f"{command.file} is al vastgelegd als {_called(command)}; er is niets te veranderen.")
    if before is not None and not command.reason.strip():
        raise Refused(
            f"{command.file} was al vastgelegd; geef een reden waarom het nu {_called(command)} is."
        )
    drafts = [
        Draft(body, subject, happened_at=package.body.received_at)
        if before is None
        else draft_replacing(before, body, command.reason),
        Draft(Confirmed(DOCUMENT, tuple(fact.id for fact in readings), ("kind", "party")), subject),
    ]
    found: tuple[FileReading, ...] = ()
    if seen.body.sha256 and seen.body.size and command.kind:
        files = [(command.file, state.store.file(seen.body.sha256))]
        said = {command.file: Appointed(command.kind, command.party)}
        known = known_parties(state, command.submission)
        readings_now = state.packages.read_files(files, reader.definition, said, known)
        found = tuple(
            evolve(reading, read=tuple(fact for fact in reading.read if fact.kind != DOCUMENT))
            for reading in readings_now
        )
    why = f" Reden: {command.reason}" if command.reason.strip() else ""
    text = f"{command.submission}: {command.file} is {_called(command)}.{why}"
    gone = f"{APPOINTED}{command.file} is {_called(command)}.{why}"
    changes = _Changes(state, command.submission, {command.file}, documents=False, gone=gone)
    drafts += changes.drafts(found)
    told = [text, *changes.lines, *_losing(state, drafts), *told_decided(state, command.submission)]
    return Outcome(tuple(drafts), "\n".join(told))


def read_again(command: ReadAgain, reader: Reader, _moment: Moment) -> Outcome:
    """What is read now takes the place of what was read; what was confirmed stays, and differences show.

    Raises Unknown, Refused when the package was not read or nothing changes.
    """
    state = as_reader(reader)
    known_read_submission(reader, command.submission)
    observed = [
        fact.body
        for fact in reader.facts(Observation)
        if fact.submission == command.submission and fact.body.sha256 and fact.body.size
    ]
    files = [(seen.file, state.store.file(seen.sha256)) for seen in observed]
    said, known = _appointed(state, command.submission), _known(state, command.submission)
    found = state.packages.read_files(files, reader.definition, said, known)
    changes = _Changes(state, command.submission, {seen.file for seen in observed})
    drafts = changes.drafts(found)
    if not drafts:
        raise Refused(
            f"{command.submission}: opnieuw gelezen, en er staat hetzelfde; er is niets vastgelegd."
        )
    text = f"{command.submission}: {len(files)} bestanden opnieuw gelezen."
    return Outcome(tuple(drafts), "\n".join([text, *changes.lines, *_losing(state, drafts)]))


def _appointed(state: ProcedureState, submission: str) -> dict[str, Appointed]:
    """What an officer said of each file: also that it is no document of the list, which he has to have confirmed.

    Of a kind that is of the whole bid, only he who names the party says whose it is.
    """
    typed = {fact.subject: fact.body.typed for fact in state.facts(Confirmed) if fact.body.kind == DOCUMENT}
    kinds = state.definition.document_by_kind
    appointed = {}
    for fact in state.facts(Document):
        kind = kinds.get(fact.body.kind)
        if fact.submission == submission and (kind or fact.subject in typed):
            said_whose = "party" in typed.get(fact.subject, ()) or (kind is not None and kind.per_party)
            appointed[fact.body.file] = Appointed(fact.body.kind, fact.body.party if said_whose else "")
    return appointed


def known_parties(state: ProcedureState, submission: str) -> tuple[KnownParty, ...]:
    """The tenderer and the other parties of a bid, confirmed or as its files name them."""
    return (*_known(state, submission), *_read_parties(state, submission))


def _known(state: ProcedureState, submission: str) -> tuple[KnownParty, ...]:
    """The tenderer, as confirmed or else as the platform names it, and the other parties that are confirmed."""
    tenderers = [
        (fact.body.name, fact.body.trade_register_number)
        for fact in state.facts(Tenderer)
        if fact.submission == submission
    ] or [
        (fact.body.text("name"), fact.body.text("trade_register_number"))
        for fact in state.facts(ReadFact)
        if fact.submission == submission and fact.body.kind == "tenderer" and fact.body.from_table
    ]
    parties = (
        KnownParty(fact.body.id, fact.body.name, fact.body.trade_register_number)
        for fact in state.facts(Party)
        if fact.submission == submission
    )
    return (*(KnownParty(OWN_PARTY, *tenderer) for tenderer in tenderers[:1]), *parties)


def _read_parties(state: ProcedureState, submission: str) -> Iterator[KnownParty]:
    """The other parties as the files of a bid name them."""
    for fact in state.facts(ReadFact):
        if fact.submission == submission and fact.body.kind == "party":
            yield KnownParty(fact.body.part, fact.body.text("name"), fact.body.text("trade_register_number"))


def _losing(state: ProcedureState, drafts: Sequence[Draft]) -> list[str]:
    lines = told_losing(state, drafts)
    return ["Hierop rustte wat al vaststaat; ga dat opnieuw na:", *lines] if lines else []


def _observed(reader: Reader, submission: str, file: str) -> Fact[Observation]:
    found = reader.facts(Observation, f"{submission}/{file}")
    if not found:
        known = ", ".join(
            fact.body.file for fact in reader.facts(Observation) if fact.submission == submission
        )
        raise Unknown(f"{submission} heeft geen bestand {file!r}; bekend: {known or 'geen'}.")
    return found[-1]


def _require_known(reader: Reader, command: AppointDocument) -> None:
    kinds = reader.definition.document_by_kind
    if command.kind and command.kind not in kinds:
        raise Unknown(f"soort {command.kind!r} staat niet op de lijst; kies uit {', '.join(kinds)}.")
    parties = parties_of(reader, command.submission)
    if command.party not in parties:
        raise Unknown(
            f"partij {command.party!r} is niet bekend bij {command.submission}; kies uit {', '.join(sorted(parties))}."
        )


def parties_of(reader: Reader, submission: str) -> set[str]:
    """Of whom a document of a bid can be: the tenderer, and the other parties by id."""
    return {OWN_PARTY, *_parties(reader, submission)}


def _parties(reader: Reader, submission: str) -> Iterator[str]:
    """The other parties of a bid, confirmed or read; also who only gave answers of its own."""
    yield from (fact.body.id for fact in reader.facts(Party) if fact.submission == submission)
    for fact in reader.facts(ReadFact):
        if fact.submission == submission and fact.body.kind in ("party", "espd.response"):
            yield fact.body.part


def _called(command: AppointDocument) -> str:
    kind = command.kind or "geen stuk van de lijst"
    return kind if command.party == OWN_PARTY else f"{kind} van {command.party}"


class _Changes:
    """What changes in the readings of some files of a submission; `lines` tells it.

    documents  whether what the files are was read again too
    gone       why a reading that is not there now is withdrawn
    """

    def __init__(
        self,
        state: ProcedureState,
        submission: str,
        files: Iterable[str],
        documents: bool = True,
        gone: str = VANISHED,
    ) -> None:
        self._state = state
        self._submission = submission
        self._files = set(files)
        self._documents = documents
        self._gone = gone
        self.lines: list[str] = []

    def drafts(self, found: Iterable[FileReading]) -> list[Draft]:
        """New, changed and vanished readings. A rejected reading that says the same again stays rejected."""
        wanted = {
            f"{self._submission}/{reading_part(fact)}": fact for reading in found for fact in reading.read
        }
        standing = self._standing()
        drafts = []
        for subject, body in wanted.items():
            draft = self._one(subject, body, standing.get(subject))
            if draft is not None:
                drafts.append(draft)
        for subject, fact in standing.items():
            if subject not in wanted:
                drafts.append(Draft(Withdrawn(self._gone), subject, replaces=fact.id, reason=self._gone))
                self.lines.append(f"  - {fact.body.file}: {_about(fact.body)} staat er niet meer")
        return drafts

    def _standing(self) -> Mapping[str, Fact[ReadFact]]:
        """What was read in the files themselves: not the platform's table, nor what was looked up, of that name."""
        return {
            fact.subject: fact
            for fact in self._state.facts(ReadFact)
            if fact.submission == self._submission
            and fact.body.file in self._files
            and fact.body.kind != NONE_STATED
            and (self._documents or fact.body.kind != DOCUMENT)
            and fact.body.of_the_bid
            and not fact.body.from_table
        }

    def _one(self, subject: str, body: ReadFact, standing: Fact[ReadFact] | None) -> Draft | None:
        if standing is not None:
            if _same(standing.body, body):
                return None
            self.lines.append(f"  - {body.file}: {_about(body)} is anders gelezen dan eerst")
            return draft_replacing(standing, body, AGAIN)
        last = last_of(self._state.recorded, ReadFact, subject)
        earlier = next(
            (fact.body for fact in self._state.recorded if last and fact.id == last.replaces), None
        )
        rejected = (
            last is not None
            and isinstance(last.body, Withdrawn)
            and not last.body.reason.startswith((VANISHED, APPOINTED))
        )
        if rejected and isinstance(earlier, ReadFact) and _says_the_same(earlier, body):
            self.lines.append(f"  - {body.file}: {_about(body)} was verworpen en blijft verworpen")
            return None
        self.lines.append(f"  - {body.file}: {_about(body)} gelezen")
        draft = Draft(
            body, subject, happened_at=known_submission(self._state, self._submission).body.received_at
        )
        return draft if last is None else evolve(draft, replaces=last.id, reason=AGAIN)


def _same(one: ReadFact, other: ReadFact) -> bool:
    """Whether two readings say the same, whatever read them."""
    return (one.values, one.doubts, one.sha256) == (other.values, other.doubts, other.sha256)


def _says_the_same(one: ReadFact, other: ReadFact) -> bool:
    """Whether two readings of a file have the same values, whatever is doubted and wherever they were found."""
    values = [{value.field: value.value for value in fact.values} for fact in (one, other)]
    return one.sha256 == other.sha256 and values[0] == values[1]


def _about(fact: ReadFact) -> str:
    return f"{fact.kind} {fact.part}".strip() if fact.kind != DOCUMENT else "wat het is"


APPOINT = Action(
    "document-aanwijzen", "Zeggen wat een bestand is", AppointDocument, (Role.ADVISER,), "document", appoint
)
READ_AGAIN = Action(
    "bestanden-opnieuw-lezen", "Bestanden opnieuw lezen", ReadAgain, (Role.ADVISER,), "submission", read_again
)
