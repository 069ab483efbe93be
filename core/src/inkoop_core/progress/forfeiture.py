"""Whether a summons came within the twenty days (§5.8.2, CMP-05): told, never decided."""

from datetime import date

from inkoop_core.api.progress import Clock
from inkoop_core.domain.moment import shown_day

NOTE = "N-19"
FOR_THE_COURT = "Of het recht is vervallen, is aan de rechter; het geding pauzeert de procedure evengoed."


def told_forfeiture(forfeiture: Clock | None, standstill: Clock | None, summoned_on: date) -> str:
    """In Dutch, how the day of a summons stands to the term of the claimant.

    forfeiture, standstill  the clocks of the claimant; None or not running: no decision was told to them

    In time by every reading; late by the letter of §5.8.2 but not by the term of the law: contested (N-19); late by
    every reading. The program never decides that a right lapsed.
    """
    if forfeiture is None or not forfeiture.readings:
        return (
            "Vervaltermijn: er is geen verzonden beslissing vastgelegd waarvan de 20 dagen lopen; het programma "
            "kan niet zeggen of de dagvaarding op tijd is."
        )
    readings = {reading.label: reading.last_day for reading in forfeiture.readings}
    literal = min(readings.values())
    law = standstill.last_day if standstill is not None else None
    if law is not None and law not in readings.values():
        readings["opschortende termijn van de wet"] = law
    days = "; ".join(f"{label}: {shown_day(day)}" for label, day in readings.items())
    if summoned_on <= literal:
        return f"Vervaltermijn: op tijd (laatste dag: {days})."
    if summoned_on <= max(readings.values()):
        return (
            f"Vervaltermijn: te laat naar de letter van §5.8.2, maar betwist ({NOTE}; laatste dag: {days}). "
            f"{FOR_THE_COURT}"
        )
    return f"Vervaltermijn: te laat naar de letter van §5.8.2 (laatste dag: {days}). {FOR_THE_COURT}"
