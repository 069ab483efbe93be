"""The record of opening: who was there, which bids came, what is in them."""

from collections.abc import Iterator

from inkoop_core.api.channels import is_procedure_channel
from inkoop_core.api.record_content import (
    Block,
    Bullets,
    Pairs,
    Paragraph,
    Part,
    Record,
    RecordTable,
    Signatory,
)
from inkoop_core.desk.records_of.frame import framed
from inkoop_core.desk.records_of.telling import named, tenderers, told_products
from inkoop_core.desk.sealed import is_sealed_file, sealed_hashes
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.fact import Fact, Withdrawn
from inkoop_core.domain.moment import shown
from inkoop_core.domain.opening import OpeningHeld
from inkoop_core.domain.package import Document, Observation, PackageAdmitted, PackageReceived
from inkoop_core.domain.record_made import RecordKind
from inkoop_core.domain.request import DocumentAdded
from inkoop_core.domain.submission import Offer, PlatformAnswers
from inkoop_core.errors import Refused


def opening_record(state: ProcedureState) -> Record:
    """The record of opening. Raises Refused while no opening is recorded."""
    held = state.facts(OpeningHeld)
    if not held:
        raise Refused(
            "er is geen opening vastgelegd, dus er is geen proces-verbaal te maken; leg haar eerst vast met "
            "`inkoop do opening-vastleggen`."
        )
    packages = state.facts(PackageReceived)
    parts = (
        Part("Opening", tuple(_about(held, state))),
        Part("Ontvangen inschrijvingen", tuple(_received(packages, state))),
        Part("Per inschrijving", (Paragraph(_explained(state)),)),
        *(_bid(package, held, state) for package in packages),
    )
    present = {person.name: person.role for fact in held for person in fact.body.present}
    return framed(
        state,
        RecordKind.OPENING,
        parts,
        tuple(Signatory(role, name) for name, role in present.items()),
    )


def _about(held: tuple[Fact[OpeningHeld], ...], state: ProcedureState) -> Iterator[Block]:
    info = state.definition.procedure
    yield Pairs(
        (
            ("Sluiting", f"{shown(info.closing_at)} ({info.source})"),
            ("Ingediend via", info.platform),
            *(("Geopend", f"{shown(fact.happened_at)}, vastgelegd door {fact.by}") for fact in held),
        )
    )
    yield RecordTable(
        ("Aanwezig", "Rol"),
        tuple((person.name, person.role) for fact in held for person in fact.body.present),
    )
    for fact in held:
        if fact.body.remarks:
            yield Paragraph(f"Opmerkingen: {fact.body.remarks}")


def _received(packages: tuple[Fact[PackageReceived], ...], state: ProcedureState) -> Iterator[Block]:
    names = tenderers(state)
    aside = {package.subject: _aside(package.body, state) for package in packages}
    yield Paragraph(
        f"Er zijn {len(packages)} inschrijvingen geregistreerd. De tijden zijn die van het platform, in Nederlandse "
        "tijd."
    )
    yield RecordTable(
        ("Nr", "Inschrijver", "Ontvangen", "Bericht", "Weg", "Op tijd en langs de juiste weg"),
        tuple(
            (
                package.subject,
                names.get(package.subject, package.body.name),
                shown(package.body.received_at),
                package.body.message_number,
                package.body.channel,
                "nee" if aside[package.subject] else "ja",
            )
            for package in packages
        ),
        (3, 8, 6, 5, 5, 4),
    )
    told = tuple(f"{named(state, submission)}: {why}" for submission, why in aside.items() if why)
    if told:
        yield Paragraph("Te laat of langs een andere weg:")
        yield Bullets(told)
    gone = tuple(_gone(state))
    if gone:
        yield Paragraph("Van de lijst gehaald:")
        yield Bullets(gone)


def _aside(package: PackageReceived, state: ProcedureState) -> str:
    """Why the bid is late or came by another route; "" when neither."""
    closing = state.definition.procedure.closing_at
    why = []
    if package.received_at > closing:
        why.append(f"ontvangen {shown(package.received_at)}, na de sluiting van {shown(closing)}")
    if not is_procedure_channel(package.channel, state.definition):
        why.append(f"ingekomen via {package.channel}, niet via {state.definition.procedure.platform}")
    return "; ".join(why)


