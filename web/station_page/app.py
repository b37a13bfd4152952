"""One page at `/` for the operator: what the printers do, and what a person must do now.

Scripts get `/keadaan` (the view as JSON) and, with `Accept: application/json`, JSON from the POST
routes; a refusal is problem+json with status 409.
"""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from secrets import token_urlsafe
from typing import Annotated, Any, Literal

from asgi_cross_origin_protection import CrossOriginProtection
from fastapi import FastAPI, Form, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, Field
from starlette.middleware.sessions import SessionMiddleware

from application.language import _
from application.station_link.desk import WHY_BACK, PrinterView, Refusal, StationDesk, WhyBack
from domain.values.serials import tidy
from web.answering import WEB, done, from_htmx, templates_in, wants_json
from web.headers import SecurityHeaders
from web.speaking import Speaking, turn
from web.station_page import said
from web.station_page.second_press import Question, SecondPress
from web.station_page.view import CARDS, at_a_glance, read_back
from web.words import SPOIL_CAUSES

TEMPLATES = templates_in(Path(__file__).parent / "templates")
PROBLEM = "application/problem+json"
FIELDS = (
    "staff",
    "serial",
    "serials",
    "usable",
    "cause",
    "seen",
    "box",
    "counted",
    "again",
    "reason",
)
"""What is still there after a refusal; never a PIN."""


class Shift(BaseModel):
    staff: str = Field(max_length=32)
    pin: str = Field(max_length=12)


class Look(BaseModel):
    printer: str = Field(max_length=40)
    seen: Literal["good", "spoiled", "untouched", "absent"]
    serial: str = Field(default="", max_length=40)
    cause: str = Field(default="", max_length=40)


class Count(BaseModel):
    box: str = Field(max_length=32)
    counted: int = Field(ge=0, le=1_000_000)
    again: bool = False


class Scan(BaseModel):
    """`serials`: one per line, as scanned."""

    box: str = Field(max_length=32)
    serials: str = Field(default="", max_length=200_000)


class Found(BaseModel):
    box: str = Field(max_length=32)
    serial: str = Field(default="", max_length=40)
    usable: Literal["yes", "no"]


class Spoil(BaseModel):
    box: str = Field(max_length=32)
    serial: str = Field(default="", max_length=40)
    cause: Literal["damaged", "defective"]


class HandBack(BaseModel):
    box: str = Field(max_length=32)
    counted: int = Field(ge=0, le=1_000_000)


class GiveBack(BaseModel):
    reason: WhyBack


def create_station_app(desk: StationDesk) -> FastAPI:
    """Each act goes to the desk, which makes it durable before it answers."""
    app = FastAPI(title="Terbit station", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = desk
    app.state.acts = Counter()
    app.state.presses = SecondPress()
    _pages(app, desk)
    _acts(app, desk)
    _acts_on_boxes(app, desk)
    app.mount("/static", StaticFiles(directory=WEB / "static"), name="static")
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _refused)
    app.add_exception_handler(Question, _asked)
    # It carries one word back, so it may end with this process.
    app.add_middleware(
        SessionMiddleware,
        secret_key=token_urlsafe(),
        session_cookie="terbit-stasiun",
        max_age=None,
        same_site="strict",
    )
    app.add_middleware(CrossOriginProtection)
    app.add_middleware(Speaking)
    app.add_middleware(SecurityHeaders)
    return app


def _pages(app: FastAPI, desk: StationDesk) -> None:
    @app.get("/")
    def show(request: Request) -> Response:
        return _page(request, desk)

    @app.get("/keadaan")
    def state() -> JSONResponse:
        return JSONResponse(asdict(desk.view()))

    @app.post("/bahasa")
    def language() -> Response:
        return turn(RedirectResponse("/", status_code=303))


def _acts(app: FastAPI, desk: StationDesk) -> None:
    @app.post("/giliran")
    def open_shift(request: Request, form: Annotated[Shift, Form()]) -> Response:
        _typed(request, form)
        desk.open_shift(form.staff, form.pin)
        return _done(request, {}, said.after_the_shift(desk.view()))

    @app.post("/lihat")
    def look(request: Request, form: Annotated[Look, Form()]) -> Response:
        _typed(request, form)
        before, serial = _printer(desk, form.printer), form.serial
        if not wants_json(request):
            serial = app.state.presses.meant(before, form.seen, serial)
        desk.look(form.printer, form.seen, serial or None, form.cause or None)
        return _done(request, {}, said.after_the_look(before, form.seen, serial))

    @app.post("/hitung")
    def count(request: Request, form: Annotated[Count, Form()]) -> Response:
        _typed(request, form)
        desk.count(form.box, form.counted, again=form.again)
        word = said.after_the_count(desk.view(), form.box, form.counted, again=form.again)
        return _done(request, {}, word)

    @app.post("/kembalikan")
    def give_back(request: Request, form: Annotated[GiveBack, Form()]) -> Response:
        _typed(request, form)
        given = desk.surrender(form.reason)
        return _done(request, {"surrendered": given}, said.after_giving_back(given))


