"""The evidence that comes in later: one paper per kind, invented and marked, the same for every tenderer."""

from collections.abc import Mapping

from reportlab.platypus import Paragraph

from samples.pdf import TEXT, TITLE, document

_AUTHOR = "voorbeeld"
PAPERS_LATER: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "gva": (
        "Gedragsverklaring aanbesteden",
        ("Voorbeeld van een verklaring.", "Afgegeven op 2 maart 2026."),
    ),
    "gva-onderaannemer": (
        "Gedragsverklaring aanbesteden van een onderaannemer",
        ("Voorbeeld van een verklaring.", "Afgegeven op 2 maart 2026."),
    ),
    "belastingverklaring": (
        "Verklaring betalingsgedrag",
        ("Voorbeeld van een verklaring van de Belastingdienst.", "Afgegeven op 1 juni 2026."),
    ),
    "kvk-uittreksel": (
        "Uittreksel handelsregister",
        (
            "Voorbeeld van een uittreksel.",
            "Afgegeven op 1 juni 2026.",
            "De bestuurder is zelfstandig bevoegd.",
        ),
    ),
    "polis": (
        "Polisblad bedrijfsaansprakelijkheid",
        ("Voorbeeld van een polis.", "De verzekerde bedragen passen bij de omvang van de onderneming."),
    ),
    "kwaliteit": (
        "Certificaat ISO 9001",
        ("Voorbeeld van een certificaat voor kwaliteit.", "Geldig tot en met 31 december 2028."),
    ),
    "klachtenregeling": (
        "Klachtenregeling",
        ("Voorbeeld van een regeling.", "Zij noemt wie de klacht behandelt, binnen welke termijn, en hoe."),
    ),
    "medezeggenschapsregeling": (
        "Medezeggenschapsregeling",
        ("Voorbeeld van een regeling.", "Zij noemt waarover cliënten adviseren, en hoe."),
    ),
}
"""Title and lines by the name of the kind, which is the name of the file."""


def evidence_files() -> dict[str, bytes]:
    """Every paper by its file name."""
    return {
        f"{kind}.pdf": document(
            title, _AUTHOR, [Paragraph(title, TITLE), *(Paragraph(line, TEXT) for line in lines)]
        )
        for kind, (title, lines) in PAPERS_LATER.items()
    }
