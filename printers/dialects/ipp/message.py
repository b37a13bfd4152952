"""What an IPP message is made of (RFC 8010, 3.1), as values.

A text is `str`, an integer or enum `int`; what has no shape of its own here, such as octetString
and dateTime, stays `bytes`. An out-of-band value ("unknown", "no-value") is None.
"""

from dataclasses import dataclass
from enum import IntEnum


class GroupTag(IntEnum):
    """What a group of attributes tells of (RFC 8010, 3.5.1); other values may occur."""

    OPERATION = 0x01
    JOB = 0x02
    PRINTER = 0x04
    UNSUPPORTED = 0x05


class Tag(IntEnum):
    """The syntaxes of values that are written or read here (RFC 8010, 3.5.2)."""

    UNSUPPORTED = 0x10
    UNKNOWN = 0x12
    NO_VALUE = 0x13
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    OCTETS = 0x30
    DATE_TIME = 0x31
    RESOLUTION = 0x32
    RANGE = 0x33
    COLLECTION = 0x34
    TEXT_IN_LANGUAGE = 0x35
    NAME_IN_LANGUAGE = 0x36
    END_COLLECTION = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    URI_SCHEME = 0x46
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49
    MEMBER_NAME = 0x4A


@dataclass(frozen=True, kw_only=True, slots=True)
class Range:
    low: int
    high: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Resolution:
    """Dots across and along the feed, per inch (units 3) or per centimetre (units 4)."""

    across: int
    along: int
    units: int = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Localized:
    language: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Collection:
    members: tuple["Attribute", ...] = ()


Content = int | str | bytes | Range | Resolution | Localized | Collection | None
"""A bool counts as an int, as in Python."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    tag: int
    content: Content


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribute:
    """A name and one or more values."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    tag: int
    attributes: tuple[Attribute, ...] = ()

    def contents(self, name: str) -> tuple[Content, ...]:
        """All values under a name, none if it is not there."""
        for attribute in self.attributes:
            if attribute.name == name:
                return tuple(value.content for value in attribute.values)
        return ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A request (`code` is the operation) or an answer (`code` is the status)."""

    code: int
    request_id: int
    groups: tuple[Group, ...] = ()
    version: tuple[int, int] = (2, 0)

    def group(self, tag: int) -> Group | None:
        return next((group for group in self.groups if group.tag == tag), None)


def attribute(name: str, tag: Tag, *contents: Content) -> Attribute:
    return Attribute(name=name, values=tuple(Value(tag=tag, content=each) for each in contents))
