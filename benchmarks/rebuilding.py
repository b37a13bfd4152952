"""Rebuilding two views from 300,000 events, against raw read and orjson decode."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import orjson

from application.database import open_sqlite
from application.registry.mapper import Recorded, SealingMapper
from application.registry.reader import LogReader
from benchmarks.measure import Figure, peak_mib, seconds
from domain.documents import events as doc
from domain.enrolment import events as enrolment
from domain.event import By, Event
from domain.printing import events as job
from domain.stock import events as stock
from projections.folding import View
from projections.queue_board.projector import QUEUE_BOARD
from projections.rebuild import Rebuilder
from projections.register.projector import REGISTER
from projections.runner import BatchRunner, mark
from tests.support.office import CURUG, Office

CARDS = 20_000
EVENTS_A_CARD = 15
SHARES = {QUEUE_BOARD.name: 0.25, REGISTER.name: 0.15}
SPACE = UUID(int=7)
FIELDS: dict[str, str | None] = {
    "name": "BUDI CONTOH",
    "birth_date": "2008-03-04",
    "sex": "L",
    "address": "JL CONTOH 1",
    "religion": "ISLAM",
}


def run(folder: Path) -> list[Figure]:
    office = Office(folder / "rebuilding")
    fill(office)
    log = office.installation.log
    limit = _raw(log)
    figures = [_rebuild(office, view, folder, limit) for view in (QUEUE_BOARD, REGISTER)]
    office.close()
    return figures


def _rebuild(office: Office, view: View, folder: Path, limit: float) -> Figure:
    engine = open_sqlite(folder / f"views-{view.name}.sqlite")
    log, keys = office.installation.log, office.centre.keys
    BatchRunner((view,), engine, log, keys)
    reader = LogReader(log)
    last = reader.last()
    reader.close()
    with engine.begin() as connection:
        mark(engine, connection, view.name, last, None)
    keys.forget()
    took = seconds(lambda: Rebuilder(engine, log, keys).run(view, swap=True))
    engine.dispose()
    rate, share = last / took, SHARES[view.name]
    return Figure(
        name=f"rebuild {view.name}, {last:,} events",
        value=f"{rate:,.0f}/s ({took:.1f} s, peak {peak_mib()} MiB)",
        limit=f"{limit:,.0f}/s raw read + orjson decode",
        share=f"{rate / limit:.0%}",
        target=f"{share:.0%}",
        met=rate / limit >= share,
    )


def _raw(log: Path) -> float:
    """Events per second of reading pages and decoding every one."""

    def read() -> None:
        reader = LogReader(log)
        after = 0
        while page := reader.page(after):
            for row in page:
                orjson.loads(row.state)
            after = page[-1].position
        reader.close()

    reader = LogReader(log)
    last = reader.last()
    reader.close()
    return last / min(seconds(read) for _ in range(3))


def fill(office: Office, first: int = 0, cards: int = CARDS) -> None:
    """Whole lives of cards, mapped and sealed as the registry does, stored in bulk."""
    mapper = SealingMapper(office.centre.keys, office.identifiers)
    connection = sqlite3.connect(office.installation.log)
    for start in range(first, first + cards, 1000):
        numbers = range(start, start + 1000)
        sealed = [f"{kind}{n}" for n in numbers for kind in ("enrolment", "document")]
        office.centre.keys.ensure(_id(name).hex for name in sealed)
        rows = [row for group in _interleaved(numbers) for row in group]
        stored = [mapper.to_stored_event(recorded) for recorded in rows]
        connection.executemany(
            "INSERT INTO stored_events VALUES (?,?,?,?)",
            [(_hex(s.originator_id), s.originator_version, s.topic, s.state) for s in stored],
        )
        connection.commit()
    connection.close()


def _hex(stream: Any) -> str:
    return str(stream.hex)


def _id(name: str) -> UUID:
    return uuid5(SPACE, name)


def _interleaved(numbers: range) -> Iterator[list[Any]]:
    """The cards of one batch are handled together, step by step, as in an office."""
    lives = [list(_life(n)) for n in numbers]
    for step in range(len(lives[0])):
        yield [life[step] for life in lives]


def _life(n: int) -> Iterator[Recorded]:
    at = f"2026-11-25T03:{n % 60:02d}:00.000Z"
    by = By(actor="a" * 32, actor_person="p" * 64, recorded_at=at, occurred_at=at)
    names = {kind: _id(f"{kind}{n}") for kind in ("enrolment", "document", "job", "box")}
    versions: dict[str, int] = {}
    for kind, event in _events(n, by, {kind: stream.hex for kind, stream in names.items()}):
        versions[kind] = versions.get(kind, 0) + 1
        yield Recorded(names[kind], versions[kind], event)


def _events(n: int, by: By, ids: dict[str, str]) -> Iterator[tuple[str, Event]]:
    nik = f"360317040308{n:04d}"[:16]
    serial = f"{74_000_000 + n}"
    one: dict[str, Any] = {
        "by": by,
        "office": CURUG,
        "serials": [[serial, serial]],
        "count": 1,
    }
    under: dict[str, Any] = {"print_job": ids["job"], "attempt": "1.1"}
    yield "enrolment", enrolment.Captured(by=by, office=CURUG, source="s", nik=nik, fields=FIELDS)
    yield (
        "enrolment",
        enrolment.StatusObserved(
            by=by,
            status="PRINT_READY_RECORD",
            source="s",
            seen_at=by.recorded_at,
            document=ids["document"],
        ),
    )
    yield (
        "document",
        doc.Requested(
            by=by,
            kind="ktp_el",
            cause="first",
            office=CURUG,
            receipt=f"CTK-{n}",
            old_card="never_had",
            nik=nik,
            fields=FIELDS,
            enrolment=ids["enrolment"],
        ),
    )
    yield (
        "document",
        doc.Completed(by=by, digest="d" * 64, template="t", salt="5" * 32, fields=FIELDS),
    )
    yield (
        "document",
        doc.Approved(by=by, digest="d" * 64, template="t", print_job=ids["job"]),
    )
    yield (
        "job",
        job.Queued(
            by=by,
            document=ids["document"],
            office=CURUG,
            kind="ktp_el",
            cause="first",
            not_before=by.recorded_at,
            complete_since=by.recorded_at,
        ),
    )
    yield (
        "job",
        job.Leased(by=by, lease=1, station="s" * 32, operator="o" * 32, payload_digest="d" * 64),
    )
    yield (
        "job",
        job.AttemptStarted(
            by=by,
            attempt="1.1",
            lease=1,
            printer="Kartu 1",
            payload_digest="d" * 64,
            box=ids["box"],
            expected_serial=serial,
        ),
    )
    received = {"moved_from": "received", "moved_to": "on_shelf", **one}
    yield (
        "box",
        stock.Received(
            **received,
            kind="ktp_el",
            numbered=True,
            batch="b",
            version="5",
            funder="f",
            source="supplier",
            stated=1,
            letter="l",
        ),
    )
    yield "box", stock.BlankTaken(**one, moved_from="on_shelf", moved_to="unsettled", **under)
    yield (
        "job",
        job.AttemptPrinted(by=by, attempt="1.1", method="assumed", observed_serial=serial),
    )
    yield "box", stock.BlankPrinted(**one, moved_from="unsettled", moved_to="printed", **under)
    yield (
        "document",
        doc.Printed(
            by=by, print_job=ids["job"], attempt="1.1", payload_digest="d" * 64, serial=serial
        ),
    )
    yield (
        "box",
        stock.Counted(
            by=by, office=CURUG, place="at_station", counted=1, computed=1, recount=False
        ),
    )
    yield (
        "document",
        doc.HandedOver(by=by, entitlement="self", old_card="never_had", collector={}),
    )
