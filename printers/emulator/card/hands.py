"""The tester's hands: one JSON request, one JSON reply."""

import re
from dataclasses import asdict
from functools import partial
from typing import Any

from printers.emulator.card.faults import Jam, fault_of
from printers.emulator.card.happenings import State, What
from printers.emulator.card.machine import Machine
from printers.emulator.control import obeyed

_SERIAL = re.compile(r"[A-Za-z0-9_-]{1,64}")  # it becomes a file name


def obey(machine: Machine, line: bytes) -> bytes:
    """Carry out one control line and return the reply line."""
    return obeyed(line, partial(_do, machine))


def _do(machine: Machine, request: dict[str, Any]) -> dict[str, Any]:
    match request["do"]:
        case "load":
            machine.happen(What.LOADED, serials=_loadable(machine.state, request["serials"]))
        case "put_back":
            machine.happen(What.PUT_BACK, serials=_loadable(machine.state, request["serials"]))
        case "fault":
            machine.faults.armed.append(fault_of(request))
        case "jam":
            machine.faults.armed.append(Jam())
        case "cover" | "ribbon" | "hopper":
            machine.arrange(**_arranged(request))
        case "clear":
            cards = machine.clear()
            return {"cards": [{**asdict(card), "went": "aside"} for card in cards]}
        case "take":
            taken = machine.state.hopper
            machine.happen(What.TAKEN, serials=taken)
            return {"serials": taken}
        case "state":
            armed = [type(fault).__name__ for fault in machine.faults.armed]
            return {"state": asdict(machine.state), "armed": armed}
        case unknown:
            raise ValueError(f"hands cannot {unknown}")
    return {}


def _arranged(request: dict[str, Any]) -> dict[str, Any]:
    """What hands change without touching a card."""
    match request["do"]:
        case "cover":
            return {"cover_open": bool(request["open"])}
        case "ribbon":
            return {"ribbon": int(request["left"])}
        case _:
            return {"capacity": int(request["capacity"])}


def _loadable(state: State, given: list[Any]) -> tuple[str, ...]:
    """Serials for the feeder; a card that was laid aside may be put back, no other twice."""
    serials = tuple(str(serial) for serial in given)
    here = {*state.feeder, *state.hopper, *state.reject, *(card.serial for card in state.inside)}
    for serial in serials:
        if not _SERIAL.fullmatch(serial):
            raise ValueError(f"not a serial: {serial!r}")
        if serial in here:
            raise ValueError(f"already in the printer: {serial}")
        here.add(serial)
    return serials
