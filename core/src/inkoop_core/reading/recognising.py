"""The files of a package: what each is, whose it is, and why; what is not sure is asked."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

import attrs
from attrs import frozen

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.api.packages import Appointed, FileReading, Recognised
from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.espd import EspdFile
from inkoop_core.domain.naming import holds, plain_name
from inkoop_core.domain.party import OWN_PARTY, KnownParty
from inkoop_core.domain.reading import ReadFact, ReadValue
from inkoop_core.reading.observing import READER, Seen, reader_version
from inkoop_core.reading.telling import UEA, UEA_DATA, Told, told
from inkoop_core.reading.whose import (
    RESPONSE,
    Owned,
    names_party,
    operator_of,
    owned,
    unnamed,
)

SAID = "zo aangewezen"
ONLY_NAME = "alleen de naam wijst hierop"
_LEAST_LETTERS = 4
"""A shorter name of a party is found in too many texts."""


@frozen
class Recognition:
    """What was recognised in a package; `facts` are the proposals of all its files."""

    files: tuple[Recognised, ...]
    facts: tuple[ReadFact, ...]
    espd: tuple[EspdFile, ...]


@frozen
class _Document:
    """A file with what it was taken for so far."""

    seen: Seen
    told: Told
    kind: str
    why: str
    party: str = OWN_PARTY
    doubts: tuple[str, ...] = ()
    asked: bool = False
    said: Appointed | None = None

    @property
    def appointed_to(self) -> str:
        """Whose an officer says that it is; "": nobody said so."""
        return self.said.party if self.said is not None else ""


def recognise(
    files: Sequence[Seen], definition: TenderDefinition, known: Sequence[KnownParty] = ()
) -> Recognition:
    """What the files of one package are. known: the tenderer and the other parties, as far as they are known."""
    documents = [_kind_of(seen, told(seen, definition), definition) for seen in files]
    settled = _settled(documents, known, definition)
    return Recognition(
        files=tuple(_recognised(document) for document in settled),
        facts=tuple(fact for document in settled for fact in _facts_of(document)),
        espd=tuple(document.told.espd for document in settled if document.told.espd is not None),
    )


def read_again(
    files: Sequence[Seen],
    definition: TenderDefinition,
    appointed: Mapping[str, Appointed],
    known: Sequence[KnownParty],
) -> tuple[FileReading, ...]:
    """Files of one package, read together. appointed: what an officer says that a file is, by its name."""
    documents = [_again(seen, definition, appointed.get(seen.file.name)) for seen in files]
    return tuple(
        FileReading(_recognised(document), _facts_of(document), document.told.espd)
        for document in _settled(documents, known, definition)
    )


def _again(seen: Seen, definition: TenderDefinition, said: Appointed | None) -> _Document:
    if said is None:
        return _kind_of(seen, told(seen, definition), definition)
    if not said.kind:
        return _Document(seen, Told("", SAID), "", SAID, said.party or OWN_PARTY, said=said)
    document = attrs.evolve(_kind_of(seen, told(seen, definition, said.kind), definition), said=said)
    if document.kind != said.kind:
        document = attrs.evolve(document, kind=said.kind, why=SAID)
    return document


def kinds_by_name(file: str, definition: TenderDefinition) -> tuple[str, ...]:
    """The kinds of document whose longest part stands in the name of a file; more than one: it does not tell."""
    name = plain_name(PurePosixPath(file).stem)
    found = [
        (len(plain_name(part)), document.kind)
        for document in definition.documents
        for part in document.names
        if holds(name, plain_name(part))
    ]
    longest = max((length for length, _ in found), default=0)
    return tuple(sorted({kind for length, kind in found if length == longest}))


def _settled(
    documents: Sequence[_Document], known: Sequence[KnownParty], definition: TenderDefinition
) -> tuple[_Document, ...]:
    shared = {kind.kind for kind in definition.documents if not kind.per_party}
    said = [document.appointed_to for document in documents]
    whose = owned([document.told for document in documents], known, said, definition)
    sure = [_asking(_told_by(*pair), pair[1].doubt) for pair in zip(documents, whose, strict=True)]
    names = _parties(sure, known)
    settled = [
        document if document.kind in shared and not document.appointed_to else _with_party(document, names)
        for document in sure
    ]
    settled = [
        _asking(document, unnamed(document.kind, document.told, document.party, known))
        for document in settled
    ]
    return tuple(_with_rivals(list(_espd_beside_its_print(settled, definition))))


def _told_by(document: _Document, whose: Owned) -> _Document:
    return attrs.evolve(document, told=whose.told)


def _asking(document: _Document, doubt: str) -> _Document:
    """With the doubt on whose it is, also at the answers in it; an officer who said whose it is, settled that."""
    if not doubt or document.appointed_to:
        return document
    facts = tuple(
        attrs.evolve(fact, doubts=(doubt, *fact.doubts))
        if fact.kind == RESPONSE and doubt not in fact.doubts
        else fact
        for fact in document.told.facts
    )
    return attrs.evolve(
        document,
        told=attrs.evolve(document.told, facts=facts),
        doubts=(*document.doubts, doubt),
        asked=True,
    )


def _with_rivals(documents: Sequence[_Document]) -> Iterator[_Document]:
    """Two documents of one kind for one party: nobody but an officer knows whether one is of somebody else."""
    same = Counter((document.kind, document.party) for document in documents)
    for document in documents:
        if document.kind and same[document.kind, document.party] > 1:
            files = [
                other.seen.file.name
                for other in documents
                if other is not document and (other.kind, other.party) == (document.kind, document.party)
            ]
            doubt = (
                f"ook {', '.join(files)} is {document.kind} van dezelfde partij; ga na van wie elk stuk is"
            )
            yield attrs.evolve(document, doubts=(*document.doubts, doubt))
        else:
            yield document


def _kind_of(seen: Seen, content: Told, definition: TenderDefinition) -> _Document:
    """By content; the name supports it, or stands against it, or is all there is."""
    named = kinds_by_name(seen.file.name, definition)
    doubts = content.doubts
    if content.kind:
        if named and content.kind not in named:
            doubts = (*doubts, f"de naam wijst op {' of '.join(named)}, de inhoud op {content.kind}")
        return _Document(seen, content, content.kind, content.why, doubts=doubts)
    if len(named) == 1:
        doubts = (*doubts, f"{ONLY_NAME}: {content.why}; ga na of dit {named[0]} is")
        return _Document(seen, content, named[0], f"{ONLY_NAME} ({content.why})", doubts=doubts)
    why = content.why
    if named:
        why = f"{why}; de naam past bij {' en '.join(named)}"
    return _Document(seen, content, "", why, doubts=(*doubts, f"niet herkend: {why}; zeg wat dit stuk is"))


def _parties(documents: Iterable[_Document], known: Iterable[KnownParty]) -> dict[str, str]:
    """The id of each party by its plain name, from what forms and ESPDs say."""
    names = {plain_name(party.name): party.id for party in known}
    for document in documents:
        for fact in document.told.facts:
            name = fact.text("name")
            if name and fact.kind == "party":
                names.setdefault(plain_name(name), fact.part)
            elif name and fact.kind == "tenderer":
                names[plain_name(name)] = OWN_PARTY
    return {name: party for name, party in names.items() if len(name) >= _LEAST_LETTERS}


def _with_party(document: _Document, names: Mapping[str, str]) -> _Document:
    """Whose document it is: by what it says of itself, by the party in its name, by the first name at its top."""
    if document.appointed_to:
        return attrs.evolve(document, party=document.appointed_to)
    parts = {fact.part for fact in document.told.facts if fact.kind == RESPONSE}
    if len(parts) == 1:
        return attrs.evolve(document, party=parts.pop())
    if document.told.espd is not None:
        return attrs.evolve(
            document, party=names.get(plain_name(document.told.espd.operator.name), OWN_PARTY)
        )
    in_name = _others_in(plain_name(PurePosixPath(document.seen.file.name).stem), names)
    at_top = _first_at(document.told.head, names)
    if len(in_name) == 1:
        (party,) = in_name
        if at_top not in (None, party, OWN_PARTY):
            doubt = f"de naam van het bestand noemt {party}, de kop {at_top}; ga na van wie het is"
            return attrs.evolve(document, party=party, doubts=(*document.doubts, doubt))
        return attrs.evolve(document, party=party)
    if at_top not in (None, OWN_PARTY):
        return attrs.evolve(document, party=str(at_top))
    meant = in_name or (_others_in(document.told.head, names) if at_top is None else set())
    if meant:
        doubt = f"ook {' en '.join(sorted(meant))} kan zijn bedoeld; ga na van wie dit stuk is"
        return attrs.evolve(document, doubts=(*document.doubts, doubt))
    return document


def _others_in(text: str, names: Mapping[str, str]) -> set[str]:
    """The other parties named in a text, or in a file name by the words that tell them apart."""
    return {
        party
        for name, party in names.items()
        if party != OWN_PARTY and (holds(text, name) or holds(text, plain_name(party)))
    }


def _first_at(head: str, names: Mapping[str, str]) -> str | None:
    """The party whose name stands first; of two at one place the longest. None: nobody's."""
    places = [
        (f" {head} ".index(f" {name} "), -len(name), party)
        for name, party in names.items()
        if holds(head, name)
    ]
    return min(places)[2] if places else None


