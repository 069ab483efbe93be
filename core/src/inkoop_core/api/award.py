"""Award criteria, their scale, and how scores lead to an award: data of the tender."""

from attrs import frozen

from inkoop_core.domain.source import SourceRef


@frozen
class ScaleValue:
    value: int
    label: str
    text: str
    knock_out: bool = False


@frozen
class AwardCriterion:
    """A quality criterion. subjects: what the description must cover at least; document: its kind."""

    id: str
    title: str
    title_in_letters: str
    document: str
    maximum: int
    minimum: int
    subjects: tuple[str, ...]
    source: SourceRef
    notes: tuple[str, ...] = ()


@frozen
class Award:
    """How scores lead to an award. method: the name of a core method, or "plugin"."""

    method: str
    total_minimum: int
    scale: tuple[ScaleValue, ...]
    criteria: tuple[AwardCriterion, ...]
    source: SourceRef
    notes: tuple[str, ...] = ()
