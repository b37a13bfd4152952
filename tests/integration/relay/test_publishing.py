"""The log to Apache Kafka: nothing lost, order kept, whatever dies in between."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from application.database import open_sqlite
from tests.support.broker import Kafka, kafka
from tests.support.office import Office
from workers.relay import topics
from workers.relay.broker import EVENTS, TOPICS, Broker
from workers.relay.messages import message_of
from workers.relay.progress import Progress
from workers.relay.publishing import BrokerGone, Publisher

pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


class Line:
    """An office and its publisher, which can be started again from the same progress."""

    def __init__(self, folder: Path, broker: Kafka, shard: str) -> None:
        self.office = Office(folder / "office")
        self.kafka, self.shard, self._folder = broker, shard, folder
        self.publisher = self.again()

    def again(self) -> Publisher:
        broker = Broker(servers=self.kafka.servers, shard=self.shard)
        progress = Progress(open_sqlite(self._folder / "relay.sqlite"))
        self.publisher = Publisher(broker, self.office.installation.log, progress)
        return self.publisher

    def drain(self) -> None:
        while self.publisher.publish():
            pass

    def received(self) -> list[dict[str, Any]]:
        """Values of this shard in the order of the topic."""
        found = self.kafka.records(EVENTS)
        return [json.loads(record.value) for record in found if record.key == self.shard.encode()]

    def positions(self) -> list[int]:
        return [value["position"] for value in self.received()]

    def log(self) -> list[int]:
        return [row.position for row in self.office.rows()]


@pytest.fixture
def line(tmp_path: Path, broker: Kafka, request: pytest.FixtureRequest) -> Line:
    return Line(tmp_path, broker, f"shard-{request.node.name}"[:40])


def test_every_event_arrives_once_and_in_order(line: Line) -> None:
    line.office.printed_card()
    line.drain()
    line.publisher.close()

    assert line.log() == line.positions()
    assert 0 == line.publisher.behind()


def test_the_headers_are_cloudevents_and_the_key_is_the_shard(line: Line) -> None:
    line.office.complete()
    line.drain()
    line.publisher.close()
    record = next(r for r in line.kafka.records(EVENTS) if r.key == line.shard.encode())
    headers = {name: value.decode() for name, value in record.headers}

    assert {
        "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time",
        "ce_partitionkey", "content-type",
    } == set(headers)  # fmt: skip
    assert ("1.0", f"{line.shard}-1") == (headers["ce_specversion"], headers["ce_id"])
    assert "id.terbit.office.opened.v1" == headers["ce_type"]


def test_nothing_personal_leaves_the_house(line: Line) -> None:
    document, _ = line.office.printed_card(name="ANI UMPAMA")
    nik = str(line.office.document(document).nik)
    line.drain()
    line.publisher.close()
    sent = b"".join(
        record.value + record.key + b"".join(value for _, value in record.headers)
        for record in line.kafka.records(EVENTS)
        if record.key == line.shard.encode()
    )

    assert b"document.completed" in sent
    for secret in ("UMPAMA", nik, "JL CONTOH", '"personal"', "Budi", "471/1/DKC"):
        assert secret.encode() not in sent


def test_a_relay_that_forgot_what_was_acknowledged_only_repeats(line: Line) -> None:
    """Killed between the acknowledgement and its own note."""
    line.office.complete()
    page = line.log()
    line.publisher._send([message for message in _messages(line) if message.position <= page[4]])
    line.publisher.close()
    line.again()
    line.drain()
    line.publisher.close()
    found = line.positions()

    assert page[:5] + page == found
    assert page == sorted(set(found))


def _messages(line: Line) -> list[Any]:
    return [message_of(line.shard, row) for row in line.office.rows()]


def test_an_outage_loses_nothing_and_keeps_the_order(tmp_path: Path) -> None:
    """The broker is killed with the relay at work, and comes back."""
    with kafka(tmp_path / "node") as own:
        topics.make(Broker(servers=own.servers, shard="3603"), 1)
        line = Line(tmp_path, own, "3603")
        line.office.complete()
        line.drain()
        own.stop(signal.SIGKILL)
        line.office.printed_card()
        with pytest.raises(BrokerGone):
            line.publisher.publish()
        behind = line.publisher.behind()
        own.start()
        line.drain()
        line.publisher.close()

        assert behind > 0
        assert line.log() == sorted(set(line.positions()))
        firsts = list(dict.fromkeys(line.positions()))
        assert line.log() == firsts


def test_topics_are_made_once_and_compared(broker: Kafka) -> None:
    own = Broker(servers=broker.servers, shard="3603")

    assert [] == topics.make(own, 1)
    assert [] == topics.problems(own)
    assert {"terbit.events", "terbit.statuses", "terbit.dead-letters"} == set(TOPICS)
