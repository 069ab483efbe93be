"""Letters as Word files: which are due, from which template, under which name."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from attrs import field, frozen

from inkoop_core.api.letters import LetterContent
from inkoop_core.desk.letters import content_of
from inkoop_core.desk.state import ProcedureState
from inkoop_core.documents.letter import TemplateError, letter_bytes, shipped_template, template_problems
from inkoop_core.domain.canonical import canonical_json, digest
from inkoop_core.domain.letter import LetterKind, LetterTemplate
from inkoop_core.errors import CommandError, Refused
from inkoop_core.progress.letters_due import DueLetter, due_letters

TEMPLATE = "briefsjabloon"
"""The first part of the subject of a template."""


@frozen
class MadeLetter:
    """A letter that was made. template: SHA-256 of what it was made from; stated: of its statements."""

    content: LetterContent
    file_name: str
    word: bytes = field(repr=False)
    template: str

    @property
    def stated(self) -> str:
        return digest(canonical_json(self.content.statements))


def chosen_letters(
    state: ProcedureState, kind: LetterKind | None, abouts: Iterable[str]
) -> tuple[DueLetter, ...]:
    """The letters that are due, of one kind and about some where these are given.

    Raises Refused when none is, naming what was asked for.
    """
    wanted = tuple(abouts)
    due = due_letters(state.course)
    found = tuple(
        item for item in due if (kind is None or item.kind is kind) and (not wanted or item.about in wanted)
    )
    missed = [about for about in wanted if about not in [item.about for item in found]]
    what = f"brief '{kind.label}'" if kind else "brief"
    if missed:
        raise Refused(
            f"er is geen {what} te maken over {', '.join(missed)}: alles is verzonden of nog niet beslist."
        )
    if not found:
        raise Refused(f"er is geen {what} te maken: alles is verzonden of nog niet beslist.")
    return found


def made_letters(
    state: ProcedureState, due: Iterable[DueLetter], sent_on: date, template: Path | None = None
) -> tuple[MadeLetter, ...]:
    """Each letter as a Word file, or none of them. template: instead of the one that is kept.

    Raises CommandError with every letter that cannot be made and why.
    """
    given = _checked(state, template) if template is not None else None
    made: list[MadeLetter] = []
    problems: list[str] = []
    for item in due:
        try:
            content = content_of(state, item.kind, item.about, sent_on)
            source = given if given is not None else template_of(state, item.kind)
            made.append(
                MadeLetter(content, file_name_of(state, item), letter_bytes(content, source), digest(source))
            )
        except (Refused, TemplateError) as error:
            problems.append(f"{item.about}: {error}")
    if problems:
        raise CommandError("Deze brieven kunnen niet worden gemaakt; er is niets gemaakt:", problems)
    return tuple(made)


def file_name_of(state: ProcedureState, item: DueLetter) -> str:
    """`dalfsen-wmo-2027-S-001-afwijzing.docx`."""
    return f"{state.procedure}-{item.about}-{item.kind.value}.docx"


def template_of(state: ProcedureState, kind: LetterKind) -> bytes:
    """The template that is kept for this kind, else the one for all, else the shipped one."""
    kept = {fact.body.kind: fact.body.sha256 for fact in state.facts(LetterTemplate)}
    sha256 = kept.get(kind) or kept.get(None)
    return state.store.file(sha256) if sha256 else shipped_template()


def require_template(name: str, template: bytes) -> None:
    """Raises CommandError naming what is wrong with a template."""
    problems = template_problems(template)
    if problems:
        raise CommandError(
            f"{name} kan geen sjabloon voor brieven zijn:",
            [f"{line} (zie docs/brieven.md)" for line in problems],
        )


def _checked(state: ProcedureState, path: Path) -> bytes:
    file = state.kept_file(path)
    require_template(file.name, file.content)
    return file.content
