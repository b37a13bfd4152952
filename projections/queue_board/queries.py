"""What the queue page, the stations and `terbit queue list` ask."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, true

from domain.documents.kinds import KINDS
from domain.printing.state import Status
from projections.queue_board.tables import jobs
from projections.register.queries import ALL, Sought, matches
from projections.register.tables import documents
from projections.stations.queries import open_discrepancies
from projections.stock.tables import boxes

Row = dict[str, Any]
QUEUE_ORDER = (
    jobs.c.rank.desc(),
    jobs.c.complete_since,
    jobs.c.document,
    jobs.c.print_job,
)
"""Who jumped, age of completeness, then the document's id, as the page of approvals has them."""
OVER = ("printed", "cancelled")
UNDER_WAY = tuple(status.value for status in Status if status.value not in OVER)
After = tuple[int, str, str] | None
"""Where a page before ended: rank, `complete_since` and document of its last row."""
ON_CARDS = frozenset(kind.name for kind in KINDS.values() if kind.is_card)


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """What a state depends on that the job itself does not know."""

    now: str
    blanks: frozenset[tuple[str, str]]
    """`(office, kind of document)` with a blank in an open box; paper waits for none."""
    doubted: frozenset[str] = frozenset()
    """Jobs that an open discrepancy speaks of."""
    frozen: frozenset[str] = frozenset()
    """Offices where printing stands still by order."""
    policies: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    """Office -> the classes of its policy in force."""

    def serves(self, row: Row) -> bool:
        classes = self.policies.get(row["office"], ())
        return all(one["served"] or not _is_of(row, one) for one in classes)

    def waits_for_applicant(self, row: Row) -> bool:
        """Of a class that is printed on arrival, and nobody has come yet."""
        classes = self.policies.get(row["office"], ())
        on_arrival = any(one.get("on_arrival") and _is_of(row, one) for one in classes)
        return on_arrival and not row["called"]


def _is_of(row: Row, one: Row) -> bool:
    return (row["kind"], row["cause"]) == (one["kind"], one["cause"])


def ipp(row: Row, waiting: Waiting) -> tuple[int, list[str]]:
    """job-state and job-state-reasons (RFC 8011 5.3.7, 5.3.8; own keywords where it has none)."""
    status = row["status"]
    marked = ["processing-to-stop-point"] if row["cancel_then"] else []
    fixed: dict[str, tuple[int, list[str]]] = {
        "held": (4, ["job-hold-until-specified", *row["holds"]]),
        "leased": (5, ["job-outgoing", *marked]),
        "printing": (5, ["job-printing", *marked]),
        "unknown": (6, ["outcome-seen" if row["seen"] else "outcome-unknown"]),
        "awaiting_reprint": (4, ["aborted-by-system"]),
        "printed": (9, ["job-completed-successfully"]),
    }
    if status == "pending":
        return _pending(row, waiting)
    if status == "cancelled":
        return _cancelled(row)
    if status == "printed" and row["print_job"] in waiting.doubted:
        return 9, ["job-completed-with-warnings"]
    return fixed[status]


def _pending(row: Row, waiting: Waiting) -> tuple[int, list[str]]:
    """Waits are computed, never stored."""
    if row["not_before"] > waiting.now:
        return 4, ["job-hold-until-specified"]
    if row["office"] in waiting.frozen:
        return 4, ["service-off-line"]
    if not waiting.serves(row):
        return 4, ["not-in-turn"]
    if waiting.waits_for_applicant(row):
        return 4, ["applicant-absent"]
    if row["kind"] in ON_CARDS and (row["office"], row["kind"]) not in waiting.blanks:
        return 4, ["resources-are-not-ready"]
    return 3, ["none"]


def _cancelled(row: Row) -> tuple[int, list[str]]:
    if row["cancelled"] == "absent":
        return 8, ["aborted-by-system"]
    who = "operator" if row["cancelled"] == "cancelled" else "user"
    return 7, [f"job-canceled-by-{who}"]


def blanks_at(connection: Connection) -> frozenset[tuple[str, str]]:
    """Offices and kinds of document for which an open box still holds a blank."""
    held = boxes.c.stage == "open", boxes.c.remaining > 0
    query = select(boxes.c.office, boxes.c.kind).where(*held).distinct()
    made_of = {kind.blank_kind: kind.name for kind in KINDS.values() if kind.blank_kind}
    found = connection.execute(query)
    return frozenset((row.office, made_of.get(row.kind, row.kind)) for row in found)


def doubted(connection: Connection) -> frozenset[str]:
    """Jobs with a discrepancy that nobody has closed."""
    found = open_discrepancies(connection)
    named = [row["subject"].get("print_job") or row["detail"].get("print_job") for row in found]
    return frozenset(job for job in named if job)


def _joined() -> Any:
    return select(
        jobs,
        documents.c.receipt,
        documents.c.name,
        documents.c.nik,
        documents.c.source_ref,
        documents.c.requested_at,
    ).join(documents, documents.c.document == jobs.c.document)


def listed(
    connection: Connection,
    offices: Sequence[str] | None = None,
    statuses: Sequence[str] | None = None,
    limit: int = 200,
    sought: Sought = ALL,
    *,
    after: After = None,
) -> list[Row]:
    """Jobs in queue order; of all states, those that are over come after all that are not."""
    query = _joined().where(*_wanted(offices, statuses, sought), _follows(after))
    over = [jobs.c.status.in_(OVER)] if statuses is None else []
    query = query.order_by(*over, *QUEUE_ORDER).limit(limit)
    return [dict(row) for row in connection.execute(query).mappings()]


