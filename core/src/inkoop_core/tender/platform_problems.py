"""What the types of `[platform_table]` cannot say."""

from collections import Counter
from collections.abc import Iterator

from inkoop_core.api.platform import PlatformColumns
from inkoop_core.domain.naming import plain_name

MEANINGS = (
    "name",
    "trade_register_number",
    "received",
    "received_date",
    "received_time",
    "message_number",
    "channel",
    "folder",
    "status",
)
"""The columns that mean something by themselves; every question is one more."""


def platform_problems(columns: PlatformColumns | None) -> Iterator[str]:
    """One line per problem, each starting with its path."""
    if columns is None:
        return
    if not columns.name:
        yield "platform_table.name: is leeg; zonder de naam van de inschrijver is een rij van niemand"
    if not columns.received and not (columns.received_date and columns.received_time):
        yield "platform_table.received: noem de kolom, of received_date en received_time"
    if columns.status and not columns.withdrawn:
        yield "platform_table.withdrawn: noem met welke status een inschrijving is ingetrokken"
    yield from _double_headers(columns)
    for question, times in Counter(question.id for question in columns.questions).items():
        if times > 1:
            yield f"platform_table.questions.{question}: komt {times} keer voor; een id is uniek"


def _double_headers(columns: PlatformColumns) -> Iterator[str]:
    headers = [header for meaning in MEANINGS for header in getattr(columns, meaning)]
    for question in columns.questions:
        if not question.headers:
            yield f"platform_table.questions.{question.id}: noem de kop van de kolom (headers)"
        headers += question.headers
    for header, times in Counter(plain_name(header) for header in headers).items():
        if times > 1:
            yield f"platform_table: kop {header!r} staat bij {times} kolommen; een kop betekent één ding"
