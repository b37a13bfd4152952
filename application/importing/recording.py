"""A person's row after validation: what the registry takes in."""

from dataclasses import dataclass
from datetime import date

from application.importing.report import Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Recording:
    """Values as the row has them, in capitals; None where the list has none or none usable.

    `sex` is L or P; `rt` and `rw` have three digits; `warnings` do not keep the person out.
    """

    line: int
    sheet: str | None = None
    nik: str
    name: str
    birth_date: date
    sex: str
    birth_place: str | None = None
    no_kk: str | None = None
    rt: str | None = None
    rw: str | None = None
    religion: str | None = None
    marital_status: str | None = None
    blood_type: str | None = None
    address: str | None = None
    village: str | None = None
    district: str | None = None
    occupation: str | None = None
    recorded_on: date | None = None
    warnings: tuple[Problem, ...] = ()
