"""How far the job in a printer is, by what the journal and the store say; nothing is asked."""

import json

from application.station_link.desk import ReadBack
from domain.stations import facts as f
from workers.station.store import Row, Store


def stage(attempt: Row) -> str:
    """`started`, of a card; `sent` or `accepted`, of a job on paper (see `PrinterView`)."""
    if attempt["box"] is not None:
        return "started"
    trace = json.loads(attempt["device"]) if attempt["device"] else {}
    return "sent" if trace.get("job_id") is None else "accepted"


def read_back(store: Store, attempt: Row) -> ReadBack | None:
    """Of a card of which nobody knows; None: the printer was not asked, or did not answer."""
    if attempt["state"] != "unknown" or attempt["box"] is None:
        return None
    entry = store.one(
        "SELECT json_extract(text,'$.body') AS body FROM entries WHERE "
        "json_extract(text,'$.kind')=? AND json_extract(text,'$.body.print_job')=? "
        "AND json_extract(text,'$.body.attempt')=? ORDER BY seq DESC LIMIT 1",
        f.AttemptUnknown.KIND,
        attempt["print_job"],
        attempt["attempt"],
    )
    told = json.loads(entry["body"]) if entry else {}
    before, after = json.loads(attempt["counters"] or "null"), told.get("counters")
    if before is None or after is None:
        return None
    return ReadBack(
        cards=after["inserted"] - before["inserted"],
        faces=after["panels"] - before["panels"],
        position=told.get("card_position") or "unknown",
    )
