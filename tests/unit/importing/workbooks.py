"""Writes workbooks cell by cell, with what no office program would write too."""

from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_STYLES = (
    f'<styleSheet xmlns="{_SPREADSHEET}"><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14"/></cellXfs></styleSheet>'
)

Cells = dict[str, str]
"""Place of a cell ("C4") -> its XML, see text(), number() and their like."""


def text(value: str) -> str:
    return f't="inlineStr"><is><t xml:space="preserve">{value}</t></is>'


def number(value: str) -> str:
    return f"><v>{value}</v>"


def day(serial: int) -> str:
    """A number that is shown as a date."""
    return f's="1"><v>{serial}</v>'


def failed(code: str) -> str:
    """What a formula leaves that cannot be computed."""
    return f't="e"><f>1/0</f><v>{code}</v>'


def formula(stored: str) -> str:
    return f't="str"><f>A1</f><v>{stored}</v>'


@dataclass(frozen=True, kw_only=True)
class Made:
    """A sheet to be written; `state` is visible, hidden or veryHidden."""

    name: str = "Sheet1"
    cells: Cells
    state: str = "visible"


def table(*rows: str, first: str = "A", line: int = 1) -> Cells:
    """Rows of text cells parted by semicolons, from a column and a line on."""
    return {
        f"{chr(ord(first) + at)}{line + down}": text(cell)
        for down, row in enumerate(rows)
        for at, cell in enumerate(row.split(";"))
        if cell
    }


def workbook(path: Path, *sheets: Made, days_from_1904: bool = False) -> Path:
    numbered = list(enumerate(sheets, start=1))
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _TYPES)
        book.writestr("_rels/.rels", _relations(f'"{_OFFICE}/officeDocument" Target="xl/x"'))
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}">'
            f'<workbookPr date1904="{int(days_from_1904)}"/><sheets>'
            + "".join(
                f'<sheet name="{sheet.name}" sheetId="{at}" r:id="r{at}" state="{sheet.state}"/>'
                for at, sheet in numbered
            )
            + "</sheets></workbook>",
        )
        of_sheets = [
            f'"{_OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"' for at, _ in numbered
        ]
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            _relations(*of_sheets, f'"{_OFFICE}/styles" Target="styles.xml"'),
        )
        book.writestr("xl/styles.xml", _STYLES)
        for at, sheet in numbered:
            book.writestr(f"xl/worksheets/sheet{at}.xml", _sheet(sheet.cells))
    return path


def _relations(*parts: str) -> str:
    inner = "".join(f'<Relationship Id="r{at}" Type={p}/>' for at, p in enumerate(parts, start=1))
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _sheet(cells: Cells) -> str:
    lines: dict[int, list[str]] = {}
    for place, inner in cells.items():
        line = int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        lines.setdefault(line, []).append(f'<c r="{place}" {inner}</c>')
    rows = "".join(f'<row r="{line}">{"".join(lines[line])}</row>' for line in sorted(lines))
    return f'<worksheet xmlns="{_SPREADSHEET}"><sheetData>{rows}</sheetData></worksheet>'
