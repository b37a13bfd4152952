"""Dates as people type them."""

from datetime import date

import pytest

from application.importing.birthdates import NotADate, day_and_month, read_date
from tests.unit.importing.lists import TODAY


@pytest.mark.parametrize(
    "text",
    [
        "17/08/1990",
        "17-8-1990",
        "17.08.1990",
        "17|08|1990",
        "17 / 08 / 1990",
        "1990-08-17",
        "1990/08/17",
        "1990-08-17 00:00:00",
        "1990-08-17T00:00:00.000",
        "17/08/1990 12:00:00 AM",
        "17 Agustus 1990",
        "17-Agt-1990",
        "17 Ags. 1990",
        "17agu1990",
        "33102",
        "33102.0",
    ],
)
def test_every_way_to_write_a_day_gives_that_day(text: str) -> None:
    assert date(1990, 8, 17) == read_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "month"),
    [("1 Pebruari 2001", 2), ("1 Mei 2001", 5), ("1 Nop 2001", 11), ("1 Des 2001", 12)],
)
def test_short_and_old_month_names_are_known(text: str, month: int) -> None:
    assert date(2001, month, 1) == read_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/1990", "date_invalid"),
        ("29 Februari 2003", "date_invalid"),
        ("00/00/1960", "date_invalid"),
        ("0000-00-00", "date_invalid"),
        ("8/17/1990", "date_invalid"),
        ("12 Agustsu 1980", "date_invalid"),
        ("31/12/1899", "date_invalid"),
        ("19 tahun", "date_invalid"),
        ("12", "date_invalid"),
        ("366", "date_invalid"),
        ("1990", "date_invalid"),
        ("99999", "date_in_future"),
        ("\u0661\u0667/08/1990", "date_invalid"),
        ("17/08/90", "date_two_digit_year"),
        ("17-Agu-90", "date_two_digit_year"),
        ("21/11/2026", "date_in_future"),
        ("01/01/2090", "date_in_future"),
    ],
)
def test_what_is_no_day_is_never_made_one(text: str, code: str) -> None:
    with pytest.raises(NotADate) as no_date:
        read_date(text, TODAY)

    assert code == no_date.value.code


def test_today_is_not_in_the_future() -> None:
    expected = TODAY
    assert expected == read_date("20-11-2026", TODAY)


def test_only_numbers_with_the_year_last_speak_of_the_order() -> None:
    texts = ("8/17/1990", "1990-08-17", "17 Agustus 1990")

    expected = [(8, 17), None, None]
    assert expected == [day_and_month(text) for text in texts]
