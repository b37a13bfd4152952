"""Signing in by a provider in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from starlette.testclient import TestClient

from tests.integration.pages.conftest import PASSWORD, Pages
from tests.support.live import free_port, until
from web.app import create_app
from web.sso import Provider

USERS = (
    {"sub": "u-1", "preferred_username": "rina"},
    {"sub": "u-2", "preferred_username": "orang-lain"},
    {"sub": "u-3", "preferred_username": "rina"},
    {"sub": "u-4"},
)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    port = free_port()
    users = [part for user in USERS for part in ("--user-claims", json.dumps(user))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), *users]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as provider:
        address = f"http://127.0.0.1:{port}"
        until(lambda: _answers(address), "the provider to answer")
        yield address
        provider.terminate()


def _answers(address: str) -> bool:
    try:
        return httpx2.get(f"{address}/.well-known/openid-configuration").status_code == 200
    except httpx2.HTTPError:
        return False


def browser(pages: Pages, issuer: str) -> TestClient:
    pages.settle()
    provider = Provider(issuer=issuer, client_id="terbit", client_secret="geheim")  # noqa: S106
    house = replace(pages.house, provider=provider)
    return TestClient(create_app(house), follow_redirects=False)


def back_from(client: TestClient, subject: str | None) -> httpx2.Response:
    """Through the provider's own page, and back with whatever it says."""
    there = client.get("/masuk/sso").headers["location"]
    choice = {"action": "deny"} if subject is None else {"sub": subject}
    answer = httpx2.post(there, data=choice)
    assert 302 == answer.status_code, answer.text
    back = urlsplit(answer.headers["location"])
    return client.get(f"{back.path}?{back.query}")


def test_whom_the_provider_knows_by_a_known_login_is_signed_in(pages: Pages, issuer: str) -> None:
    pages.house.accounts.add("rina", pages.office.staff.approver.staff)
    client = browser(pages, issuer)

    assert 'href="/masuk/sso"' in client.get("/masuk").text
    answer = back_from(client, "u-1")
    assert (303, "/") == (answer.status_code, answer.headers["location"])
    assert "Rina Contoh" in client.get("/antrean").text


@pytest.mark.parametrize("subject", ["u-2", "u-4", None])
def test_who_is_not_known_here_or_refused_there_stays_outside(
    pages: Pages, issuer: str, subject: str | None
) -> None:
    client = browser(pages, issuer)
    answer = back_from(client, subject)

    assert 401 == answer.status_code
    assert "Traceback" not in answer.text
    assert "/masuk" == client.get("/antrean").headers["location"]


def test_a_login_given_to_another_at_the_provider_opens_nothing(pages: Pages, issuer: str) -> None:
    pages.house.accounts.add("rina", pages.office.staff.approver.staff)
    first = back_from(browser(pages, issuer), "u-1").status_code
    other = back_from(browser(pages, issuer), "u-3").status_code
    again = back_from(browser(pages, issuer), "u-1").status_code

    assert (303, 401, 303) == (first, other, again)


def test_an_account_with_a_password_is_bound_by_who_is_signed_in_to_it(
    pages: Pages, issuer: str
) -> None:
    approver = pages.office.staff.approver
    pages.house.accounts.add("rina", approver.staff)
    pages.house.accounts.set_password(approver.staff, PASSWORD)
    stranger = back_from(browser(pages, issuer), "u-3").status_code
    own = browser(pages, issuer)
    own.post("/masuk", data={"login": "rina", "password": PASSWORD})
    assert 'href="/masuk/sso"' in own.get("/penugasan").text
    bound = back_from(own, "u-1").status_code
    later = back_from(browser(pages, issuer), "u-1").status_code

    assert (401, 303, 303) == (stranger, bound, later)


def test_an_answer_that_nobody_asked_for_is_refused(pages: Pages, issuer: str) -> None:
    pages.house.accounts.add("rina", pages.office.staff.approver.staff)
    asked, stolen = browser(pages, issuer), browser(pages, issuer)
    there = asked.get("/masuk/sso").headers["location"]
    answer = httpx2.post(there, data={"sub": "u-1"})
    back = urlsplit(answer.headers["location"])

    assert "S256" == parse_qs(urlsplit(there).query)["code_challenge_method"][0]
    assert 401 == stolen.get(f"{back.path}?{back.query}").status_code


def test_a_provider_that_is_away_is_said_and_the_password_still_works(pages: Pages) -> None:
    client = browser(pages, f"http://127.0.0.1:{free_port()}")
    answer = client.get("/masuk/sso")
    login = pages.login_of(pages.office.staff.approver)
    entered = client.post("/masuk", data={"login": login, "password": "kata-sandi-panjang"})

    assert (503, 303) == (answer.status_code, entered.status_code)
    assert "tidak menjawab" in answer.text


def test_without_a_provider_there_is_no_such_door(pages: Pages) -> None:
    client = pages.stranger()

    assert 404 == client.get("/masuk/sso").status_code
    assert "/masuk/sso" not in client.get("/masuk").text
