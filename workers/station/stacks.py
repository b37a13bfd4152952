"""What the station itself knows of its boxes after an operator said something of them.

The centre's assignment takes its place once all entries have arrived there.
"""

from domain.stations import facts as f
from workers.station.store import Store

About = f.BoxScanned | f.BoxHandedBack | f.BlankFound | f.BlankSpoiled


def derive(store: Store, fact: About) -> None:
    match fact:
        case f.BoxScanned():
            store.run("UPDATE stack SET gone=1 WHERE box=?", fact.box)
            for serial in fact.present:
                _lies_in(store, fact.box, serial)
        case f.BlankFound() if fact.usable and fact.serial is not None:
            _lies_in(store, fact.box, fact.serial)
        case f.BlankFound() if fact.usable:
            store.run("UPDATE boxes SET remaining=remaining+1 WHERE box=?", fact.box)
        case f.BlankSpoiled() if fact.serial is not None:
            store.run("UPDATE stack SET gone=1 WHERE box=? AND serial=?", fact.box, fact.serial)
        case f.BlankSpoiled():
            store.run("UPDATE boxes SET remaining=remaining-1 WHERE box=?", fact.box)
        case f.BoxHandedBack():
            store.run("DELETE FROM stack WHERE box=?", fact.box)
            store.run("DELETE FROM boxes WHERE box=?", fact.box)
        case _:
            pass


def _lies_in(store: Store, box: str, serial: str) -> None:
    store.run("INSERT OR REPLACE INTO stack VALUES (?,?,0)", box, serial)


def is_numbered(store: Store, box: str) -> bool:
    row = store.one("SELECT remaining FROM boxes WHERE box=?", box)
    return row is None or row["remaining"] is None


def counted(store: Store, box: str) -> int | None:
    """The last blind count of a box, by this station's own journal."""
    row = store.one(
        "SELECT json_extract(text,'$.body.counted') AS counted FROM entries WHERE "
        "json_extract(text,'$.kind')=? AND json_extract(text,'$.body.box')=? "
        "ORDER BY seq DESC LIMIT 1",
        f.BoxCounted.KIND,
        box,
    )
    return None if row is None else int(row["counted"])
