"""The brake on guessing codes, and whose address counts as whose."""

import pytest

from web.public.brake import MOST, Brake


def spent(brake: Brake, address: str) -> None:
    assert all(brake.lets(address) for _ in range(MOST))


@pytest.mark.parametrize(
    ("address", "other", "same"),
    [
        ("10.0.0.1", "10.0.0.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("testclient", "testclient", True),
        ("", "10.0.0.1", False),
    ],
)
def test_who_changes_the_rest_of_a_wide_address_is_the_same_asker(
    address: str, other: str, same: bool
) -> None:
    brake = Brake()
    spent(brake, address)

    assert not brake.lets(address)
    assert same is not brake.lets(other)


def test_the_window_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of them a half minute later: the first half comes back first."""
    now = [1_000_000.0]
    monkeypatch.setattr("limits.storage.memory.time.time", lambda: now[0])
    brake = Brake()
    for _ in range(2):
        assert all(brake.lets("10.0.0.1") for _ in range(MOST // 2))
        now[0] += 31
    let = [brake.lets("10.0.0.1") for _ in range(MOST)]

    assert [True] * (MOST // 2) + [False] * (MOST // 2) == let
