"""One page at `/` for the operator: what the printers do, and what a person must do now.

Scripts get `/keadaan` (the view as JSON) and, with `Accept: application/json`, JSON from the POST
routes; a refusal is problem+json with status 409.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

from asgi_cross_origin_protection import CrossOriginProtection
from fastapi import FastAPI, Form, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, Field

from application.language import _
from application.station_link.desk import Refusal, StationDesk
from web.answering import WEB, from_htmx, templates_in, wants_json
from web.headers import SecurityHeaders
from web.speaking import Speaking, turn
from web.station_page.view import CARDS, at_a_glance
from web.words import SPOIL_CAUSES

TEMPLATES = templates_in(Path(__file__).parent / "templates")
PROBLEM = "application/problem+json"


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


class GiveBack(BaseModel):
    reason: str = Field(min_length=1, max_length=200)


def create_station_app(desk: StationDesk) -> FastAPI:
    """Each act goes to the desk, which makes it durable before it answers."""
    app = FastAPI(title="Terbit station", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = desk
    _pages(app, desk)
    _acts(app, desk)
    app.mount("/static", StaticFiles(directory=WEB / "static"), name="static")
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _refused)
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
        desk.open_shift(form.staff, form.pin)
        return _done(request, {})

    @app.post("/lihat")
    def look(request: Request, form: Annotated[Look, Form()]) -> Response:
        desk.look(form.printer, form.seen, form.serial or None, form.cause or None)
        return _done(request, {})

    @app.post("/hitung")
    def count(request: Request, form: Annotated[Count, Form()]) -> Response:
        desk.count(form.box, form.counted, again=form.again)
        return _done(request, {})

    @app.post("/kembalikan")
    def give_back(request: Request, form: Annotated[GiveBack, Form()]) -> Response:
        return _done(request, {"surrendered": desk.surrender(form.reason)})


def _page(request: Request, desk: StationDesk, refusal: str = "", status: int = 200) -> Response:
    view = desk.view()
    data = {
        "view": view,
        "glance": at_a_glance(view),
        "cards": CARDS,
        "refusal": refusal,
        "causes": SPOIL_CAUSES,
        "theme": "",
    }
    return TEMPLATES.TemplateResponse(request, "station.html", data, status_code=status)


def _done(request: Request, answer: dict[str, int]) -> Response:
    if wants_json(request):
        return JSONResponse(answer)
    return RedirectResponse("/", status_code=303)


def _refused(request: Request, error: Exception) -> Response:
    """The desk's sentence as it is; a form that is not complete gets one of its own."""
    known = isinstance(error, Refusal)
    sentence = str(error) if known else _("Isian belum lengkap. Periksa lalu ulangi.")
    status = 409 if known else 422
    if wants_json(request):
        problem = {"title": "refused", "detail": sentence}
        return JSONResponse(problem, status_code=status, media_type=PROBLEM)
    if from_htmx(request):
        data = {"refusal": sentence}
        return TEMPLATES.TemplateResponse(request, "_refusal.html", data, status_code=status)
    desk: StationDesk = request.app.state.desk
    return _page(request, desk, sentence, status)
