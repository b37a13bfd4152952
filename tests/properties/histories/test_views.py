"""Read models against the domain over random days; rebuild equals live; a poison event stops."""

from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from application import approving, settling, stocking
from application.database import open_sqlite
from application.registry.reader import LogReader
from domain.event import StreamId
from domain.printing.state import Outcome, PrintJob
from domain.stations import facts as f
from projections.queue_board.tables import jobs
from projections.rebuild import Rebuilder
from projections.register.tables import documents
from projections.runner import BatchRunner
from projections.stock import queries as stock
from projections.stock.tables import boxes
from projections.views import VIEWS
from tests.support.office import Office

STEPS = 40


def random_day(office: Office, seed: int) -> None:
    """Approvals, prints, doubts, looks, settlements, reprints, returns, in any order."""
    draw = Random(seed)
    box = office.open_box()
    office.journal.open_shift()
    waiting: list[StreamId] = []
    for _ in range(STEPS):
        act = draw.choice(("approve", "approve", "print", "print", "return", "hold", "tend", "say"))
        if act == "approve":
            waiting.append(office.approve(office.complete()))
        elif waiting and act == "print":
            print_one(office, draw, waiting.pop(0), box)
        elif act == "say":
            say_of_the_box(office, draw, box)
        elif waiting and act == "return":
            document = StreamId(office.job(waiting.pop()).document)
            order = office.order(office.staff.approver)
            approving.send_back(office.centre, order, document, "incomplete", "lain", "salah")
        elif waiting and act == "hold":
            head = office.staff.head
            approving.hold(office.centre, office.order(head), waiting[-1], "cek", "cek")
            approving.release(office.centre, office.order(head), waiting[-1], "cek")


def say_of_the_box(office: Office, draw: Random, box: StreamId) -> None:
    """One that is not there, one that turns up again, one spoiled by hand, the box given back."""
    state = office.centre.registry.load(box).state
    here = list(state.with_the_body())
    missing = [one for one, spot in state.elsewhere.items() if spot.place == "missing"]
    said: dict[str, f.Fact] = {
        "scanned": f.BoxScanned(box=box, present=[*here[1:], *missing[1:]]),
        "found": f.BlankFound(box=box, usable=draw.random() < 0.5, serial=(missing or here)[0]),
        "spoiled": f.BlankSpoiled(box=box, cause="damaged", serial=here[-1]),
        "handed_back": f.BoxHandedBack(box=box, counted=len(here)),
    }
    office.journal.post(said[draw.choice((*said, "scanned", "found"))])
    if office.centre.registry.load(box).state.stage == "shelved":
        order = office.order(office.staff.store_curug)
        stocking.open_at_printer(office.centre, order, box, office.station, "Kartu 1")


def print_one(office: Office, draw: Random, job: StreamId, box: StreamId) -> None:
    office.lease(job, box)
    serial = office.centre.registry.load(box).state.next_serial()
    office.journal.start(job, box, serial)
    end = draw.choice(("good", "good", "jam", "untouched", "doubt"))
    if end == "good":
        office.journal.printed(job)
    elif end == "jam":
        office.journal.post(
            f.AttemptSpoiled(print_job=job, attempt="1.1", method="scan", cause="print_failed")
        )
    elif end == "untouched":
        office.journal.post(f.AttemptUntouched(print_job=job, attempt="1.1", counters={}))
    else:
        doubt(office, draw, job, serial)


def doubt(office: Office, draw: Random, job: StreamId, serial: str) -> None:
    office.journal.post(f.AttemptUnknown(print_job=job, attempt="1.1", reason="no_outcome"))
    seen = draw.choice(sorted(f.SEEN))
    office.journal.post(
        f.AttemptSeen(
            print_job=job,
            attempt="1.1",
            seen=seen,
            method="scan",
            observed_serial=None if seen == "absent" else serial,
        )
    )
    if draw.random() < 0.7:
        settling.settle(office.centre, office.order(office.staff.second), job, "1.1", seen)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_views_say_what_the_domain_says(office: Office, seed: int) -> None:
    print(f"seed {seed}")
    random_day(office, seed)
    office.installation.runner.run_once()
    outcomes: set[Outcome] = set()
    with office.installation.views.connect() as connection:
        for row in connection.execute(select(jobs)).mappings():
            job = office.job(row["print_job"])
            outcomes |= {attempt.outcome for attempt in job.attempts.values()}

            assert isinstance(job, PrintJob)
            assert job.status == row["status"]
            assert job.key is None or row["status"] in ("awaiting_reprint", "unknown")
        for row in connection.execute(select(documents)).mappings():
            assert office.document(row["document"]).stage == row["stage"]
        for row in connection.execute(select(boxes)).mappings():
            box = office.centre.registry.load(row["box"]).state

            assert (box.remaining(), box.next_serial()) == (row["remaining"], row["next_serial"])
        live = stock.by_office(connection)
    reader = LogReader(office.installation.log)

    assert stock.as_of(reader) == live
    reader.close()
    assert len(outcomes) > 2


def test_a_rebuild_equals_live_in_pages_of_any_size(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random_day(office, 4)
    office.installation.runner.run_once()
    keys, log = office.centre.keys, office.installation.log
    rebuilder = Rebuilder(office.installation.views, log, keys)
    compared = [rebuilder.run(view, swap=False) for view in VIEWS]
    monkeypatch.setattr("projections.runner.PAGE", 7)
    engine = open_sqlite(tmp_path / "small-pages.sqlite")
    BatchRunner(VIEWS, engine, log, keys).run_once()
    small = [Rebuilder(engine, log, keys).run(view, swap=True) for view in VIEWS]
    engine.dispose()

    assert all(one.equal for one in compared)
    assert [one.live for one in compared] == [one.live for one in small]


def test_an_event_that_cannot_be_applied_stops_its_view_and_no_other(office: Office) -> None:
    office.printed_card()
    office.installation.runner.run_once()
    with office.centre.registry.claiming.datastore.transaction(commit=True) as c:
        c.execute(
            "INSERT INTO stored_events VALUES (?,1,'document.requested',?)", ("e" * 32, b"{}")
        )
    office.installation.runner.run_once()
    stopped = {at.view: at.stopped for at in office.installation.runner.progress() if at.stopped}

    assert {"figures", "history", "register"} == set(stopped)
    assert "document.requested" in str(stopped["register"])
    before = office.installation.runner.progress()
    office.complete()
    office.installation.runner.run_once()
    after = office.installation.runner.progress()

    assert [at.position for at in before if at.stopped] == [
        at.position for at in after if at.stopped
    ]
