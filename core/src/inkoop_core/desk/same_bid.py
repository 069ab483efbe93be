"""When two packages are one bid: by content, and by the number and the name under which they came."""

from collections.abc import Iterable

from inkoop_core.domain.fact import Fact
from inkoop_core.domain.moment import shown
from inkoop_core.domain.package import PackageReceived

Received = Fact[PackageReceived]


def same_bid(received: PackageReceived, others: Iterable[Received]) -> Received | None:
    """The bid that stands and is this one: equal content with the same message number, or under the same name."""
    return next(
        (
            fact
            for fact in _equal(received, others)
            if _same_number(received, fact.body) or received.name == fact.body.name
        ),
        None,
    )


def maybe_same_bid(received: PackageReceived, others: Iterable[Received]) -> Received | None:
    """A bid with equal content of which nothing tells whether it is this one: a message number is lacking."""
    return next(
        (
            fact
            for fact in _equal(received, others)
            if not (received.message_number and fact.body.message_number)
        ),
        None,
    )


def equal_bid(received: PackageReceived, others: Iterable[Received]) -> Received | None:
    """Another bid with equal content: two packages that came under two numbers are two bids."""
    return next(iter(_equal(received, others)), None)


def told_entry(received: PackageReceived) -> str:
    """When and how a package came, in words."""
    number = received.message_number or "geen berichtnummer"
    return f"ontvangen {shown(received.received_at)} via {received.channel} ({number})"


def registered_otherwise(stands: Received, now: PackageReceived) -> str:
    """What the table says now of a bid that stands, and what to do; "" when it says the same."""
    before = stands.body
    if (before.received_at, before.channel, before.message_number) == (
        now.received_at,
        now.channel,
        now.message_number,
    ):
        return ""
    return (
        f"staat nog als {stands.subject}, {told_entry(before)}; de tabel zegt nu: {told_entry(now)}. Ga na wat klopt. "
        f"Klopt de tabel, trek {stands.subject} dan in (inschrijving-intrekken) en neem de kluis nog eens in"
    )


def _equal(received: PackageReceived, others: Iterable[Received]) -> tuple[Received, ...]:
    return tuple(fact for fact in others if fact.body.sha256 == received.sha256)


def _same_number(one: PackageReceived, other: PackageReceived) -> bool:
    return bool(one.message_number) and one.message_number == other.message_number
