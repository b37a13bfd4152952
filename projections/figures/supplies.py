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
    )


def used(folding: Folding, entry: Entry, attempt: Row, count: int) -> None:
    """A panel of each roll for an attempt; back (-1) when the card turns out untouched."""
    for item in ITEMS:
        row = folding.rows["figures_rolls"].edit(attempt["station"], attempt["printer"], item)
        if row is None:
            continue
        # A roll may last longer than its label says: stock is never less than none.
        before = max(0, row["left"])
        row["left"] -= count
        shelf(folding, entry, row["office"], item, max(0, row["left"]) - before)
        about = {"office": row["office"], "kind": item, "stream": attempt["document"]}
        note(folding, entry, "used", about, count=count)


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
    query = select(rolls).where(rolls.c.office.in_(offices)).order_by(rolls.c.left)
    return list(_rows(connection, query))


def _rows(connection: Connection, query: Any) -> Iterator[Row]:
    return (dict(row) for row in connection.execute(query).mappings())


HANDLERS: dict[str, Handler] = {"supply.received": received, "supply.mounted": mounted}
