"""`/` Hari ini: what waits, by next act; each line is a link to the work."""

from typing import Any

from fastapi import APIRouter, Request, Response

from domain.people.permission import Act
from projections.queue_board import queries as queue
from projections.register import queries as register
from projections.stations import queries as stations
from web.answering import page
from web.house import House
from web.pages.figures.asked import Asked, span_of
from web.pages.figures.daily import Gathering
from web.pages.figures.machines import machines
from web.pages.figures.wording import WHAT
from web.signed_in import Me, Posted, TheHouse
from web.words import age

router = APIRouter()
GOES_ON = frozenset({"waiting", "at_station", "window"})
"""What waits for a machine and not for a person or a thing."""


@router.get("/")
def today(request: Request, house: TheHouse, me: Posted) -> Response:
    with house.views.connect() as connection:
        (drawer,) = register.drawer_ages(connection, me.codes, ())
        jobs = queue.counts(connection, me.codes)
        ready = register.to_approve_count(connection, me.codes, me.today)
        oldest = register.to_approve(connection, me.codes, me.today, limit=1)
        unknown = queue.listed(connection, me.codes, ["unknown"], 1)
        open_ones = stations.open_discrepancies(connection, me.codes)
    now = house.centre.clock.now()
    first = oldest[0]["complete_since"] if oldest else None
    doubt = unknown[0]["unknown_since"] if unknown else None
    lines = [
        _line("unknown", "/tak-pasti", jobs.get("unknown", 0), age(doubt, now) if doubt else ""),
        _line("reprint", "/tak-pasti", jobs.get("awaiting_reprint", 0), ""),
        _line("approve", "/antrean", ready, age(first, now) if first else ""),
        _line("at_station", "/antrean?tab=stasiun", _at_station(jobs), ""),
        _line("held", "/antrean?tab=tertahan", jobs.get("held", 0), ""),
        _line("hand_over", "/serah", drawer, ""),
        _line("discrepancies", "/selisih", len(open_ones), ""),
    ]
    shown = [line for line in lines if _for(me, str(line["act"]))]
    sheet = _sheet(house, me) if me.may(Act.READ_FIGURES) else None
    return page(request, "today.html", me, {"lines": shown, "sheet": sheet})


def _sheet(house: House, me: Me) -> dict[str, Any]:
    """The day in one line, for who answers for it."""
    with house.views.connect() as connection:
        found = Gathering(house=house, connection=connection, me=me, span=span_of(me, Asked()))
        stuck = [row for row in found.stuck() if row["cause"] not in GOES_ON]
        scarcest = next(iter(found.stock()), None)
        return {
            "cells": found.sheet()["total"]["cells"],
            "words": list(WHAT.values()),
            "stuck": sum(row["count"] for row in stuck),
            "worst": max(stuck, key=lambda row: row["count"], default=None),
            "late": found.clock()["late"],
            "scarcest": scarcest,
            "machines": machines(house, connection, me),
        }


def _line(act: str, to: str, count: int, oldest: str) -> dict[str, Any]:
    return {"act": act, "to": to, "count": count, "oldest": oldest}


def _at_station(jobs: dict[str, int]) -> int:
    return sum(jobs.get(status, 0) for status in ("pending", "leased", "printing"))


def _for(me: Me, act: str) -> bool:
    needed = {
        "unknown": (Act.SETTLE,),
        "reprint": (Act.REPRINT,),
        "hand_over": (Act.HAND_OVER,),
        "discrepancies": (Act.EXPLAIN, Act.CLOSE_DISCREPANCY),
    }
    acts = needed.get(act, (Act.APPROVE, Act.HOLD, Act.COMPLETE))
    return any(me.may(one) for one in acts)
