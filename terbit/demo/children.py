"""The processes of a demo: centre, stations, emulated printers; each a direct child."""

import json
import signal
import socket
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from terbit.errors import ChildFailed

READY_SECONDS = 60.0
STOP_SECONDS = 30.0


def terbit(*words: str) -> list[str]:
    """The very installation that runs now, whatever the current folder holds."""
    return [sys.executable, "-P", "-m", "terbit", *words]


@dataclass
class Child:
    """One process with its log file."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @classmethod
    def start(cls, name: str, words: list[str], folder: Path) -> "Child":
        log = folder / f"{name}.log"
        with log.open("ab") as out:
            process = subprocess.Popen(  # noqa: S603 - our own words
                words, stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True
            )
        return cls(name=name, process=process, log=log)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def require_alive(self) -> None:
        if self.process.poll() is not None:
            tail = self.log.read_text(errors="replace")[-400:]
            raise ChildFailed(f"{self.name} ended with {self.process.returncode}: {tail}")


@dataclass
class Emulated(ABC):
    """An emulated printer: its process, its hands, its record."""

    folder: Path
    child: Child | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """As a station's file names it."""

    @abstractmethod
    def words(self) -> list[str]:
        """Of its command line, without where it records and listens to hands."""

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        common = ["--out", str(self.folder / "out"), "--control", str(self.folder / "hands")]
        self.child = Child.start(
            "emulator", terbit("emulator", *self.words(), *common), self.folder
        )
        wait_for(self._answers, "the emulated printer", self.child)

    def start_again(self) -> None:
        """Switched on, if its power is gone."""
        if self.child is not None and self.child.process.poll() is not None:
            self.start()

    def hands(self, do: str, **details: Any) -> dict[str, Any]:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(STOP_SECONDS)
            client.connect(str(self.folder / "hands"))
            client.sendall(json.dumps({"do": do, **details}).encode() + b"\n")
            with client.makefile("rb") as replies:
                reply: dict[str, Any] = json.loads(replies.readline())
        if not reply.pop("ok", False):
            raise ChildFailed(f"the printer's hands could not {do}: {reply}")
        return reply

    def record(self) -> list[dict[str, Any]]:
        lines = (self.folder / "out" / "record.jsonl").read_text().splitlines()
        return [json.loads(line) for line in lines]

    def _answers(self) -> bool:
        try:
            self.hands("state")
        except OSError:
            return False
        return True


@dataclass
class Printer(Emulated):
    """Of cards, on a pty of its own."""

    baud: int = 0

    @property
    def link(self) -> Path:
        return self.folder / "printer"

    @property
    def url(self) -> str:
        return f"serial://{self.link}?baud=115200"

    def words(self) -> list[str]:
        memory = str(self.folder / "state.json")
        return ["card", "--link", str(self.link), "--state", memory, "--baud", str(self.baud)]


@dataclass
class SheetPrinter(Emulated):
    """Of A4 sheets, on a port of loopback."""

    port: int = 0

    @property
    def url(self) -> str:
        return f"ipp://127.0.0.1:{self.port}/ipp/print"

    def words(self) -> list[str]:
        return ["paper", "--port", str(self.port)]


@dataclass
class Family:
    """All children; stopped in the order stations, printers, relay, centre.

    `printers`: of KTP-el, one per place; the dinas also has one of child cards and one of sheets.
    """

    centre: Child | None = None
    relay: Child | None = None
    stations: dict[str, Child] = field(default_factory=dict)
    printers: dict[str, Printer] = field(default_factory=dict)
    child_cards: Printer | None = None
    sheets: SheetPrinter | None = None

    def stop_stations(self) -> None:
        for station in self.stations.values():
            station.stop()

    def stop(self) -> None:
        self.stop_stations()
        others = (self.child_cards, self.sheets)
        for printer in (*self.printers.values(), *others):
            if printer is not None and printer.child is not None:
                printer.child.stop()
        for child in (self.relay, self.centre):
            if child is not None:
                child.stop()


def wait_for(
    ready: Callable[[], bool], what: str, child: Child | None = None, seconds: float = READY_SECONDS
) -> None:
    """Poll until ready. Raises ChildFailed when it takes too long or the child has ended."""
    gate = Event()
    for _ in range(int(seconds / 0.02)):
        if ready():
            return
        if child is not None:
            child.require_alive()
        gate.wait(0.02)
    raise ChildFailed(f"waited {seconds:.0f} s for {what}")


def free_port(start: int = 8600) -> int:
    """The first loopback port from `start` that nobody listens on."""
    for port in range(start, start + 1000):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise ChildFailed("no free port")
