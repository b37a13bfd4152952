"""The day of an event where the office is, and sums kept under a key."""

from datetime import datetime
from zoneinfo import ZoneInfo

from application.deciding import DEFAULT_ZONE
from projections.folding import Entry, Folding, Row

INSTALLATION = "installation"


def day_of(folding: Folding, entry: Entry) -> str:
    row = folding.rows["figures_zone"].get(INSTALLATION)
    zone = ZoneInfo(row["zone"] if row else DEFAULT_ZONE)
    at = datetime.fromisoformat(entry.fields["recorded_at"]).astimezone(zone)
    return at.date().isoformat()


def add(folding: Folding, table: str, count: int, **key: str | int) -> Row:
    """`key`: all columns of the primary key, in their order."""
    rows = folding.rows[table]
    row = rows.edit(*key.values()) or rows.put(**key)
    row["count"] += count
    return row


def note(
    folding: Folding,
    entry: Entry,
    what: str,
    about: Row,
    *,
    detail: str = "",
    count: int = 1,
) -> str:
    """Counts the event and keeps it behind the sum. The day.

    `about`: its office and kind, and the stream when the row is not of the event's own.
    """
    day = day_of(folding, entry)
    office, kind = about["office"], about["kind"]
    add(
        folding,
        "figures_counts",
        count,
        day=day,
        office=office,
        what=what,
        kind=kind,
        detail=detail,
    )
    folding.rows["figures_entries"].put(
        position=entry.position,
        day=day,
        office=office,
        what=what,
        kind=kind,
        detail=detail,
        stream=about.get("stream", entry.stream),
        recorded_at=entry.fields["recorded_at"],
        count=count,
    )
    return day


def shelf(folding: Folding, entry: Entry, office: str, kind: str, change: int) -> None:
    """What can still be used of a kind at a place, now and at the end of the day."""
    rows = folding.rows["figures_shelves"]
    row = rows.edit(office, kind) or rows.put(office=office, kind=kind)
    row["usable"] += change
    day = day_of(folding, entry)
    folding.rows["figures_shelf_days"].put(day=day, office=office, kind=kind, closing=row["usable"])