def _espd_beside_its_print(
    documents: Sequence[_Document], definition: TenderDefinition
) -> Iterator[_Document]:
    """An ESPD as data beside the signed print of the same party is not a second UEA (Annex I).

    The print is the same party's when its text names that party, or has none to read.
    """
    prints = [document for document in documents if document.kind == UEA and document.told.espd is None]
    for document in documents:
        espd = document.told.espd
        if (
            espd is not None
            and UEA_DATA in definition.document_by_kind
            and any(
                printed.party == document.party
                and (
                    printed.appointed_to
                    or not printed.told.text
                    or names_party(printed.told.text, operator_of(espd))
                )
                for printed in prints
            )
        ):
            yield attrs.evolve(
                document, kind=UEA_DATA, why=f"{document.why}, naast het UEA van dezelfde partij"
            )
        else:
            yield document


def _recognised(document: _Document) -> Recognised:
    unknown = not document.kind and document.said is None
    asked = unknown or document.asked or bool(document.doubts)
    doubt = "; ".join(document.doubts)
    return Recognised(document.seen.file.name, document.kind, document.party, document.why, asked, doubt)


def _facts_of(document: _Document) -> tuple[ReadFact, ...]:
    """What a file is and what it says. What it says twice of one fact is kept once, with a doubt."""
    said = {(fact.kind, fact.part): fact for fact in reversed(document.told.facts)}
    twice = Counter((fact.kind, fact.part) for fact in document.told.facts)
    doubt = "dit staat meer dan één keer in het bestand, niet alles is hier te zien; kijk het na"
    facts = (
        attrs.evolve(said[key], doubts=(*said[key].doubts, doubt)) if times > 1 else said[key]
        for key, times in twice.items()
    )
    return (_document_fact(document), *facts)


def _document_fact(document: _Document) -> ReadFact:
    """The proposal of what a file is; without a kind where that is asked."""
    file = document.seen.file
    given = {"file": file.name, "sha256": file.observation.sha256, "party": document.party}
    if document.kind:
        given = {"kind": document.kind, **given}
    place = "hele bestand"
    return ReadFact(
        kind="document",
        part=file.name,
        file=file.name,
        sha256=file.observation.sha256,
        reader=READER,
        reader_version=reader_version(),
        values=tuple(
            ReadValue(name, canonical_json(value).decode(), place, document.why if name == "kind" else "")
            for name, value in given.items()
        ),
        doubts=document.doubts,
    )
