"""Folds print jobs; a property test holds its status against the domain's own rule."""

from collections.abc import Callable
from typing import Any

from domain.streams import EVENTS
from projections.folding import Entry, Folding, Handler, Row, View
from projections.queue_board.tables import jobs

LEFT = "lease_broken"
"""Why nobody knows: the lease is over, its station is not waited for."""
SHOWN = (
    "printer", "box", "serial", "seen", "seen_by", "seen_cause", "unknown_since", "unknown_reason",
    "card_position", "counters_before", "counters_after",
)  # fmt: skip


def _job(folding: Folding, entry: Entry) -> Row | None:
    row = folding.rows["queue_jobs"].edit(entry.stream)
    if row is not None:
        row["changed_at"] = entry.fields["recorded_at"]
    return row


def status(row: Row) -> str:
    """The rule of flows section 3: the first that fits."""
    tries = row["attempts"].values()
    outcomes = [tried["outcome"] for tried in tries]
    if "unknown" in outcomes:
        return "unknown"
    if "open" in outcomes:
        return "printing"
    if row["cancelled"]:
        return "cancelled"
    if "good" in outcomes:
        return "printed"
    if row["lease_live"]:
        return "leased"
    if any(tried["outcome"] == "spoiled" and not tried["key_used"] for tried in tries):
        return "awaiting_reprint"
    return "held" if row["holds"] else "pending"


