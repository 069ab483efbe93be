"""Which amendments judge submissions: in force at the closing, transcription errors from the start."""

from datetime import UTC, datetime, timedelta

import pytest

from inkoop_core.domain.decision import Amendment
from inkoop_core.errors import TenderFileError
from inkoop_core.tender.amend import value_at
from inkoop_core.tender.in_force import CLOSING_PATH, in_force_at_closing, in_order

START = datetime(2026, 5, 1, tzinfo=UTC)
CLOSING = datetime(2026, 6, 15, 8, tzinfo=UTC)
PATH = "parameters.clients.value"
SECOND = timedelta(seconds=1)


def amendment(value: str, moment: datetime = START, path: str = PATH, quote: str = "") -> Amendment:
    return Amendment(path, value, "reden", "NvI", moment, quote)


def clients(text: str, *recorded: Amendment) -> object:
    return value_at(in_force_at_closing(text, recorded, START, "voorbeeld").tables, PATH)


@pytest.mark.parametrize(
    ("moment", "judged"), [(CLOSING - SECOND, 12), (CLOSING, 12), (CLOSING + SECOND, 10)]
)
def test_an_amendment_judges_when_it_is_in_force_at_the_closing(
    sound: str, moment: datetime, judged: int
) -> None:
    assert clients(sound, amendment("12", moment)) == judged


def test_of_one_moment_the_later_recorded_amendment_wins(sound: str) -> None:
    assert clients(sound, amendment("12"), amendment("11")) == 11


def test_the_amendment_that_takes_force_later_wins_whenever_it_was_recorded(sound: str) -> None:
    assert clients(sound, amendment("12", START + SECOND), amendment("11")) == 12


def test_a_transcription_error_is_mended_before_everything_else(sound: str) -> None:
    early = START - timedelta(days=30)
    nota, mended = amendment("12", early), amendment("11", START, quote="elf")
    assert in_order([nota, mended], START) == [mended, nota]
    assert clients(sound, nota, mended) == 12


def test_a_transcription_error_in_a_nota_is_mended_at_the_moment_of_the_nota(sound: str) -> None:
    moment = START + timedelta(days=1)
    assert clients(sound, amendment("12", moment), amendment("11", moment, quote="elf")) == 11


def test_an_extended_closing_lets_later_amendments_judge(sound: str) -> None:
    extension = amendment("2026-06-29T10:00:00", path=CLOSING_PATH)
    late = amendment("12", CLOSING + SECOND)
    assert clients(sound, late) == 10
    found = in_force_at_closing(sound, [late, extension], START, "voorbeeld")
    assert found.amendments == (extension, late)
    assert found.closing_at == datetime(2026, 6, 29, 8, tzinfo=UTC)


def test_an_extension_that_comes_after_the_closing_extends_nothing(sound: str) -> None:
    extension = amendment("2026-06-29T10:00:00", CLOSING + SECOND, CLOSING_PATH)
    found = in_force_at_closing(sound, [extension], START, "voorbeeld")
    assert (found.amendments, found.closing_at) == ((), CLOSING)


def test_what_is_not_in_force_is_not_applied_at_all(sound: str) -> None:
    assert clients(sound, amendment("1", CLOSING + SECOND, "nergens.heen")) == 10


def test_an_amendment_in_force_that_leads_nowhere_is_told(sound: str) -> None:
    with pytest.raises(TenderFileError, match="'nergens' bestaat niet"):
        clients(sound, amendment("1", path="nergens.heen"))


@pytest.mark.parametrize("value", ['"morgen"', "2026-03-29T02:30:00"])
def test_a_closing_that_is_no_instant_moves_nothing(sound: str, value: str) -> None:
    wrong = amendment(value, path=CLOSING_PATH)
    assert in_force_at_closing(sound, [wrong], START, "voorbeeld").closing_at == CLOSING


def test_a_file_without_a_closing_is_refused(sound: str) -> None:
    text = sound.replace("closing_at = 2026-06-15T10:00:00", "closing_at = 3")
    with pytest.raises(TenderFileError, match=r"procedure\.closing_at: is geen tijdstip"):
        clients(text)


def test_a_transcription_error_is_mended_too_where_the_procedure_came_to_the_desk_after_its_closing(
    sound: str,
) -> None:
    later = CLOSING + timedelta(days=30)
    mended = amendment("12", later, quote="twaalf cliënten")
    tables = in_force_at_closing(sound, (mended,), later, "proef").tables
    assert tables["parameters"]["clients"]["value"] == 12
    other = amendment("13", later)
    assert in_force_at_closing(sound, (other,), later, "proef").amendments == ()
