"""The agreement: what is signed, and that the award was announced."""

from collections.abc import Sequence
from datetime import date, datetime

from attrs import evolve, frozen

from inkoop_core.api.actions import Action, Outcome, Reader
from inkoop_core.api.fields import said
from inkoop_core.desk.actions.confirming import told_open
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.running import require_running
from inkoop_core.desk.state import ProcedureState, as_reader, last_of
from inkoop_core.domain.agreement import AwardNotice, SigningSet
from inkoop_core.domain.course import DefinitiveAward
from inkoop_core.domain.fact import Draft, Fact
from inkoop_core.domain.moment import Moment, shown, shown_day
from inkoop_core.domain.money import euros
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused
from inkoop_core.progress.signing import AgreementState, agreement_of
from inkoop_core.progress.signing_set import Prepared, prepared_set

NOTICE = "aankondiging-gegunde-opdracht"
EXAMPLE = "VOORBEELDTARIEF"


@frozen
class DetermineSigningSet:
    """Determine what is signed with winners."""

    submissions: tuple[str, ...] = said(
        "Inschrijvingen",
        "leeg: elke winnaar met een definitieve gunning bij wie niets ontbreekt",
        default=(),
        refers="submission",
    )
    tariffs_on: date | None = said("Tarieven van", "leeg: de eerste dag van de overeenkomst", default=None)
    accepted: str = said(
        "Waarom wordt aanvaard wat ontbreekt",
        "alleen wat het inkoopdocument niet met zoveel woorden vraagt; vraagt een tweede persoon",
        default="",
        long=True,
    )
    reason: str = said(
        "Reden",
        "als er al een set was, of bij tarieven van een andere dag dan de eerste van de overeenkomst",
        default="",
        long=True,
    )


def determine(command: DetermineSigningSet, reader: Reader, _moment: Moment) -> Outcome:
    """A set per winner, with everything that is missing named.

    A second person confirms what accepts that something is missing, tariffs of another day than the first of the
    agreement, and what replaces a set on which a signature stands.
    Raises Unknown, and Refused naming every winner for whom something mandatory is missing, or something else without
    a reason to accept that, or who signed a set already; Refused while the procedure stands still.
    """
    state = as_reader(reader)
    require_running(state, "een te ondertekenen set")
    chosen = _chosen(command, state)
    refused: list[str] = []
    drafts: list[Draft] = []
    told: list[str] = []
    why: list[str] = []
    for submission in chosen:
        prepared = prepared_set(state.course, submission, command.tariffs_on)
        earlier = state.course.last(SigningSet, submission)
        problem = _why_not(state, submission, prepared, earlier, command)
        if problem:
            refused.append(f"  - {submission}: {problem}")
            continue
        assert prepared.body is not None
        body = evolve(prepared.body, accepted=command.accepted.strip() if prepared.missing else "")
        drafts.append(_draft(state, submission, body, earlier, command.reason))
        told += _told_set(submission, body)
        special = _special(state, submission, body)
        told += [f"  - LET OP: {line}" for line in special]
        why += special
    if refused:
        raise Refused(
            "voor deze inschrijvingen kan de set nog niet worden vastgesteld:\n" + "\n".join(refused)
        )
    if any(draft.body.missing for draft in drafts):
        why.insert(0, "een set waaruit iets ontbreekt vraagt een tweede persoon")
    return Outcome(tuple(drafts), "\n".join(told), second_person="; ".join(why))


def _special(state: ProcedureState, submission: str, body: SigningSet) -> list[str]:
    """What of a set cannot be the work of one person, in Dutch: another day of the tariffs, signatures that lapse."""
    lines = []
    if body.tariffs_on != body.first_day:
        lines.append(
            f"de tarieven zijn die van {shown_day(body.tariffs_on)}, niet van de eerste dag van de overeenkomst "
            f"({shown_day(body.first_day)})"
        )
    lapsing = agreement_of(state.course, submission).signed
    if lapsing:
        who = ", ".join(
            f"{fact.body.signatory} ({fact.body.side.label}, {shown(fact.happened_at)})" for fact in lapsing
        )
        lines.append(f"met de vorige set vervallen de handtekeningen van {who}; zij tekenen opnieuw")
    return lines


def _chosen(command: DetermineSigningSet, state: ProcedureState) -> tuple[str, ...]:
    if command.submissions:
        for submission in command.submissions:
            known_submission(state, submission)
        return tuple(dict.fromkeys(command.submissions))
    unsettled = told_open(state)
    ready = tuple(
        fact.submission
        for fact in state.facts(DefinitiveAward)
        if state.course.last(SigningSet, fact.submission) is None
        and not unsettled.get(fact.submission)
        and not prepared_set(state.course, fact.submission, command.tariffs_on).missing
    )
    if not ready:
        raise Refused(
            "bij geen enkele winnaar zonder ondertekenset is alles er; zie `inkoop view ondertekenset`, en noem een "
            "inschrijving om te horen wat ontbreekt."
        )
    return ready


