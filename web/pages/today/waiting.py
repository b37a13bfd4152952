"""The next acts of a posting, the most harmful to leave first; each line is a way to the work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from domain.documents.kinds import KINDS
from domain.people.permission import Act
from projections.figures import service
from projections.queue_board import queries as queue
from projections.register import queries as register
from projections.stations import queries as stations
from projections.stock import queries as stock
from web.house import House
from web.pages.counter_rows import before
from web.pages.queue_rows import AT_STATION
from web.signed_in import Me
from web.words import age, kind_word

Row = dict[str, Any]
UNCOLLECTED_DAYS = 30
ORDER = (
    "unknown", "reprint", "reprint_sheet", "approve", "close", "explain", "held", "complete",
    "boxes", "cards", "hand_over", "at_station",
)  # fmt: skip
"""By what is harmed if nobody comes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """`oldest`: since when the first of them waits. `urgent`: how many of them press."""

    act: str
    to: str
    acts: tuple[Act, ...]
    count: int
    oldest: str | None = None
    urgent: int = 0
    kinds: Mapping[str, int] | None = None


def lines(house: House, connection: Connection, me: Me) -> list[Row]:
    """Lines with work first, those without after them."""
    key = ("today", tuple(me.codes), me.today)
    found = house.kept.of(connection, key, lambda: _asked(house, connection, me))
    now = house.centre.clock.now()
    mine = [line for line in found if any(me.may(act) for act in line.acts)]
    mine.sort(key=lambda line: (line.count == 0, ORDER.index(line.act)))
    return [
        {
            "act": line.act,
            "to": line.to,
            "count": line.count,
            "oldest": age(line.oldest, now) if line.oldest and line.count else "",
            "urgent": line.urgent if line.count else 0,
            "kinds": _kinds(line.kinds or {}),
        }
        for line in mine
    ]


def _kinds(kinds: Mapping[str, int]) -> str:
    """`31 KTP-el, 9 KIA`."""
    most = sorted(kinds.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{count} {kind_word(kind)}" for kind, count in most)


def _asked(house: House, connection: Connection, me: Me) -> list[Line]:
    return [
        *_at_printers(connection, me),
        *_to_approve(house, connection, me),
        *_at_the_store(connection, me),
        *_at_the_counter(house, connection, me),
    ]


def _at_printers(connection: Connection, me: Me) -> list[Line]:
    jobs = queue.counts(connection, me.codes)
    queued = (Act.APPROVE, Act.HOLD)
    unseen, oldest = queue.doubts(connection, me.codes)
    spoiled = queue.kinds(connection, me.codes, ("awaiting_reprint",))
    cards = sum(count for kind, count in spoiled.items() if KINDS[kind].is_card)
    sheets = sum(spoiled.values()) - cards
    held = jobs.get("held", 0)
    at_station = sum(jobs.get(status, 0) for status in AT_STATION)
    return [
        Line(
            act="unknown",
            to="/tak-pasti",
            acts=(Act.SETTLE,),
            count=jobs.get("unknown", 0),
            oldest=oldest,
            urgent=unseen,
        ),
        Line(act="reprint", to="/tak-pasti", acts=(Act.REPRINT,), count=cards),
        Line(act="reprint_sheet", to="/tak-pasti", acts=(Act.REPRINT_SHEET,), count=sheets),
        Line(act="held", to="/antrean?tab=tertahan", acts=queued, count=held),
        Line(act="at_station", to="/antrean?tab=stasiun", acts=queued, count=at_station),
    ]


def _to_approve(house: House, connection: Connection, me: Me) -> list[Line]:
    kinds = register.to_approve_kinds(connection, me.codes, me.today)
    first = register.to_approve(connection, me.codes, me.today, limit=1)
    marks = service.marks(connection, me.codes, house.centre.clock.now())
    returned = register.by_stage_count(connection, me.codes, ["incomplete"])
    return [
        Line(
            act="approve",
            to="/antrean",
            acts=(Act.APPROVE,),
            count=sum(kinds.values()),
            oldest=first[0]["complete_since"] if first else None,
            urgent=register.overdue_count(connection, marks, me.today),
            kinds=kinds,
        ),
        Line(act="complete", to="/antrean?tab=dikembalikan", acts=(Act.COMPLETE,), count=returned),
    ]


def _at_the_store(connection: Connection, me: Me) -> list[Line]:
    coming = len(stock.coming(connection, me.codes))
    differing = stations.open_discrepancies(connection, me.codes)
    return [
        _of_discrepancies("explain", Act.EXPLAIN, [d for d in differing if d["stage"] == "open"]),
        _of_discrepancies(
            "close", Act.CLOSE_DISCREPANCY, [d for d in differing if d["stage"] != "open"]
        ),
        Line(act="boxes", to="/blangko#acts", acts=(Act.ACCEPT_BOX,), count=coming),
    ]


def _of_discrepancies(name: str, act: Act, rows: list[Row]) -> Line:
    oldest = rows[0]["opened_at"] if rows else None
    return Line(act=name, to="/selisih", acts=(act,), count=len(rows), oldest=oldest)


def _at_the_counter(house: House, connection: Connection, me: Me) -> list[Line]:
    mark = before(house, UNCOLLECTED_DAYS)
    drawer, old = register.drawer_ages(connection, me.codes, (mark,))
    slips = register.on_the_way(connection, me.codes)
    coming = [slip for slip in slips if slip["sent_to"] in me.codes]
    return [
        Line(
            act="hand_over",
            to="/serah",
            acts=(Act.HAND_OVER,),
            count=drawer,
            oldest=register.drawer_oldest(connection, me.codes),
            urgent=old,
        ),
        Line(
            act="cards",
            to="/serah/kiriman",
            acts=(Act.TAKE_CARDS,),
            count=sum(slip["cards"] for slip in coming),
            oldest=coming[0]["since"] if coming else None,
        ),
    ]
