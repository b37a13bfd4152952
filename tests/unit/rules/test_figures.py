"""What sources state, and how far an indicator is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.targets.words import INDICATORS as WORDS
from application.targets.words import WHO
from domain.event import By
from domain.figures import decide as figures
from domain.figures.coverage import Coverage
from domain.figures.events import Stated
from domain.figures.evolve import evolve
from domain.figures.indicators import INDICATORS, WHOLE
from domain.refusal import Reason, Refused

BY = By(actor="a", recorded_at="2026-11-25T03:00:00.000Z", occurred_at="2026-11-25T03:00:00.000Z")
BASE = Stated(
    by=BY,
    office="3603",
    indicator="kia_held",
    kind="base",
    value=154_055,
    as_of="2026-06-30",
    valid_from="2026-07-01",
    source="DKB semester I 2026",
)


def test_said_once_said_again_and_corrected() -> None:
    known = evolve(None, BASE)
    corrected = replace(BASE, value=154_155)

    assert [BASE] == figures.state(None, BASE)
    assert [] == figures.state(known, BASE)
    assert [corrected] == figures.state(known, corrected)
    assert 154_155 == evolve(known, corrected).value  # type: ignore[union-attr]
    assert [replace(BASE, letter="400/1")] == figures.state(known, replace(BASE, letter="400/1"))


@pytest.mark.parametrize(
    "changed",
    [
        {"indicator": "joy"},
        {"kind": "guess"},
        {"value": -1},
        {"as_of": "30-06-2026"},
        {"as_of": "2026-02-30"},
        {"valid_from": ""},
        {"source": " "},
        {"kind": "target", "value": WHOLE + 1},
    ],
)
def test_what_no_source_can_mean_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        figures.state(None, replace(BASE, **changed))  # type: ignore[arg-type]

    assert Reason.BAD_FIGURE == refused.value.reason


def test_a_number_may_be_the_target_where_no_share_is_meant() -> None:
    aim = replace(BASE, indicator="data_access", kind="target", value=WHOLE + 1)

    assert [aim] == figures.state(None, aim)
    assert set(INDICATORS) == set(WORDS) == set(WHO)


@pytest.mark.parametrize(
    ("count", "base", "target", "share", "wanting"),
    [
        (90_071, 154_055, 5000, 5847, 0),
        (4882, 10_000, 5000, 4882, 118),
        (9786, 10_000, None, 9786, None),
        (99_999, 100_000, 9800, 9999, 0),
        (100_000, 100_000, WHOLE, WHOLE, 0),
        (100_001, 100_000, WHOLE, WHOLE + 1, 0),
        (282, 100, 9800, 28_200, 0),
        (0, 3, 9800, 0, 3),
        (5, None, 9800, None, None),
        (5, 0, 9800, None, None),
    ],
)
def test_shares_are_rounded_but_the_whole_is_said_of_the_whole_only(
    count: int, base: int | None, target: int | None, share: int | None, wanting: int | None
) -> None:
    coverage = Coverage(count=count, base=base, target=target)

    assert (share, wanting) == (coverage.share, coverage.wanting(is_share=True))
    assert coverage.is_over == (base is not None and count > base)


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, WHOLE))
def test_what_is_wanting_is_just_enough(count: int, base: int, target: int) -> None:
    coverage = Coverage(count=count, base=base, target=target)
    wanting = coverage.wanting(is_share=True)
    assert wanting is not None

    assert (count + wanting) * WHOLE >= base * target
    assert wanting == 0 or (count + wanting - 1) * WHOLE < base * target
    assert (coverage.share or 0) > WHOLE if count > base else (coverage.share or 0) <= WHOLE


def test_of_what_is_no_share_the_number_itself_is_the_aim() -> None:
    assert 4 == Coverage(count=11, target=15).wanting(is_share=False)
    assert 0 == Coverage(count=16, target=15).wanting(is_share=False)
    assert Coverage(count=16).wanting(is_share=False) is None
