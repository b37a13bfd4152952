"""The web application of the centre: pages for staff, the API for stations."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from anyio import to_thread
from asgi_cross_origin_protection import CrossOriginProtection
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from starlette.middleware.sessions import SessionMiddleware

from web import failing, rules
from web.answering import WEB
from web.api import routes as api
from web.headers import SecurityHeaders
from web.house import House
from web.pages import (
    backlog,
    completing,
    counter,
    deliveries,
    discrepancies,
    document,
    erasing,
    freezes,
    glass,
    importing,
    intake,
    news,
    outages,
    people,
    pictures,
    policy,
    print_queue,
    receipt,
    revealing,
    saved_views,
    searching,
    signing_in,
    sso,
    stations,
    stock,
    stock_taking,
    supplies,
    unknown,
)
from web.pages.figures import coverage, performance, targets
from web.pages.history import pages as history
from web.pages.today import page as today
from web.public import pages as public
from web.public.brake import Brake
from web.speaking import Speaking
from web.sso import client_of
from web.station_api import routes as station_api

SESSION_SECONDS = 8 * 3600
THREADS = 120
PAGES = (
    api,
    signing_in,
    sso,
    today,
    print_queue,
    completing,
    intake,
    importing,
    pictures,
    document,
    unknown,
    stock,
    stock_taking,
    supplies,
    deliveries,
    counter,
    revealing,
    saved_views,
    receipt,
    stations,
    history,
    searching,
    discrepancies,
    freezes,
    backlog,
    outages,
    erasing,
    policy,
    people,
    glass,
    performance,
    coverage,
    targets,
    news,
    public,
)


def doors() -> Iterator[str]:
    """`METHOD /path` of every page and form."""
    for module in PAGES:
        for route in module.router.routes:
            if isinstance(route, APIRoute):
                yield from (f"{method} {route.path}" for method in route.methods or ())


@asynccontextmanager
async def _threads(_app: FastAPI) -> AsyncIterator[None]:
    """Each station's long poll keeps a thread for up to 20 seconds; pages need theirs beside."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


def create_app(house: House, *, https: bool = False) -> FastAPI:
    """Everything a request needs comes from `house`."""
    app = FastAPI(
        title="Terbit",
        version="0.1.0",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_threads,
    )
    app.state.house = house
    app.state.https = https
    app.state.sso = client_of(house.provider) if house.provider else None
    app.state.brake = Brake()
    app.include_router(station_api.router)
    rules.check(doors())
    for module in PAGES:
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=WEB / "static"), name="static")
    failing.register(app)
    # The last one added is the outermost: headers stand on every answer, also on a 403.
    app.add_middleware(
        SessionMiddleware,
        secret_key=house.secret,
        session_cookie="terbit",
        max_age=SESSION_SECONDS,
        same_site="lax",
        https_only=https,
    )
    app.add_middleware(CrossOriginProtection, deny_app=failing.foreign)
    app.add_middleware(Speaking)
    app.add_middleware(SecurityHeaders)
    return app
