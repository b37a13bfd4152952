"""`/pengguna`: accounts, postings with letter and period, and who is signed in."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel, Field

from application import administering
from application.access.accounts import Listed
from application.access.hiring import Newcomer, hire, renewed
from application.administering import Grant
from application.deciding import Order
from application.disclosing import issue_code
from application.language import _
from domain.event import StreamId
from domain.people.permission import Act
from domain.people.state import Role
from domain.refusal import Reason, Refused
from projections.people import queries as people
from web.acting import Command, carry_out
from web.answering import done, page
from web.house import House
from web.pages.fields import Plain
from web.pages.searching import Sealed, opened
from web.signed_in import Me, Posted, TheHouse
from web.words import ERASED, when

router = APIRouter(prefix="/pengguna")
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class Posting(Command):
    """As the letter says it."""

    role: Role
    office: str = Field(max_length=10)
    valid_from: Day
    valid_until: Day
    letter: Plain = Field(default="", max_length=80)

    def grant(self, staff: str) -> Grant:
        return Grant(
            staff=staff,
            role=self.role.value,
            office=self.office,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            letter=self.letter,
        )


class Newly(Posting):
    login: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{1,63}$")
    name: Plain = Field(min_length=1, max_length=120)
    nik: str = Field(pattern=r"^[0-9]{16}$")


class Again(Posting):
    staff: Id


class End(Command):
    posting: Id
    reason: Plain = Field(default="", max_length=200)


class OfStaff(Command):
    staff: Id


class OfSession(Command):
    session: Id


class Asked(BaseModel):
    """Which of the accounts are listed."""

    cari: Sealed = ""
    tempat: str = Field(default="", max_length=10)


EVERYBODY = Asked()


@router.get("")
def show(
    request: Request, house: TheHouse, me: Posted, wanted: Annotated[Asked, Query()]
) -> Response:
    return _page(request, house, me, wanted)


def _page(
    request: Request,
    house: House,
    me: Me,
    wanted: Asked = EVERYBODY,
    code: dict[str, Any] | None = None,
) -> Response:
    with house.views.connect() as connection:
        members = people.members(connection)
    words = opened(house, me, wanted.cari)
    shown = [_shown(house, me, row) for row in members]
    data = {
        "members": [row for row in shown if _is_asked_for(row, words, wanted.tempat)],
        "total": len(shown),
        "q": words,
        "place": wanted.tempat,
        "sessions": [_session(me, one, members) for one in house.accounts.live_sessions()],
        "roles": list(Role),
        "code": code,
    }
    return page(request, "people.html", me, data)


def _shown(house: House, me: Me, row: dict[str, Any]) -> dict[str, Any]:
    """Postings that live or will; how many are over."""
    ahead = [one for one in row["postings"] if not one["ended"] and not _is_past(me, one)]
    return {
        "staff": row["staff"],
        "name": row["name"] or _(ERASED),
        "login": house.accounts.login_of(row["staff"]),
        "postings": [
            {
                **one,
                "place": me.office_name(one["office"]),
                "live": people.posting_of(one).is_live(me.at),
                "may_end": me.may(Act.MAINTAIN, one["office"]),
            }
            for one in ahead
        ],
        "over": len(row["postings"]) - len(ahead),
    }


def _is_asked_for(row: dict[str, Any], words: str, place: str) -> bool:
    """Each word stands in the name, the login or a place; postings that are over do not count."""
    places = [one["place"] for one in row["postings"]]
    text = " ".join([row["name"], row["login"] or "", *places]).casefold()
    here = not place or any(one["office"] == place for one in row["postings"])
    return here and all(word in text for word in words.casefold().split())


def _is_past(me: Me, posting: dict[str, Any]) -> bool:
    until = me.at.now if posting["break_glass"] else me.today
    return bool(posting["valid_until"] < until)


def _session(me: Me, one: Listed, members: list[dict[str, Any]]) -> dict[str, Any]:
    name = next((row["name"] for row in members if row["staff"] == one.staff), None)
    return {
        "handle": one.handle,
        "name": name or _(ERASED),
        "since": when(one.created_at, me.zone),
        "seen": when(one.seen_at, me.zone),
    }


@router.post("")
def add(request: Request, house: TheHouse, me: Posted, form: Annotated[Newly, Form()]) -> Response:
    new = Newcomer(login=form.login, name=form.name, nik=form.nik, grant=form.grant(""))
    answer = carry_out(
        house, lambda: hire(house.centre, house.accounts, house.codes, form.order(me), new)
    )
    return _with_code(request, house, me, form.login, answer)


@router.post("/kode")
def new_code(
    request: Request, house: TheHouse, me: Posted, form: Annotated[OfStaff, Form()]
) -> Response:
    """For who forgot the password; what was open under the old one ends."""
    login = house.accounts.login_of(form.staff)
    if login is None:
        raise Refused(Reason.NOT_FOUND)
    # Each code is an event, also when the form comes again: a command of its own.
    order = Order(command_id=house.centre.identifiers.new(), who=me.who())
    staff = StreamId(form.staff)
    carry_out(house, lambda: issue_code(house.centre, order, me.codes[0], staff))
    house.accounts.lock(form.staff)
    code = renewed(house.codes, form.staff)
    return _with_code(request, house, me, login, {"staff": form.staff, "code": code})


def _with_code(
    request: Request, house: House, me: Me, login: str, answer: dict[str, Any]
) -> Response:
    """The code stands on this one answer and nowhere else."""
    return _page(request, house, me, code={"login": login, **answer})


@router.post("/penugasan")
def grant(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Again, Form()]
) -> Response:
    answer = carry_out(
        house,
        lambda: administering.grant_posting(house.centre, form.order(me), form.grant(form.staff)),
    )
    return done(request, "/pengguna", answer, _("Penugasan diberikan."))


@router.post("/akhiri")
def end(request: Request, house: TheHouse, me: Posted, form: Annotated[End, Form()]) -> Response:
    posting = StreamId(form.posting)
    answer = carry_out(
        house,
        lambda: administering.end_posting(house.centre, form.order(me), posting, form.reason),
    )
    return done(request, "/pengguna", answer, _("Penugasan diakhiri."))


@router.post("/sesi")
def revoke(
    request: Request, house: TheHouse, _me: Posted, form: Annotated[OfSession, Form()]
) -> Response:
    if not house.accounts.revoke_listed(form.session):
        raise Refused(Reason.NOT_FOUND)
    return done(request, "/pengguna", {"session": form.session}, _("Sesi ditutup."))
