"""`terbit.statuses` into the registry: idempotent, and what cannot be taken is kept."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from application.deciding import Order
from terbit.relay_wiring import observe
from tests.support.broker import Kafka
from tests.support.live import until
from tests.support.office import Office
from workers.relay.broker import DEAD, STATUSES, Broker
from workers.relay.statuses import Poison, Said, StatusConsumer, read

pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
SEEN = "2026-11-24T08:30:00+07:00"


def record(nik: str, status: str = "PRINT_READY_RECORD", **more: Any) -> bytes:
    return json.dumps({"nik": nik, "status": status, "seen_at": SEEN, **more}).encode()


class Desk:
    """A consumer of its own group, from the end of what other tests sent."""

    def __init__(self, office: Office, broker: Kafka, shard: str) -> None:
        self.office, self.kafka = office, broker
        self.consumer = StatusConsumer(
            Broker(servers=broker.servers, shard=shard),
            lambda said: observe(office.installation, self._order(), said),
        )

    def _order(self) -> Order:
        return self.office.order(self.office.staff.enroller)

    def consume(self, taken: int = 0, dead: int = 0) -> None:
        def there() -> bool:
            self.consumer.consume()
            return self.consumer.taken >= taken and self.consumer.dead >= dead

        until(there, "the records", 60)


@pytest.fixture
def desk(tmp_path: Path, broker: Kafka, request: pytest.FixtureRequest) -> Desk:
    return Desk(Office(tmp_path / "office"), broker, request.node.name[:40])


def test_a_status_opens_the_document_and_the_same_again_changes_nothing(desk: Desk) -> None:
    recording = desk.office.recording()
    desk.office.capture(recording)
    desk.kafka.send(STATUSES, record(recording.nik), record(recording.nik))
    desk.consume(taken=1)
    desk.consumer.consume()
    desk.consumer.close()
    document = desk.office.complete_of(recording.nik)

    assert 1 == desk.consumer.taken
    assert "complete" == desk.office.document(document).stage


def test_a_record_that_came_before_the_crash_of_its_commit_comes_again_in_vain(
    desk: Desk,
) -> None:
    recording = desk.office.recording()
    desk.office.capture(recording)
    desk.kafka.send(STATUSES, record(recording.nik))
    desk.consume(taken=1)
    desk.consumer.close()
    before = desk.office.position()
    again = Desk(desk.office, desk.kafka, "another-group-reads-all-again")
    until(lambda: again.consumer.consume() > 0, "the records again", 60)
    again.consumer.close()

    assert before == desk.office.position()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"", "no JSON"),
        (b"[]", "no object"),
        (b'{"nik":"1","status":"PRINT_READY_RECORD"}', "no NIK"),
        (record("3603171203089001", "GONE"), "unknown status"),
        (record("3603171203089001", seen_at="yesterday"), "no time"),
        (record("3603171203089001", seen_at="2026-11-24T08:30:00"), "time without a zone"),
        (record("3603171203089001", seen_at="0001-01-01T00:00:00+07:00"), "no time"),
        (record("3603171203089001", source="x" * 81), "no source"),
    ],
)
def test_what_is_no_status_is_named_without_its_value(value: bytes, reason: str) -> None:
    with pytest.raises(Poison, match=reason) as poison:
        read(value)

    assert "3603171203089001" not in str(poison.value)


def test_poison_and_strangers_go_to_the_dead_letters_and_the_good_go_in(desk: Desk) -> None:
    recording = desk.office.recording()
    desk.office.capture(recording)
    stranger = record(desk.office.nik(), source="poison-test")
    desk.kafka.send(STATUSES, b"poison-test{", record(recording.nik), stranger)
    desk.consume(taken=1, dead=2)
    desk.consumer.close()
    letters = {
        letter.value: dict(letter.headers)
        for letter in desk.kafka.records(DEAD)
        if b"poison-test" in letter.value
    }

    assert b"no JSON" == letters[b"poison-test{"]["reason"]
    assert b"no recording of this person here" == letters[stranger]["reason"]
    assert {"reason", "topic", "partition", "offset", "timestamp"} == set(letters[stranger])


def test_a_batch_that_could_not_be_saved_comes_again(desk: Desk) -> None:
    """A database that is locked, a freeze, whatever: nothing is committed past it."""
    recording = desk.office.recording()
    desk.office.capture(recording)
    desk.kafka.send(STATUSES, record(recording.nik))
    take, fails = desk.consumer._take, [True]

    def once(said: list[Said]) -> list[str]:
        if fails and any(one.nik == recording.nik for one in said):
            fails.clear()
            raise RuntimeError("locked")
        return take(said)

    desk.consumer._take = once
    with pytest.raises(RuntimeError):
        until(lambda: desk.consumer.consume() < 0, "the failure", 60)
    desk.consume(taken=1)
    desk.consumer.close()

    assert "complete" == desk.office.document(desk.office.complete_of(recording.nik)).stage


def test_a_time_is_the_moment_it_names(desk: Desk) -> None:
    said = read(record("3603171203089001"))

    assert (
        Said(
            nik="3603171203089001",
            status="PRINT_READY_RECORD",
            seen_at=datetime.fromisoformat(SEEN),
            source=None,
        )
        == said
    )
    assert datetime(2026, 11, 24, 1, 30, tzinfo=UTC) == said.seen_at
