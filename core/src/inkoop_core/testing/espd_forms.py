"""The questions that a sample ESPD puts, and their answers: one tree for each criterion.

The trees follow the official forms; a question that only some of them have (a day of the event) is there
when it is answered.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from attrs import field, frozen

from inkoop_core.domain.espd import EspdEvidence, EspdForm, EspdGeneration, EspdRole
from inkoop_core.domain.party import Party, PartyRole
from inkoop_core.domain.submission import GroundAnswer

CONVICTIONS = ("crime-org", "corruption", "fraud", "terr-offence", "finan-laund", "human-traffic")
PAYMENTS = ("tax-pay", "socsec-pay")
_KNOWN = {
    "Your answer?": "974c8196-9d1c-419c-9ca9-45bb9f5fd59a",
    "Date of conviction": "ecf40999-7b64-4e10-b960-7f8ff8674cf6",
    "self-cleaning": "20c5361b-7599-4ee6-b030-7f8323174d1e",
}
_SELF_CLEANING = "Have you taken measures to demonstrate your reliability (Self-Cleaning)?"
_OTHER_MEANS = (
    "Has this breach of obligations been established by means other than a judicial or administrative"
    " decision?"
)
_FINAL = (
    "If this breach of obligations was established through a judicial or administrative decision, was this"
    " decision final and binding?"
)
_PAID = (
    "Has the economic operator fulfilled its obligations by paying or entering into a binding arrangement with a"
    " view to paying the taxes or social security contributions due?"
)
_ELECTRONIC = "Is this information available electronically?"


@frozen
class SampleEspd:
    """What a sample response says. Grounds that `answers` does not name are answered with `others`.

    answers   codes as the short codes of the law's table
    others    None: left open
    parties   those that the tenderer names: members, subcontractors, entities relied upon
    evidence  proof, by the short code of the ground that it is for
    """

    name: str
    number: str = ""
    role: EspdRole = EspdRole.SOLE_TENDERER
    country: str = "NL"
    sme: bool = True
    answers: tuple[GroundAnswer, ...] = ()
    others: bool | None = False
    requirements_met: bool | None = None
    parties: tuple[Party, ...] = ()
    evidence: Mapping[str, EspdEvidence] = field(factory=dict)
    reference: str = "V-1"
    issued_on: date = date(2026, 6, 1)
    form: EspdForm = EspdForm.NOT_STATED

    @property
    def document_id(self) -> str:
        return str(uuid5(NAMESPACE_URL, f"{self.name}/{self.reference}"))


@frozen
class Asked:
    """A question; values: none when it is left open."""

    text: str
    datatype: str
    values: tuple[str, ...] = ()
    id: str = ""


@frozen
class Block:
    """Questions in a group. condition: "ON*", "ONTRUE" or "ONFALSE"."""

    condition: str
    asked: tuple[Asked, ...]
    blocks: tuple["Block", ...] = ()


@frozen
class Form:
    """A criterion of the form."""

    code: str
    id: str
    name: str
    blocks: tuple[Block, ...]


def said(value: object) -> tuple[str, ...]:
    """A value as an answer: nothing for None and empty text."""
    if value is None or value == "":
        return ()
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if isinstance(value, Decimal):
        return (format(value, "f"),)
    return (value.isoformat() if isinstance(value, date) else str(value),)


def ground_form(
    code: str,
    id: str,
    name: str,
    ground: str,
    answer: GroundAnswer | None,
    generation: EspdGeneration,
    proof: str,
) -> Form:
    """The form of an exclusion ground. answer: None when it is left open; proof: id of its evidence."""
    more = answer if answer is not None and answer.applies else None
    main = Asked(
        "Your answer?", "INDICATOR", said(answer.applies if answer else None), _KNOWN["Your answer?"]
    )
    if ground in PAYMENTS:
        under = _payment(more, generation)
    else:
        under = Block("ONTRUE", tuple(_details(ground, more)), _cleaning(more))
    blocks = (Block("ON*", (main,), (under,)), _electronic(proof, generation))
    return Form(code, id, name, blocks)


def _details(ground: str, more: GroundAnswer | None) -> Iterable[Asked]:
    if ground in CONVICTIONS:
        yield Asked(
            "Date of conviction", "DATE", said(more and more.decided_on), _KNOWN["Date of conviction"]
        )
        yield Asked("Reason", "DESCRIPTION", said(more and more.details))
    else:
        yield Asked("Please describe them", "DESCRIPTION", said(more and more.details))
        if more and more.decided_on:
            yield Asked("Date of the decision", "DATE", said(more.decided_on))
    yield from _days(more)


def _days(more: GroundAnswer | None) -> Iterable[Asked]:
    if more and more.happened_on:
        yield Asked("Day of the event", "DATE", said(more.happened_on))
    if more and more.ended_on:
        yield Asked("End of the breach", "DATE", said(more.ended_on))


def _cleaning(more: GroundAnswer | None) -> tuple[Block, ...]:
    measures = more.self_cleaning if more else ""
    taken = said(bool(measures)) if more else ()
    text = Asked("Please describe them", "DESCRIPTION", said(measures))
    yes_no = Asked(_SELF_CLEANING, "INDICATOR", taken, _KNOWN["self-cleaning"])
    return (Block("ON*", (yes_no,), (Block("ONTRUE", (text,)),)),)


def _payment(more: GroundAnswer | None, generation: EspdGeneration) -> Block:
    """Paying stands under "by other means" in 2, beside the decision in 1, and beside both from 3 on."""
    final = more.final_decision if more else None
    paid = Block("ON*", (Asked(_PAID, "INDICATOR", said(more and more.paid_or_arranged)),))
    when = Block(
        "ONTRUE",
        (
            Asked(
                "Please indicate the date of conviction or decision", "DATE", said(more and more.decided_on)
            ),
        ),
    )
    decision = Asked(_FINAL, "INDICATOR", said(final))
    means = Asked(_OTHER_MEANS, "INDICATOR", said(None if final is None else False))
    which = Asked("Please describe which means were used", "DESCRIPTION", said(more and more.details))
    head = (Asked("Country or member state concerned", "CODE_COUNTRY"), Asked("Amount concerned", "AMOUNT"))
    asked = (*head, *_days(more))
    blocks: tuple[Block, ...]
    if generation is EspdGeneration.E1:
        blocks = (
            Block("ON*", (means,), (Block("ONTRUE", (which,)),)),
            Block("ON*", (decision,), (when,)),
            paid,
        )
    elif generation in (EspdGeneration.E2, EspdGeneration.E3):
        other = Block("ONTRUE", (which,), (paid,))
        blocks = (Block("ON*", (means,), (other, Block("ONFALSE", (decision,), (when,)))),)
    else:
        other = Block("ONTRUE", (which,))
        blocks = (Block("ON*", (means,), (other, Block("ONFALSE", (decision,), (when,)), paid)),)
    cleaning = _cleaning(more) if more and more.self_cleaning else ()
    return Block("ONTRUE", asked, (*blocks, *cleaning))


def _electronic(proof: str, generation: EspdGeneration) -> Block:
    datatype = "EVIDENCE_URL" if generation is EspdGeneration.E1 else "EVIDENCE_IDENTIFIER"
    inner = Block("ONTRUE", (Asked("Evidence Supplied", datatype, said(proof)),))
    return Block("ON*", (Asked(_ELECTRONIC, "INDICATOR", said(bool(proof) if proof else None)),), (inner,))


def one_question(code: str, id: str, name: str, yes: bool | None) -> Form:
    return Form(code, id, name, (Block("ON*", (Asked("Your answer?", "INDICATOR", said(yes)),)),))


def named_form(code: str, id: str, name: str, role: PartyRole, named: tuple[Party, ...], first: bool) -> Form:
    """A criterion that names other parties; generation 1 and a group have one text with a name on each line."""
    question = {
        PartyRole.MEMBER: "Please identify the other economic operators participating in the procurement procedure"
        " together:",
        PartyRole.SUBCONTRACTOR: "If yes and in so far as known, please list the proposed subcontractors:"
        if first
        else "Name of the entity",
        PartyRole.RELIED_ON: "Name of the entity",
    }[role]
    names = tuple(party.name for party in named)
    if first or role is PartyRole.MEMBER:
        asked: tuple[Asked, ...] = (Asked(question, "DESCRIPTION", said("\n".join(names))),)
    else:
        numbers = tuple(party.trade_register_number for party in named)
        told = numbers if numbers and all(numbers) else ()
        asked = (
            Asked(question, "DESCRIPTION", names),
            Asked("ID of the entity", "ECONOMIC_OPERATOR_IDENTIFIER", told),
        )
    if first and role is PartyRole.RELIED_ON and not named:
        asked = ()
    main = Asked("Your answer?", "INDICATOR", said(bool(named)))
    return Form(code, id, name, (Block("ON*", (main,), (Block("ONTRUE", asked),)),))


def share_form(code: str, id: str, name: str, share: Decimal) -> Form:
    asked = Asked("Please specify", "PERCENTAGE", said(share))
    return Form(code, id, name, (Block("ON*", (asked,)),))