def _why_not(
    state: ProcedureState,
    submission: str,
    prepared: Prepared,
    earlier: Fact[SigningSet] | None,
    command: DetermineSigningSet,
) -> str:
    no_reason = not command.reason.strip()
    lines = [f"      - {item}" for item in prepared.mandatory]
    lines += [
        f"      - van wat is gelezen staat nog open: {line}" for line in told_open(state).get(submission, ())
    ]
    if lines:
        return "\n".join(["dit ontbreekt en is verplicht:", *lines])
    if prepared.missing and not command.accepted.strip():
        return "\n".join(
            [
                "dit ontbreekt; vul het aan of zeg waarom dat wordt aanvaard (accepted):",
                *(f"      - {item}" for item in prepared.missing),
            ]
        )
    if prepared.body is not None and prepared.body.tariffs_on != prepared.body.first_day and no_reason:
        return (
            f"de tarieven van {shown_day(prepared.body.tariffs_on)} zijn niet die van de eerste dag van de "
            f"overeenkomst ({shown_day(prepared.body.first_day)}); geef een reden (reason)"
        )
    if earlier is None:
        return ""
    if agreement_of(state.course, submission).state is AgreementState.EXISTS:
        return f"de overeenkomst is al gesloten op set {earlier.id}; een wijziging daarvan is een andere overeenkomst"
    if no_reason:
        return f"dit vervangt de set van {shown(earlier.happened_at)} (feit {earlier.id}); geef een reden (reason)"
    return ""


def _draft(
    state: ProcedureState, submission: str, body: SigningSet, earlier: Fact[SigningSet] | None, reason: str
) -> Draft:
    subject = f"{submission}/overeenkomst"
    last = last_of(state.recorded, SigningSet, subject)
    replaces = earlier.id if earlier else last.id if last else None
    return Draft(
        body,
        subject,
        replaces=replaces,
        reason=reason or ("opnieuw vastgesteld na intrekken" if replaces else ""),
    )


def _told_set(submission: str, body: SigningSet) -> Sequence[str]:
    products = ", ".join(item.product for item in body.awarded)
    lines = [
        f"{submission}: ondertekenset voor {products}, van {shown_day(body.first_day)} tot en met "
        f"{shown_day(body.last_day)}."
    ]
    lines += [
        f"  - {document.title} {f'versie {document.version}' if document.version else 'zonder versie'}"
        + (f", zonder de artikelen {', '.join(document.excluded)}" if document.excluded else "")
        for document in body.documents
    ]
    lines += [
        f"  - tarief {tariff.product} {euros(tariff.amount)} per {tariff.unit} vanaf {shown_day(tariff.valid_from)}"
        + (f" ({EXAMPLE})" if tariff.example else "")
        for tariff in body.tariffs
    ]
    if body.parties:
        lines.append(f"  - onderaannemers met toestemming: {', '.join(body.parties)}")
    lines.append(f"  - ondertekenen: de opdrachtgever en {', '.join(item.name for item in body.signatories)}")
    lines += [f"  - ONTBREEKT, aanvaard: {item}" for item in body.missing]
    return lines


@frozen
class RecordAwardNotice:
    """Record that the notice of the awarded contracts was published."""

    where: str = said("Waar gepubliceerd", "bijvoorbeeld TenderNed en TED")
    number: str = said("Nummer", "het nummer van de publicatie")
    published_at: datetime = said("Gepubliceerd op", "bijvoorbeeld 02-12-2026 09:00")
    timing_reason: str = said("Reden van late vastlegging", "als het langer geleden is", default="")


def notice_problems(command: RecordAwardNotice) -> list[str]:
    """Texts that must be there."""
    return [f"{name}: vul in" for name in ("where", "number") if not getattr(command, name).strip()]


def record_notice(command: RecordAwardNotice, reader: Reader, moment: Moment) -> Outcome:
    """The notice, once. Raises Refused in the future, before anything was awarded, and when it is there already."""
    state = as_reader(reader)
    if command.published_at > moment.as_of:
        raise Refused(
            f"{shown(command.published_at)} ligt in de toekomst; leg de aankondiging vast als zij er is."
        )
    awards = state.facts(DefinitiveAward)
    if not any(fact.happened_at <= command.published_at for fact in awards):
        raise Refused("op dat moment was er niets definitief gegund; er valt niets aan te kondigen.")
    earlier = last_of(state.recorded, AwardNotice, NOTICE)
    if earlier is not None and isinstance(earlier.body, AwardNotice):
        raise Refused(
            f"de aankondiging is al vastgelegd (feit {earlier.id}, {earlier.body.number}); klopt zij niet, corrigeer "
            "of trek dat feit dan in."
        )
    statuses = [agreement_of(state.course, fact.submission) for fact in awards]
    waiting = [status.submission for status in statuses if status.state is not AgreementState.EXISTS]
    text = f"Aankondiging {command.number} van de gegunde opdracht, {command.where}, {shown(command.published_at)}."
    if waiting:
        text += f" Let op: nog niet getekend: {', '.join(waiting)}."
    draft = Draft(
        AwardNotice(command.where.strip(), command.number.strip()),
        NOTICE,
        happened_at=command.published_at,
        replaces=earlier.id if earlier else None,
        timing_reason=command.timing_reason,
        reason="opnieuw vastgelegd na intrekken" if earlier else "",
    )
    return Outcome((draft,), text)


DETERMINE = Action(
    "ondertekenset-vaststellen",
    "Ondertekenset vaststellen",
    DetermineSigningSet,
    (Role.ADVISER, Role.DECISION_MAKER),
    "procedure",
    determine,
    second_roles=(Role.DECISION_MAKER,),
)
ANNOUNCE = Action(
    "aankondiging-vastleggen",
    "Aankondiging van de gegunde opdracht vastleggen",
    RecordAwardNotice,
    (Role.ADVISER,),
    "procedure",
    record_notice,
    problems=notice_problems,
)
