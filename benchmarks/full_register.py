"""Read models of any size without the log behind them: for pages, which ask nothing else."""

from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Any

from sqlalchemy import Connection, insert

from projections.queue_board.tables import jobs
from projections.register.tables import documents
from tests.support.office import CURUG, DINAS, KELAPA_DUA

SHARES = {
    "handed_over": 92,
    "printed": 3,
    "complete": 3,
    "incomplete": 1,
    "approved": 1,
}
"""Of a hundred documents, once an office has worked for some months."""
PART = 5_000
Row = dict[str, Any]


def fill(connection: Connection, number: int, seed: int = 1) -> None:
    """`number` documents of three offices, with their jobs."""
    draw = Random(seed)  # noqa: S311 - seeded draws
    made = _documents(draw, number)
    while part := list(islice(made, PART)):
        connection.execute(insert(documents), [_whole(documents, row) for row, _ in part])
        found = [_whole(jobs, job) for _, job in part if job is not None]
        connection.execute(insert(jobs), found)


def _whole(table: Any, row: Row) -> Row:
    """Columns not named take their defaults, as a projector has them."""
    defaults = {c.name: c.default.arg if c.default is not None else None for c in table.columns}
    return {**defaults, **row}


def _documents(draw: Random, number: int) -> Iterator[tuple[Row, Row | None]]:
    stages = draw.choices(list(SHARES), list(SHARES.values()), k=number)
    for at, stage in enumerate(stages):
        moment = f"2026-{draw.randint(1, 10):02d}-{draw.randint(1, 28):02d}T0{at % 10}:00:00.000Z"
        shared = {
            "document": f"{at:032x}",
            "kind": "ktp_el",
            "cause": "first",
            "office": draw.choice([CURUG, KELAPA_DUA, DINAS]),
            "complete_since": moment,
            "changed_at": moment,
        }
        reference = f"P-{at // 3}" if at % 30 < 3 else None
        job = f"{at + 10**9:032x}" if stage in ("handed_over", "printed", "approved") else None
        document = {**_document(at, stage, job, shared), "source_ref": reference}
        yield document, _job(draw, stage, job, shared)


def _document(at: int, stage: str, job: str | None, shared: Row) -> Row:
    made = job is not None and stage != "approved"
    return {
        **shared,
        "receipt": f"CTK-261001-{at:05d}-X",
        "stage": stage,
        "name": f"BUDI CONTOH {at}",
        "nik": f"36031715030890{at % 100:02d}",
        "enroller": "e",
        "status_word": "PRINT_READY_RECORD",
        "digest": "d" * 64,
        "requested_at": shared["changed_at"],
        "print_job": job,
        "serial": f"{at:08d}" if made else None,
        "printed_at": shared["changed_at"] if made else None,
        "lies_at": shared["office"],
        "status_code": f"{at:026d}",
    }


def _job(draw: Random, stage: str, job: str | None, shared: Row) -> Row | None:
    if job is None:
        return None
    status = draw.choice(["pending", "held", "leased"]) if stage == "approved" else "printed"
    moment = shared["changed_at"]
    return {
        **shared,
        "print_job": job,
        "status": status,
        "not_before": moment,
        "queued_at": moment,
        "approver": "a",
        "holds": ["data"] if status == "held" else [],
        "attempts": {},
    }
