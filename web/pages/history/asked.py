"""What the address of a history page asks for: filters, moments, and what is looked at."""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, Field, model_validator
from sqlalchemy import Connection

from application.deciding import stamp
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from projections.history import moments
from projections.history.moments import LAST, NOW, Moment
from web.pages.searching import Sealed
from web.signed_in import Me
from web.words import clock, day

_TURNED = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})(.*)")
LAST_OF_SECOND = 999_000
_HOUR = re.compile(r"([T ][0-9]{2})\.([0-9]{2})(?:\.([0-9]{2}))?$")


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the axis as it was typed: a position, or a time where the office is.

    `whole_day`: a date without an hour, which begins and ends a stretch at its own two ends.
    """

    text: str
    position: int | None = None
    at: datetime | None = None
    whole_day: bool = False


def _point(typed: Any) -> Any:
    text = str(typed or "").strip()
    if not text or isinstance(typed, Point):
        return typed or None
    if text.isascii() and text.isdigit():
        if len(text) > 19 or int(text) > LAST:
            raise ValueError("no log has such a position")
        return Point(text, position=int(text))
    said = _HOUR.sub(_with_colons, _year_first(text))
    at = datetime.fromisoformat(said)
    if not MINYEAR < at.year < MAXYEAR:
        raise ValueError("in another zone it is in no calendar")
    return Point(text, at=at, whole_day=_is_date(said))


def _year_first(text: str) -> str:
    """`2026-11-20T15:30`, `2026-11-20 15.30`, `20-11-2026 15.30`, with an hour or without."""
    if turned := _TURNED.fullmatch(text):
        of_day, month, year, rest = turned.groups()
        return f"{year}-{int(month):02}-{int(of_day):02}{rest}"
    return text


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _with_colons(found: re.Match[str]) -> str:
    hour, minute, second = found.groups()
    return f"{hour}:{minute}" + (f":{second}" if second else "")


PICKED = "_pilih"
"""Beside the field of a moment stands one with a calendar; what is picked there goes first."""


def _as_typed(picked: str) -> str:
    """`2026-11-20T15:30` of a calendar as a person writes it."""
    return picked.replace("T", " ").replace(":", ".")


Bounded = Annotated[int, Field(ge=0, le=LAST)]
Position = Annotated[Bounded | None, BeforeValidator(lambda text: text or None)]
"""An empty field of a form in the address means nothing."""

Where = Annotated[Point | None, BeforeValidator(_point)]
Id = Annotated[str, Field(pattern=r"^([0-9a-f]{32})?$")]


class Asked(BaseModel):
    """`sampai`: up to where things had happened; `sejak`, `hingga`: a stretch of the log.

    `sebelum`, `sesudah`: the page that comes before or after; `lihat`: the event looked at.
    """

    topik: str = Field(default="", max_length=40)
    tempat: str = Field(default="", max_length=10)
    orang: Id = ""
    stasiun: Id = ""
    printer: str = Field(default="", max_length=80)
    cari: Sealed = ""
    sejak: Where = None
    hingga: Where = None
    sampai: Where = None
    waktu: str = Field(default="", max_length=10)
    sebelum: Position = None
    sesudah: Position = None
    lihat: Position = None

    @model_validator(mode="before")
    @classmethod
    def _picked_goes_first(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        picked = {
            name.removesuffix(PICKED): _as_typed(str(text))
            for name, text in given.items()
            if name.endswith(PICKED) and text
        }
        return {**given, **picked}

    @property
    def by_occurrence(self) -> bool:
        return self.waktu == "kejadian"

    def given(self) -> dict[str, str]:
        """What stands in the address, as it was typed."""
        found = {name: getattr(self, name) for name in type(self).model_fields}
        texts = {
            name: value.text if isinstance(value, Point) else str(value)
            for name, value in found.items()
            if value not in (None, "")
        }
        return dict(texts)

    def address(self, base: str, **changes: Any) -> str:
        """The same page with some of it changed; None and nothing leave it out."""
        merged = {**self.given(), **changes}
        query = {name: value for name, value in merged.items() if value not in (None, "")}
        return f"{base}?{urlencode(query)}" if query else base


def reader(me: Me) -> Me:
    """History knows no office: it is for those whose posting covers the installation."""
    whole = len(me.offices) == len(me.all_offices)
    if not (whole and me.may(Act.READ_HISTORY)):
        raise Refused(Reason.NO_LIVE_POSTING, roles="auditor head")
    return me


def moment(
    connection: Connection,
    point: Point | None,
    zone: str,
    *,
    occurred: bool = False,
    opening: bool = False,
) -> Moment:
    """As of means recorded, unless occurred is asked for; a time includes its whole minute.

    A date includes its whole day, but with `opening`, where a stretch begins, nothing of it.
    """
    if point is None:
        return NOW
    if point.at is None:
        return Moment(LAST if point.position is None else point.position)
    at = _aware(point.at, zone)
    until = stamp(_before(at) if opening and point.whole_day else _end(at, point))
    if occurred:
        return Moment(occurred=until)
    return Moment(moments.position_at(connection, until))


def first_position(connection: Connection, point: Point | None, zone: str) -> int | None:
    """The position after which a stretch begins."""
    if point is None:
        return None
    at = point.at
    if at is None:
        return max(0, (point.position or 0) - 1)
    return moments.position_at(connection, stamp(_before(_aware(at, zone))))


def _aware(at: datetime, zone: str) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


def _before(at: datetime) -> datetime:
    return at - timedelta(milliseconds=1)


def _end(at: datetime, point: Point) -> datetime:
    """The last instant of the day, the minute or the second that was named."""
    if point.whole_day:
        return at.replace(hour=23, minute=59, second=59, microsecond=LAST_OF_SECOND)
    if at.microsecond:
        return at
    return at.replace(second=at.second or 59, microsecond=LAST_OF_SECOND)


def told(
    connection: Connection, at: Moment, point: Point | None, me: Me, *, opening: bool = False
) -> dict[str, Any]:
    """A moment in words: what was asked for, the position it is, and when that was."""
    last = moments.last_position(connection)
    position = min(at.position, last)
    recorded = moments.recorded_at(connection, position)
    return {
        "now": point is None,
        "text": point.text if point else "",
        "position": position,
        "last": last,
        "when": f"{day(local(recorded, me.zone))} {clock(recorded, me.zone, seconds=True)}",
        "occurred": at.occurred is not None,
        "said": _said(point, opening=opening),
    }


def _said(point: Point | None, *, opening: bool) -> str:
    if point is None or point.at is None:
        return ""
    text = point.text.replace("T", " ")
    return f"{text} 00.00" if opening and point.whole_day else text


def local(text: str | None, zone: str) -> str:
    """The day where the office is."""
    if not text:
        return ""
    return datetime.fromisoformat(text).astimezone(ZoneInfo(zone)).date().isoformat()
