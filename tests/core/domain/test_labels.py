import pytest

from inkoop_core.assessment.model import Standing, StepState
from inkoop_core.domain.decision import DecisionOutcome, RulingOutcome
from inkoop_core.domain.espd import EspdForm, EspdGeneration, EspdRole
from inkoop_core.domain.package import FileProblem
from inkoop_core.domain.party import BidForm, LegalForm, PartyRole
from inkoop_core.domain.role import Role
from inkoop_core.domain.source import SourceRef
from inkoop_core.domain.submission import Offer, OfferedProduct, SigningMethod, SigningPower

KINDS = [
    BidForm,
    DecisionOutcome,
    EspdForm,
    EspdGeneration,
    EspdRole,
    FileProblem,
    LegalForm,
    PartyRole,
    Role,
    RulingOutcome,
    SigningMethod,
    SigningPower,
    Standing,
    StepState,
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_choice_has_a_label_of_its_own(kind: type[BidForm]) -> None:
    labels = [member.label for member in kind]
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_every_state_of_a_step_has_a_sign_of_its_own() -> None:
    assert len({state.sign for state in StepState}) == len(list(StepState))


@pytest.mark.parametrize(
    ("form", "legal_person"),
    [
        (LegalForm.SOLE_TRADER, False),
        (LegalForm.PARTNERSHIP, False),
        (LegalForm.PRIVATE_COMPANY, True),
        (LegalForm.FOUNDATION, True),
        (LegalForm.COOPERATIVE, True),
        (LegalForm.OTHER, None),
    ],
)
def test_the_legal_form_tells_whether_it_is_a_legal_person(
    form: LegalForm, legal_person: bool | None
) -> None:
    assert form.legal_person is legal_person


def test_a_source_is_cited_by_paragraph_alone_when_it_is_the_tender_document() -> None:
    assert str(SourceRef("inkoopdocument", "§5.2")) == "§5.2"
    assert str(SourceRef("Wet Bibob", "art. 15")) == "Wet Bibob art. 15"


def test_an_offer_knows_its_products_and_their_variants() -> None:
    offer = Offer((OfferedProduct("IB3", ("ontwikkelgericht",)), OfferedProduct("BG-V")))
    assert offer.has("IB4", "IB3")
    assert not offer.has("IB4")
    assert offer.variants("IB3") == ("ontwikkelgericht",)
    assert offer.variants("BG-V") == ()
