"""Bytes as an IPP message (RFC 8010, 3.1 to 3.9); whatever is none is `GarbledMessage`.

Bounds: what stands before the document is at most a MiB and collections nest at most eight deep,
so that no printer can make a station work or recurse without end.
"""

import struct
from collections.abc import Callable

from printers.dialects.ipp.message import (
    Attribute,
    Collection,
    Content,
    Group,
    Localized,
    Message,
    Range,
    Resolution,
    Tag,
    Value,
)
from printers.errors import GarbledMessage

MOST_BYTES = 1 << 20
_DEEPEST = 8
_END = 0x03
_FIRST_VALUE_TAG = 0x10
_OUT_OF_BAND = range(0x10, 0x20)
_STRINGS = range(0x40, 0x60)


def decode(data: bytes) -> tuple[Message, bytes]:
    """The message, and the document data that follows it."""
    reader = _Reader(data)
    major, minor, code, request_id = struct.unpack(">bbHi", reader.take(8))
    groups: list[Group] = []
    while (tag := reader.byte()) != _END:
        if tag >= _FIRST_VALUE_TAG:
            raise GarbledMessage(f"a value of syntax {tag:#04x} outside of any group")
        groups.append(Group(tag=tag, attributes=_attributes(reader)))
    message = Message(
        version=(major, minor), code=code, request_id=request_id, groups=tuple(groups)
    )
    return message, reader.rest()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def peek(self) -> int:
        if self._at >= min(len(self._data), MOST_BYTES):
            raise GarbledMessage(f"cut off, or no end within {MOST_BYTES} bytes")
        return self._data[self._at]

    def byte(self) -> int:
        found = self.peek()
        self._at += 1
        return found

    def take(self, count: int) -> bytes:
        end = self._at + count
        if end > min(len(self._data), MOST_BYTES):
            raise GarbledMessage(f"cut off, or no end within {MOST_BYTES} bytes")
        start, self._at = self._at, end
        return self._data[start:end]

    def counted(self) -> bytes:
        (length,) = struct.unpack(">h", self.take(2))
        if length < 0:
            raise GarbledMessage(f"a length of {length}")
        return self.take(length)

    def rest(self) -> bytes:
        return self._data[self._at :]


def _attributes(reader: _Reader) -> tuple[Attribute, ...]:
    """All attributes up to the next delimiter, which is left in place."""
    found: list[tuple[str, list[Value]]] = []
    while reader.peek() >= _FIRST_VALUE_TAG:
        tag, name = reader.byte(), reader.counted()
        if name:
            found.append((_ascii(name), []))
        if not found:
            raise GarbledMessage("a further value of no attribute")
        found[-1][1].append(_value(reader, tag, reader.counted(), 1))
    return tuple(Attribute(name=name, values=tuple(values)) for name, values in found)


def _value(reader: _Reader, tag: int, data: bytes, depth: int) -> Value:
    if tag in (Tag.END_COLLECTION, Tag.MEMBER_NAME):
        raise GarbledMessage("part of a collection outside of any")
    if tag == Tag.COLLECTION:
        if data or depth > _DEEPEST:
            raise GarbledMessage(f"a collection with {len(data)} bytes, {depth} deep")
        return Value(tag=tag, content=_collection(reader, depth))
    return Value(tag=tag, content=_content(tag, data))


def _collection(reader: _Reader, depth: int) -> Collection:
    found: list[tuple[str, list[Value]]] = []
    while True:
        tag, name, data = reader.byte(), reader.counted(), reader.counted()
        if name:
            raise GarbledMessage("a name inside a collection")
        if tag == Tag.END_COLLECTION:
            break
        if tag == Tag.MEMBER_NAME:
            found.append((_ascii(data), []))
        elif tag < _FIRST_VALUE_TAG or not found:
            raise GarbledMessage("a member without a name")
        else:
            found[-1][1].append(_value(reader, tag, data, depth + 1))
    if not all(values for _, values in found):
        raise GarbledMessage("a member without a value")
    members = [Attribute(name=name, values=tuple(values)) for name, values in found]
    return Collection(members=tuple(members))


def _content(tag: int, data: bytes) -> Content:
    shaped = _SHAPES.get(tag)
    if shaped is not None:
        length, understand = shaped
        if len(data) != length:
            raise GarbledMessage(f"{len(data)} bytes for syntax {tag:#04x}")
        return understand(data)
    if tag in _OUT_OF_BAND:
        return None
    if tag in (Tag.TEXT_IN_LANGUAGE, Tag.NAME_IN_LANGUAGE):
        return _localized(data)
    return _text(data) if tag in _STRINGS else data


def _text(data: bytes) -> str:
    """Printers send Latin-1 where UTF-8 was agreed: a wrong letter must not hide a job's state."""
    return data.decode("utf-8", "replace")


def _integer(data: bytes) -> int:
    return int.from_bytes(data, "big", signed=True)


def _boolean(data: bytes) -> bool:
    if data[0] > 1:
        raise GarbledMessage(f"neither true nor false: {data[0]}")
    return data[0] == 1


def _range(data: bytes) -> Range:
    low, high = struct.unpack(">ii", data)
    return Range(low=low, high=high)


def _resolution(data: bytes) -> Resolution:
    across, along, units = struct.unpack(">iib", data)
    return Resolution(across=across, along=along, units=units)


def _localized(data: bytes) -> Localized:
    inner = _Reader(data)
    language, text = inner.counted(), inner.counted()
    if inner.rest():
        raise GarbledMessage("bytes behind a text")
    return Localized(
        language=language.decode("utf-8", "replace"), text=text.decode("utf-8", "replace")
    )


def _ascii(name: bytes) -> str:
    if not name or not name.isascii():
        raise GarbledMessage(f"not a name: {name[:40]!r}")
    return name.decode("ascii")


_SHAPES: dict[int, tuple[int, Callable[[bytes], Content]]] = {
    Tag.INTEGER: (4, _integer),
    Tag.ENUM: (4, _integer),
    Tag.BOOLEAN: (1, _boolean),
    Tag.RANGE: (8, _range),
    Tag.RESOLUTION: (9, _resolution),
}
