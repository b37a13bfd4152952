"""Second reading of a list: each person's row becomes a recording, a repeat, or problems."""

from collections.abc import Callable, Container, Iterator
from datetime import date

from application.importing import cells
from application.importing.birthdates import NotADate, read_date
from application.importing.columns import Columns
from application.importing.layout import Layout
from application.importing.limits import LONGEST_CELL
from application.importing.persons import PersonRow, overfull, persons, split_birth
from application.importing.reasons import reason
from application.importing.recording import Recording
from application.importing.repeats import Judge, Judgement, Repeats, never_seen
from application.importing.report import Problem, Rejected, Repeated
from application.importing.table import Row
from application.phrases import Phrase
from domain.values import names
from domain.values import nik as niks


def read_enrolments(
    layout: Layout, today: date, known_regions: Container[str], registry: Judge = never_seen
) -> Iterator[Recording | Repeated | Rejected]:
    """One outcome per person, in the order of the file.

    `known_regions` holds six-digit kecamatan codes; `registry` is asked of every person who is
    new to the file. Memory: some hundred bytes a person.
    """
    repeats = Repeats(registry)
    for columns, rows in layout.lists():
        for person in persons(rows, columns, today):
            outcome = _Reader(columns, person, today).outcome(known_regions)
            if isinstance(outcome, Recording):
                yield _judged(outcome, repeats, columns)
            else:
                yield outcome


def _judged(
    recording: Recording, repeats: Repeats, columns: Columns
) -> Recording | Repeated | Rejected:
    match repeats.judge(recording):
        case Judgement.NEW:
            return recording
        case Judgement.REPEATED:
            return Repeated(line=recording.line, sheet=recording.sheet)
        case Judgement.CONFLICT:
            problem = columns.problem(recording.line, "nik", "nik_conflict", reason("nik_conflict"))
            return Rejected(line=recording.line, problems=(problem,))


