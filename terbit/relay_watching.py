"""Joins the relay to its metrics and its health."""

from monitoring.relay import RelayReading, register_relay
from monitoring.server import Watching, new_registry
from terbit.relay_wiring import Relay


def watch_relay(relay: Relay, port: int) -> Watching:
    registry = new_registry()
    register_relay(registry, lambda: _reading(relay))
    return Watching(port, registry, {"log": lambda: _log(relay)})


def _reading(relay: Relay) -> RelayReading:
    return RelayReading(
        behind=relay.publisher.behind(),
        published=relay.publisher.published,
        failures=relay.publisher.failures,
        statuses=relay.statuses.taken,
        dead=relay.statuses.dead,
    )


def _log(relay: Relay) -> str:
    relay.publisher.behind()
    return ""
