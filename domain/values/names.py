"""Names of persons as Permendagri 73/2022 rules them, in force since 21 April 2022."""

import unicodedata
from datetime import date

LONGEST = 60
"""Letters with blanks (art. 4)."""

RULED_SINCE = date(2022, 4, 21)
"""A name given before stays valid as it is (art. 6)."""


def tidy(text: str) -> str:
    """Capitals, composed letters, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).upper().split())


def too_long(name: str, birth_date: date) -> bool:
    """A tidy name that may not be recorded: over 60 letters and given under the rule."""
    return len(name) > LONGEST and birth_date >= RULED_SINCE


def warnings(name: str, birth_date: date) -> list[str]:
    """Codes of what is odd in a tidy name but no reason to turn a person away."""
    found = []
    if len(name) > LONGEST and birth_date < RULED_SINCE:
        found.append("name_long")
    if " " not in name:
        found.append("name_one_word")
    if not all(char.isalpha() or char == " " for char in name):
        found.append("name_characters")
    return found
