"""Apache Kafka on loopback, one node, a direct child; its jars come by `make test`."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from tests.support.live import free_port, until

JARS = Path(__file__).parents[2] / ".kafka"
START_SECONDS = 60.0
PROPERTIES = """
process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
inter.broker.listener.name=PLAINTEXT
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs={data}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
num.network.threads=2
num.io.threads=2
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
"""
LOG4J = """
status=error
rootLogger.level=warn
rootLogger.appenderRef.stdout.ref=stdout
appender.stdout.type=Console
appender.stdout.name=stdout
"""


@dataclass
class Kafka:
    """Keeps its data in `folder` over any number of starts."""

    folder: Path
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def servers(self) -> str:
        return f"127.0.0.1:{self.port}"

    def format(self) -> None:
        """Raises when the jars are not there: `make test` puts them into .kafka."""
        assert (JARS / "complete").exists(), "no jars of Kafka: deploy/kafka/fetch.sh .kafka"
        self.folder.mkdir(parents=True)
        with socket.create_server(("127.0.0.1", self.port)):
            controller = free_port()
        text = PROPERTIES.format(port=self.port, controller=controller, data=self.folder / "data")
        (self.folder / "server.properties").write_text(text)
        (self.folder / "log4j2.properties").write_text(LOG4J)
        made = self._java("kafka.tools.StorageTool", "random-uuid")
        name = made.stdout.decode().strip().splitlines()[-1]
        self._java("kafka.tools.StorageTool", "format", "--standalone", "-t", name, "-c", self._own)

    @property
    def _own(self) -> str:
        return str(self.folder / "server.properties")

    def _words(self) -> list[str]:
        log = f"-Dlog4j2.configurationFile={self.folder / 'log4j2.properties'}"
        return ["java", "-Xms128m", "-Xmx384m", log, "-cp", f"{JARS}/*"]

    def _java(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([*self._words(), *words], capture_output=True, check=True)

    def start(self) -> None:
        with (self.folder / "broker.log").open("ab") as out:
            self._process = subprocess.Popen(
                [*self._words(), "kafka.Kafka", self._own], stdout=out, stderr=out
            )
        until(self._answers, "the broker", START_SECONDS)

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self.folder / "broker.log").read_text()[-2000:]
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        process, self._process = self._process, None
        if process is not None:
            os.kill(process.pid, number)
            process.wait(60)

    def consumer(self) -> KafkaConsumer:
        return KafkaConsumer(
            bootstrap_servers=self.servers,
            bootstrap_timeout_ms=2000,
            reconnect_backoff_max_ms=1000,
            auto_offset_reset="earliest",
            enable_auto_commit=False,
        )

    def records(self, topic: str) -> list[Any]:
        """Everything in a topic, by partition and offset."""
        consumer = self.consumer()
        parts = [TopicPartition(topic, n) for n in sorted(consumer.partitions_for_topic(topic))]
        consumer.assign(parts)
        ends = consumer.end_offsets(parts)
        found: dict[Any, list[Any]] = {part: [] for part in parts}
        while any(consumer.position(part) < ends[part] for part in parts):
            for part, batch in consumer.poll(timeout_ms=1000).items():
                found[part].extend(batch)
        consumer.close()
        return [record for part in parts for record in found[part]]

    def send(self, topic: str, *values: bytes) -> None:
        producer = KafkaProducer(bootstrap_servers=self.servers, bootstrap_timeout_ms=10_000)
        for future in [producer.send(topic, value=value) for value in values]:
            future.get(timeout=30)
        producer.close(timeout=10)


@contextmanager
def kafka(folder: Path) -> Iterator[Kafka]:
    broker = Kafka(folder)
    broker.format()
    broker.start()
    try:
        yield broker
    finally:
        broker.stop()
