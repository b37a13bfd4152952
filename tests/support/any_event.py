"""Random events of every kind, field by field from the classes themselves."""

from collections.abc import Mapping
from dataclasses import fields
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from domain.event import By, Event

Said = Mapping[str, st.SearchStrategy[Any]]
"""By field name: what to draw instead of anything of the field's type."""

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
WHOLE = st.integers(-(2**63), 2**63 - 1)
PLAIN = st.none() | st.booleans() | WHOLE | st.floats(allow_nan=False, allow_infinity=False) | TEXT
STAMP = st.sampled_from(["2026-11-25T03:00:00.000Z", "2026-11-26T03:00:00.000Z"])
BY = st.builds(
    By,
    actor=TEXT,
    recorded_at=STAMP,
    occurred_at=STAMP,
    command_id=st.none() | TEXT,
    reporter=st.none() | TEXT,
    station_seq=st.none() | WHOLE,
    actor_person=st.none() | st.sampled_from(["p", "q"]),
    posting=st.none() | TEXT,
    second=st.none() | st.dictionaries(TEXT, st.none() | TEXT, max_size=3),
)


def event_of(kind: type[Event], said: Said | None = None) -> st.SearchStrategy[Event]:
    """Any event of a class that its types allow."""
    chosen, hints = said or {}, get_type_hints(kind)
    drawn = {
        field.name: chosen.get(field.name, _any_of(hints[field.name]))
        for field in fields(kind)
        if field.name != "by"
    }
    return st.builds(kind, by=BY, **drawn)


def _any_of(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) is UnionType:
        return st.one_of([_any_of(part) for part in get_args(hint)])
    if get_origin(hint) is list:
        return st.lists(_any_of(get_args(hint)[0]), max_size=3)
    if get_origin(hint) is dict:
        return st.dictionaries(TEXT, _any_of(get_args(hint)[1]), max_size=3)
    plain = {str: TEXT, int: WHOLE, bool: st.booleans(), type(None): st.none(), Any: PLAIN}
    return plain[hint]
