"""Journal entries: written and read back; whatever else comes is unreadable, never an error."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.stations import entry_text
from domain.stations import facts as f

HEAD = entry_text.Head(
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
    text = entry_text.write(HEAD, STARTED)

    assert (HEAD, STARTED, 1) == (
        entry_text.read_head(text),
        entry_text.read_fact(text),
        entry_text.read_seq(text),
    )


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
    whole: dict[str, Any] = json.loads(entry_text.write(HEAD, STARTED))
    place = whole
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    with pytest.raises(entry_text.Unreadable):
        entry_text.read_fact(json.dumps(whole))


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
    for read in (entry_text.read_head, entry_text.read_fact):
        try:
            read(text)
        except entry_text.Unreadable:
            continue
    entry_text.read_seq(text)


def test_numbers_and_words_that_nobody_can_store_are_unreadable() -> None:
    """A journal entry that breaks the centre when stored would block all behind it."""
    text = entry_text.write(HEAD, STARTED)
    broken = [
        text.replace('"monotonic":1', f'"monotonic":{2**63}'),
        text.replace('"monotonic":1', '"monotonic":NaN'),
        text.replace('"inserted":1', '"inserted":"1"'),
        text.replace('"inserted":1', '"inserted":true'),
        text.replace('"boot":"b"', '"boot":"\\ud800"'),
        "[" * 100_000,
        "1" * 5_000,
    ]
    for each in broken:
        assert each != text
        with pytest.raises(entry_text.Unreadable):
            entry_text.read_fact(each)
        entry_text.read_seq(each)
    assert entry_text.read_seq(text.replace('"boot":"b"', '"boot":"\\ud800"')) == 1


@pytest.mark.parametrize(
    "at", ["", "yesterday", "2026-11-25T03:00:00Z", "2026-13-25T03:00:00.000Z", "2026-11-25"]
)
def test_a_time_that_is_none_is_unreadable(at: str) -> None:
    with pytest.raises(entry_text.Unreadable):
        entry_text.read_head(entry_text.write(replace(HEAD, at=at), STARTED))


FACTS: list[f.Fact] = [
    f.ShiftOpened(date="2026-11-25", printers=[{"printer": "k", "counters": {"inserted": 1}}]),
    STARTED,
    f.AttemptPrinted(print_job="j", attempt="1.1", method="scan", observed_serial="7"),
    f.AttemptSpoiled(print_job="j", attempt="1.1", method="scan", cause="damaged"),
    f.AttemptUnknown(print_job="j", attempt="1.1", reason="r", card_position="inside"),
    f.AttemptUntouched(print_job="j", attempt="1.1", counters={"inserted": 1}),
    f.AttemptSeen(print_job="j", attempt="1.1", seen="good", method="scan"),
    f.LeaseSurrendered(print_job="j", lease=1, reason="r"),
    f.BoxScanned(box="b", present=["74120001"]),
    f.BoxHandedBack(box="b", counted=3),
    f.BlankFound(box="b", usable=True, serial="74120001"),
    f.BlankSpoiled(box="b", cause="damaged"),
    f.BoxCounted(box="b", counted=7, recount=False),
]


def test_every_kind_comes_back_as_it_was_written() -> None:
    assert set(f.KINDS) == {fact.KIND for fact in FACTS}
    for fact in FACTS:
        assert fact == entry_text.read_fact(entry_text.write(replace(HEAD, kind=fact.KIND), fact))
