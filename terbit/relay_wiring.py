"""Joins the relay of one shard: publisher, status consumer, and the lock that keeps it alone."""

import fcntl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

import structlog

from application import enrolling
from application.database import open_sqlite
from application.deciding import Order
from application.enrolling import Into
from application.importing.statuses import Observation
from domain.offices.state import Office, office_id
from domain.refusal import Refused
from terbit.errors import BadConfig
from terbit.wiring import Installation
from workers.loop import Loop
from workers.relay.broker import Broker
from workers.relay.progress import Progress
from workers.relay.publishing import BrokerGone, Publisher
from workers.relay.statuses import Said, StatusConsumer

log = structlog.get_logger()
IDLE_SECONDS = 1.0
RETRY_SECONDS = 2.0


@dataclass(frozen=True, kw_only=True)
class Relay:
    publisher: Publisher
    statuses: StatusConsumer
    loops: tuple[Loop, ...]
    lock: IO[str]

    def start(self) -> None:
        for loop in self.loops:
            loop.start()

    def wake(self) -> None:
        self.loops[0].wake()

    def stop(self) -> None:
        for loop in self.loops:
            loop.stop(30.0)
        self.publisher.close()
        self.statuses.close()
        self.lock.close()


def broker_of(installation: Installation) -> Broker:
    """Raises BadConfig without servers."""
    settings = installation.settings
    if not settings.kafka_servers:
        raise BadConfig("kafka_servers is not set: TERBIT_KAFKA_SERVERS or terbit.toml")
    broker = Broker(
        servers=settings.kafka_servers, shard=settings.office, security=settings.kafka_security
    )
    if unknown := broker.unknown():
        raise BadConfig(f"kafka_security: unknown names: {', '.join(unknown)}")
    return broker


def make_relay(installation: Installation, order: Callable[[], Order]) -> Relay:
    """`order`: who takes statuses in. Raises BadConfig, also when another relay runs here."""
    broker = broker_of(installation)
    folder = installation.settings.dir
    lock = _alone(folder / "relay.lock")
    progress = Progress(open_sqlite(folder / "relay.sqlite"))
    publisher = Publisher(broker, installation.log, progress)
    statuses = StatusConsumer(broker, lambda said: observe(installation, order(), said))
    loops = (
        Loop("relay", _again(publisher.publish), IDLE_SECONDS),
        Loop("statuses", _again(statuses.consume), IDLE_SECONDS),
    )
    return Relay(publisher=publisher, statuses=statuses, loops=loops, lock=lock)


def _alone(path: Path) -> IO[str]:
    """Two relays of one shard would publish out of order."""
    lock = path.open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise BadConfig(f"{path}: another relay of this installation runs") from error
    return lock


def _again(work: Callable[[], int]) -> Callable[[], float | None]:
    """At once while there is more; a little later when the broker is away."""

    def turn() -> float | None:
        try:
            return 0.0 if work() else None
        except (BrokerGone, Refused) as error:
            log.warning("relay_waits", error=type(error).__name__)
            return RETRY_SECONDS

    return turn


def observe(installation: Installation, order: Order, said: list[Said]) -> list[str]:
    """What became of each: taken, known or unknown. Raises Refused while intake is frozen."""
    centre, office = installation.centre, installation.settings.office
    found = centre.registry.load(office_id(office)).state
    zone = ZoneInfo(found.timezone if isinstance(found, Office) else "Asia/Jakarta")
    rows = [
        Observation(
            line=number,
            nik=one.nik,
            status=one.status,
            seen_at=_local(one.seen_at, zone),
            source=one.source,
        )
        for number, one in enumerate(said)
    ]
    chunks = enrolling.observe(centre, order, Into(office=office, source="kafka"), rows)
    outcomes = [row.outcome for chunk in chunks for row in chunk]
    installation.runner.run_once()
    return outcomes


def _local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """A list tells the office's own time; so does this."""
    return None if moment is None else moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
