"""Clients of the broker: made late, closed explicitly, and never without a time limit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kafka import KafkaConsumer, KafkaProducer
from kafka.admin import KafkaAdminClient

EVENTS, STATUSES, DEAD = "terbit.events", "terbit.statuses", "terbit.dead-letters"
DAY_MS = 86_400_000
TOPICS: Mapping[str, tuple[int, dict[str, str]]] = {
    # Partitions are fixed for good: more of them would send a shard to another place.
    EVENTS: (12, {"cleanup.policy": "delete", "retention.ms": str(180 * DAY_MS)}),
    STATUSES: (12, {"cleanup.policy": "delete", "retention.ms": str(30 * DAY_MS)}),
    DEAD: (1, {"cleanup.policy": "delete", "retention.ms": str(180 * DAY_MS)}),
}
GROUP = "terbit-statuses"


@dataclass(frozen=True, kw_only=True, slots=True)
class Broker:
    """`servers`: host:port, comma-separated. `security`: kafka-python's own setting names."""

    servers: str
    shard: str
    security: Mapping[str, Any] = field(default_factory=dict)

    def unknown(self) -> list[str]:
        """Names under `security` that no client knows."""
        return sorted(set(self.security) - set(KafkaAdminClient.DEFAULT_CONFIG))

    def producer(self) -> KafkaProducer:
        """Raises KafkaTimeoutError when no broker answers."""
        return KafkaProducer(
            **self._common(),
            allow_auto_create_topics=False,
            acks="all",
            enable_idempotence=True,
            linger_ms=5,
            request_timeout_ms=10_000,
            delivery_timeout_ms=30_000,
            max_block_ms=5_000,
        )

    def consumer(self) -> KafkaConsumer:
        """Bytes only: a deserializer that raises would hang it."""
        return KafkaConsumer(
            STATUSES,
            **self._common(),
            allow_auto_create_topics=False,
            group_id=f"{GROUP}-{self.shard}",
            auto_offset_reset="earliest",
            enable_auto_commit=False,
            max_poll_records=200,
        )

    def admin(self) -> KafkaAdminClient:
        return KafkaAdminClient(**self._common(), request_timeout_ms=10_000)

    def _common(self) -> dict[str, Any]:
        return {
            "bootstrap_servers": self.servers.split(","),
            "client_id": f"terbit-relay-{self.shard}",
            "bootstrap_timeout_ms": 10_000,
            "reconnect_backoff_max_ms": 1_000,
            **self.security,
        }
