"""A row of a list of applications, as far as it could be read."""

from dataclasses import dataclass

from application.importing.columns import Columns
from application.importing.reasons import reason
from application.importing.report import Problem
from domain.documents.events import Fields


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One document asked for; with problems it is read on, so that all of them are told at once.

    `number` is the application's, empty when there is none; rows with one number belong together.
    `kind` and `cause` are None, `service` is empty where the row does not say them readably.
    """

    line: int
    columns: Columns
    number: str
    service: str = ""
    kind: str | None = None
    cause: str | None = None
    fields: Fields
    letter: str = ""
    home: str = ""
    papers: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def sheet(self) -> str | None:
        return self.columns.sheet

    def problem(self, field: str, code: str, value: str = "") -> Problem:
        return self.columns.problem(self.line, field, code, reason(code, value))
