"""No request of a station is larger than this: read no further, say 413."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message

LARGEST_BODY = 8 * 1024 * 1024


class BoundedRoute(APIRoute):
    """Counts what arrives; the length that a header promises is only a promise."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def bounded(request: Request) -> Response:
            taken = 0

            async def counted() -> Message:
                nonlocal taken
                message = await request.receive()
                taken += len(message.get("body", b""))
                if taken > LARGEST_BODY:
                    raise HTTPException(413, "larger than 8 MB")
                return message

            return await handle(Request(request.scope, counted))

        return bounded
