"""In a process of its own: every view rebuilt and swapped, as `terbit project rebuild` does."""

import sys
from functools import partial
from pathlib import Path

import orjson

from benchmarks.measure import peak_mib, seconds
from benchmarks.one_by_one import last_of
from projections.rebuild import Rebuilder
from projections.runner import mark
from projections.views import VIEWS
from terbit.commands.console import opened
from terbit.settings import Settings
from terbit.wiring import open_installation


def stand_at_the_end(home: Path) -> None:
    """The live views are taken to be at the end of the log, so that a rebuild goes so far."""
    installation = open_installation(Settings(dir=home))
    last = last_of(installation.log)
    with installation.views.begin() as connection:
        for view in VIEWS:
            mark(installation.views, connection, view.name, last, None)
    installation.close()


def rebuild(home: Path) -> None:
    """Prints the seconds and the peak of this process, view by view."""
    installation = opened(home)
    found: dict[str, object] = {"opened": peak_mib()}
    rebuilder = Rebuilder(installation.views, installation.log, installation.centre.keys)
    took, peaks = {}, {}
    for view in VIEWS:
        took[view.name] = seconds(partial(rebuilder.run, view, swap=True))
        peaks[view.name] = peak_mib()
    installation.close()
    print(orjson.dumps({**found, "seconds": took, "peaks": peaks}).decode())


if __name__ == "__main__":
    stand_at_the_end(Path(sys.argv[1]))
    rebuild(Path(sys.argv[1]))
