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


def rows_of(fields: Mapping[str, str | None], row: str) -> list[dict[str, str]]:
    """The people named in the fields, in order; what a row does not say is missing from it."""
    found: dict[int, dict[str, str]] = {}
    for name, text in fields.items():
        start, _, rest = name.partition(".")
        number, _, column = rest.partition(".")
        if start == row and text and number.isdecimal():
            found.setdefault(int(number), {})[column] = text
    return [found[number] for number in sorted(found)]


def people_in(nik: str | None, fields: Mapping[str, str | None] | None) -> set[str]:
    """NIK of everybody whom a document is about."""
    named = {text for name, text in (fields or {}).items() if name.split(".")[-1] == "nik" and text}
    return named | ({nik} if nik else set())
