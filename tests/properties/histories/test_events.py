"""Any event at all: folded without a complaint, stored and read back as it was."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, cast
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from application.database import open_sqlite
from application.errors import Unreadable
from application.personal.keys import Keys, data_keys
from application.registry.mapper import Recorded, SealingMapper
from domain.event import By, Event
from domain.streams import EVENTS, STREAMS
from tests.support.any_event import event_of
from tests.support.fakes import FakeClock, FakeIdentifiers

STREAM = UUID(int=7)
PLACES = ["on_shelf", "at_station", "unsettled", "printed", "missing", "in_transit"]
NUMBERS = st.integers(10, 30)
CODES = {
    # Closed lists, and serials that an earlier decision has judged: the form, never the order.
    "outcome": st.sampled_from(["good", "spoiled", "untouched", "absent"]),
    "settled_by": st.sampled_from(["counters", "two_people", "look"]),
    "attempt": st.sampled_from(["1.1", "1.2", "2.1"]),
    "lease": st.integers(1, 2),
    "then": st.sampled_from(["complete", "incomplete", "rejected"]),
    "hold": st.sampled_from(["data", "photo"]),
    "moved_from": st.sampled_from(PLACES),
    "moved_to": st.sampled_from([*PLACES, "transferred_out"]),
    "serials": st.lists(
        st.tuples(NUMBERS, NUMBERS).map(lambda two: [str(min(two)), str(max(two))]), max_size=2
    ),
}


@pytest.mark.parametrize("kind", STREAMS)
def test_folding_is_total(kind: str) -> None:
    """Any events of a stream in any order: a state or none, never an error."""
    stream = STREAMS[kind]

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.one_of([event_of(event, CODES) for event in stream.events]), max_size=12))
    def total(events: list[Event]) -> None:
        state = None
        for event in events:
            state = stream.evolve(state, event)
        opened = any(isinstance(event, stream.events[0]) for event in events)

        # The first class of a kind is the one that opens its streams; nothing else does.
        assert opened or kind == "station_journal" or state is None

    total()


SAID_AGAIN = {"station_journal", "discrepancy", "figure"}


@pytest.mark.parametrize("kind", sorted(set(STREAMS) - SAID_AGAIN))
def test_what_opens_a_stream_changes_nothing_in_one_that_is_there(kind: str) -> None:
    """Closed mismatches open again, boxes that were gone come back, a figure is corrected."""
    stream = STREAMS[kind]

    @settings(max_examples=10, deadline=None)
    @given(event_of(stream.events[0], CODES), event_of(stream.events[0], CODES))
    def stays(first: Event, again: Event) -> None:
        state = stream.evolve(None, first)

        assert state is not None
        assert state == stream.evolve(state, again)

    stays()


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keys]:
    engine = open_sqlite(tmp_path_factory.mktemp("keys") / "keys.sqlite")
    made = Keys(engine, b"m" * 32, FakeClock(), FakeIdentifiers())
    made.ensure([STREAM.hex])
    yield made
    engine.dispose()


def typed(value: Any) -> Any:
    """A value together with its types, all the way down: 1 is not True, "" is no StrEnum."""
    if isinstance(value, dict):
        return (type(value), {key: typed(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return (type(value), [typed(inner) for inner in value])
    return (type(value), value)


def told(event: Event) -> Any:
    by = {field.name: typed(getattr(event.by, field.name)) for field in fields(event.by)}
    own = {name: typed(value) for name, value in vars(event).items() if name != "by"}
    return (type(event), by, own)


@pytest.mark.parametrize("topic", EVENTS)
def test_an_event_is_read_back_as_it_was_stored_types_too(topic: str, keys: Keys) -> None:
    mapper = SealingMapper(keys, FakeIdentifiers())

    @settings(max_examples=10, deadline=None)
    @given(event_of(EVENTS[topic]), st.integers(1, 2**40))
    def back(event: Event, version: int) -> None:
        stored = mapper.to_stored_event(cast("Any", Recorded(STREAM, version, event)))
        found = cast("Recorded", mapper.to_domain_event(stored))

        assert (topic, STREAM, version) == (
            stored.topic,
            found.originator_id,
            found.originator_version,
        )
        assert told(event) == told(found.event)

    back()


PERSONAL = [topic for topic, event in EVENTS.items() if event.PERSONAL]


@settings(max_examples=30, deadline=None)
@given(st.data(), st.sampled_from(PERSONAL))
def test_personal_fields_are_bound_to_their_row_and_gone_with_their_key(
    keys: Keys, data: st.DataObject, topic: str
) -> None:
    said = dict.fromkeys(EVENTS[topic].PERSONAL, st.just("secret"))
    event = data.draw(event_of(EVENTS[topic], cast("Any", said)))
    mapper, stream = SealingMapper(keys, FakeIdentifiers()), data.draw(st.uuids())
    other = data.draw(st.uuids().filter(lambda drawn: drawn != stream))
    keys.ensure([stream.hex, other.hex])
    stored = mapper.to_stored_event(cast("Any", Recorded(stream, 3, event)))

    assert b"secret" not in stored.state
    for swapped in ({"originator_id": other}, {"originator_version": 4}):
        with pytest.raises(Unreadable):
            mapper.to_domain_event(type(stored)(**{**vars(stored), **swapped}))
    with keys._engine.begin() as connection:
        connection.execute(delete(data_keys).where(data_keys.c.stream == stream.hex))
    keys.forget()
    erased = cast("Recorded", mapper.to_domain_event(stored)).event

    assert {None} == {getattr(erased, name) for name in EVENTS[topic].PERSONAL}
    assert event.by == erased.by
    for name in set(vars(event)) - EVENTS[topic].PERSONAL:
        assert getattr(event, name) == getattr(erased, name)
    keys.ensure([STREAM.hex])


def test_no_field_of_an_event_hides_one_of_the_envelope() -> None:
    """Both are stored flat, side by side."""
    envelope = {"v", "personal", *(field.name for field in fields(By))}

    assert {} == {
        topic: both
        for topic, event in EVENTS.items()
        if (both := envelope & {field.name for field in fields(event)})
    }
