"""Timing, percentiles, peak memory, and how a figure is said."""

import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One line: what was measured, its limit of the same run, what it should reach."""

    name: str
    value: str
    limit: str
    share: str
    target: str
    met: bool


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def percentile(values: list[float], share: float) -> float:
    """Nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def peak_mib() -> int:
    """Peak resident memory of this process; `ru_maxrss` would begin with the parent's."""
    status = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) // 1024


def machine() -> str:
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    version = sys.version.split()[0]
    return f"{os.cpu_count()} cores, {model}, {memory} GiB, Python {version}"


def say(figures: list[Figure]) -> bool:
    """A table on stdout; True when every target was met."""
    rows = [("figure", "measured", "limit in the same run", "share", "target", "")]
    rows += [
        (f.name, f.value, f.limit, f.share, f.target, "met" if f.met else "MISSED") for f in figures
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(6)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
    return all(figure.met for figure in figures)
