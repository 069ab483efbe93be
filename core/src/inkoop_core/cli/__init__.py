"""The command line: `inkoop`."""

import gc
import sys

MANY = 1_000_000
"""Starting makes many objects and hardly any garbage: looking for it at every 700 costs a tenth of the time."""


def main() -> None:
    """Run the command line; what a user can cause ends in a text and exit code 1, wrong use in 2."""
    from inkoop_core.cli.app import cli
    from inkoop_core.cli.terminal import harmless
    from inkoop_core.errors import InkoopError

    gc.set_threshold(MANY)
    try:
        cli(standalone_mode=True)
    except InkoopError as error:
        print(harmless(str(error)), file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        if not error.filename:
            raise
        print(harmless(f"{error.filename}: {error.strerror}. Controleer pad en rechten."), file=sys.stderr)
        sys.exit(1)
