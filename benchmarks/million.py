"""Every view rebuilt from a million events: its peak memory, and how much faster than one by one.

The rebuild is what `terbit project rebuild` does, in a process of its own, and its peak is that
process's. The loop does the same work on 20,000 events of the same log: the same views, the same
handlers, the same upserts, and a rebuild afterwards must find the rows that it wrote.
`TERBIT_BENCH_LOGS` names a folder in which the log is kept for the next run.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson

from benchmarks.big_log import make
from benchmarks.measure import Figure
from benchmarks.one_by_one import Loop
from projections.views import VIEWS
from terbit.settings import Settings
from terbit.wiring import open_installation

EVENTS = 1_000_000
LOOP_FROM, LOOP_EVENTS = 100_001, 20_000
LIMIT_MIB, TIMES = 300, 20
TOGETHER = "all views"
HELD = ("queue_board", "register", TOGETHER)
"""Which must reach the target; the other views are only told."""


def run(folder: Path) -> list[Figure]:
    home = make(Path(os.environ.get("TERBIT_BENCH_LOGS", folder)), EVENTS)
    rebuilt = _rebuilt(home)
    alone = _one_by_one(home, folder)
    return [_memory(rebuilt), *_speeds(rebuilt["seconds"], alone)]


def _rebuilt(home: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.rebuild_all", str(home)]
    made = subprocess.run(command, check=True, capture_output=True)
    found: dict[str, Any] = orjson.loads(made.stdout)
    return found


def _one_by_one(home: Path, folder: Path) -> dict[str, float]:
    """Seconds per event by view."""
    installation = open_installation(Settings(dir=home))
    loop = Loop(installation=installation, first=LOOP_FROM, count=LOOP_EVENTS)
    took = {}
    for view in VIEWS:
        took[view.name], equal = loop.run(view, folder)
        assert equal, f"{view.name}: not the same work"
    installation.close()
    return took


def _memory(rebuilt: dict[str, Any]) -> Figure:
    peak = max(rebuilt["peaks"].values())
    return Figure(
        name=f"rebuild of all {len(VIEWS)} views, {EVENTS:,} events",
        value=f"peak {peak} MiB ({sum(rebuilt['seconds'].values()):.0f} s)",
        limit=f"{rebuilt['opened']} MiB with the installation open",
        share="",
        target=f"{LIMIT_MIB} MiB",
        met=peak < LIMIT_MIB,
    )


def _speeds(rebuilt: dict[str, float], alone: dict[str, float]) -> list[Figure]:
    """By view, and of an event through all of them, one view after another."""
    together = _speed(TOGETHER, sum(rebuilt.values()), sum(alone.values()))
    return [*(_speed(name, rebuilt[name], alone[name]) for name in rebuilt), together]


def _speed(name: str, took: float, each: float) -> Figure:
    times = each * EVENTS / took
    return Figure(
        name=f"rebuild {name}, against one event by one",
        value=f"{EVENTS / took:,.0f}/s",
        limit=f"{1 / each:,.0f}/s read, map, upsert, track, commit",
        share=f"{times:.0f} times",
        target=f"{TIMES} times" if name in HELD else "",
        met=name not in HELD or times >= TIMES,
    )
