"""What does not go on, by cause: computed from the queue and the register, never stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from projections.queue_board.queries import UNDER_WAY, Waiting, ipp
from projections.queue_board.tables import jobs
from projections.register.tables import documents

Row = dict[str, Any]
OF_DOCUMENTS = ("incomplete", "returned", "too_young", "approval")
OF_WAITS = {
    "job-hold-until-specified": "window",
    "service-off-line": "frozen",
    "not-in-turn": "not_in_turn",
    "applicant-absent": "applicant_absent",
    "resources-are-not-ready": "no_blanks",
    "none": "waiting",
}
OF_STATUS = {
    "held": "held",
    "leased": "at_station",
    "printing": "at_station",
    "unknown": "unknown",
    "awaiting_reprint": "reprint",
}
CAUSES = (
    *("incomplete", "returned", "approval", "too_young", "frozen", "no_blanks", "not_in_turn"),
    *("applicant_absent", "held", "unknown", "reprint", "waiting", "at_station", "window"),
)
UNSAID = {"cancel_then": None, "holds": (), "seen": None}
"""What a job that waits says nothing by."""

ALIKE = (jobs.c.office, jobs.c.kind, jobs.c.cause, jobs.c.status, jobs.c.called)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """The moment, and what waits depend on."""

    waiting: Waiting
    today: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Documents or jobs that wait for the same reason at one place."""

    cause: str
    office: str
    count: int
    fits: ColumnElement[bool]


def cause_of(job: Row, scene: Scene) -> str:
    """By the rule of the queue page."""
    status = job["status"]
    if status != "pending":
        return OF_STATUS[status]
    _, reasons = ipp({**UNSAID, **job}, scene.waiting)
    return OF_WAITS[reasons[0]]


def groups(connection: Connection, offices: Sequence[str], scene: Scene) -> list[Group]:
    """Aggregated in the database: one row for what is alike."""
    return [*_documents(connection, offices, scene), *_jobs(connection, offices, scene)]


def _documents(connection: Connection, offices: Sequence[str], scene: Scene) -> Iterator[Group]:
    incomplete = documents.c.stage == "incomplete"
    complete = documents.c.stage == "complete"
    returned = documents.c.returned_code.is_not(None)
    young = and_(documents.c.not_before.is_not(None), documents.c.not_before > scene.today)
    fitting = {
        "incomplete": and_(incomplete, ~returned),
        "returned": and_(incomplete, returned),
        "too_young": and_(complete, young),
        "approval": and_(complete, or_(documents.c.not_before.is_(None), ~young)),
    }
    for cause, fits in fitting.items():
        query = (
            select(documents.c.office, func.count())
            .where(documents.c.office.in_(offices), fits)
            .group_by(documents.c.office)
        )
        for office, count in connection.execute(query):
            here = and_(documents.c.office == office, fits)
            yield Group(cause=cause, office=office, count=count, fits=here)


def _jobs(connection: Connection, offices: Sequence[str], scene: Scene) -> Iterator[Group]:
    early = (jobs.c.not_before > scene.waiting.now).label("early")
    query = (
        select(*ALIKE, early, func.count().label("count"), func.min(jobs.c.not_before).label("at"))
        .where(jobs.c.office.in_(offices), jobs.c.status.in_(UNDER_WAY))
        .group_by(*ALIKE, early)
    )
    for row in connection.execute(query).mappings():
        alike = [column == row[column.name] for column in ALIKE]
        fits = and_(*alike, early if row["early"] else ~early)
        cause = cause_of({**row, "not_before": row["at"]}, scene)
        yield Group(cause=cause, office=row["office"], count=row["count"], fits=fits)


def listed(
    connection: Connection, found: Sequence[Group], limit: int, offset: int = 0
) -> list[Row]:
    """The documents of groups, the longest waiting first."""
    if not found:
        return []
    if found[0].cause in OF_DOCUMENTS:
        since: ColumnElement[Any] = func.coalesce(
            documents.c.complete_since, documents.c.requested_at
        )
        query = select(
            documents.c.document, documents.c.receipt, documents.c.kind, documents.c.office,
            since.label("since"),
        )  # fmt: skip
    else:
        since = jobs.c.complete_since
        query = select(
            jobs.c.document, documents.c.receipt, jobs.c.kind, jobs.c.office, since.label("since")
        ).join(documents, documents.c.document == jobs.c.document)
    query = query.where(or_(*(group.fits for group in found)))
    query = query.order_by(since, documents.c.document).limit(limit).offset(offset)
    return [dict(row) for row in connection.execute(query).mappings()]


def causes_of(connection: Connection, streams: Sequence[str], scene: Scene) -> dict[str, str]:
    """Document -> why it does not go on."""
    query = select(documents, jobs.c.status, *(_of_job(name) for name in NEEDED)).join(
        jobs, jobs.c.print_job == documents.c.print_job, isouter=True
    )
    query = query.where(documents.c.document.in_(streams))
    return {
        row["document"]: _cause(dict(row), scene) for row in connection.execute(query).mappings()
    }


NEEDED = ("office", "kind", "cause", "called", "not_before")


def _of_job(name: str) -> Any:
    return jobs.c[name].label(f"job_{name}")


def _cause(row: Row, scene: Scene) -> str:
    if row["stage"] == "approved" and row["status"] in (*OF_STATUS, "pending"):
        job = {name: row[f"job_{name}"] for name in NEEDED}
        return cause_of({**job, "status": row["status"]}, scene)
    return "too_young" if (row["not_before"] or "") > scene.today else "approval"
