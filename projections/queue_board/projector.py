"""Folds print jobs; a property test holds its status against the domain's own rule."""

from collections.abc import Callable

from domain.streams import EVENTS
from projections.folding import Entry, Folding, Handler, Row, View
from projections.queue_board.tables import jobs


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
    tries = row["attempts"].items()
    open_ones = [n for n, t in tries if (t["lease"], t["outcome"]) == (e["lease"], "open")]
    for name in open_ones:
        _tried(row, name, outcome="unknown", serial=None)
        row["unknown_since"], row["unknown_reason"] = e["recorded_at"], "lease_broken"
    _end_lease(row, e["lease"])


def _cancel_requested(row: Row, e: Row) -> None:
    row["cancel_then"] = e["then"]


def _cancelled(row: Row, e: Row) -> None:
    row["cancelled"], row["cancel_then"] = e["cause"], None


def _started(row: Row, e: Row) -> None:
    tried = {
        "outcome": "open",
        "lease": e["lease"],
        "serial": e["expected_serial"],
        "key_used": False,
    }
    row["attempts"] = {**row["attempts"], e["attempt"]: tried}
    row["attempt"], row["printer"], row["box"] = e["attempt"], e["printer"], e["box"]
    row["serial"], row["counters_before"] = e["expected_serial"], e["counters"]
    row["seen"] = row["seen_by"] = row["seen_cause"] = row["counters_after"] = None


def _ended(row: Row, e: Row, outcome: str, serial: str | None) -> None:
    tried = _tried(row, e["attempt"], outcome=outcome, serial=serial)
    if tried is not None:
        _end_lease(row, tried["lease"])
    row["unknown_since"] = row["unknown_reason"] = None


def _printed(row: Row, e: Row) -> None:
    _ended(row, e, "good", e["observed_serial"])
    row["counters_after"] = e["counters"]


def _spoiled(row: Row, e: Row) -> None:
    _ended(row, e, "spoiled", e["observed_serial"])


def _unknown(row: Row, e: Row) -> None:
    _tried(row, e["attempt"], outcome="unknown", serial=None)
    row["unknown_since"], row["unknown_reason"] = e["recorded_at"], e["reason"]
    row["card_position"], row["counters_after"] = e["card_position"], e["counters"]


def _seen(row: Row, e: Row) -> None:
    _tried(row, e["attempt"], outcome=None, serial=e["observed_serial"])
    row["seen"], row["seen_by"] = e["seen"], e.get("actor_person")
    row["seen_cause"] = e["cause"]


def _settled(row: Row, e: Row) -> None:
    if e["settled_by"] == "counters":
        _tried(row, e["attempt"], outcome=e["outcome"], serial=None)
        row["unknown_since"] = row["unknown_reason"] = None
    else:
        _ended(row, e, e["outcome"], e["serial"])


def _authorised(row: Row, _e: Row) -> None:
    row["attempts"] = {name: {**tried, "key_used": True} for name, tried in row["attempts"].items()}


def _tried(row: Row, name: str, *, outcome: str | None, serial: str | None) -> Row | None:
    tried: Row | None = row["attempts"].get(name)
    if tried is None:
        return None
    changed = {**tried, "outcome": outcome or tried["outcome"], "serial": serial or tried["serial"]}
    row["attempts"] = {**row["attempts"], name: changed}
    if row["attempt"] == name:
        row["serial"] = changed["serial"]
    return changed


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
