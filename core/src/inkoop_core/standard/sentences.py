"""How an explanation ends when a name or somebody's own words stand last."""


def closed(text: str) -> str:
    """The text with one full stop at its end: `... B.V.` and `... waarom?` end well as they are."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
