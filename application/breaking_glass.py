"""A right for an hour, taken by two people in need and reviewed by a third."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from application.deciding import Answer, Centre, Desk, Order, decide, stamp
from domain.discrepancies import decide as discrepancies
from domain.discrepancies.events import Opened
from domain.discrepancies.state import discrepancy_id
from domain.event import StreamId
from domain.people import decide as people
from domain.people.events import Granted
from domain.people.permission import Act

LASTS = timedelta(minutes=60)
REVIEW_DAYS = 2
"""Working days, Monday to Friday."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Emergency:
    """The role that is needed, where, and why."""

    role: str
    office: str
    reason: str


def break_glass(centre: Centre, order: Order, asked: Emergency) -> Answer:
    """Flow 16.4: the posting and the mismatch that a third person has to close, in one save.

    It gives no more than the role: forbidden pairs, stock rules and two people stay.
    """

    def work(desk: Desk) -> Answer:
        desk.permit(Act.BREAK_GLASS, asked.office)
        stream = StreamId(centre.identifiers.new())
        today = desk.today(asked.office)
        granted = Granted(
            by=desk.by,
            staff=order.who.staff,
            person=order.who.person or "",
            role=asked.role,
            office=asked.office,
            valid_from=today,
            valid_until=stamp(datetime.fromisoformat(desk.by.recorded_at) + LASTS),
            letter=asked.reason.strip(),
            break_glass=True,
        )
        desk.add(stream, people.break_glass(None, granted))
        subject: dict[str, str] = {"posting": stream}
        opened = Opened(
            by=desk.by,
            cause="break_glass",
            office=asked.office,
            subject=subject,
            detail={"role": asked.role},
            due=_working_days_on(today, REVIEW_DAYS),
        )
        mismatch = discrepancy_id("break_glass", subject, today)
        desk.add(mismatch, discrepancies.absorb(desk.load(mismatch), opened))
        return {"posting": stream, "until": granted.valid_until, "discrepancy": mismatch}

    return decide(centre, order, work)


def _working_days_on(today: str, days: int) -> str:
    day = date.fromisoformat(today)
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day.isoformat()
