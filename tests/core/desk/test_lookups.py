"""Look-ups and observations by a person, as facts beside what the bid says."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inkoop_core.desk.documents import offered_content
from inkoop_core.desk.lookups import lookup_subject
from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.lookup import FoundValue, LookUp, LookUpSettled
from inkoop_core.domain.package import PackageReceived
from inkoop_core.domain.party import Party, PartyRole, Tenderer
from inkoop_core.domain.reading import ReadFact, ReadValue
from inkoop_core.errors import CommandError, Refused, Unknown

DONE = datetime(2026, 6, 15, 12, tzinfo=UTC)


def look_up(office: Any, **changes: Any) -> Any:
    fields: dict[str, Any] = {
        "submission": "S-001",
        "lookup": "handelsregister",
        "result": "komt-overeen",
        "source": "voorbeeldregister",
        "done_on": DONE,
    }
    return office.do("anna", "naslag-vastleggen", **(fields | changes))


@pytest.fixture
def submission(office: Any) -> str:
    found: str = office.take_in()
    return found


def standing(office: Any, body: type) -> list[Any]:
    return list(office.desk.state(office.procedure).facts(body))


def readings(office: Any) -> list[Any]:
    """What look-ups say; what the files of the bid say is left out."""
    return [fact for fact in standing(office, ReadFact) if not fact.body.of_the_bid]


@pytest.mark.usefixtures("submission")
class TestLookUp:
    def test_it_is_kept_with_source_result_moment_and_printout(self, office: Any, tmp_path: Path) -> None:
        printout = tmp_path / "uittreksel.pdf"
        printout.write_bytes(b"VOORBEELD")
        done = look_up(office, found=("name = Verzonnen Zorg",), printout=printout)
        (fact,) = standing(office, LookUp)
        assert fact.subject == lookup_subject("S-001", "handelsregister", "tenderer")
        assert fact.happened_at == DONE
        assert fact.body.found == (FoundValue("name", "Verzonnen Zorg"),)
        assert fact.body.printout_sha256 == digest(b"VOORBEELD")
        assert office.desk.store.file(fact.body.printout_sha256) == b"VOORBEELD"
        content, told = offered_content(office.of("anna"), office.procedure, "S-001", "handelsregister")
        assert (content, told) == (b"VOORBEELD", "uittreksel.pdf, afdruk bij de naslag")
        assert "komt overeen" in done.text
        assert "uittreksel.pdf bewaard" in done.text

    def test_a_printout_that_is_wanted_and_absent_is_told(self, office: Any) -> None:
        assert "die is niet meegegeven" in look_up(office).text
        (row,) = office.rows("naslag")
        assert (row["printout"], row["shows"], row["by"]) == ("ontbreekt", "bevestigt", "anna")

    def test_what_the_register_says_stands_beside_what_the_bid_says(self, office: Any) -> None:
        look_up(
            office,
            result="wijkt-af",
            found=("name=Andere Naam Voorbeeld", "legal_form=stichting", "signatories=A. Voorbeeld"),
        )
        (reading,) = readings(office)
        assert reading.subject == "S-001/handelsregister (naslag)#tenderer/"
        assert [(value.field, value.value) for value in reading.body.values] == [
            ("name", '"Andere Naam Voorbeeld"'),
            ("legal_form", '"foundation"'),
        ]
        assert reading.body.values[0].place == "voorbeeldregister, 15-06-2026"

    def test_a_result_that_agrees_with_a_value_that_does_not_is_questioned(self, office: Any) -> None:
        told = look_up(office, found=("name=Andere Naam Voorbeeld",)).text
        assert "Let op: wat u noteert, is anders dan in de inschrijving: naam " in told
        assert "Andere Naam Voorbeeld (handelsregister (naslag)" in told
        assert told.count("Klopt de uitkomst?") == 1

    def test_a_result_that_differs_is_not_questioned_for_its_values(self, office: Any) -> None:
        told = look_up(office, result="wijkt-af", found=("name=Andere Naam Voorbeeld",)).text
        assert "Klopt de uitkomst?" not in told

    def test_a_confirmed_tenderer_stays_confirmed(self, office: Any) -> None:
        look_up(office, result="wijkt-af", found=("name=Andere Naam Voorbeeld",))
        assert office.finding("S-001", "PROEF").finding.verdict.value == "met"

    def test_made_again_it_needs_a_reason_and_replaces_look_up_and_reading(self, office: Any) -> None:
        look_up(office, found=("name=Een",))
        with pytest.raises(CommandError, match="reason: Handelsregister over tenderer is al vastgelegd"):
            look_up(office, found=("name=Twee",))
        look_up(office, found=("name=Twee",), reason="verkeerde regel gelezen")
        (fact,), (reading,) = standing(office, LookUp), readings(office)
        assert fact.body.found == (FoundValue("name", "Twee"),)
        assert (fact.reason, reading.body.values[0].words) == ("verkeerde regel gelezen", "Twee")
        look_up(office, reason="niets genoteerd")
        assert readings(office) == []

    def test_withdrawn_its_reading_goes_with_it_and_it_can_be_made_again(self, office: Any) -> None:
        look_up(office, found=("name=Een",))
        (fact,) = standing(office, LookUp)
        with pytest.raises(Refused, match="niet overgetypt"):
            office.do("anna", "feit-corrigeren", fact=fact.id, field="source", value='"x"', reason="x")
        office.do("anna", "feit-intrekken", fact=fact.id, reason="verkeerde inschrijver")
        assert standing(office, LookUp) == readings(office) == []
        look_up(office, found=("name=Een",))
        assert len(standing(office, LookUp)) == len(readings(office)) == 1

    def test_it_is_not_made_ahead_of_time(self, office: Any) -> None:
        now = office.clock.instant
        with pytest.raises(Refused, match="ligt in de toekomst"):
            look_up(office, done_on=now + timedelta(minutes=5))
        assert standing(office, LookUp) == []

    def test_one_of_long_ago_needs_a_reason_for_its_timing(self, office: Any) -> None:
        with pytest.raises(CommandError, match="timing_reason"):
            look_up(office, done_on=datetime(2026, 5, 20, 8, tzinfo=UTC))
        look_up(office, done_on=datetime(2026, 5, 20, 8, tzinfo=UTC), timing_reason="bij de voorbereiding")
        assert [row["reason"] for row in office.rows("tijdsverschillen") if "naslag" in row["subject"]] == [
            "bij de voorbereiding"
        ]

    def test_every_problem_is_told_at_once(self, office: Any) -> None:
        with pytest.raises(CommandError) as caught:
            look_up(
                office,
                result="mooi",
                about="combinant-9",
                found=("naam", "kleur=rood", "name=a", "name=b"),
            )
        assert [line.partition(":")[0] for line in caught.value.lines] == [
            "found",
            "found",
            "found",
            "about",
            "result",
        ]

    def test_a_value_that_the_field_cannot_have_is_refused(self, office: Any) -> None:
        with pytest.raises(CommandError, match="found: legal_form: 'clubje' is geen keuze"):
            look_up(office, found=("legal_form=clubje",))

    def test_a_look_up_is_about_what_its_kind_is_about(self, office: Any) -> None:
        with pytest.raises(CommandError, match="Handelsregister gaat over de inschrijver"):
            look_up(office, about="uea")
        look_up(office, lookup="natte-handtekening-gezien", result="gezien", about="uea")
        assert standing(office, LookUp)[0].body.about == "uea"

    def test_a_party_that_was_only_read_can_be_looked_up(self, office: Any) -> None:
        read = ReadFact("party", "lid-1", "uea.pdf", "0" * 64, "proef", "1", ())
        entry = EntryDraft(office.procedure, "proef", "0" * 64, "anna", stated=True)
        office.desk.store.append(entry, [Draft(read, "S-001/uea.pdf#party/lid-1")])
        look_up(office, about="lid-1", found=("name=Verzonnen Lid",))
        (reading,) = readings(office)
        assert reading.subject == "S-001/handelsregister (naslag)#party/lid-1"
        office.do("anna", "feit-intrekken", fact=standing(office, LookUp)[0].id, reason="verkeerd")
        assert readings(office) == []

    def test_an_unknown_kind_is_named_with_the_known_ones(self, office: Any) -> None:
        with pytest.raises(Unknown, match="bekend: handelsregister, natte-handtekening-gezien"):
            look_up(office, lookup="waarzegger")

    @pytest.mark.parametrize(
        ("make", "told"),
        [
            (lambda path: path, "bestaat niet"),
            (lambda path: path.mkdir() or path, "map"),
            (lambda path: path.write_bytes(b"") or path, "leeg"),
        ],
    )
    def test_a_printout_that_cannot_be_kept_is_named(
        self, office: Any, tmp_path: Path, make: Any, told: str
    ) -> None:
        path = tmp_path / "afdruk.pdf"
        make(path)
        with pytest.raises(Refused, match=told):
            look_up(office, printout=path)
        assert standing(office, LookUp) == []

    def test_the_sheet_of_a_submission_names_it(self, office: Any) -> None:
        look_up(office)
        rows = {row["name"]: row["value"] for row in office.rows("inschrijving", submission="S-001")}
        assert rows["Naslag Handelsregister"] == "komt overeen (bevestigt), 15-06-2026, voorbeeldregister"

    @pytest.mark.parametrize(
        ("arguments", "found"),
        [({}, 1), ({"submission": "S-002"}, 0), ({"lookup": "x"}, 0), ({"shows": "wijkt af"}, 0)],
    )
    def test_the_view_narrows(self, office: Any, arguments: dict[str, str], found: int) -> None:
        look_up(office)
        assert len(office.rows("naslag", **arguments)) == found


def test_a_requirement_that_asks_for_it_turns_and_says_so_beforehand(office: Any) -> None:
    ask(office, '{ lookup = "handelsregister" }')
    office.take_in()
    assert office.finding("S-001", "HAND").finding.verdict.value == "pending"
    told = look_up(office, dry_run=True).text
    assert "Wachtte op gegevens, nu in orde:\n  - S-001: HAND" in told
    look_up(office)
    (fact,) = standing(office, LookUp)
    assert office.finding("S-001", "HAND").finding.facts == (fact.id,)
    assert office.fact("S-001", Tenderer).body.name


@pytest.mark.parametrize(
    ("result", "meaning"), [("wijkt-af", "wijkt af"), ("niet-gevonden", "geen uitsluitsel")]
)
def test_what_does_not_confirm_is_told_until_it_is_weighed(office: Any, result: str, meaning: str) -> None:
    submission = office.take_in()
    office.scored(submission)
    look_up(office, result=result)
    (fact,) = standing(office, LookUp)
    line = f"Handelsregister over de inschrijver: {RESULTS[result]} ({meaning}; 15-06-2026, feit {fact.id})"
    assert (submission, "naslag wijkt af: beoordeel", line) in tasks(office)
    sheet = {row["name"]: row["value"] for row in office.rows("inschrijving", submission=submission)}
    assert sheet["Naslag Handelsregister"].endswith("Nog te beoordelen")
    decide = {"reason": "voldoet", "mandate": "mandaatbesluit 1", "submissions": (submission,)}
    told = f"  - Let op, naslag die niet is beoordeeld: {line}"
    assert told in office.do("anna", "gunningsbeslissing-nemen", dry_run=True, **decide).text.splitlines()
    office.do("anna", "naslag-afhandelen", lookup=fact.id, reason="handelsnaam, nagevraagd")
    assert all(task != "naslag wijkt af: beoordeel" for _, task, _ in tasks(office))
    assert "Let op" not in office.do("anna", "gunningsbeslissing-nemen", dry_run=True, **decide).text
    (row,) = office.rows("naslag")
    assert row["remark"] == "afgehandeld door anna: handelsnaam, nagevraagd"


RESULTS = {"wijkt-af": "wijkt af", "niet-gevonden": "niet gevonden"}


def tasks(office: Any) -> list[tuple[str, str, str]]:
    return [(row["submission"], row["task"], row["about"]) for row in office.rows("taken")]


def open_tasks(office: Any) -> list[str]:
    return [about for _, task, about in tasks(office) if task == "naslag wijkt af: beoordeel"]


@pytest.mark.usefixtures("submission")
def test_a_later_look_up_weighs_the_earlier_one_and_is_weighed_by_itself(office: Any) -> None:
    look_up(office, result="wijkt-af")
    look_up(office, reason="verkeerde regel gelezen")
    assert open_tasks(office) == []
    look_up(office, result="wijkt-af", reason="opnieuw gekeken")
    (fact,) = standing(office, LookUp)
    office.do("anna", "naslag-afhandelen", lookup=fact.id, reason="gezien")
    look_up(office, result="wijkt-af", reason="nog eens gekeken")
    assert len(open_tasks(office)) == 1


@pytest.mark.usefixtures("submission")
def test_only_what_waits_is_settled_once(office: Any) -> None:
    look_up(office)
    (fact,) = standing(office, LookUp)
    with pytest.raises(Refused, match="niets af te handelen"):
        office.do("anna", "naslag-afhandelen", lookup=fact.id, reason="x")
    tenderer = office.fact("S-001", Tenderer)
    with pytest.raises(Refused, match="geen naslag"):
        office.do("anna", "naslag-afhandelen", lookup=tenderer.id, reason="x")
    look_up(office, result="wijkt-af", reason="opnieuw")
    (fact,) = standing(office, LookUp)
    with pytest.raises(CommandError, match="reason"):
        office.do("anna", "naslag-afhandelen", lookup=fact.id, reason=" ")
    office.do("anna", "naslag-afhandelen", lookup=fact.id, reason="gezien")
    with pytest.raises(Refused, match="al afgehandeld"):
        office.do("anna", "naslag-afhandelen", lookup=fact.id, reason="gezien")
    (settled,) = standing(office, LookUpSettled)
    with pytest.raises(Refused, match="niet overgetypt"):
        office.do("anna", "feit-corrigeren", fact=settled.id, field="lookup", value="1", reason="x")
    office.do("anna", "feit-intrekken", fact=settled.id, reason="te vroeg")
    assert len(open_tasks(office)) == 1


def test_a_finding_that_names_it_weighs_it(office: Any) -> None:
    ask(office, '{ lookup = "handelsregister" }')
    office.take_in()
    look_up(office, result="wijkt-af")
    assert office.finding("S-001", "HAND").finding.verdict.value == "not-met"
    assert open_tasks(office) == []


def ask(office: Any, parameters: str, check: str = "standard.looked-up") -> None:
    for path, value in (
        ("parameters", parameters),
        ("check", f'"{check}"'),
        ("consequence", '"must-reject"'),
    ):
        office.do(
            "anna",
            "wijziging-vastleggen",
            path=f"requirements.HAND.{path}",
            value=value,
            reason="naslag gevraagd",
            source="voorbeeld",
        )


@pytest.mark.parametrize(
    ("field", "value"), [("name", '"Heel Andere Naam"'), ("trade_register_number", '"00009999"')]
)
def test_a_look_up_does_not_outlive_what_it_was_about(office: Any, field: str, value: str) -> None:
    ask(office, '{ lookup = "handelsregister" }')
    office.take_in()
    look_up(office)
    assert office.finding("S-001", "HAND").finding.verdict.value == "met"
    tenderer = office.fact("S-001", Tenderer)
    office.do(
        "anna", "feit-corrigeren", fact=tenderer.id, field=field, value=value, reason="verkeerd gelezen"
    )
    finding = office.finding("S-001", "HAND").finding
    assert finding.verdict.value == "pending"
    stale = f"gedaan toen hier nog {tenderer.body.name} ({tenderer.body.trade_register_number}) stond; doe het opnieuw"
    assert stale in finding.explanation
    (row,) = office.rows("naslag")
    assert row["remark"] == stale
    look_up(office, reason="opnieuw nagegaan")
    assert office.finding("S-001", "HAND").finding.verdict.value == "met"


def test_a_look_up_of_a_party_does_not_hold_for_another_firm_under_its_id(office: Any) -> None:
    ask(office, '{ lookup = "handelsregister", about = "each-party" }')
    office.take_in()

    def party(name: str) -> None:
        entry = EntryDraft(office.procedure, "proef", "0" * 64, "anna", stated=True)
        body = Party("oa", PartyRole.SUBCONTRACTOR, name)
        earlier = [fact.id for fact in standing(office, Party)]
        draft = Draft(
            body, "S-001/oa", replaces=earlier[0] if earlier else None, reason="x" if earlier else ""
        )
        office.desk.store.append(entry, [draft])

    party("Eerste Voorbeeld")
    look_up(office, about="oa")
    assert office.finding("S-001", "HAND").finding.verdict.value == "met"
    party("eerste voorbeeld")
    assert office.finding("S-001", "HAND").finding.verdict.value == "met"
    party("Tweede Voorbeeld")
    assert office.finding("S-001", "HAND").finding.verdict.value == "pending"


@pytest.mark.usefixtures("submission")
def test_before_it_is_confirmed_a_look_up_is_about_what_was_read(office: Any) -> None:
    values = (ReadValue("name", '"Verzonnen Lid"', "bladzijde 1"),)
    read = ReadFact("party", "lid-1", "uea.pdf", "0" * 64, "proef", "1", values)
    entry = EntryDraft(office.procedure, "proef", "0" * 64, "anna", stated=True)
    office.desk.store.append(entry, [Draft(read, "S-001/uea.pdf#party/lid-1")])
    look_up(office, about="lid-1")
    assert standing(office, LookUp)[0].body.about_name == "Verzonnen Lid"


@pytest.mark.usefixtures("submission")
def test_of_before_the_bid_a_register_is_flagged_and_an_observation_refused(office: Any) -> None:
    received = office.fact("S-001", PackageReceived).body.received_at
    before = received - timedelta(seconds=1)
    told = "gedaan vóór ontvangst van de inschrijving (12-06-2026 11:30:00)"
    assert told in look_up(office, done_on=before).text
    (row,) = office.rows("naslag")
    assert row["remark"] == told
    seen = {"lookup": "natte-handtekening-gezien", "result": "gezien", "about": "uea"}
    with pytest.raises(Refused, match="kon S-001 nog niet worden gezien"):
        look_up(office, done_on=before, **seen)
    look_up(office, done_on=received, **seen)


def test_of_content_that_was_not_read_nothing_is_looked_up(office: Any) -> None:
    office.take_in(received_at="2026-06-15T10:00:01")
    with pytest.raises(Refused, match="niet gelezen"):
        look_up(office)
    assert standing(office, LookUp) == []
