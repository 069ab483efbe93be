"""Signing: who signed, with what, and by what power (§5.3, Annex I.1)."""

from collections.abc import Iterable
from typing import Any

from attrs import evolve, frozen

from inkoop_core.api.definition import DocumentKind, Needed
from inkoop_core.api.lookups import LookUpAbout, LookUpSort
from inkoop_core.api.rules import Case, OnRequirement
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding, Verdict
from inkoop_core.domain.package import Document, FileProblem, Observation, ReadSignature
from inkoop_core.domain.party import OWN_PARTY
from inkoop_core.domain.submission import MANDATE, Signature, SigningMethod, SigningPower, persons
from inkoop_core.standard.documents import documents_of, judged, kind_of, observation_of
from inkoop_core.standard.gate import needs_content
from inkoop_core.standard.lookups import judged_lookup, lookup_kind
from inkoop_core.standard.sentences import closed
from inkoop_core.standard.settings import named, noted, several

ALWAYS_WET = "altijd-nat"
"""The reading of an unclear place by which a digital signature alone is not enough."""


@needs_content
def signed(case: Case, id: str) -> Iterable[Finding]:
    """A document is validly signed by somebody with the power to do so (§5.3)."""
    voice = case.on(id)
    wanted = kind_of(case, named(voice, "document"))
    signatures = _signatures_of(case, wanted.kind)
    parties = [OWN_PARTY, *signatures]
    parties += [fact.body.party for fact in case.all(Document) if fact.body.kind == wanted.kind]
    for party in dict.fromkeys(parties):
        yield _of_party(case, voice, wanted, party, signatures.get(party))


def _signatures_of(case: Case, kind: str) -> dict[str, Fact[Signature]]:
    """The newest signature per party: its document is the kind, or `kind:party` for another party."""
    found: dict[str, Fact[Signature]] = {}
    for fact in case.all(Signature):
        document, _, party = fact.body.document.partition(":")
        if document == kind:
            found[party or OWN_PARTY] = fact
    return found


def _of_party(
    case: Case, voice: OnRequirement, wanted: DocumentKind, party: str, signature: Fact[Signature] | None
) -> Finding:
    subject = "" if party == OWN_PARTY else party
    documents = documents_of(case, wanted.kind, party)
    if not documents:
        return _absent(voice, wanted, subject, signature)
    observation = observation_of(case, documents[-1].body)
    used: list[Fact[Any]] = [fact for fact in (*documents, observation, signature) if fact is not None]
    said = _Voice(
        voice,
        f"{wanted.title} ({documents[-1].body.file})",
        tuple(used),
        subject,
        noted(voice),
    )
    seen = observation.body.signatures if observation is not None else None
    if signature is None:
        return _not_stated(said, seen or ())
    if signature.body.sha256 not in ("", documents[-1].body.sha256):
        return said.pending(
            "de ondertekening is vastgelegd voor een ander bestand; bekijk dit bestand en leg haar opnieuw vast."
        )
    always_wet = any(case.choice(note) == ALWAYS_WET for note in said.notes)
    if always_wet and signature.body.method is SigningMethod.DIGITAL:
        return said.not_met("alleen digitaal ondertekend, terwijl een natte handtekening altijd nodig is.")
    stated = signature.body
    return (
        _method_judged(said, stated, seen)
        or _file_judged(said, observation)
        or _signatories_judged(said, stated, seen or ())
        or _power_judged(said, case, stated, party)
        or _looked_up(said, case, stated, party)
    )


def _absent(
    voice: OnRequirement, wanted: DocumentKind, subject: str, signature: Fact[Signature] | None
) -> Finding:
    """Of a document that is not in the bid nothing is signed, whatever was recorded of its signature."""
    if signature is not None:
        return voice.pending(
            f"{wanted.title} ontbreekt; de ondertekening die is vastgelegd, hoort bij geen stuk.",
            signature,
            subject=subject,
        )
    if wanted.needed is Needed.ALWAYS:
        return voice.pending(f"{wanted.title} ontbreekt; er is nog niets ondertekend.", subject=subject)
    return voice.not_applicable(f"{wanted.title} is er niet bij.", subject=subject)


