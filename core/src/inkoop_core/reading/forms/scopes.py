"""Where in a form the records of its map stand."""

import re
from collections.abc import Iterator

from inkoop_core.api.forms import Form, FormRecord, Repeating
from inkoop_core.domain.naming import plain_name
from inkoop_core.reading.forms.finding import Scope, Sheet, label_key

MAX_RECORDS = 200
NOWHERE = Scope(0, 0)


def scopes_of(sheet: Sheet, form: Form, record: FormRecord) -> list[Scope]:
    """The part of the form for each record, in the order of entry; numbered from 1."""
    section = _section(sheet, form, record)
    if record.repeating is None:
        return [section]
    parts = list(_PARTS[record.repeating](sheet, record, section))
    if len(parts) > MAX_RECORDS:
        place = sheet.lines[parts[MAX_RECORDS].start].place
        sheet.cut[record.id] = (
            f"er zijn meer dan {MAX_RECORDS} van {record.id}; wat na het laatste daarvan komt is niet gelezen ({place})"
        )
        parts = parts[:MAX_RECORDS]
    count = max(len(parts), _named_count(sheet, record))
    parts += [section if not parts else NOWHERE] * (count - len(parts))
    return [Scope(part.start, part.stop, number, part.header) for number, part in enumerate(parts, 1)]


def sections_of(sheet: Sheet, form: Form) -> list[Scope]:
    """The parts of a form that its map reads."""
    return list(dict.fromkeys(_section(sheet, form, record) for record in form.records))


def _section(sheet: Sheet, form: Form, record: FormRecord) -> Scope:
    """From its heading to the next heading that the map names; the whole form where it has none."""
    if not record.under:
        return Scope(0, len(sheet.lines))
    own = {label_key(text) for text in record.under}
    others = {label_key(text) for item in form.records for text in item.under} - own
    start = -1
    for number, line in enumerate(sheet.lines):
        if len(line.cells) != 1 or len(line.text) > 250:
            continue
        key = label_key(line.text)
        if start < 0 and key in own:
            start = number + 1
        elif start >= 0 and key in others:
            return Scope(start, number)
    return Scope(start, len(sheet.lines)) if start >= 0 else NOWHERE


def heading_of(record: FormRecord) -> "re.Pattern[str]":
    """A line that is the heading of a block and nothing else, as `plain_name` gives it."""
    return re.compile(re.escape(plain_name(record.heading.replace("{n}", "0"))).replace("0", r"\d{1,3}"))


def _blocks(sheet: Sheet, record: FormRecord, section: Scope) -> Iterator[Scope]:
    pattern = heading_of(record)
    starts = [
        number
        for number in range(section.start, section.stop)
        if pattern.fullmatch(plain_name(sheet.lines[number].text[:200]))
    ]
    for place, start in enumerate(starts, 1):
        yield Scope(start, starts[place] if place < len(starts) else section.stop)


def _tables(sheet: Sheet, record: FormRecord, section: Scope) -> Iterator[Scope]:
    """Every table that has one of the labels."""
    keys = {label_key(label) for field in record.fields for label in field.labels}
    number = section.start
    while number < section.stop:
        table, start = sheet.lines[number].table, number
        while number < section.stop and sheet.lines[number].table == table:
            number += 1
        cells = (cell.text for line in sheet.lines[start:number] for cell in line.cells)
        if table and any(label_key(text) in keys for text in cells if len(text) <= 250):
            yield Scope(start, number)


def _rows(sheet: Sheet, record: FormRecord, section: Scope) -> Iterator[Scope]:
    """Every row below the row with the labels."""
    keys = {label_key(label) for field in record.fields for label in field.labels}
    header = -1
    for number in range(section.start, section.stop):
        line = sheet.lines[number]
        if sum(label_key(cell.text) in keys for cell in line.cells if len(cell.text) <= 250) > 1:
            header = number
        elif header >= 0 and line.table and line.table == sheet.lines[header].table:
            yield Scope(number, number + 1, header=header)


_PARTS = {Repeating.BLOCK: _blocks, Repeating.TABLE: _tables, Repeating.ROW: _rows}


def _named_count(sheet: Sheet, record: FormRecord) -> int:
    """How many numbered groups of named controls there are."""
    names = [name for field in record.fields for name in field.names if "{n}" in name]
    count = 0
    while count < MAX_RECORDS and any(sheet.has_name(name.replace("{n}", str(count + 1))) for name in names):
        count += 1
    return count
