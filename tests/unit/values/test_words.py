"""Numbers and dates in words, read back by a reader that shares nothing with the writer."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.words import LARGEST, date_in_words, number_in_words

DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
MONTHS = "JanFebMarAprMeiJunJulAguSepOktNovDes"
WHOLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100}
TIMES = {"puluh": 10, "ratus": 100}


def _read(text: str) -> int:
    thousands = group = digit = 0
    for word in text.split():
        if word in DIGITS:
            digit = DIGITS.index(word)
            continue
        if word == "ribu":
            thousands, group = group + digit, 0
        elif word == "seribu":
            thousands = 1
        elif word == "belas":
            group += 10 + digit
        else:
            group += WHOLE[word] if word in WHOLE else digit * TIMES[word]
        digit = 0
    return thousands * 1000 + group + digit


def _read_date(text: str) -> date:
    before, year = text.split(" tahun ")
    day, month = before.rsplit(" ", 1)
    return date(_read(year), MONTHS.index(month[:3]) // 3 + 1, _read(day))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (99, "sembilan puluh sembilan"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (1998, "seribu sembilan ratus sembilan puluh delapan"),
        (2000, "dua ribu"),
        (2026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (100_001, "seratus ribu satu"),
    ],
)
def test_numbers_are_said_as_they_are_spoken(number: int, words: str) -> None:
    assert words == number_in_words(number)


def test_every_number_of_four_digits_reads_back_and_none_is_said_like_another() -> None:
    said = [number_in_words(number) for number in range(10_000)]

    assert list(range(10_000)) == [_read(words) for words in said]
    assert len(set(said)) == 10_000


@given(st.integers(10_000, LARGEST))
def test_larger_numbers_read_back(number: int) -> None:
    assert number == _read(number_in_words(number))


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_no_words_are_made_up_beyond_the_range(number: int) -> None:
    with pytest.raises(ValueError, match="words are for"):
        number_in_words(number)


def test_a_date_is_said_as_a_deed_says_it() -> None:
    expected = "dua puluh enam November tahun dua ribu dua puluh enam"
    assert expected == date_in_words(date(2026, 11, 26))


def test_every_day_of_two_centuries_reads_back() -> None:
    first = date(1900, 1, 1)
    days = [first + timedelta(days=at) for at in range((date(2100, 12, 31) - first).days + 1)]

    assert days == [_read_date(date_in_words(day)) for day in days]