@frozen
class _Voice:
    """The voice about one document of one party."""

    voice: OnRequirement
    document: str
    facts: tuple[Fact[Any], ...]
    subject: str
    notes: tuple[str, ...]

    def met(self, text: str) -> Finding:
        return self.voice.met(self._whole(text), *self.facts, subject=self.subject, notes=self.notes)

    def not_met(self, text: str) -> Finding:
        return self.voice.not_met(self._whole(text), *self.facts, subject=self.subject, notes=self.notes)

    def clarify(self, text: str) -> Finding:
        return self.voice.clarify(self._whole(text), *self.facts, subject=self.subject, notes=self.notes)

    def pending(self, text: str) -> Finding:
        return self.voice.pending(self._whole(text), *self.facts, subject=self.subject, notes=self.notes)

    def _whole(self, text: str) -> str:
        """As one sentence; a text that ends with a name comes without its full stop."""
        return closed(f"{self.document}: {text}")


def _not_stated(said: _Voice, seen: tuple[ReadSignature, ...]) -> Finding:
    """Nobody has recorded who signed: a sound digital signature still leaves the power open."""
    if seen and not _broken(seen):
        return said.clarify(
            f"het bestand draagt een digitale handtekening van {_signers(seen)}; of die bevoegd is, is "
            "niet bekend"
        )
    if seen:
        return said.pending(
            "nog niet vastgelegd is wie heeft ondertekend; de digitale handtekening in het bestand is niet "
            "gaaf."
        )
    return said.pending("nog niet vastgelegd is wie heeft ondertekend en hoe.")


def _method_judged(said: _Voice, stated: Signature, seen: tuple[ReadSignature, ...] | None) -> Finding | None:
    """What is wrong with the signature itself; None when it is sound. `seen` None: the file was not read."""
    if stated.method is SigningMethod.NONE:
        if seen and not _broken(seen):
            return said.clarify(
                "er zou geen handtekening zijn, maar het bestand draagt een digitale handtekening van "
                f"{_signers(seen)}"
            )
        return said.not_met("het document is niet ondertekend.")
    if stated.method is SigningMethod.WET_SCAN:
        if seen and _broken(seen):
            return said.clarify(
                "het is een scan met een natte handtekening, maar het bestand is na een digitale "
                f"ondertekening door {_signers(_broken(seen))} gewijzigd."
            )
        return None
    return _digital_judged(said, seen)


def _file_judged(said: _Voice, observation: Fact[Observation] | None) -> Finding | None:
    """A file that cannot be opened shows no signature to anybody; None when it can be, or was not looked at."""
    problem = observation.body.problem if observation is not None else None
    if problem is None or problem is FileProblem.MISNAMED:
        return None
    return said.clarify(
        f"vastgelegd is een ondertekening, maar het bestand toont haar niet: {problem.label}."
    )


def _digital_judged(said: _Voice, seen: tuple[ReadSignature, ...] | None) -> Finding | None:
    if seen is None:
        return said.pending("de digitale handtekening is nog niet in het bestand gecontroleerd.")
    if not seen:
        return said.clarify("het zou digitaal zijn ondertekend, maar in het bestand staat geen handtekening.")
    if _broken(seen):
        return said.not_met(f"het bestand is gewijzigd na de ondertekening door {_signers(_broken(seen))}")
    untrusted = tuple([signature for signature in seen if not signature.trusted])
    if untrusted:
        return said.clarify(
            f"het certificaat van {_signers(untrusted)} is niet te herleiden tot een vertrouwde uitgever."
        )
    return None


def _broken(seen: tuple[ReadSignature, ...]) -> tuple[ReadSignature, ...]:
    return tuple([signature for signature in seen if not signature.intact or signature.changed_after])


def _signers(seen: tuple[ReadSignature, ...]) -> str:
    return " en ".join([signature.signer or "een onbekende" for signature in seen])


def _signatories_judged(said: _Voice, stated: Signature, seen: tuple[ReadSignature, ...]) -> Finding | None:
    """Whether it is known who signed, and whether the file names the same persons; None when it is."""
    named = persons(stated.signatories)
    who = " en ".join(stated.signatories)
    if not named:
        return said.clarify(f"{stated.method.label}; wie heeft ondertekend is niet vastgelegd.")
    if stated.lacks_another:
        return said.clarify(
            f"ondertekend door {who}, die alleen samen met een ander bevoegd is; een tweede handtekening "
            "is niet vastgelegd."
        )
    if stated.method is not SigningMethod.DIGITAL:
        return None
    signers = persons([signature.signer for signature in seen])
    if stated.power is SigningPower.JOINT and len(signers) < 2:
        return said.clarify(
            f"gezamenlijk bevoegd zijn {who}, maar in het bestand staat alleen de digitale handtekening van "
            f"{_signers(seen)}"
        )
    if signers != named:
        return said.clarify(
            f"vastgelegd is dat {who} heeft ondertekend, maar in het bestand staat de digitale handtekening "
            f"van {_signers(seen)}"
        )
    return None


