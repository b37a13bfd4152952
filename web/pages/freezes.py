"""`/pembekuan`: stopping and resuming work by order, for the offices of a posting."""

from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request, Response
from pydantic import Field, NaiveDatetime
from sqlalchemy import Connection

from application import freezing
from application.deciding import stamp
from application.freezing import FreezeOrder
from projections.people import queries as people
from projections.queue_board import queries as queue
from projections.register import queries as register
from web.acting import Command, carry_out
from web.answering import done, page
from web.pages.fields import Plain
from web.signed_in import Me, Posted, TheHouse
from web.words import SCOPES, scopes, when

router = APIRouter(prefix="/pembekuan")
FIRST, LAST = datetime(2000, 1, 1), datetime(2999, 12, 31)  # noqa: DTZ001 - the office's time
Text = Annotated[Plain, Field(max_length=300)]


class Freeze(Command):
    """`until` as the browser sends it, in the office's own time."""

    scope: list[str] = Field(default_factory=list, max_length=len(SCOPES))
    until: Annotated[NaiveDatetime, Field(ge=FIRST, le=LAST)]
    reason: Text = ""
    ordered_by: Text = ""
    notice: Text = ""


@router.get("")
def show(request: Request, house: TheHouse, me: Posted) -> Response:
    with house.views.connect() as connection:
        frozen = people.frozen(connection)
    standing = [_shown(me, code, row) for code, row in frozen.items() if code in me.codes]
    return page(request, "freezes.html", me, {"frozen": standing, "scopes": SCOPES})


def _shown(me: Me, code: str, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "place": me.office_name(code),
        "what": scopes(row["scope"]),
        "until": when(row["until"], me.zone),
        "since": when(row["frozen_at"], me.zone),
        "reason": row["reason"],
        "ordered_by": row["ordered_by"],
    }


@router.post("")
def freeze(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Freeze, Form()]
) -> Response:
    until = form.until.replace(tzinfo=ZoneInfo(me.zone)).astimezone(UTC)
    asked = FreezeOrder(
        scope=form.scope,
        until=stamp(until),
        reason=form.reason,
        ordered_by=form.ordered_by,
        notice=form.notice,
    )
    order = form.order(me)
    answer = carry_out(house, lambda: freezing.freeze(house.centre, order, me.codes, asked))
    return done(request, "/pembekuan", answer)


@router.post("/cabut")
def resume(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Command, Form()]
) -> Response:
    with house.views.connect() as connection:
        backlog = {code: _backlog(connection, code) for code in me.codes}
    order = form.order(me)
    answer = carry_out(house, lambda: freezing.resume(house.centre, order, me.codes, backlog))
    return done(request, "/pembekuan", answer)


def _backlog(connection: Connection, office: str) -> dict[str, int]:
    """What waits there: documents to complete or approve, jobs to print, cards to hand over."""
    documents = register.counts(connection, [office])
    jobs = queue.counts(connection, [office])
    waiting = {name: documents.get(name, 0) for name in ("incomplete", "complete", "printed")}
    return {**waiting, **{name: jobs.get(name, 0) for name in ("pending", "held", "leased")}}
