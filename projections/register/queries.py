"""What pages ask of the document register."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, true, union_all

from domain.documents.state import OVER, Stage
from projections.register.tables import documents, writers

Row = dict[str, Any]
UNDER_WAY = tuple(stage.value for stage in Stage if stage not in OVER)
After = tuple[str, str] | None
"""Where a page before ended: `complete_since` and document of its last row."""


@dataclass(frozen=True, slots=True)
class Sought:
    """`text`: receipt or NIK, whole, or part of a name. `kind`: of a document; empty: any."""

    text: str = ""
    kind: str = ""

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.kind)


ALL = Sought()


def matches(sought: Sought) -> ColumnElement[bool]:
    wanted = sought.text.strip().upper()
    digits = wanted.replace(" ", "")
    of_kind = documents.c.kind == sought.kind if sought.kind else true()
    if not wanted:
        return of_kind
    found = or_(
        documents.c.receipt == digits,
        documents.c.nik == digits,
        documents.c.name.contains(wanted, autoescape=True),
    )
    return and_(of_kind, found)


def to_approve(
    connection: Connection,
    offices: Sequence[str],
    today: str,
    sought: Sought = ALL,
    limit: int = 200,
    *,
    after: After = None,
) -> list[Row]:
    """Complete documents whose day has come, oldest completeness first."""
    since = documents.c.complete_since
    wanted = and_(_is_ready(today), matches(sought), _follows(after, since))
    return _page(connection, offices, wanted, limit, since)


def beside(
    connection: Connection, offices: Sequence[str], today: str, row: Row
) -> tuple[str | None, str | None]:
    """The documents to approve before and after this one, in the order of the queue."""
    place = (row["complete_since"] or "", row["document"])
    following = to_approve(connection, offices, today, limit=1, after=place)
    return _before(connection, offices, today, place), following[0][
        "document"
    ] if following else None


def _before(
    connection: Connection, offices: Sequence[str], today: str, place: tuple[str, str]
) -> str | None:
    """The last of each office comes from the end of its index."""
    since, document = documents.c.complete_since, documents.c.document
    earlier = or_(since < place[0], and_(since == place[0], document < place[1]))
    lasts = [
        select(
            select(document, since.label("since"))
            .where(documents.c.office == office, _is_ready(today), earlier)
            .order_by(since.desc(), document.desc())
            .limit(1)
            .subquery()
        )
        for office in offices
    ]
    if not lasts:
        return None
    both = union_all(*lasts).subquery()
    query = select(both.c.document).order_by(both.c.since.desc(), both.c.document.desc()).limit(1)
    found: str | None = connection.execute(query).scalar()
    return found


def by_stage(
    connection: Connection,
    offices: Sequence[str],
    stages: Sequence[str],
    sought: Sought = ALL,
    limit: int = 200,
    *,
    after: After = None,
) -> list[Row]:
    # What was never complete has no such moment; it comes first.
    since = func.coalesce(documents.c.complete_since, "")
    wanted = and_(documents.c.stage.in_(stages), matches(sought), _follows(after, since))
    return _page(connection, offices, wanted, limit, since)


def _page(
    connection: Connection,
    offices: Sequence[str],
    wanted: ColumnElement[bool],
    limit: int,
    since: ColumnElement[Any],
) -> list[Row]:
    """The first of each office come in the order of the index, so nothing is sorted but those."""
    order = (since, documents.c.document)
    firsts = [
        select(
            select(documents.c.document, since.label("since"))
            .where(documents.c.office == office, wanted)
            .order_by(*order)
            .limit(limit)
            .subquery()
        )
        for office in offices
    ]
    if not firsts:
        return []
    both = union_all(*firsts).subquery()
    chosen = select(both.c.document).order_by(both.c.since, both.c.document).limit(limit)
    query = select(documents).where(documents.c.document.in_(chosen)).order_by(*order)
    return [dict(row) for row in connection.execute(query).mappings()]


def _follows(after: After, since: ColumnElement[Any]) -> ColumnElement[bool]:
    if after is None:
        return true()
    moment, document = after
    return or_(since > moment, and_(since == moment, documents.c.document > document))


def by_stage_count(
    connection: Connection, offices: Sequence[str], stages: Sequence[str], sought: Sought = ALL
) -> int:
    """How many `by_stage` would find without a limit."""
    wanted = (_at(offices, stages), matches(sought))
    query = select(func.count()).select_from(documents).where(*wanted)
    return int(connection.execute(query).scalar_one())


def drawer(
    connection: Connection,
    offices: Sequence[str],
    before: str | None = None,
    limit: int = 80,
    after: After = None,
) -> list[Row]:
    """Printed and lying at these offices, the longest waiting first; `before`: printed before."""
    query = select(documents).where(_in_drawer(offices))
    if before is not None:
        query = query.where(documents.c.printed_at < before)
    query = query.where(_follows(after, documents.c.printed_at))
    query = query.order_by(documents.c.printed_at, documents.c.document).limit(limit)
    return [dict(row) for row in connection.execute(query).mappings()]


def drawer_ages(connection: Connection, offices: Sequence[str], marks: Sequence[str]) -> list[int]:
    """How many lie there, and of those how many were printed before each moment."""
    older = [func.sum(case((documents.c.printed_at < mark, 1), else_=0)) for mark in marks]
    query = select(func.count(), *older).select_from(documents).where(_in_drawer(offices))
    return [int(number or 0) for number in connection.execute(query).one()]


def drawer_oldest(connection: Connection, offices: Sequence[str]) -> str | None:
    """When the card that lies there longest was printed."""
    query = select(func.min(documents.c.printed_at)).where(_in_drawer(offices))
    found: str | None = connection.execute(query).scalar()
    return found


def _in_drawer(offices: Sequence[str]) -> ColumnElement[bool]:
    return and_(
        documents.c.lies_at.in_(offices),
        documents.c.stage == "printed",
        documents.c.slip.is_(None),
    )


def on_the_way(connection: Connection, offices: Sequence[str]) -> list[Row]:
    """Slips from or to these offices: slip, from, to, how many cards."""
    query = (
        select(
            documents.c.slip,
            documents.c.lies_at,
            documents.c.sent_to,
            func.count().label("cards"),
            func.min(documents.c.changed_at).label("since"),
        )
        .where(
            documents.c.slip.is_not(None),
            documents.c.stage == "printed",
            or_(documents.c.lies_at.in_(offices), documents.c.sent_to.in_(offices)),
        )
        .group_by(documents.c.slip, documents.c.lies_at, documents.c.sent_to)
        .order_by(func.min(documents.c.changed_at))
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def of_slip(connection: Connection, slip: str) -> list[Row]:
    """What is still on the way with it."""
    query = (
        select(documents)
        .where(documents.c.slip == slip, documents.c.stage == "printed")
        .order_by(documents.c.receipt)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


Application = tuple[str, str, str]


def application_of(row: Row) -> Application | None:
    """Office, number and moment: an office numbers its own lists, and each list anew."""
    reference = row["source_ref"]
    return (row["office"], reference, row["requested_at"]) if reference else None


def together(
    connection: Connection, offices: Collection[str], references: Collection[str]
) -> dict[Application, list[Row]]:
    """Documents of one application (a birth, a move, a death) at these offices; of two or more."""
    if not references:
        return {}
    query = (
        select(documents)
        .where(documents.c.source_ref.in_(references))
        .order_by(documents.c.requested_at, documents.c.document)
    )
    found: dict[Application, list[Row]] = {}
    # Few rows by the index of the number; by the office there would be all that it ever had.
    here = (dict(row) for row in connection.execute(query).mappings() if row["office"] in offices)
    for row in here:
        key = (row["office"], row["source_ref"], row["requested_at"])
        found.setdefault(key, []).append(row)
    return {application: rows for application, rows in found.items() if len(rows) > 1}


def by_status_code(connection: Connection, code: str) -> Row | None:
    query = select(documents).where(documents.c.status_code == code)
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def document(connection: Connection, stream: str) -> Row | None:
    query = select(documents).where(documents.c.document == stream)
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def by_receipt(connection: Connection, receipt: str) -> Row | None:
    query = select(documents).where(documents.c.receipt == receipt)
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def written_by(connection: Connection, person: str, streams: Sequence[str]) -> frozenset[str]:
    """Of these documents, those that the person completed without having taken them in."""
    query = select(writers.c.document).where(
        writers.c.person == person, writers.c.document.in_(streams)
    )
    return frozenset(connection.execute(query).scalars())


def search(connection: Connection, offices: Sequence[str], text: str, limit: int = 50) -> list[Row]:
    """By receipt, NIK or serial, whole; else by part of a name. What waits there comes first."""
    wanted = text.strip().upper()
    digits = wanted.replace(" ", "")
    of_number = or_(
        documents.c.receipt == digits, documents.c.nik == digits, documents.c.serial == digits
    )
    # Few have one number, by its index. Asked with the places, all of an office would be read.
    numbered = _found(connection, offices, of_number, limit)
    here = [row for row in numbered if {row["office"], row["lies_at"]} & set(offices)]
    there = or_(documents.c.office.in_(offices), documents.c.lies_at.in_(offices))
    named = and_(there, documents.c.name.contains(wanted, autoescape=True))
    return here or _found(connection, offices, named, limit)


def _found(
    connection: Connection, offices: Sequence[str], which: ColumnElement[bool], limit: int
) -> list[Row]:
    waits_here = and_(documents.c.stage == "printed", documents.c.lies_at.in_(offices))
    query = (
        select(documents)
        .where(which)
        .order_by(waits_here.desc(), documents.c.complete_since.desc(), documents.c.document)
        .limit(limit)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def counts(connection: Connection, offices: Sequence[str]) -> dict[str, int]:
    """Documents by stage, of those that are not over: what is over grows for ever."""
    query = (
        select(documents.c.stage, func.count())
        .where(_at(offices, UNDER_WAY))
        .group_by(documents.c.stage)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def to_approve_count(
    connection: Connection, offices: Sequence[str], today: str, sought: Sought = ALL
) -> int:
    """How many wait for an approval that would not be refused for their day, all of them."""
    wanted = (_ready(offices, today), matches(sought))
    query = select(func.count()).select_from(documents).where(*wanted)
    return int(connection.execute(query).scalar_one())


def overdue_count(connection: Connection, marks: Mapping[str, str], today: str) -> int:
    """Of those to approve, complete before the mark of their office."""
    if not marks:
        return 0
    late = [
        and_(documents.c.office == office, documents.c.complete_since < mark)
        for office, mark in marks.items()
    ]
    query = select(func.count()).select_from(documents).where(_is_ready(today), or_(*late))
    return int(connection.execute(query).scalar_one())


def to_approve_kinds(connection: Connection, offices: Sequence[str], today: str) -> dict[str, int]:
    """The same documents by their kind."""
    return _kinds(connection, _ready(offices, today))


def kinds_at(
    connection: Connection, offices: Sequence[str], stages: Sequence[str]
) -> dict[str, int]:
    return _kinds(connection, _at(offices, stages))


def _kinds(connection: Connection, which: ColumnElement[bool]) -> dict[str, int]:
    query = select(documents.c.kind, func.count()).where(which).group_by(documents.c.kind)
    return {row[0]: row[1] for row in connection.execute(query)}


def _at(offices: Sequence[str], stages: Sequence[str]) -> ColumnElement[bool]:
    return and_(documents.c.office.in_(offices), documents.c.stage.in_(stages))


def _ready(offices: Sequence[str], today: str) -> ColumnElement[bool]:
    return and_(documents.c.office.in_(offices), _is_ready(today))


def _is_ready(today: str) -> ColumnElement[bool]:
    return and_(
        documents.c.stage == "complete",
        or_(documents.c.not_before.is_(None), documents.c.not_before <= today),
    )
