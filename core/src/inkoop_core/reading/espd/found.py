"""What reading the criteria of a file brings up, in any generation."""

from collections import Counter

from attrs import define, evolve, field, frozen

from inkoop_core.domain.espd import EspdAnswer, EspdCriterion, EspdEvidence
from inkoop_core.reading.espd import codes
from inkoop_core.reading.espd.values import Given, kind_of


@frozen
class Question:
    """A question of the form, before its answers are put with it."""

    property: str
    text: str
    type: str
    datatype: str

    def answer(self, given: Given) -> EspdAnswer:
        return EspdAnswer(
            property=self.property,
            question=self.text,
            kind=kind_of(given, self.datatype),
            value=given.value,
            type=self.type,
            datatype=self.datatype,
            unit=given.unit,
            lot=given.lot,
        )


@define
class Found:
    """Grows while a file is read."""

    criteria: list[EspdCriterion] = field(factory=list)
    evidence: dict[str, EspdEvidence] = field(factory=dict)
    unplaced: list[EspdAnswer] = field(factory=list)
    unread: list[str] = field(factory=list)
    _names: dict[EspdEvidence, str] = field(factory=dict)
    _times: Counter[str] = field(factory=Counter)

    def add_evidence(self, evidence: EspdEvidence) -> str:
        """Keeps it under its id, or under a number of its own when the id is missing or is another's."""
        known = self._names.get(evidence)
        if known is not None:
            return known
        name = evidence.id
        while not name or name in self.evidence:
            self._times[evidence.id] += 1
            name = f"{evidence.id or 'bewijs'}-{self._times[evidence.id]}"
        self.evidence[name] = evolve(evidence, id=name)
        self._names[evidence] = name
        return name

    def note(self, place: str, *texts: str) -> None:
        self.unread += [f"{place}: {text}" for text in texts]

    def condition(self, stated: str, code: str, group: str) -> str:
        """ON*, ONTRUE or ONFALSE; what is not known is kept as stated and told."""
        known = codes.CONDITIONS.get(stated)
        if known is None and not stated.startswith(codes.CHOICES):
            self.note(f"{place_of(code, '')}, groep {group}", f"de voorwaarde {stated!r} is niet bekend")
        return stated if known is None else known


def place_of(code: str, question: str) -> str:
    """Where something stands: `criterium crime-org, vraag "Date of conviction"`."""
    return (
        f'criterium {code or "zonder code"}, vraag "{question}"'
        if question
        else f"criterium {code or 'zonder code'}"
    )
