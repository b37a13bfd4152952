"""Lists of bases, targets and counts: one statement a row, or what is wrong with the row."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from application.importing import cells
from application.importing.birthdates import NotADate, read_date
from application.importing.columns import Columns
from application.importing.enrolments import whole_row
from application.importing.headings import by_heading, plain
from application.importing.layout import headed
from application.importing.opening import open_table
from application.importing.reasons import REASONS
from application.importing.report import FileRefused, Problem, Rejected
from application.importing.table import Row
from application.language import N_
from application.phrases import Phrase
from application.targets.words import INDICATORS, KINDS
from domain.figures.indicators import INDICATORS as KNOWN
from domain.figures.indicators import WHOLE
from domain.figures.state import FigureKind

HEADINGS = {
    "indicator": "indikator indicator",
    "office": "tempat kodewilayah kode wilayah office",
    "kind": "jenis kind jenisangka",
    "value": "nilai value jumlah angka",
    "as_of": "per pertanggal tanggal asof tanggaldata keadaan",
    "source": "sumber source sumberdata",
    "valid_from": "berlakumulai berlakusejak berlaku validfrom",
    "letter": "surat nomorsurat nosurat letter",
}
NEEDS = tuple(frozenset({name}) for name in ("indicator", "value"))
MOST_ROWS = 5_000
LONGEST = {"source": 200, "letter": 80}
_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")
_WHOLE_NUMBER = re.compile(r"([0-9]+)(?:[.,]0+)?")
_SHARE = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*%?")
_LONG_NUMBER = re.compile(r"[0-9]{16}")
_FAR = date(2999, 12, 31)
_SAID = {
    "indicator_unknown": N_("Indikator tidak dikenal. Yang dikenal: {value}."),
    "figure_kind_unknown": N_("Jenis tidak dikenal: tulis basis, target atau angka."),
    "not_a_count": N_("Nilai harus bilangan bulat, misalnya 154055 atau 154.055."),
    "not_a_share": N_(
        "Target ini dalam persen dari 1 sampai 100, misalnya 98 atau 99,4; sel "
        "berformat persen terbaca 0,98: tulis sebagai bilangan."
    ),
    "office_unknown": N_("Kode tempat tidak dikenal di instalasi ini."),
    "text_long": N_("Isi terlalu panjang: paling banyak {value} huruf."),
    "text_damaged": N_("Isi memuat karakter kendali, atau nomor sepanjang NIK."),
    "stated_otherwise": N_(
        "Baris lain di daftar ini menyebut nilai lain untuk hal dan tanggal yang sama."
    ),
}
_BY_WORD = {plain(word): code for code, word in INDICATORS.items()} | {
    plain(code): code for code in KNOWN
}
_KIND_BY_WORD = {word: kind for kind, word in KINDS.items()} | {kind.value: kind for kind in KINDS}


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A sound row. `place`: how to speak of it when it is refused after all."""

    line: int
    office: str
    indicator: str
    kind: FigureKind
    value: int
    as_of: str
    valid_from: str
    source: str
    letter: str | None
    columns: Columns

    def problem(self, field: str, code: str, value: str = "") -> Problem:
        return self.columns.problem(self.line, field, code, _said(code, value))


class _Wrong(ValueError):
    def __init__(self, field: str, code: str, value: str = "") -> None:
        super().__init__(code)
        self.field, self.code, self.value = field, code, value


def read_targets(path: Path, office: str, today: date) -> Iterator[Statement | Rejected]:
    """`office`: of rows that name none. Raises FileRefused."""
    seen = 0
    for columns, rows in headed(open_table(path), by_heading(HEADINGS), NEEDS):
        for row in rows:
            if (
                columns is None
                or row.line <= columns.last_line
                or not any(map(str.strip, row.cells))
            ):
                continue
            seen += 1
            if seen > MOST_ROWS:
                raise FileRefused(
                    "too_many_rows", Phrase(N_("Daftar lebih dari {most} baris."), most=MOST_ROWS)
                )
            yield _outcome(row, columns, office, today)


