"""Subcontractors, members of a consortium and the group of companies (§5.4)."""

from collections.abc import Iterable

from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.package import Document
from inkoop_core.domain.party import OWN_PARTY, BidForm, Party, PartyRole, Tenderer
from inkoop_core.domain.submission import EspdResponse
from inkoop_core.standard.documents import documents_of, judged, kind_of
from inkoop_core.standard.gate import needs_content
from inkoop_core.standard.sentences import closed
from inkoop_core.standard.settings import named, noted, several

SUBCONTRACTING = (PartyRole.SUBCONTRACTOR, PartyRole.COOPERATIVE_MEMBER)
"""Members of a cooperative count as subcontractors (§5.4.1)."""
HELPING = (*SUBCONTRACTING, PartyRole.RELIED_ON)
OWN_ESPD = (PartyRole.MEMBER, *HELPING)


def party_named(case: Case, id: str) -> str:
    """A party as a letter names it: `onderaannemer Voorbeeld B.V.`; "de inschrijver" for the tenderer."""
    if id == OWN_PARTY:
        return "de inschrijver"
    for fact in case.all(Party):
        if fact.body.id == id:
            return _shown(fact.body)
    return f"partij {id}"


def _shown(party: Party) -> str:
    return f"{party.role.label} {party.name}"


@needs_content
def subcontractors_listed(case: Case, id: str) -> Iterable[Finding]:
    """The main contractor names every subcontractor in his own ESPD (§5.4.1)."""
    voice = case.on(id)
    parties = [fact for fact in case.all(Party) if fact.body.role in HELPING]
    if not parties:
        yield voice.not_applicable("Er zijn geen onderaannemers, coöperatieleden of derden.")
        return
    listed = True
    for fact in parties:
        party = fact.body
        if party.listed_in_espd:
            continue
        listed = False
        if party.listed_in_espd is None:
            yield voice.pending(
                f"Nog niet nagegaan is of {_shown(party)} in het UEA van de inschrijver staat.",
                fact,
                subject=party.id,
            )
        else:
            yield voice.clarify(
                f"Het UEA van de inschrijver noemt {_shown(party)} niet.",
                fact,
                subject=party.id,
                notes=noted(voice),
            )
    if listed:
        yield voice.met(
            closed(f"Het UEA van de inschrijver noemt {', '.join(fact.body.name for fact in parties)}"),
            *parties,
        )


@needs_content
def party_espd(case: Case, id: str) -> Iterable[Finding]:
    """Every member, subcontractor and third party hands in an ESPD of its own (§5.4.1, §5.4.2)."""
    voice = case.on(id)
    parties = [fact for fact in case.all(Party) if fact.body.role in OWN_ESPD]
    if not parties:
        yield voice.not_applicable("De inschrijver schrijft in zonder andere partijen.")
        return
    responses = {fact.body.party: fact for fact in case.all(EspdResponse)}
    complete = True
    for fact in parties:
        if fact.body.id not in responses:
            complete = False
            yield voice.clarify(
                f"Een eigen UEA van {_shown(fact.body)} is er niet bij.",
                fact,
                subject=fact.body.id,
                notes=noted(voice),
            )
    if complete:
        yield voice.met(
            closed(f"Een eigen UEA is er van {', '.join(fact.body.name for fact in parties)}"),
            *parties,
            *[responses[fact.body.id] for fact in parties],
        )


@needs_content
def party_document(case: Case, id: str) -> Iterable[Finding]:
    """A document that every party of a role hands in, such as a member's power of attorney (§5.4)."""
    voice = case.on(id)
    wanted = kind_of(case, named(voice, "document"))
    roles = [PartyRole(role) for role in several(voice, "role")]
    parties = [fact for fact in case.all(Party) if fact.body.role in roles]
    if not parties:
        yield voice.not_applicable(f"Er is geen {' of '.join(role.label for role in roles)}.")
    for fact in parties:
        found = documents_of(case, wanted.kind, fact.body.id)
        if found:
            yield judged(case, voice, wanted, found, fact.body.id)
        else:
            yield voice.clarify(
                f"{wanted.title} van {_shown(fact.body)} is er niet bij.",
                fact,
                subject=fact.body.id,
                notes=noted(voice),
            )


@needs_content
def group_guarantee(case: Case, id: str) -> Iterable[Finding]:
    """Part of a group: the parent guarantees, or with consolidated accounts a 403 declaration (§5.4.3)."""
    voice = case.on(id)
    tenderer = case.one(Tenderer)
    if tenderer is None:
        yield voice.pending("De gegevens van de inschrijver zijn nog niet vastgelegd.")
        return
    if not tenderer.body.group_member:
        yield voice.not_applicable("De inschrijver is geen onderdeel van een groep.", tenderer)
        return
    guarantee = kind_of(case, named(voice, "guarantee", "moedergarantie"))
    declaration = kind_of(case, named(voice, "declaration", "403-verklaring"))
    documents = case.all(Document)
    guarantees = tuple([fact for fact in documents if fact.body.kind == guarantee.kind])
    declarations = tuple([fact for fact in documents if fact.body.kind == declaration.kind])
    if guarantees:
        yield judged(case, voice, guarantee, guarantees)
    elif declarations and tenderer.body.consolidated_accounts:
        yield judged(case, voice, declaration, declarations)
    elif declarations:
        yield voice.clarify(
            f"{declaration.title} ({declarations[0].body.file}) is ingediend, maar een geconsolideerde "
            f"jaarrekening is niet opgegeven; zonder die jaarrekening is een {guarantee.title} nodig.",
            tenderer,
            *declarations,
            notes=noted(voice),
        )
    else:
        other = f" of een {declaration.title}" if tenderer.body.consolidated_accounts else ""
        yield voice.clarify(
            f"De inschrijver is onderdeel van een groep; een {guarantee.title}{other} is er niet bij.",
            tenderer,
            notes=noted(voice),
        )


@needs_content
def bid_form(case: Case, id: str) -> Iterable[Finding]:
    """The form of the bid agrees with the parties that take part in it (§5.4)."""
    voice = case.on(id)
    tenderer = case.one(Tenderer)
    if tenderer is None:
        yield voice.pending("De gegevens van de inschrijver zijn nog niet vastgelegd.")
        return
    form = tenderer.body.bid_form
    parties = case.all(Party)
    wrong = _form_against(form, {fact.body.role for fact in parties})
    if wrong:
        yield voice.clarify(
            f"De inschrijver schrijft in als {form.label}, maar {wrong}.",
            tenderer,
            *parties,
            notes=noted(voice),
        )
    else:
        yield voice.met(f"De inschrijver schrijft in als {form.label}; dat past bij de partijen.", tenderer)


def _form_against(form: BidForm, roles: set[PartyRole]) -> str:
    """What contradicts the form of the bid; "" when nothing does. A parent takes no part in the bid."""
    others = roles - {PartyRole.PARENT}
    if form is BidForm.SOLE and others:
        return f"noemt ook: {', '.join(sorted(role.label for role in others))}"
    if form is BidForm.MAIN_CONTRACTOR and others.isdisjoint(SUBCONTRACTING):
        return "noemt geen onderaannemer"
    if form is BidForm.CONSORTIUM and PartyRole.MEMBER not in others:
        return "noemt geen andere combinant"
    if form is BidForm.COOPERATIVE and PartyRole.COOPERATIVE_MEMBER not in others:
        return "noemt geen coöperatielid"
    return ""
