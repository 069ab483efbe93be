"""The gates that plugins bring. Fail closed: a gate that nobody brings, twice, or that breaks is not open."""

from collections.abc import Iterator

from attrs import evolve

from inkoop_core.api.progress import Gate, GateRule
from inkoop_core.progress.cases import case_of
from inkoop_core.progress.clocks_of_plugins import MEND
from inkoop_core.progress.course import Course
from inkoop_core.progress.gate_voice import LABELS, GateVoice, voice_of


def plugin_gates(course: Course, submission: str) -> Iterator[Gate]:
    """Every gate that a plugin brings, then those that the tender names and that no plugin brings."""
    named = [gate.id for gate in course.definition.award.gates if gate.id not in LABELS]
    if course.gate_rules is None:
        voice = voice_of(course.definition, "plugins", submission)
        yield voice.closed("een plugin gaf geen antwoord op de vraag naar zijn poorten", MEND)
        brought = []
    else:
        brought = list(dict.fromkeys(rule.id for rule in course.gate_rules))
        for name in brought:
            rules = [rule for rule in course.gate_rules if rule.id == name]
            yield _asked(rules, voice_of(course.definition, name, submission), course)
    for name in named:
        if name not in brought:
            yield voice_of(course.definition, name, submission).closed(
                f"geen plugin brengt de poort {name!r}, waarop een definitieve gunning hier wacht",
                f"de plugin met de poort {name!r} is geïnstalleerd (zie `inkoop view plugins`)",
            )


def _asked(rules: list[GateRule], voice: GateVoice, course: Course) -> Gate:
    """What the one rule of a gate says of one submission."""
    if len(rules) > 1 or voice.id in LABELS:
        return voice.closed(
            f"meer dan één poort heet {voice.id!r}",
            "één plugin brengt deze poort (zie `inkoop view plugins`)",
        )
    try:
        given = rules[0].check(case_of(course, voice.submission))
    except Exception as error:  # noqa: BLE001 - whatever a rule raises leaves its gate closed
        return voice.closed(f"de regel kon niet worden uitgevoerd ({type(error).__name__}: {error})", MEND)
    wrong = _unusable(given, voice)
    if wrong:
        return voice.closed(wrong, MEND)
    return (
        given if given.open or given.opens_when else evolve(given, opens_when="de plugin zegt niet welk feit")
    )


def _unusable(given: object, voice: GateVoice) -> str:
    if not isinstance(given, Gate) or given.open not in (True, False):
        return "de regel gaf geen poort"
    if (given.id, given.submission) != (voice.id, voice.submission):
        return "de regel gaf een andere poort dan de gevraagde"
    return ""
