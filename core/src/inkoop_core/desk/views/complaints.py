"""Complaints with how they stand, and always the other roads."""

from collections.abc import Iterator
from typing import Any

from inkoop_core.api.actions import Reader
from inkoop_core.api.views import Column, ColumnKind, Ref, Row, Table, View
from inkoop_core.desk.complaints import OTHER_ROADS, ComplaintStand, complaints_of
from inkoop_core.domain.complaint import DisputesCommittee
from inkoop_core.domain.moment import Moment, local_day, shown_day
from inkoop_core.domain.term import days_between

NEAR = 14
"""So many calendar days before the end of the six weeks a complaint is a task that presses."""


def complaints(_arguments: Any, reader: Reader, _moment: Moment) -> Table:
    """Every complaint: route, completeness, term, decision, disputes committee; the other two roads stay open."""
    return Table(
        (
            Column("complaint", "Nr"),
            Column("received_at", "Ontvangen", ColumnKind.INSTANT),
            Column("by", "Van"),
            Column("submission", "Inschrijving"),
            Column("channel", "Route"),
            Column("about", "Onderwerp"),
            Column("about_adviser", "Gaat over collega"),
            Column("obstacles", "Niet te behandelen want"),
            Column("decide_by", "Beslissen tot en met", ColumnKind.DAY),
            Column("state", "Stand", ColumnKind.STATE),
            Column("decided_at", "Beslist", ColumnKind.INSTANT),
            Column("in_time", "Op tijd", ColumnKind.STATE),
            Column("reason", "Motivering"),
            Column("committee", "Geschillencommissie"),
            Column("open_roads", "Andere wegen"),
        ),
        tuple(_row(stand) for stand in complaints_of(reader)),
        "Klachten",
        f"{OTHER_ROADS}\nEen klacht pauzeert de procedure niet; alleen een opschorting doet dat.",
    )


def _row(stand: ComplaintStand) -> Row:
    body, decided = stand.fact.body, stand.decided
    return Row(
        Ref("complaint", stand.id),
        (
            stand.id,
            stand.fact.happened_at,
            body.by,
            body.submission,
            body.channel,
            body.about,
            body.about_adviser or (f"{body.about_outsider} (geen account)" if body.about_outsider else ""),
            "; ".join(stand.obstacles),
            stand.decide_by,
            stand.label,
            decided.happened_at if decided else None,
            _in_time(stand),
            decided.body.reason if decided else "",
            _committee(stand.committee.body) if stand.committee else "",
            "Commissie van Aanbestedingsexperts; bevoegde rechter",
        ),
    )


def _in_time(stand: ComplaintStand) -> str:
    if stand.decided is None or stand.decide_by is None:
        return ""
    return "ja" if local_day(stand.decided.happened_at) <= stand.decide_by else "nee"


def _committee(body: DisputesCommittee) -> str:
    unmet = [item.condition.label for item in body.conditions if not item.met]
    if body.advice:
        return f"bindend advies: {body.advice}"
    if body.submitted:
        return f"voorgelegd {body.reference}".rstrip()
    return f"niet voorgelegd; niet vervuld: {'; '.join(unmet)}" if unmet else "kan worden voorgelegd"


def complaint_tasks(reader: Reader, moment: Moment) -> Iterator[Row]:
    """Complaints without a decision, with how much of the six weeks is left."""
    for stand in complaints_of(reader):
        if stand.decided is None:
            task = "klacht beslissen" if stand.admissible else "aanvulling van klacht afwachten"
            told = "; ".join([_left(stand, moment), *stand.obstacles])
            yield Row(Ref("complaint", stand.id), (stand.id, task, told))


def _left(stand: ComplaintStand, moment: Moment) -> str:
    if stand.decide_by is None:
        return "de aanbesteding noemt geen termijn"
    left = days_between(local_day(moment.as_of), stand.decide_by)
    day = shown_day(stand.decide_by)
    if left < 0:
        return f"TE LAAT: beslissen kon tot en met {day}"
    return f"{'dringend: ' if left <= NEAR else ''}beslissen tot en met {day}"


COMPLAINTS = View("klachten", "Klachten", "procedure", complaints)
