"""The answers to the exclusion grounds, from the questions of their criteria."""

import re
from collections.abc import Iterable
from datetime import date

from attrs import define, evolve, field

from inkoop_core.api.definition import TenderDefinition
from inkoop_core.domain.espd import EspdAnswer, EspdCriterion, EspdFile, EspdGroup, EspdKind
from inkoop_core.domain.submission import GroundAnswer
from inkoop_core.reading.espd import codes
from inkoop_core.reading.espd.found import place_of
from inkoop_core.reading.espd.main_question import main_answers, means_yes
from inkoop_core.reading.espd.questions import Topic, topic

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2}|T.*)?")
_ONLY_MORE = ("please describe them", "reason", "reden", "toelichting")
"""Questions that say nothing of their answer."""
_DATES = {
    Topic.DECIDED_ON: "decided_on",
    Topic.ENDED_ON: "ended_on",
    Topic.HAPPENED_ON: "happened_on",
}


@define
class Grounds:
    """The answers found so far; doubts each with their place."""

    answers: list[GroundAnswer] = field(factory=list)
    doubts: list[str] = field(factory=list)


def ground_answers(espd: EspdFile, definition: TenderDefinition) -> Grounds:
    """One answer for each exclusion ground that the file answers. Codes as the definition spells them."""
    result = Grounds()
    for criterion in espd.criteria:
        code = _code(criterion, definition)
        if code:
            answer = _Criterion(criterion, code, result.doubts).answer()
            if answer is not None:
                _add(result, answer, criterion)
    return result


def _code(criterion: EspdCriterion, definition: TenderDefinition) -> str:
    """ "" for a criterion that is no exclusion ground."""
    known = definition.ground_by_code
    for spelling in (criterion.called, criterion.ground, criterion.id):
        if spelling in known:
            return known[spelling].code
    if criterion.ground or criterion.called.startswith(codes.EXCLUSION_PREFIXES):
        return criterion.called
    return ""


def _add(result: Grounds, answer: GroundAnswer, criterion: EspdCriterion) -> None:
    """A ground that stands twice applies when one of them says so; a no to a national part says nothing."""
    if criterion.part_of and not answer.applies:
        return
    at = next((index for index, known in enumerate(result.answers) if known.code == answer.code), None)
    if at is None:
        result.answers.append(answer)
        return
    known = result.answers[at]
    if known.applies != answer.applies:
        place = place_of(criterion.called, criterion.name)
        result.doubts.append(f"{place}: tegenstrijdig, voor {answer.code} staat er ja en nee; gelezen als ja")
    if answer.applies:
        details = "; ".join(filter(None, (known.details, answer.details)))
        base = known if known.applies else answer
        result.answers[at] = evolve(base, details=details)


