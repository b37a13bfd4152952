"""One HTTP POST on one connection, for printers (RFC 8010, 4).

Rules
- What is sent is in memory as a whole before the connection is opened: a document never waits for
  its own rest.
- A connection that failed is reset (SO_LINGER 0), never closed in order: printers take an orderly
  end in the middle of a document for the end of the document and print what they have.
- Whether a byte of the document may have left is told apart: `NothingSent` says that none has.
"""

import io
import socket
import struct
import time
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import cast
from urllib.parse import quote, urlsplit

from printers.driver import Posted
from printers.errors import Disconnected, GarbledReply, NothingSent, TimedOut, Unreachable

DEFAULT_PORT = 631
MOST_ANSWER_BYTES = 4 << 20
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, url: str) -> "Address":
        """Read `ipp://HOST[:PORT]/PATH`; `ValueError` for another URL."""
        parts = urlsplit(url)
        if parts.scheme != "ipp" or not parts.hostname or parts.username or parts.query:
            raise ValueError(f"not ipp://HOST:PORT/PATH: {url}")
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=-._~")
        return cls(host=parts.hostname, port=parts.port or DEFAULT_PORT, path=path)

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


class HttpPost:
    """A connection that is good for one question and one answer."""

    def __init__(self, connection: socket.socket, address: Address) -> None:
        self._connection = connection
        self._address = address

    def post(self, message: bytes, document: bytes, timeout_s: float) -> Posted:
        """Send both, one behind the other, and return the answer.

        `timeout_s` bounds the sending and then, again, the answer. `NothingSent` if no byte of
        `document` was handed over; after `TimedOut`, `Disconnected` and `GarbledReply` some of it
        may have been printed.
        """
        try:
            return self._posted(message, document, timeout_s)
        except BaseException:
            self._reset()
            raise

    def close(self) -> None:
        """Let go; never raises."""
        with suppress(OSError):
            self._connection.close()

    def _posted(self, message: bytes, document: bytes, timeout_s: float) -> Posted:
        head = self._head(len(message) + len(document))
        try:
            self._connection.settimeout(timeout_s)
            self._connection.sendall(head + message)
        except OSError as error:
            raise NothingSent(str(error)) from error
        whole = self._send_document(document)
        body = self._answer(time.monotonic() + timeout_s)
        if not whole:
            self._reset()
        return Posted(body=body, whole=whole)

    def _send_document(self, document: bytes) -> bool:
        """Send it in one go; false if the printer stopped reading, for it may have answered."""
        try:
            self._connection.sendall(document)
        except TimeoutError as error:
            raise TimedOut("the printer does not take the document") from error
        except (BrokenPipeError, ConnectionResetError):
            return False
        except OSError as error:
            raise Disconnected(str(error)) from error
        return True

    def _answer(self, deadline: float) -> bytes:
        source = cast("socket.socket", _Source(self._connection, deadline))
        response = HTTPResponse(source, method="POST")
        try:
            response.begin()
            if response.status != 200:
                raise GarbledReply(f"HTTP status {response.status}")
            body = response.read(MOST_ANSWER_BYTES + 1)
        except TimeoutError as error:
            raise TimedOut("no answer in time") from error
        except OSError as error:
            raise Disconnected(str(error)) from error
        except IncompleteRead as error:
            raise Disconnected("the answer was cut off") from error
        except (HTTPException, ValueError) as error:
            raise GarbledReply(f"not HTTP: {type(error).__name__}") from error
        finally:
            response.close()
        if len(body) > MOST_ANSWER_BYTES:
            raise GarbledReply(f"no end within {MOST_ANSWER_BYTES} bytes")
        if response.length:
            raise Disconnected("the answer was cut off")
        return body

    def _head(self, length: int) -> bytes:
        lines = (
            f"POST {self._address.path} HTTP/1.1",
            f"Host: {self._address.authority}",
            "Content-Type: application/ipp",
            f"Content-Length: {length}",
            "Connection: close",
        )
        return "\r\n".join((*lines, "", "")).encode("ascii")

    def _reset(self) -> None:
        with suppress(OSError):
            self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        self.close()


class _Source(io.RawIOBase):
    """What comes in, with one deadline for all of it: a printer may drip byte by byte."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection = connection
        self._deadline = deadline

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What `HTTPResponse` asks of a socket."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("no answer in time")
        self._connection.settimeout(left)
        return self._connection.recv_into(cast("bytearray", buffer))


def open_http(url: str, *, timeout_s: float = 5.0) -> HttpPost:
    """Connect to `ipp://HOST[:PORT]/PATH`; `Unreachable` if nobody listens there."""
    address = Address.of(url)
    try:
        connection = socket.create_connection((address.host, address.port), timeout_s)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        raise Unreachable(f"{address.authority}: {error}") from error
    return HttpPost(connection, address)
