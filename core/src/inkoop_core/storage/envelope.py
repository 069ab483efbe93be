"""What the journal says of a fact and of an action, as canonical JSON; and what hangs on it, as hashes."""

import json
from collections.abc import Callable, Sequence
from hashlib import sha256

from inkoop_core.domain.canonical import canonical_json
from inkoop_core.domain.journal import EntryDraft

quoted: Callable[[str], str] = json.encoder.encode_basestring
"""A text as JSON."""


def fact_digest(
    id: int,
    procedure: str,
    kind: str,
    version: int,
    subject: str,
    happened_at: str,
    by: str,
    replaces: int | None,
    compartment: str,
    timing_reason: str,
    reason: str,
    single: bool,
    body_digest: str,
) -> str:
    """SHA-256 of the canonical JSON of a fact's envelope and its body's digest.

    happened_at  as canonical text
    """
    # Written out: verification does this for every fact, and a general encoder costs three times as much.
    envelope = (
        f'{{"body":"{body_digest}","by":{quoted(by)},"compartment":{quoted(compartment)},'
        f'"happened_at":"{happened_at}","id":{id},"kind":{quoted(kind)},"procedure":{quoted(procedure)},'
        f'"reason":{quoted(reason)},"replaces":{"null" if replaces is None else replaces},'
        f'"single":{"true" if single else "false"},'
        f'"subject":{quoted(subject)},"timing_reason":{quoted(timing_reason)},"version":{version}}}'
    )
    return sha256(envelope.encode()).hexdigest()


def payload(draft: EntryDraft, facts: Sequence[tuple[int, str]], files: Sequence[str]) -> str:
    """The canonical JSON of what an entry says, beside its place and time in the chain."""
    return canonical_json(
        {
            "action": draft.action,
            "actor": draft.actor,
            "command_digest": draft.command_digest,
            "facts": [list(pair) for pair in facts],
            "files": list(files),
            "refused": draft.refused,
            "second": draft.second,
            "stated": draft.stated,
        }
    ).decode()


def entry_hash(previous: str, chain: str, seq: int, recorded_at: str, payload: str) -> str:
    """The hash of an entry: of the canonical JSON of an array of these five.

    recorded_at  as canonical text; payload: canonical JSON already
    """
    text = f'["{previous}",{quoted(chain)},{seq},"{recorded_at}",{payload}]'
    return sha256(text.encode()).hexdigest()
