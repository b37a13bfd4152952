"""`terbit.statuses` into observed statuses: idempotent, poison to `terbit.dead-letters`.

A record is JSON: `{nik, status, seen_at?, source?}`, `seen_at` ISO 8601 with its zone. Its key is
whatever the sender likes, never a NIK.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import structlog
from kafka import KafkaConsumer, KafkaProducer
from kafka.errors import KafkaError

from domain.enrolment.state import STATUSES as WORDS
from domain.values.nik import Nik
from workers.relay.broker import DEAD, Broker
from workers.relay.publishing import BrokerGone

log = structlog.get_logger()
POLL_MS = 1_000
COMMIT_MS = 10_000
DEAD_SECONDS = 35.0
EARLIEST, LATEST = 2000, 2999


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """One word of the centre, in UTC when it says when."""

    nik: str
    status: str
    seen_at: datetime | None
    source: str | None


class Poison(ValueError):
    """Not what a status is: the reason, without any value of it."""


def read(value: bytes | None) -> Said:
    """Raises Poison."""
    try:
        found = orjson.loads(value or b"")
    except orjson.JSONDecodeError as error:
        raise Poison("no JSON") from error
    if not isinstance(found, dict):
        raise Poison("no object")
    return Said(
        nik=_nik(found.get("nik")),
        status=_status(found.get("status")),
        seen_at=_moment(found.get("seen_at")),
        source=_source(found.get("source")),
    )


def _nik(text: Any) -> str:
    try:
        return Nik.parse(text).text
    except (TypeError, ValueError, AttributeError) as error:
        raise Poison("no NIK") from error


def _status(text: Any) -> str:
    if text not in WORDS:
        raise Poison("unknown status")
    return str(text)


def _moment(text: Any) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise Poison("no time") from error
    if moment.tzinfo is None:
        raise Poison("time without a zone")
    if not EARLIEST <= moment.year <= LATEST:
        raise Poison("no time")
    return moment


def _source(text: Any) -> str | None:
    if text is not None and (not isinstance(text, str) or len(text) > 80):
        raise Poison("no source")
    return text


class StatusConsumer:
    """Poll, save, then commit: a crash in between brings a record again, which changes nothing."""

    def __init__(self, broker: Broker, take: Callable[[list[Said]], list[str]]) -> None:
        """`take` saves and answers per record: taken, known, or unknown (no recording here)."""
        self._broker = broker
        self._take = take
        self._consumer: KafkaConsumer | None = None
        self.taken = 0
        self.dead = 0

    def consume(self) -> int:
        """One poll; how many records it brought. Raises BrokerGone; then nothing is committed."""
        try:
            if self._consumer is None:
                self._consumer = self._broker.consumer()
            found = self._consumer.poll(timeout_ms=POLL_MS)
            records = [record for batch in found.values() for record in batch]
            if records:
                self._settle(records)
                self._consumer.commit(timeout_ms=COMMIT_MS)
        except (KafkaError, TimeoutError) as error:
            log.warning("statuses", error=type(error).__name__)
            self.close()
            raise BrokerGone from error
        except Exception:
            # Its position in memory is past this batch: the next commit would skip it.
            self.close()
            raise
        return len(records)

    def close(self) -> None:
        consumer, self._consumer = self._consumer, None
        if consumer is not None:
            try:
                consumer.close(timeout_ms=5_000)
            except KafkaError:
                log.warning("statuses_close")

    def _settle(self, records: list[Any]) -> None:
        good, poison = [], []
        for record in records:
            try:
                good.append((record, read(record.value)))
            except Poison as error:
                poison.append((record, str(error)))
        outcomes = self._take([said for _, said in good]) if good else []
        strangers = [
            (record, "no recording of this person here")
            for (record, _), outcome in zip(good, outcomes, strict=True)
            if outcome == "unknown"
        ]
        self.taken += outcomes.count("taken")
        self._bury([*poison, *strangers])

    def _bury(self, records: list[tuple[Any, str]]) -> None:
        """Durable before the commit: what could not be taken is never dropped."""
        if not records:
            return
        producer = self._broker.producer()
        try:
            futures = [_sent(producer, record, reason) for record, reason in records]
            for future in futures:
                future.get(timeout=DEAD_SECONDS)
        finally:
            producer.close(timeout=5)
        self.dead += len(records)


def _sent(producer: KafkaProducer, record: Any, reason: str) -> Any:
    said = {
        "reason": reason,
        "topic": record.topic,
        "partition": record.partition,
        "offset": record.offset,
        "timestamp": record.timestamp,
    }
    headers = [(name, str(value).encode()) for name, value in said.items()]
    return producer.send(DEAD, value=record.value, key=record.key, headers=headers)