@define
class _Criterion:
    """One criterion: its main question tells whether the ground applies, what hangs under it tells more."""

    criterion: EspdCriterion
    code: str
    doubts: list[str]
    values: dict[str, object] = field(factory=dict)
    details: list[str] = field(factory=list)
    other_means: bool | None = None
    main: frozenset[str] = frozenset()

    def answer(self) -> GroundAnswer | None:
        asked = main_answers(self.criterion.groups)
        if not asked:
            if not self.criterion.part_of:
                self.doubts.append(f"{place_of(self.criterion.called, '')}: er staat geen ja/nee-vraag")
            return None
        self.main = frozenset(answer.property for answer in asked)
        applies = self._yes_or_no(asked, asked[0])
        if applies is None:
            return None
        for group in self.criterion.groups:
            self._walk(group, Topic.ELSE, applies)
        if not applies:
            return GroundAnswer(self.code, applies=False)
        self._weigh()
        return GroundAnswer(
            code=self.code,
            applies=True,
            details="; ".join(self.details),
            **self.values,  # type: ignore[arg-type]
        )

    def _yes_or_no(self, answers: tuple[EspdAnswer, ...], first: EspdAnswer) -> bool | None:
        """A yes counts however it is written; a no only as an indicator, and not beside what is neither."""
        said, doubts = said_by(answers)
        place = self._place(first)
        self.doubts += [f"{place}: {doubt}" for doubt in doubts]
        if said == {True, False}:
            self.doubts.append(f"{place}: tegenstrijdig, er staat ja en nee; gelezen als ja")
        if not any(answer.value for answer in answers) and not self.criterion.part_of:
            self.doubts.append(f"{place}: niet beantwoord")
        if True in said:
            return True
        return False if said == {False} else None

    def _walk(self, group: EspdGroup, about: Topic, applies: bool) -> None:
        here = about
        for answer in group.answers:
            found = topic(answer)
            if found is Topic.EVIDENCE:
                here = Topic.EVIDENCE
            if answer.kind is EspdKind.INDICATOR and found is not Topic.ELSE:
                here = found
            if answer.value is None or answer.property in self.main or here is Topic.EVIDENCE:
                continue
            if answer.kind is EspdKind.EVIDENCE:
                continue
            if applies:
                self._take(answer, found, here)
            elif answer.value != "false" and (
                group.condition == "ONTRUE"
                or (answer.kind is EspdKind.INDICATOR and group.condition != "ONFALSE")
            ):
                self.doubts.append(
                    f"{self._place(answer)}: ingevuld, terwijl het antwoord op de grond nee is"
                )
        for inner in group.groups:
            self._walk(inner, here, applies)

    def _take(self, answer: EspdAnswer, found: Topic, about: Topic) -> None:
        if answer.kind is EspdKind.INDICATOR:
            self._indicator(answer, found)
        elif answer.kind is EspdKind.DATE:
            self._date(answer, found)
        elif about is Topic.SELF_CLEANING:
            said = self.values.get("self_cleaning", "")
            self.values["self_cleaning"] = "; ".join(filter(None, (str(said), answer.value)))
        else:
            self._detail(answer)

    def _indicator(self, answer: EspdAnswer, found: Topic) -> None:
        yes = {"true": True, "false": False}.get(answer.value or "")
        if yes is None:
            self.doubts.append(f"{self._place(answer)}: {answer.value!r} is geen ja of nee")
        elif found is Topic.FINAL:
            self._set("final_decision", yes, answer)
        elif found is Topic.PAID:
            self._set("paid_or_arranged", yes, answer)
        elif found is Topic.OTHER_MEANS:
            self.other_means = yes
        elif found is not Topic.SELF_CLEANING:
            self._detail(answer)
        elif yes:
            self.values.setdefault("self_cleaning", "")

    def _date(self, answer: EspdAnswer, found: Topic) -> None:
        day = a_day(answer.value or "")
        name = _DATES.get(found)
        if day is not None and name is not None:
            self._set(name, day, answer)
            return
        self._detail(answer)
        why = "is geen datum" if day is None else "past in geen veld; staat bij de toelichting"
        self.doubts.append(f"{self._place(answer)}: {answer.value} {why}")

    def _set(self, name: str, value: object, answer: EspdAnswer) -> None:
        known = self.values.setdefault(name, value)
        if known != value:
            self._detail(answer)
            self.doubts.append(f"{self._place(answer)}: tegenstrijdig, er staat {known} en {value}")

    def _weigh(self) -> None:
        """What the answers mean together."""
        if self.other_means is True:
            if self.values.get("final_decision") is True:
                self.doubts.append(
                    f"{place_of(self.criterion.called, '')}: tegenstrijdig, vastgesteld zonder besluit"
                    " en toch een definitief en bindend besluit"
                )
            self.values.setdefault("final_decision", False)
        if self.values.get("self_cleaning") == "":
            self.doubts.append(
                f"{place_of(self.criterion.called, '')}: zelfreiniging ja, maar de maatregelen staan er niet"
            )

    def _detail(self, answer: EspdAnswer) -> None:
        said = {"true": "ja", "false": "nee"}.get(answer.value or "", answer.value or "")
        if answer.kind is not EspdKind.INDICATOR:
            said = answer.value or ""
        unit = f" {answer.unit}" if answer.unit else ""
        asked = answer.question or answer.property
        told = "" if asked.lower().rstrip(".:?") in _ONLY_MORE else f"{asked}: "
        self.details.append(f"{told}{said}{unit}")

    def _place(self, answer: EspdAnswer) -> str:
        return place_of(self.criterion.called, answer.question or answer.property)


def a_day(stated: str) -> date | None:
    """The day of an XML date, with or without a zone or time; None when it is none."""
    found = _DAY.fullmatch(stated.strip())
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def said_by(answers: Iterable[EspdAnswer]) -> tuple[set[bool | None], list[str]]:
    """What answers to one question say: yes, no, or None for what is neither; doubts about how it is written."""
    said: set[bool | None] = set()
    doubts: list[str] = []
    for answer in answers:
        if answer.value is None:
            continue
        plain = (
            {"true": True, "false": False}.get(answer.value) if answer.kind is EspdKind.INDICATOR else None
        )
        if plain is not None:
            said.add(plain)
        elif means_yes(answer.value):
            said.add(True)
            doubts.append(f"{answer.value!r} staat niet als ja/nee-antwoord in het bestand; gelezen als ja")
        else:
            said.add(None)
            doubts.append(f"{answer.value!r} is geen ja of nee")
    return said, list(dict.fromkeys(doubts))


def stated_yes(espd: EspdFile, which: Iterable[str]) -> tuple[bool | None, str, list[str]]:
    """The answer to the main question of the criteria with one of these codes or numbers; its place; doubts.

    None where it is not answered or where answers contradict each other.
    """
    wanted = frozenset(which)
    asked = [
        (criterion, answer)
        for criterion in espd.criteria
        if criterion.code in wanted or criterion.id in wanted
        for answer in main_answers(criterion.groups)
    ]
    if not asked:
        return None, "", []
    criterion, first = asked[0]
    place = place_of(criterion.code, first.question or first.property)
    said, doubts = said_by(answer for _, answer in asked)
    told = [f"{place}: {doubt}" for doubt in doubts]
    if said == {True, False}:
        return None, place, [*told, f"{place}: tegenstrijdig, er staat ja en nee"]
    (stated,) = said if len(said) == 1 else (None,)
    return stated, place, told
