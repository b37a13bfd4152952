"""The service clock: a table of cases, and what holds for any freezes at all."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures.service_clock import LIMIT, Pause, latest_late, running

DAY = datetime(2026, 11, 25, tzinfo=UTC)


def at(hours: float) -> datetime:
    return DAY + timedelta(hours=hours)


def paused(begin: float, end: float | None = None) -> Pause:
    return Pause(at(begin), None if end is None else at(end))


@pytest.mark.parametrize(
    ("complete", "until", "pauses", "hours"),
    [
        (0, 10, [], 10),
        (5, 5, [], 0),
        (5, 3, [], 0),
        (0, 10, [paused(2, 5)], 7),
        (0, 10, [paused(-5, -1)], 10),
        (0, 10, [paused(-5, 4)], 6),
        (0, 10, [paused(-5, 40)], 0),
        (0, 10, [paused(8)], 8),
        (0, 10, [paused(-2)], 0),
        (0, 10, [paused(12, 14)], 10),
        (0, 10, [paused(8, 14)], 8),
        (0, 10, [paused(2, 5), paused(4, 7)], 5),
        (0, 10, [paused(2, 7), paused(3, 4)], 5),
        (0, 10, [paused(4, 7), paused(2, 4)], 5),
        (0, 10, [paused(2, 3), paused(6, 8)], 7),
        (0, 10, [paused(3), paused(5, 6)], 3),
        (0, 10, [paused(5, 5), paused(7, 6)], 10),
    ],
    ids=[
        "no freeze",
        "printed at once",
        "printed before it was complete, by another clock",
        "one freeze inside",
        "a freeze over before it was complete",
        "a freeze that was on when it became complete",
        "frozen all the time",
        "frozen and never resumed",
        "never resumed, and on before",
        "frozen after it was printed",
        "printed by a station that did not know yet",
        "two that overlap stand still once",
        "one inside another",
        "one after the other, told in the other order",
        "two apart",
        "one open, one inside it",
        "a freeze of no length, and one that ends before it begins",
    ],
)
def test_it_runs_from_complete_to_printed_less_the_freezes(
    complete: float, until: float, pauses: list[Pause], hours: float
) -> None:
    assert timedelta(hours=hours) == running(at(complete), at(until), pauses)


HOURS = st.integers(-60, 60)
PAUSES = st.lists(st.builds(paused, HOURS, st.none() | HOURS), max_size=6)


@given(HOURS, HOURS, PAUSES)
def test_minute_by_minute_it_is_the_same(complete: int, until: int, pauses: list[Pause]) -> None:
    """Counted hour by hour: all times are whole hours here."""

    def stands(hour: int) -> bool:
        return any(one.begin <= at(hour) < (one.end or at(999)) for one in pauses)

    counted = sum(not stands(hour) for hour in range(complete, until))

    assert timedelta(hours=counted) == running(at(complete), at(until), pauses)


@given(HOURS, st.integers(1, 48), PAUSES)
def test_what_was_complete_before_the_mark_is_late_and_nothing_else(
    now: int, limit: int, pauses: list[Pause]
) -> None:
    mark = latest_late(at(now), pauses, timedelta(hours=limit))
    for hours in range(-200, now + 1):
        late = running(at(hours), at(now), pauses) > timedelta(hours=limit)

        assert late == (at(hours) < mark), hours


def test_the_limit_is_a_day() -> None:
    assert (timedelta(hours=24), at(0)) == (LIMIT, latest_late(at(24), []))
    assert at(-3) == latest_late(at(24), [paused(5, 8)])
    assert at(-3) == latest_late(at(24), [paused(-3, 0)]), "reached where the pause ends"
