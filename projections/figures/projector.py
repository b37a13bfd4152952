"""Folds what happened into sums by day and place, and keeps what stands behind each sum."""

from domain.event import Moving
from domain.streams import EVENTS
from projections.figures import attempt_days, document_days
from projections.figures import supplies as supply_days
from projections.figures.days import note, shelf
from projections.figures.tables import (
    attempts,
    boxes,
    counts,
    documents,
    entries,
    held,
    jobs,
    mounts,
    offices,
    printers,
    rolls,
    shelf_days,
    shelves,
    spans,
    stated,
    supplies,
    zone,
)
from projections.folding import Entry, Folding, Handler, View
from projections.stock.projector import book_entries

USABLE = frozenset({"on_shelf", "at_station"})
USED = frozenset({"printed", "spoiled"})
MOVES = [topic for topic, event in EVENTS.items() if issubclass(event, Moving)]


def _moved(folding: Folding, entry: Entry) -> None:
    """A blank is used once: when it first becomes a document or waste."""
    e = entry.fields
    if entry.topic == "blank_box.received":
        folding.rows["figures_boxes"].put(box=entry.stream, kind=e["kind"])
    box = folding.rows["figures_boxes"].get(entry.stream)
    if box is None:
        return
    for office, place, change in book_entries(e):
        if place in USABLE:
            shelf(folding, entry, office, box["kind"], change)
    if e["moved_to"] in USED and e["moved_from"] not in USED:
        about = {"office": e["office"], "kind": box["kind"]}
        note(folding, entry, "used", about, detail=e["moved_to"], count=e["count"])


def _stated(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    said = ("office", "indicator", "kind", "value", "as_of", "valid_from", "source", "letter")
    folding.rows["figures_stated"].put(
        position=entry.position,
        stream=entry.stream,
        recorded_at=e["recorded_at"],
        actor=e["actor"],
        **{name: e[name] for name in said},
    )


HANDLERS: dict[str, Handler] = {
    **document_days.HANDLERS,
    **attempt_days.HANDLERS,
    **supply_days.HANDLERS,
    **dict.fromkeys(MOVES, _moved),
    "figure.stated": _stated,
}

FIGURES = View(
    name="figures",
    tables=(
        counts,
        entries,
        spans,
        documents,
        held,
        jobs,
        attempts,
        printers,
        boxes,
        shelves,
        shelf_days,
        offices,
        zone,
        stated,
        supplies,
        rolls,
        mounts,
    ),
    handlers=HANDLERS,
    ignored=frozenset(EVENTS) - set(HANDLERS),
)
