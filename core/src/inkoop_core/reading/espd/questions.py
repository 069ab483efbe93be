"""What a question is about, told by its number or by its words (English in every official form, or Dutch)."""

import re
from enum import Enum

from inkoop_core.domain.espd import EspdAnswer, EspdKind


class Topic(Enum):
    EVIDENCE = "evidence"
    SELF_CLEANING = "self-cleaning"
    OTHER_MEANS = "other-means"
    FINAL = "final"
    PAID = "paid"
    DECIDED_ON = "decided-on"
    ENDED_ON = "ended-on"
    HAPPENED_ON = "happened-on"
    NAMES = "names"
    ELSE = "else"


_FIRST_GENERATION = {
    "c1347b74-1872-4060-a6db-f4044edcd7c4": Topic.EVIDENCE,
    "9dae5670-cb75-4c97-901b-96ddac5a633a": Topic.EVIDENCE,
    "0622bbd1-7378-45e1-8fb9-25429740ac22": Topic.EVIDENCE,
    "20c5361b-7599-4ee6-b030-7f8323174d1e": Topic.SELF_CLEANING,
    "9b4497e6-a166-46f9-8581-7fc39ff975c4": Topic.OTHER_MEANS,
    "08b0c984-c5e6-4143-8493-868c39745637": Topic.FINAL,
    "70f8697b-8953-411a-a489-4ff62e5250d2": Topic.PAID,
    "ecf40999-7b64-4e10-b960-7f8ff8674cf6": Topic.DECIDED_ON,
    "7c267f95-a3a7-49ef-abd9-e121dcd641a9": Topic.NAMES,
    "999c7fe2-61cd-4e86-b76f-e280304dc8c9": Topic.NAMES,
}
"""Numbers of questions are the same in every file of generation 1."""

_WORDS: dict[EspdKind, tuple[tuple[Topic, re.Pattern[str]], ...]] = {
    EspdKind.INDICATOR: (
        (Topic.EVIDENCE, re.compile(r"available electronically|elektronische?\b.{0,20}\bbeschikbaar")),
        (
            Topic.SELF_CLEANING,
            re.compile(r"self.?cleaning|your reliability|zelfreiniging|uw betrouwbaarheid"),
        ),
        (Topic.PAID, re.compile(r"paying or entering|binding arrangement|bindende (?:betalings)?regeling")),
        (Topic.FINAL, re.compile(r"final and binding|definitief en bindend|onherroepelijk")),
        (Topic.OTHER_MEANS, re.compile(r"by means other than|anders dan|andere middelen dan")),
    ),
    EspdKind.DATE: (
        (Topic.DECIDED_ON, re.compile(r"convict|decision|judg|veroordel|besli|besluit|vonnis|uitspraak")),
        (Topic.ENDED_ON, re.compile(r"\bend|einddatum|be[eë]indig|tot en met|laatste dag")),
        (Topic.HAPPENED_ON, re.compile(r"\bevent|misconduct|occur|happen|gebeurtenis|plaatsgevonden|feit")),
    ),
    EspdKind.TEXT: (
        (Topic.ELSE, re.compile(r"participating group|naam van de (?:deelnemende )?(?:groep|combinatie)")),
        (
            Topic.NAMES,
            re.compile(
                r"name of the (?:entity|subcontractor)|other economic operators|proposed subcontractors"
                r"|naam van de (?:entiteit|onderaannemer)|andere ondernemers|voorgestelde onderaannemers"
            ),
        ),
    ),
}


def topic(answer: EspdAnswer) -> Topic:
    """What a question asks; ELSE for what has no field of its own."""
    known = _FIRST_GENERATION.get(answer.property)
    if known is not None:
        return known
    question = " ".join(answer.question.lower().split())
    return next(
        (topic for topic, pattern in _WORDS.get(answer.kind, ()) if pattern.search(question)), Topic.ELSE
    )
