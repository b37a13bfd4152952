"""How many printers work, by what their stations said of themselves last."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from projections.stations import queries as stations
from web.house import House
from web.pages.stations import QUIET_SECONDS, doing
from web.signed_in import Me

Row = dict[str, Any]
TROUBLE = {"unknown": 0, "stop": 1, "cancelled": 2}
"""What needs a person comes first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Machines:
    """`silent`: of stations that have not been heard for a while. `listed`: the troubled first."""

    up: int
    stopped: int
    silent: int
    listed: tuple[Row, ...]


def machines(house: House, connection: Connection, me: Me) -> Machines:
    now = house.centre.clock.now()
    found: list[Row] = []
    listed = stations.listed(connection, me.codes)
    printers = stations.printers_at(connection, [row["station"] for row in listed])
    for row in listed:
        beat = house.heartbeats.get(row["station"])
        heard = beat is not None and (now - beat["at"]).total_seconds() <= QUIET_SECONDS
        said = {one.get("printer"): one for one in (beat or {}).get("printers", [])}
        for printer in printers.get(row["station"], []):
            last = said.get(printer["printer"]) if heard else None
            state = doing(last, printer["medium"])
            found.append({"name": f"{row['name']} · {printer['printer']}", "state": state})
    silent = sum(1 for one in found if one["state"].glyph == "cancelled")
    stopped = sum(1 for one in found if one["state"].glyph in ("stop", "unknown"))
    up = len(found) - silent - stopped
    found.sort(key=lambda one: (TROUBLE.get(one["state"].glyph, len(TROUBLE)), one["name"]))
    return Machines(up=up, stopped=stopped, silent=silent, listed=tuple(found))
