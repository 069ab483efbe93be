"""A sample desk told as a story: what a plugin brings to the entry point group `inkoop.demo`."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import field, frozen


@frozen
class DemoStep:
    """One action of the story.

    at      when, by the script's clock (Dutch local time in the file)
    actor   who; second: who confirms it, "" when nobody has to
    action  id of the action
    fields  of its command, as in a file for `inkoop do ACTION --from`
    """

    at: datetime
    actor: str
    action: str
    fields: Mapping[str, Any] = field(factory=dict)
    second: str = ""


@frozen
class Demo:
    """A sample desk.

    tender    id of the tender
    packages  folder with one package per tenderer, taken in by their names
    table     the platform's table of who handed in what, for the vault
    trust     folder with certificates that the sample desk trusts
    founded   when the desk is made
    papers    folder with the papers that come in later: evidence; a step names them by their place in it
    steps     everything that happens, in order of time; a step `inschrijving-innemen` without a path stands
              for the intake of all packages, a step `brief-verzonden` without a file for the sending of every
              letter (of that kind, where it names one) that is due then
    """

    tender: str
    packages: Path
    trust: Path
    founded: datetime
    steps: tuple[DemoStep, ...]
    table: Path | None = None
    papers: Path | None = None
