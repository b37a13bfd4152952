"""Parts of every sheet: the foot, the code, a labelled line, who issues."""

from dataclasses import dataclass, replace

from application.rendering.faces import Issue
from application.rendering.sheets.plan import Ink, Plan, Room
from application.rendering.sheets.typeface import regular_width

OFFICE = "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"
WARNING = "Contoh tata letak, bukan dokumen resmi"

LEFT, RIGHT = 56.0, 539.0
"""Margins of a page in portrait."""

_ENGLISH = Ink(size=7.5, grey=True)
_BETWEEN = 9.0
"""From a line to its English."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """Where label, colon and value of a labelled line stand, and how large the label is."""

    label: float
    colon: float
    value: float
    right: float
    size: float = 10

    def room(self, lines: int = 2, *, bold: bool = False) -> Room:
        largest = round(self.size)
        sizes = range(largest, largest - 3, -1)
        return Room(width=self.right - self.value, lines=lines, sizes=sizes, bold=bold)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A labelled line: what stands before the colon, in two languages, and after it."""

    label: str
    english: str = ""
    text: str
    name: str = ""
    """The field that is named when the text has no room."""
    lines: int = 2
    bold: bool = False


def entry(plan: Plan, y: float, given: Entry, columns: Columns) -> float:
    """Returns the lowest baseline."""
    plan.text(columns.label, y, given.label, Ink(size=columns.size))
    plan.text(columns.colon, y, ":", Ink(size=columns.size))
    room = columns.room(given.lines, bold=given.bold)
    low = plan.value(columns.value, y, given.text, room, given.name)
    if not given.english:
        return low
    plan.text(columns.label, y + _BETWEEN, given.english, _ENGLISH)
    return max(low, y + _BETWEEN)


def titled(plan: Plan, y: float, text: str, english: str, ink: Ink) -> float:
    """A line in the middle with its English under it; returns the lowest baseline."""
    middle = plan.size[0] / 2
    plan.text(middle, y, text, replace(ink, align="middle"))
    if not english:
        return y
    plan.text(middle, y + _BETWEEN + 1, english, Ink(size=8.5, grey=True, align="middle"))
    return y + _BETWEEN + 1


def issuer(plan: Plan, x: float, y: float, issue: Issue, width: float) -> float:
    """The dinas and its regency around `x`; returns the lowest baseline."""
    room = Room(width=width, lines=2, sizes=(9, 8, 7), bold=True, align="middle")
    low = plan.value(x, y, OFFICE, room)
    return plan.value(x, low + 11, issue.regency.upper(), room)


def code_mark(plan: Plan, x: float, y: float, side: float, code: str) -> None:
    """The code, upper left corner at `x` and `y`, and what it says under it."""
    plan.code(x, y, side)
    room = Room(width=side + 20, lines=2, sizes=(8, 7, 6, 5), bold=True, align="middle")
    plan.value(x + side / 2, y + side + 6, code, room)


def feet(plan: Plan, template: str) -> None:
    """On every page, when all pages are there."""
    width, height = plan.size
    left, y = plan.margin, height - 24
    pages = plan.pages
    for at, page in enumerate(pages, start=1):
        foot = Plan(size=plan.size, pages=[page])
        foot.rule(left, y - 11, width - left, y - 11, 0.4)
        foot.text(left, y, f"SPESIMEN. {WARNING}", Ink(size=7.5, bold=True))
        number = f"{template} - halaman {at} dari {len(pages)}"
        foot.text(width - left, y, number, Ink(size=7, grey=True, align="right"))


def broken(text: str, size: float, width: float) -> list[str]:
    """Lines of a paragraph, a word too wide for one broken between its letters: nothing is lost."""
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if regular_width(longer, size) <= width:
            found[-1] = longer
            continue
        if found[-1]:
            found.append("")
        for letter in word:
            if regular_width(found[-1] + letter, size) > width:
                found.append("")
            found[-1] += letter
    return found
