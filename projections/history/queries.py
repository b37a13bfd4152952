"""Timelines: the events that speak of one thing, or of many, with their stored bytes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, union_all

from application.personal.keys import Keys
from application.registry.decoder import decode, open_personal
from application.registry.reader import LogReader, Stored
from domain.offices.state import office_id
from projections.history.tables import entries, streams, subjects

Row = dict[str, Any]
Branch = tuple[tuple[ColumnElement[bool], ...], tuple[tuple[str, ...], ...]]
PART = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """What an auditor asks for; everything named must fit.

    `about`: groups of subjects; an event must name one of each. `after` and `until`: positions,
    the second one included.
    """

    topic: str | None = None
    office: str | None = None
    person: str | None = None
    about: tuple[tuple[str, ...], ...] = ()
    after: int | None = None
    until: int | None = None


def positions_of(connection: Connection, subject: str, limit: int = 1000) -> list[int]:
    """Positions of all events that name the subject (a stream id, or `serial:NUMBER`)."""
    query = (
        select(subjects.c.position)
        .where(subjects.c.subject == subject)
        .order_by(subjects.c.position)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def names(connection: Connection, subject: str) -> bool:
    """Whether any event names the subject."""
    return bool(positions_of(connection, subject, 1))


def kind_of(connection: Connection, stream: str) -> str | None:
    """`document`, `staff`, …: what a stream is one of."""
    query = (
        select(entries.c.topic)
        .join(subjects, subjects.c.position == entries.c.position)
        .where(subjects.c.subject == stream, entries.c.stream == stream)
        .order_by(subjects.c.position)
        .limit(1)
    )
    topic: str | None = connection.execute(query).scalar()
    return None if topic is None else topic.partition(".")[0]


def found(
    connection: Connection, asked: Filter, *, newest_first: bool = True, limit: int = 50
) -> list[int]:
    """The first so many positions that fit: each alternative by an index of its own, then merged.

    What a person did is found by its actor, and as second person or as the one acted upon by the
    subject; the books of an office move by its own events and by what is sent there.
    """
    wanted = [_by(branch, asked, newest_first=newest_first) for branch in _branches(asked)]
    merged = {row[0] for query in wanted for row in connection.execute(query.limit(limit))}
    return sorted(merged, reverse=newest_first)[:limit]


def _branches(asked: Filter) -> Iterator[Branch]:
    alternatives: list[tuple[Branch, ...]] = [(((), asked.about),)]
    if asked.topic is not None:
        alternatives.append((((entries.c.topic == asked.topic,), ()),))
    if asked.office is not None:
        own, sent = entries.c.office == asked.office, (f"office:{asked.office}",)
        alternatives.append((((own,), ()), ((), (sent,))))
    if asked.person is not None:
        own = entries.c.actor == asked.person
        alternatives.append((((own,), ()), ((), ((asked.person,),))))
    for chosen in product(*alternatives):
        yield (
            tuple(condition for conditions, _ in chosen for condition in conditions),
            tuple(group for _, groups in chosen for group in groups),
        )


def _by(branch: Branch, asked: Filter, *, newest_first: bool) -> Select[Any]:
    """Read along the subjects where one is named, else along the entries; no sorting in either."""
    conditions, groups = branch
    single = [group for group in groups if len(group) == 1]
    at: ColumnElement[int] = subjects.c.position if single else entries.c.position
    query = select(at).where(*conditions)
    if single:
        query = query.join(entries, entries.c.position == subjects.c.position)
        query = query.where(subjects.c.subject == single[0][0])
    for group in groups:
        if not single or group != single[0]:
            query = query.where(_names_one(group))
    if asked.after is not None:
        query = query.where(at > asked.after)
    if asked.until is not None:
        query = query.where(at <= asked.until)
    return query.order_by(at.desc() if newest_first else at)


def _names_one(group: tuple[str, ...]) -> ColumnElement[bool]:
    also = subjects.alias()
    if len(group) == 1:
        return exists().where(also.c.subject == group[0], also.c.position == entries.c.position)
    return entries.c.position.in_(select(also.c.position).where(also.c.subject.in_(group)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Lately:
    """Events of these topics at these places since a position, by others than one person."""

    topics: Sequence[str]
    offices: Sequence[str]
    after: int
    but: str

    def fits(self) -> ColumnElement[bool]:
        """What is ordered for an office stands in its own stream and does not name it again."""
        own = [office_id(code) for code in self.offices]
        here = or_(entries.c.office.in_(self.offices), entries.c.stream.in_(own))
        return and_(here, entries.c.position > self.after, entries.c.actor != self.but)


def newest(connection: Connection, lately: Lately, limit: int) -> list[int]:
    """Positions, the newest first.

    Topic by topic along its index: few things of these kinds happen, and thousands between them.
    """
    at = entries.c.position
    parts = [
        select(
            select(at)
            .where(entries.c.topic == topic, lately.fits())
            .order_by(at.desc())
            .limit(limit)
            .subquery()
        )
        for topic in lately.topics
    ]
    found = union_all(*parts).subquery()
    query = select(found.c.position).order_by(found.c.position.desc()).limit(limit)
    return list(connection.execute(query).scalars())


def by_topic(connection: Connection, actor: str, until: int) -> dict[str, int]:
    """How often a person did what, up to a position."""
    query = (
        select(entries.c.topic, func.count())
        .where(entries.c.actor == actor, entries.c.position <= until)
        .group_by(entries.c.topic)
        .order_by(entries.c.topic)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def own_streams(connection: Connection, subject: str, kind: str) -> list[str]:
    """Streams of a kind whose events name the subject, oldest first: the postings of a person."""
    first = func.min(subjects.c.position)
    query = (
        select(entries.c.stream)
        .join(subjects, subjects.c.position == entries.c.position)
        .where(subjects.c.subject == subject, entries.c.topic.startswith(f"{kind}."))
        .group_by(entries.c.stream)
        .order_by(first)
    )
    return list(connection.execute(query).scalars())


def offices(connection: Connection, positions: Sequence[int]) -> dict[int, str | None]:
    """Position -> the office in whose books an event stands."""
    told: dict[int, str | None] = {}
    for start in range(0, len(positions), PART):
        part = positions[start : start + PART]
        query = select(entries.c.position, entries.c.office).where(entries.c.position.in_(part))
        told |= {row[0]: row[1] for row in connection.execute(query)}
    return told


def job(connection: Connection, stream: str) -> Row | None:
    """What the history keeps of a print job, as the queue board does."""
    query = select(streams.c.job).where(streams.c.stream == stream)
    row: Row | None = connection.execute(query).scalar()
    return row


def timeline(log: LogReader, keys: Keys | None, positions: Sequence[int]) -> Iterator[Row]:
    """Each event as decoded; with keys also its personal fields (None where erased)."""
    for start in range(0, len(positions), PART):
        part = positions[start : start + PART]
        rows = {stored.position: stored for stored in log.at(part)}
        for position in part:
            if position in rows:
                yield _decoded(rows[position], keys)


def _decoded(stored: Stored, keys: Keys | None) -> Row:
    fields = decode(stored.topic, stored.state)
    if keys is not None:
        fields = open_personal(keys, stored.stream, stored.version, stored.topic, fields)
    else:
        fields.pop("personal", None)
    return {
        "position": stored.position,
        "stream": stored.stream,
        "version": stored.version,
        "topic": stored.topic,
        "fields": fields,
    }
