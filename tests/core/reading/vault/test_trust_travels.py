"""A signature is judged the same in the process that reads a vault as in the desk's own."""

import subprocess
import sys
from pathlib import Path

from inkoop_core.cli.demo import installed_demo

ASKS = """
import pickle, sys
from inkoop_core.testing.builders import a_definition
reader = pickle.loads(bytes.fromhex(sys.argv[1]))
from pathlib import Path
from inkoop_core.reading.observing import Observer
from inkoop_core.reading.sources import Content
from inkoop_core.testing.builders import SUBMITTED
seen = Observer(reader.limits, reader._trust, SUBMITTED).seen("uea.pdf", Content(Path(sys.argv[2]).read_bytes()))
(signature,) = seen.observation.signatures
sys.stdout.write(f"{signature.intact} {signature.trusted}")
"""


def test_a_reader_that_was_sent_to_another_process_trusts_the_same_certificates() -> None:
    import pickle

    from inkoop_core.reading import FilePackageReader

    demo = installed_demo()
    reader = FilePackageReader([(demo.trust / "test-ca.pem").read_bytes()])
    signed: Path = demo.packages / "05-maanbrug" / "uea.pdf"
    told = subprocess.run(
        [sys.executable, "-c", ASKS, pickle.dumps(reader).hex(), str(signed)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "True True"