def _gone(state: ProcedureState) -> Iterator[str]:
    known = {fact.id: fact for fact in state.recorded if isinstance(fact.body, PackageReceived)}
    for fact in state.recorded:
        if isinstance(fact.body, Withdrawn) and fact.recorded_at <= state.moment.known_at:
            package = known.get(fact.replaces or 0)
            if package is not None:
                yield f"{package.subject} ({package.body.name}), op {shown(fact.recorded_at)}: {fact.body.reason}"


def _explained(state: ProcedureState) -> str:
    return (
        "Van elk bestand staat de SHA-256-waarde erbij, zoals die bij het innemen is berekend. Wie hetzelfde bestand "
        "heeft, kan die waarde narekenen. De inhoud is bij de opening niet beoordeeld "
        f"({state.definition.procedure.source})."
    )


def _bid(package: Fact[PackageReceived], held: tuple[Fact[OpeningHeld], ...], state: ProcedureState) -> Part:
    return Part(named(state, package.subject), tuple(_of_bid(package, held, state)), level=2)


def _of_bid(
    package: Fact[PackageReceived], held: tuple[Fact[OpeningHeld], ...], state: ProcedureState
) -> Iterator[Block]:
    submission, body = package.subject, package.body
    yield Pairs(
        (
            ("Pakket", body.name),
            ("SHA-256 van het pakket", body.sha256),
            ("Ontvangen", f"{shown(body.received_at)} via {body.channel} {body.message_number}".rstrip()),
            *_offered(submission, state),
            *_answers(submission, state),
        )
    )
    yield from _files(body, submission, state)
    odd = tuple(_irregularities(submission, body, held, state))
    if odd:
        yield Paragraph("Onregelmatigheden:")
        yield Bullets(odd)
    else:
        yield Paragraph("Geen onregelmatigheden vastgesteld.")


def _offered(submission: str, state: ProcedureState) -> Iterator[tuple[str, str]]:
    for fact in state.facts(Offer, submission):
        yield "Aangeboden producten", told_products(state.definition, fact.body.products)


def _answers(submission: str, state: ProcedureState) -> Iterator[tuple[str, str]]:
    platform = state.definition.procedure.platform
    for fact in state.facts(PlatformAnswers):
        if fact.submission == submission:
            unanswered = ", ".join(fact.body.unanswered)
            accepted = "aanvaard" if fact.body.conditions_accepted else "niet aanvaard"
            told = f"niet beantwoord: {unanswered}" if unanswered else "alle beantwoord"
            yield f"Vragen op {platform}", f"{told}; voorwaarden {accepted}"


def _files(body: PackageReceived, submission: str, state: ProcedureState) -> Iterator[Block]:
    if not body.content_read:
        yield Paragraph("De inhoud is niet gelezen; er is geen bestand geopend of bewaard.")
        return
    kinds = {
        fact.body.sha256: fact.body.kind for fact in state.facts(Document) if fact.submission == submission
    }
    sealed = sealed_hashes(state.current)
    files = [
        file
        for file in body.files
        if file.sha256 not in sealed and not is_sealed_file(file.name, kinds.get(file.sha256, ""))
    ]
    titles = state.document_kinds
    yield RecordTable(
        ("Bestand", "Stuk", "SHA-256"),
        tuple(
            (
                file.name,
                titles[kind].title if (kind := kinds.get(file.sha256, "")) in titles else "niet herkend",
                file.sha256,
            )
            for file in files
        ),
        (9, 10, 22),
        small=True,
    )
    left = len(body.files) - len(files)
    if left:
        yield Paragraph(
            f"Buiten dit proces-verbaal gehouden: {left} {'bestand' if left == 1 else 'bestanden'}."
        )


def _irregularities(
    submission: str, body: PackageReceived, held: tuple[Fact[OpeningHeld], ...], state: ProcedureState
) -> Iterator[str]:
    if why := _aside(body, state):
        yield why
    for admitted in state.facts(PackageAdmitted, submission):
        yield f"toch toegelaten door {admitted.by} op {shown(admitted.happened_at)}: {admitted.body.reason}"
    later = {fact.subject for fact in state.facts(DocumentAdded)}
    for seen in state.facts(Observation):
        problem = seen.body.problem
        if seen.submission != submission or problem is None or seen.subject in later:
            continue
        if not is_sealed_file(seen.body.file):
            detail = f" ({seen.body.problem_detail})" if seen.body.problem_detail else ""
            yield f"{seen.body.file}: {problem.label}{detail}"
    for fact in held:
        for item in fact.body.irregularities:
            if item.submission == submission:
                yield item.text
