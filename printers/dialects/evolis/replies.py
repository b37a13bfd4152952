"""Reading what the printer answers: short printable texts, ended by NUL, CR or CRLF.

The guide does not say which end a serial line uses, so all are taken. Words differ by firmware;
what is not listed here is unknown, never good.
"""

import re

from printers.errors import GarbledReply
from printers.status import CardPosition, Condition

LONGEST_REPLY = 4096
_ENDS = re.compile(rb"[\0\r\n]")
_POSITIONS = {
    "OK": CardPosition.NONE,  # firmware of 2021
    "NO CARD": CardPosition.NONE,  # guide of 2004
    "CARD": CardPosition.INSIDE,
    "SMART CARD": CardPosition.INSIDE,
    "CONTACTLESS CARD": CardPosition.INSIDE,
}
_CONDITIONS = {
    "COVER OPEN": Condition.COVER_OPEN,
    "FEEDER EMPTY": Condition.MEDIA_EMPTY,
    "CARD JAM": Condition.MEDIA_JAM,
    "ERROR RIBBON": Condition.MARKER_SUPPLY_EMPTY,
    "HOPPER FULL": Condition.OUTPUT_AREA_FULL,
}
_MECHANICAL = {"CARD JAM", "ERROR HEAD", "ERROR TIME OUT", "ERROR HOPPER"}
_ERROR_MODE = re.compile(r"(\d{1,2}),\d{1,2}", re.ASCII)
_VOLTS = re.compile(r"(\d)[.,](\d{1,2}) Volts")


class ReplyParser:
    """Cuts what the printer sends into texts, however it was split on its way."""

    def __init__(self) -> None:
        self._buffer = b""

    def feed(self, data: bytes) -> list[str]:
        """Return the replies that `data` completes; `GarbledReply` if it cannot be one."""
        *whole, self._buffer = _ENDS.split(self._buffer + data)
        if len(self._buffer) > LONGEST_REPLY:
            raise GarbledReply(f"no end within {LONGEST_REPLY} bytes")
        # An empty text is the LF of a CRLF, or padding.
        return [_text(reply) for reply in whole if reply]

    @property
    def in_reply(self) -> bool:
        return bool(self._buffer)


def _text(reply: bytes) -> str:
    text = reply.decode("latin-1")
    if len(reply) > LONGEST_REPLY or not text.isascii() or not text.isprintable():
        raise GarbledReply(f"not a text: {reply[:40]!r}")
    return text


def count_of(reply: str) -> int:
    """A lifetime counter: a plain whole number."""
    if not re.fullmatch(r"\d{1,10}", reply, re.ASCII):
        raise GarbledReply(f"not a count: {reply[:40]!r}")
    return int(reply)


def is_error_mode(reply: str) -> bool:
    return _ERROR_MODE.fullmatch(reply) is not None


def error_mode_of(reply: str) -> int:
    """The current mode from `Rem`'s "current,saved"."""
    match = _ERROR_MODE.fullmatch(reply)
    if match is None:
        raise GarbledReply(f"not an error mode: {reply[:40]!r}")
    return int(match[1])


def name_of(reply: str) -> str:
    """A model or a serial number: anything but an error or an acknowledgement."""
    if reply == "OK" or reply.startswith("ERR"):
        raise GarbledReply(f"not a name: {reply[:40]!r}")
    return reply


def position_of(reply: str) -> CardPosition:
    return _POSITIONS.get(reply, CardPosition.UNKNOWN)


def condition_of(reply: str) -> Condition | None:
    """What stands in the way according to a sensor or a refusal; None for a plain OK."""
    return None if reply == "OK" else _CONDITIONS.get(reply, Condition.UNKNOWN)


def feeder_condition_of(reply: str) -> Condition | None:
    """`Rse;f` answers in words, on kiosk firmware in volts: 0,00 is empty and 5,00 is not."""
    match = _VOLTS.fullmatch(reply)
    if match is None:
        return condition_of(reply)
    return None if int(match[1]) >= 4 else Condition.MEDIA_EMPTY


def is_mechanical(reply: str) -> bool:
    """Whether the words tell of cards moving wrongly inside: no sensor is believed after them."""
    return reply in _MECHANICAL
