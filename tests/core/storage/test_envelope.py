"""What is hashed is the canonical JSON of the house, so that an outsider can compute it too."""

from hashlib import sha256

import pytest

from inkoop_core.domain.canonical import canonical_json
from inkoop_core.storage.envelope import entry_hash, fact_digest

ODD = 'a "b" \\ \n\t\x00\x1f é € \u2028 𝄞 /'


@pytest.mark.parametrize("replaces", [None, 3])
@pytest.mark.parametrize("single", [True, False])
def test_the_digest_of_a_fact_is_that_of_its_canonical_json(replaces: int | None, single: bool) -> None:
    values = {
        "id": 7,
        "procedure": ODD,
        "kind": ODD,
        "version": 2,
        "subject": ODD,
        "happened_at": "2026-06-15T10:00:00.000000Z",
        "by": ODD,
        "replaces": replaces,
        "compartment": ODD,
        "timing_reason": ODD,
        "reason": ODD,
        "single": single,
    }
    expected = sha256(canonical_json({**values, "body": "ab"})).hexdigest()
    assert fact_digest(**values, body_digest="ab") == expected  # type: ignore[arg-type]


def test_the_hash_of_an_entry_is_that_of_its_canonical_json() -> None:
    place = ["ab", ODD, 3, "2026-06-15T10:00:00.000000Z"]
    expected = sha256(canonical_json([*place, {"b": 1, "a": ODD}])).hexdigest()
    payload = canonical_json({"b": 1, "a": ODD}).decode()
    assert entry_hash("ab", ODD, 3, "2026-06-15T10:00:00.000000Z", payload) == expected
