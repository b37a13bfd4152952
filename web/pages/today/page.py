"""`/` Hari ini: what waits, by next act; for who answers for the day, how it goes."""

from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from domain.people.permission import Act
from web.answering import page
from web.house import House
from web.pages.figures.asked import Asked, span_of
from web.pages.figures.daily import Gathering
from web.pages.figures.machines import machines
from web.pages.figures.wording import WHAT
from web.pages.lasting import ORDER_AT, SCALE, lasting
from web.pages.today.changes import since_last_visit
from web.pages.today.ten_days import HEIGHT, ten_days
from web.pages.today.waiting import lines
from web.signed_in import Me, Posted, TheHouse

router = APIRouter()
GOES_ON = frozenset({"waiting", "at_station", "window"})
"""What waits for a machine and not for a person or a thing."""

Row = dict[str, Any]


@router.get("/")
def today(request: Request, house: TheHouse, me: Posted) -> Response:
    with house.views.connect() as connection:
        waiting = lines(house, connection, me)
        answers = me.may(Act.READ_FIGURES)
        data = {
            "lines": [line for line in waiting if line["count"]],
            "idle": [line for line in waiting if not line["count"]],
            "sheet": _sheet(house, connection, me) if answers else None,
            "stock": [] if me.counts_blind else lasting(connection, me.codes, me.today),
            "machines": machines(house, connection, me),
            "changes": since_last_visit(house, connection, me) if answers else None,
            "order_at": ORDER_AT,
            "scale": SCALE,
        }
    return page(request, "today.html", me, data)


def _sheet(house: House, connection: Connection, me: Me) -> Row:
    """The day in one line, and the ten before it."""
    span = span_of(me, Asked())
    found = Gathering(house=house, connection=connection, me=me, span=span)
    stuck = [row for row in found.stuck() if row["cause"] not in GOES_ON]
    return {
        "cells": found.sheet()["total"]["cells"],
        "words": list(WHAT.values()),
        "stuck": sum(row["count"] for row in stuck),
        "worst": max(stuck, key=lambda row: row["count"], default=None),
        "late": found.clock()["late"],
        "days": ten_days(connection, span, me.today),
        "height": HEIGHT,
    }
