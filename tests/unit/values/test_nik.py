"""The NIK: form, parts, and warnings against the row."""

from datetime import date

import pytest

from domain.values.nik import Nik, warnings

KNOWN = frozenset({"360312"})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "360312140656929",
        "36031214065692920",
        "36O3121406569292",
        " 3603121406569292",
        "3603121406569292\n",
        "٣٦٠٣١٢١٤٠٦٥٦٩٢٩٢",
        "\uff13603121406569292",
    ],
)
def test_anything_but_sixteen_ascii_digits_is_no_nik(text: str) -> None:
    with pytest.raises(ValueError, match="16 digits"):
        Nik.parse(text)


def test_a_mans_nik_shows_region_date_sex_and_serial() -> None:
    nik = Nik.parse("3603121406569292")

    expected = ("360312", "140656", "L", "9292")
    assert expected == (nik.region, nik.birth_digits, nik.sex, nik.serial)


def test_a_womans_day_of_birth_is_less_forty() -> None:
    nik = Nik.parse("3603127112569292")

    expected = ("311256", "P")
    assert expected == (nik.birth_digits, nik.sex)


def test_a_nik_that_agrees_with_the_row_gives_no_warning() -> None:
    nik = Nik.parse("3603121406569292")

    assert not warnings(nik, date(1956, 6, 14), "L", KNOWN)


@pytest.mark.parametrize(
    ("text", "born", "sex", "expected"),
    [
        ("3699121406569292", date(1956, 6, 14), "L", ["nik_region_unknown"]),
        ("3603121406569292", date(1956, 6, 15), "L", ["nik_birth_date_differs"]),
        ("3603121406569292", date(1956, 6, 14), "P", ["nik_sex_differs"]),
        ("3603125406569292", date(1956, 6, 14), "L", ["nik_sex_differs"]),
    ],
)
def test_each_disagreement_is_one_warning(
    text: str, born: date, sex: str, expected: list[str]
) -> None:
    assert expected == warnings(Nik.parse(text), born, sex, KNOWN)


def test_a_masked_nik_keeps_region_and_serial_only() -> None:
    expected = "3603••••••••0001"
    assert expected == Nik.parse("3603121406560001").masked()
