"""A dossier as a list of files, in the order in which they stand in the zip."""

import json
from collections.abc import Iterator

from attrs import frozen

from inkoop_core.access import require
from inkoop_core.desk.actions.subjects import known_submission
from inkoop_core.desk.desk import Desk
from inkoop_core.desk.dossier_of.files import files_of
from inkoop_core.desk.dossier_of.journal_extract import HOW_TO_VERIFY, journal_extract
from inkoop_core.desk.dossier_of.masking import Masking
from inkoop_core.desk.dossier_of.scope import Audience, LeftOut, Scope, chosen_facts, left_out, scope_of
from inkoop_core.desk.dossier_of.tables import tables_of
from inkoop_core.desk.journal_head import last_known
from inkoop_core.desk.records_of.frame import is_example
from inkoop_core.desk.records_of.readers import require_reader
from inkoop_core.desk.scoring_rounds import require_sees_all
from inkoop_core.desk.sealed import sealed_hashes, sealed_ids
from inkoop_core.desk.state import ProcedureState
from inkoop_core.documents.csv_table import csv_bytes
from inkoop_core.domain.canonical import digest
from inkoop_core.domain.moment import shown
from inkoop_core.domain.proceedings import Proceedings
from inkoop_core.domain.role import Role
from inkoop_core.errors import Refused, Unknown

INSIDE = (Role.ADVISER, Role.CHAIR, Role.DECISION_MAKER, Role.LEGAL_COUNSEL, Role.AUDITOR)
OUTSIDE = (Role.ADVISER, Role.DECISION_MAKER, Role.LEGAL_COUNSEL)


@frozen
class Dossier:
    """What a dossier holds.

    head   of the journal: number of the entry and hash
    files  path and bytes, one at a time: a dossier can be larger than memory
    """

    scope: Scope
    head: tuple[int, str]
    facts: int
    left_out: tuple[LeftOut, ...]
    state: ProcedureState

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of each file: tables and kept files, then index and explanation. Raises IntegrityError."""
        index: list[tuple[str, ...]] = []
        for path, content, what in _contents(self.state, self.scope):
            index.append((path, str(len(content)), digest(content), what))
            yield path, content
        rows = [(item.what, item.about, str(item.count), item.why) for item in self.left_out]
        stays = csv_bytes(("Wat", "Over", "Aantal", "Waarom"), rows)
        index.append(("weggelaten.csv", str(len(stays)), digest(stays), "wat niet meegaat, en waarom"))
        yield "weggelaten.csv", stays
        yield "index.csv", csv_bytes(("Bestand", "Bytes", "SHA-256", "Wat het is"), index)
        yield "LEESMIJ.txt", _explained(self).encode()


def dossier_of(
    desk: Desk, procedure: str, audience: Audience, submission: str = "", proceeding: str = ""
) -> Dossier:
    """The dossier for somebody who may make it.

    Raises NotPermitted, Unknown for a submission or proceeding that is not there, Refused for a tenderer without
    saying which.
    """
    state = desk.opened(procedure, "een dossier uitvoeren")
    wanted = INSIDE if audience is Audience.HOUSE else OUTSIDE
    require(desk.actor, desk.roles(procedure), wanted, f"een dossier uitvoeren voor {audience.label}")
    require_reader(state, None)
    require_sees_all(state, "een dossier")
    if submission and proceeding:
        raise Refused("kies een inschrijving of een geding; een dossier gaat over een van beide.")
    if audience is Audience.TENDERER and not submission:
        raise Refused(
            "een dossier voor een inschrijver gaat over één inschrijving; noem haar met --submission."
        )
    if submission:
        known_submission(state, submission)
    if proceeding and not state.facts(Proceedings, proceeding):
        known = ", ".join(fact.subject for fact in state.facts(Proceedings)) or "nog geen"
        raise Unknown(f"geding {proceeding!r} bestaat niet; bekend: {known}.")
    scope = scope_of(state, audience, submission, proceeding)
    head = last_known(state.store, procedure, state.moment.known_at)
    facts = chosen_facts(state, scope)
    return Dossier(scope, (head.seq, head.hash), len(facts), left_out(state, scope), state)


def _contents(state: ProcedureState, scope: Scope) -> Iterator[tuple[str, bytes, str]]:
    facts = chosen_facts(state, scope)
    masked = Masking(state, scope)
    for table in tables_of(state, scope, facts):
        rows = [[masked(cell) for cell in row] for row in table.rows]
        yield f"gegevens/{table.name}", csv_bytes(table.heads, rows), table.what
    sealed = sealed_ids(state.recorded, state.catalogue)
    extract = journal_extract(state, scope, frozenset(fact.id for fact in facts), sealed)
    text = json.dumps(extract, ensure_ascii=False, indent=1, sort_keys=True)
    yield "journaal.json", text.encode(), "uittreksel van het journaal"
    for file in files_of(facts, scope, sealed_hashes(state.recorded)):
        yield file.path, state.store.file(file.sha256), f"{file.what} (feit {file.fact})"


def _explained(dossier: Dossier) -> str:
    state, scope = dossier.state, dossier.scope
    info = state.definition.procedure
    about = scope.proceeding or ", ".join(scope.own) or "de hele procedure"
    beside = (
        f"Van {', '.join(scope.concerned)} alleen de uitkomst en de scores.\n"
        if scope.concerned and scope.audience is not Audience.HOUSE
        else ""
    )
    stays = "".join(
        f"- {item.count} keer {item.what} ({item.about}): {item.why}\n" for item in dossier.left_out
    )
    seq, hash_ = dossier.head
    if scope.audience is Audience.JUDGE and not scope.own and not scope.proceeding:
        beside = "Let op: bevat bedrijfsvertrouwelijke gegevens van alle inschrijvers.\n"
    mark = "VOORBEELD: dit dossier komt van een voorbeeldbureau en is geen echt stuk.\n\n" * is_example(state)
    return f"""{mark}Dossier {info.reference}, {info.title}
{info.client}

Voor: {scope.audience.label}
Over: {about}
{beside}Stand op: {shown(state.moment.as_of)} (Nederlandse tijd), met wat bekend was op {shown(state.moment.known_at)}
Opgemaakt door: {state.actor}
Journaal: {state.procedure}, tot en met regel {seq}, hash {hash_}

Wat erin zit
------------
index.csv        elk bestand met zijn SHA-256 en wat het is
gegevens/        feiten, bevindingen, scores, besluiten, verzoeken, bewijsmiddelen en brieven als tabel
journaal.json    uittreksel van het journaal
weggelaten.csv   wat niet meegaat, en waarom
De overige mappen bevatten de bewaarde bestanden zelf; hun naam begint met het begin van hun SHA-256.

Wat niet meegaat
----------------
{stays or "Niets."}
{HOW_TO_VERIFY}"""
