"""P9: how long a command takes from nothing; goals `inkoop --help` 150 ms, `inkoop assess` of the sample desk 600 ms.

    python benchmarks/p9_start.py [ROUNDS]

Each round starts fresh processes, one of each command in turn, beside `python -c pass`; medians are told. One round
goes before them, so that the modules are compiled, as they are after an installation.
"""

import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from inkoop_core.cli.demo import build, installed_demo

ROUNDS = 11


def seconds(command: Sequence[str | Path], compiled: Path) -> float:
    """How long one fresh process takes. Ends the benchmark when it fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    started = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, check=False, env=environment)
    spent = time.perf_counter() - started
    if ran.returncode:
        raise SystemExit(f"{command}: {ran.stderr.decode()}")
    return spent


def main(arguments: list[str]) -> None:
    rounds = int(arguments[0]) if arguments else ROUNDS
    script = Path(sysconfig.get_path("scripts")) / "inkoop"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        demo = installed_demo()
        build(demo, place, str(place / "desk.db")).store.close()
        commands: dict[str, tuple[Sequence[str | Path], float | None]] = {
            "python -c pass": ((sys.executable, "-c", "pass"), None),
            "inkoop --help": ((script, "--help"), 0.150),
            "inkoop assess": ((script, "--db", place / "desk.db", "assess", demo.tender), 0.600),
        }
        spent: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, (command, _) in commands.items():
                spent[name].append(seconds(command, place / "compiled"))
                if number == 0:
                    spent[name].clear()
    for name, (_, limit) in commands.items():
        median = statistics.median(spent[name])
        goal = "" if limit is None else f" (grens {limit * 1000:.0f} ms)"
        print(f"{name}: {median * 1000:.0f} ms{goal}, snelste {min(spent[name]) * 1000:.0f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
