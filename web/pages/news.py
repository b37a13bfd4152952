"""`/kabar`: says only that something changed; a page then asks for its own fragment again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from fastapi import APIRouter
from fastapi.sse import EventSourceResponse, ServerSentEvent

from web.signed_in import Posted, TheHouse, still_there

router = APIRouter()


LOOK_SECONDS = 4.0
"""Rights that were revoked end within five seconds, also where somebody only listens."""


@router.get("/kabar", response_class=EventSourceResponse)
async def listen(house: TheHouse, me: Posted) -> AsyncIterator[ServerSentEvent]:
    """One event per change of the read models; several at once are one."""
    changed = asyncio.Event()
    loop = asyncio.get_running_loop()

    def told() -> None:
        loop.call_soon_threadsafe(changed.set)

    house.news.listeners.append(told)
    try:
        while await asyncio.to_thread(still_there, house, me):
            version = house.news.version
            yield ServerSentEvent(event="changed", data={"version": version}, id=str(version))
            while not await _wait(changed):
                if not await asyncio.to_thread(still_there, house, me):
                    return
            changed.clear()
    finally:
        house.news.listeners.remove(told)


async def _wait(changed: asyncio.Event) -> bool:
    with suppress(TimeoutError):
        return await asyncio.wait_for(changed.wait(), LOOK_SECONDS)
    return False