def _acts_on_boxes(app: FastAPI, desk: StationDesk) -> None:
    @app.post("/kotak/pindai")
    def scan(request: Request, form: Annotated[Scan, Form()]) -> Response:
        _typed(request, form)
        serials = [line for line in form.serials.splitlines() if line.strip()]
        desk.scan(form.box, serials)
        number = len({tidy(serial) for serial in serials})
        word = said.after_the_scan(said.at_printer(desk.view(), form.box), number)
        return _done(request, {}, word)

    @app.post("/kotak/ditemukan")
    def found(request: Request, form: Annotated[Found, Form()]) -> Response:
        _typed(request, form)
        usable = form.usable == "yes"
        desk.found(form.box, form.serial or None, usable=usable)
        return _done(request, {}, said.after_finding(usable=usable))

    @app.post("/kotak/rusak")
    def spoil(request: Request, form: Annotated[Spoil, Form()]) -> Response:
        _typed(request, form)
        desk.spoil(form.box, form.serial or None, form.cause)
        return _done(request, {}, said.after_spoiling())

    @app.post("/kotak/kembali")
    def hand_back(request: Request, form: Annotated[HandBack, Form()]) -> Response:
        _typed(request, form)
        printer = said.at_printer(desk.view(), form.box)
        desk.hand_back(form.box, form.counted)
        waiting = bool(desk.view().leases)
        return _done(request, {}, said.after_handing_back(printer, form.counted, waiting=waiting))


def _printer(desk: StationDesk, name: str) -> PrinterView | None:
    return next((one for one in desk.view().printers if one.printer == name), None)


def _typed(request: Request, form: BaseModel) -> None:
    """What is refused is still in its fields, also where no script keeps them."""
    request.state.typed = form.model_dump()


def _page(
    request: Request, desk: StationDesk, refusal: str = "", status: int = 200, tone: str = "bad"
) -> Response:
    view, typed = desk.view(), getattr(request.state, "typed", {})
    data = {
        "view": view,
        "glance": at_a_glance(view),
        "cards": CARDS,
        "read_back": read_back,
        "refusal": refusal,
        "tone": tone,
        "typed": {name: typed.get(name, "") for name in FIELDS} | {"form": _act_on_a_box(request)},
        "acts": request.app.state.acts,
        "word_back": "" if _looks_again(request) else request.session.pop("word_back", ""),
        "causes": SPOIL_CAUSES,
        "why_back": WHY_BACK,
        "theme": "",
    }
    return TEMPLATES.TemplateResponse(request, "station.html", data, status_code=status)


def _act_on_a_box(request: Request) -> str:
    """Which of the forms about a box was refused, so that it is the one that stays open."""
    return request.url.path if request.url.path.startswith("/kotak/") else ""


def _looks_again(request: Request) -> bool:
    """The page by itself, every two seconds: what it is told nobody has read."""
    return from_htmx(request) and "hx-boosted" not in request.headers


def _done(request: Request, answer: dict[str, Any], word_back: str) -> Response:
    """A form with a new name is a new form: empty and closed, however often the page looks."""
    request.app.state.acts[_form(request)] += 1
    return done(request, "/", answer, word_back)


def _form(request: Request) -> str:
    box = request.state.typed.get("box", "")
    return f"{request.url.path}{box}"


def _refused(request: Request, error: Exception) -> Response:
    """The desk's sentence as it is; a form that is not complete gets one of its own."""
    if isinstance(error, RequestValidationError):
        request.state.typed = dict(error.body or {})
    known = isinstance(error, Refusal)
    sentence = str(error) if known else _("Isian belum lengkap. Periksa lalu ulangi.")
    status = 409 if known else 422
    if wants_json(request):
        problem = {"title": "refused", "detail": sentence}
        return JSONResponse(problem, status_code=status, media_type=PROBLEM)
    return _not_done(request, sentence, status, "bad")


def _asked(request: Request, question: Exception) -> Response:
    return _not_done(request, str(question), 409, "warn")


def _not_done(request: Request, sentence: str, status: int, tone: str) -> Response:
    if from_htmx(request):
        data = {"refusal": sentence, "tone": tone}
        return TEMPLATES.TemplateResponse(request, "_refusal.html", data, status_code=status)
    desk: StationDesk = request.app.state.desk
    return _page(request, desk, sentence, status, tone)
