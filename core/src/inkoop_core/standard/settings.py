"""What a requirement tells its check: the values of its `parameters` table."""

from inkoop_core.api.rules import OnRequirement


def named(voice: OnRequirement, key: str, default: str | None = None) -> str:
    """A setting that is a text. Raises TypeError, naming requirement and key, when it is not."""
    value = voice.requirement.parameters.get(key, default)
    if not isinstance(value, str):
        raise TypeError(
            f"eis {voice.requirement.id}: parameters.{key} ontbreekt of is geen tekst; "
            f"de controle {voice.requirement.check} heeft die nodig"
        )
    return value


def several(voice: OnRequirement, key: str) -> tuple[str, ...]:
    """A setting that is one text or a list of texts. Raises TypeError as `named` does."""
    value = voice.requirement.parameters.get(key)
    return value if isinstance(value, tuple) else (named(voice, key),)


def switched(voice: OnRequirement, key: str, default: bool) -> bool:
    """A setting that is true or false. Raises TypeError when it is something else."""
    value = voice.requirement.parameters.get(key, default)
    if not isinstance(value, bool):
        raise TypeError(f"eis {voice.requirement.id}: parameters.{key} moet true of false zijn")
    return value


def noted(voice: OnRequirement) -> tuple[str, ...]:
    """The notes that bite: the one named in the setting `note`, else those of the requirement."""
    note = voice.requirement.parameters.get("note")
    return (note,) if isinstance(note, str) else voice.requirement.notes
