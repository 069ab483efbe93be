"""Make letters as Word files, and keep the templates that they are made from."""

from datetime import date
from pathlib import Path

from attrs import frozen

from inkoop_core.api.actions import Action, NewFile, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.complaints import is_about, require_letter_not_about
from inkoop_core.desk.letter_making import (
    TEMPLATE,
    MadeLetter,
    chosen_letters,
    made_letters,
    require_template,
)
from inkoop_core.desk.state import ProcedureState, as_reader
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.letter import LetterKind, LetterMade, LetterTemplate
from inkoop_core.domain.moment import Moment, local_day, shown_day
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused


@frozen
class MakeLetters:
    """Make the letters that are due."""

    sent_on: date = said(
        "Verzenddag", "de dag waarop de brieven uitgaan; daarvan tellen de termijnen in de brief"
    )
    kind: LetterKind | None = said("Brief", "leeg: alle soorten", default=None)
    submissions: tuple[str, ...] = said(
        "Over",
        "inschrijvingen, klacht-1 of vraag-1; leeg: alles waarover nog geen brief is verzonden",
        default=(),
        refers="submission",
    )
    template: Path | None = said(
        "Sjabloon", "leeg: het vastgelegde sjabloon, of het meegeleverde", default=None
    )


@frozen
class KeepTemplate:
    """Keep a Word template for letters."""

    path: Path = said("Sjabloon", "een .docx-bestand met de plaatsen die docs/brieven.md noemt")
    kind: LetterKind | None = said("Brief", "leeg: voor alle brieven zonder eigen sjabloon", default=None)
    reason: str = said("Reden", "nodig als het een eerder sjabloon vervangt", default="")


def make(command: MakeLetters, reader: Reader, moment: Moment) -> Outcome:
    """Each letter with its file; a letter that was made before is replaced.

    Raises Refused when none is due and for a complaint about who acts, CommandError with every letter that cannot be
    made.
    """
    state = as_reader(reader)
    for about in command.submissions:
        require_letter_not_about(reader, about)
    chosen = chosen_letters(state, command.kind, command.submissions)
    due = tuple(item for item in chosen if not is_about(reader, item.about, reader.actor))
    if not due:
        require_letter_not_about(reader, chosen[0].about)
    left = dict.fromkeys(item.about for item in chosen if item not in due)
    made = made_letters(state, due, command.sent_on, command.template)
    drafts = tuple(_draft(item, state) for item in made)
    files = tuple(NewFile(item.file_name, digest(item.word), item.word) for item in made)
    head = f"{len(made)} brieven" if len(made) != 1 else "1 brief"
    lines = [f"{head}, te verzenden op {shown_day(command.sent_on)}:", *map(_told, made)]
    if command.sent_on < local_day(moment.as_of):
        lines.append(
            "Let op: die dag is voorbij. Gaat een brief later uit, maak haar dan opnieuw: de dagen tellen anders."
        )
    if left:
        lines.append(f"Niet gemaakt, want zij gaan over u: {', '.join(left)}. Een ander maakt die brieven.")
    return Outcome(drafts, "\n".join(lines), files)


def made_subject(about: str, kind: LetterKind) -> str:
    """The subject of the letter that was made."""
    return f"{about}/brief/{kind.value}"


def _draft(made: MadeLetter, state: ProcedureState) -> Draft:
    content = made.content
    subject = made_subject(content.about, content.kind)
    earlier = state.facts(LetterMade, subject)
    return Draft(
        LetterMade(
            content.kind, digest(made.word), made.file_name, made.template, made.stated, content.facts
        ),
        subject,
        replaces=earlier[-1].id if earlier else None,
        reason="opnieuw gemaakt" if earlier else "",
    )


def _told(made: MadeLetter) -> str:
    content = made.content
    return f"  {made.file_name}: {content.kind.label} aan {content.addressee}, via {content.route}"


def keep(command: KeepTemplate, reader: Reader, _moment: Moment) -> Outcome:
    """The template, checked with a sample letter; letters made from now on use it.

    Raises CommandError naming what the template misses, Refused for a file that cannot be read and for the
    replacement of an earlier template without a reason.
    """
    file = reader.kept_file(command.path)
    require_template(file.name, file.content)
    subject = f"{TEMPLATE}/{command.kind.value}" if command.kind else TEMPLATE
    earlier = reader.facts(LetterTemplate, subject)
    if earlier and earlier[-1].body.sha256 == file.sha256:
        raise Refused(f"dit sjabloon is al vastgelegd (feit {earlier[-1].id}).")
    if earlier and not command.reason.strip():
        raise Refused(
            f"er is al een sjabloon, {earlier[-1].body.file_name} (feit {earlier[-1].id}); geef een reden om het te "
            "vervangen."
        )
    what = f"brief '{command.kind.label}'" if command.kind else "alle brieven zonder eigen sjabloon"
    draft = Draft(
        LetterTemplate(file.sha256, file.name, command.kind),
        subject,
        replaces=earlier[-1].id if earlier else None,
        reason=command.reason if earlier else "",
    )
    return Outcome((draft,), f"Sjabloon {file.name} voor: {what}.", (file,))


MAKE = Action("brief-maken", "Brieven maken", MakeLetters, (Role.ADVISER,), "procedure", make)
KEEP_TEMPLATE = Action(
    "briefsjabloon-vastleggen", "Briefsjabloon vastleggen", KeepTemplate, (Role.ADVISER,), "procedure", keep
)
