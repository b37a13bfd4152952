"""Ribbon and film: what is left of each roll, by the attempts of the printer that took it."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from domain.supplies.state import ITEMS
from projections.figures.days import note, shelf
from projections.figures.tables import rolls, supplies
from projections.folding import Entry, Folding, Handler, Row


def received(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    if folding.rows["figures_supplies"].get(entry.stream) is not None:
        return
    folding.rows["figures_supplies"].put(
        supply=entry.stream,
        office=e["office"],
        item=e["item"],
        rolls=e["rolls"],
        left=e["rolls"],
        prints=e["prints"],
        letter=e["letter"],
        received_at=e["recorded_at"],
    )
    shelf(folding, entry, e["office"], e["item"], e["rolls"] * e["prints"])


def mounted(folding: Folding, entry: Entry) -> None:
    """What was left of the roll before is waste: it is no stock any more."""
    e = entry.fields
    supply = folding.rows["figures_supplies"].edit(entry.stream)
    if supply is None:
        return
    supply["left"] -= 1
    mounts = folding.rows["figures_mounts"]
    at = mounts.edit(e["station"]) or mounts.put(station=e["station"], printers=[])
    at["printers"] = sorted({*at["printers"], e["printer"]})
    before = folding.rows["figures_rolls"].get(e["station"], e["printer"], e["item"])
    if before is not None and before["left"] > 0:
        shelf(folding, entry, before["office"], e["item"], -before["left"])
    folding.rows["figures_rolls"].put(
        station=e["station"],
        printer=e["printer"],
        item=e["item"],
        office=e["office"],
        prints=e["prints"],
        left=e["prints"],
        mounted_at=e["recorded_at"],
        position=entry.position,
    )


def used(folding: Folding, entry: Entry, attempt: Row) -> None:
    """A panel of each roll that was in the printer when the attempt began."""
    for item in ITEMS:
        row = folding.rows["figures_rolls"].edit(attempt["station"], attempt["printer"], item)
        # A station that was cut off tells later of cards made with the roll before.
        if row is None or entry.fields["occurred_at"] < row["mounted_at"]:
            continue
        attempt["rolls"] = {**attempt["rolls"], item: row["position"]}
        _panel(folding, entry, attempt, row, 1)


def given_back(folding: Folding, entry: Entry, attempt: Row) -> None:
    """The card turned out untouched: its panel is still there, if its roll is."""
    for item, position in attempt["rolls"].items():
        row = folding.rows["figures_rolls"].edit(attempt["station"], attempt["printer"], item)
        if row is not None and row["position"] == position:
            _panel(folding, entry, attempt, row, -1)
    attempt["rolls"] = {}


def _panel(folding: Folding, entry: Entry, attempt: Row, row: Row, count: int) -> None:
    # A roll may last longer than its label says: stock is never less than none.
    before = max(0, row["left"])
    row["left"] -= count
    shelf(folding, entry, row["office"], row["item"], max(0, row["left"]) - before)
    about = {"office": row["office"], "kind": row["item"], "stream": attempt["document"]}
    note(folding, entry, "used", about, count=count)


def written_off(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    supply = folding.rows["figures_supplies"].edit(entry.stream)
    if supply is not None:
        supply["left"] -= e["rolls"]
        shelf(folding, entry, supply["office"], supply["item"], -e["rolls"] * supply["prints"])


def printer_retired(folding: Folding, entry: Entry) -> None:
    _gone(folding, entry, entry.fields["printer"])


def revoked(folding: Folding, entry: Entry) -> None:
    at = folding.rows["figures_mounts"].get(entry.stream)
    for printer in at["printers"] if at else ():
        _gone(folding, entry, printer)


def _gone(folding: Folding, entry: Entry, printer: str) -> None:
    """Its rolls go with it: nobody prints with them here."""
    for item in ITEMS:
        row = folding.rows["figures_rolls"].edit(entry.stream, printer, item)
        if row is not None and row["left"] > 0:
            shelf(folding, entry, row["office"], item, -row["left"])
            row["left"] = row["prints"] = row["position"] = 0


def deliveries(connection: Connection, offices: Sequence[str]) -> list[Row]:
    """Those with rolls that no printer has taken first, the newest first."""
    query = (
        select(supplies)
        .where(supplies.c.office.in_(offices))
        .order_by(supplies.c.left == 0, supplies.c.received_at.desc())
        .limit(100)
    )
    return list(_rows(connection, query))


def mounted_at(connection: Connection, offices: Sequence[str]) -> list[Row]:
    """The roll in each printer; the one that ends first stands first."""
    fits = (rolls.c.office.in_(offices), rolls.c.prints > 0)
    query = select(rolls).where(*fits).order_by(rolls.c.left)
    return list(_rows(connection, query))


def _rows(connection: Connection, query: Any) -> Iterator[Row]:
    return (dict(row) for row in connection.execute(query).mappings())


HANDLERS: dict[str, Handler] = {
    "supply.received": received,
    "supply.mounted": mounted,
    "supply.written_off": written_off,
    "station.printer_retired": printer_retired,
    "station.revoked": revoked,
}
