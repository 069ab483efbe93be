"""The declaration on Russian parties (§3.4, Annex IV; Regulation (EU) 833/2014, art. 5k)."""

from collections.abc import Iterable
from typing import Any

from inkoop_core.api.rules import Case, OnRequirement
from inkoop_core.domain.fact import Fact
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.money import percentage
from inkoop_core.domain.submission import SanctionsDeclaration
from inkoop_core.standard.documents import documents_of, kind_of
from inkoop_core.standard.gate import needs_content
from inkoop_core.standard.sentences import closed
from inkoop_core.standard.settings import named


@needs_content
def sanctions_declaration(case: Case, id: str) -> Iterable[Finding]:
    """The declaration is handed in and filled in completely (§3.4)."""
    voice = case.on(id)
    wanted = kind_of(case, named(voice, "document"))
    documents = documents_of(case, wanted.kind)
    declaration = case.one(SanctionsDeclaration)
    if declaration is None:
        yield _not_recorded(voice, *documents)
    elif declaration.body.complete:
        yield voice.met(f"{wanted.title} is volledig ingevuld.", declaration, *documents)
    else:
        yield voice.not_met(f"{wanted.title} is niet volledig ingevuld.", declaration, *documents)


@needs_content
def sanctions_owner(case: Case, id: str) -> Iterable[Finding]:
    """The tenderer is no Russian party, not owned by one beyond the limit, and acts for none (§3.4)."""
    voice = case.on(id)
    declaration = case.one(SanctionsDeclaration)
    if declaration is None:
        yield _not_recorded(voice)
        return
    said = declaration.body
    limit = case.definition.ratio(named(voice, "parameter", "russia_owner_gt"))
    grounds = []
    if said.established:
        grounds.append("heeft de Russische nationaliteit of is in Rusland gevestigd")
    if said.owned_percentage > limit:
        grounds.append(
            f"is voor {percentage(said.owned_percentage)} eigendom van een Russische partij "
            f"(meer dan {percentage(limit)})"
        )
    if said.acts_for:
        grounds.append("handelt in het belang of op aanwijzing van een Russische partij")
    if grounds:
        yield _caught(voice, declaration, f"De inschrijver {' en '.join(grounds)}.")
    else:
        yield voice.met(
            f"Geen Russische partij; {percentage(said.owned_percentage)} Russisch eigendom "
            f"(uitsluiting boven {percentage(limit)}).",
            declaration,
        )


@needs_content
def sanctions_share(case: Case, id: str) -> Iterable[Finding]:
    """No Russian subcontractor or supplier takes part in the contract beyond the limit (§3.4)."""
    voice = case.on(id)
    declaration = case.one(SanctionsDeclaration)
    if declaration is None:
        yield _not_recorded(voice)
        return
    share = declaration.body.share
    limit = case.definition.ratio(named(voice, "parameter", "russia_share_gt"))
    if share > limit:
        yield _caught(
            voice,
            declaration,
            f"Een Russische partij neemt voor {percentage(share)} deel in het contract "
            f"(meer dan {percentage(limit)}).",
        )
    else:
        yield voice.met(
            f"{percentage(share)} Russische deelname in het contract (uitsluiting boven "
            f"{percentage(limit)}).",
            declaration,
        )


def _caught(voice: OnRequirement, declaration: Fact[SanctionsDeclaration], text: str) -> Finding:
    """Excluded, unless an exception of the sanctions package holds; the officer records which."""
    exception = declaration.body.exception
    if exception:
        return voice.clarify(
            closed(
                f"{text} De inschrijver beroept zich op een uitzondering van het sanctiepakket: {exception}"
            )
            + " Vast te leggen is of die geldt.",
            declaration,
        )
    return voice.not_met(f"{text} Een uitzondering van het sanctiepakket is niet genoemd.", declaration)


def _not_recorded(voice: OnRequirement, *facts: Fact[Any]) -> Finding:
    return voice.pending("De verklaring over Russische partijen is nog niet vastgelegd.", *facts)