def _power_judged(said: _Voice, case: Case, stated: Signature, party: str) -> Finding | None:
    """What is wrong with the power of who signed; None when it is sufficient."""
    who = " en ".join(stated.signatories)
    if stated.power is SigningPower.UNKNOWN:
        return said.clarify(f"ondertekend door {who}; of die bevoegd is, is niet bekend.")
    if stated.power is SigningPower.ATTORNEY:
        mandate = named(said.voice, "mandate", MANDATE)
        if not documents_of(case, mandate, party):
            return said.not_met(f"ondertekend door {who} als gemachtigde, maar een {mandate} ontbreekt.")
    return None


def _looked_up(said: _Voice, case: Case, stated: Signature, party: str) -> Finding:
    """That it is validly signed, unless a look-up that the requirement asks for is not there or says otherwise."""
    asked = several(said.voice, "lookup") if "lookup" in said.voice.requirement.parameters else ()
    used = said
    for kind in [lookup_kind(case, lookup) for lookup in asked]:
        of_document = LookUpAbout.DOCUMENT in kind.about
        of_paper = of_document and kind.kind is LookUpSort.OBSERVATION
        if of_paper and stated.method is not SigningMethod.WET_SCAN:
            continue  # there is no paper to see
        one = judged_lookup(case, said.voice, kind, stated.document if of_document else party)
        used = evolve(used, facts=(*used.facts, *one.facts))
        if one.verdict is Verdict.PENDING:
            return used.pending(one.text)
        if one.verdict is Verdict.CLARIFY:
            return used.clarify(one.text)
        if one.verdict is Verdict.NOT_MET:
            return used.not_met(one.text)
    who = " en ".join(stated.signatories)
    return used.met(f"{stated.method.label}, door {who} ({stated.power.label}).")


@needs_content
def mandate(case: Case, id: str) -> Iterable[Finding]:
    """Who may not sign alone hands in a power of attorney; there is no fixed form for it (Annex I.1)."""
    voice = case.on(id)
    newest = {fact.body.document: fact for fact in case.all(Signature)}
    by_party: dict[str, list[Fact[Signature]]] = {}
    for fact in newest.values():
        if fact.body.may_need_mandate:
            by_party.setdefault(fact.body.document.partition(":")[2] or OWN_PARTY, []).append(fact)
    if not by_party:
        yield voice.not_applicable("Niemand heeft als gemachtigde ondertekend.")
        return
    wanted = kind_of(case, named(voice, "document", MANDATE))
    for party, signatures in by_party.items():
        subject = "" if party == OWN_PARTY else party
        found = documents_of(case, wanted.kind, party)
        yield (
            judged(case, voice, wanted, found, subject)
            if found
            else _without_mandate(voice, wanted, min(signatures, key=_most_telling), subject)
        )


def _most_telling(signature: Fact[Signature]) -> int:
    """Of several signatures of one party an attorney's goes first, then one that lacks another."""
    if signature.body.power is SigningPower.ATTORNEY:
        return 0
    return 1 if signature.body.lacks_another else 2


def _without_mandate(
    voice: OnRequirement, wanted: DocumentKind, signature: Fact[Signature], subject: str
) -> Finding:
    who = " en ".join(signature.body.signatories) or "de ondertekenaar"
    if signature.body.power is SigningPower.UNKNOWN:
        return voice.pending(
            f"Of {wanted.title} nodig is, hangt af van de bevoegdheid van {who}; die is niet bekend.",
            signature,
            subject=subject,
        )
    if signature.body.power is SigningPower.JOINT:
        return voice.clarify(
            f"{wanted.title} ontbreekt, terwijl {who} alleen samen met een ander bevoegd is en de ander niet heeft "
            "ondertekend.",
            signature,
            subject=subject,
        )
    return voice.not_met(
        f"{wanted.title} ontbreekt, terwijl {who} als gemachtigde heeft ondertekend.",
        signature,
        subject=subject,
    )
