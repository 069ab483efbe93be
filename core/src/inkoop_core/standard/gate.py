"""The gate before every check that looks inside a package."""

import functools
from collections.abc import Iterable
from typing import Protocol

from inkoop_core.api.rules import Case
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.package import PackageReceived

KEPT_CASES = 4
"""Of how many cases an index is kept: the checks of one case run after each other, in a few threads at most."""


class Check(Protocol):
    """From a case and the id of a requirement to findings about that requirement."""

    def __call__(self, case: Case, id: str) -> Iterable[Finding]:
        """The findings; at least one."""


def needs_content(check: Check) -> Check:
    """The same check, pending as long as the content of the package was not read (§5.2)."""

    @functools.wraps(check)
    def gated(case: Case, id: str) -> Iterable[Finding]:
        package = case.one(PackageReceived)
        if package is None:
            return (case.on(id).pending("Er is nog geen pakket ontvangen; de inhoud is niet gelezen."),)
        if not package.body.content_read:
            return (
                case.on(id).pending(
                    f"De inhoud van pakket {package.body.name} is niet gelezen; dit kan pas worden "
                    "beoordeeld als de beslisser het pakket toelaat.",
                    package,
                ),
            )
        return check(case, id)

    return gated
