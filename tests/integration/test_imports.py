"""Imports without their thread: a test turns the handle. One at a time, stopped, failed, ended."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from structlog.testing import capture_logs

from application.enrolling import Into
from application.importing.jobs import Busy, Gone, Imports
from application.importing.taking import Kind
from application.importing.uploads import Uploads
from tests.support.lists import persons
from tests.support.office import DINAS, Office
from tests.unit.importing.lists import person


class Bench:
    """`at_each_save` is told of every save, in the middle of an import."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office = office
        self.uploads = Uploads(folder)
        self.at_each_save: Callable[[], None] = lambda: None
        self.imports = Imports(office.centre, self.uploads, self._tell)

    def _tell(self) -> None:
        self.at_each_save()

    def offer(self, owner: str, content: bytes) -> Any:
        path = self.uploads.new()
        path.write_bytes(content)
        into = Into(office=DINAS, source="daftar.csv")
        return self.imports.offer(owner, Kind.ENROLMENTS, into, path)

    def start(self, job: Any) -> None:
        order = self.office.order(self.office.staff.enroller)
        self.imports.start(job.owner, job.id, order)


@pytest.fixture
def bench(office: Office, tmp_path: Path) -> Bench:
    return Bench(office, tmp_path / "unggahan")


def test_imports_go_one_after_another(bench: Bench) -> None:
    first, second = bench.offer("a", persons(1)), bench.offer("b", persons(2))
    bench.start(first)
    bench.start(second)
    bench.start(second)
    waits = [bench.imports.others(owner) for owner in "abc"]
    bench.imports.turn()
    between = [first.stage, second.stage]
    turns = [bench.imports.turn(), bench.imports.turn()]

    assert [0, 1, 2] == waits
    assert ["done", "waiting"] == between
    assert ([0.0, None], "done") == (turns, second.stage)
    assert (2, 0) == (bench.office.topics().count("enrolment.captured"), bench.imports.others("c"))


def test_a_running_import_is_not_replaced_but_stopped(bench: Bench) -> None:
    """After the rows at hand; the same list again takes the rest."""
    content = persons(*range(1_200))
    job = bench.offer("a", content)
    refused: list[type[Exception]] = []

    def stop() -> None:
        if not job.stopping:
            with pytest.raises(Busy):
                bench.offer("a", persons(1))
            refused.append(Busy)
            bench.imports.drop("a", job.id)

    bench.at_each_save = stop
    bench.start(job)
    bench.imports.turn()
    bench.at_each_save = lambda: None
    again = bench.offer("a", content)
    bench.start(again)
    bench.imports.turn()

    assert ([Busy], "stopped", 500) == (refused, job.stage, job.saved)
    told = again.outcome
    assert (1_200, 700, 500) == (told.rows, told.imported, told.duplicates)
    with pytest.raises(Gone):
        bench.imports.drop("a", job.id)


def test_a_fault_ends_the_import_and_says_no_cell(bench: Bench) -> None:
    def fail() -> None:
        if job.stage == "running":
            raise RuntimeError(person(1))

    bench.at_each_save = fail
    job = bench.offer("a", persons(*range(600)))
    bench.start(job)
    with capture_logs() as said:
        bench.imports.turn()

    assert ("failed", 500) == (job.stage, job.saved)
    assert [("import_failed", "RuntimeError")] == [(one["event"], one["error"]) for one in said]
    assert person(1)[:16] not in str(said)
    assert not job.path.exists()


def test_what_a_crash_left_goes_at_the_next_start(bench: Bench) -> None:
    bench.offer("a", persons(1))
    path = bench.uploads.new()
    bench.imports.begin(lambda: None, lambda: False)

    assert [] == list(path.parent.iterdir())


def test_a_process_that_ends_waits_for_the_rows_at_hand_only(
    office: Office, tmp_path: Path
) -> None:
    ending = Event()
    bench = Bench(office, tmp_path / "unggahan")
    bench.at_each_save = ending.set
    bench.imports.begin(lambda: None, ending.is_set)
    job = bench.offer("a", persons(*range(1_200)))
    bench.start(job)
    bench.imports.turn()

    assert ("stopped", 500) == (job.stage, job.saved)
