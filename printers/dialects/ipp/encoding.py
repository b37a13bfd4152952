"""An IPP message as bytes (RFC 8010, 3.1 to 3.9)."""

import struct

from printers.dialects.ipp.message import (
    Attribute,
    Collection,
    Localized,
    Message,
    Range,
    Resolution,
    Tag,
    Value,
)

END_OF_ATTRIBUTES = b"\x03"
LONGEST = 0x7FFF
"""Of a name and of a value: lengths are signed 16 bit numbers."""


def encode(message: Message) -> bytes:
    """Header, groups and the end mark; document data follows directly behind.

    `ValueError` for a name or value that is too long, or content that does not fit its tag.
    """
    try:
        head = struct.pack(">bbHi", *message.version, message.code, message.request_id)
        groups = [
            bytes([group.tag]) + b"".join(_attribute(each) for each in group.attributes)
            for group in message.groups
        ]
    except struct.error as error:
        raise ValueError(str(error)) from error
    return head + b"".join(groups) + END_OF_ATTRIBUTES


def _attribute(attribute: Attribute) -> bytes:
    names = (attribute.name, *("" for _ in attribute.values[1:]))
    named = zip(names, attribute.values, strict=True)
    return b"".join(_value(name.encode("ascii"), value) for name, value in named)


def _value(name: bytes, value: Value) -> bytes:
    if isinstance(value.content, Collection):
        members = b"".join(_member(each) for each in value.content.members)
        return _field(value.tag, name, b"") + members + _field(Tag.END_COLLECTION, b"", b"")
    return _field(value.tag, name, _content(value))


def _member(member: Attribute) -> bytes:
    values = b"".join(_value(b"", value) for value in member.values)
    return _field(Tag.MEMBER_NAME, b"", member.name.encode("ascii")) + values


def _field(tag: int, name: bytes, data: bytes) -> bytes:
    return bytes([tag]) + _counted(name) + _counted(data)


def _counted(data: bytes) -> bytes:
    if len(data) > LONGEST:
        raise ValueError(f"{len(data)} bytes do not fit into {LONGEST}")
    return struct.pack(">h", len(data)) + data


def _content(value: Value) -> bytes:
    match value.content:
        case None:
            return b""
        case bool(flag):
            return bytes([flag])
        case int(number):
            return struct.pack(">i", number)
        case str(text):
            return text.encode()
        case bytes(data):
            return data
        case Range(low=low, high=high):
            return struct.pack(">ii", low, high)
        case Resolution(across=across, along=along, units=units):
            return struct.pack(">iib", across, along, units)
        case Localized(language=language, text=text):
            return _counted(language.encode()) + _counted(text.encode())
        case Collection():
            raise ValueError("a collection is not one field")
