"""Bytes over a serial line, or over a socket to a serial server, through pyserial."""

import fcntl
import termios
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

import serial

from printers.errors import Disconnected, TimedOut, Unreachable

_CHUNK = 4096
_FAILURES = (OSError, termios.error)  # SerialException is an OSError; termios.error is not


class SerialTransport:
    """An open line, ours alone."""

    def __init__(self, port: serial.SerialBase) -> None:
        self._port = port

    def send(self, data: bytes) -> None:
        # In pieces, so that the write timeout bounds each piece and not a whole slow image.
        try:
            for start in range(0, len(data), _CHUNK):
                self._port.write(data[start : start + _CHUNK])
        except serial.SerialTimeoutException as error:
            raise TimedOut("the printer does not take the data") from error
        except _FAILURES as error:
            raise Disconnected(str(error)) from error

    def receive(self, timeout_s: float) -> bytes:
        try:
            if self._port.timeout != timeout_s:
                self._port.timeout = timeout_s
            data = self._port.read(1)
            if data:
                data += self._port.read(self._port.in_waiting)  # type: ignore[attr-defined] # stubs lack it
        except _FAILURES as error:
            raise Disconnected(str(error)) from error
        if not data:
            raise TimedOut(f"no answer within {timeout_s} s")
        return bytes(data)

    def close(self) -> None:
        with suppress(*_FAILURES):
            self._port.close()


def open_serial(url: str, *, write_timeout_s: float = 10.0) -> SerialTransport:
    """Open `serial:///PATH?baud=115200` or `socket://host:port`.

    `Unreachable` if it is not there or another program holds it; `ValueError` for another URL.
    """
    target, baud = _parse(url)
    try:
        port = serial.serial_for_url(
            target, baudrate=baud, write_timeout=write_timeout_s, do_not_open=True
        )
        if isinstance(port, serial.Serial):
            port.exclusive = True  # flock: keeps out programs that ask
        port.open()
    except _FAILURES as error:
        raise Unreachable(f"{url}: {error}") from error
    transport = SerialTransport(port)
    if isinstance(port, serial.Serial):
        try:
            fcntl.ioctl(port.fileno(), termios.TIOCEXCL)  # keeps out those that do not ask
        except _FAILURES as error:
            transport.close()
            raise Unreachable(f"{url}: {error}") from error
    return transport


def _parse(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    if parts.scheme == "socket" and parts.hostname and parts.port:
        return f"socket://{parts.hostname}:{parts.port}", 115_200
    if parts.scheme == "serial" and not parts.netloc and parts.path:
        return parts.path, int(parse_qs(parts.query).get("baud", ["115200"])[0])
    raise ValueError(f"not serial:///PATH?baud=N or socket://HOST:PORT: {url}")
