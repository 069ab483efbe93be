"""The gates that a tender names, in its file."""

from typing import Any

import pytest

from inkoop_core.errors import TenderFileError
from inkoop_core.tender.load import load_definition


def test_a_gate_is_read_with_its_title_and_source(gate_plugin: Any) -> None:
    (gate,) = load_definition(gate_plugin.text).award.gates
    assert (gate.id, gate.title, str(gate.source)) == ("proef", "Proefonderzoek", "§5.3 stap 7")


def test_a_gate_that_is_named_twice_is_told(gate_plugin: Any) -> None:
    twice = gate_plugin.text[gate_plugin.text.index("[[award.gates]]") :]
    with pytest.raises(TenderFileError, match=r"award\.gates\.proef: komt 2 keer voor"):
        load_definition(gate_plugin.text + twice)
