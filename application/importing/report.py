"""What an import says: problems by line and column, and the sums."""

from dataclasses import dataclass, field
from typing import NotRequired, TypedDict

from application.errors import TerbitError
from application.language import N_
from application.phrases import Phrase


class FileRefused(TerbitError):
    """Nothing of the file is taken. `reason` is for the clerk (`in_words`), `code` for programs."""

    def __init__(self, code: str, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.code, self.reason, self.line = code, reason, line

    def of_sheet(self, name: str | None) -> "FileRefused":
        """The same of one sheet; a CSV has no name to say."""
        if name is None:
            return self
        told = Phrase(N_('Lembar "{sheet}": {reason}'), sheet=name, reason=self.reason)
        return FileRefused(self.code, told, self.line)


def foreign(kind: str) -> FileRefused:
    """For a file that is no table at all; `kind` is a word marked with `N_`."""
    said = N_("Berkas ini {kind}, bukan daftar: simpan ulang dengan format .xlsx atau CSV UTF-8.")
    return FileRefused("not_a_table_file", Phrase(said, kind=Phrase(kind)))


def line_too_long(line: int) -> Phrase:
    return Phrase(N_("Baris {line} terlalu panjang: berkas ini bukan tabel."), line=line)


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """A sentence about a row; without a column it is about the row as a whole.

    `line` is the physical line on which the record begins; `column` the heading as it stands,
    `letter` the column as a spreadsheet names it, `field` our own name. `sheet` is named where
    several are read.
    """

    line: int
    code: str
    reason: str
    column: str | None = None
    letter: str | None = None
    field: str | None = None
    sheet: str | None = None

    def as_json(self) -> "ProblemJson":
        told: ProblemJson = {
            "line": self.line,
            "column": self.column,
            "reason": self.reason,
            "code": self.code,
        }
        if self.sheet is not None:
            told["sheet"] = self.sheet
        return told


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejected:
    """A person's row that is not taken, with every reason."""

    line: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Repeated:
    """A row that says again what is known."""

    line: int
    sheet: str | None = None


class ProblemJson(TypedDict):
    line: int
    column: str | None
    reason: str
    code: str
    sheet: NotRequired[str]


class ReportJson(TypedDict):
    """`rows = imported + duplicates + number of different rejected lines` (of a sheet)."""

    rows: int
    imported: int
    duplicates: int
    rejected: list[ProblemJson]
    warnings: list[ProblemJson]


@dataclass(slots=True)
class Report:
    """Adds up row by row; a row counts once, whatever it has wrong."""

    rows: int = 0
    imported: int = 0
    duplicates: int = 0
    rejected: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def took(self, warnings: tuple[Problem, ...] = ()) -> None:
        self.rows += 1
        self.imported += 1
        self.warnings += warnings

    def add(self, outcome: Rejected | Repeated) -> None:
        self.rows += 1
        match outcome:
            case Repeated():
                self.duplicates += 1
            case Rejected():
                self.rejected += outcome.problems

    def as_json(self) -> ReportJson:
        return {
            "rows": self.rows,
            "imported": self.imported,
            "duplicates": self.duplicates,
            "rejected": [problem.as_json() for problem in self.rejected],
            "warnings": [problem.as_json() for problem in self.warnings],
        }
