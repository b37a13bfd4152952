"""Fields as a sheet writes them: tidy text, dates in figures or words, sexes, rows of people."""

from datetime import date

from application.rendering.faces import SEXES, Fields, one_line
from domain.documents.households import MOST
from domain.values.dates import long_form, on_card, parse_iso
from domain.values.words import date_in_words, number_in_words

NOTHING = "-"


def told(fields: Fields, name: str) -> str:
    """The text given; a hyphen for none."""
    return one_line(fields.get(name)) or NOTHING


def day_of(fields: Fields, name: str) -> date | None:
    """None for no date, and for what is none."""
    try:
        return parse_iso(one_line(fields.get(name)))
    except ValueError:
        return None


def in_figures(fields: Fields, name: str) -> str:
    """`12-11-2009`; a text that is no date stays as it is."""
    day = day_of(fields, name)
    return on_card(day) if day else told(fields, name)


def in_full(fields: Fields, name: str) -> str:
    """`12 November 2009`."""
    day = day_of(fields, name)
    return long_form(day) if day else told(fields, name)


def in_words(fields: Fields, name: str) -> str:
    """`dua belas November tahun dua ribu sembilan`."""
    day = day_of(fields, name)
    return date_in_words(day) if day else told(fields, name)


def order_of(fields: Fields) -> str:
    """The child's order in words where it is a figure."""
    text = one_line(fields.get("child_order"))
    if text.isascii() and text.isdecimal() and len(text) < 4:
        return number_in_words(int(text))
    return text


def sex_of(fields: Fields, name: str = "sex") -> str:
    text = told(fields, name)
    return SEXES.get(text, text)


def rows_in(fields: Fields, row: str, columns: tuple[str, ...]) -> list[int]:
    """Numbers of the rows that say anything, in order."""
    return [
        at
        for at in range(1, MOST + 1)
        if any(one_line(fields.get(f"{row}.{at}.{column}")) for column in columns)
    ]


def paragraphs(fields: Fields, name: str) -> list[str]:
    """One a line, without the empty ones."""
    lines = (fields.get(name) or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [text for line in lines if (text := one_line(line))]
