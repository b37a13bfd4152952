"""Serials of blanks: form, display and ranges."""

import pytest

from domain.values.serials import SerialRange, display, expand, is_serial, ranges_of, tidy


@pytest.mark.parametrize(
    ("serial", "shown"),
    [("74120381", "7412 0381"), ("A123456", "A 12 3456"), ("123", "123"), ("12345", "1 2345")],
)
def test_digits_are_shown_in_fours_from_the_right(serial: str, shown: str) -> None:
    assert (shown, serial) == (display(serial), tidy(shown.lower()))


@pytest.mark.parametrize("text", ["", "A", "12A", "a12", "ABCDE1", "1" * 17, "٧٤", "1 2"])
def test_other_forms_are_no_serial(text: str) -> None:
    assert not is_serial(text)
    with pytest.raises(ValueError, match="serial"):
        SerialRange(text, text)


@pytest.mark.parametrize(("first", "last"), [("09", "10A"), ("9", "10"), ("A01", "B02")])
def test_a_range_is_of_one_prefix_and_width(first: str, last: str) -> None:
    with pytest.raises(ValueError, match="serial"):
        SerialRange(first, last)


def test_a_range_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="after"):
        SerialRange("02", "01")


def test_a_range_holds_both_ends_and_keeps_the_width() -> None:
    box = SerialRange("A0098", "A0101")

    expected = ["A0098", "A0099", "A0100", "A0101"]
    assert expected == list(box)
    inside = [serial in box for serial in ("A0098", "A0101", "A0102", "B0099")]
    assert inside == [True, True, False, False]


def test_serials_become_the_fewest_pairs_in_order() -> None:
    serials = ["0003", "0001", "0002", "0009", "0002", "A0010", "010"]

    expected = [["010", "010"], ["0001", "0003"], ["0009", "0009"], ["A0010", "A0010"]]
    assert expected == ranges_of(serials)


def test_pairs_expand_in_the_order_given() -> None:
    expected = ["08", "09", "01"]
    assert expected == list(expand([["08", "09"], ["01", "01"]]))
