"""A program that is killed while it writes leaves whole entries or nothing."""

import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import frozen

from inkoop_core.api.records import RecordType
from inkoop_core.storage import create_store, open_store

WRITER = """
import datetime, hashlib, sys
from attrs import frozen
from inkoop_core.api.actions import NewFile
from inkoop_core.api.records import RecordType
from inkoop_core.desk.ports import EntryDraft
from inkoop_core.domain.fact import Draft
from inkoop_core.storage import open_store

@frozen
class Note:
    text: str

store = open_store(sys.argv[1], [RecordType("test.note", Note, "Notitie")], lambda: datetime.datetime.now(datetime.UTC))
for turn in range(1_000_000):
    content = b"%d" % turn * 200_000
    file = NewFile("f", hashlib.sha256(content).hexdigest(), content)
    store.append(EntryDraft("P-1", "noteer", "", "a.devries"), [Draft(Note("x"))] * 20, [file])
    print(turn, flush=True)
"""


@frozen
class Note:
    text: str


@pytest.mark.parametrize("entries", [1, 4, 7])
def test_a_desk_whose_writer_was_killed_is_whole(tmp_path: Path, entries: int) -> None:
    file = tmp_path / "desk.db"
    types = [RecordType("test.note", Note, "Notitie")]
    create_store(file, types, lambda: datetime.now(UTC)).close()
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    for _ in range(entries):
        writer.stdout.readline()
    writer.send_signal(signal.SIGKILL)
    assert writer.wait() == -signal.SIGKILL
    writer.stdout.close()

    store = open_store(file, types, lambda: datetime.now(UTC))
    (report,) = store.verify()
    assert report.problems == ()
    assert report.entries >= entries
    assert len(store.facts("P-1")) == 20 * report.entries
    store.close()
