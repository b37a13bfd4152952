"""A refused form comes back with the reason beside each field that it is about.

The page that the form stood on is rendered once more while the refusal is known. Its macro of
fields (`_parts.html`) asks for the reason, and what it made is kept: only these cells are sent,
and what was typed stays where it is.
"""

from collections.abc import Mapping, MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog
from fastapi import Request
from markupsafe import Markup

_OF_CONTENT = (b"content-", b"hx-", b"accept", b"transfer-")
_FORM = "form-"
ENDLESS = ("/kabar", "/api/")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Marked:
    """A field as the page calls it, and why it was refused."""

    id: str
    name: str
    label: str
    why: str


@dataclass(slots=True)
class Refusal:
    """`form`: which of the page's forms; `reasons`: by the names of its fields.

    The rest is filled while the page is rendered, in its order.
    """

    form: str
    reasons: Mapping[str, str]
    cells: dict[str, Markup] = field(default_factory=dict)
    marked: list[Marked] = field(default_factory=list)


_known: ContextVar[Refusal | None] = ContextVar("refusal", default=None)


def why_refused(name: str, form: str, cell: str, label: str) -> str:
    """Nothing where the field is right, or of another form."""
    refusal = _known.get()
    if refusal is None or refusal.form != form or name not in refusal.reasons:
        return ""
    refusal.marked.append(Marked(cell, name, str(label), refusal.reasons[name]))
    return refusal.reasons[name]


def is_first() -> bool:
    """The cursor goes to the first field that was refused."""
    refusal = _known.get()
    return refusal is not None and len(refusal.marked) == 1


def kept(cell: str, form: str, html: Markup) -> Markup:
    """A field without a reason is kept too: it may have been marked before."""
    refusal = _known.get()
    if refusal is not None and refusal.form == form:
        refusal.cells[cell] = html
    return html


async def given_back(request: Request, page: str, reasons: Mapping[str, str]) -> Refusal:
    """The fields of the form that was sent, as its page shows them now."""
    refusal = Refusal(_form_of(request), reasons)
    if not _may_hold_a_form(page):
        return refusal
    token = _known.set(refusal)
    try:
        await request.app.router(_asking_for(request, page), request.receive, _nowhere)
    except Exception:
        # The refusal is what was asked for; a page that fails beside it is another matter.
        log.exception("form_not_given_back")
        return Refusal("", {})
    finally:
        _known.reset(token)
    return refusal


def _may_hold_a_form(page: str) -> bool:
    """News never end, and files are long: neither is rendered for the sake of marks."""
    path = urlsplit(page).path
    return not path.startswith(ENDLESS) and "." not in path.rpartition("/")[2]


def _form_of(request: Request) -> str:
    """The form that was sent, as htmx names it: `form#form-new`."""
    _tag, _, own = request.headers.get("hx-source", "").partition("#")
    return own.removeprefix(_FORM) if own.startswith(_FORM) else ""


def _asking_for(request: Request, page: str) -> dict[str, Any]:
    """The same person asks for the page, with nothing of the form."""
    at = urlsplit(page)
    headers = [pair for pair in request.scope["headers"] if not pair[0].startswith(_OF_CONTENT)]
    return {
        **request.scope,
        "method": "GET",
        "path": unquote(at.path),
        "raw_path": at.path.encode(),
        "query_string": at.query.encode(),
        "headers": [*headers, (b"accept", b"text/html")],
        "path_params": {},
        # What a page says once is said by the answer, not here.
        "session": dict(request.scope.get("session", {})),
    }


async def _nowhere(_message: MutableMapping[str, Any]) -> None:
    """What the page looks like is not asked for."""
