"""One row of a list of applications being read: gathers problems and warnings on the way."""

import re
from datetime import date

from application.importing import cells
from application.importing.application_cells import WARNINGS, read_day, read_field
from application.importing.application_rows import number_of
from application.importing.application_words import cause_of, kind_of, papers_in, service_in
from application.importing.asked import Asked
from application.importing.columns import Columns
from application.importing.enrolments import damaged_cells, whole_row
from application.importing.persons import split_birth
from application.importing.reasons import reason
from application.importing.report import Problem
from application.importing.table import Row
from application.labels import CAUSES, KINDS, PAPERS, SERVICES
from domain.documents.events import Fields
from domain.documents.kinds import KINDS as ALL_KINDS
from domain.documents.kinds import KTP_EL, MARRIAGE_PROOF
from domain.values import names
from domain.values.dates import parse_iso

_REGENCY = re.compile(r"[0-9]{4}")


def read_asked(row: Row, columns: Columns, today: date) -> Asked:
    if (whole := whole_row(row, columns)) is not None:
        number = number_of(row, columns)
        return Asked(line=row.line, columns=columns, number=number, fields={}, problems=(whole,))
    return _Reader(row, columns, today).asked()


class _Reader:
    def __init__(self, row: Row, columns: Columns, today: date) -> None:
        self._row, self._columns, self._today = row, columns, today
        self._problems: list[Problem] = damaged_cells(row, columns)
        self._warnings: list[Problem] = []

    def asked(self) -> Asked:
        kind = self._word("kind", kind_of(self._cell("kind")), KINDS)
        fields = self._fields(kind) if kind else {}
        return Asked(
            line=self._row.line,
            columns=self._columns,
            number=self._number(fields),
            service=self._service(),
            kind=kind,
            cause=self._word("cause", cause_of(self._cell("cause")), CAUSES),
            fields=fields,
            letter=self._read("letter", cells.read_number(self._cell("letter"))) or "",
            home=self._home(),
            papers=self._papers(),
            problems=tuple(self._problems),  # last: the readings above add to them
            warnings=tuple(self._warnings),
        )

    def _cell(self, field: str) -> str:
        return self._columns.cell(self._row, field)

    def _tell(self, told: list[Problem], field: str, code: str, value: str = "") -> None:
        if not any(problem.field == field for problem in self._problems):
            told.append(self._columns.problem(self._row.line, field, code, reason(code, value)))

    def _read(self, field: str, reading: cells.Reading) -> str | None:
        if reading.code is not None:
            told = self._warnings if reading.code in WARNINGS else self._problems
            self._tell(told, field, reading.code)
        return reading.value

    def _word(self, field: str, code: str | None, known: dict[str, str]) -> str | None:
        if code is None:
            empty = cells.is_empty(cells.tidy(self._cell(field)))
            wrong = "required_empty" if empty else f"{field}_unknown"
            self._tell(self._problems, field, wrong, ", ".join(known.values()))
        return code

    def _service(self) -> str:
        if cells.is_empty(cells.tidy(self._cell("service"))):
            return ""
        return self._word("service", service_in(self._cell("service")), SERVICES) or ""

    def _papers(self) -> tuple[str, ...]:
        found = papers_in(self._cell("papers"))
        if found is None:
            self._tell(self._problems, "papers", "papers_unknown", ", ".join(PAPERS.values()))
        return tuple(found or ())

    def _home(self) -> str:
        value = cells.read_text(self._cell("home"))
        if value is not None and not _REGENCY.fullmatch(value):
            self._tell(self._problems, "home", "home_unknown")
            return ""
        return value or ""

    def _number(self, fields: Fields) -> str:
        """It stands in the events, where no number of a person may be read."""
        self._read("number", cells.read_number(self._cell("number")))
        number = number_of(self._row, self._columns)
        own = [text for text in fields.values() if text and cells.looks_like_nik(text)]
        digits = "".join(letter for letter in number if letter.isdigit())
        names = [text for name, text in fields.items() if name.endswith("name") and text]
        in_digits = any(text in digits for text in own if len(text) == 16 and text.isdigit())
        if in_digits or any(text in number.upper() for text in names):
            self._tell(self._problems, "number", "number_personal")
        if len(number) > 60:
            self._tell(self._problems, "number", "text_too_long")
        return number

    def _fields(self, kind: str) -> Fields:
        wanted = {*ALL_KINDS[kind].fields, *([MARRIAGE_PROOF] if kind == KTP_EL else [])}
        zero = self._columns.serial_zero
        fields: Fields = {}
        for field in self._columns.by_field:
            if field in wanted:
                reading = read_field(field, self._cell(field), self._today, zero)
                fields[field] = self._read(field, reading)
        for prefix in ("", "to_"):
            self._rt_rw(fields, wanted, prefix)
        if "birth_date" in wanted and not self._columns.has("birth_date"):
            self._birth(fields)
        self._name(fields)
        return {field: text for field, text in fields.items() if text}

    def _rt_rw(self, fields: Fields, wanted: set[str], prefix: str) -> None:
        both = f"{prefix}rt_rw"
        if f"{prefix}rt" in wanted and self._columns.has(both):
            rt, rw, code = cells.read_both(self._cell(both))
            self._read(both, cells.Reading(None, code))
            fields.setdefault(f"{prefix}rt", rt)
            fields.setdefault(f"{prefix}rw", rw)

    def _birth(self, fields: Fields) -> None:
        place, text = split_birth(self._columns, self._row)
        fields["birth_place"] = place
        if not cells.is_empty(text):
            reading = read_day(text, self._today, self._columns.serial_zero)
            fields["birth_date"] = self._read("birth", reading)

    def _name(self, fields: Fields) -> None:
        name, birth = fields.get("name"), fields.get("birth_date")
        if name and birth and names.too_long(name, parse_iso(birth)):
            self._tell(self._problems, "name", "name_too_long")
