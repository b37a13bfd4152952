"""What sources stated: the one that stands, those before it, and which belongs to which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from projections.figures.tables import stated

Row = dict[str, Any]


def standing(connection: Connection) -> list[Row]:
    """The newest statement of each place, indicator, kind and day."""
    last = select(func.max(stated.c.position)).group_by(stated.c.stream)
    query = select(stated).where(stated.c.position.in_(last)).order_by(stated.c.as_of)
    return [dict(row) for row in connection.execute(query).mappings()]


def every(connection: Connection, offices: Sequence[str], limit: int, offset: int = 0) -> list[Row]:
    """All of these places, the newest first; `stands` says which of them count."""
    last = set(
        connection.execute(select(func.max(stated.c.position)).group_by(stated.c.stream)).scalars()
    )
    query = select(stated).where(stated.c.office.in_(offices))
    query = query.order_by(stated.c.position.desc()).limit(limit).offset(offset)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return [{**row, "stands": row["position"] in last} for row in rows]


def number(connection: Connection, offices: Sequence[str]) -> int:
    query = select(func.count()).select_from(stated).where(stated.c.office.in_(offices))
    return int(connection.execute(query).scalar_one())


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What is known of one indicator at one place on a day."""

    count: Row | None
    base: Row | None
    target: Row | None


def said(rows: Iterable[Row], office: str, indicator: str, today: str) -> Said:
    """The newest count; the base and the target in force on the count's day, else today's."""
    own = [row for row in rows if (row["office"], row["indicator"]) == (office, indicator)]
    found = [row for row in own if row["kind"] == "count" and row["as_of"] <= today]
    count = max(found, key=lambda row: (row["as_of"], row["position"])) if found else None
    day = count["as_of"] if count else today
    return Said(
        count=count,
        base=_in_force(own, "base", day) or _in_force(own, "base", today),
        target=_in_force(own, "target", day) or _in_force(own, "target", today),
    )


def _in_force(rows: Sequence[Row], kind: str, day: str) -> Row | None:
    begun = [row for row in rows if row["kind"] == kind and row["valid_from"] <= day]
    order = ("valid_from", "as_of", "position")
    return max(begun, key=lambda row: tuple(row[name] for name in order)) if begun else None
