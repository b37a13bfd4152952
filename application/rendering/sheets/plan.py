"""A sheet before it is drawn: texts and rules on pages, and the fields that have no room.

Drawing and checking read the same plan, so what is checked is what is printed. Lengths are points,
counted from the left and from the top of the page; a text stands on its baseline.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from application.rendering.fitting import Fitted, fitted
from application.rendering.sheets.typeface import bold_width, regular_width, width_of

PORTRAIT, LANDSCAPE = (595.28, 841.89), (841.89, 595.28)
LEADING = 1.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Ink:
    """How a text is set; `align` says what `x` is of it: left, middle or right."""

    size: float = 10
    bold: bool = False
    grey: bool = False
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Text:
    x: float
    y: float
    text: str
    size: float
    bold: bool
    grey: bool


@dataclass(frozen=True, slots=True)
class Rule:
    x0: float
    y0: float
    x1: float
    y1: float
    weight: float


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code and what it says under it; `x` and `y` are its upper left corner."""

    x: float
    y: float
    side: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """Where a value may stand: sizes from the largest down, in so many lines."""

    width: float
    lines: int = 1
    sizes: Sequence[int] = (10, 9, 8, 7)
    bold: bool = False
    align: str = "left"


@dataclass(slots=True)
class Page:
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """Filled from the first page to the last."""

    size: tuple[float, float]
    margin: float = 56
    """Left and right."""
    pages: list[Page] = field(default_factory=list)
    cut: dict[str, str] = field(default_factory=dict)
    """Fields without room, and the letters that are lost."""

    def turn(self) -> None:
        """Begin the next page."""
        self.pages.append(Page())

    def text(self, x: float, y: float, text: str, ink: Ink) -> None:
        if ink.align != "left":
            width = width_of(text, ink.size, bold=ink.bold)
            x -= width if ink.align == "right" else width / 2
        self.pages[-1].texts.append(Text(x, y, text, ink.size, ink.bold, ink.grey))

    def rule(self, x0: float, y0: float, x1: float, y1: float, weight: float = 0.5) -> None:
        self.pages[-1].rules.append(Rule(x0, y0, x1, y1, weight))

    def code(self, x: float, y: float, side: float) -> None:
        self.pages[-1].codes.append(Code(x, y, side))

    def value(self, x: float, y: float, text: str, room: Room, name: str = "") -> float:
        """Set a text in its room; returns the baseline of the last line."""
        found = fit_in(text, room)
        if found.cut and name:
            self.cut.setdefault(name, text[-found.cut :])
        ink = Ink(size=found.size, bold=room.bold, align=room.align)
        for at, line in enumerate(found.lines):
            self.text(x, y + at * found.size * LEADING, line, ink)
        return y + (len(found.lines) - 1) * found.size * LEADING


def fit_in(text: str, room: Room) -> Fitted:
    measure = bold_width if room.bold else regular_width
    return fitted(text, room.width, room.lines, room.sizes, measure)
