"""The assignment: one document of desired state per station, from the read models."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from application.deciding import stamp
from application.station_link.forms import AssignmentForm, BoxForm, LeaseForm, OperatorForm
from domain.people.state import Role
from projections.people import queries as people
from projections.queue_board import queries as queue
from projections.runner import progress
from projections.stations import queries as stations
from projections.stations.projector import STATIONS
from projections.stock import queries as stock
from projections.stock.projector import STOCK
from web.house import House


def assignment(house: House, connection: Connection, station: stations.Row) -> AssignmentForm:
    """What the station should hold, finish and show. Judged by what the views know."""
    now = house.centre.clock.now()
    # Read before anything else: what follows is at least as new as it says.
    position = min(at.position for at in house.runner.progress())
    office = _office(connection, station["office"])
    today = now.astimezone(ZoneInfo(office["timezone"])).date().isoformat()
    shift = stations.shift(connection, station["station"], today)
    jobs = queue.at_station(connection, station["station"])
    frozen = people.frozen(connection, "print").get(station["office"])
    stock_is_there = _stock_includes(connection)
    return {
        "station": station["station"],
        "name": station["name"],
        "office": station["office"],
        "office_name": office["name"],
        "timezone": office["timezone"],
        "today": today,
        "position": position,
        "reported": station["covered"],
        "covered": station["covered"] if stock_is_there else 0,
        "shift_open": shift is not None and shift["closed_at"] is None,
        "shift_closed": shift is not None and shift["closed_at"] is not None,
        "waiting": len(waiting(connection, station, now, today)),
        "undo_until": queue.next_release(connection, station["office"], stamp(now)),
        "frozen_until": frozen["until"] if frozen else None,
        "leases": [_lease(job) for job in jobs if job["lease_live"]],
        "attempts": [_attempt(job) for job in jobs if job["status"] in ("printing", "unknown")],
        "boxes": _boxes(connection, station["station"]),
        "operators": _operators(house, connection, station["office"], today),
    }


def _stock_includes(connection: Connection) -> bool:
    """The stock view has all that the stations view knows; read in this order, before the boxes.

    Else the books of the boxes are older than `covered` says, and a used serial would go back
    on the station's stack.
    """
    known = progress(connection, STATIONS.name)
    stock_at = progress(connection, STOCK.name)
    return stock_at.stopped is None and stock_at.position >= known.position


def _office(connection: Connection, code: str) -> people.Row:
    return next(row for row in people.office_list(connection) if row["code"] == code)


def waiting(
    connection: Connection,
    station: stations.Row,
    now: datetime,
    today: str,
    person: str | None = None,
    most: int = 50,
) -> list[str]:
    """Jobs that the station may lease now, by the policy of the day."""
    policy = people.policy(connection, station["office"], today)
    asking = queue.Asking(
        office=station["office"],
        station=station["station"],
        now=stamp(now),
        person=person,
        classes=policy["classes"] if policy else (),
    )
    return queue.next_pending(connection, asking, most)


def _lease(job: queue.Row) -> LeaseForm:
    return {
        "print_job": job["print_job"],
        "lease": job["lease"],
        "receipt": job["receipt"],
        "payload_digest": job["payload_digest"],
        "cancel": job["cancel_then"],
        "position": 0,
    }


def _attempt(job: queue.Row) -> dict[str, str | None]:
    return {
        "print_job": job["print_job"],
        "attempt": job["attempt"],
        "status": job["status"],
        "seen": job["seen"],
        "printer": job["printer"],
    }


def _boxes(connection: Connection, station: str) -> list[BoxForm]:
    open_here = [
        box for box in stock.box_list(connection, stage="open") if box["station"] == station
    ]
    return [
        {
            "box": box["box"],
            "printer": box["printer"],
            "kind": box["kind"],
            "serials": [
                blank["serial"] for blank in stock.serials(connection, box["box"], "at_station")
            ],
        }
        for box in open_here
    ]


def _operators(house: House, connection: Connection, office: str, today: str) -> list[OperatorForm]:
    pins = house.accounts.pins()
    return [
        {
            "staff": row["staff"],
            "person": row["person"],
            "posting": row["posting"],
            "name": row["name"] or "",
            "pin": pins.get(row["staff"]),
            "valid_until": row["valid_until"],
        }
        for row in people.posted(connection, Role.OPERATOR, today)
        if office.startswith(row["office"])
    ]


def seconds_until(moment: str | None, now: datetime) -> float:
    """How long to wait for a release ahead; without one, for ever."""
    if moment is None:
        return float("inf")
    ahead = datetime.fromisoformat(moment).astimezone(UTC) - now
    return max(0.0, ahead.total_seconds()) + 0.005
