"""The whole installation at some moments: blanks by place, documents and jobs by state."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, select

from application.registry.decoder import decode
from application.registry.reader import LogReader, Stored
from domain.stock.places import Place
from projections.history.moments import Moment
from projections.history.queries import PART, Row
from projections.history.tables import entries
from projections.stock.projector import book_entries

Counts = dict[str, int]
Key = tuple[str, str, str]
STATIONARY = "blank_box.counted"


def states(connection: Connection, position: int) -> Counts:
    """`document:printed` -> how many; a sum over changes, however long they are."""
    query = (
        select(entries.c.word, entries.c.before, func.count())
        .where(entries.c.word.is_not(None), entries.c.position <= position)
        .group_by(entries.c.word, entries.c.before)
    )
    counts: Counts = {}
    for word, before, count in connection.execute(query):
        counts[word] = counts.get(word, 0) + count
        if before is not None:
            counts[before] = counts.get(before, 0) - count
    return {word: count for word, count in sorted(counts.items()) if count}


def stock(connection: Connection, log: LogReader, moments: Sequence[Moment]) -> list[list[Row]]:
    """The eleven terms per office, kind and batch at each moment; one reading for all of them."""
    kinds: dict[str, tuple[str, str]] = {}
    tables: list[dict[Key, Counts]] = [{} for _ in moments]
    furthest = max((moment.position for moment in moments), default=0)
    for stored in _moves(connection, log, furthest):
        e = decode(stored.topic, stored.state)
        if stored.topic == "blank_box.received":
            kinds[stored.stream] = (e["kind"], e["batch"])
        fitting = [
            table
            for moment, table in zip(moments, tables, strict=True)
            if moment.includes(stored.position, e["occurred_at"])
        ]
        if not fitting:
            continue
        kind, batch = kinds[stored.stream]
        for office, place, change in book_entries(e):
            for table in fitting:
                terms = table.setdefault((office, kind, batch), _empty())
                terms[place] += change
    return [_rows(table) for table in tables]


def _moves(connection: Connection, log: LogReader, furthest: int) -> Iterator[Stored]:
    """The events that move blanks, found by the index of topics."""
    moving = entries.c.topic.between("blank_box.", "blank_box/") & (entries.c.topic != STATIONARY)
    query = select(entries.c.position).where(moving, entries.c.position <= furthest)
    # Sorted here: numbers of eight bytes, where a sort in the database would write them out.
    positions = sorted(connection.execute(query).scalars())
    for start in range(0, len(positions), PART):
        yield from log.at(positions[start : start + PART])


def _empty() -> Counts:
    return dict.fromkeys((place.value for place in Place), 0)


def _rows(table: dict[Key, Counts]) -> list[Row]:
    return [
        {"office": office, "kind": kind, "batch": batch, **terms}
        for (office, kind, batch), terms in sorted(table.items())
    ]


def by_kind(rows: Sequence[Row]) -> dict[str, Counts]:
    """The terms per kind of blank, over all offices and batches."""
    summed: dict[str, Counts] = {}
    for row in rows:
        terms = summed.setdefault(row["kind"], _empty())
        for place in terms:
            terms[place] += row[place]
    return summed
