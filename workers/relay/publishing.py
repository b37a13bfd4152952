"""The log to `terbit.events`: at least once, in order, from where it was left."""

from pathlib import Path

import structlog
from kafka import KafkaProducer
from kafka.errors import KafkaError

from application.registry.reader import LogReader
from workers.relay.broker import EVENTS, Broker
from workers.relay.messages import Message, message_of
from workers.relay.progress import Progress

log = structlog.get_logger()
BATCH = 500
ACK_SECONDS = 40.0
"""Longer than the producer's own delivery timeout: then the future has failed already."""


class BrokerGone(Exception):
    """Nothing is lost: what is not acknowledged is read from the log again."""


class Publisher:
    """One per shard. The producer is made late and thrown away after any failure."""

    def __init__(self, broker: Broker, path: Path, progress: Progress) -> None:
        self._broker = broker
        self._path = path
        self._progress = progress
        self._producer: KafkaProducer | None = None
        self.published = 0
        self.failures = 0

    def publish(self) -> int:
        """One batch; how many were acknowledged. Raises BrokerGone; the acked prefix is kept."""
        after = self._progress.position(EVENTS)
        reader = LogReader(self._path)
        try:
            page = reader.page(after, BATCH)
        finally:
            reader.close()
        if not page:
            return 0
        acked = self._send([message_of(self._broker.shard, stored) for stored in page])
        if acked:
            self._progress.reach(EVENTS, page[acked - 1].position)
        self.published += acked
        if acked < len(page):
            self.failures += 1
            raise BrokerGone
        return acked

    def behind(self) -> int:
        """Positions of the log that no broker has acknowledged."""
        reader = LogReader(self._path)
        try:
            return max(0, reader.last() - self._progress.position(EVENTS))
        finally:
            reader.close()

    def close(self) -> None:
        """A producer that is left to the garbage collector silences its module's log."""
        producer, self._producer = self._producer, None
        if producer is not None:
            try:
                producer.close(timeout=5)
            except KafkaError:
                log.warning("relay_close")

    def _send(self, messages: list[Message]) -> int:
        """How many from the first on were acknowledged; after a failure the producer is closed.

        A failed future means unknown: it is sent again and consumers see it twice.
        """
        acked = 0
        try:
            if self._producer is None:
                self._producer = self._broker.producer()
            futures = [
                self._producer.send(EVENTS, value=one.value, key=one.key, headers=one.headers)
                for one in messages
            ]
            self._producer.flush(timeout=ACK_SECONDS)
            for future in futures:
                future.get(timeout=ACK_SECONDS)
                acked += 1
        except KafkaError as error:
            log.warning("relay", error=type(error).__name__, acked=acked)
            self.close()
        return acked
