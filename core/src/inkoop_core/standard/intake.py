"""Intake: was the bid handed in on time, by the right route, with everything answered (§1.2, §5.2)."""

import functools
from collections.abc import Iterable
from datetime import datetime

from inkoop_core.api.channels import is_procedure_channel
from inkoop_core.api.rules import Case
from inkoop_core.domain.decision import Incident
from inkoop_core.domain.finding import Finding
from inkoop_core.domain.moment import shown, shown_apart
from inkoop_core.domain.package import PackageAdmitted, PackageReceived
from inkoop_core.domain.submission import PlatformAnswers
from inkoop_core.standard.gate import KEPT_CASES, needs_content
from inkoop_core.standard.sentences import closed


def on_time(case: Case, id: str) -> Iterable[Finding]:
    """The bid came in at the closing instant at the latest; admission does not make it in time (§5.2)."""
    voice = case.on(id)
    package = case.one(PackageReceived)
    if package is None:
        yield voice.pending("Er is nog geen pakket ontvangen.")
        return
    received, closing = package.body.received_at, case.definition.procedure.closing_at
    if received <= closing:
        yield voice.met(
            f"Ontvangen op {shown_apart(received, closing)}; de sluiting was op {_shown_closing(closing)}.",
            package,
        )
        return
    text = (
        f"Te laat: pakket {package.body.name} is ontvangen op {shown_apart(received, closing)}; "
        f"inschrijven kon tot en met {_shown_closing(closing)}."
    )
    admitted = case.one(PackageAdmitted)
    if admitted is None:
        yield voice.not_met(text, package)
    else:
        yield voice.not_met(
            f"{text} Het pakket is alleen toegelaten om te lezen ({admitted.body.reason}); het blijft te laat.",
            package,
            admitted,
        )


@functools.lru_cache(maxsize=KEPT_CASES)
def _shown_closing(closing: datetime) -> str:
    return shown(closing)


def channel(case: Case, id: str) -> Iterable[Finding]:
    """The bid came by the platform of the procedure; post, e-mail and other routes do not count (§5.2)."""
    voice = case.on(id)
    package = case.one(PackageReceived)
    if package is None:
        yield voice.pending("Er is nog geen pakket ontvangen.")
        return
    route, platform = package.body.channel, case.definition.procedure.platform
    if not route.strip():
        yield voice.clarify(
            f"Van pakket {package.body.name} is niet vastgelegd langs welke weg het is ontvangen; "
            f"indienen moet via {platform}.",
            package,
        )
    elif is_procedure_channel(route, case.definition):
        yield voice.met(f"Ingediend via {route}.", package)
    else:
        yield voice.not_met(
            f"Pakket {package.body.name} is ingediend via {route}; indienen kan alleen via {platform}.",
            package,
        )


@needs_content
def platform_answers(case: Case, id: str) -> Iterable[Finding]:
    """The questions on the platform are answered and the conditions accepted (Annex I.1)."""
    voice = case.on(id)
    answers = case.one(PlatformAnswers)
    if answers is None:
        yield voice.pending("De antwoorden op de vragen van het platform zijn nog niet vastgelegd.")
        return
    wrong = []
    if answers.body.unanswered:
        wrong.append(f"niet beantwoord: {', '.join(answers.body.unanswered)}")
    if not answers.body.conditions_accepted:
        wrong.append("de voorwaarden zijn niet aanvaard")
    if wrong:
        yield voice.not_met(closed(f"Vragen op het platform: {'; '.join(wrong)}"), answers)
    else:
        yield voice.met("Alle vragen op het platform zijn beantwoord en de voorwaarden aanvaard.", answers)


def no_incident(case: Case, id: str) -> Iterable[Finding]:
    """No forbidden contact with staff about the procedure (§1.2)."""
    voice = case.on(id)
    incidents = case.all(Incident)
    if not incidents:
        yield voice.met("Er is geen incident vastgelegd.")
    for number, incident in enumerate(incidents, 1):
        yield voice.not_met(
            f"Incident vastgelegd: {incident.body.what} (door {incident.body.by_whom}, "
            f"{shown(incident.happened_at)}).",
            incident,
            subject=incident.subject.partition("/")[2] or f"incident-{number}",
        )
