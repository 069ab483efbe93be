"""The dossier that goes out: who gets what, what stays behind, and that anybody can verify it."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from inkoop_core.desk.dossier_of.made import dossier_of
from inkoop_core.desk.dossier_of.masking import MASKED
from inkoop_core.desk.dossier_of.scope import Audience, Scope, chosen_facts
from inkoop_core.desk.ports import EntryDraft
from inkoop_core.documents.archive import write_archive
from inkoop_core.domain.canonical import canonical_json, digest
from inkoop_core.domain.complaint import Complaint, ComplaintDecided, ComplaintOutcome
from inkoop_core.domain.decision import AwardDecision, ConsensusScore, Ruling, RulingOutcome
from inkoop_core.domain.fact import Draft
from inkoop_core.domain.letter import LetterKind, LetterSent
from inkoop_core.domain.opening import Irregularity, OpeningHeld, PersonPresent
from inkoop_core.domain.package import Document, PackageReceived
from inkoop_core.domain.party import Tenderer
from inkoop_core.domain.proceedings import Proceedings
from inkoop_core.domain.question import NotaEstablished, NotaItem, NotaPublished, Question
from inkoop_core.domain.request import EvidenceReceived, KeptFile, Request, RequestKind
from inkoop_core.errors import NotPermitted, Refused, Unknown

Plant = Callable[..., tuple[int, ...]]
LETTER, PROOF = b"een brief", b"een bewijs"


@pytest.fixture
def sent(decided: Any, plant: Plant) -> Any:
    """Letters to both, evidence of the winner, a question, and a proceeding of who was rejected."""
    plant(
        ("S-001/brief/voorlopige-gunning/1", _letter("een.docx", LETTER)),
        ("S-002/brief/afwijzing/1", _letter("twee.docx", LETTER + b"!")),
        (
            "S-001/bewijs/gva/tenderer/1",
            EvidenceReceived("gva", "tenderer", "TenderNed", (_kept("gva.pdf", PROOF),)),
        ),
        ("vraag-1", Question(1, "Verzonnen Vragensteller", "TenderNed", "Mag dat?")),
        ("geding-1", Proceedings("S-002", "Verzonnen Zorg 2", "rechtbank X", "intrekken", ("S-001",))),
        ("geding-2", Proceedings("", "Een Ander", "rechtbank X", "iets anders", ())),
        files={"een.docx": LETTER, "twee.docx": LETTER + b"!", "gva.pdf": PROOF},
    )
    return decided


def _letter(name: str, content: bytes) -> LetterSent:
    return LetterSent(LetterKind.REJECTION, digest(content), name, "TenderNed", ())


def _kept(name: str, content: bytes) -> KeptFile:
    return KeptFile(name, digest(content))


def unpacked(office: Any, audience: Audience, person: str = "anna", **about: str) -> dict[str, bytes]:
    return dict(dossier_of(office.of(person), office.procedure, audience, **about).files())


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def everything(files: dict[str, bytes]) -> str:
    return "\n".join([*files, *(content.decode("utf-8", "replace") for content in files.values())])


def test_the_house_gets_the_whole_file(sent: Any) -> None:
    files = unpacked(sent, Audience.HOUSE)
    names = list(files)
    packages = [fact.body for fact in sent.desk.state(sent.procedure).facts(PackageReceived)]
    for package in packages:
        for file in package.files:
            assert any(name.endswith(f"{file.sha256[:12]}-{file.name}") for name in names)
    assert {row["Inschrijving"] for row in rows(files["gegevens/besluiten.csv"])} == {"S-001", "S-002"}
    assert any(row["Van"] == "bram" for row in rows(files["gegevens/scores.csv"]))
    assert LETTER in files.values()
    assert PROOF in files.values()


def test_the_index_names_every_file_with_its_hash(sent: Any) -> None:
    files = unpacked(sent, Audience.HOUSE)
    index = {row["Bestand"]: row for row in rows(files["index.csv"])}
    assert set(index) == set(files) - {"index.csv", "LEESMIJ.txt"}
    for path, row in index.items():
        assert row["SHA-256"] == hashlib.sha256(files[path]).hexdigest()
        assert int(row["Bytes"]) == len(files[path])


def test_the_same_dossier_of_the_same_moment_has_the_same_bytes(sent: Any) -> None:
    desk = sent.at(sent.desk.state(sent.procedure).moment)
    made = []
    for _ in range(2):
        stream = io.BytesIO()
        write_archive(stream, dossier_of(desk, sent.procedure, Audience.HOUSE).files())
        made.append(stream.getvalue())
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize("audience", list(Audience))
def test_anybody_can_verify_the_extract_of_the_journal(sent: Any, audience: Audience) -> None:
    journal = json.loads(unpacked(sent, audience, submission="S-001")["journaal.json"])
    previous, whole = "", 0
    for entry in journal["entries"]:
        assert entry["previous"] == previous
        previous = entry["hash"]
        if "payload" in entry:
            whole += 1
            said = [entry["previous"], journal["chain"], entry["seq"], entry["recorded_at"], entry["payload"]]
            assert hashlib.sha256(canonical_json(said)).hexdigest() == entry["hash"]
    assert previous == journal["head"]["hash"] == sent.desk.store.head(sent.procedure).hash
    assert 0 < whole < len(journal["entries"])


def test_a_tenderer_gets_its_own_and_nothing_of_another(sent: Any) -> None:
    files = unpacked(sent, Audience.TENDERER, submission="S-002")
    text = everything(files)
    assert "Verzonnen Zorg 2" in text
    assert LETTER + b"!" in files.values()
    for other in ("Verzonnen Zorg 1", "Verzonnen Vragensteller", "Een Ander"):
        assert other not in text
    assert PROOF not in files.values()
    assert LETTER not in files.values()
    assert {row["Inschrijving"] for row in rows(files["gegevens/besluiten.csv"])} == {"S-002"}
    assert {row["Van"] for row in rows(files["gegevens/scores.csv"])} == {"commissie"}
    others = [fact.id for fact in sent.desk.state(sent.procedure).recorded if fact.submission == "S-001"]
    assert not set(map(str, others)).intersection(row["Feit"] for row in rows(files["gegevens/feiten.csv"]))


def test_what_stays_behind_is_listed_with_the_reason_and_without_its_kind(sent: Any) -> None:
    files = unpacked(sent, Audience.TENDERER, submission="S-002")
    left = rows(files["weggelaten.csv"])
    others = [row for row in left if row["Over"] == "andere inschrijvers"]
    assert [row["Wat"] for row in others] == ["gegevens en stukken"]
    assert int(others[0]["Aantal"]) > 5
    assert any("individuele scores" in row["Waarom"] for row in left)
    assert "bedrijfsvertrouwelijk" in files["LEESMIJ.txt"].decode()


def test_a_text_that_names_another_tenderer_is_masked_outside_the_house(sent: Any, plant: Plant) -> None:
    ruling = Ruling("HAND", "", "", RulingOutcome.UPHOLD, "net zo als bij Verzonnen Zorg 1 beslist")
    plant(("S-002/HAND", ruling))
    outside = everything(unpacked(sent, Audience.TENDERER, submission="S-002"))
    assert MASKED in outside
    assert "net zo als bij" not in outside
    assert "net zo als bij Verzonnen Zorg 1" in everything(unpacked(sent, Audience.HOUSE))


def test_a_judge_gets_the_claimant_in_full_and_of_the_winner_outcome_and_scores(sent: Any) -> None:
    files = unpacked(sent, Audience.JUDGE, proceeding="geding-1")
    assert LETTER + b"!" in files.values()
    assert LETTER not in files.values()
    assert PROOF not in files.values()
    assert not [name for name in files if name.startswith("inschrijving/S-001")]
    assert [name for name in files if name.startswith("inschrijving/S-002")]
    (winner,) = [row for row in rows(files["gegevens/besluiten.csv"]) if row["Inschrijving"] == "S-001"]
    assert (winner["Besluit"], winner["Motivering"]) == ("voorlopig gunnen", "")
    scores = [row for row in rows(files["gegevens/scores.csv"]) if row["Inschrijving"] == "S-001"]
    assert {(row["Van"], row["Motivering"]) for row in scores} == {("commissie", "")}
    assert "Een Ander" not in everything(files)
    assert "Van S-001 alleen de uitkomst en de scores." in files["LEESMIJ.txt"].decode()


def test_scores_that_are_not_open_stay_inside_the_committee(office: Any) -> None:
    submission = office.take_in()
    office.score("bram", submission, "SG1", 8)
    files = unpacked(office, Audience.HOUSE)
    assert "want 8" not in everything(files)
    assert "niet geopend" in files["weggelaten.csv"].decode()


def test_nothing_of_the_screening_goes_out_whoever_asks(sent: Any, plant: Plant, marker: str) -> None:
    sent.do("anna", "advies-innemen", text=marker)
    hidden = f"{marker} als bestand".encode()
    plant(
        ("S-001/vragenlijst.pdf", Document("bibob-formulier", "vragenlijst.pdf", digest(hidden))),
        (
            "S-001/bewijs/gva/tenderer/2",
            EvidenceReceived("gva", "tenderer", "e-mail", (_kept("a.pdf", hidden),)),
        ),
        ("S-001/HAND", Ruling("HAND", "", "", RulingOutcome.UPHOLD, f"Gezien. Bibob gaf: {marker}")),
        action="bibob-formulier-innemen",
        files={"vragenlijst.pdf": hidden},
    )
    for audience in Audience:
        files = unpacked(sent, audience, submission="S-001")
        text = everything(files)
        assert marker not in text
        assert "bibob" not in text.casefold()
        assert "screening" not in text
        assert "advies" not in text
    whole = everything(unpacked(sent, Audience.HOUSE))
    assert marker not in whole
    assert "bibob" not in whole.casefold()


def test_a_fact_of_a_plugin_that_is_not_here_stays_behind(
    sent: Any, marker: str, opened: Any, without_plugin: Any
) -> None:
    sent.do("anna", "advies-innemen", text=marker)
    elsewhere = type(sent)(opened(without_plugin, sent.clock, "anna"), sent.clock, sent.plugin, sent.packages)
    state = elsewhere.desk.state(sent.procedure)
    told = chosen_facts(state, Scope(Audience.HOUSE))
    assert all(marker not in str(fact.body) for fact in told)
    assert len(told) > 10


@pytest.mark.parametrize(
    ("person", "audience"),
    [
        ("bram", Audience.HOUSE),
        ("carla", Audience.TENDERER),
        ("dirk", Audience.JUDGE),
        ("gijs", Audience.TENDERER),
    ],
)
def test_only_who_may_makes_a_dossier(sent: Any, person: str, audience: Audience) -> None:
    with pytest.raises(NotPermitted, match="dossier uitvoeren"):
        unpacked(sent, audience, person, submission="S-001")


def test_a_stranger_makes_none(sent: Any) -> None:
    with pytest.raises(NotPermitted):
        unpacked(sent, Audience.HOUSE, "vreemde")


def test_what_is_not_there_is_named(sent: Any) -> None:
    with pytest.raises(Unknown, match="S-009"):
        unpacked(sent, Audience.HOUSE, submission="S-009")
    with pytest.raises(Unknown, match="geding-1, geding-2"):
        unpacked(sent, Audience.JUDGE, proceeding="geding-9")
    with pytest.raises(Refused, match="--submission"):
        unpacked(sent, Audience.TENDERER)
    with pytest.raises(Refused, match="een van beide"):
        unpacked(sent, Audience.JUDGE, submission="S-001", proceeding="geding-1")


def test_the_names_of_files_stay_names(decided: Any, plant: Plant) -> None:
    plant(
        ("S-001/brief/afwijzing/1", _letter("../../etc/een\\twee:*?.docx", LETTER)),
        files={"a.docx": LETTER},
    )
    names = [name for name in unpacked(decided, Audience.HOUSE) if name.startswith("brieven/")]
    assert names == [f"brieven/S-001/{digest(LETTER)[:12]}-twee_.docx"]


@pytest.fixture
def renamed(sent: Any) -> Any:
    """The winner has another name since."""
    (fact,) = sent.desk.state(sent.procedure).facts(Tenderer, "S-001")
    corrected(sent, fact, evolve(fact.body, name="Maanbrug Fictieve Begeleiding B.V."), "naam")
    return sent


def corrected(office: Any, fact: Any, body: Any, reason: str) -> None:
    entry = EntryDraft(office.procedure, "proef", "0" * 64, "anna", stated=True)
    office.desk.store.append(entry, [Draft(body, fact.subject, replaces=fact.id, reason=reason)])


@pytest.mark.parametrize(
    "name",
    [
        "Maanbrug Fictieve Begeleiding",
        "Maanbrug Fictieve Begeleiding BV",
        "Maanbrug  Fictieve\nBegeleiding B.V.",
        "Verzonnen Zorg 1",
    ],
)
def test_another_is_masked_by_every_name_he_has_or_had(renamed: Any, plant: Plant, name: str) -> None:
    reason = f"anders dan bij {name} was hier niets geheims"
    plant(("S-002/HAND", Ruling("HAND", "", "", RulingOutcome.UPHOLD, reason)))
    assert "anders dan bij" not in everything(unpacked(renamed, Audience.TENDERER, submission="S-002"))


@pytest.mark.parametrize("body", [ConsensusScore, AwardDecision])
def test_why_a_fact_of_another_was_replaced_stays_behind_with_what_it_holds(sent: Any, body: type) -> None:
    fact = next(fact for fact in sent.desk.state(sent.procedure).facts(body) if fact.submission == "S-001")
    corrected(sent, fact, fact.body, "de methode Zwaluwstaart stond op blad 2")
    assert "Zwaluwstaart" not in everything(unpacked(sent, Audience.JUDGE, proceeding="geding-1"))


def test_a_proceeding_of_which_nobody_said_whom_it_touches_tells_the_outcome_of_all(sent: Any) -> None:
    files = unpacked(sent, Audience.JUDGE, proceeding="geding-2")
    decided = rows(files["gegevens/besluiten.csv"])
    assert [(row["Inschrijving"], row["Motivering"]) for row in decided] == [("S-001", ""), ("S-002", "")]
    assert {row["Inschrijving"] for row in rows(files["gegevens/scores.csv"])} == {"S-001", "S-002"}


@pytest.mark.parametrize(("reader", "gets"), [("S-002", True), ("S-001", False)])
def test_who_complained_gets_the_decision_and_the_letter_too(
    decided: Any, plant: Plant, reader: str, gets: bool
) -> None:
    body = Complaint("Verzonnen Zorg 2", "klacht", "afwijzing", "tekst van de klacht", submission="S-002")
    plant(
        ("klacht-1", body),
        ("klacht-1/beslissing", ComplaintDecided(ComplaintOutcome.UNFOUNDED, "zo is besloten op de klacht")),
        (
            "klacht-1/brief/klacht-beslissing/1",
            LetterSent(LetterKind.COMPLAINT_DECISION, digest(LETTER), "besluit.docx", "klacht", ()),
        ),
        files={"besluit.docx": LETTER},
    )
    files = unpacked(decided, Audience.TENDERER, submission=reader)
    assert ("tekst van de klacht" in everything(files)) is gets
    assert ("zo is besloten op de klacht" in everything(files)) is gets
    assert (LETTER in files.values()) is gets


@pytest.mark.parametrize(
    "text",
    ["LBB-advies: ernstig gevaar", "L.B.B. ziet ernstig gevaar", "Het Landelijk\nBureau: ernstig gevaar"],
)
def test_the_screening_is_kept_out_by_the_name_of_who_advises_in_it(
    decided: Any, plant: Plant, text: str
) -> None:
    plant(("S-001/HAND", Ruling("HAND", "", "", RulingOutcome.UPHOLD, text)))
    assert "ernstig gevaar" not in everything(unpacked(decided, Audience.TENDERER, submission="S-001"))


@pytest.mark.parametrize("audience", [Audience.TENDERER, Audience.JUDGE])
def test_a_note_that_was_not_published_goes_to_nobody_outside(
    sent: Any, plant: Plant, audience: Audience
) -> None:
    (draft,) = plant(("nota-1", NotaEstablished(1, 1, (_item("Conceptantwoord"),))))
    about = {"submission": "S-001"}
    assert "Conceptantwoord" not in everything(unpacked(sent, audience, **about))
    assert "Conceptantwoord" in everything(unpacked(sent, Audience.HOUSE))
    plant(("nota-1/publicatie", NotaPublished(1, 1, draft, "TenderNed")))
    assert "Conceptantwoord" in everything(unpacked(sent, audience, **about))


def _item(answer: str) -> NotaItem:
    return NotaItem("vraag-1", 1, "Inkoopdocument", "§3", "Mag dat?", answer, 1)


def test_a_tenderer_does_not_read_why_others_were_treated_otherwise(sent: Any, plant: Plant) -> None:
    body = Request(RequestKind.CLARIFICATION, (), "onduidelijk", 5, difference="de ander ligt er al uit")
    plant(("S-001/verzoek-9", body))
    told = everything(unpacked(sent, Audience.TENDERER, submission="S-001"))
    assert "onduidelijk" in told
    assert "de ander ligt er al uit" not in told


def test_the_court_of_an_outsider_does_not_read_what_was_odd_about_bids(sent: Any, plant: Plant) -> None:
    present = (PersonPresent("anna", "adviseur"), PersonPresent("fatima", "adviseur"))
    odd = (Irregularity("S-001", "omslag open"), Irregularity("S-002", "stuk los erbij"))
    plant(("opening-2", OpeningHeld(present, odd, "zie S-001")))
    outsider = everything(unpacked(sent, Audience.JUDGE, proceeding="geding-2"))
    assert not [text for text in ("omslag open", "stuk los erbij", "zie S-001") if text in outsider]
    claimant = everything(unpacked(sent, Audience.JUDGE, proceeding="geding-1"))
    assert "stuk los erbij" in claimant
    assert "omslag open" not in claimant
