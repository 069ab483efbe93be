"""What was read of one fact to be: its fields with their sources, and the text of those sources."""

import re
from collections.abc import Iterable, Iterator

from attrs import frozen
from textual.content import Content

from inkoop_core.desk.actions.confirming import targets_of
from inkoop_core.desk.actions.readings import CONFIRM
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.making import told_values
from inkoop_core.desk.readings import FieldSaid, Source, Target
from inkoop_core.desk.said import label_of
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.package import Document, Observation
from inkoop_core.domain.reading import ReadFact
from inkoop_core.errors import InkoopError
from inkoop_tui.document_text import PDF, Part, document_content

NO_SOURCE = "Dit veld is in geen enkel stuk gelezen.\n"


@frozen
class Told:
    """One fact to be as a person looks at it. values: what each field is said to be, in the order of `said`."""

    target: Target
    values: tuple[tuple[str, ...], ...]


def target_with(state: ProcedureState, reading: str) -> Target | None:
    """The fact to be of which this is a reading, or was its source; None when neither."""
    return next(
        (target for target in targets_of(state) if reading in {str(one) for one in target.ids}),
        None,
    )


def told_target(desk: Desk, procedure: str, reading: str) -> Told | None:
    """Read a fact to be, None when the reading no longer stands; for a thread."""
    state = desk.opened(procedure, "gelezen gegevens bekijken")
    target = target_with(state, reading)
    if target is None:
        return None
    return Told(target, tuple(told_values(target.body, field, state.definition) for field in target.fields))


def side_by_side_lines(told: Told) -> Iterator[str]:
    """Each field with what every source says; a reading is named by its number, as a value can be picked."""
    for field, values in zip(told.target.fields, told.values, strict=True):
        open_still = field.lapsed or field.name in told.target.missing
        mark = "≠" if field.contradicts else "!" if open_still else " "
        says = "; ".join(
            f"{value} ({', '.join(f'#{source.reading} {source}' for source in item.sources)})"
            for value, item in zip(values, field.said, strict=True)
        )
        yield f"{mark} {label_of(field.name)} ({field.name}): {says or 'niet gelezen'}"


def sources_content(desk: Desk, procedure: str, told: Told, field: FieldSaid) -> Content:
    """Where a field was read, and the text of those files with the words marked; for a thread."""
    values = told.values[told.target.fields.index(field)]
    parts: list[Part] = [(f"{label_of(field.name)}\n", "bold")]
    if field.contradicts:
        parts.append(("! De bronnen zeggen niet hetzelfde.\n", "bold $warning"))
    found: list[Source] = []
    for value, item in zip(values, field.said, strict=True):
        for source in item.sources:
            found.append(source)
            parts.append((f"\n{value}\n", "bold"))
            parts.append((f"  #{source.reading} {source}\n", "$secondary"))
            if source.words and source.words != value:
                parts.append(f"  daar staat: “{source.words}”\n")
    parts += [] if found else [NO_SOURCE]
    parts += [(f"\n! {doubt}\n", "$warning") for doubt in told.target.doubts]
    files = dict.fromkeys(item.body.file for item in told.target.readings)
    by_file = {source.file: source.words for source in found}
    for file in sorted(files, key=lambda name: name not in by_file):
        parts.append("\n")
        parts += _file(desk, procedure, told.target, file, by_file.get(file, ""))
    return Content.assemble(*parts)


def _file(desk: Desk, procedure: str, target: Target, file: str, words: str) -> Iterable[Part]:
    """The file as a document where it is one, else its bytes for who may confirm what was read."""
    state = desk.state(procedure)
    submission = target.submission
    documents = state.facts(Document, f"{submission}/{file}")
    observed = state.facts(Observation, f"{submission}/{file}")
    seen = observed[-1].body if observed else None
    if documents:
        return (marked(document_content(desk, procedure, submission, documents[-1].body, seen), words),)
    reading = next(item for item in target.readings if item.body.file == file)
    return (
        ("── ", "$secondary"),
        (f"{file}\n", "bold"),
        *_unconfirmed(desk, procedure, reading, seen, words),
    )


def _unconfirmed(
    desk: Desk, procedure: str, reading: Fact[ReadFact], seen: Observation | None, words: str
) -> Iterator[Part]:
    if not desk.roles(procedure).intersection(CONFIRM.roles):
        yield "Zolang niemand dit stuk heeft bevestigd, ziet alleen een inkoopadviseur de tekst.\n"
        return
    if seen is None or seen.media_type != PDF:
        what = f" ({seen.media_type})" if seen else ""
        yield f"Dit is geen PDF{what}; open het bestand in zijn eigen programma.\n"
        return
    try:
        for number, text in enumerate(desk.packages.page_texts(desk.store.file(reading.body.sha256)), 1):
            yield (f"\n── pagina {number} ──\n", "bold $secondary")
            said = text.strip() or "(geen tekst op deze pagina; waarschijnlijk een scan)"
            yield marked(Content(f"{said}\n"), words)
    except InkoopError as error:
        yield (f"✗ {error}\n", "$error")


def marked(content: Content, words: str) -> Content:
    """The text with the words marked wherever they stand."""
    return content.highlight_regex(_exactly(words), style="bold reverse") if words.strip() else content


def _exactly(words: str) -> str:
    """Words as they stand, whatever white space is between them."""
    return r"\s+".join(re.escape(word) for word in words.split())
