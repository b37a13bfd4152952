"""`/gangguan`: power, link, centre or machines gone; the service clock stands meanwhile."""

from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field, NaiveDatetime

from application import recording_outages
from application.deciding import stamp
from application.language import _
from application.recording_outages import Outage
from domain.people.permission import Act
from projections.figures import outages
from projections.people import queries as people
from web.acting import Command, carry_out
from web.answering import done, page
from web.pages.fields import Plain
from web.problems import Problem
from web.signed_in import Me, Posted, TheHouse
from web.words import OUTAGES, age, when

router = APIRouter(prefix="/gangguan")
FIRST, LAST = datetime(2000, 1, 1), datetime(2999, 12, 31)  # noqa: DTZ001 - the office's time
MOST_PLACES, MOST_TOLD = 100, 60
Place = Annotated[str, Field(max_length=10)]


class Moment(BaseModel):
    """`at` as the browser sends it, in the office's own time."""

    cause: str = Field(default="", max_length=20)
    at: Annotated[NaiveDatetime, Field(ge=FIRST, le=LAST)]

    def moment(self, zone: str) -> str:
        return stamp(self.at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC))


class Began(Moment, Command):
    place: list[Place] = Field(default_factory=list, max_length=MOST_PLACES)
    note: Annotated[Plain, Field(max_length=300)] = ""


class Ended(Moment, Command):
    office: Place


@router.get("")
def show(request: Request, house: TheHouse, me: Posted) -> Response:
    now = house.centre.clock.now()
    with house.views.connect() as connection:
        rows = outages.told(connection, me.codes, MOST_TOLD)
        names = people.names(connection)
    local = now.astimezone(ZoneInfo(me.zone))
    return page(request, "outages.html", me, {
        "standing": [_shown(me, row, now, names) for row in rows if not row["ended_at"]],
        "over": [_shown(me, row, now, names) for row in rows if row["ended_at"]],
        "causes": OUTAGES,
        "places": [{"code": row["code"], "name": row["name"]} for row in me.offices],
        "may_record": me.may(Act.RECORD_OUTAGE),
        "local_now": f"{local:%Y-%m-%dT%H:%M}",
    })  # fmt: skip


def _shown(me: Me, row: dict[str, Any], now: datetime, names: dict[str, str]) -> dict[str, Any]:
    end = datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else now
    return {
        "office": row["office"],
        "place": me.office_name(row["office"]),
        "cause": row["cause"],
        "what": _(OUTAGES.get(row["cause"], row["cause"])),
        "since": when(row["began_at"], me.zone),
        "ended": when(row["ended_at"], me.zone) if row["ended_at"] else "",
        "lasted": age(row["began_at"], end),
        "note": row["note"],
        "by": names.get(row["actor"] or "", "–"),
    }


@router.post("")
def begin(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Began, Form()]
) -> Response:
    if not form.place:
        raise Problem(_("Belum ada tempat yang dipilih."), _("Tandai paling sedikit satu tempat."))
    said = Outage(cause=form.cause, at=form.moment(me.zone), note=form.note)
    order = form.order(me)
    answer = carry_out(
        house, lambda: recording_outages.begin(house.centre, order, form.place, said)
    )
    return done(request, "/gangguan", answer)


@router.post("/selesai")
def end(request: Request, house: TheHouse, me: Posted, form: Annotated[Ended, Form()]) -> Response:
    said = Outage(cause=form.cause, at=form.moment(me.zone))
    order = form.order(me)
    answer = carry_out(house, lambda: recording_outages.end(house.centre, order, form.office, said))
    return done(request, "/gangguan", answer)
