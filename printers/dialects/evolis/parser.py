"""Reading commands as a printer must: by counting bytes, for images hold every control byte.

Rules: NULs, ESCs and line ends before a command are skipped (drivers pad with NULs). A download
takes as many bytes as its header says, whatever they are, and then one CR.
"""

from dataclasses import dataclass

from printers.dialects.evolis.settings import DbcForm, Dialect

_PADDING = b"\0\x1b\r\n"
_LONGEST_HEADER = 64
_LONGEST_DATA = 600_000  # 128 levels of one panel are 576,072 bytes
_RAW_BYTES = {b"2": 82_296, b"32": 411_480, b"64": 493_776, b"128": 576_072}


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    name: str
    parameters: tuple[str, ...] = ()
    data: bytes = b""


@dataclass(frozen=True, kw_only=True, slots=True)
class Malformed:
    """Bytes that are no command; the receiver has gone on behind them."""

    data: bytes


class CommandParser:
    """Cuts a byte stream into commands, however it was split on its way."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Command | Malformed]:
        self._buffer += data
        found: list[Command | Malformed] = []
        while (item := self._next()) is not None:
            found.append(item)
        return found

    def reset(self) -> None:
        """Forget a command that was begun and never finished."""
        self._buffer.clear()

    @property
    def in_command(self) -> bool:
        return bool(self._buffer)

    @property
    def download(self) -> tuple[int, int] | None:
        """Bytes received and bytes expected, while image data is coming in."""
        header = self._download_header()
        if not isinstance(header, tuple):
            return None
        start, length = header
        return len(self._buffer) - start, length

    def _next(self) -> Command | Malformed | None:
        self._skip_padding()
        header = self._download_header()
        if isinstance(header, Malformed):
            return header
        if header is not None:
            return self._take_download(*header)
        if self._buffer.startswith((b"Db;", b"Dbc;")):
            return None
        return self._take_plain()

    def _skip_padding(self) -> None:
        if self._buffer and self._buffer[0] in _PADDING:
            self._buffer = self._buffer.lstrip(_PADDING)

    def _download_header(self) -> tuple[int, int] | Malformed | None:
        """Where the data of a download starts and how long it is; None if not (yet) known."""
        if self._buffer.startswith(b"Db;"):
            fields = 3
        elif self._buffer.startswith(b"Dbc;"):
            fields = 5 if self._dialect.dbc_form is DbcForm.FIRST_LINE else 4
        else:
            return None
        parts = bytes(self._buffer[:_LONGEST_HEADER]).split(b";", fields)
        header = b";".join(parts[:fields]) + b";"
        if b"\r" in header or (len(parts) <= fields and len(self._buffer) >= _LONGEST_HEADER):
            return self._drop_line()
        if len(parts) <= fields:
            return None
        length = _RAW_BYTES.get(parts[2], 0) if fields == 3 else _number(parts[fields - 1])
        if not 0 < length <= _LONGEST_DATA:
            return self._drop(len(header))
        return len(header), length

    def _take_download(self, start: int, length: int) -> Command | Malformed | None:
        end = start + length
        if len(self._buffer) <= end:
            return None
        if self._buffer[end] != 0x0D:
            return self._drop(end)
        name, *parameters = bytes(self._buffer[: start - 1]).decode("latin-1").split(";")
        data = bytes(self._buffer[start:end])
        del self._buffer[: end + 1]
        return Command(name=name, parameters=tuple(parameters), data=data)

    def _take_plain(self) -> Command | Malformed | None:
        end = self._buffer.find(b"\r")
        if end < 0 and len(self._buffer) <= _LONGEST_HEADER:
            return None
        if not 0 <= end <= _LONGEST_HEADER:
            return self._drop_line()
        text = bytes(self._buffer[:end])
        if not text.isascii() or not text.decode("ascii").isprintable():
            return self._drop_line()
        del self._buffer[: end + 1]
        name, *parameters = text.decode("ascii").split(";")
        return Command(name=name, parameters=tuple(parameters))

    def _drop_line(self) -> Malformed:
        end = self._buffer.find(b"\r")
        return self._drop(len(self._buffer) if end < 0 else end + 1)

    def _drop(self, count: int) -> Malformed:
        dropped = bytes(self._buffer[:count])
        del self._buffer[:count]
        return Malformed(data=dropped)


def _number(text: bytes) -> int:
    return int(text) if text.isdigit() and len(text) <= 6 else 0
