"""Joins the centre to its metrics and its health."""

from datetime import datetime

from monitoring.centre import Heard, Sources, register_centre
from monitoring.server import Check, Watching, new_registry
from terbit.wiring import Installation
from web.house import House

MOST_LAG = 5_000
"""Positions that a read model may be behind before this process is not ready."""


def watch_centre(installation: Installation, house: House, port: int) -> Watching:
    """Serves `/metrics`, `/healthz`, `/readyz` on the loopback port; 0 takes a free one."""
    registry = new_registry()
    sources = Sources(
        views=installation.views,
        runner=installation.runner,
        log=installation.log,
        now=installation.centre.clock.now,
        heard=lambda: _heard(house),
    )
    register_centre(registry, sources)
    checks: dict[str, Check] = {
        "events": lambda: _events(installation),
        "views": lambda: _views(installation),
        "keys": lambda: _keys(installation),
    }
    return Watching(port, registry, checks)


def _heard(house: House) -> dict[str, Heard]:
    return {
        station: Heard(
            at=_moment(beat["at"]), outbox=int(beat["outbox"]), last_seq=int(beat["last_seq"])
        )
        for station, beat in dict(house.heartbeats).items()
    }


def _moment(at: object) -> datetime:
    return at if isinstance(at, datetime) else datetime.fromisoformat(str(at))


def _events(installation: Installation) -> str:
    installation.centre.registry.position()
    return ""


def _views(installation: Installation) -> str:
    last = installation.centre.registry.position()
    late = [
        f"{at.view} stopped" if at.stopped else f"{at.view} {last - at.position} behind"
        for at in installation.runner.progress()
        if at.stopped or last - at.position > MOST_LAG
    ]
    return ", ".join(late)


def _keys(installation: Installation) -> str:
    installation.centre.keys.cipher("0" * 32)
    return ""
