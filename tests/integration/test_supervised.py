"""What systemd hears: ready when it listens, and a ping only for work that was done."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import httpx2
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from terbit.demo.children import terbit
from terbit.supervised import SupervisedServer, Supervisor, supervise
from tests.support.commands import run
from tests.support.live import free_port, until
from workers.loop import Loop
from workers.station.store import Store

PING = "WATCHDOG=1\n"


class Ear:
    """systemd's end of the socket."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._socket.settimeout(30)
        self.heard: list[str] = []

    def wait_for(self, word: str, times: int = 1) -> None:
        """Fails after 30 s of silence."""
        while sum(one.startswith(word) for one in self.heard) < times:
            self.heard.append(self._socket.recv(4096).decode())

    def forget(self) -> None:
        """What was said up to now."""
        self._socket.settimeout(0)
        try:
            while self._socket.recv(4096):
                pass
        except BlockingIOError:
            self.heard.clear()
        self._socket.settimeout(30)

    def silent(self, seconds: float) -> bool:
        self._socket.settimeout(seconds)
        try:
            self.heard.append(self._socket.recv(4096).decode())
        except TimeoutError:
            return True
        return False

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[Ear]:
    made = Ear(tmp_path / "notify")
    yield made
    made.close()


@pytest.fixture
def watched(ear: Ear, monkeypatch: pytest.MonkeyPatch) -> Ear:
    """The test itself, as if systemd had started it."""
    monkeypatch.setenv("NOTIFY_SOCKET", str(ear.path))
    monkeypatch.setenv("WATCHDOG_USEC", "100000")
    return ear


@contextmanager
def started(ear: Ear, *words: str, **more: str) -> Iterator[None]:
    env = {**os.environ, "NOTIFY_SOCKET": str(ear.path), "WATCHDOG_USEC": "400000", **more}
    process = subprocess.Popen(
        terbit(*words), env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        ended = process.wait(60)
    assert 0 == ended


def test_the_centre_is_ready_when_it_listens_and_alive_while_it_works(
    ear: Ear, tmp_path: Path
) -> None:
    run("init", "--dir", str(tmp_path / "t"), "--office", "3603")
    port = free_port()
    with started(ear, "serve", "--dir", str(tmp_path / "t"), "--port", str(port)):
        ear.wait_for("READY=1")
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
        ear.wait_for(PING, times=3)

    assert "READY=1\n" == ear.heard[0]
    assert "STATUS=at position 3\n" in ear.heard


def test_a_station_without_its_centre_is_ready_and_alive(ear: Ear, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(
        f'centre = "http://127.0.0.1:{free_port()}"\ndir = "s"\npage_port = {free_port()}\n'
        '[[printers]]\nname = "Kartu 1"\nurl = "manual:"\n'
    )
    (tmp_path / "s").mkdir()
    store = Store(tmp_path / "s" / "station.sqlite")
    store.set_meta("station", "1" * 32)
    store.close()
    with started(ear, "station", "--config", str(tmp_path / "s.toml")):
        ear.wait_for("READY=1")
        ear.wait_for(PING, times=3)

    assert "STATUS=alone, 0 entries to send\n" in ear.heard


def test_a_relay_whose_broker_is_away_is_ready_and_alive(ear: Ear, tmp_path: Path) -> None:
    run("init", "--dir", str(tmp_path / "t"), "--office", "3603")
    nobody = f"127.0.0.1:{free_port()}"
    with started(ear, "relay", "run", "--dir", str(tmp_path / "t"), TERBIT_KAFKA_SERVERS=nobody):
        ear.wait_for("READY=1")
        ear.wait_for(PING)

    assert "STATUS=3 events to publish\n" in ear.heard


@contextmanager
def serving(work: Event, begun: Event) -> Iterator[None]:
    """A server whose work waits for `work`."""

    def works() -> str:
        begun.set()
        work.wait()
        return "works"

    supervisor = Supervisor()
    config = uvicorn.Config(Starlette(), port=free_port(), log_config=None, lifespan="off")
    server = SupervisedServer(config, supervisor, works)
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield
    finally:
        work.set()
        server.should_exit = True
        thread.join()
        supervisor.close()


def test_no_ping_while_pages_get_no_answer(watched: Ear) -> None:
    """Its own loop turns on: that alone would say nothing."""
    work, begun = Event(), Event()
    with serving(work, begun):
        begun.wait()
        watched.wait_for("READY=1")
        assert watched.silent(0.5)
        work.set()
        watched.wait_for(PING, times=2)


def test_no_ping_for_work_that_fails(watched: Ear) -> None:
    supervisor = Supervisor()

    def broken() -> str:
        raise OSError("no database")

    supervisor.alive(broken)

    assert watched.silent(0.1)
    supervisor.alive(lambda: "well")
    watched.wait_for(PING)
    supervisor.close()


def test_no_ping_while_one_of_the_loops_stands_still(watched: Ear) -> None:
    gate = Event()
    well = Loop("well", lambda: None, 0.01)
    stuck = Loop("stuck", lambda: 0.01 if gate.wait() else None, 0.01)
    supervisor = Supervisor()
    watch = supervise(supervisor, (well, stuck), lambda: "well", seconds=0.02)
    for loop in (well, stuck, watch):
        loop.start()
    until(lambda: well.turns > 5, "the other loop to turn")

    assert watched.silent(0.3)
    gate.set()
    watched.wait_for(PING, times=2)
    for loop in (watch, well, stuck):
        loop.stop()
    supervisor.close()


def test_nothing_is_said_and_nothing_fails_where_systemd_is_not(
    ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC"):
        monkeypatch.delenv(name, raising=False)
    supervisor = Supervisor()
    supervisor.ready()
    supervisor.alive(lambda: "well")

    assert not supervisor.due
    assert ear.silent(0.1)
    supervisor.close()


def test_a_systemd_that_is_gone_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    supervisor = Supervisor()
    supervisor.ready()
    supervisor.alive(lambda: "well")
    supervisor.close()

    assert not (tmp_path / "gone").exists()


def test_who_waits_for_an_answer_gets_one_when_the_centre_is_stopped() -> None:
    """A station's long poll would else hold up the end, and be cut off with a trace in the log."""
    stopped, asked = Event(), Event()

    def poll(_request: Request) -> PlainTextResponse:
        asked.set()
        stopped.wait(20)
        return PlainTextResponse("nothing new")

    config = uvicorn.Config(
        Starlette(routes=[Route("/", poll)]), port=free_port(), log_config=None, lifespan="off"
    )
    supervisor = Supervisor()
    server = SupervisedServer(config, supervisor, lambda: "works", stopped.set)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started, "the server")
    heard: list[str] = []
    waiting = Thread(
        daemon=True,
        target=lambda: heard.append(
            httpx2.get(f"http://127.0.0.1:{config.port}/", timeout=30).text
        ),
    )
    waiting.start()
    assert asked.wait(10)
    server.handle_exit(signal.SIGTERM, None)
    thread.join(10)
    waiting.join(10)
    supervisor.close()

    assert not thread.is_alive()
    assert ["nothing new"] == heard
