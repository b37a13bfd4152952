"""What stands before every page: sign-in, headers, other origins, news."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from fastapi.routing import APIRoute
from httpx2 import Response

from domain.people.state import Role
from tests.integration.pages.conftest import JSON, Pages
from tests.support.office import CURUG
from web.pages.news import listen

OPEN = {"/masuk", "/kode", "/tema", "/tombol"}
SAMPLE = {
    "document": "0" * 32,
    "job": "0" * 32,
    "station": "0" * 32,
    "discrepancy": "0" * 32,
    "side": "depan",
    "number": "1",
    "serial": "74120001",
    "subject": "0" * 32,
    "print_job": "0" * 32,
}


def routes(app: Any) -> list[tuple[str, str]]:
    """(method, path) of every route that is not a station's."""
    found = [route for route in _all(app.routes) if not route.path.startswith("/api/")]
    return [(method, route.path) for route in found for method in sorted(route.methods or ())]


def _all(found: Any) -> list[APIRoute]:
    flat: list[APIRoute] = []
    for route in found:
        if isinstance(route, APIRoute):
            flat.append(route)
        elif hasattr(route, "original_router"):
            flat.extend(_all(route.original_router.routes))
    return flat


def test_every_page_but_the_doors_asks_who_is_there(pages: Pages) -> None:
    client = pages.stranger()
    found = routes(pages.app)
    asked = [(method, path) for method, path in found if path not in OPEN]

    answers = {
        (method, path): client.request(method, path.format(**SAMPLE)) for method, path in asked
    }

    assert len(asked) > 30
    wrong = {
        key: answer.status_code
        for key, answer in answers.items()
        if (answer.status_code, answer.headers.get("location")) != (303, "/masuk")
    }
    assert {} == wrong


def test_a_script_and_htmx_are_told_instead_of_sent_away(pages: Pages) -> None:
    client = pages.stranger()

    script = client.get("/antrean", headers=JSON)
    htmx = client.get("/antrean", headers={"hx-request": "true"})

    assert (401, "signed_out") == (script.status_code, script.json()["reason"])
    assert "application/problem+json" == script.headers["content-type"]
    assert (401, "/masuk") == (htmx.status_code, htmx.headers["hx-redirect"])


def test_who_has_no_posting_gets_no_page(pages: Pages) -> None:
    office = pages.office
    made = office.hire("Umar Contoh", Role.APPROVER)
    nobody = type(made)(staff=made.staff, person=made.person, posting="0" * 32)
    browser = pages.browser(nobody)
    browser.post("/keluar")

    assert "/masuk" == browser.get("/antrean").headers["location"]


@pytest.mark.parametrize("path", ["/masuk", "/", "/static/terbit.css", "/tidak-ada"])
def test_strict_headers_stand_on_every_answer(pages: Pages, path: str) -> None:
    headers = pages.stranger().get(path).headers

    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "nosniff" == headers["x-content-type-options"]
    assert "same-origin" == headers["referrer-policy"]


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"origin": "http://testserver"}, True),
        ({"origin": "http://lain.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://testserver", "sec-fetch-site": "cross-site"}, False),
    ],
)
def test_a_form_of_another_origin_is_not_taken(
    pages: Pages, headers: dict[str, str], passes: bool
) -> None:
    document = pages.office.complete()
    form = {"pick": [pages.picked(document)]}

    answer = pages.post(
        pages.office.staff.approver, "/antrean/setujui", {**JSON, **headers}, **form
    )

    assert (200 if passes else 403) == answer.status_code
    assert ("approved" if passes else "complete") == pages.office.document(document).stage
    assert "content-security-policy" in answer.headers


def test_stations_need_no_session_and_get_problems_as_json(pages: Pages) -> None:
    client = pages.stranger()

    unsigned = client.post("/api/v1/station/assignment", json={})
    bad_code = client.post(
        "/api/v1/station/enrol", json={"code": "X", "public_key": "k", "printers": []}
    )
    bad_form = client.post("/api/v1/station/enrol", json={})

    assert (401, 409, 422) == tuple(a.status_code for a in (unsigned, bad_code, bad_form))
    assert "code_used" == bad_code.json()["reason"]
    assert "application/problem+json" == bad_code.headers["content-type"]
    assert all("set-cookie" not in a.headers for a in (unsigned, bad_code, bad_form))


def test_a_station_whose_answer_was_lost_is_enrolled_once(pages: Pages) -> None:
    """Flow 14.1: the same code from the same station is the same command; from another, used."""
    office, client = pages.office, pages.stranger()
    who = office.admin
    detail = {"staff": who.staff, "person": who.person or "", "posting": who.posting or ""}
    code = pages.house.codes.issue(
        "station", {"office": CURUG, "name": "Curug 2", **detail}, timedelta(days=1)
    )
    plate = {"printer": "Kartu 1", "driver": "evolis", "model": "Primacy", "serial": "S2"}

    def enrol(key: str) -> Response:
        asked = {"code": code, "public_key": key, "printers": [plate]}
        answer: Response = client.post("/api/v1/station/enrol", json=asked)
        return answer

    first, again, other = enrol("a2V5"), enrol("a2V5"), enrol("b3RoZXI=")

    assert (200, first.json()) == (again.status_code, again.json())
    assert "code_used" == other.json()["reason"]
    topics = [row.topic for row in office.rows()]
    assert (2, 2) == (
        topics.count("station.enrolled"),
        topics.count("station.printer_commissioned"),
    )


def test_an_address_that_is_not_there_is_said(pages: Pages) -> None:
    answer = pages.browser(pages.office.staff.approver).get("/tidak-ada")

    assert 404 == answer.status_code
    assert "Halaman ini tidak ada" in answer.text


def test_news_say_only_that_something_changed(pages: Pages) -> None:
    async def heard() -> list[Any]:
        stream = listen(pages.house)
        first = await anext(stream)
        pages.house.news.tell()
        second = await asyncio.wait_for(anext(stream), 10)
        await stream.aclose()  # type: ignore[attr-defined]
        return [first, second]

    first, second = asyncio.run(heard())

    assert ("changed", "changed") == (first.event, second.event)
    assert second.data["version"] > first.data["version"]
    assert {"version"} == set(second.data)
    assert [] == pages.house.news.listeners


def test_theme_and_keys_are_turned_by_a_button(pages: Pages) -> None:
    browser = pages.browser(pages.office.staff.approver)

    browser.post("/tema")
    browser.post("/tombol")
    html = browser.get("/bantuan").text

    assert 'data-bs-theme="dark"' in html
    assert 'data-keys="off"' in html
    browser.post("/tema")
    assert 'data-bs-theme="light"' in browser.get("/bantuan").text


def test_a_stopped_view_is_said_on_every_page(pages: Pages) -> None:
    from projections.runner import mark  # noqa: PLC0415

    pages.settle()
    with pages.house.views.begin() as connection:
        mark(pages.house.views, connection, "stock", 1, "position 2: damaged")

    html = pages.browser(pages.office.staff.approver).get("/antrean").text

    assert "Tampilan stock berhenti" in html
