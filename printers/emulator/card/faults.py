"""Faults as values, armed by the tester and fired once each."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Point(StrEnum):
    """Where a job can be struck."""

    MID_DOWNLOAD = "mid_download"
    AFTER_INSERT = "after_insert"
    MID_PANEL = "mid_panel"
    AFTER_PRINT = "after_print"
    BEFORE_EJECT = "before_eject"
    AFTER_EJECT = "after_eject"


@dataclass(frozen=True, kw_only=True, slots=True)
class PowerLoss:
    """The process ends at once; what is inside stays inside."""

    at: Point
    skip: int = 0  # passes of the point that are let through, e.g. the first panel of two


@dataclass(frozen=True, kw_only=True, slots=True)
class Jam:
    at: Point = Point.MID_PANEL
    skip: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class DoubleFeed:
    """Two cards stick together; the printer counts one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Garbage:
    """The answer to `command` arrives as noise."""

    command: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SlowReply:
    """The answer to `command` is held back, and all work with it."""

    command: str
    seconds: float


Fault = PowerLoss | Jam | DoubleFeed | Garbage | SlowReply


class Faults:
    """The faults armed and not yet fired; a test checks that this ends empty."""

    def __init__(self) -> None:
        self.armed: list[Fault] = []

    def strike(self, point: Point) -> PowerLoss | Jam | None:
        """Pass a point of the job; the fault that fires there, if any."""
        for at, fault in enumerate(self.armed):
            if isinstance(fault, PowerLoss | Jam) and fault.at is point:
                if fault.skip == 0:
                    del self.armed[at]
                    return fault
                self.armed[at] = type(fault)(at=point, skip=fault.skip - 1)
                return None
        return None

    def double_feed(self) -> bool:
        if DoubleFeed() not in self.armed:
            return False
        self.armed.remove(DoubleFeed())
        return True

    def on_reply(self, command: str) -> Garbage | SlowReply | None:
        for fault in self.armed:
            if isinstance(fault, Garbage | SlowReply) and fault.command == command:
                self.armed.remove(fault)
                return fault
        return None


def fault_of(request: dict[str, Any]) -> Fault:
    """Read a fault from a control line; `ValueError` or `KeyError` if it is none."""
    skip = int(request.get("skip", 0))
    match request["at"]:
        case "double_feed":
            return DoubleFeed()
        case "garbage":
            return Garbage(command=str(request["command"]))
        case "slow_reply":
            return SlowReply(command=str(request["command"]), seconds=float(request["seconds"]))
        case point if request.get("kind") == "jam":
            if point in (Point.MID_DOWNLOAD, Point.AFTER_EJECT):
                raise ValueError(f"nothing moves at {point}")
            return Jam(at=Point(point), skip=skip)
        case point:
            return PowerLoss(at=Point(point), skip=skip)
