"""The part of an earlier procedure that a re-tender is limited to (§2.1.3)."""

from attrs import frozen

from inkoop_core.domain.source import SourceRef

RETENDER = "retender"
"""The table of a tender file that limits it."""


@frozen
class RetenderScope:
    """A re-tender of the missing part: the definition of another procedure, limited to products.

    Its focus areas are those of the definition. Requirements, tariffs and product descriptions do not change.

    of         the procedure whose missing part this is
    fact       the fact there that decided on it
    products   ids of the products that can be offered; the others stand in the definition and are not asked
    """

    of: str
    fact: int
    products: tuple[str, ...]
    source: SourceRef
