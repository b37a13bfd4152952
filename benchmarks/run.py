"""`make bench`: every figure, each in a process of its own so that peak memory is its own."""

import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from benchmarks.measure import machine, say

PARTS = (
    "approving",
    "rebuilding",
    "million",
    "card",
    "first_byte",
    "importing",
    "relaying",
    "sheets",
    "pages",
)


def main() -> int:
    if len(sys.argv) == 2:
        return _one(sys.argv[1])
    print(machine())
    codes = [
        subprocess.run([sys.executable, "-m", "benchmarks.run", part], check=False).returncode
        for part in PARTS
    ]
    return max(codes)


def _one(part: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        figures = import_module(f"benchmarks.{part}").run(Path(folder))
    return 0 if say(figures) else 1


if __name__ == "__main__":
    sys.exit(main())
