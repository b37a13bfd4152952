"""Runs the emulator: `python -m printers.emulator.card --link PATH --state FILE --out DIR`."""

import argparse
from pathlib import Path

from printers.dialects.evolis.settings import DIALECTS
from printers.emulator.card.server import run_card_emulator


def main() -> None:
    parser = argparse.ArgumentParser(prog="printers.emulator.card")
    parser.add_argument("--link", type=Path, required=True, help="name of the serial line")
    parser.add_argument("--state", type=Path, required=True, help="what outlives the power")
    parser.add_argument("--out", type=Path, required=True, help="record and pictures")
    parser.add_argument("--control", type=Path, help="unix socket for hands and faults")
    parser.add_argument("--dialect", choices=sorted(DIALECTS), default="evolis")
    parser.add_argument("--baud", type=int, default=115_200, help="0 = unpaced")
    given = parser.parse_args()
    run_card_emulator(given.link, given.state, given.out, given.control, given.dialect, given.baud)


if __name__ == "__main__":
    main()
