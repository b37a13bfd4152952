"""What waits, where, and since when: for the public figures and for the report of a freeze."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from projections.people.tables import offices
from projections.queue_board.tables import jobs
from projections.register.tables import documents

Row = dict[str, Any]
NOT_BEGUN = ("pending", "held", "leased")
OF_DOCUMENTS = ("incomplete", "complete", "printed")
OF_JOBS = (*NOT_BEGUN, "printing", "unknown", "awaiting_reprint")
STATES = ("incomplete", "complete", *OF_JOBS, "printed")
"""In the order of the day's work; each document stands in one of them or is over."""


def to_print(connection: Connection) -> list[Row]:
    """Approved and not begun, by office and kind, with how long the oldest has been complete."""
    query = (
        select(
            jobs.c.office,
            jobs.c.kind,
            func.count().label("count"),
            func.min(jobs.c.complete_since).label("since"),
        )
        # The index begins with the office: without one, all that is over would be read too.
        .where(jobs.c.office.in_(select(offices.c.code)), jobs.c.status.in_(NOT_BEGUN))
        .group_by(jobs.c.office, jobs.c.kind)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def backlog(connection: Connection) -> list[Row]:
    """Office, state, count and since when the oldest of them waits; what is over is left out."""
    stage = documents.c.stage
    parts = (
        _by(documents, documents.c.office, stage, ("incomplete",), documents.c.requested_at),
        _by(documents, documents.c.office, stage, ("complete",), documents.c.complete_since),
        _by(documents, documents.c.lies_at, stage, ("printed",), documents.c.printed_at),
        _by(jobs, jobs.c.office, jobs.c.status, OF_JOBS, jobs.c.queued_at),
    )
    return [dict(row) for query in parts for row in connection.execute(query).mappings()]


def _by(
    table: Table,
    office: ColumnElement[str],
    state: ColumnElement[str],
    states: tuple[str, ...],
    since: ColumnElement[str],
) -> Any:
    named = office.label("office"), state.label("state")
    return (
        select(*named, func.count().label("count"), func.min(since).label("since"))
        .select_from(table)
        # The index begins with the office: without one, all that is over would be read too.
        .where(office.in_(select(offices.c.code)), state.in_(states))
        .group_by(office, state)
    )
