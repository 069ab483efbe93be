"""What people decide: choices, rulings, scores, decisions. Each class is the body of a fact."""

from datetime import date, datetime
from enum import Enum

from attrs import frozen

from inkoop_core.domain.submission import OfferedProduct


class RulingOutcome(Enum):
    UPHOLD = "uphold"
    SET_ASIDE = "set-aside"
    ACCEPT = "accept"
    REPAIR = "repair"
    ASK = "ask"

    @property
    def label(self) -> str:
        return {
            RulingOutcome.UPHOLD: "handhaven: het gevolg treedt in",
            RulingOutcome.SET_ASIDE: "terzijde stellen: de bevinding klopt niet of telt niet",
            RulingOutcome.ACCEPT: "aanvaarden: van 'kan' geen gebruik maken",
            RulingOutcome.REPAIR: "herstel vragen",
            RulingOutcome.ASK: "verduidelijking vragen",
        }[self]


@frozen
class Ruling:
    """An officer's ruling on a finding. Subject `<submission>/<requirement>[/<subject>]`.

    basis       the finding as it was; a ruling on another basis is stale and counts as absent
    difference  why another tenderer in the same position was ruled on otherwise; "" when none was
    """

    requirement: str
    finding_subject: str
    basis: str
    outcome: RulingOutcome
    reason: str
    difference: str = ""


@frozen
class NoteChoice:
    """The reading chosen for an unclear place of the tender document, for all tenderers alike.

    after_opening  made after the closing of the procedure
    turned         submissions whose findings it turned, at the time
    """

    note: str
    reading: str
    reason: str
    after_opening: bool
    turned: tuple[str, ...] = ()


@frozen
class Amendment:
    """A changed value of the tender definition. Subject `amendment/<path>`.

    path    `parameters.kc1_clients.value`, `exclusion_grounds.fraud.applies`
    value   as a TOML value
    quote   of the source, for the correction of a transcription error after closing
    """

    path: str
    value: str
    reason: str
    source: str
    in_force_from: datetime
    transcription_quote: str = ""


@frozen
class ProcedureAdded:
    """The tender definition as it came: from now on the procedure reads this text."""

    tender: str
    plugin: str
    plugin_version: str
    text: str
    sha256: str
    sample: bool = False


@frozen
class ManualCheck:
    """An officer's own check, where no rule can judge. Subject `<submission>/<requirement>`."""

    requirement: str
    met: bool
    explanation: str


@frozen
class Incident:
    """A forbidden contact or another incident of a tenderer (§1.2). Subject `<submission>/incident-<n>`.

    with_whom  of the staff; how: telephone, e-mail, in person; done: what the staff member did with it
    known_on   the day on which the authority came to know of it (PRO-10)
    """

    what: str
    by_whom: str
    with_whom: str = ""
    how: str = ""
    done: str = ""
    known_on: date | None = None


@frozen
class SubjectMotivation:
    """What an assessor says of one subject that the criterion must cover."""

    subject: str
    text: str


@frozen
class Score:
    """One assessor's score. Subject `<submission>/<criterion>/<assessor>`.

    assessor  whose score it is; who entered it is `by` of the fact
    sheet     SHA-256 of the scoring sheet it came from, which is kept; "" when it was typed
    """

    criterion: str
    assessor: str
    value: int
    motivations: tuple[SubjectMotivation, ...]
    sheet: str = ""


@frozen
class ScoresOpened:
    """Every assessor of that moment has scored: the individual scores can be seen, for good.

    Subject `<submission>/<criterion>`.
    """

    criterion: str


@frozen
class ScoringClosed:
    """The chair closes individual scoring; from then on all scores can be seen.

    submissions, criteria  of the round that is closed; () all of them
    """

    reason: str
    submissions: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()


@frozen
class ConsensusScore:
    """The committee's score, by the chair, with its own motivation. Subject `<submission>/<criterion>`."""

    criterion: str
    value: int
    motivations: tuple[SubjectMotivation, ...]


class DecisionOutcome(Enum):
    AWARD = "award"
    REJECT = "reject"

    @property
    def label(self) -> str:
        return {DecisionOutcome.AWARD: "voorlopig gunnen", DecisionOutcome.REJECT: "afwijzen"}[self]


@frozen
class VersionUsed:
    """A distribution and its version."""

    name: str
    version: str


class NewDecisionGround(Enum):
    """The new fact that a new decision on one tenderer rests on (§5.3 step 5, VER-03, domain rules 7.7)."""

    VERIFICATION = "verification"
    SUBCONTRACTOR = "subcontractor"
    COURT_ORDER = "court-order"
    WITHDRAWN = "withdrawn"
    EXTENSION_REFUSED = "extension-refused"
    FORBIDDEN_CONTACT = "forbidden-contact"
    OBJECTION = "objection"
    REASSESSED = "reassessed"

    @property
    def label(self) -> str:
        return _GROUNDS[self]


_GROUNDS = {
    NewDecisionGround.VERIFICATION: "verificatie van de bewijsmiddelen",
    NewDecisionGround.SUBCONTRACTOR: "onderaannemer geweigerd",
    NewDecisionGround.COURT_ORDER: "uitspraak van de rechter",
    NewDecisionGround.WITHDRAWN: "inschrijving na de beslissing ingetrokken",
    NewDecisionGround.EXTENSION_REFUSED: "gestanddoening niet verlengd",
    NewDecisionGround.FORBIDDEN_CONTACT: "verboden contact",
    NewDecisionGround.OBJECTION: "bezwaar bij een poort",
    NewDecisionGround.REASSESSED: "nieuwe beoordeling",
}


@frozen
class DecisionGround:
    """What a new decision rests on.

    what   in Dutch: the finding, the order, the gate
    facts  ids of the facts that say so
    """

    kind: NewDecisionGround
    what: str
    facts: tuple[int, ...] = ()


@frozen
class AwardDecision:
    """The provisional decision on one submission, or a new one that replaces it. Subject `<submission>`.

    products       ids that are awarded
    awarded        the same with the variants that were offered of them
    refused        ids of parties that are refused
    assessment     canonical JSON of the assessment that it rests on: what was seen, never an input
    definition     hash of the definition in force
    grounds        of a new decision: the new facts; () of the first one
    ordered_by     of a new decision that a court ordered: `geding-1`
    """

    outcome: DecisionOutcome
    products: tuple[str, ...]
    refused: tuple[str, ...]
    reason: str
    mandate: str
    assessment: str
    assessment_digest: str
    definition: str
    versions: tuple[VersionUsed, ...]
    awarded: tuple[OfferedProduct, ...] = ()
    grounds: tuple[DecisionGround, ...] = ()
    ordered_by: str = ""
