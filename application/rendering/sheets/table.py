"""Tables of thin rules: a head, rows of one height, each cell in its room."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from application.rendering.sheets.plan import LEADING, Ink, Plan, Room, fit_in

_PAD = 2.5
_SIZES = (7, 6, 5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """Its title in one line or two, its width, the column of its rows (none for the number)."""

    title: str
    width: float
    name: str = ""
    middle: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Where it stands and how high its rows are; `tell` gives text and field of a cell."""

    left: float
    columns: Sequence[Column]
    head: float
    row: float
    tell: Callable[[int, str], tuple[str, str]]
    sizes: Sequence[int] = _SIZES

    @property
    def right(self) -> float:
        return self.left + sum(column.width for column in self.columns)


def lay_table(
    plan: Plan, top: float, table: Table, rows: Sequence[tuple[int, int]], least: int
) -> float:
    """Head and rows, each a number to show and the row it is; returns the lower edge.

    Room for `least` rows is always ruled; what is empty is struck through, so that nobody can be
    added by hand.
    """
    count = max(len(rows), least)
    bottom = top + table.head + count * table.row
    _grid(plan, top, bottom, table, count)
    _heads(plan, top, table)
    for at, (number, row) in enumerate(rows):
        _row(plan, top + table.head + at * table.row, table, number, row)
    if len(rows) < count:
        used = top + table.head + len(rows) * table.row
        plan.rule(table.left, bottom, table.right, used, 0.4)
    return bottom


def _grid(plan: Plan, top: float, bottom: float, table: Table, count: int) -> None:
    for y in (top, bottom, top + table.head):
        plan.rule(table.left, y, table.right, y, 0.8)
    for at in range(1, count):
        y = top + table.head + at * table.row
        plan.rule(table.left, y, table.right, y, 0.3)
    x = table.left
    for column in table.columns:
        plan.rule(x, top, x, bottom, 0.4)
        x += column.width
    plan.rule(x, top, x, bottom, 0.4)


def _heads(plan: Plan, top: float, table: Table) -> None:
    x = table.left
    for at, column in enumerate(table.columns, start=1):
        middle = x + column.width / 2
        lines = column.title.split("\n")
        y = top + (table.head - 8 - (len(lines) - 1) * 8) / 2 + 3
        for down, line in enumerate(lines):
            plan.text(middle, y + down * 8, line, Ink(size=7, bold=True, align="middle"))
        plan.text(middle, top + table.head - 2.5, f"({at})", Ink(size=5.5, align="middle"))
        x += column.width


def _row(plan: Plan, top: float, table: Table, number: int, row: int) -> None:
    x = table.left
    for column in table.columns:
        text, name = table.tell(row, column.name) if column.name else (str(number), "")
        room = _room(text, column, table)
        at = x + column.width / 2 if column.middle else x + _PAD
        _in_middle(plan, at, (top, top + table.row), text, room, name)
        x += column.width


def _room(text: str, column: Column, table: Table) -> Room:
    """A line at any size; only where there is no room, two of a size that the row can hold."""
    align = "middle" if column.middle else "left"
    one = Room(width=column.width - 2 * _PAD, sizes=table.sizes, align=align)
    if not fit_in(text, one).cut:
        return one
    low = [size for size in table.sizes if 2 * size * LEADING < table.row]
    return replace(one, lines=2, sizes=low)


def _in_middle(
    plan: Plan, x: float, edges: tuple[float, float], text: str, room: Room, name: str = ""
) -> None:
    """Between the rules above and below."""
    found = fit_in(text, room)
    block = (len(found.lines) - 1) * found.size * LEADING
    y = (sum(edges) - block) / 2 + found.size * 0.36
    plan.value(x, y, text, room, name)
