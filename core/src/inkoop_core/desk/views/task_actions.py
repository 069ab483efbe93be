"""With which action a task is done."""

from collections.abc import Mapping

ACTION_OF: Mapping[str, str] = {
    "voorstel bevestigen": "voorstel-bevestigen",
    "herzien?": "nieuwe-gunningsbeslissing",
    "tegenspraak oplossen": "gegevens-vastleggen",
    "afwijking nagaan": "afwijking-aanvaarden",
    "bron vervallen: opnieuw nagaan": "gegevens-vastleggen",
    "bevestigen": "gelezen-bevestigen",
    "naslag wijkt af: beoordeel": "naslag-afhandelen",
    "oordelen": "oordeel-vastleggen",
    "gegevens vragen": "verduidelijking-vragen",
    "scoren": "score-vastleggen",
    "score met belang": "consensus-vastleggen",
    "opening vastleggen": "opening-vastleggen",
    "bewijs vragen": "bewijs-vragen",
    "brief verzenden": "brief-verzonden",
    "bewijs beoordelen": "bewijs-beoordelen",
    "over onderaannemer besluiten": "onderaannemer-besluiten",
    "definitief gunnen": "definitief-gunnen",
    "nieuwe beslissing?": "nieuwe-gunningsbeslissing",
    "ondertekenset vaststellen": "ondertekenset-vaststellen",
    "ondertekenen": "ondertekening-overeenkomst",
    "heraanbesteding toevoegen": "heraanbesteding-toevoegen",
    "toelaten of weigeren": "vraag-toelaten",
    "vraag beantwoorden": "vraag-beantwoorden",
    "Nota publiceren": "nota-vaststellen",
    "klacht beslissen": "klacht-beslissen",
    "aanvulling van klacht afwachten": "klacht-aanvullen",
    "uitspraak uitvoeren": "uitvoering-vastleggen",
}
"""The id of the action by the name of the task. An alarm has none: what it asks is for people to judge."""
