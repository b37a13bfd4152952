"""The assignment: one document of desired state per station, from the read models."""

from collections.abc import Collection
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from application.deciding import office_day, stamp
from application.station_link.forms import AssignmentForm, BoxForm, LeaseForm, OperatorForm
from domain.documents.kinds import KINDS
from domain.people.state import Role
from domain.values.serials import display
from projections.people import queries as people
from projections.queue_board import queries as queue
from projections.runner import progress
from projections.stations import queries as stations
from projections.stations.projector import STATIONS
from projections.stock import queries as stock
from projections.stock.projector import STOCK
from web.house import House

MOST_WAITING = 50
EMPTIED = 8
"""Of each station: more than it has printers."""


def assignment(house: House, connection: Connection, station: stations.Row) -> AssignmentForm:
    """What the station should hold, finish and show. Judged by what the views know."""
    whole = _whole(house, connection, station)
    return whole if station["revoked_at"] is None else _revoked(whole)


def _revoked(whole: AssignmentForm) -> AssignmentForm:
    """Nothing to hold and nobody to print for: whoever has the key now learns no names."""
    return {
        **whole,
        "revoked": True,
        "shift_open": False,
        "waiting": 0,
        "undo_until": None,
        "leases": [],
        "boxes": [],
        "operators": [],
    }


def _whole(house: House, connection: Connection, station: stations.Row) -> AssignmentForm:
    now = house.centre.clock.now()
    # Read before anything else: what follows is at least as new as it says.
    position = min(at.position for at in house.runner.progress())
    office = _office(connection, station["office"])
    today = now.astimezone(ZoneInfo(office["timezone"])).date().isoformat()
    shift = stations.shift(connection, station["station"], today)
    jobs = queue.at_station(connection, station["station"])
    frozen = people.frozen(connection, "print").get(station["office"])
    wanted = asking(house, connection, station, kinds_at(connection, station))
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
        "waiting": len(queue.next_pending(connection, wanted, MOST_WAITING)),
        "undo_until": queue.next_release(connection, station["office"], stamp(now)),
        "frozen_until": frozen["until"] if frozen else None,
        "revoked": False,
        "leases": [_lease(job) for job in jobs if queue.holds(job, station["station"])],
        "attempts": [
            _attempt(job)
            for job in jobs
            if job["status"] in ("printing", "unknown")
            and job["attempt_station"] == station["station"]
        ],
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


def kinds_at(connection: Connection, station: stations.Row) -> frozenset[str]:
    """Kinds that one printer or another there can make, blanks or no blanks."""
    media = {row["medium"] for row in stations.printers_of(connection, station["station"])}
    return frozenset(kind.name for kind in KINDS.values() if kind.medium in media)


def asking(
    house: House,
    connection: Connection,
    station: stations.Row,
    kinds: Collection[str],
    person: str | None = None,
) -> queue.Asking:
    """What a station may be given now, by the policy of the day."""
    today = office_day(house.centre, station["office"])
    policy = people.policy(connection, station["office"], today)
    return queue.Asking(
        office=station["office"],
        station=station["station"],
        now=stamp(house.centre.clock.now()),
        kinds=kinds,
        person=person,
        classes=policy["classes"] if policy else (),
    )


def _lease(job: queue.Row) -> LeaseForm:
    return {
        "print_job": job["print_job"],
        "lease": job["lease"],
        "receipt": job["receipt"],
        "kind": job["kind"],
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
    # The newest empty ones stand at their printers still, and are counted there.
    open_here = [
        *(box for box in stock.on_hand(connection, station) if box["stage"] == "open"),
        *stock.emptied(connection, EMPTIED, station),
    ]
    return [
        {
            "box": box["box"],
            "printer": box["printer"],
            "kind": box["kind"],
            "serials": [
                blank["serial"] for blank in stock.serials(connection, box["box"], "at_station")
            ],
            "remaining": None if box["serials"] else box["remaining"],
            "missing": [
                blank["serial"] for blank in stock.serials(connection, box["box"], "missing")
            ],
            "label": _label(box),
        }
        for box in open_here
    ]


def _label(box: stock.Row) -> str:
    """First and last number; of blanks without numbers the batch."""
    if not box["serials"]:
        return str(box["batch"])
    return f"{display(box['first'])} – {display(box['last'])}"


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
