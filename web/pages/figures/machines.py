"""How many printers work, by what their stations said of themselves last."""

from dataclasses import dataclass

from sqlalchemy import Connection

from projections.stations import queries as stations
from web.house import House
from web.pages.stations import QUIET_SECONDS
from web.signed_in import Me


@dataclass(frozen=True, kw_only=True, slots=True)
class Machines:
    """`silent`: of stations that have not been heard for a while."""

    up: int = 0
    stopped: int = 0
    silent: int = 0


def machines(house: House, connection: Connection, me: Me) -> Machines:
    now = house.centre.clock.now()
    up = stopped = silent = 0
    for row in stations.listed(connection, me.codes):
        beat = house.heartbeats.get(row["station"])
        heard = beat is not None and (now - beat["at"]).total_seconds() <= QUIET_SECONDS
        said = {one.get("printer"): one for one in (beat or {}).get("printers", [])}
        for printer in stations.printers_of(connection, row["station"]):
            state = said.get(printer["printer"])
            if not heard or state is None:
                silent += 1
            elif state.get("conditions") or state.get("attempt_state") == "unknown":
                stopped += 1
            else:
                up += 1
    return Machines(up=up, stopped=stopped, silent=silent)
