"""`terbit relay` as a process: killed again and again, it publishes all of the log in order."""

import json
import signal
import subprocess
from pathlib import Path

import pytest

from terbit.demo.children import terbit
from tests.support.broker import Kafka
from tests.support.commands import run
from tests.support.live import until
from tests.support.office import Office
from workers.relay.broker import EVENTS

pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture
def folder(tmp_path: Path, broker: Kafka, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERBIT_KAFKA_SERVERS", broker.servers)
    return tmp_path / "office"


def positions(broker: Kafka, shard: str) -> list[int]:
    found = [record for record in broker.records(EVENTS) if record.key == shard.encode()]
    return [json.loads(record.value)["position"] for record in found]


def test_killed_ten_times_it_loses_nothing_and_keeps_the_order(
    folder: Path, broker: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oracle is the topic: every position, and first sightings in the order of the log."""
    monkeypatch.setenv("TERBIT_OFFICE", "3603")
    office = Office(folder)
    before = len(positions(broker, "3603"))
    kills = 0
    for number in range(10):
        for _ in range(5):
            office.complete()
        process = _started(folder)
        seen = before + number

        def some(least: int = seen) -> bool:
            return len(positions(broker, "3603")) > least

        until(some, "some events", 60)
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        kills += process.returncode == -signal.SIGKILL
    log = [row.position for row in office.rows()]
    process = _started(folder)
    until(lambda: log[-1] in positions(broker, "3603")[before:], "the last event", 60)
    process.send_signal(signal.SIGTERM)
    ended = process.wait(60)
    found = positions(broker, "3603")[before:]

    assert (10, 0) == (kills, ended)
    assert log == list(dict.fromkeys(found))


def _started(folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(terbit("relay", "run", "--dir", str(folder)), stdout=subprocess.DEVNULL)


def test_a_second_relay_of_an_installation_says_so(folder: Path) -> None:
    Office(folder)
    first = _started(folder)
    until((folder / "relay.lock").exists, "the first relay", 60)
    second = run("relay", "run", "--dir", str(folder))
    first.send_signal(signal.SIGTERM)
    first.wait(60)

    assert (2, 1) == (second.returncode, len(second.stderr.strip().splitlines())), second.stderr
    assert "another relay" in second.stderr


def test_topics_are_compared(folder: Path) -> None:
    Office(folder)
    done = run("relay", "topics", "--dir", str(folder), "--json")

    assert {"made": [], "problems": []} == json.loads(done.stdout)


@pytest.mark.parametrize(
    ("name", "value", "code", "said"),
    [
        ("TERBIT_KAFKA_SERVERS", "", 2, "kafka_servers is not set"),
        ("TERBIT_KAFKA_SERVERS", "127.0.0.1:9", 3, "no broker answers"),
        ("TERBIT_KAFKA_SECURITY", '{"sasl":"x"}', 2, "unknown names: sasl"),
    ],
)
def test_what_keeps_it_from_working_is_one_line(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    code: int,
    said: str,
) -> None:
    Office(folder)
    monkeypatch.setenv(name, value)
    done = run("relay", "topics", "--dir", str(folder))
    told = [line for line in done.stderr.strip().splitlines() if line.startswith("terbit:")]

    assert (code, 1) == (done.returncode, len(told)), done.stderr
    assert said in told[0]
