"""From a plan to a PDF: the same plan gives the same bytes."""

from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from threading import Lock

import segno
from reportlab.pdfgen.canvas import Canvas

from application.rendering.sheets.plan import Code, Page, Plan, Text
from application.rendering.sheets.typeface import BOLD, REGULAR, typeface

DRAWING = Lock()
"""The typeface keeps its place in its file while it is cut to the letters of one document."""

_GREY, _MARK = 0.38, 0.92
_QUIET = 4
_THINNEST = 1.1
"""Points of a module: at 150 dpi still more than two dots."""


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What the file says of itself; nothing of the person."""

    title: str
    author: str
    subject: str


def pdf_of(plan: Plan, code: str, about: About) -> bytes:
    """Raises ValueError for a code too dense to be read."""
    out = BytesIO()
    with DRAWING:
        for bold in (False, True):
            typeface(bold=bold)
        canvas = Canvas(out, pagesize=plan.size, invariant=1, pageCompression=1)
        canvas.setTitle(about.title)
        canvas.setAuthor(about.author)
        canvas.setSubject(about.subject)
        canvas.setCreator("Terbit")
        for page in plan.pages:
            _specimen(canvas, plan.size)
            _rules(canvas, page, plan.size[1])
            for spot in page.codes:
                _code(canvas, spot, code, plan.size[1])
            _texts(canvas, page.texts, plan.size[1])
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def _specimen(canvas: Canvas, size: tuple[float, float]) -> None:
    """A mark across the page, so light that text over it stays readable."""
    width, height = size
    canvas.saveState()
    canvas.setFillGray(_MARK)
    canvas.setFont(BOLD, 104)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(50 if height > width else 30)
    canvas.drawCentredString(0, -36, "SPESIMEN")
    canvas.restoreState()


def _rules(canvas: Canvas, page: Page, height: float) -> None:
    for weight in sorted({rule.weight for rule in page.rules}):
        path = canvas.beginPath()
        for rule in page.rules:
            if rule.weight == weight:
                path.moveTo(rule.x0, height - rule.y0)
                path.lineTo(rule.x1, height - rule.y1)
        canvas.setLineWidth(weight)
        canvas.drawPath(path)


def _texts(canvas: Canvas, texts: list[Text], height: float) -> None:
    """One text object a page; font and shade are said only when they change."""
    pen = canvas.beginText()
    state: tuple[float, bool, bool] | None = None
    for text in texts:
        if state != (text.size, text.bold, text.grey):
            state = (text.size, text.bold, text.grey)
            pen.setFont(BOLD if text.bold else REGULAR, text.size)
            pen.setFillGray(_GREY if text.grey else 0)
        pen.setTextOrigin(round(text.x, 2), round(height - text.y, 2))
        pen.textOut(text.text)
    canvas.drawText(pen)


def _code(canvas: Canvas, spot: Code, content: str, height: float) -> None:
    """Modules as rectangles of one path: sharp at any size, no seam between them."""
    rows = [bytes(row) for row in segno.make(content, error="m", micro=False).matrix]
    side = spot.side / (len(rows) + 2 * _QUIET)
    if side < _THINNEST:
        raise ValueError("the code's content is too long to be read from a sheet")
    canvas.setFillGray(1)
    canvas.rect(spot.x, height - spot.y - spot.side, spot.side, spot.side, stroke=0, fill=1)
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.translate(spot.x + _QUIET * side, height - spot.y - _QUIET * side)
    canvas.scale(side, -side)
    path = canvas.beginPath()
    for line, row in enumerate(rows):
        for start, length in _runs(row):
            path.rect(start, line, length, 1)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Start and length of the dark stretches of a row."""
    found, start = [], 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            found.append((start, length))
        start += length
    return found
