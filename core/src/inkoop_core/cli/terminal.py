"""Stored texts on a terminal: they are read, and never drive it."""

import re
from typing import Any

import click

DRIVING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters but line end and tab, and the characters that turn the direction of reading."""


def harmless(text: str) -> str:
    """The text with a sign in the place of every character that a terminal would obey."""
    return DRIVING.sub("\ufffd", text.replace("\r\n", "\n"))


def harmless_json(text: str) -> str:
    """JSON with those characters escaped: the same values, nothing that a terminal would obey."""
    return DRIVING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say(text: Any, *, err: bool = False) -> None:
    """Print a text that may hold what others wrote."""
    click.echo(harmless(str(text)), err=err)
