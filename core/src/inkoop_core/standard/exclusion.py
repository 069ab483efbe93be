"""Exclusion grounds: what each party answered in its ESPD, and what the law attaches to it (§3.1, §3.3)."""

import functools
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from inkoop_core.api.definition import ExclusionGround, GroundKind, TenderDefinition
from inkoop_core.api.rules import Case, OnRequirement
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.submission import EspdResponse, GroundAnswer
from inkoop_core.standard.gate import KEPT_CASES, needs_content
from inkoop_core.standard.grounds import GroundClaim, judged
from inkoop_core.standard.parties import party_named
from inkoop_core.standard.settings import named

EXCLUSION_GROUNDS = "standard.exclusion-grounds"


Answers = Mapping[str, list[GroundAnswer]]
"""The answers of one ESPD by the code of their ground."""


@frozen
class _ReadResponse:
    """One ESPD by ground, whatever spelling of the codes it used.

    claimed  codes of the grounds with a "yes"; unknown  answers that fit no ground
    """

    response: Fact[EspdResponse]
    answers: Answers
    claimed: frozenset[str]
    unknown: list[GroundAnswer]


@needs_content
def exclusion_grounds(case: Case, id: str) -> Iterable[Finding]:
    """No exclusion ground of one kind applies to the tenderer or to another party with an ESPD (§3.1)."""
    voice = case.on(id)
    grounds = _grounds_by_kind(case.definition)[named(voice, "kind")]
    responses = _responses(case)
    if not grounds:
        yield voice.not_applicable("Deze aanbesteding kent geen uitsluitingsgronden van deze soort.")
    elif OWN_PARTY not in responses:
        yield voice.pending("Het UEA van de inschrijver is nog niet vastgelegd.", subject=OWN_PARTY)
    for read in responses.values():
        if read.unknown and _names_unknown_codes(case, id):
            for answer in read.unknown:
                yield _unknown_code(case, voice, read.response, answer)
        if grounds:
            yield from _of_response(case, voice, grounds, read)


@functools.lru_cache(maxsize=KEPT_CASES)
def _grounds_by_kind(definition: TenderDefinition) -> Mapping[str, list[ExclusionGround]]:
    return {
        kind.value: [ground for ground in definition.exclusion_grounds if ground.kind is kind]
        for kind in GroundKind
    }


@functools.lru_cache(maxsize=KEPT_CASES)
def _responses(case: Case) -> Mapping[str, _ReadResponse]:
    """The newest ESPD of each party."""
    newest = {fact.body.party: fact for fact in case.all(EspdResponse)}
    return {party: _read(fact, case.definition.ground_by_code) for party, fact in newest.items()}


def _read(response: Fact[EspdResponse], ground_by_code: Mapping[str, ExclusionGround]) -> _ReadResponse:
    known: dict[str, list[GroundAnswer]] = {}
    claimed = set()
    unknown = []
    for answer in response.body.answers:
        ground = ground_by_code.get(answer.code)
        if ground is None:
            unknown.append(answer)
            continue
        known.setdefault(ground.code, []).append(answer)
        if answer.applies:
            claimed.add(ground.code)
    return _ReadResponse(response, known, frozenset(claimed), unknown)


def _of_response(
    case: Case, voice: OnRequirement, grounds: list[ExclusionGround], read: _ReadResponse
) -> Iterator[Finding]:
    """The findings about one ESPD: every "yes", what is missing, and one finding when all is "no"."""
    party = read.response.body.party
    claimed = [ground for ground in grounds if ground.code in read.claimed] if read.claimed else []
    missing = [ground for ground in grounds if ground.code not in read.answers and _must_be_answered(ground)]
    for ground in claimed:
        yield _said_yes(case, voice, read.response, ground, read.answers[ground.code])
    if missing:
        names = ", ".join([f"{ground.title} ({ground.code})" for ground in missing])
        yield voice.pending(
            f"In het UEA van {party_named(case, party)} is nog geen antwoord vastgelegd op: {names}.",
            read.response,
            subject=party,
        )
    elif not claimed:
        yield voice.met(
            f"Het UEA van {party_named(case, party)} beantwoordt elke grond van deze soort"
            f"{'' if all(ground.code in read.answers for ground in grounds) else ' die hier geldt'} met nee.",
            read.response,
            subject=party,
        )


def _must_be_answered(ground: ExclusionGround) -> bool:
    """A ground that the tender leaves out need not be answered; unpaid taxes stay mandatory (art. 2.86 lid 4)."""
    return ground.kind is not GroundKind.FACULTATIVE or ground.applies is not False


def _said_yes(
    case: Case,
    voice: OnRequirement,
    response: Fact[EspdResponse],
    ground: ExclusionGround,
    given: list[GroundAnswer],
) -> Finding:
    who = party_named(case, response.body.party)
    if any(answer != given[0] for answer in given):
        return voice.clarify(
            f"Het UEA van {who} geeft {len(given)} verschillende antwoorden op {ground.title}.",
            response,
            subject=f"{response.body.party}/{ground.code}",
        )
    return judged(GroundClaim(case, voice, response, ground, given[0], who))


def _names_unknown_codes(case: Case, id: str) -> bool:
    """Whether this is the first requirement over exclusion grounds: it names unknown codes, once for all."""
    for requirement in case.definition.requirements:
        if requirement.check == EXCLUSION_GROUNDS:
            return requirement.id == id
    return False


def _unknown_code(
    case: Case, voice: OnRequirement, response: Fact[EspdResponse], answer: GroundAnswer
) -> Finding:
    party = response.body.party
    return voice.clarify(
        f"Het UEA van {party_named(case, party)} beantwoordt {answer.code!r} met "
        f"{'ja' if answer.applies else 'nee'}; die code staat niet in de lijst van uitsluitingsgronden.",
        response,
        subject=f"{party}/{answer.code}",
    )
