"""The relay to one Apache Kafka node, beside the bare producer; and how an outage is made good."""

from pathlib import Path
from time import sleep

from kafka import KafkaProducer

from application.database import open_sqlite
from application.registry.reader import LogReader
from benchmarks.measure import Figure, peak_mib, seconds
from benchmarks.rebuilding import fill
from tests.support.broker import Kafka, kafka
from tests.support.office import Office
from workers.relay import topics
from workers.relay.broker import EVENTS, Broker
from workers.relay.messages import message_of
from workers.relay.progress import Progress
from workers.relay.publishing import BrokerGone, Publisher

CARDS = 2_000
RATE, OUTAGE_S, DRAINED_S = 2_000, 30.0, 60.0


def run(folder: Path) -> list[Figure]:
    office = Office(folder / "relaying")
    fill(office, 0, CARDS)
    with kafka(folder / "node") as node:
        broker = Broker(servers=node.servers, shard="3603")
        topics.make(broker, 1)
        progress = Progress(open_sqlite(folder / "relay.sqlite"))
        publisher = Publisher(broker, office.installation.log, progress)
        limit = _bare(office, broker)
        figures = [_rate(publisher, limit), _outage(office, node, publisher)]
        publisher.close()
    office.close()
    return figures


def _bare(office: Office, broker: Broker) -> float:
    """Events per second of the producer alone: the same bytes, made before, all at once."""
    reader = LogReader(office.installation.log)
    messages = [message_of("bare", stored) for stored in reader.page(0)]
    reader.close()
    producer: KafkaProducer = broker.producer()

    def send() -> None:
        sent = [
            producer.send(EVENTS, value=one.value, key=one.key, headers=one.headers)
            for one in messages
        ]
        for future in sent:
            future.get(timeout=60)

    took = seconds(send)
    producer.close(timeout=10)
    return len(messages) / took


def _drain(publisher: Publisher) -> None:
    while publisher.publish():
        pass


def _rate(publisher: Publisher, limit: float) -> Figure:
    behind = publisher.behind()
    took = seconds(lambda: _drain(publisher))
    rate = behind / took
    return Figure(
        name=f"relay, {behind:,} events",
        value=f"{rate:,.0f}/s ({took:.1f} s, peak {peak_mib()} MiB)",
        limit=f"{limit:,.0f}/s bare producer",
        share=f"{rate / limit:.0%}",
        target=f"{RATE:,}/s",
        met=rate >= RATE,
    )


def _outage(office: Office, node: Kafka, publisher: Publisher) -> Figure:
    """The broker is away for half a minute while a busy day's events come."""
    node.stop()
    fill(office, CARDS, CARDS)
    sleep(OUTAGE_S)
    behind = publisher.behind()
    node.start()
    took = seconds(lambda: _until_drained(publisher))
    return Figure(
        name=f"lag after an outage of {OUTAGE_S:.0f} s",
        value=f"{behind:,} events drained in {took:.1f} s",
        limit="",
        share="",
        target=f"under {DRAINED_S:.0f} s",
        met=took < DRAINED_S,
    )


def _until_drained(publisher: Publisher) -> None:
    while publisher.behind():
        try:
            _drain(publisher)
        except BrokerGone:
            sleep(1)
