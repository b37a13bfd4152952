"""Journal entries: written and read back; whatever else comes is unreadable, never an error."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.stations import facts as f

HEAD = f.Head(
    station="s",
    station_seq=1,
    previous="",
    knew=0,
    kind="attempt_started",
    at="2026-11-25T03:00:00.000Z",
    boot="b",
    monotonic=1,
)
STARTED = f.AttemptStarted(
    print_job="j",
    lease=1,
    attempt="1.1",
    printer="k",
    payload_digest="p",
    counters={"inserted": 1, "panels": 2},
)


def test_an_entry_comes_back_as_it_was_written() -> None:
    text = f.write(HEAD, STARTED)

    assert (HEAD, STARTED, 1) == (f.read_head(text), f.read_fact(text), f.read_seq(text))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("v",), 2),
        (("kind",), "from_the_future"),
        (("body",), []),
        (("body", "lease"), "1"),
        (("body", "lease"), True),
        (("body", "counters"), []),
        (("body", "attempt"), None),
    ],
)
def test_another_type_or_version_is_unreadable(path: tuple[str, ...], value: Any) -> None:
    whole: dict[str, Any] = json.loads(f.write(HEAD, STARTED))
    place = whole
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    with pytest.raises(f.Unreadable):
        f.read_fact(json.dumps(whole))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40) | VALUES.map(json.dumps))
def test_nothing_but_unreadable_is_ever_raised(text: str) -> None:
    for read in (f.read_head, f.read_fact):
        try:
            read(text)
        except f.Unreadable:
            continue
    f.read_seq(text)
