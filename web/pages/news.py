"""`/kabar`: says only that something changed; a page then asks for its own fragment again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent

from web.signed_in import Posted, TheHouse, time_left

router = APIRouter()


LOOK_SECONDS = 2.0
"""Rights that were revoked end within five seconds, also where somebody only listens."""
WARNING = timedelta(minutes=2)
"""Before a session ends by itself, whoever sits there is asked (WCAG 2.2, 2.2.1)."""
RESTS = 2
"""Looks after a change before the next is told: under constant change a page asks every 5 s."""
SPREAD_SECONDS = 2.0
"""Forty tabs that hear of a change do not all ask in one moment, nor for each of many."""
Known = Annotated[int, Query(ge=-1, lt=2**63)]


@router.get("/kabar", response_class=EventSourceResponse)
async def listen(
    house: TheHouse,
    me: Posted,
    sejak: Known = -1,
    last_event_id: Annotated[str, Header()] = "",
) -> AsyncIterator[ServerSentEvent]:
    """Says only that something changed. `sejak`: the version that the page was made from."""
    changed = asyncio.Event()
    loop = asyncio.get_running_loop()
    known = int(last_event_id) if last_event_id.isdecimal() else sejak

    def told() -> None:
        loop.call_soon_threadsafe(changed.set)

    warned, rests = set[bool](), 0
    house.news.listeners.append(told)
    try:
        while True:
            left = await asyncio.to_thread(time_left, house, me)
            if house.news.closed or left is None:
                return
            seconds_left, for_good = left
            if seconds_left >= WARNING:
                warned.clear()
            elif for_good not in warned:
                warned.add(for_good)
                yield ServerSentEvent(event="ending", data={}, id=str(known))
            if rests:
                rests -= 1
                await asyncio.sleep(LOOK_SECONDS)
            elif house.news.version != known or await _wait(changed):
                await asyncio.sleep(SPREAD_SECONDS * house.centre.identifiers.token(1)[0] / 255)
                changed.clear()
                known, rests = house.news.version, RESTS
                yield ServerSentEvent(event="changed", data={"version": known}, id=str(known))
    finally:
        house.news.listeners.remove(told)


async def _wait(changed: asyncio.Event) -> bool:
    with suppress(TimeoutError):
        return await asyncio.wait_for(changed.wait(), LOOK_SECONDS)
    return False