def _outcome(row: Row, columns: Columns, office: str, today: date) -> Statement | Rejected:
    whole = whole_row(row, columns)
    if whole is not None:
        return Rejected(line=row.line, problems=(whole,))
    wrong: list[Problem] = []
    found: dict[str, str | int | None] = {}

    def read(field: str, text: str) -> None:
        try:
            found[field] = _READERS[field](text, found, columns, today)
        except _Wrong as error:
            said = _said(error.code, error.value)
            wrong.append(columns.problem(row.line, error.field, error.code, said))

    for field in _READERS:
        read(field, cells.tidy(columns.cell(row, field)))
    if wrong:
        return Rejected(line=row.line, problems=tuple(wrong))
    return Statement(
        line=row.line,
        office=str(found["office"] or office),
        indicator=str(found["indicator"]),
        kind=FigureKind(str(found["kind"])),
        value=int(found["value"] or 0),
        as_of=str(found["as_of"]),
        valid_from=str(found["valid_from"] or found["as_of"]),
        source=str(found["source"]),
        letter=None if found["letter"] is None else str(found["letter"]),
        columns=columns,
    )


Found = dict[str, str | int | None]


def _indicator(text: str, _found: Found, _columns: Columns, _today: date) -> str:
    _needed("indicator", text)
    code = _BY_WORD.get(plain(text))
    if code is None:
        raise _Wrong("indicator", "indicator_unknown", ", ".join(INDICATORS.values()))
    return code


def _kind(text: str, _found: Found, _columns: Columns, _today: date) -> str:
    _needed("kind", text)
    kind = _KIND_BY_WORD.get(text.casefold())
    if kind is None:
        raise _Wrong("kind", "figure_kind_unknown")
    return kind.value


def _value(text: str, found: Found, _columns: Columns, _today: date) -> int:
    """A whole number; a target that is a share in percent, kept in hundredths of one."""
    _needed("value", text)
    indicator = KNOWN.get(str(found.get("indicator")))
    if indicator is not None and indicator.is_share and found.get("kind") == FigureKind.TARGET:
        return _share(text)
    if _GROUPED.fullmatch(text):
        return int(text.replace(".", ""))
    number = _WHOLE_NUMBER.fullmatch(text)
    if number is None or len(number[1]) > 12:
        raise _Wrong("value", "not_a_count")
    return int(number[1])


def _share(text: str) -> int:
    match = _SHARE.fullmatch(text)
    share = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) if match else 0
    if not 100 <= share <= WHOLE:
        raise _Wrong("value", "not_a_share")
    return share


def _office(text: str, _found: Found, _columns: Columns, _today: date) -> str | None:
    code = text.replace(".", "")
    if code and not (code.isascii() and code.isdigit() and len(code) in (4, 6)):
        raise _Wrong("office", "office_unknown")
    return code or None


def _as_of(text: str, _found: Found, columns: Columns, today: date) -> str:
    _needed("as_of", text)
    return _day("as_of", text, columns, today)


def _valid_from(text: str, _found: Found, columns: Columns, _today: date) -> str | None:
    return None if cells.is_empty(text) else _day("valid_from", text, columns, _FAR)


def _day(field: str, text: str, columns: Columns, latest: date) -> str:
    try:
        return read_date(text, latest, columns.serial_zero).isoformat()
    except NotADate as error:
        raise _Wrong(field, error.code) from error


def _source(text: str, _found: Found, _columns: Columns, _today: date) -> str:
    _needed("source", text)
    return _text("source", text)


def _letter(text: str, _found: Found, _columns: Columns, _today: date) -> str | None:
    return None if cells.is_empty(text) else _text("letter", text)


def _text(field: str, text: str) -> str:
    if len(text) > LONGEST[field]:
        raise _Wrong(field, "text_long", str(LONGEST[field]))
    if cells.has_control(text) or _LONG_NUMBER.search(text):
        raise _Wrong(field, "text_damaged")
    return text


def _needed(field: str, text: str) -> None:
    if cells.is_empty(text):
        raise _Wrong(field, "required_empty")


_READERS: Mapping[str, Callable[[str, Found, Columns, date], str | int | None]] = {
    "indicator": _indicator,
    "kind": _kind,
    "value": _value,
    "office": _office,
    "as_of": _as_of,
    "source": _source,
    "valid_from": _valid_from,
    "letter": _letter,
}
"""In this order: a value is read by its indicator and kind."""


def _said(code: str, value: str) -> Phrase:
    return Phrase(_SAID.get(code) or REASONS[code], value=value)
