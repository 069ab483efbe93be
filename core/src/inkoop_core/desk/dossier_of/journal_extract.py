"""The journal as an extract: what concerns the dossier in full, of the rest only the links of the chain."""

from typing import Any

from inkoop_core.desk.dossier_of.scope import Audience, Scope
from inkoop_core.desk.journal_head import last_known
from inkoop_core.desk.sealed import names_it, sealed_actions
from inkoop_core.desk.state import ProcedureState
from inkoop_core.domain.canonical import instant_text
from inkoop_core.domain.journal import JournalEntry


def journal_extract(
    state: ProcedureState, scope: Scope, told: frozenset[int], sealed: frozenset[int]
) -> dict[str, Any]:
    """`{"chain", "head", "entries"}`. Of an entry that is not told only seq, previous and hash.

    told, sealed  ids of the facts in the dossier, and of those of which nothing may be told
    """
    head = last_known(state.store, state.procedure, state.moment.known_at)
    actions = sealed_actions(state.catalogue)
    entries = []
    for entry in state.store.journal(state.procedure, 0, head.seq):
        ids = {fact for fact, _ in entry.facts}
        hidden = entry.action in actions or names_it(f"{entry.action} {entry.refused}") or ids & sealed
        whole = scope.audience is Audience.HOUSE and not scope.own and not scope.proceeding
        entries.append(_full(entry) if not hidden and (ids & told or whole) else _link(entry))
    return {
        "chain": state.procedure,
        "head": {"seq": head.seq, "hash": head.hash},
        "entries": entries,
    }


def _link(entry: JournalEntry) -> dict[str, Any]:
    return {"seq": entry.seq, "previous": entry.previous, "hash": entry.hash}


def _full(entry: JournalEntry) -> dict[str, Any]:
    return {
        **_link(entry),
        "recorded_at": instant_text(entry.recorded_at),
        "payload": {
            "action": entry.action,
            "actor": entry.actor,
            "command_digest": entry.command_digest,
            "facts": [list(pair) for pair in entry.facts],
            "files": list(entry.files),
            "refused": entry.refused,
            "second": entry.second,
            "stated": entry.stated,
        },
    }


HOW_TO_VERIFY = """\
Het journaal natrekken
----------------------
journaal.json bevat de keten van de procedure tot en met de kop die in dit bestand staat. Elke regel noemt de hash
van de regel ervoor (previous) en zijn eigen hash.

1. Loop de regels langs: previous van elke regel is de hash van de regel ervoor, die van de eerste is leeg, en de
   laatste hash is die van de kop.
2. Van een regel die hier volledig staat (met recorded_at en payload): de hash is SHA-256, hexadecimaal, van de JSON
   [previous, chain, seq, recorded_at, payload], zonder spaties, met de sleutels van payload op alfabet, in UTF-8.
3. Van een regel die niet volledig staat is alleen de plaats in de keten te zien; die regel gaat niet over dit dossier.
4. payload.facts noemt van elk feit het nummer en de hash, payload.files de SHA-256 van elk bestand dat toen is bewaard.
   De bestanden in dit dossier hebben de SHA-256 die in index.csv staat.
"""
