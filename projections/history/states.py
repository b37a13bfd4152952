"""How far a document or a print job is after each event: by the rules of their own read models."""

from collections.abc import Mapping
from typing import Any

from domain.documents.state import TRANSITIONS
from projections.folding import Entry, Folding, Row, Rows
from projections.queue_board.projector import QUEUE_BOARD
from projections.queue_board.tables import jobs

NEXT = {
    (None if before is None else f"document:{before.value}", event.TOPIC): f"document:{after.value}"
    for (before, event), after in TRANSITIONS.items()
}
_NEW_JOB = {column.name: column.default.arg if column.default else None for column in jobs.columns}  # type: ignore[attr-defined]


class _OneJob(Rows):
    """The table of the queue board with one row in it."""

    def __init__(self, row: Row | None) -> None:
        self.row = row

    def get(self, *_key: Any) -> Row | None:
        return self.row

    def edit(self, *_key: Any) -> Row | None:
        return self.row

    def put(self, **values: Any) -> Row:
        self.row = {**_NEW_JOB, **values}
        return self.row


class _Board(Folding):
    def __init__(self, job: _OneJob) -> None:
        self.rows: Mapping[str, Rows] = {"queue_jobs": job}  # type: ignore[assignment]


def word_after(row: Row, entry: Entry) -> str | None:
    """The state of the stream from this event on; keeps what a job is made of in its row."""
    if entry.topic.startswith("document."):
        return NEXT.get((row["word"], entry.topic), row["word"])
    if not entry.topic.startswith("print_job."):
        return None
    held = _OneJob(row["job"])
    handler = QUEUE_BOARD.handlers.get(entry.topic)
    if handler is not None:
        handler(_Board(held), entry)
    row["job"] = held.row
    return f"print_job:{held.row['status']}" if held.row else None
