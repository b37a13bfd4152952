"""Documents of one application as one row of the queue: one tick, one approval, one undo."""

from typing import Any

Row = dict[str, Any]
MOST = 20
"""Documents in a row: a tick sends no more."""
SHOWN = ("document", "kind", "cause", "receipt", "name")
WORST = ("bad", "unknown", "warn")


def as_one(rows: list[Row]) -> list[Row]:
    """Rows of one application in one state become the first of them; the others stand in it."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        key = (row["application"] or row["document"], row["status"], row["window"])
        found.setdefault(key, []).append(row)
    return [_one(own[at : at + MOST]) for own in found.values() for at in range(0, len(own), MOST)]


def _one(own: list[Row]) -> Row:
    first = own[0]
    inside = {row["document"] for row in own}
    return {
        **first,
        "picks": " ".join(_pick(row) for row in own),
        "kinds": " ".join(row["kind_code"] for row in own),
        "documents": [{name: row[name] for name in SHOWN} for row in own],
        "elsewhere": [kind for document, kind in first["bundle"] if document not in inside],
        "state": _worst([row["state"] for row in own]),
    }


def _pick(row: Row) -> str:
    """What a tick sends: the document and the digest of what was shown."""
    return f"{row['document']}:{row['digest']}" if row["digest"] else str(row["document"])


def _worst(states: list[Any]) -> Any:
    """What needs somebody is not hidden behind the first of them."""
    return min(states, key=lambda one: WORST.index(one.tone) if one.tone in WORST else len(WORST))
