"""The identity of blanks as figures above a bar to scale, per kind and office."""

from typing import Any

from application.language import _
from domain.documents.kinds import KINDS
from web.signed_in import Me
from web.words import kind_word

HERE = ("on_shelf", "at_station", "in_transit", "unsettled")
ENDED = ("printed", "spoiled", "missing", "destroyed", "transferred_out")
SHOWN = (*HERE, *ENDED)
THINNEST = 0.45
"""Percent under which a part would not be seen; drawn at this width, and the page says so."""


def bars(balances: list[dict[str, Any]], me: Me) -> list[dict[str, Any]]:
    """Per kind: all offices together, then each: what came in, and what it became."""
    order = list(KINDS)
    kinds = sorted({row["kind"] for row in balances}, key=order.index)
    return [{"kind": kind_word(kind), "rows": _rows(kind, balances, me)} for kind in kinds]


def _rows(kind: str, balances: list[dict[str, Any]], me: Me) -> list[dict[str, Any]]:
    mine = [row for row in balances if row["kind"] == kind]
    offices = sorted({row["office"] for row in mine})
    rows = [
        _row(me.office_name(code), [row for row in mine if row["office"] == code])
        for code in offices
    ]
    return [_row(_("Semua tempat"), mine, together=True), *rows] if len(offices) > 1 else rows


def _row(name: str, parts: list[dict[str, Any]], *, together: bool = False) -> dict[str, Any]:
    """`together`: moves between the offices shown cancel out."""
    total = {place: sum(row[place] for row in parts) for place in SHOWN}
    arrived = sum(row["transferred_in"] for row in parts)
    if together:
        inside = min(arrived, total["transferred_out"])
        arrived, total["transferred_out"] = arrived - inside, total["transferred_out"] - inside
    came = arrived + sum(row["received"] for row in parts)
    return {
        "name": name,
        "came": came,
        "total": total,
        "holds": came == sum(total.values()),
        "bar": _bar(total, came),
    }


def _bar(total: dict[str, int], came: int) -> list[dict[str, Any]]:
    """`x` and `width` in percent, in the order of the columns."""
    drawn, at = [], 0.0
    for place in SHOWN:
        if not total[place] or not came:
            continue
        width = max(THINNEST, 100 * total[place] / came)
        x = min(at, 100 - THINNEST)
        drawn.append({"place": place, "x": round(x, 2), "width": round(width, 2)})
        at += width
    return drawn
