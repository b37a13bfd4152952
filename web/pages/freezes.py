"""`/pembekuan`: stopping and resuming work by order, for the offices of a posting."""

from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel, Field, NaiveDatetime

from application import freezing
from application.deciding import stamp
from application.freezing import FreezeOrder
from application.language import _
from projections.people import queries as people
from projections.queue_board import waiting
from web.acting import Command, carry_out
from web.answering import done, page
from web.pages import backlog
from web.pages.fields import Plain
from web.pages.freeze_history import history
from web.problems import Problem
from web.public.notices import notice
from web.signed_in import Me, Posted, TheHouse
from web.words import SCOPES, freeze_end, scopes, when

router = APIRouter(prefix="/pembekuan")
FIRST, LAST = datetime(2000, 1, 1), datetime(2999, 12, 31)  # noqa: DTZ001 - the office's time
MOST_PLACES = 100
Row = dict[str, Any]
Text = Annotated[Plain, Field(max_length=300)]
Place = Annotated[str, Field(max_length=10)]


class Letter(BaseModel):
    """What the order says; `until` as the browser sends it, in the office's own time."""

    place: list[Place] = Field(default_factory=list, max_length=MOST_PLACES)
    scope: list[str] = Field(default_factory=list, max_length=len(SCOPES))
    until: Annotated[NaiveDatetime, Field(ge=FIRST, le=LAST)]
    reason: Text = ""
    ordered_by: Text = ""
    notice: Text = ""

    def asked(self, zone: str) -> FreezeOrder:
        until = self.until.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        return FreezeOrder(
            scope=self.scope,
            until=stamp(until),
            reason=self.reason,
            ordered_by=self.ordered_by,
            notice=self.notice,
        )


class Freeze(Letter, Command):
    """Without a place: all that the posting covers."""


class Resume(Command):
    """`chosen`: the places were there to be ticked, so that none means none."""

    place: list[Place] = Field(default_factory=list, max_length=MOST_PLACES)
    chosen: bool = False


@router.get("")
def show(request: Request, house: TheHouse, me: Posted) -> Response:
    now = stamp(house.centre.clock.now())
    with house.views.connect() as connection:
        frozen = people.standing(connection)
        found = waiting.backlog(connection)
    mine = {code: rows for code, rows in frozen.items() if code in me.codes}
    standing = [_shown(me, code, row, now) for code, rows in mine.items() for row in rows]
    data = {
        "frozen": standing,
        "scopes": SCOPES,
        "places": [
            {"code": row["code"], "name": row["name"], "covers": row["type"] == "dinas"}
            for row in me.offices
        ],
        "given": _given(_own(mine), me.zone),
        "waiting": sum(row["count"] for row in found if row["office"] in me.codes),
        "history": history(house, me),
    }
    return page(request, "freezes.html", me, data)


def _own(there: dict[str, list[Row]]) -> dict[str, Row]:
    """Without what a place is frozen by from above: only its own is lifted or changed there."""
    return {code: row for code, rows in there.items() for row in rows if row["office"] == code}


def _given(own: dict[str, Row], zone: str) -> dict[str, Any]:
    """What the form begins with: the order that stands, so that extending is one field."""
    row = next(iter(own.values()), None)
    if row is None:
        names = ("until", "ordered_by", "reason", "notice")
        return {"places": [], "scope": [], **dict.fromkeys(names, "")}
    ends = datetime.fromisoformat(row["until"]).astimezone(ZoneInfo(zone))
    return {
        "places": [code for code, other in own.items() if people.same_order(row, other)],
        "scope": row["scope"],
        "until": f"{ends:%Y-%m-%dT%H:%M}",
        "ordered_by": row["ordered_by"],
        "reason": row["reason"],
        "notice": row["notice"],
    }


def _shown(me: Me, code: str, row: Row, now: str) -> dict[str, Any]:
    return {
        "office": code,
        "place": me.office_name(code),
        "above": "" if row["office"] == code else me.office_name(row["office"]),
        "what": scopes(row["scope"]),
        "until": when(row["until"], me.zone),
        "ends": freeze_end(row["until"], now, me.zone),
        "overdue": row["until"] <= now,
        "clock_stands": "print" in row["scope"],
        "since": when(row["frozen_at"], me.zone),
        "reason": row["reason"],
        "ordered_by": row["ordered_by"],
    }


@router.get("/pratinjau")
def preview(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Letter, Query()]
) -> Response:
    """The public text as citizens will read it; nothing is decided yet."""
    if not form.place:
        raise _no_place()
    if not form.scope or not set(form.scope) <= set(SCOPES):
        raise Problem(_("Belum ada lingkup yang dipilih."), _("Tandai apa yang dibekukan."))
    asked, now = form.asked(me.zone), stamp(house.centre.clock.now())
    with house.views.connect() as connection:
        own = _own(people.standing(connection))
    row = {
        "scope": asked.scope,
        "until": asked.until,
        "ordered_by": asked.ordered_by,
        "notice": asked.notice,
        "frozen_at": _since(own, form.place, now),
        "ordered_at": now,
    }
    wide = set(form.place) >= {one["code"] for one in me.all_offices}
    names = [] if wide else [me.office_name(code) for code in form.place]
    data = {
        "notice": notice(row, names, now, me.zone),
        "form": form.model_dump(mode="json"),
        "until": f"{form.until:%Y-%m-%dT%H:%M}",
        "clock_stands": "print" in form.scope,
    }
    return page(request, "freeze_preview.html", me, data)


def _since(own: dict[str, Row], places: list[str], now: str) -> str | None:
    """Since when it will be said to stand; None: not the same at all of the places."""
    found = {own[code]["frozen_at"] if code in own else now for code in places}
    return found.pop() if len(found) == 1 else None


@router.post("")
def freeze(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Freeze, Form()]
) -> Response:
    asked, codes = form.asked(me.zone), form.place or me.codes
    order = form.order(me)
    answer = carry_out(house, lambda: freezing.freeze(house.centre, order, codes, asked))
    return done(request, "/pembekuan", answer)


@router.post("/cabut")
def resume(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Resume, Form()]
) -> Response:
    if form.chosen and not form.place:
        raise _no_place()
    codes = form.place or me.codes
    with house.views.connect() as connection:
        waits = backlog.by_office(connection, codes)
    order = form.order(me)
    answer = carry_out(house, lambda: freezing.resume(house.centre, order, codes, waits))
    return done(request, "/pembekuan/tumpukan", answer)


def _no_place() -> Problem:
    return Problem(_("Belum ada tempat yang dipilih."), _("Tandai paling sedikit satu tempat."))
