"""The web application of the centre: pages for staff, the API for stations."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from domain.refusal import Reason, Refused
from web.house import House
from web.station_api import routes as station_api

STATUS = {Reason.NO_LIVE_POSTING: 403, Reason.NOT_FOUND: 404}


def create_app(house: House, *, https: bool = False) -> FastAPI:
    """Everything a request needs comes from `house`."""
    app = FastAPI(title="Terbit", version="0.1.0", docs_url=None, redoc_url=None)
    app.state.house = house
    app.state.https = https
    app.include_router(station_api.router)
    app.add_exception_handler(Refused, refused)
    return app


def refused(_request: Request, error: Exception) -> JSONResponse:
    """RFC 9457: why a decision is not taken."""
    if not isinstance(error, Refused):
        raise error
    return JSONResponse(
        {"title": "refused", "reason": error.reason.value, **error.details},
        status_code=STATUS.get(error.reason, 409),
        media_type="application/problem+json",
    )
