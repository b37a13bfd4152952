"""What others did since somebody was here last: orders, freezes, outages, counts, people."""

from typing import Any

from sqlalchemy import Connection

from projections.history import moments
from projections.history import queries as history
from web import telling
from web.house import House
from web.signed_in import Me
from web.words import when

Row = dict[str, Any]
MOST = 6
NOTABLE = (
    "blank_box.counted",
    "blank_box.received",
    "discrepancy.closed",
    "discrepancy.opened",
    "office.frozen",
    "office.outage_began",
    "office.outage_ended",
    "office.policy_published",
    "office.resumed",
    "posting.ended",
    "posting.granted",
    "shift.closed",
    "station.enrolled",
    "station.printer_retired",
    "station.revoked",
)


def since_last_visit(house: House, connection: Connection, me: Me) -> Row:
    """`since`: when the session before this one was used last; empty at a first visit."""
    last = house.accounts.visited_before(me.staff, me.sid)
    after = moments.position_at(connection, last) if last else 0
    lately = history.Lately(topics=NOTABLE, offices=me.codes, after=after, but=me.staff)
    newest = history.newest(connection, lately, MOST)
    story = telling.told(house, connection, newest, me.zone, personal=False)
    return {"since": when(last, me.zone) if last else "", "story": story}
