"""Say what a file of a bid is, and read kept files again with the forms as they are now."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.api.packages import FileReading
from inkoop_core.assessment.unconfirmed import subject_of
from inkoop_core.desk.actions.intake import DECLARATION, reading_part
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.state import ProcedureState, as_reader, draft_replacing, last_of
from inkoop_core.domain.fact import Draft, Fact, Withdrawn
from inkoop_core.domain.moment import Moment
from inkoop_core.domain.package import Document, Observation
from inkoop_core.domain.party import OWN_PARTY, Party
from inkoop_core.domain.reading import Confirmed, ReadFact
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused, Unknown

DOCUMENT = "document"
VANISHED = "opnieuw gelezen: dit staat er niet"
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
        content = state.store.file(seen.body.sha256)
        reading = state.packages.read_file(command.file, content, reader.definition, command.kind)
        found = (evolve(reading, read=tuple(fact for fact in reading.read if fact.kind != DOCUMENT)),)
    changes = _Changes(state, command.submission, {command.file})
    drafts += changes.drafts(found)
    why = f" Reden: {command.reason}" if command.reason.strip() else ""
    text = f"{command.submission}: {command.file} is {_called(command)}.{why}"
    return Outcome(tuple(drafts), "\n".join([text, *changes.lines]))


def read_again(command: ReadAgain, reader: Reader, _moment: Moment) -> Outcome:
    """What is read now takes the place of what was read; what was confirmed stays, and differences show.

    Raises Unknown, Refused when the package was not read or nothing changes.
    """
    state = as_reader(reader)
    package = known_submission(reader, command.submission)
    if not package.body.content_read:
        raise Refused(f"{command.submission} is niet gelezen; de inhoud is nog niet toegelaten.")
    observed = [
        fact.body
        for fact in reader.facts(Observation)
        if fact.submission == command.submission and fact.body.sha256 and fact.body.size
    ]
    kinds = {
        fact.body.file: fact.body.kind
        for fact in reader.facts(Document)
        if fact.submission == command.submission and fact.body.kind
    }
    known = {
        fact.body.name: fact.body.id for fact in reader.facts(Party) if fact.submission == command.submission
    }
    files = [(seen.file, state.store.file(seen.sha256)) for seen in observed]
    found = state.packages.read_files(files, reader.definition, kinds, known)
    changes = _Changes(state, command.submission, {seen.file for seen in observed})
    drafts = changes.drafts(found)
    if not drafts:
        raise Refused(
            f"{command.submission}: opnieuw gelezen, en er staat hetzelfde; er is niets vastgelegd."
        )
    text = f"{command.submission}: {len(files)} bestanden opnieuw gelezen."
    return Outcome(tuple(drafts), "\n".join([text, *changes.lines]))


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
    parties = {OWN_PARTY, *_parties(reader, command.submission)}
    if command.party not in parties:
        raise Unknown(
            f"partij {command.party!r} is niet bekend bij {command.submission}; kies uit {', '.join(sorted(parties))}."
        )


def _parties(reader: Reader, submission: str) -> Iterator[str]:
    """The other parties of a bid, confirmed or read."""
    yield from (fact.body.id for fact in reader.facts(Party) if fact.submission == submission)
    for fact in reader.facts(ReadFact):
        if fact.submission == submission and fact.body.kind == "party":
            yield fact.body.part


def _called(command: AppointDocument) -> str:
    kind = command.kind or "geen stuk van de lijst"
    return kind if command.party == OWN_PARTY else f"{kind} van {command.party}"


class _Changes:
    """What changes in the readings of some files of a submission; `lines` tells it."""

    def __init__(self, state: ProcedureState, submission: str, files: Iterable[str]) -> None:
        self._state = state
        self._submission = submission
        self._files = set(files)
        self.lines: list[str] = []

    def drafts(self, found: Iterable[FileReading]) -> list[Draft]:
        """New, changed and vanished readings. A rejected reading that says the same again stays rejected."""
        wanted = {
            f"{self._submission}/{reading_part(fact)}": fact
            for reading in found
            for fact in reading.read
            if self._counts(fact)
        }
        standing = self._standing()
        drafts = []
        for subject, body in wanted.items():
            draft = self._one(subject, body, standing.get(subject))
            if draft is not None:
                drafts.append(draft)
        for subject, fact in standing.items():
            if subject not in wanted:
                drafts.append(Draft(Withdrawn(VANISHED), subject, replaces=fact.id, reason=VANISHED))
                self.lines.append(f"  - {fact.body.file}: {_about(fact.body)} staat er niet meer")
        return drafts

    def _standing(self) -> Mapping[str, Fact[ReadFact]]:
        whole = len(self._files) > 1
        return {
            fact.subject: fact
            for fact in self._state.facts(ReadFact)
            if fact.submission == self._submission
            and fact.body.file in self._files
            and (whole or fact.body.kind != DOCUMENT)
        }

    def _counts(self, fact: ReadFact) -> bool:
        """Beside an `inschrijving.toml` nothing that it does not state may wait for an officer."""
        package = known_submission(self._state, self._submission)
        if all(file.name != DECLARATION for file in package.body.files):
            return True
        body = self._state.bodies.get(fact.kind)
        subject = f"{self._submission}/{fact.part}" if fact.part else self._submission
        if body is not None and self._state.facts(body, subject):
            return True
        self.lines.append(f"  - {fact.file}: ook {_about(fact)}; {DECLARATION} zegt daar niets over")
        return False

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
        rejected = last is not None and isinstance(last.body, Withdrawn) and last.body.reason != VANISHED
        if rejected and isinstance(earlier, ReadFact) and _same(earlier, body):
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


def _about(fact: ReadFact) -> str:
    return f"{fact.kind} {fact.part}".strip() if fact.kind != DOCUMENT else "wat het is"


APPOINT = Action(
    "document-aanwijzen", "Zeggen wat een bestand is", AppointDocument, (Role.ADVISER,), "document", appoint
)
READ_AGAIN = Action(
    "bestanden-opnieuw-lezen", "Bestanden opnieuw lezen", ReadAgain, (Role.ADVISER,), "submission", read_again
)
