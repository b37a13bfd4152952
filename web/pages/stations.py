"""`/stasiun`: one tile per printer, and the end of a shift."""

from datetime import timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response
from sqlalchemy import Connection

from application import closing_shifts, revoking
from application.deciding import Answer
from application.language import N_, _
from domain.event import StreamId
from domain.people.permission import Act
from domain.stations.decide import REVOKED
from projections.history.sentences import ENDED
from projections.people import queries as people
from projections.queue_board import queries as queue
from projections.stations import queries as stations
from projections.stock import queries as stock
from web.acting import Command, TwoPeople, carry_out, done_before, second_person
from web.answering import done, page
from web.house import House
from web.pages.fields import Day
from web.pages.pictures import Id
from web.problems import Problem
from web.signed_in import Me, Posted, TheHouse
from web.words import State, age, clock, condition, day, when

router = APIRouter(prefix="/stasiun")
Row = dict[str, Any]
QUIET_SECONDS = 60


class Close(Command):
    date: Day


class Revoke(TwoPeople):
    reason: Literal["stolen", "broken", "replaced"]


@router.get("")
def show(request: Request, house: TheHouse, me: Posted) -> Response:
    """No names of applicants here: everyone signed in may read it."""
    with house.views.connect() as connection:
        names = people.names(connection)
        known = stations.ever(connection, me.codes)
        rows = [_station(house, connection, me, row, names) for row in known]
    # One that was revoked keeps its tile while something of it is left to be done.
    tiles = [row for row in rows if not row["revoked"] or row["left"]]
    over = [row for row in rows if row["revoked"] and not row["left"]]
    data = {"stations": tiles, "over": over, "why_revoked": {why: ENDED[why] for why in REVOKED}}
    return page(request, "stations.html", me, data)


def _station(house: House, connection: Connection, me: Me, row: Row, names: dict[str, str]) -> Row:
    beat = house.heartbeats.get(row["station"])
    shift = stations.open_shift(connection, row["station"])
    held = queue.at_station(connection, row["station"])
    # A job whose card is in doubt at another station may be leased to this one.
    tried = [job for job in held if job["attempt_station"] == row["station"]]
    unknown = sum(1 for job in tried if job["status"] == "unknown")
    started = sum(1 for job in tried if job["status"] == "printing")
    doubtful = [job for job in tried if job["status"] in ("unknown", "printing")]
    waiting = [job for job in held if queue.holds(job, row["station"]) and job not in doubtful]
    boxes = stock.on_hand(connection, row["station"])
    return {
        "station": row["station"],
        "name": row["name"],
        "office": row["office"],
        "place": me.office_name(row["office"]),
        "covered": row["covered"],
        "outbox": beat["outbox"] if beat else None,
        "link": _link(house, me, row, beat),
        "revoked": when(row["revoked_at"], me.zone) if row["revoked_at"] else "",
        "left": bool(shift or unknown or boxes),
        "boxes": len(boxes),
        "printers": [
            _printer(connection, me, row["station"], printer, beat)
            for printer in stations.printers_of(connection, row["station"])
        ],
        "leases": len(waiting),
        "started": started,
        "unknown": unknown,
        "shift": shift,
        "shift_day": _day_of(shift) if shift else "",
        "shift_by": names.get(shift["opened_by"], "") if shift else "",
        "shift_at": clock(shift["opened_at"], me.zone) if shift else "",
        "may_close": shift is not None and me.may(Act.CLOSE_SHIFT, row["office"]),
        "may_revoke": not row["revoked_at"] and me.may(Act.REVOKE_STATION, row["office"]),
    }


def _day_of(shift: Row) -> str:
    """A station may have reported anything: what is no day is shown as it stands."""
    try:
        return day(shift["date"])
    except ValueError:
        return str(shift["date"])


def _link(house: House, me: Me, row: Row, beat: Row | None) -> State:
    """What the station said of itself last, and how long ago."""
    if row["revoked_at"]:
        return State("cancelled", N_("Dicabut"), "", N_("tidak mencetak lagi"))
    if beat is None:
        return State(
            "cancelled", N_("Terputus"), "warn", N_("belum terdengar sejak pusat dinyalakan")
        )
    now = house.centre.clock.now()
    heard = clock(beat["at"].isoformat(), me.zone, seconds=True)
    if _is_quiet(house, beat):
        said = _("terakhir {at}, {age} lalu")
        ago = said.format(at=heard, age=age(beat["at"].isoformat(), now))
        return State("cancelled", N_("Terputus"), "warn", ago)
    return State("dot", N_("Tersambung"), "ok", _("terdengar {at}").format(at=heard))


