"""HTTP on loopback, as far as a printer speaks it (RFC 8010, 4).

A connection that ends in order in the middle of a document is taken for the end of the document,
as real printers do; only a reset makes them throw it away.
"""

import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from printers.dialects.ipp.decoding import decode
from printers.dialects.ipp.encoding import encode
from printers.dialects.ipp.message import Message
from printers.dialects.ipp.operations import Operation
from printers.emulator.paper.faults import Garbage, Kind, Point, SlowReply
from printers.emulator.paper.firmware import Firmware, bad_request
from printers.emulator.paper.machine import Machine, PowerCycled
from printers.errors import GarbledMessage

PATH = "/ipp/print"
_MOST_BYTES = 256 << 20
_NOISE = bytes(range(255, 0, -1))
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Listener(ThreadingHTTPServer):
    """One thread a connection."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, machine: Machine, firmware: Firmware) -> None:
        super().__init__(("127.0.0.1", port), _Conversation)
        self.machine = machine
        self.firmware = firmware

    def handle_error(self, *_: object) -> None:
        """A client that went away is no news."""


class _HangUp(Exception):
    """The connection is reset without an answer."""


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer leaves in one piece
    server: Listener
    timeout = 60.0

    def do_POST(self) -> None:
        try:
            self._converse()
        except (_HangUp, PowerCycled, OSError):
            self._reset()

    def log_message(self, *_: object) -> None:
        """Be silent."""

    def _converse(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        if self.path != PATH or not 0 < length <= _MOST_BYTES:
            self.close_connection = True
            self.send_error(404 if self.path != PATH else 413)
            return
        machine = self.server.machine
        boot = machine.boot
        body = self._received(length)
        request, answer = self._answered(body, partial=len(body) < length)
        with machine.changed:
            fault = machine.faults.on_reply(request)
            if isinstance(fault, SlowReply):
                machine.changed.wait_for(lambda: machine.boot != boot, timeout=fault.seconds)
            if machine.boot != boot:
                raise _HangUp
        if isinstance(fault, Garbage):
            self._send_noise(http=fault.http)
            return
        self._send(encode(answer))

    def _received(self, length: int) -> bytes:
        """All that comes; less than `length` if the client ended in order before."""
        first = self.rfile.read(length // 2)
        if len(first) < length // 2:
            return first
        if first[2:4] == Operation.PRINT_JOB.to_bytes(2, "big"):
            self._strike(lambda: self.server.machine.strike(Point.MID_UPLOAD))
        return first + self.rfile.read(length - len(first))

    def _answered(self, body: bytes, *, partial: bool) -> tuple[int, Message]:
        """The operation asked for and the answer to it."""
        try:
            request, document = decode(body)
        except GarbledMessage:
            return 0, bad_request(int.from_bytes(body[4:8], "big", signed=True))
        machine = self.server.machine
        with machine.changed:
            answer = self.server.firmware.answer(request, document, partial=partial)
            made = request.code == Operation.PRINT_JOB and answer.code == 0
            if made and machine.strike(Point.BEFORE_ANSWER) is Kind.HANG_UP:
                raise _HangUp
        return request.code, answer

    def _strike(self, strike: Callable[[], Kind | None]) -> None:
        with self.server.machine.changed:
            if strike() is Kind.HANG_UP:
                raise _HangUp

    def _send(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _send_noise(self, *, http: bool) -> None:
        self.close_connection = True
        if http:
            self.wfile.write(_NOISE)
        else:
            self._send(_NOISE)

    def _reset(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
