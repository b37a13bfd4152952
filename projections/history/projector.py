"""Indexes every event by what it speaks of. Every topic is handled: history has no gaps."""

from collections.abc import Iterator
from typing import Any

from domain.streams import EVENTS
from domain.values.serials import expand
from projections.folding import Entry, Folding, View
from projections.history.tables import entries, subjects

REFERENCES = (
    "document",
    "print_job",
    "station",
    "enrolment",
    "staff",
    "replaced_by",
    "replaces",
    "surrendered_card",
)


def _subjects(entry: Entry) -> Iterator[str]:
    """Stream ids and serials; ids are unique over all kinds of streams."""
    e = entry.fields
    yield entry.stream
    for name in REFERENCES:
        if isinstance(e.get(name), str):
            yield e[name]
    yield from e.get("streams") or []
    if entry.topic.startswith("discrepancy."):
        yield from (str(value) for value in (e.get("subject") or {}).values())
    yield from (f"serial:{serial}" for serial in _serials(e))


def _serials(e: dict[str, Any]) -> Iterator[str]:
    yield from expand(e.get("serials") or [])
    for name in ("serial", "observed_serial", "expected_serial"):
        if isinstance(e.get(name), str):
            yield e[name]


def _entry(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    folding.rows["history_entries"].put(
        position=entry.position,
        stream=entry.stream,
        version=entry.version,
        topic=entry.topic,
        recorded_at=e["recorded_at"],
        occurred_at=e["occurred_at"],
        actor=e["actor"],
    )
    for subject in dict.fromkeys(_subjects(entry)):
        folding.rows["history_subjects"].put(subject=subject, position=entry.position)


HISTORY = View(
    name="history",
    tables=(entries, subjects),
    handlers=dict.fromkeys(EVENTS, _entry),
    ignored=frozenset(),
)
