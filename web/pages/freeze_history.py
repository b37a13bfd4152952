"""Every freeze there was: from when to when, by whose order, and what waited when it ended."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

from application.deciding import stamp
from application.registry.decoder import decode
from application.registry.reader import LogReader
from domain.offices.state import office_id
from web.house import House
from web.signed_in import Me
from web.words import age, freeze_end, scopes, when

Row = dict[str, Any]
FROZEN, RESUMED = "office.frozen", "office.resumed"


def history(house: House, me: Me) -> list[Row]:
    """The newest first; what one order did to several places stands once."""
    now = house.centre.clock.now()
    together: dict[tuple[str, ...], list[Row]] = {}
    with closing(house.log_reader()) as log:
        for code in me.codes:
            for one in _freezes(log, code):
                ended = one["ended"] or {}
                said = [event["recorded_at"] for event in one["events"]]
                key = (*said, str(one["events"][-1]["scope"]), str(ended.get("recorded_at")))
                together.setdefault(key, []).append({**one, "office": code})
    found = [_told(ones, me, now) for ones in together.values()]
    return sorted(found, key=lambda row: str(row["frozen_at"]), reverse=True)


def last_resumed(house: House, codes: Sequence[str]) -> dict[str, Row]:
    """Office -> the event by which its work went on, the last one."""
    found: dict[str, Row] = {}
    with closing(house.log_reader()) as log:
        for code in codes:
            for one in _freezes(log, code):
                if one["ended"]:
                    found[code] = one["ended"]
    return found


def _freezes(log: LogReader, code: str) -> Iterator[Row]:
    """Of one office, oldest first. A freeze of what is frozen changes it."""
    standing: list[Row] = []
    for stored in log.stream(office_id(code)):
        if stored.topic == FROZEN:
            standing.append(decode(stored.topic, stored.state))
        elif stored.topic == RESUMED and standing:
            yield {"events": standing, "ended": decode(stored.topic, stored.state)}
            standing = []
    if standing:
        yield {"events": standing, "ended": None}


def _told(ones: list[Row], me: Me, now: datetime) -> Row:
    events, ended = ones[0]["events"], ones[0]["ended"]
    first, last = events[0], events[-1]
    until = datetime.fromisoformat(ended["recorded_at"]) if ended else now
    waits = sum(sum(one["ended"]["backlog"].values()) for one in ones if one["ended"])
    return {
        "places": [me.office_name(one["office"]) for one in ones],
        "what": scopes(last["scope"]),
        "frozen_at": first["recorded_at"],
        "since": when(first["recorded_at"], me.zone),
        "changes": len(events) - 1,
        "ended_at": ended["recorded_at"] if ended else None,
        "ended": when(ended["recorded_at"], me.zone) if ended else None,
        "ends": freeze_end(last["until"], stamp(now), me.zone),
        "planned": when(last["until"], me.zone),
        "duration": age(first["recorded_at"], until),
        "ordered_by": last["ordered_by"],
        "reason": last["reason"],
        "backlog": waits if ended else None,
    }
