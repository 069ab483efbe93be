"""The registration in the AGB register (§3.4 Nr 6)."""

from collections.abc import Iterable

from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.party import Tenderer


def agb_code(case: Case) -> Iterable[Finding]:
    """The tenderer gives its AGB code on the submission form; the form is its proof (§3.4 Nr 6)."""
    on = case.on("ELI-25")
    tenderer = case.one(Tenderer)
    if tenderer is None:
        yield on.pending("De gegevens van de inschrijver zijn nog niet vastgelegd.")
        return
    code = tenderer.body.agb_code.strip()
    digits = case.definition.whole("agb_digits")
    if not code:
        yield on.not_met("Er is geen AGB-code ingevuld.", tenderer, notes=("N-04",))
    elif len(code) != digits or not (code.isascii() and code.isdigit()):
        yield on.clarify(f"{code!r} is geen AGB-code: die heeft {digits} cijfers.", tenderer)
    else:
        yield on.met(
            f"AGB-code {code} is ingevuld en heeft de juiste vorm; of hij geldig is, zegt het AGB-register.",
            tenderer,
        )