def listed_count(
    connection: Connection,
    offices: Sequence[str] | None = None,
    statuses: Sequence[str] | None = None,
    sought: Sought = ALL,
) -> int:
    """How many `listed` would find without a limit; names are looked at only for a search."""
    found: Any = select(jobs.c.print_job)
    if sought.text.strip():
        found = _joined()
    query = found.where(*_wanted(offices, statuses, sought)).subquery()
    return int(connection.execute(select(func.count()).select_from(query)).scalar_one())


def _follows(after: After) -> ColumnElement[bool]:
    if after is None:
        return true()
    rank, since, document = after
    later = or_(
        jobs.c.complete_since > since,
        and_(jobs.c.complete_since == since, jobs.c.document > document),
    )
    return or_(jobs.c.rank < rank, and_(jobs.c.rank == rank, later))


def _wanted(
    offices: Sequence[str] | None, statuses: Sequence[str] | None, sought: Sought
) -> list[ColumnElement[bool]]:
    found = [matches(Sought(sought.text))]
    if sought.kind:
        found.append(jobs.c.kind == sought.kind)
    if offices is not None:
        found.append(jobs.c.office.in_(offices))
    if statuses is not None:
        found.append(jobs.c.status.in_(statuses))
    return found


def job(connection: Connection, print_job: str) -> Row | None:
    row = connection.execute(_joined().where(jobs.c.print_job == print_job)).mappings().first()
    return None if row is None else dict(row)


def jobs_of(connection: Connection, document: str) -> list[str]:
    """Every job that a document ever had."""
    query = select(jobs.c.print_job).where(jobs.c.document == document)
    return list(connection.execute(query.order_by(jobs.c.queued_at)).scalars())


def next_release(connection: Connection, office: str, now: str) -> str | None:
    """When the next undo window of a waiting job ends."""
    query = select(func.min(jobs.c.not_before)).where(
        jobs.c.office == office, jobs.c.status == "pending", jobs.c.not_before > now
    )
    found: str | None = connection.execute(query).scalar()
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """A station that asks for work. `person`: its operator; `classes`: of its office's policy."""

    office: str
    station: str
    now: str
    kinds: Collection[str]
    """Kinds of document that its printer can make."""
    person: str | None = None
    classes: Sequence[Row] = ()


def next_pending(connection: Connection, asking: Asking, limit: int) -> list[str]:
    """Jobs it may lease now, in queue order; what is known ahead spares a refusal."""
    closed = [_class(one) for one in asking.classes if not one["served"]]
    absent = [and_(_class(one), ~jobs.c.called) for one in asking.classes if one.get("on_arrival")]
    turns = {number: _class(one) for number, one in enumerate(asking.classes)}
    turn = (
        case(*((of, number) for number, of in turns.items()), else_=len(turns)) if turns else None
    )
    first, *rest = QUEUE_ORDER
    query = (
        select(jobs.c.print_job)
        .where(
            jobs.c.office == asking.office,
            jobs.c.status == "pending",
            jobs.c.kind.in_(asking.kinds),
            jobs.c.not_before <= asking.now,
            or_(jobs.c.station.is_(None), jobs.c.station == asking.station),
            or_(jobs.c.approver.is_(None), jobs.c.approver != (asking.person or "")),
            *(~of for of in (*closed, *absent)),
        )
        .order_by(first, *([] if turn is None else [turn]), *rest)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def _class(one: Row) -> ColumnElement[bool]:
    return and_(jobs.c.kind == one["kind"], jobs.c.cause == one["cause"])


def holds(job: Row, station: str) -> bool:
    """Its live lease is this station's; an attempt of another may be in doubt all the same."""
    return bool(job["lease_live"]) and job["lease_station"] == station


def at_station(connection: Connection, station: str) -> list[Row]:
    """Jobs under a live lease of the station, or with an attempt there not yet settled."""
    query = _joined().where(
        or_(
            and_(jobs.c.lease_station == station, jobs.c.lease_live > 0),
            and_(jobs.c.attempt_station == station, jobs.c.status.in_(("printing", "unknown"))),
        )
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def counts(connection: Connection, offices: Sequence[str]) -> dict[str, int]:
    """Jobs by status, of those that are not over: what is over grows for ever."""
    query = (
        select(jobs.c.status, func.count())
        .where(jobs.c.office.in_(offices), jobs.c.status.in_(UNDER_WAY))
        .group_by(jobs.c.status)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def doubts(connection: Connection, offices: Sequence[str]) -> tuple[int, str | None]:
    """How many nobody has looked at, and since when the oldest of all is in doubt."""
    unseen = func.sum(case((jobs.c.seen.is_(None), 1), else_=0))
    query = select(unseen, func.min(jobs.c.unknown_since)).where(
        *_wanted(offices, ["unknown"], ALL)
    )
    count, oldest = connection.execute(query).one()
    return int(count or 0), oldest


def kinds(
    connection: Connection, offices: Sequence[str], statuses: Sequence[str]
) -> dict[str, int]:
    """The jobs in these states by the kind of their document."""
    query = select(jobs.c.kind, func.count()).where(*_wanted(offices, statuses, ALL))
    return {row[0]: row[1] for row in connection.execute(query.group_by(jobs.c.kind))}


def undoable(connection: Connection, approver: str | None, now: str) -> list[Row]:
    """Approvals of one person whose window still runs."""
    query = _joined().where(
        and_(
            jobs.c.approver == approver,
            jobs.c.not_before > now,
            jobs.c.status.in_(("pending", "held")),
        )
    )
    return [dict(row) for row in connection.execute(query).mappings()]
