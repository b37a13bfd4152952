"""What the address of a page of figures asks for: days, a place, and which rows."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, Field

from domain.refusal import Reason, Refused
from domain.values.dates import parse_iso
from projections.figures.queries import Window
from web.pages.fields import FIRST, LAST
from web.signed_in import Me

MOST_DAYS = 366


def _day(typed: Any) -> date | None:
    text = str(typed or "").strip()
    return parse_iso(text) if text else None


Day = Annotated[Annotated[date, Field(ge=FIRST, le=LAST)] | None, BeforeValidator(_day)]
"""An empty field of a form in the address means nothing."""

Word = Annotated[str, Field(max_length=20)]


class Asked(BaseModel):
    """Days are those of the dinas; without any: today."""

    sejak: Day = None
    hingga: Day = None
    tempat: str = Field(default="", max_length=10)


class Wanted(Asked):
    """Which rows stand behind a figure; `rinci`: its detail, cause or outcome."""

    angka: Word
    rinci: Word = ""
    jenis: Word = ""
    printer: str = Field(default="", max_length=80)
    sebab: str = Field(default="", max_length=40)
    halaman: int = Field(default=1, ge=1, le=100_000)


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Days and places, as all the figures of a page have them."""

    window: Window
    place: str

    def address(self, base: str, **more: str | int) -> str:
        given = {
            "sejak": self.window.since,
            "hingga": self.window.until,
            "tempat": self.place,
            **more,
        }
        query = {name: value for name, value in given.items() if value != ""}
        return f"{base}?{urlencode(query)}"

    def at(self, office: str) -> "Span":
        """The same days at one place."""
        window = Window(offices=[office], since=self.window.since, until=self.window.until)
        return Span(window=window, place=office)


def span_of(me: Me, asked: Asked) -> Span:
    """Only places that the posting covers; days in order, not more than a year of them."""
    if asked.tempat and asked.tempat not in me.codes:
        raise Refused(Reason.NOT_FOUND)
    today = parse_iso(me.today)
    until = asked.hingga or today
    since = asked.sejak or until
    since, until = min(since, until), max(since, until)
    since = max(since, until - timedelta(days=MOST_DAYS - 1))
    offices = [asked.tempat] if asked.tempat else me.codes
    window = Window(offices=offices, since=since.isoformat(), until=until.isoformat())
    return Span(window=window, place=asked.tempat)
