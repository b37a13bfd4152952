"""The embedded typeface in a PDF: registered when first asked for, measured in points."""

from functools import cache
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from application.rendering.fonts import font

_READING = Lock()

REGULAR, BOLD = "TerbitSans", "TerbitSans-Bold"


def typeface(*, bold: bool) -> TTFont:
    """Safe to measure with from any thread, to draw with from one at a time."""
    with _READING:  # two threads that both come first would draw with two faces of one name
        return _registered()[bold]


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    return _thousandths(text, bold) * size / 1000


def regular_width(text: str, size: float) -> float:
    return width_of(text, size)


def bold_width(text: str, size: float) -> float:
    return width_of(text, size, bold=True)


def _thousandths(text: str, bold: bool) -> float:
    width = _widths(bold).get
    return sum([width(letter, 0) for letter in map(ord, text)])


@cache
def _widths(bold: bool) -> dict[int, float]:
    widths: dict[int, float] = typeface(bold=bold).face.charWidths
    return widths


@cache
def _registered() -> tuple[TTFont, TTFont]:
    """Files are read once in the life of the process: 25 ms each."""
    faces = tuple(
        TTFont(name, str(font(24, bold=bold).path), asciiReadable=False, shapable=False)
        for name, bold in ((REGULAR, False), (BOLD, True))
    )
    for face in faces:
        pdfmetrics.registerFont(face)
    regular, strong = faces
    return regular, strong
