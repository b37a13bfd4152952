"""The brake on guessing."""

import pytest
from starlette.requests import Request

from tests.support.fakes import FakeClock
from web.problems import Problem
from web.sign_in_limit import FAILURES, Limit


def request(address: str) -> Request:
    return Request({"type": "http", "client": (address, 1), "headers": []})


def test_only_the_login_and_address_that_failed_are_paused_and_only_for_a_while() -> None:
    clock = FakeClock()
    limit = Limit(clock)
    for _ in range(FAILURES):
        assert limit.guarded(request("10.0.0.1"), "Rina", lambda: None) is None

    with pytest.raises(Problem) as paused:
        limit.guarded(request("10.0.0.1"), "rina", lambda: "staff")

    assert 429 == paused.value.status
    assert "staff" == limit.guarded(request("10.0.0.2"), "rina", lambda: "staff")
    assert "staff" == limit.guarded(request("10.0.0.1"), "wati", lambda: "staff")
    clock.advance(minutes=5, seconds=1)
    assert "staff" == limit.guarded(request("10.0.0.1"), "rina", lambda: "staff")


def test_a_success_forgets_the_failures_before_it() -> None:
    limit = Limit(FakeClock())
    for _ in range(3):
        for _ in range(FAILURES - 1):
            limit.guarded(request("10.0.0.1"), "rina", lambda: None)
        assert "staff" == limit.guarded(request("10.0.0.1"), "rina", lambda: "staff")


def test_guesses_made_at_once_count_one_by_one() -> None:
    """Each begins while those before it are still under way."""
    limit = Limit(FakeClock())
    under_way: list[int] = []

    def guess() -> None:
        under_way.append(1)
        limit.guarded(request("10.0.0.1"), "rina", guess)

    with pytest.raises(Problem) as paused:
        limit.guarded(request("10.0.0.1"), "rina", guess)

    assert (FAILURES, 429) == (len(under_way), paused.value.status)
