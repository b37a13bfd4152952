"""One failure, told to a script, to htmx, and to a station."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from application.errors import Conflict, NotFound
from domain.refusal import Reason, Refused
from web.failing import register
from web.problems import CONFLICT, Problem

JSON = {"accept": "application/json"}
HTMX = {"hx-request": "true"}


def client_of(error: Exception) -> TestClient:
    app = FastAPI()
    register(app)

    def fails() -> None:
        raise error

    for path in ("/halaman", "/api/v1/hal"):
        app.add_api_route(path, fails)
    return TestClient(app)


@pytest.mark.parametrize(
    ("error", "status", "reason"),
    [
        (Conflict("position"), 409, "conflict"),
        (NotFound("stream"), 404, "not_found"),
        (Refused(Reason.NO_LIVE_POSTING), 403, "no_live_posting"),
        (Refused(Reason.NO_BLANKS), 409, "no_blanks"),
        (Problem("Tidak.", status=429, code="too_many"), 429, "too_many"),
    ],
    ids=lambda value: getattr(value, "args", [value])[0] if isinstance(value, Exception) else None,
)
def test_scripts_and_stations_get_a_problem_with_its_reason(
    error: Exception, status: int, reason: str
) -> None:
    client = client_of(error)

    answers = [client.get("/halaman", headers=JSON), client.get("/api/v1/hal")]

    for answer in answers:
        assert (status, reason) == (answer.status_code, answer.json()["reason"])
        assert "application/problem+json" == answer.headers["content-type"]


def test_that_somebody_else_was_first_is_said_in_the_fragment() -> None:
    answer = client_of(Conflict("position")).get("/halaman", headers=HTMX)

    assert 409 == answer.status_code
    assert CONFLICT[0] in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("path", ["/halaman", "/api/v1/hal"])
def test_what_nobody_foresaw_is_not_dressed_up(path: str) -> None:
    client = client_of(ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        client.get(path)
