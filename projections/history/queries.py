"""Timelines: the events that speak of one thing, or of many, with their stored bytes."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from application.personal.keys import Keys
from application.registry.decoder import decode, open_personal
from application.registry.reader import LogReader
from projections.history.tables import entries, subjects

Row = dict[str, Any]


def positions_of(connection: Connection, subject: str, limit: int = 1000) -> list[int]:
    """Positions of all events that name the subject (a stream id, or `serial:NUMBER`)."""
    query = (
        select(subjects.c.position)
        .where(subjects.c.subject == subject)
        .order_by(subjects.c.position)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def recent(
    connection: Connection,
    *,
    before: int | None = None,
    topic: str | None = None,
    limit: int = 50,
) -> list[int]:
    """Newest first."""
    query = select(entries.c.position).order_by(entries.c.position.desc()).limit(limit)
    if before is not None:
        query = query.where(entries.c.position < before)
    if topic is not None:
        query = query.where(entries.c.topic == topic)
    return list(connection.execute(query).scalars())


def timeline(log: LogReader, keys: Keys | None, positions: Sequence[int]) -> Iterator[Row]:
    """Each event as decoded; with keys also its personal fields (None where erased)."""
    for position in positions:
        for stored in log.page(position - 1, 1):
            fields = decode(stored.topic, stored.state)
            if keys is not None:
                fields = open_personal(keys, stored.stream, stored.version, stored.topic, fields)
            else:
                fields.pop("personal", None)
            yield {
                "position": stored.position,
                "stream": stored.stream,
                "version": stored.version,
                "topic": stored.topic,
                "fields": fields,
            }
