"""What was understood of a list, before anything of it is taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from application.importing.applications import read_applications
from application.importing.asked import Asked
from application.importing.columns import Column, Columns
from application.importing.csv_table import CsvTable
from application.importing.enrolments import read_enrolments
from application.importing.recording import Recording
from application.importing.report import Rejected, Repeated
from application.importing.statuses import Observation, read_statuses
from application.importing.taking import Kind, Listed
from application.ports import Regions

FIRST = 5
Outcome = Recording | Repeated | Rejected | Observation | Asked


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A sheet that is a list, or the whole of a CSV."""

    sheet: str | None
    line: int
    used: tuple[Column, ...]
    unused: tuple[Column, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """`encoding` and `delimiter` of a CSV; a workbook has neither."""

    encoding: str | None
    delimiter: str | None
    parts: tuple[Part, ...]
    other_sheets: int
    """Without a header: they are not read."""
    rows: int
    first: tuple[Outcome, ...]


def preview(listed: Listed, regions: Regions) -> Preview:
    """The first rows are read as the import will read them, but nobody is looked up."""
    layout = listed.layout
    csv = layout.table if isinstance(layout.table, CsvTable) else None
    return Preview(
        encoding=csv.encoding if csv else None,
        delimiter=csv.delimiter if csv else None,
        parts=tuple(_part(columns) for columns in layout.parts if columns is not None),
        other_sheets=sum(columns is None for columns in layout.parts),
        rows=layout.rows,
        first=tuple(islice(_outcomes(listed, regions), FIRST)),
    )


def _part(columns: Columns) -> Part:
    used = sorted(columns.by_field.values(), key=lambda column: column.index)
    unused = sorted(columns.unused, key=lambda column: column.index)
    return Part(sheet=columns.sheet, line=columns.line, used=tuple(used), unused=tuple(unused))


def _outcomes(listed: Listed, regions: Regions) -> Iterator[Outcome]:
    match listed.kind:
        case Kind.ENROLMENTS:
            yield from read_enrolments(listed.layout, listed.today, regions.codes())
        case Kind.STATUSES:
            yield from read_statuses(listed.layout, listed.today)
        case Kind.APPLICATIONS:
            yield from read_applications(listed.layout, listed.today)