class _Reader:
    """One row being read: gathers problems and warnings on the way."""

    def __init__(self, columns: Columns, person: PersonRow, today: date) -> None:
        self._columns, self._row, self._today = columns, person.row, today
        self._family = person.family
        self._problems: list[Problem] = []
        self._warnings: list[Problem] = []

    def outcome(self, known_regions: Container[str]) -> Recording | Rejected:
        if (whole := whole_row(self._row, self._columns)) is not None:
            return Rejected(line=self._row.line, problems=(whole,))
        self._problems += damaged_cells(self._row, self._columns)
        self._state()
        nik, name, sex = self._nik(), self._name(), self._sex()
        birth_place, birth_date = self._birth()
        if name is not None and birth_date is not None and names.too_long(name, birth_date):
            self._reject("name", "name_too_long")
        if self._problems or nik is None or name is None or birth_date is None or sex is None:
            return Rejected(line=self._row.line, problems=tuple(self._problems))
        self._compare(nik, name, birth_date, sex, known_regions)
        rt, rw = self._rt_rw()
        return Recording(
            line=self._row.line,
            sheet=self._columns.sheet,
            nik=nik,
            name=name,
            birth_date=birth_date,
            sex=sex,
            birth_place=birth_place,
            no_kk=self._no_kk(),
            rt=rt,
            rw=rw,
            religion=self._listed("religion", cells.read_religion),
            marital_status=self._listed("marital_status", cells.read_marital_status),
            blood_type=self._listed("blood_type", cells.read_blood_type),
            address=cells.read_text(self._cell("address")),
            village=cells.read_text(self._cell("village")),
            district=cells.read_text(self._cell("district")),
            occupation=self._listed("occupation", cells.read_occupation),
            recorded_on=self._recorded_on(),
            warnings=tuple(self._warnings),  # last: the readings above add to them
        )

    def _cell(self, field: str) -> str:
        return self._columns.cell(self._row, field)

    def _reject(self, field: str, code: str, value: str = "") -> None:
        self._problems.append(
            self._columns.problem(self._row.line, field, code, reason(code, value))
        )

    def _warn(self, field: str, code: str) -> None:
        self._warnings.append(self._columns.problem(self._row.line, field, code, reason(code)))

    def _state(self) -> None:
        if (state := cells.read_state(self._cell("status"))) is not None:
            self._reject("status", "person_not_active", Phrase(state))

    def _required(self, field: str, reading: cells.Reading) -> str | None:
        if reading.value is None and reading.code is not None:
            self._reject(field, reading.code)
        elif reading.code is not None:
            self._warn(field, reading.code)
        return reading.value

    def _nik(self) -> str | None:
        return self._required("nik", cells.read_nik(self._cell("nik")))

    def _sex(self) -> str | None:
        return self._required("sex", cells.read_sex(self._cell("sex")))

    def _name(self) -> str | None:
        value = cells.read_text(self._cell("name"))
        return self._required("name", cells.Reading(value, None if value else "required_empty"))

    def _birth(self) -> tuple[str | None, date | None]:
        field = "birth_date" if self._columns.has("birth_date") else "birth"
        place, text = split_birth(self._columns, self._row)
        if cells.is_empty(text):
            self._reject(field, "required_empty")
            return place, None
        try:
            return place, read_date(text, self._today, self._columns.serial_zero)
        except NotADate as error:
            self._reject(field, error.code)
            return place, None

    def _compare(
        self, nik: str, name: str, birth_date: date, sex: str, known_regions: Container[str]
    ) -> None:
        for code in niks.warnings(niks.Nik.parse(nik), birth_date, sex, known_regions):
            self._warn("nik", code)
        for code in names.warnings(name, birth_date):
            self._warn("name", code)

    def _listed(self, field: str, read: Callable[[str], cells.Reading]) -> str | None:
        if not (text := self._cell(field)):
            return None
        reading = read(text)
        if reading.code is not None:
            self._warn(field, reading.code)
        return reading.value

    def _no_kk(self) -> str | None:
        """In a register by families the number stands in the row above the family."""
        return (
            self._listed("no_kk", cells.read_no_kk) if self._columns.has("no_kk") else self._family
        )

    def _rt_rw(self) -> tuple[str | None, str | None]:
        if self._columns.has("rt") or self._columns.has("rw"):
            return self._listed("rt", cells.read_rt_rw), self._listed("rw", cells.read_rt_rw)
        rt, rw, code = cells.read_both(self._cell("rt_rw"))
        if code is not None:
            self._warn("rt_rw", code)
        return rt, rw

    def _recorded_on(self) -> date | None:
        text = cells.tidy(self._cell("recorded_on"))
        if cells.is_empty(text):
            return None
        try:
            return read_date(text, self._today, self._columns.serial_zero)
        except NotADate:
            self._warn("recorded_on", "date_unusable")
            return None


def whole_row(row: Row, columns: Columns) -> Problem | None:
    """What makes all cells of a row doubtful; it is reported alone."""
    code = None
    if row.open_quote:
        code = "quote_open"
    elif overfull(row, columns):
        code = "row_shape"
    elif row.unended and len(row.cells) < columns.width:
        code = "row_cut"
    if code is None:
        return None
    return Problem(line=row.line, code=code, reason=reason(code), sheet=columns.sheet)


def damaged_cells(row: Row, columns: Columns) -> list[Problem]:
    """Cells that are read and hold what no cell should."""
    everything = "".join(row.cells)
    if len(everything) <= LONGEST_CELL and not cells.has_control(everything):
        return []
    found = []
    for field in columns.by_field:
        cell, code, value = columns.cell(row, field), None, ""
        if len(cell) > LONGEST_CELL:
            code, value = "cell_too_long", f"{len(cell):,}".replace(",", ".")
        elif cells.has_control(cell):
            code = "cell_damaged"
        if code is not None:
            found.append(columns.problem(row.line, field, code, reason(code, value)))
    return found
