"""Two bids of one tenderer: nobody but an officer knows which counts."""

import json
from collections.abc import Iterable, Iterator

from inkoop_core.api.actions import Reader
from inkoop_core.api.packages import PackageReading
from inkoop_core.domain.naming import plain_name
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.reading import ReadFact

_KVK, _NAME = "KvK-nummer", "Naam"


def same_tenderer(reader: Reader, reading: PackageReading) -> Iterator[str]:
    """A note for each bid of the same tenderer, by KvK number or else by name, in what is confirmed or read."""
    own = _identities([reading.declaration.tenderer] if reading.declaration is not None else [], reading.read)
    told: set[str] = set()
    known = [(fact.submission, _identities([fact.body], [])) for fact in reader.facts(Tenderer)]
    known += [
        (fact.submission, _identities([], [fact.body]))
        for fact in reader.facts(ReadFact)
        if fact.body.kind == "tenderer"
    ]
    for submission, others in known:
        same = sorted(own & others)
        if same and submission not in told:
            told.add(submission)
            label, value = same[0]
            yield (
                f"{label} {value} staat ook bij {submission}; ga na welke inschrijving telt, of een van beide "
                "inschrijvingen is ingetrokken."
            )


def _identities(tenderers: Iterable[Tenderer], readings: Iterable[ReadFact]) -> set[tuple[str, str]]:
    """By what a tenderer is known: label and value, the name in plain words."""
    found = {(_KVK, tenderer.trade_register_number) for tenderer in tenderers}
    found |= {(_NAME, plain_name(tenderer.name)) for tenderer in tenderers}
    for fact in readings:
        if fact.kind == "tenderer":
            said = {value.field: str(json.loads(value.value)) for value in fact.values}
            found |= {
                (_KVK, said.get("trade_register_number", "")),
                (_NAME, plain_name(said.get("name", ""))),
            }
    return {(label, value) for label, value in found if value}
