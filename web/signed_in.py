"""Who is signed in, and under which posting: read anew for every request."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from sqlalchemy import Connection

from application.deciding import stamp
from domain.event import Person
from domain.people.permission import Act, covers, judge
from domain.people.state import At
from domain.people.things import NOTHING, Thing
from domain.refusal import Refused
from projections.people import queries as people
from web import rules
from web.house import House

Row = people.Row


class NotSignedIn(Exception):
    """No live session: sign in first."""


class NoPosting(Exception):
    """Signed in, but no posting is chosen or live."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Me:
    """The signed-in person; `offices` are those that the posting covers."""

    sid: str
    staff: str
    person: str
    name: str
    posting: Row | None
    postings: tuple[Row, ...]
    offices: tuple[Row, ...]
    all_offices: tuple[Row, ...]
    at: At
    zone: str
    freezes: tuple[Row, ...] = ()
    """Freezes at the offices of this posting; one of several offices stands once."""

    @property
    def today(self) -> str:
        return self.at.day

    @property
    def codes(self) -> list[str]:
        return [row["code"] for row in self.offices]

    def refused(
        self, act: Act | str, office: str | None = None, thing: Thing = NOTHING
    ) -> Refused | None:
        """By the same function as the guard of the use case; without an office: anywhere at all."""
        posting = people.posting_of(self.posting) if self.posting else None
        where = office or (posting.office if posting else "")
        return judge(Act(act), posting, where, self.at, thing)

    def may(self, act: Act | str, office: str | None = None, thing: Thing = NOTHING) -> bool:
        return self.refused(act, office, thing) is None

    @property
    def counts_blind(self) -> bool:
        """Who prints also counts the boxes: the figure of the books is not theirs to see.

        Under none of their postings: another one is a click away.
        """
        postings = (people.posting_of(row) for row in self.postings)
        return any(judge(Act.LEASE, one, one.office, self.at) is None for one in postings)

    def who(self) -> Person:
        posting = self.posting["posting"] if self.posting else None
        return Person(staff=self.staff, person=self.person, posting=posting)

    def office_name(self, code: str | None) -> str:
        names: dict[str, str] = {row["code"]: row["name"] for row in self.all_offices}
        return names.get(code or "", code or "–")


def house_of(request: Request) -> House:
    found: House = request.app.state.house
    return found


LISTENING = ("/kabar", "/sesi")
"""What a page asks by itself: nobody need be there for that."""

TheHouse = Annotated[House, Depends(house_of)]


def now_at(house: House, connection: Connection) -> At:
    """The installation is one kabupaten: its dinas has the date."""
    offices = people.office_list(connection)
    zone = offices[0]["timezone"] if offices else "Asia/Jakarta"
    now = house.centre.clock.now()
    return At(day=now.astimezone(ZoneInfo(zone)).date().isoformat(), now=stamp(now))


def asks_for_board(request: Request) -> bool:
    """A page that heard of a change asks for its middle again: nobody need be there for that."""
    return request.headers.get("hx-target", "").endswith("#board")


def anyone_signed_in(request: Request, house: TheHouse) -> Me:
    """Raises NotSignedIn."""
    request.state.version = house.news.version
    sid = request.session.get("sid")
    seen = not (asks_for_board(request) or request.url.path in LISTENING)
    session = house.accounts.session(sid, seen=seen) if isinstance(sid, str) else None
    if session is None:
        raise NotSignedIn
    with house.views.connect() as connection:
        found = person(house, connection, session)
    if found is None:
        raise NotSignedIn
    request.state.me = found
    return found


def person(house: House, connection: Connection, session: Any) -> Me | None:
    """Of a live session, with the posting chosen if that lives; None: the account is gone."""
    member = people.member(connection, session.staff)
    if member is None:
        return None
    at = now_at(house, connection)
    postings = people.postings_of(connection, session.staff, at)
    chosen = next((row for row in postings if row["posting"] == session.posting), None)
    offices = people.office_list(connection)
    frozen = people.standing(connection)
    covered = [row for row in offices if chosen and covers(chosen["office"], row["code"])]
    return Me(
        sid=session.id,
        staff=session.staff,
        person=member["person"],
        name=member["name"] or "",
        posting=chosen,
        postings=tuple(postings),
        offices=tuple(covered),
        all_offices=tuple(offices),
        at=at,
        zone=offices[0]["timezone"] if offices else "Asia/Jakarta",
        freezes=tuple(
            {
                tuple(map(str, (row["scope"], row["until"], row["notice"], row["ordered_by"]))): row
                for one in covered
                for row in frozen.get(one["code"], ())
            }.values()
        ),
    )


def time_left(house: House, me: Me) -> tuple[timedelta, bool] | None:
    """Until the session ends by itself, and whether nothing puts that off; None: it is gone.

    Asking does not keep the session from idling out.
    """
    session = house.accounts.session(me.sid, seen=False)
    with house.views.connect() as connection:
        found = person(house, connection, session) if session else None
    if session is None or found is None or found.posting is None:
        return None
    return min((session.unused_for, False), (session.at_most, True))


SignedIn = Annotated[Me, Depends(anyone_signed_in)]


def posted(request: Request, me: SignedIn) -> Me:
    """Who may come through this door. Raises NoPosting, Refused."""
    if me.posting is None:
        raise NoPosting
    door = f"{request.method} {request.scope['route'].path}"
    if not rules.lets_in(door, me.may):
        raise rules.refused_at(door)
    return me


Posted = Annotated[Me, Depends(posted)]
