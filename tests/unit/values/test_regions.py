"""Region codes with and without dots."""

import pytest

from domain.values.regions import dotted, is_kota, plain, region_parts


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("36", ("36",)),
        ("3603", ("36", "03")),
        ("36.03.12", ("36", "03", "12")),
        ("3603122008", ("36", "03", "12", "2008")),
    ],
)
def test_a_code_has_one_to_four_parts(code: str, parts: tuple[str, ...]) -> None:
    assert parts == region_parts(code)


@pytest.mark.parametrize("code", ["", "3", "360", "36.03.1", "36.03.12.208", "36-03", "٣٦"])
def test_other_forms_are_no_code(code: str) -> None:
    with pytest.raises(ValueError, match="region code"):
        region_parts(code)


def test_the_two_forms_turn_into_each_other() -> None:
    expected = ("360312", "36.03.12")
    assert expected == (plain("36.03.12"), dotted("360312"))


def test_numbers_from_71_are_kota() -> None:
    expected = [False, False, True]
    assert expected == [is_kota(code) for code in ("36", "36.03", "36.71")]
