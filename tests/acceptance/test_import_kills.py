"""kill -9 of `terbit import enrolments` in the middle: again, and it goes on where it was."""

import json
import signal
import sqlite3
import subprocess
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from application.enrolling import enrolments_of
from terbit.demo.children import terbit
from terbit.settings import Settings
from terbit.wiring import open_installation
from tests.support.live import until
from tests.unit.importing.lists import HEAD, person

ROWS = 3_000
KILLS = 3
BAD = range(0, ROWS, 100)


@pytest.fixture
def list_of_persons(tmp_path: Path) -> Path:
    path = tmp_path / "daftar.csv"
    rows = [person(at, sex="X") if at in BAD else person(at) for at in range(ROWS)]
    path.write_text("\n".join([HEAD, *rows, ""]))
    return path


def test_a_killed_import_is_finished_by_the_next_and_takes_nobody_twice(
    tmp_path: Path, list_of_persons: Path
) -> None:
    place = tmp_path / "terbit"
    made = subprocess.run(terbit("init", "--dir", str(place), "--office", "3603"), check=True)
    words = ("import", "enrolments", str(list_of_persons), "--office", "3603", "--dir", str(place))
    assert made.returncode == 0

    left = [0]
    for _ in range(KILLS):
        left.append(_killed_after_some(place, words, left[-1]))
    report = _report(words)
    again = _report(words)

    # The fault must have fired: each kill left something, and none left everything.
    assert sorted(set(left)) == left
    assert left[-1] < ROWS - len(BAD)
    good = ROWS - len(BAD)
    assert (ROWS, good - left[-1], left[-1]) == _sums(report)
    assert (ROWS, 0, good) == _sums(again)
    assert [at + 2 for at in BAD] == [problem["line"] for problem in report["rejected"]]
    assert report["rejected"] == again["rejected"]
    assert good == _captured(place)
    assert {1: good} == _recordings_of_each(place)


def _killed_after_some(place: Path, words: tuple[str, ...], before: int) -> int:
    """Rows in the registry after a kill that came when more than before were there."""
    process = subprocess.Popen(terbit(*words), stdout=subprocess.DEVNULL)
    try:
        until(lambda: _captured(place) > before, "the import to take some")
    finally:
        process.kill()
        ended = process.wait()

    assert ended == -signal.SIGKILL, "the import was over before the kill"

    return _captured(place)


def _report(words: tuple[str, ...]) -> dict[str, Any]:
    done = subprocess.run(terbit(*words, "--json"), capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _sums(report: dict[str, Any]) -> tuple[int, int, int]:
    return report["rows"], report["imported"], report["duplicates"]


def _captured(place: Path) -> int:
    """Counted in the log itself, beside whoever writes it."""
    with closing(sqlite3.connect(f"file:{place / 'events.sqlite'}?mode=ro", uri=True)) as log:
        query = "SELECT COUNT(*) FROM stored_events WHERE topic LIKE 'enrolment.captured%'"
        return int(log.execute(query).fetchone()[0])


def _recordings_of_each(place: Path) -> Counter[int]:
    """How many persons have how many recordings."""
    installation = open_installation(Settings(dir=place, office="3603"))
    niks = [person(at).split(";")[0] for at in range(ROWS) if at not in BAD]
    found = Counter(len(enrolments_of(installation.centre, nik)) for nik in niks)
    installation.close()
    return found
