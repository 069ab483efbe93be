"""Run a command beside a PostgreSQL server of its own: `{url}` in its words becomes an empty database.

python scripts/with_postgres.py inkoop --db '{url}' demo --headless
"""

import subprocess
import sys

from inkoop_core.testing.postgres import running_server


def main(command: list[str]) -> int:
    with running_server() as server:
        url = server.url(server.create())
        return subprocess.run([word.replace("{url}", url) for word in command], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
