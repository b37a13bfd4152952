"""Up to where: a position of the log. A recorded time names one; an occurred time asks each event.

Order is never taken from clocks: the log had come to a time when an event of a later time was in
it, and whatever stands behind that event had not happened yet, whatever the clock said then.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from projections.history.tables import entries

LAST = 2**63 - 2


@dataclass(frozen=True, slots=True)
class Moment:
    """`occurred`: only what had happened in the world by then, as far as the log knows."""

    position: int = LAST
    occurred: str | None = None

    def includes(self, position: int, occurred_at: str) -> bool:
        return position <= self.position and (self.occurred is None or occurred_at <= self.occurred)


NOW = Moment()


def position_at(connection: Connection, recorded: str) -> int:
    """The last position whose event, and every one before it, was recorded by then."""
    query = (
        select(entries.c.position)
        .where(entries.c.reached <= recorded)
        .order_by(entries.c.reached.desc(), entries.c.position.desc())
        .limit(1)
    )
    return connection.execute(query).scalar() or 0


def last_position(connection: Connection) -> int:
    return connection.execute(select(func.max(entries.c.position))).scalar() or 0


def recorded_at(connection: Connection, position: int) -> str | None:
    """When the centre wrote the event at the position, or the last one before it."""
    query = (
        select(entries.c.reached)
        .where(entries.c.position <= position)
        .order_by(entries.c.position.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()