def _queued(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    if folding.rows["queue_jobs"].get(entry.stream) is not None:
        return
    folding.rows["queue_jobs"].put(
        print_job=entry.stream,
        document=e["document"],
        office=e["office"],
        kind=e["kind"],
        cause=e["cause"],
        not_before=e["not_before"],
        complete_since=e["complete_since"],
        queued_at=e["recorded_at"],
        changed_at=e["recorded_at"],
        approver=e.get("actor_person"),
        holds=[],
        attempts={},
    )


def _routed(row: Row, e: Row) -> None:
    row["office"], row["station"] = e["office"], e["station"]


def _held(row: Row, e: Row) -> None:
    row["holds"] = sorted({*row["holds"], e["hold"]})


def _released(row: Row, e: Row) -> None:
    row["holds"] = [hold for hold in row["holds"] if hold != e["hold"]]


def _reprioritised(row: Row, e: Row) -> None:
    row["rank"] = e["rank"]


def _called(row: Row, _e: Row) -> None:
    row["called"] = True


def _leased(row: Row, e: Row) -> None:
    row["lease"] = row["lease_live"] = e["lease"]
    row["lease_station"], row["operator"] = e["station"], e["operator"]
    row["payload_digest"] = e["payload_digest"]


def _surrendered(row: Row, e: Row) -> None:
    _end_lease(row, e["lease"])


def _broken(row: Row, e: Row) -> None:
    """Nobody waits for what was begun under it."""
    for name, tried in row["attempts"].items():
        if (tried["lease"], tried["outcome"]) == (e["lease"], "open"):
            _tried(row, name, outcome="unknown", **_doubt(e, LEFT))
    _end_lease(row, e["lease"])


def _doubt(e: Row, reason: str) -> Row:
    return {"unknown_since": e["recorded_at"], "unknown_reason": reason}


def _cancel_requested(row: Row, e: Row) -> None:
    row["cancel_then"] = e["then"]


def _cancelled(row: Row, e: Row) -> None:
    row["cancelled"], row["cancel_then"] = e["cause"], None


def _started(row: Row, e: Row) -> None:
    """Of a lease that is over nobody waits for a word: the start alone says that nobody knows."""
    waited_for = row["lease_live"] == e["lease"]
    tried = {
        "outcome": "open" if waited_for else "unknown",
        "lease": e["lease"],
        "key_used": False,
        "station": e.get("reporter") or row["lease_station"],
        "printer": e["printer"],
        "box": e["box"],
        "serial": e["expected_serial"],
        "counters_before": e["counters"],
        **({} if waited_for else _doubt(e, LEFT)),
    }
    row["attempts"] = {**row["attempts"], e["attempt"]: tried}


def _ended(row: Row, e: Row, outcome: str, serial: str | None, **more: Any) -> None:
    certain = {"unknown_since": None, "unknown_reason": None, **more}
    tried = _tried(row, e["attempt"], outcome=outcome, **_named(serial), **certain)
    if tried is not None:
        _end_lease(row, tried["lease"])


def _named(serial: str | None) -> Row:
    """What is not said anew stays as it was."""
    return {"serial": serial} if serial else {}


def _printed(row: Row, e: Row) -> None:
    _ended(row, e, "good", e["observed_serial"], counters_after=e["counters"])


def _spoiled(row: Row, e: Row) -> None:
    _ended(row, e, "spoiled", e["observed_serial"])


def _unknown(row: Row, e: Row) -> None:
    found = {"card_position": e["card_position"], "counters_after": e["counters"]}
    _tried(row, e["attempt"], outcome="unknown", **_doubt(e, e["reason"]), **found)


def _seen(row: Row, e: Row) -> None:
    look = {"seen": e["seen"], "seen_by": e.get("actor_person"), "seen_cause": e["cause"]}
    _tried(row, e["attempt"], **_named(e["observed_serial"]), **look)


def _settled(row: Row, e: Row) -> None:
    if e["settled_by"] == "counters":
        certain = {"unknown_since": None, "unknown_reason": None}
        _tried(row, e["attempt"], outcome=e["outcome"], **certain)
    else:
        _ended(row, e, e["outcome"], e["serial"])


def _authorised(row: Row, _e: Row) -> None:
    row["attempts"] = {name: {**tried, "key_used": True} for name, tried in row["attempts"].items()}


def _tried(row: Row, name: str, **changes: Any) -> Row | None:
    tried: Row | None = row["attempts"].get(name)
    if tried is None:
        return None
    changed = {**tried, **changes}
    row["attempts"] = {**row["attempts"], name: changed}
    return changed


def _show(row: Row) -> None:
    """The row has the attempt that waits for a look, else the one under way, else the last."""
    tries = row["attempts"]
    doubtful = [name for name, tried in tries.items() if tried["outcome"] == "unknown"]
    under_way = [name for name, tried in tries.items() if tried["outcome"] == "open"]
    for name in (doubtful or under_way or list(tries))[-1:]:
        row["attempt"], row["attempt_station"] = name, tries[name].get("station")
        for column in SHOWN:
            row[column] = tries[name].get(column)


def _end_lease(row: Row, lease: int) -> None:
    if row["lease_live"] == lease:
        row["lease_live"] = 0
        if row["cancel_then"] == "printed":
            row["cancel_then"] = None


def _on(change: Callable[[Row, Row], None]) -> Handler:
    def handle(folding: Folding, entry: Entry) -> None:
        row = _job(folding, entry)
        if row is not None:
            change(row, entry.fields)
            row["status"] = status(row)
            _show(row)

    return handle


HANDLERS: dict[str, Handler] = {
    "print_job.queued": _queued,
    "print_job.routed": _on(_routed),
    "print_job.held": _on(_held),
    "print_job.released": _on(_released),
    "print_job.reprioritised": _on(_reprioritised),
    "print_job.called": _on(_called),
    "print_job.leased": _on(_leased),
    "print_job.lease_surrendered": _on(_surrendered),
    "print_job.lease_broken": _on(_broken),
    "print_job.cancel_requested": _on(_cancel_requested),
    "print_job.cancelled": _on(_cancelled),
    "print_job.attempt_started": _on(_started),
    "print_job.attempt_printed": _on(_printed),
    "print_job.attempt_spoiled": _on(_spoiled),
    "print_job.attempt_unknown": _on(_unknown),
    "print_job.attempt_seen": _on(_seen),
    "print_job.attempt_settled": _on(_settled),
    "print_job.reprint_authorised": _on(_authorised),
}

QUEUE_BOARD = View(
    name="queue_board",
    tables=(jobs,),
    handlers=HANDLERS,
    ignored=frozenset(topic for topic in EVENTS if not topic.startswith("print_job.")),
)
