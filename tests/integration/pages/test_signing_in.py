"""Who sits at the screen: passwords, sessions, codes, postings."""

from datetime import timedelta
from threading import Timer

from starlette.testclient import TestClient

from domain.people.state import Role
from tests.integration.pages.conftest import JSON, PASSWORD, Pages
from web.app import create_app


def test_a_right_password_opens_a_session_and_a_wrong_one_does_not(pages: Pages) -> None:
    login = pages.login_of(pages.office.staff.approver)
    pages.settle()
    client = pages.stranger()

    wrong = client.post("/masuk", data={"login": login, "password": "salah"})
    right = client.post("/masuk", data={"login": login, "password": PASSWORD})

    assert (401, False) == (wrong.status_code, "set-cookie" in wrong.headers)
    assert "tidak cocok" in wrong.text
    assert (303, "/") == (right.status_code, right.headers["location"])
    assert 200 == client.get("/").status_code


def test_a_session_id_that_the_browser_brought_is_never_taken_over(pages: Pages) -> None:
    login = pages.login_of(pages.office.staff.approver)
    pages.settle()
    client = pages.stranger()
    form = {"login": login, "password": PASSWORD}
    client.post("/masuk", data=form)
    before = client.cookies["terbit"]
    client.post("/masuk", data=form)

    assert before != client.cookies["terbit"]


def test_the_cookie_is_for_https_only_where_the_installation_says_so(pages: Pages) -> None:
    login = pages.login_of(pages.office.staff.approver)
    pages.settle()
    plain, secure = pages.stranger(), TestClient(create_app(pages.house, https=True))
    form = {"login": login, "password": PASSWORD}

    cookies = [
        client.post("/masuk", data=form, follow_redirects=False).headers["set-cookie"].lower()
        for client in (plain, secure)
    ]

    assert [False, True] == ["secure" in cookie for cookie in cookies]
    assert all("httponly" in cookie and "samesite=lax" in cookie for cookie in cookies)


def test_five_wrong_passwords_pause_the_login_for_that_address(pages: Pages) -> None:
    login = pages.login_of(pages.office.staff.approver)
    pages.settle()
    client = pages.stranger()
    for _ in range(5):
        assert 401 == client.post("/masuk", data={"login": login, "password": "x"}).status_code
    form = {"login": login, "password": PASSWORD}

    paused = client.post("/masuk", data=form, headers=JSON)
    pages.office.clock.advance(minutes=6)
    later = client.post("/masuk", data=form)

    assert (429, "too_many") == (paused.status_code, paused.json()["reason"])
    assert 303 == later.status_code


def test_a_code_sets_a_password_once_and_is_not_used_up_by_a_short_one(pages: Pages) -> None:
    operator = pages.office.staff.operator
    pages.house.accounts.add("dani", operator.staff)
    code = pages.house.codes.issue("account", {"staff": operator.staff}, timedelta(days=1))
    client = pages.stranger()
    form = {"code": code, "password": PASSWORD, "pin": "123456"}

    short = client.post("/kode", data={**form, "password": "pendek"}, headers=JSON)
    bad_pin = client.post("/kode", data={**form, "pin": "12"}, headers=JSON)
    first = client.post("/kode", data=form, headers=JSON)
    again = client.post("/kode", data=form, headers=JSON)

    assert [422, 422, 200, 409] == [answer.status_code for answer in (short, bad_pin, first, again)]
    assert "dani" == first.json()["login"]
    assert "code_used" == again.json()["reason"]
    assert operator.staff in pages.house.accounts.pins()
    assert operator.staff == pages.house.accounts.verify("dani", PASSWORD)


def test_who_has_several_postings_chooses_one_to_act_under(pages: Pages) -> None:
    office = pages.office
    head = office.post(office.staff.approver, Role.HEAD)
    login = pages.login_of(head)
    pages.settle()
    client = pages.stranger()

    signed_in = client.post("/masuk", data={"login": login, "password": PASSWORD})
    waiting = client.get("/antrean")
    foreign = client.post("/penugasan", data={"posting": office.staff.store.posting}, headers=JSON)
    chosen = client.post("/penugasan", data={"posting": head.posting})

    assert "/penugasan" == signed_in.headers["location"]
    assert (303, "/penugasan") == (waiting.status_code, waiting.headers["location"])
    assert 403 == foreign.status_code
    assert (303, "/") == (chosen.status_code, chosen.headers["location"])
    assert "Kepala" in client.get("/").text


def test_signing_out_ends_the_session_also_for_a_copied_cookie(pages: Pages) -> None:
    login = pages.login_of(pages.office.staff.approver)
    pages.settle()
    client = pages.stranger()
    client.post("/masuk", data={"login": login, "password": PASSWORD})
    copied = client.cookies["terbit"]

    client.post("/keluar")
    client.cookies.set("terbit", copied)

    assert "/masuk" == client.get("/").headers["location"]


def test_an_idle_session_ends(pages: Pages) -> None:
    browser = pages.browser(pages.office.staff.approver)
    pages.office.clock.advance(minutes=31)

    assert "/masuk" == browser.get("/").headers["location"]


def test_whoever_sits_there_is_asked_before_the_session_ends(pages: Pages) -> None:
    """What a page asks by itself keeps nothing open; a press of the button does."""
    approver, clock = pages.office.staff.approver, pages.office.clock
    browser = pages.browser(approver)
    clock.advance(minutes=28.5)
    sid = next(row.handle for row in pages.house.accounts.live_sessions())
    asked = browser.get("/sesi")
    clock.advance(minutes=1)
    stayed = browser.post("/sesi/tetap")
    clock.advance(minutes=29)

    assert "berakhir kurang dari 2 menit lagi" in asked.text
    assert 200 == stayed.status_code
    assert 200 == browser.get("/").status_code
    assert sid == next(row.handle for row in pages.house.accounts.live_sessions())


def test_the_news_tell_a_page_that_its_session_ends(pages: Pages) -> None:
    approver, house = pages.office.staff.approver, pages.house
    browser = pages.browser(approver)
    pages.office.clock.advance(minutes=28.5)
    known = house.news.version
    ends = Timer(3.0, house.news.close)
    ends.start()
    heard = browser.get(f"/kabar?sejak={known}").text
    ends.join()

    assert 1 == heard.count("event: ending")


def test_eight_hours_are_the_end_however_busy(pages: Pages) -> None:
    approver = pages.office.staff.approver
    browser = pages.browser(approver)
    for _ in range(20):
        pages.office.clock.advance(minutes=23.9)
        browser.get("/")
    asked = browser.get("/sesi").text

    assert "8 jam sesudah masuk" in asked
    assert "Tetap masuk" not in asked


def test_a_page_that_answered_a_form_is_not_gone_back_to(pages: Pages) -> None:
    """Turning the language there leads to the start, not to an address without a page."""
    document = pages.office.complete()
    browser = pages.browser(pages.office.staff.approver)
    known = {f"/antrean/{document}": f"/antrean/{document}", f"/antrean/{document}/nik": "/"}
    for path, to in known.items():
        headers = {"referer": f"http://testserver{path}"}
        assert to == browser.post("/bahasa", headers=headers).headers["location"]
    foreign = browser.post("/tema", headers={"referer": "http://lain.example/antrean"})
    assert "/" == foreign.headers["location"]
