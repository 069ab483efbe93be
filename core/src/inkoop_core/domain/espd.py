"""An ESPD (UEA) response as it stands in its file, whatever its generation.

What a person's representative fills in about himself (birth, home address) is not kept: no check asks for it.
"""

from enum import Enum

import attrs
from attrs import frozen


class EspdGeneration(Enum):
    """The five shapes that ESPD files came in. UNKNOWN: the file names no version, or one that is not known."""

    E1 = "1.0"
    E2 = "2.0-2.1.0"
    E3 = "2.1.1"
    E4 = "3.x"
    E5 = "4.x"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return _GENERATION_LABELS[self]


_GENERATION_LABELS = {
    EspdGeneration.E1: "UEA-model 1.0",
    EspdGeneration.E2: "UEA-model 2.0 en 2.1.0",
    EspdGeneration.E3: "UEA-model 2.1.1",
    EspdGeneration.E4: "UEA-model 3",
    EspdGeneration.E5: "UEA-model 4",
    EspdGeneration.UNKNOWN: "onbekend UEA-model",
}


class EspdForm(Enum):
    """Whether the buyer asked for the basic form or the extended one (self-contained, before 2.1.1)."""

    BASIC = "basic"
    EXTENDED = "extended"
    NOT_STATED = "not-stated"

    @property
    def label(self) -> str:
        return _FORM_LABELS[self]


_FORM_LABELS = {
    EspdForm.BASIC: "basis-UEA",
    EspdForm.EXTENDED: "uitgebreid UEA",
    EspdForm.NOT_STATED: "basis of uitgebreid niet vermeld",
}


class EspdRole(Enum):
    """The part that the operator says to play in the bid (code list eo-role-type)."""

    SOLE_TENDERER = "sole-tenderer"
    GROUP_LEADER = "group-leader"
    GROUP_MEMBER = "group-member"
    SUBCONTRACTOR = "subcontractor"
    RELIED_ON = "relied-on"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    EspdRole.SOLE_TENDERER: "zelfstandige inschrijver",
    EspdRole.GROUP_LEADER: "penvoerder van de combinatie",
    EspdRole.GROUP_MEMBER: "lid van de combinatie",
    EspdRole.SUBCONTRACTOR: "onderaannemer volgens het UEA",
    EspdRole.RELIED_ON: "entiteit waarop een beroep wordt gedaan",
    EspdRole.UNKNOWN: "rol niet te bepalen",
}


class EspdKind(Enum):
    """What an answer holds."""

    INDICATOR = "indicator"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    PERIOD = "period"
    AMOUNT = "amount"
    QUANTITY = "quantity"
    PERCENTAGE = "percentage"
    CODE = "code"
    URL = "url"
    ID = "id"
    EVIDENCE = "evidence"


@frozen
class EspdAnswer:
    """A question with its answer; one per answer where a question has several.

    property   id of the question
    type       of the question as stated: "QUESTION"; "" where the generation has none
    datatype   as stated: "INDICATOR", "DESCRIPTION" ...
    value      None: not answered. Indicator: "true" or "false". Date as stated. Period: "start/end" or words.
               Evidence: the id of an EspdEvidence. Else as stated
    unit       currency of an amount, unit of a quantity
    lot        id of the lot that the answer is for
    """

    property: str
    question: str
    kind: EspdKind
    value: str | None = None
    type: str = ""
    datatype: str = ""
    unit: str = ""
    lot: str = ""


@frozen
class EspdGroup:
    """Questions that belong together. condition: "ON*", "ONTRUE" or "ONFALSE" of the indicator before it."""

    id: str
    condition: str
    answers: tuple[EspdAnswer, ...] = ()
    groups: tuple["EspdGroup", ...] = ()


attrs.resolve_types(EspdGroup)


@frozen
class EspdCriterion:
    """A criterion with its questions.

    code     as stated; "" for a national part that has none
    ground   short code of the exclusion ground; "": none that the law's table knows
    part_of  code of the criterion that it is a national part of
    """

    id: str
    code: str
    ground: str
    name: str
    groups: tuple[EspdGroup, ...] = ()
    part_of: str = ""

    @property
    def called(self) -> str:
        """What it is told by: its code, else that of the criterion that it is part of."""
        return self.code or self.part_of


@frozen
class EspdEvidence:
    """Proof that the file refers to. confidentiality: code as stated."""

    id: str
    name: str = ""
    url: str = ""
    issuer: str = ""
    confidentiality: str = ""


@frozen
class EspdIdentifier:
    """A number of the operator. scheme, agency: who gave it out, as stated."""

    value: str
    scheme: str = ""
    agency: str = ""


@frozen
class EspdOperator:
    """The economic operator. country, size: codes as stated; sme: None when the file does not say."""

    name: str
    identifiers: tuple[EspdIdentifier, ...] = ()
    country: str = ""
    size: str = ""
    sme: bool | None = None


@frozen
class EspdProcedure:
    """The procedure that the response is for, as stated.

    reference  the buyer's own (ContractFolderID)
    notice     number of the published notice
    request    id of the request that it answers
    """

    reference: str = ""
    title: str = ""
    buyer: str = ""
    notice: str = ""
    request: str = ""


@frozen
class EspdFile:
    """An ESPD response. Its fact's subject is `<submission>/<file name>`.

    version     as stated: "ESPD-EDMv4.1.0"; "" when the file names none
    issued_on   as stated
    role_code   as stated; "" when the file names none
    unplaced    answers to a question that the file does not have, or has more than once
    unread      codes and values that are not known, each with its place, in Dutch
    """

    file: str
    sha256: str
    version: str
    generation: EspdGeneration
    form: EspdForm
    document_id: str
    issued_on: str
    role_code: str
    role: EspdRole
    operator: EspdOperator
    procedure: EspdProcedure
    criteria: tuple[EspdCriterion, ...]
    evidence: tuple[EspdEvidence, ...] = ()
    unplaced: tuple[EspdAnswer, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def answered(self) -> tuple[EspdAnswer, ...]:
        """Every answer that was given, in the order of the questions; those without a question come last."""
        asked = [answer for criterion in self.criteria for answer in all_answers(criterion.groups)]
        return tuple(answer for answer in (*asked, *self.unplaced) if answer.value is not None)


def all_answers(groups: tuple[EspdGroup, ...]) -> tuple[EspdAnswer, ...]:
    """Answers of groups and of the groups in them, in the order of the form."""
    return tuple(answer for group in groups for answer in (*group.answers, *all_answers(group.groups)))
