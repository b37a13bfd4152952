"""Every page answers in one of two ways: HTML for people, the same rows as JSON for scripts.

A script signs in by `POST /masuk` (form fields `login`, `password`), keeps the cookie, sends
`Accept: application/json`, and gets the rows behind a page from its GET address and the answer
of a use case from its POST routes; a refusal is problem+json (RFC 9457). Form fields are the
page's own: `command_id` may be any new id.
"""

import json
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from application.language import _, counted, spoken
from web import words
from web.bundles import as_one
from web.house import House
from web.marking import is_first, kept, why_refused
from web.menu import menu
from web.signed_in import Me, asks_for_board

WEB = Path(__file__).parent


def as_json(fields: Any) -> str:
    """An event as it is stored, for whoever reads it beside its sentence; escaped as data is."""
    return json.dumps(jsonable_encoder(fields), ensure_ascii=False, indent=2)


def templates_in(folder: Path) -> Jinja2Templates:
    """Strict: a name that a page forgot to give is an error, not an empty place."""
    loader = FileSystemLoader([folder, WEB / "templates"])
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters.update(
        masked=words.masked, fours=words.fours, day=words.day, condition=words.condition
    )
    made.filters["t"] = _
    made.filters["as_one"] = as_one
    made.filters["as_json"] = as_json
    made.globals.update(words=words, language=spoken)
    made.globals.update(why_refused=why_refused, is_first=is_first, kept_cell=kept)
    # Literals of templates are `_("…")`; words that come from code are `|t`, escaped as data is.
    made.add_extension("jinja2.ext.i18n")
    install = made.install_gettext_callables  # type: ignore[attr-defined] # of the extension
    install(_, counted, newstyle=True)
    return Jinja2Templates(env=made)


TEMPLATES = templates_in(WEB / "templates")


def wants_json(request: Request) -> bool:
    """Only a script asks for JSON first; htmx and browsers ask for text/html."""
    return request.headers.get("accept", "").startswith("application/json")


def from_htmx(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"


def page(
    request: Request, template: str, me: Me | None, data: dict[str, Any], status: int = 200
) -> Response:
    """The page, or its data."""
    if wants_json(request):
        return JSONResponse(jsonable_encoder(data), status)
    house: House = request.app.state.house
    board = asks_for_board(request)
    # Of before the page was read: what changes meanwhile is asked for again.
    version = getattr(request.state, "version", house.news.version)
    frame = {
        **data,
        "me": me,
        "version": version,
        "frame": "board.html" if board else "frame.html",
        "menu": menu(house, me) if me and me.posting and not board else [],
        "stopped": [at for at in house.runner.progress() if at.stopped],
        "word_back": "" if board or me is None else request.session.pop("word_back", ""),
        "way_back": "" if board or me is None else request.session.pop("way_back", ""),
        "example_data": house.example_data,
        "command_id": house.centre.identifiers.new,
        "theme": request.cookies.get("theme", ""),
        "keys": request.cookies.get("keys", "on"),
    }
    return TEMPLATES.TemplateResponse(request, template, frame, status_code=status)


def done(
    request: Request, to: str, answer: dict[str, Any], word_back: str = "", way_back: str = ""
) -> Response:
    """After a decision: back to a page that shows it (303), or the use case's answer.

    `word_back`: what that page says once; `way_back`: where to look at what was done. They travel
    in a cookie: no names of people.
    """
    if wants_json(request):
        return JSONResponse(jsonable_encoder(answer))
    if word_back:
        request.session["word_back"] = word_back
        request.session["way_back"] = way_back
    return RedirectResponse(to, status_code=303)
