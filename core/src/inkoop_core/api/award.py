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
class AwardGate:
    """A gate of a plugin that a definitive award waits for. id: of the gate; title: as it is shown.

    Where no plugin brings it, it is closed.
    """

    id: str
    title: str
    source: SourceRef


@frozen
class Award:
    """How scores lead to an award. method: the name of a core method, or "plugin".

    gates  of plugins that must be open before a definitive award
    conflict_declarations  nobody scores before he declared his interests, knowing who the tenderers are
    """

    method: str
    total_minimum: int
    scale: tuple[ScaleValue, ...]
    criteria: tuple[AwardCriterion, ...]
    source: SourceRef
    notes: tuple[str, ...] = ()
    gates: tuple[AwardGate, ...] = ()
    conflict_declarations: bool = False
