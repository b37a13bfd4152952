"""`/kabar`: says only that something changed; a page then asks for its own fragment again."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent

from web.signed_in import TheHouse, posted

router = APIRouter()


@router.get("/kabar", response_class=EventSourceResponse, dependencies=[Depends(posted)])
async def listen(house: TheHouse) -> AsyncIterator[ServerSentEvent]:
    """One event per change of the read models; several at once are one."""
    changed = asyncio.Event()
    loop = asyncio.get_running_loop()

    def told() -> None:
        loop.call_soon_threadsafe(changed.set)

    house.news.listeners.append(told)
    try:
        while True:
            version = house.news.version
            yield ServerSentEvent(event="changed", data={"version": version}, id=str(version))
            await changed.wait()
            changed.clear()
    finally:
        house.news.listeners.remove(told)
