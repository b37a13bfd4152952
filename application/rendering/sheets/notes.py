"""Marginal notes of a deed: a paragraph each, on as many pages as they need."""

from collections.abc import Callable

from application.rendering.sheets.form import LEFT, RIGHT, broken
from application.rendering.sheets.plan import Ink, Plan

_SIZE, _STEP, _INDENT, _BETWEEN = 9, 11.5, 16, 4

_CONTINUED = ("Catatan pinggir (lanjutan)", "Marginal notes (continued)")

Head = Callable[[], float]
"""Begins the next page and returns where its text may begin."""


def lay_notes(plan: Plan, y: float, floor: float, notes: list[str], head: Head) -> None:
    """From `y` down to `floor`, then on pages that `head` begins."""
    if y + 2 * _STEP > floor:
        y = _turned(plan, floor, head)
    y = _heading(plan, y, "Catatan pinggir", "Marginal notes")
    if not notes:
        plan.text(LEFT, y, "-", Ink(size=_SIZE))
        return
    for number, note in enumerate(notes, start=1):
        for at, line in enumerate(broken(note, _SIZE, RIGHT - LEFT - _INDENT)):
            if y > floor:
                y = _heading(plan, _turned(plan, floor, head), *_CONTINUED)
            if at == 0:
                plan.text(LEFT, y, f"{number}.", Ink(size=_SIZE))
            plan.text(LEFT + _INDENT, y, line, Ink(size=_SIZE))
            y += _STEP
        y += _BETWEEN


def _turned(plan: Plan, floor: float, head: Head) -> float:
    """The page says that there is another."""
    grey = Ink(size=7.5, grey=True, align="right")
    plan.text(RIGHT, floor + 10, "Bersambung ke halaman berikutnya", grey)
    return head()


def _heading(plan: Plan, y: float, text: str, english: str) -> float:
    plan.rule(LEFT, y - 13, RIGHT, y - 13, 0.4)
    plan.text(LEFT, y, text, Ink(size=9, bold=True))
    plan.text(RIGHT, y, english, Ink(size=7.5, grey=True, align="right"))
    return y + 15
