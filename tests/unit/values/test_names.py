"""Names of persons under Permendagri 73/2022."""

from datetime import timedelta

import pytest

from domain.values.names import RULED_SINCE, tidy, too_long, warnings

LONG = " ".join(["NINGTYAS"] * 7)[:61]
BEFORE = RULED_SINCE - timedelta(days=1)


def test_tidying_gives_capitals_single_blanks_and_composed_letters() -> None:
    expected = "RENÉE LESTARI"
    assert expected == tidy("  Rene\u0301e \t lestari ")


def test_sixty_letters_are_allowed_to_those_born_under_the_rule() -> None:
    assert not too_long(LONG[:60], RULED_SINCE)


def test_sixty_one_letters_are_refused_to_those_born_under_the_rule() -> None:
    assert too_long(LONG, RULED_SINCE)


def test_sixty_one_letters_given_before_the_rule_are_a_warning() -> None:
    expected = (False, ["name_long"])
    assert expected == (too_long(LONG, BEFORE), warnings(LONG, BEFORE))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SARMAN", ["name_one_word"]),
        ("RENÉE LESTARI", []),
        ("MU\u2019MIN HIDAYAT", ["name_characters"]),
        ("MU'MIN HIDAYAT", ["name_characters"]),
        ("AHMAD 2", ["name_characters"]),
        ("MUH. ALI", ["name_characters"]),
        ("NUR-AINI", ["name_one_word", "name_characters"]),
    ],
)
def test_odd_names_pass_with_a_warning(name: str, expected: list[str]) -> None:
    assert expected == warnings(name, BEFORE)
