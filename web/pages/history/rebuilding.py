"""`/riwayat/bangun-ulang`: are the pages what the log says? Every view rebuilt and compared."""

from dataclasses import asdict
from datetime import datetime
from math import ceil
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response

from application.language import N_, _
from projections.check_runs import BUSY, Checked, Run, Stage
from projections.history import moments
from projections.people import queries as people
from web.acting import Command
from web.answering import done, page
from web.pages.history.asked import local, reader
from web.signed_in import Posted, TheHouse
from web.words import clock, day, duration

PER_SECOND = 4_000
"""Events through all views, as docs/performance.md has it, before a check was made here."""
router = APIRouter(prefix="/riwayat/bangun-ulang")
BASE = "/riwayat/bangun-ulang"
VIEWS = {
    "queue_board": N_("Antrean cetak"),
    "register": N_("Daftar permohonan"),
    "stock": N_("Blangko"),
    "stations": N_("Stasiun dan giliran"),
    "people": N_("Tempat dan petugas"),
    "history": N_("Riwayat"),
    "figures": N_("Angka kinerja"),
}
WHAT = {
    "differs": N_("berbeda"),
    "only in the live view": N_("hanya di tampilan langsung"),
    "only in the rebuilt view": N_("hanya di hasil bangun ulang"),
}


@router.get("")
def show(request: Request, house: TheHouse, me: Posted) -> Response:
    reader(me)
    run = house.checks.last()
    with house.views.connect() as connection:
        by = people.names(connection).get(run.by) if run else None
        events = moments.last_position(connection)
    data = {
        "run": _shown(run, by or "–", me.zone) if run else None,
        "base": BASE,
        "events": events,
        "about": about(events / (pace_of(run) or PER_SECOND)),
        "measured_here": pace_of(run) is not None,
    }
    return page(request, "history_check.html", me, data)


@router.post("")
def start(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Command, Form()]
) -> Response:
    """While one goes on, another one asked for is that one."""
    del form
    run = house.checks.start(reader(me).staff)
    return done(request, BASE, {"check": run.id})


def pace_of(run: Run | None) -> float | None:
    """Events a second of the check before; None when none came to its end."""
    if run is None or run.stage is not Stage.DONE or not (run.began_at and run.ended_at):
        return None
    passed = datetime.fromisoformat(run.ended_at) - datetime.fromisoformat(run.began_at)
    position = max((one.position for one in run.views), default=0)
    return position / passed.total_seconds() if position and passed else None


def about(seconds: float) -> str:
    return duration(ceil(seconds / 60)) if seconds > 60 else _("kurang dari satu menit")


def _shown(run: Run, by: str, zone: str) -> dict[str, Any]:
    views = [_view(one) for one in run.views]
    return {
        "id": run.id,
        "stage": run.stage.value,
        "busy": run.stage in BUSY,
        "equal": run.equal,
        "failed": run.stage is Stage.FAILED,
        "cut_short": run.why == "cut_short",
        "again": run.beginnings > 1 and run.stage in BUSY,
        "by": by,
        "asked": f"{day(local(run.asked_at, zone))} {clock(run.asked_at, zone)}",
        "ended": clock(run.ended_at, zone) if run.ended_at else "",
        "views": views,
        "rows": sum(one["rows"] or 0 for one in views),
        "position": max((one["position"] for one in views), default=0),
        "done": sum(one["equal"] is not None for one in views),
        "different": sum(one["equal"] is False for one in views),
    }


def _view(one: Checked) -> dict[str, Any]:
    going = one.equal is None and one.target > 0
    return {
        **asdict(one),
        "word": _(VIEWS.get(one.view, one.view)),
        "going": going,
        "comparing": going and one.position >= one.target,
        "differences": [{**found, "said": _said(found)} for found in one.differences],
    }


def _said(found: dict[str, Any]) -> str:
    what = WHAT[found["what"]]
    return _(what)
