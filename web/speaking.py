"""Each request is answered in the language that its cookie names."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from application.language import LOCALES, speaking

COOKIE = "bahasa"


class Speaking:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with speaking(Request(scope).cookies.get(COOKIE, "id")):
            await self._app(scope, receive, send)


def other(language: str) -> str:
    """The language that a switch offers; there are two."""
    return next(one for one in LOCALES if one != language)
