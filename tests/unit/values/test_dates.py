"""Ages, the 17th birthday, and the ways an office writes a date."""

from datetime import date

import pytest

from domain.values.dates import age_on, birthday_17, long_form, on_card, parse_iso


def test_the_day_before_the_birthday_is_the_former_age() -> None:
    born = date(2009, 11, 12)

    expected = [16, 17]
    assert expected == [age_on(born, date(2026, 11, day)) for day in (11, 12)]


def test_born_on_29_february_is_17_on_1_march() -> None:
    born = date(2008, 2, 29)

    assert date(2025, 3, 1) == birthday_17(born)


@pytest.mark.parametrize("born", [date(2008, 2, 29), date(2008, 2, 28), date(2007, 12, 31)])
def test_the_17th_birthday_is_the_first_day_of_age_17(born: date) -> None:
    day = birthday_17(born)

    expected = (16, 17)
    assert expected == (age_on(born, date.fromordinal(day.toordinal() - 1)), age_on(born, day))


def test_only_the_long_iso_form_is_read() -> None:
    assert date(2009, 11, 12) == parse_iso("2009-11-12")
    for text in ("20091112", "2009-W46-4", "12-11-2009", "2009-11-12T00:00", "٢٠٠٩-11-12"):
        with pytest.raises(ValueError, match="YYYY-MM-DD"):
            parse_iso(text)


def test_dates_are_written_for_card_and_letter() -> None:
    day = date(2026, 8, 7)

    expected = ("07-08-2026", "7 Agustus 2026")
    assert expected == (on_card(day), long_form(day))
