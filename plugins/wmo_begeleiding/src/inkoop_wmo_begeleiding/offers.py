"""What kinds of products are in a bid (§2.1.4)."""

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.submission import Offer

INDIVIDUAL = "individuele-begeleiding"
GROUP = "begeleiding-groep"
TRANSPORT = "vervoer"


def categories(offer: Offer, definition: TenderDefinition) -> frozenset[str]:
    """The categories of the offered products; a product that the tender does not know has none."""
    known = definition.product_by_id
    return frozenset(
        known[offered.product].category for offered in offer.products if offered.product in known
    )


def transport_alone(offer: Offer, definition: TenderDefinition) -> bool:
    """Whether the bid is for transport and nothing else (N-27, N-37)."""
    return categories(offer, definition) == {TRANSPORT}
