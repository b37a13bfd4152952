"""What stands before every page: sign-in, headers, other origins, news."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from httpx2 import Response

from application import administering
from domain.event import Person, StreamId
from domain.people.permission import WHO_MAY
from domain.people.state import Role
from tests.integration.pages.conftest import JSON, Pages
from tests.support.office import CURUG
from web import rules
from web.app import doors
from web.pages.news import listen
from web.signed_in import Me, person

SAMPLE = {"side": "depan", "number": "1", "serial": "74120001"}


def split(door: str) -> tuple[str, str]:
    """Method, and an address that fits the path."""
    method, path = door.split(" ")
    return method, re.sub(r"{(\w+)}", lambda found: SAMPLE.get(found[1], "0" * 32), path)


def test_every_page_but_the_doors_asks_who_is_there(pages: Pages) -> None:
    client = pages.stranger()
    asked = [door for door in doors() if rules.RULES[door] is not rules.Open.TO_ALL]
    answers = {door: client.request(*split(door)) for door in asked}

    assert len(asked) > 60
    wrong = {
        door: answer.status_code
        for door, answer in answers.items()
        if (answer.status_code, answer.headers.get("location")) != _sent_away(door)
    }
    assert {} == wrong


def _sent_away(door: str) -> tuple[int, str | None]:
    """People to the sign-in page; programs are told."""
    return (401, None) if " /api/" in door else (303, "/masuk")


def test_a_door_opens_to_the_roles_of_its_acts_and_to_no_other(pages: Pages) -> None:
    """Each route by each role: turned away at the door, or heard by what is behind it."""
    staff = {role: pages.office.hire(f"{role} Contoh", role) for role in Role}
    wrong = []
    for door, role in product(rules.RULES, Role):
        rule = rules.RULES[door]
        if not isinstance(rule, tuple):
            continue
        fits = any(role in WHO_MAY[act] for act in rule)
        method, path = split(door)
        answer = pages.browser(staff[role]).request(method, path, headers=JSON)
        turned_away = answer.status_code == 403 and answer.json()["reason"] == "no_live_posting"
        if turned_away is fits:
            wrong.append((door, role.value, answer.status_code))

    assert [] == wrong


def test_a_route_without_a_rule_stops_the_program() -> None:
    with pytest.raises(rules.NoRule, match="GET /baru"):
        rules.check([*doors(), "GET /baru"])
    with pytest.raises(rules.NoRule, match="GET /antrean"):
        rules.check(door for door in doors() if door != "GET /antrean")


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


def signed_in(pages: Pages, who: Person) -> Me:
    pages.settle()
    sid = pages.house.accounts.open_session(who.staff, who.posting)
    session = pages.house.accounts.session(sid)
    with pages.house.views.connect() as connection:
        found = person(pages.house, connection, session)
    assert found is not None
    return found


def test_news_say_only_that_something_changed(pages: Pages) -> None:
    me = signed_in(pages, pages.office.staff.approver)

    async def heard() -> list[Any]:
        stream = listen(pages.house, me)
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


@pytest.mark.parametrize("ends", ["session", "posting"])
def test_whose_right_ends_hears_nothing_after_five_seconds(pages: Pages, ends: str) -> None:
    office = pages.office
    me = signed_in(pages, office.staff.approver)

    def end() -> None:
        if ends == "session":
            pages.house.accounts.revoke(me.sid)
            return
        order, posting = office.order(office.admin), StreamId(str(office.staff.approver.posting))
        administering.end_posting(office.centre, order, posting, "mutasi")

    async def heard() -> int:
        stream = listen(pages.house, me)
        await anext(stream)
        await asyncio.to_thread(end)
        return len([one async for one in _until_the_end(stream)])

    assert asyncio.run(heard()) <= 1
    assert [] == pages.house.news.listeners


async def _until_the_end(stream: AsyncIterator[Any]) -> AsyncIterator[Any]:
    async with asyncio.timeout(5.0):
        async for one in stream:
            yield one


@pytest.mark.parametrize("ends", ["session", "posting"])
def test_the_next_request_of_whose_right_ended_is_refused(pages: Pages, ends: str) -> None:
    office = pages.office
    who = office.staff.approver
    browser = pages.browser(who)
    before = browser.get("/antrean").status_code
    if ends == "session":
        pages.house.accounts.revoke_all(who.staff)
    else:
        order, posting = office.order(office.admin), StreamId(str(who.posting))
        administering.end_posting(office.centre, order, posting, "mutasi")
        pages.settle()
    after = browser.get("/antrean")

    assert (200, 303) == (before, after.status_code)
    assert {"session": "/masuk", "posting": "/penugasan"}[ends] == after.headers["location"]


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
