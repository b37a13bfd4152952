"""The service clock of what is not printed yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from application.deciding import stamp
from domain.figures.service_clock import Pause, latest_late, running
from domain.people.permission import DINAS_DIGITS
from projections.figures.document_days import outages_of, pauses_of
from projections.figures.tables import documents, offices
from projections.register.tables import documents as registered

Row = dict[str, Any]
UNPRINTED = ("complete", "approved")


@dataclass(frozen=True, kw_only=True, slots=True)
class Running:
    """Clocks that run at one place. `late`: they ran longer than the limit."""

    office: str
    count: int
    late: int
    oldest: str | None


def pauses(connection: Connection, codes: Sequence[str]) -> dict[str, list[Pause]]:
    """Office -> its own outages and freezes of printing, and the freezes of its kabupaten."""
    rows = {row["code"]: dict(row) for row in connection.execute(select(offices)).mappings()}
    frozen = {code: list(pauses_of(row)) for code, row in rows.items()}
    out = {code: list(outages_of(row)) for code, row in rows.items()}
    found = {}
    for code in codes:
        above = code[:DINAS_DIGITS]
        over = frozen.get(above, ()) if above != code else ()
        found[code] = [*frozen.get(code, ()), *out.get(code, ()), *over]
    return found


def marks(connection: Connection, codes: Sequence[str], now: datetime) -> dict[str, str]:
    """Office -> the moment before which whatever is still unprinted is late."""
    return _marks(pauses(connection, codes), now)


def _marks(stood: Mapping[str, Sequence[Pause]], now: datetime) -> dict[str, str]:
    return {code: stamp(latest_late(now, own)) for code, own in stood.items()}


def clocks(connection: Connection, codes: Sequence[str], now: datetime) -> list[Running]:
    found = []
    for code, mark in marks(connection, codes, now).items():
        late = _late(code, mark)
        here = and_(documents.c.office == code, documents.c.stage.in_(UNPRINTED))
        query = select(func.count(), func.min(documents.c.complete_since)).where(here)
        count, oldest = connection.execute(query).one()
        number = connection.execute(select(func.count()).select_from(documents).where(late))
        found.append(
            Running(office=code, count=count, late=int(number.scalar_one()), oldest=oldest)
        )
    return found


def _late(code: str, mark: str) -> ColumnElement[bool]:
    return and_(
        documents.c.office == code,
        documents.c.stage.in_(UNPRINTED),
        documents.c.complete_since < mark,
    )


def listed(
    connection: Connection,
    codes: Sequence[str],
    now: datetime,
    *,
    late: bool,
    limit: int,
    offset: int = 0,
) -> list[Row]:
    """The longest complete first; `ran`: seconds that the clock of each has run."""
    stood = pauses(connection, codes)
    every = and_(documents.c.office.in_(codes), documents.c.stage.in_(UNPRINTED))
    found = or_(*(_late(code, mark) for code, mark in _marks(stood, now).items()))
    fits = found if late else every
    query = (
        select(documents, registered.c.receipt)
        .join(registered, registered.c.document == documents.c.document)
        .where(fits)
        .order_by(documents.c.complete_since, documents.c.document)
        .limit(limit)
        .offset(offset)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return [{**row, "ran": _ran(row, stood, now)} for row in rows]


def _ran(row: Row, stood: Mapping[str, Sequence[Pause]], now: datetime) -> int:
    complete = datetime.fromisoformat(row["complete_since"])
    return int(running(complete, now, stood[row["office"]]).total_seconds())
