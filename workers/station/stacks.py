"""What the station itself knows of its boxes after an operator said something of them.

The centre's assignment takes its place once all entries have arrived there. `stack.gone` of a
blank: 0 in the box, 1 used, 2 missing.
"""

from domain.stations import facts as f
from workers.station.store import Store

About = f.BoxScanned | f.BoxHandedBack | f.BlankFound | f.BlankSpoiled
HERE, USED, MISSING = 0, 1, 2


def derive(store: Store, fact: About) -> None:
    match fact:
        case f.BoxScanned():
            _all_missing(store, fact.box)
            for serial in fact.present:
                _turned(store, fact.box, serial, MISSING, HERE)
        case f.BlankFound() if fact.serial is not None:
            _turned(store, fact.box, fact.serial, MISSING, HERE if fact.usable else USED)
        case f.BlankFound() if fact.usable:
            store.run("UPDATE boxes SET remaining=remaining+1 WHERE box=?", fact.box)
        case f.BlankSpoiled() if fact.serial is not None:
            _turned(store, fact.box, fact.serial, HERE, USED)
        case f.BlankSpoiled():
            store.run("UPDATE boxes SET remaining=remaining-1 WHERE box=?", fact.box)
        case f.BoxHandedBack():
            store.run("DELETE FROM stack WHERE box=?", fact.box)
            store.run("DELETE FROM boxes WHERE box=?", fact.box)
        case _:
            pass


def _all_missing(store: Store, box: str) -> None:
    store.run("UPDATE stack SET gone=? WHERE box=? AND gone=?", MISSING, box, HERE)


def _turned(store: Store, box: str, serial: str, before: int, after: int) -> None:
    """What was used never comes back: a card may be on it."""
    store.run(
        "UPDATE stack SET gone=? WHERE box=? AND serial=? AND gone=?", after, box, serial, before
    )


def place(store: Store, box: str, serial: str) -> int | None:
    """HERE, USED or MISSING; None: no blank of this box, as far as is known here."""
    row = store.one("SELECT gone FROM stack WHERE box=? AND serial=?", box, serial)
    return None if row is None else int(row["gone"])


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
