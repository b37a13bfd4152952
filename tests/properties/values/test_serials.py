"""The algebra of serial ranges against plain sets."""

from hypothesis import given
from hypothesis import strategies as st

from domain.values.serials import SerialRange, expand, merge, ranges_of, subtract


@st.composite
def _range(draw: st.DrawFn) -> SerialRange:
    prefix = draw(st.sampled_from(["", "A", "B"]))
    width = draw(st.sampled_from([2, 3]))
    low = draw(st.integers(0, 99))
    high = draw(st.integers(low, min(99, low + 30)))
    return SerialRange(f"{prefix}{low:0{width}}", f"{prefix}{high:0{width}}")


ranges = st.lists(_range(), max_size=6)


def _set(items: list[SerialRange]) -> set[str]:
    return {serial for item in items for serial in item}


@given(ranges)
def test_merging_keeps_the_serials_and_leaves_gaps_between_ranges(items: list[SerialRange]) -> None:
    merged = merge(items)

    assert _set(items) == _set(merged)
    assert sum(len(item) for item in merged) == len(_set(items))
    assert merged == merge(reversed(merged))
    for item in merged:
        assert not any(item.first in other for other in merged if other != item)


@given(ranges, ranges)
def test_subtracting_is_set_difference(items: list[SerialRange], taken: list[SerialRange]) -> None:
    left = subtract(items, taken)

    assert _set(items) - _set(taken) == _set(left)
    assert left == merge(left)


@given(ranges)
def test_pairs_and_serials_turn_into_each_other(items: list[SerialRange]) -> None:
    serials = _set(items)
    pairs = ranges_of(serials)

    assert sorted(serials) == sorted(expand(pairs))
    assert [item.pair() for item in merge(items)] == pairs


@given(_range(), _range())
def test_a_range_contains_exactly_what_it_iterates(one: SerialRange, other: SerialRange) -> None:
    assert {serial for serial in other if serial in one} == set(one) & set(other)
    assert len(list(one)) == len(one)
