"""Folds moves into balances (without any state), boxes and blanks."""

from domain.streams import EVENTS
from domain.values.serials import expand
from projections.folding import Entry, Folding, Handler, Row, View
from projections.stock.tables import balances, blanks, boxes

SOURCES = ("received", "transferred_in")


def book_entries(e: Row) -> list[tuple[str, str, int]]:
    """As `domain.stock.places.book_entries`, over the stored dict; a test holds them equal."""
    count = e["count"]
    left = count if e["moved_from"] in SOURCES else -count
    entries = [(e["office"], e["moved_from"], left)]
    to_office = e.get("to_office")
    if to_office is None or to_office == e["office"]:
        return [*entries, (e["office"], e["moved_to"], count)]
    return [
        *entries,
        (e["office"], "transferred_out", count),
        (to_office, "transferred_in", count),
        (to_office, e["moved_to"], count),
    ]


def _move(folding: Folding, entry: Entry) -> Row | None:
    e = entry.fields
    box = folding.rows["stock_boxes"].edit(entry.stream)
    if box is None:
        return None
    for office, place, change in book_entries(e):
        key = (office, box["kind"], box["batch"], place)
        row = folding.rows["stock_balances"].edit(*key)
        if row is None:
            names = ("office", "kind", "batch", "place")
            row = folding.rows["stock_balances"].put(**dict(zip(names, key, strict=True)))
        row["count"] += change
    for serial in expand(e["serials"]):
        folding.rows["stock_blanks"].put(
            kind=box["kind"],
            serial=serial,
            box=entry.stream,
            place=e["moved_to"],
            office=e.get("to_office") or e["office"],
            print_job=e.get("print_job"),
            attempt=e.get("attempt"),
            changed_at=e["recorded_at"],
        )
    return box


def _received(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    folding.rows["stock_boxes"].put(
        box=entry.stream,
        kind=e["kind"],
        batch=e["batch"],
        version=e["version"],
        office=e["office"],
        first=e["serials"][0][0] if e["serials"] else "",
        last=e["serials"][-1][1] if e["serials"] else "",
        serials=e["serials"],
        size=e["count"],
        remaining=e["count"],
        next_serial=e["serials"][0][0] if e["serials"] else None,
        received_at=e["recorded_at"],
    )
    _move(folding, entry)


def _whole(stage: str) -> Handler:
    """A move of the box's body: dispatched, accepted, opened."""

    def handle(folding: Folding, entry: Entry) -> None:
        e = entry.fields
        box = _move(folding, entry)
        if box is None:
            return
        box["stage"] = stage
        box["office"] = e.get("to_office") or e["office"]
        box["remaining"] = e["count"]
        box["next_serial"] = e["serials"][0][0] if e["serials"] else None
        box["dispatch"], box["addressed_to"] = e.get("dispatch"), e.get("addressed_to")
        # A box that comes back names the station it left, and no printer.
        box["printer"] = e.get("printer")
        box["station"] = e.get("station") if box["printer"] else None
        if stage == "open":
            box["opened_at"], box["opened_by"] = e["recorded_at"], e["actor"]
        else:
            box["dispatch"] = e["dispatch"] if stage == "in_transit" else None
        _void_count(box)

    return handle


def _blank(folding: Folding, entry: Entry) -> None:
    """One blank leaves or rejoins the body; the stack's next serial follows."""
    e = entry.fields
    box = _move(folding, entry)
    if box is None:
        return
    body = {"shelved": "on_shelf", "open": "at_station", "in_transit": "in_transit"}[box["stage"]]
    travels = box["stage"] == "in_transit"
    if e["moved_from"] == body and (travels or e["office"] == box["office"]):
        box["remaining"] -= e["count"]
    if e["moved_to"] == body and (travels or (e.get("to_office") or e["office"]) == box["office"]):
        box["remaining"] += e["count"]
    box["next_serial"] = _next_serial(folding, entry, box, body)
    _void_count(box)


def _next_serial(folding: Folding, entry: Entry, box: Row, body: str) -> str | None:
    """The lowest serial with the body: at most as far down as what just moved.

    Serials of a box are of one form, so their texts compare as their numbers do.
    """
    rows = folding.rows["stock_blanks"]
    moved = [first for first, _ in entry.fields["serials"]]
    start = min([box["next_serial"] or box["last"], *moved])
    ranges = [[max(first, start), last] for first, last in box["serials"] if last >= start]
    for serial in expand(ranges):
        blank = rows.get(box["kind"], serial)
        where = (blank["box"], blank["place"], blank["office"]) if blank else ()
        if where == (entry.stream, body, box["office"]):
            return serial
    return None


def _counted(folding: Folding, entry: Entry) -> None:
    box = folding.rows["stock_boxes"].edit(entry.stream)
    if box is not None:
        e = entry.fields
        box["counted"], box["computed"] = e["counted"], e["computed"]
        box["counted_at"] = e["occurred_at"]


def _void_count(box: Row) -> None:
    box["counted"] = box["computed"] = box["counted_at"] = None


HANDLERS: dict[str, Handler] = {
    "blank_box.received": _received,
    "blank_box.dispatched": _whole("in_transit"),
    "blank_box.accepted": _whole("shelved"),
    "blank_box.opened": _whole("open"),
    "blank_box.handed_back": _whole("shelved"),
    "blank_box.blank_taken": _blank,
    "blank_box.blank_returned": _blank,
    "blank_box.blank_printed": _blank,
    "blank_box.blank_spoiled": _blank,
    "blank_box.blank_missing": _blank,
    "blank_box.blank_found": _blank,
    "blank_box.counted": _counted,
}

STOCK = View(
    name="stock",
    tables=(balances, boxes, blanks),
    handlers=HANDLERS,
    ignored=frozenset(EVENTS) - set(HANDLERS),
)
