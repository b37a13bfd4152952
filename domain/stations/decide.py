"""Decisions on stations, printers and shifts."""

from dataclasses import dataclass
from typing import Any

from domain.event import By
from domain.refusal import Reason, Refused, refuse_if
from domain.stations import events as e
from domain.stations.state import Shift, Station
from domain.stock.state import Box
from domain.two_people import two_people

REVOKED = ("stolen", "broken", "replaced")
"""Why a station is revoked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseShift:
    """What the centre knows of the station when its shift is to be closed."""

    by: By
    boxes: tuple[tuple[str, Box], ...]
    unlooked: tuple[str, ...]
    waiting: tuple[str, ...]
    discrepancies: tuple[str, ...]
    reported: int
    covered: int


def enrol(state: Station | None, enrolled: e.Enrolled) -> list[e.StationEvent]:
    refuse_if(state is not None, Reason.WRONG_STATE)
    return [enrolled]


def commission(state: Station | None, commissioned: e.PrinterCommissioned) -> list[e.StationEvent]:
    """Flow 14.1: a printer (model, serial) works at one station; a claim says so."""
    if state is None:
        raise Refused(Reason.NOT_FOUND)
    refuse_if(state.revoked, Reason.STATION_REVOKED)
    refuse_if(commissioned.printer in state.printers, Reason.WRONG_STATE)
    return [commissioned]


def retire(state: Station | None, by: By, printer: str, reason: str) -> list[e.StationEvent]:
    if state is None or printer not in state.printers:
        raise Refused(Reason.NOT_FOUND)
    refuse_if(not reason.strip(), Reason.NO_REASON)
    return [e.PrinterRetired(by=by, printer=printer, reason=reason)]


def revoke(state: Station | None, by: By, reason: str) -> list[e.StationEvent]:
    """Flow 14.10: for ever; the same mini PC comes back under a key and a name of its own."""
    if state is None:
        raise Refused(Reason.NOT_FOUND)
    two_people(by)
    refuse_if(state.revoked, Reason.STATION_REVOKED)
    refuse_if(reason not in REVOKED, Reason.NO_REASON)
    return [e.Revoked(by=by, reason=reason)]


def close_shift(state: Shift | None, command: CloseShift) -> list[e.ShiftEvent]:
    """Flow 12.3: every open box counted blind and equal, every unknown card looked at."""
    if state is None:
        raise Refused(Reason.NO_SHIFT)
    refuse_if(state.closed, Reason.WRONG_STATE, state="closed")
    refuse_if(command.covered < command.reported, Reason.JOURNAL_GAP)
    refuse_if(bool(command.unlooked), Reason.NOT_SEEN)
    counts = [_counted(box_id, box, state.opened_at) for box_id, box in command.boxes]
    return [
        e.ShiftClosed(
            by=command.by,
            counts=counts,
            waiting=list(command.waiting),
            discrepancies=list(command.discrepancies),
        )
    ]


def _counted(box_id: str, box: Box, since: str) -> dict[str, Any]:
    """A count of this shift: one from before it says nothing of what happened in it."""
    count = box.count
    if count is None or count.at < since:
        raise Refused(Reason.NOT_COUNTED, box=box_id)
    refuse_if(count.counted != count.computed, Reason.COUNT_DIFFERS, box=box_id)
    return {"box": box_id, "counted": count.counted, "computed": count.computed}
