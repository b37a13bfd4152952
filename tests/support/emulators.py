"""Printer emulators as child processes, with hands to work them and eyes on their records."""

import json
import selectors
import signal
import socket
import subprocess
import sys
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from PIL import Image

_START_S = 20.0


class EmulatorProcess(ABC):
    """One printer that keeps its state in `folder` over any number of starts."""

    def __init__(self, folder: Path) -> None:
        self.out = folder / "out"
        self._control_path = folder / "hands"
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str]:
        """A module that is run, and its options."""

    def start(self) -> None:
        """Switch the printer on and wait until it can be spoken to."""
        process = subprocess.Popen([sys.executable, "-m", *self.command()], stdout=subprocess.PIPE)
        self._process = process
        assert process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            assert selector.select(_START_S), "the emulator did not start"
        assert process.stdout.readline() == b"ready\n"

    def stop(self) -> int:
        """Switch it off in good order."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        return self._end(signal.SIGKILL)

    def wait_for_power_loss(self) -> int:
        """Wait for the armed fault to end the process; returns its exit code."""
        return self._end(None)

    def restart(self) -> None:
        if self._process is not None:
            self.kill()
        self.start()

    def control(self, do: str, **details: Any) -> dict[str, Any]:
        """Send one request to the hands; fails unless they could do it."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(_START_S)
            client.connect(str(self._control_path))
            client.sendall(json.dumps({"do": do, **details}).encode() + b"\n")
            with client.makefile("rb") as replies:
                reply: dict[str, Any] = json.loads(replies.readline())
        assert reply.pop("ok"), reply
        return reply

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.control("state")["state"]
        return state

    def armed(self) -> list[str]:
        """Faults that have not fired: a fault test ends with none."""
        armed: list[str] = self.control("state")["armed"]
        return armed

    def record(self) -> list[dict[str, Any]]:
        """Every happening so far, also when the printer is off."""
        lines = (self.out / "record.jsonl").read_text().splitlines()
        return [json.loads(line) for line in lines]

    def _end(self, signal_number: signal.Signals | None) -> int:
        process, self._process = self._process, None
        assert process is not None, "the emulator is not running"
        if signal_number is not None:
            process.send_signal(signal_number)
        assert process.stdout is not None
        try:
            return process.wait(timeout=_START_S)
        finally:
            process.kill()
            process.wait()
            process.stdout.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self.kill()


class CardEmulator(EmulatorProcess):
    """A card printer on a pseudo-terminal."""

    def __init__(self, folder: Path, *, dialect: str = "evolis", baud: int = 0) -> None:
        super().__init__(folder)
        self.link = folder / "printer"
        self.state_path = folder / "state.json"
        self.dialect = dialect
        self._baud = baud

    @property
    def url(self) -> str:
        return f"serial://{self.link}?baud=115200"

    def command(self) -> list[str]:
        options = {
            "--link": self.link,
            "--state": self.state_path,
            "--out": self.out,
            "--control": self._control_path,
            "--dialect": self.dialect,
            "--baud": self._baud,
        }
        return ["printers.emulator.card", *(str(word) for pair in options.items() for word in pair)]

    def happenings(self) -> list[tuple[str, str | None]]:
        """The record in short: what happened to which serial."""
        return [(line["what"], line["serial"]) for line in self.record()]

    def picture(self, serial: str, face: str) -> Image.Image:
        with Image.open(self.out / f"{serial}-{face}.png") as picture:
            return picture.copy()
