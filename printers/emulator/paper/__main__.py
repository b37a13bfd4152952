"""Runs the emulator: `python -m printers.emulator.paper --port N --out DIR`."""

import argparse
from pathlib import Path

from printers.emulator.paper.server import FORMATS, run_paper_emulator


def main() -> None:
    parser = argparse.ArgumentParser(prog="printers.emulator.paper")
    parser.add_argument("--port", type=int, required=True, help="loopback port to listen on")
    parser.add_argument("--out", type=Path, required=True, help="record and documents")
    parser.add_argument("--control", type=Path, help="unix socket for hands and faults")
    parser.add_argument("--format", action="append", choices=FORMATS, help="default: all of them")
    given = parser.parse_args()
    run_paper_emulator(given.port, given.out, given.control, tuple(given.format or FORMATS))


if __name__ == "__main__":
    main()
