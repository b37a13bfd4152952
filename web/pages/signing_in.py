"""`/masuk`, `/kode`, `/penugasan`, `/keluar`: who sits at the screen, and in which role."""

from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field
from starlette.routing import Match

from application.language import _
from domain.people.state import Role
from domain.refusal import Reason, Refused
from projections.people import queries as people
from web.answering import TEMPLATES, done, page, wants_json
from web.house import House
from web.pages.signing_second import who_may
from web.problems import Problem
from web.public.pages import glance
from web.signed_in import SignedIn, TheHouse, now_at
from web.speaking import turn
from web.states import JOBS, STAGES

router = APIRouter()
SHORTEST = 10


class SignIn(BaseModel):
    """`posting`: the one to act under, when a person has several."""

    login: str = Field(max_length=64)
    password: str = Field(max_length=200)
    posting: str | None = None


class NewPassword(BaseModel):
    """`pin`: six digits, needed by operators of a station only."""

    code: str = Field(max_length=40)
    password: str = Field(max_length=200)
    pin: str = Field(default="", pattern=r"^([0-9]{6})?$")


class Choice(BaseModel):
    posting: str


@router.get("/masuk")
def sign_in_page(request: Request, house: TheHouse) -> Response:
    data = {"problem": None, "login": "", "sso": _sso(request), "public": glance(house)}
    return page(request, "sign_in.html", None, data)


def _sso(request: Request) -> bool:
    return request.app.state.sso is not None


@router.post("/masuk")
def sign_in(request: Request, house: TheHouse, form: Annotated[SignIn, Form()]) -> Response:
    staff = house.limit.guarded(
        request, form.login, lambda: house.accounts.verify(form.login, form.password)
    )
    if staff is None:
        wrong = Problem(
            _("Nama pengguna atau kata sandi tidak cocok."),
            _("Lupa kata sandi: minta kode baru kepada administrator."),
            status=401,
            code="sign_in",
        )
        if wants_json(request):
            raise wrong
        data = {"problem": wrong, "login": form.login, "sso": _sso(request)}
        data["public"] = glance(house)
        return page(request, "sign_in.html", None, data, wrong.status)
    return opened(request, house, staff, form.posting)


def opened(request: Request, house: House, staff: str, wanted: str | None) -> Response:
    """A fresh session; whatever the browser brought is thrown away."""
    with house.views.connect() as connection:
        member = people.member(connection, staff)
        postings = people.postings_of(connection, staff, now_at(house, connection))
    known = {row["posting"] for row in postings}
    chosen = wanted if wanted in known else None
    if len(postings) == 1:
        chosen = postings[0]["posting"]
    before = request.session.get("sid")
    if isinstance(before, str):
        house.accounts.revoke(before)
    request.session.clear()
    request.session["sid"] = house.accounts.open_session(staff, chosen)
    answer: dict[str, Any] = {
        "staff": staff,
        "name": member["name"] if member else None,
        "posting": chosen,
        "postings": postings,
    }
    return done(request, "/" if chosen else "/penugasan", answer)


@router.get("/kode")
def code_page(request: Request) -> Response:
    return page(request, "code.html", None, {"shortest": SHORTEST})


@router.post("/kode")
def redeem(request: Request, house: TheHouse, form: Annotated[NewPassword, Form()]) -> Response:
    """The code is honoured once, so all else is checked before."""
    if len(form.password) < SHORTEST:
        why = _("Kata sandi paling pendek {shortest} karakter.").format(shortest=SHORTEST)
        raise Problem(why, _("Kalimat pendek lebih kuat."))
    staff = house.limit.guarded(
        request, "/kode", lambda: (house.codes.redeem("account", form.code) or {}).get("staff")
    )
    if staff is None:
        raise Refused(Reason.CODE_USED)
    house.accounts.revoke_all(staff)
    house.codes.void("account", {"staff": staff})
    house.accounts.set_password(staff, form.password)
    if form.pin:
        house.accounts.set_pin(staff, form.pin)
    return done(request, "/masuk", {"staff": staff, "login": house.accounts.login_of(staff)})


@router.get("/penugasan")
def postings_page(request: Request, me: SignedIn) -> Response:
    roles = {role.value: role for role in Role}
    data = {"postings": me.postings, "roles": roles, "sso": _sso(request)}
    return page(request, "postings.html", me, data)


@router.post("/penugasan")
def choose(
    request: Request, house: TheHouse, me: SignedIn, form: Annotated[Choice, Form()]
) -> Response:
    if form.posting not in {row["posting"] for row in me.postings}:
        raise Refused(Reason.NO_LIVE_POSTING)
    house.accounts.choose(me.sid, form.posting)
    return done(request, "/", {"posting": form.posting})


@router.post("/keluar")
def sign_out(request: Request, house: TheHouse, me: SignedIn) -> Response:
    house.accounts.revoke(me.sid)
    request.session.clear()
    return done(request, "/masuk", {})


@router.get("/sesi")
def ending(request: Request, house: TheHouse, me: SignedIn) -> Response:
    """Asked for by a page that was told of the end; looking at it keeps nothing open."""
    session = house.accounts.session(me.sid, seen=False)
    over = session is not None and session.at_most < session.unused_for
    return TEMPLATES.TemplateResponse(request, "_ending.html", {"over": over})


@router.post("/sesi/tetap")
def stay(_me: SignedIn) -> Response:
    """Somebody is there: the thirty minutes begin anew."""
    return Response()


def page_before(request: Request) -> str:
    """The page that the button stood on, if it was ours and can be asked for again."""
    base, referer = str(request.base_url), request.headers.get("referer", "")
    path = "/" + referer.removeprefix(base) if referer.startswith(base) else "/"
    asked = {"type": "http", "method": "GET", "path": urlsplit(path).path, "root_path": ""}
    known = any(route.matches(asked)[0] is Match.FULL for route in request.app.routes)
    return path if known else "/"


@router.post("/tema")
def theme(request: Request) -> Response:
    """Light, dark, or as the system: in a cookie, so that no page flashes."""
    turns = {"": "dark", "dark": "light", "light": ""}
    answer = done(request, page_before(request), {})
    now = turns.get(request.cookies.get("theme", ""), "")
    answer.set_cookie("theme", now, max_age=31_536_000, samesite="lax", httponly=True)
    return answer


@router.post("/bahasa")
def language(request: Request) -> Response:
    """Indonesian or English, in a cookie: also who has not signed in may choose."""
    return turn(done(request, page_before(request), {}))


@router.post("/tombol")
def keys(request: Request) -> Response:
    """Single-letter keys can be turned off (WCAG 2.2, 2.1.4)."""
    answer = done(request, "/bantuan", {})
    now = "off" if request.cookies.get("keys") != "off" else "on"
    answer.set_cookie("keys", now, max_age=31_536_000, samesite="lax", httponly=True)
    return answer


@router.get("/bantuan")
def help_page(request: Request, me: SignedIn) -> Response:
    states = [*STAGES.values(), *JOBS.values()]
    return page(request, "help.html", me, {"states": states, "seconds": who_may()})
