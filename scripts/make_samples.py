"""Make the sample submissions of the Dalfsen demo: `python scripts/make_samples.py [--out DIR] [--sign]`."""

import argparse
from pathlib import Path

from samples.build import Place, write

DEMO = Path(__file__).parents[1] / "plugins/wmo_begeleiding/src/inkoop_wmo_begeleiding/demo"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=DEMO, metavar="DIR", help="folder that gets packages/ and trust/"
    )
    parser.add_argument(
        "--sign", action="store_true", help="sign again with new keys, also where signed files exist"
    )
    options = parser.parse_args()
    size = write(Place(options.out), sign=options.sign)
    print(f"{size:,} bytes in {options.out / 'packages'}")


if __name__ == "__main__":
    main()
