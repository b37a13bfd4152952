"""Each request is answered in the language that its cookie names."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from application.language import LOCALES, speaking, spoken

COOKIE = "bahasa"
YEAR = 31_536_000
"""Seconds that a choice is remembered."""


class Speaking:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with speaking(Request(scope).cookies.get(COOKIE, "id")):
            await self._app(scope, receive, send)


def turn(answer: Response) -> Response:
    """From here on in the other language; there are two."""
    other = next(one for one in LOCALES if one != spoken())
    answer.set_cookie(COOKIE, other, max_age=YEAR, samesite="lax", httponly=True)
    return answer
