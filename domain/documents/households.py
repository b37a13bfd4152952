"""Rows of people in the fields of one document: `member.1.name`, `mover.2.nik`."""

from collections.abc import Mapping

MOST = 15
"""Rows that a family card or a moving letter has room for."""

MEMBER = (
    "name",
    "nik",
    "sex",
    "birth_place",
    "birth_date",
    "religion",
    "education",
    "occupation",
    "blood_type",
    "marital_status",
    "marriage_date",
    "relation",
    "nationality",
    "passport",
    "stay_permit",
    "father",
    "mother",
)
"""Columns of a person on a family card (Permendagri 109/2019)."""

MOVER = ("nik", "name", "relation")
"""Columns of a person on a moving letter."""


def of_rows(row: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{row}.{at}.{column}" for at in range(1, MOST + 1) for column in columns)


def people_in(nik: str | None, fields: Mapping[str, str | None] | None) -> set[str]:
    """NIK of everybody whom a document is about."""
    named = {text for name, text in (fields or {}).items() if name.split(".")[-1] == "nik" and text}
    return named | ({nik} if nik else set())
