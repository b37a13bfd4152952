"""The tester's hands: one JSON request, one JSON reply."""

from dataclasses import asdict
from functools import partial
from typing import Any

from printers.emulator.control import obeyed
from printers.emulator.paper.faults import fault_of
from printers.emulator.paper.happenings import What
from printers.emulator.paper.machine import Machine


def obey(machine: Machine, line: bytes) -> bytes:
    """Carry out one control line and return the reply line."""
    with machine.changed:
        return obeyed(line, partial(_do, machine))


def _do(machine: Machine, request: dict[str, Any]) -> dict[str, Any]:
    match request["do"]:
        case "load":
            machine.happen(What.LOADED, tray=_sheets(request))
            machine.changed.notify_all()
        case "fault":
            machine.faults.armed.append(fault_of(request))
        case "power_cycle":
            machine.power_cycle()
        case "age":
            machine.age(float(request["seconds"]))
        case "state":
            return _state(machine)
        case unknown:
            raise ValueError(f"hands cannot {unknown}")
    return {}


def _sheets(request: dict[str, Any]) -> int:
    sheets = int(request["sheets"])
    if sheets < 0:
        raise ValueError(f"{sheets} sheets")
    return sheets


def _state(machine: Machine) -> dict[str, Any]:
    jobs = [
        {
            "job_id": job.job_id,
            "job_uuid": job.uuid,
            "job_name": job.name,
            "state": job.state.name.lower().replace("_", "-"),
            "impressions": job.impressions,
        }
        for job in machine.jobs.values()
    ]
    state = {**asdict(machine.body), "uuid": machine.uuid.urn, "up_time": machine.up_time}
    armed = [repr(fault) for fault in machine.faults.armed]
    return {"state": {**state, "jobs": jobs}, "armed": armed}
