"""What the printer does at each command, and what it answers."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from printers.dialects.evolis.k_codec import decode_k
from printers.dialects.evolis.parser import Command, CommandParser, Malformed
from printers.dialects.evolis.settings import AckTiming, Dialect
from printers.emulator.card.faults import Garbage, Point, SlowReply
from printers.emulator.card.machine import Machine, Stopped
from printers.errors import GarbledImage
from printers.page import PLANE_BYTES

_MOTIONS = {"Si", "Sv", "Se"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    data: bytes
    delay_s: float = 0.0


class Firmware:
    """A printer that has just been switched on: `Pem` is 0, nothing is in its memory."""

    def __init__(self, machine: Machine, dialect: Dialect, serial: str) -> None:
        self._machine = machine
        self._dialect = dialect
        self._serial = serial
        self._parser = CommandParser(dialect)
        self._error_mode = 0
        self._face = "front"
        self._bitmap: bytes | None = None
        self._printed: list[tuple[str, bytes]] = []
        self._half_way = False  # through the download that is coming in
        self._motions = {
            "Si": machine.insert,
            "Ss": self._start,
            "Sr": self._recto,
            "Sv": self._verso,
            "Se": self._end,
            "Se;1": self._end,
        }

    def feed(self, data: bytes) -> Iterator[Answer]:
        """Carry out what the bytes ask for; each answer is to be sent before the next is made."""
        commands = self._parser.feed(data)
        progress = self._parser.download
        if progress is not None and progress[0] * 2 >= progress[1]:
            self._pass_half_way()
        for command in commands:
            yield from self._answers(command)

    @property
    def in_command(self) -> bool:
        return self._parser.in_command

    def give_up_waiting(self) -> Answer:
        """The rest of a command did not come."""
        self._parser.reset()
        return Answer(data=b"ERROR TIME OUT" + self._dialect.reply_terminator)

    def _answers(self, command: Command | Malformed) -> Iterator[Answer]:
        if isinstance(command, Malformed):
            yield self._worded("", "ERROR CDE")
            return
        early = command.name in _MOTIONS and self._dialect.ack_timing is AckTiming.BEFORE_MOTION
        if early:
            yield self._worded(command.name, "OK")
        try:
            words = self._execute(command)
        except Stopped as stop:
            words = str(stop)
        except GarbledImage:
            words = "ERROR PARAMETRES"
        if not early:
            yield self._worded(command.name, words)

    def _worded(self, name: str, words: str) -> Answer:
        fault = self._machine.faults.on_reply(name)
        if isinstance(fault, Garbage):
            words = "\x93\xff\x11O\x9cK\x07"
        return Answer(
            data=words.encode("latin-1") + self._dialect.reply_terminator,
            delay_s=fault.seconds if isinstance(fault, SlowReply) else 0.0,
        )

    def _execute(self, command: Command) -> str:
        if command.name in ("Db", "Dbc"):
            return self._download(command)
        if command.name == "Pem":
            return self._set_error_mode(command.parameters)
        question = ";".join((command.name, *command.parameters))
        motion = self._motions.get(question)
        if motion is not None:
            motion()
            return "OK"
        return self._read(question)

    def _read(self, question: str) -> str:
        state = self._machine.state
        match question:
            case "Rtp":
                return "Dualys emulator"
            case "Rsn":
                return self._serial
            case "Rem":
                return f"{self._error_mode},0"
            case "Rco;c":
                return str(state.inserted)
            case "Rco;p":
                return str(state.panels)
            case "Rlr;p":
                return "CARD" if state.inside else "OK"
            case "Rse;o":
                return "COVER OPEN" if state.cover_open else "OK"
            case "Rse;f":
                return "OK" if state.feeder else "FEEDER EMPTY"
            case "Rcr":
                return "OK" if state.ribbon > 0 else "ERROR RIBBON"
            case _:
                return "ERROR CDE"

    def _set_error_mode(self, parameters: tuple[str, ...]) -> str:
        if parameters not in (("0",), ("1",), ("2",), ("3",), ("16",), ("18",)):
            return "ERROR PARAMETRES"
        self._error_mode = int(parameters[0])
        return "OK"

    def _download(self, command: Command) -> str:
        self._pass_half_way()  # a short one may come whole
        self._half_way = False
        if command.parameters[:2] != ("k", "2"):
            return "ERROR PARAMETRES"  # a black ribbon
        plane = command.data if command.name == "Db" else decode_k(command.data)
        if len(plane) != PLANE_BYTES:
            return "ERROR PARAMETRES"
        self._bitmap = plane
        return "OK"

    def _start(self) -> None:
        self._face, self._bitmap, self._printed = "front", None, []
        if not self._machine.state.inside:
            self._machine.insert()

    def _recto(self) -> None:
        self._face = "front"

    def _verso(self) -> None:
        self._print_pending()
        self._face = "back"

    def _end(self) -> None:
        self._print_pending()
        self._machine.strike(Point.AFTER_PRINT)
        self._machine.eject()

    def _print_pending(self) -> None:
        if self._bitmap is None:
            return
        self._printed.append((self._face, self._bitmap))
        self._bitmap = None
        try:
            self._machine.print_panel(*self._printed[-1])
        except Stopped:
            if self._error_mode != 0:
                raise
            # Left to itself the printer restarts the job once, with another blank (A5013 "Pem").
            self._machine.reject()
            self._machine.insert()
            for face, plane in self._printed:
                self._machine.print_panel(face, plane)

    def _pass_half_way(self) -> None:
        if not self._half_way:
            self._half_way = True
            self._machine.strike(Point.MID_DOWNLOAD)


def serial_of(state_path: str) -> str:
    """A serial number that stays with the state file, as a real one stays with the printer."""
    return "EM" + hashlib.sha256(state_path.encode()).hexdigest()[:8].upper()
