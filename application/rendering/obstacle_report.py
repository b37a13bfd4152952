"""The obstacle report on A4 sheets: the same content gives the same bytes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from application.rendering.fonts import glyphs
from application.rendering.sheets.ink import DRAWING
from application.rendering.sheets.typeface import BOLD, REGULAR, typeface

_MARGIN = 48
_GREY = Color(0.38, 0.38, 0.38)
_LINE = Color(0.75, 0.75, 0.75)
_TEXT = ParagraphStyle("text", fontName=REGULAR, fontSize=9, leading=11.5)
_SMALL = ParagraphStyle("small", parent=_TEXT, fontSize=8, leading=10, textColor=_GREY)
_HEAD = ParagraphStyle("head", parent=_TEXT, fontName=BOLD, fontSize=11, leading=14, spaceBefore=8)
_TITLE = ParagraphStyle("title", parent=_HEAD, fontSize=15, leading=19)
_WIDTHS = (0.42, 0.36, 0.22)
_NOTHING = "Tidak ada."


@dataclass(frozen=True, slots=True)
class Line:
    """A figure: what it is, how much, and of when."""

    label: str
    value: str
    dated: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """`period`: the days that were asked for; `made`: when it was drawn up."""

    office: str
    place: str
    period: str
    made: str
    sections: tuple[Section, ...]


def render_report(report: Report) -> bytes:
    out = BytesIO()
    with DRAWING:
        for bold in (False, True):
            typeface(bold=bold)
        document = SimpleDocTemplate(
            out,
            pagesize=A4,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=_MARGIN,
            bottomMargin=_MARGIN,
            title="Laporan hambatan",
            author=report.office,
            subject=f"{report.place}, {report.period}",
            creator="Terbit",
            invariant=1,
        )
        foot = _foot(report)
        document.build(list(_story(report)), onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _story(report: Report) -> Iterator[Flowable]:
    yield _say("Laporan hambatan pelayanan", _TITLE)
    yield _say(f"{report.office}. Tempat: {report.place}. Masa: {report.period}.", _TEXT)
    yield _say(f"Dibuat {report.made}. Setiap angka bertanggal sendiri.", _SMALL)
    for section in report.sections:
        yield Spacer(1, 4)
        head = [_say(section.title, _HEAD)]
        if section.note:
            head.append(_say(section.note, _SMALL))
        if not section.lines:
            yield KeepTogether([*head, _say(_NOTHING, _TEXT)])
            continue
        yield KeepTogether([*head, _table(section.lines[:3])])
        if section.lines[3:]:
            yield _table(section.lines[3:])


def _table(lines: tuple[Line, ...]) -> Table:
    width = A4[0] - 2 * _MARGIN
    cells = [
        [_say(line.label, _TEXT), _say(line.value, _TEXT), _say(line.dated, _SMALL)]
        for line in lines
    ]
    table = Table(cells, colWidths=[width * share for share in _WIDTHS])
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        )
    )
    return table


def _say(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(_drawable(text)), style)


def _drawable(text: str) -> str:
    """A letter that the typeface has not is said as a question mark, never as a box."""
    return "".join(letter if ord(letter) in glyphs() else "?" for letter in text)


def _foot(report: Report) -> Callable[[Canvas, Any], None]:
    def draw(canvas: Canvas, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(_GREY)
        where = _drawable(f"Laporan hambatan, {report.place}, {report.period}")
        canvas.drawString(_MARGIN, _MARGIN / 2, where)
        canvas.drawRightString(A4[0] - _MARGIN, _MARGIN / 2, f"Halaman {document.page}")
        canvas.restoreState()

    return draw
