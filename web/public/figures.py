"""How many blanks there are, and how many wait: public by rule, without what betrays a count."""

from collections import Counter
from typing import Any

from sqlalchemy import Connection

from application.language import N_
from domain.documents.kinds import KINDS
from projections.people import queries as people
from projections.queue_board import waiting
from projections.stock import queries as stock
from web.words import State, kind_word

Row = dict[str, Any]
Pile = tuple[str, str]
THIN = 50
"""Fewer blanks than this, or than documents that wait for them, is `menipis`."""
ROUND = 10
STATES = {
    "there": State("tick", N_("Ada"), "ok"),
    "thin": State("look", N_("Menipis"), "warn"),
    "none": State("bad", N_("Habis"), "bad"),
    "paper": State("empty", N_("Tanpa blangko")),
}


def figures(connection: Connection) -> dict[str, Any]:
    """Rows by place and kind, and sums by kind of card."""
    names = {row["code"]: row["name"] for row in people.office_list(connection)}
    shelf, station = _blanks(connection)
    queue = {(row["office"], row["kind"]): row for row in waiting.to_print(connection)}
    order = list(KINDS)
    piles = sorted(
        (pile for pile in {*shelf, *station, *queue} if pile[0] in names and pile[1] in KINDS),
        key=lambda pile: (pile[0], order.index(pile[1])),
    )
    rows = [_row(pile, shelf[pile], station[pile], queue.get(pile), names) for pile in piles]
    ages = [row["oldest"] for row in rows if row["oldest"]]
    return {
        "rows": rows,
        "sums": [_sum(kind, rows) for kind in order if KINDS[kind].is_card],
        "waiting": sum(row["waiting"] for row in rows),
        "oldest": min(ages, default=None),
    }


def _blanks(connection: Connection) -> tuple[Counter[Pile], Counter[Pile]]:
    """On shelves and at stations, by office and kind of document."""
    made = {str(kind.blank_kind): kind.name for kind in KINDS.values() if kind.blank_kind}
    shelf: Counter[Pile] = Counter()
    station: Counter[Pile] = Counter()
    for row in stock.by_office(connection):
        blank: str = row["kind"]
        pile = str(row["office"]), made.get(blank, blank)
        shelf[pile] += row["on_shelf"]
        station[pile] += row["at_station"]
    return shelf, station


def _row(pile: Pile, shelf: int, station: int, queue: Row | None, names: dict[str, str]) -> Row:
    """Blanks in open boxes are rounded down: who counts them counts without the figure."""
    office, kind = pile
    count = queue["count"] if queue else 0
    rounded = station - station % ROUND
    is_card = KINDS[kind].is_card
    return {
        "office": office,
        "place": names[office],
        "kind": kind,
        "kind_word": kind_word(kind),
        "state": _state(shelf + station, count) if is_card else "paper",
        "blanks": shelf + rounded if is_card else None,
        "at_least": station > 0,
        "waiting": count,
        "oldest": queue["since"] if queue else None,
    }


def _state(blanks: int, count: int) -> str:
    if blanks <= 0:
        return "none"
    return "thin" if blanks < max(THIN, count) else "there"


def _sum(kind: str, rows: list[Row]) -> Row:
    """Over all places, with those that have none."""
    mine = [row for row in rows if row["kind"] == kind]
    return {
        "kind": kind,
        "kind_word": kind_word(kind),
        "blanks": sum(row["blanks"] for row in mine),
        "at_least": any(row["at_least"] for row in mine),
        "places": len(mine),
        "without": [row["place"] for row in mine if row["state"] == "none"],
    }