def _is_quiet(house: House, beat: Row) -> bool:
    passed: timedelta = house.centre.clock.now() - beat["at"]
    return passed.total_seconds() > QUIET_SECONDS


def _printer(connection: Connection, me: Me, station: str, printer: Row, beat: Row | None) -> Row:
    said = next(
        (
            one
            for one in (beat or {}).get("printers", [])
            if one.get("printer") == printer["printer"]
        ),
        None,
    )
    box = stock.open_box(connection, station, printer["printer"])
    return {
        "printer": printer["printer"],
        "model": printer["model"],
        "state": doing(said, printer["medium"]),
        "remaining": None if me.counts_blind else box["remaining"] if box else 0,
        "next_serial": box["next_serial"] if box else None,
        "medium": printer["medium"],
        "counted": box is not None and not box["serials"],
    }


def doing(said: Row | None, medium: str) -> State:
    """What a printer does, by what its station said of it last."""
    if said is None:
        return State("cancelled", N_("tidak diketahui"), "", N_("menunggu kabar dari stasiun"))
    conditions = [condition(str(word), medium) for word in said.get("conditions") or []]
    if said.get("attempt_state") == "unknown":
        return State(
            "unknown", N_("menunggu keputusan"), "unknown", N_("lihat hasilnya di stasiun")
        )
    if conditions:
        return State("stop", conditions[0], "bad", ", ".join(conditions[1:]))
    if said.get("attempt_state"):
        return State("three", N_("mencetak"), "run")
    return State("ring", N_("siap"))


def _heard(house: House, station: str) -> Row:
    """The station's word on how far its journal goes, which an old one says nothing of.

    What its outbox held then is in `last_seq`: a close is refused till all of it has arrived.
    """
    beat = house.heartbeats.get(station)
    if beat is not None and not _is_quiet(house, beat):
        return beat
    if beat is None:
        why = _(
            "Stasiun belum terdengar sejak pusat dinyalakan, jadi belum pasti catatannya lengkap."
        )
    else:
        ago = age(beat["at"].isoformat(), house.centre.clock.now())
        why = _("Stasiun tidak terdengar selama {age}, jadi belum pasti catatannya lengkap.")
        why = why.format(age=ago)
    cure = _("Tunggu sampai tersambung, lalu tutup lagi.")
    raise Problem(why, cure, status=409, code="not_heard")


@router.post("/{station}/tutup")
def close(
    request: Request, house: TheHouse, me: Posted, station: Id, form: Annotated[Close, Form()]
) -> Response:
    order = form.order(me)
    if (before := done_before(house, order)) is not None:
        return done(request, "/stasiun", before)
    with house.views.connect() as connection:
        row = stations.station(connection, station)
        jobs = [StreamId(job["print_job"]) for job in queue.at_station(connection, station)]
    # A revoked one is not waited for: what it still sends is told as a mismatch.
    gone = row is not None and row["revoked_at"] is not None
    reported = 0 if gone else int(_heard(house, station)["last_seq"])
    answer = carry_out(
        house,
        lambda: closing_shifts.close_shift(
            house.centre,
            order,
            station=StreamId(station),
            day=form.date.isoformat(),
            open_jobs=tuple(jobs),
            reported=reported,
        ),
    )
    return done(request, "/stasiun", answer)


@router.post("/{station}/cabut")
def revoke(
    request: Request, house: TheHouse, me: Posted, station: Id, form: Annotated[Revoke, Form()]
) -> Response:
    """For ever, by two people; its leases are broken and its printers free."""
    with house.views.connect() as connection:
        row = stations.station(connection, station)
    place = row["office"] if row else ""
    second = second_person(request, house, me, form, Act.REVOKE_STATION, place)

    def revoked(part: str) -> Answer:
        held = _leased(house, station)
        order = form.order(me, part, second)
        return revoking.revoke_station(house.centre, order, StreamId(station), form.reason, held)

    answer = carry_out(house, lambda: revoked(""))
    if _leased(house, station):
        # Given in the same moment: from now on there are no more.
        carry_out(house, lambda: revoked("late"))
    return done(request, "/stasiun", answer, _("Stasiun dicabut."))


def _leased(house: House, station: str) -> list[StreamId]:
    with house.views.connect() as connection:
        jobs = queue.at_station(connection, station)
    return [StreamId(job["print_job"]) for job in jobs if queue.holds(job, station)]
