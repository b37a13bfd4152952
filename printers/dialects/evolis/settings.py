"""What the A5013 guide leaves open, as settings, so that a real unit needs no new code."""

from dataclasses import dataclass
from enum import StrEnum


class DbcForm(StrEnum):
    """The guide shows two headers of the compressed download; real drivers send the first."""

    LENGTH = "panel;levels;length"
    FIRST_LINE = "panel;levels;first line;length"


class AckTiming(StrEnum):
    """Whether a motion command is answered once the motion is over, or before it starts."""

    AFTER_MOTION = "after motion"
    BEFORE_MOTION = "before motion"


@dataclass(frozen=True, kw_only=True, slots=True)
class Dialect:
    reply_terminator: bytes = b"\0"
    dbc_form: DbcForm = DbcForm.LENGTH
    ack_timing: AckTiming = AckTiming.AFTER_MOTION


DIALECTS = {
    "evolis": Dialect(),
    "evolis-cr": Dialect(reply_terminator=b"\r"),
    "evolis-crlf": Dialect(reply_terminator=b"\r\n"),
    "evolis-first-line": Dialect(dbc_form=DbcForm.FIRST_LINE),
    "evolis-early-ack": Dialect(ack_timing=AckTiming.BEFORE_MOTION),
}
