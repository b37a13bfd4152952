"""Faults as values, armed by the tester and fired once each."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from printers.dialects.ipp.answers import Status
from printers.dialects.ipp.operations import Operation


class Point(StrEnum):
    """Where a job can be struck."""

    MID_UPLOAD = "mid_upload"  # half of the request has come
    BEFORE_ANSWER = "before_answer"  # the job is made, the answer to Print-Job is not sent
    MID_SHEET = "mid_sheet"  # fed, not printed
    AFTER_SHEET = "after_sheet"  # printed, in the tray
    BEFORE_END = "before_end"  # all sheets printed, the job not yet called completed


class Kind(StrEnum):
    POWER_LOSS = "power_loss"  # the process ends at once
    RESTART = "restart"  # power is back at once; jobs, their numbers and the up-time are lost
    HANG_UP = "hang_up"  # the connection is reset; only where there is one
    FORGET = "forget"  # the job is printed to its end, but nobody knows of it any more
    CANCEL = "cancel"  # somebody presses the button on the printer
    ABORT = "abort"


_ON_THE_WIRE = (Point.MID_UPLOAD, Point.BEFORE_ANSWER)
_BEFORE_THE_JOB = (Kind.POWER_LOSS, Kind.RESTART, Kind.HANG_UP)


@dataclass(frozen=True, kw_only=True, slots=True)
class Strike:
    """Something happens at a point, after `skip` passes of it were let through."""

    at: Point
    kind: Kind
    skip: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class LyingCompleted:
    """The next job prints `sheets` of its sheets and is called completed.

    `impressions` is what the printer claims to have counted.
    """

    sheets: int
    impressions: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Slow:
    """Each sheet of the next job takes this long."""

    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Garbage:
    """The answer to an operation is noise: of IPP, or already of HTTP."""

    operation: Operation
    http: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SlowReply:
    """The answer to an operation is held back."""

    operation: Operation
    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Refuse:
    """An operation is answered with a status and does nothing."""

    operation: Operation
    status: Status


Fault = Strike | LyingCompleted | Slow | Garbage | SlowReply | Refuse


class Faults:
    """The faults armed and not yet fired; a test checks that this ends empty."""

    def __init__(self) -> None:
        self.armed: list[Fault] = []

    def strike(self, point: Point) -> Kind | None:
        """Pass a point of the job; what happens there, if anything."""
        for at, fault in enumerate(self.armed):
            if isinstance(fault, Strike) and fault.at is point:
                if fault.skip == 0:
                    del self.armed[at]
                    return fault.kind
                self.armed[at] = replace(fault, skip=fault.skip - 1)
                return None
        return None

    def on_job(self) -> LyingCompleted | Slow | None:
        """What is special about the job that begins now."""
        for fault in self.armed:
            if isinstance(fault, LyingCompleted | Slow):
                self.armed.remove(fault)
                return fault
        return None

    def on_operation(self, code: int) -> Refuse | None:
        for fault in self.armed:
            if isinstance(fault, Refuse) and fault.operation == code:
                self.armed.remove(fault)
                return fault
        return None

    def on_reply(self, code: int) -> Garbage | SlowReply | None:
        for fault in self.armed:
            if isinstance(fault, Garbage | SlowReply) and fault.operation == code:
                self.armed.remove(fault)
                return fault
        return None


def fault_of(request: dict[str, Any]) -> Fault:
    """Read a fault from a control line; `ValueError` or `KeyError` if it is none."""
    match request["at"]:
        case "lying_completed":
            return LyingCompleted(
                sheets=int(request["sheets"]), impressions=int(request["impressions"])
            )
        case "slow":
            return Slow(seconds=float(request["seconds"]))
        case "garbage":
            return Garbage(operation=_operation(request), http=bool(request.get("http", False)))
        case "slow_reply":
            return SlowReply(operation=_operation(request), seconds=float(request["seconds"]))
        case "busy":
            return Refuse(operation=Operation.PRINT_JOB, status=Status.SERVER_ERROR_BUSY)
        case "refuse":
            return Refuse(operation=_operation(request), status=Status(int(request["status"])))
        case point:
            return _strike(Point(point), Kind(request["kind"]), int(request.get("skip", 0)))


def _strike(at: Point, kind: Kind, skip: int) -> Strike:
    if at is Point.MID_UPLOAD and kind not in _BEFORE_THE_JOB:
        raise ValueError(f"there is no job yet to {kind} at {at}")
    if kind is Kind.HANG_UP and at not in _ON_THE_WIRE:
        raise ValueError(f"there is no connection at {at}")
    return Strike(at=at, kind=kind, skip=skip)


def _operation(request: dict[str, Any]) -> Operation:
    """An operation by its name in RFC 8011: `Print-Job`."""
    return Operation[str(request["operation"]).upper().replace("-", "_")]
