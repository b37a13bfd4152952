"""Numbers and dates in Indonesian words, as deeds write them (terbilang)."""

from datetime import date

from domain.values.dates import MONTHS

LARGEST = 999_999

_ONES = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)


def number_in_words(number: int) -> str:
    """`seribu sembilan ratus sebelas`; raises ValueError below 0 and above LARGEST."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"words are for 0 to {LARGEST}")
    return " ".join(_words(number)) or _ONES[0]


def date_in_words(day: date) -> str:
    """`dua puluh enam November tahun dua ribu dua puluh enam`."""
    month = MONTHS[day.month - 1]
    return f"{number_in_words(day.day)} {month} tahun {number_in_words(day.year)}"


def _words(number: int) -> list[str]:
    """No word for nought: it is said only when it stands alone."""
    if number == 0:
        return []
    if number < 12:
        return [_ONES[number]]
    if number < 20:
        return [_ONES[number - 10], "belas"]
    if number < 100:
        return [_ONES[number // 10], "puluh", *_words(number % 10)]
    if number < 1000:
        return [*_counted(number // 100, "ratus"), *_words(number % 100)]
    return [*_counted(number // 1000, "ribu"), *_words(number % 1000)]


def _counted(count: int, unit: str) -> list[str]:
    """One hundred and one thousand are a word each: seratus, seribu."""
    return [f"se{unit}"] if count == 1 else [*_words(count), unit]
