"""What cannot be printed is found before approval."""

import pytest

from application.rendering.checks import fit_problems, glyph_problems
from application.rendering.faces import fit
from application.rendering.fonts import font
from tests.unit.rendering.specimens import FIELDS


def test_a_plain_card_has_no_problems() -> None:
    assert glyph_problems(FIELDS) + fit_problems(FIELDS) == []


@pytest.mark.parametrize(
    "name", ["REN\u00c9E", "RENE\u0301E", "\u1e24ASAN", "MU\u2019MIN", "O'B. 2"]
)
def test_letters_of_latin_with_their_marks_are_printed(name: str) -> None:
    assert glyph_problems(FIELDS | {"name": name}) == []


@pytest.mark.parametrize(
    ("text", "code", "point"),
    [
        ("DEWI\u202eAGAREP", "glyph_bidi", "U+202E"),
        ("DEWI\u200f", "glyph_bidi", "U+200F"),
        ("DE\u0336WI", "glyph_combining", "U+0336"),
        ("\u738b DEWI", "glyph_missing", "U+738B"),
        ("\u0410DEWI", "glyph_missing", "U+0410"),
        ("\u0627\u0628", "glyph_missing", "U+0627"),
        ("\uff21DEWI", "glyph_missing", "U+FF21"),
        ("RW \u0663", "glyph_missing", "U+0663"),
        ("DEWI\u0000", "glyph_missing", "U+0000"),
        ("DEWI\nPERAGA", "glyph_missing", "U+000A"),
        ("DEWI\u00a0PERAGA", "glyph_missing", "U+00A0"),
        ("DEWI\U0001fae0", "glyph_missing", "U+1FAE0"),
    ],
)
@pytest.mark.parametrize("field", ["name", "address"])
def test_what_the_typeface_cannot_set_is_named_by_field_and_code_point(
    field: str, text: str, code: str, point: str
) -> None:
    problems = glyph_problems(FIELDS | {field: text})

    assert [(field, code)] == [(problem.field, problem.code) for problem in problems]
    assert point in problems[0].reason


def test_each_kind_of_trouble_is_said_once_a_field() -> None:
    problems = glyph_problems(FIELDS | {"name": "\u202eA\u202e\u0336\u738b\u738b"})

    expected = ["glyph_bidi", "glyph_combining", "glyph_missing"]
    assert expected == [problem.code for problem in problems]


def test_a_text_shrinks_before_it_breaks_and_breaks_before_it_is_cut() -> None:
    short, longer, long = (fit("RAYA " * times, 440, 2) for times in (4, 7, 12))

    expected = (25, 1)
    assert expected == (short.size, len(short.lines))
    expected = (True, 1)
    assert expected == (short.size > longer.size, len(longer.lines))
    expected = (2, 0)
    assert expected == (len(long.lines), long.cut)


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("length", [1, 20, 60, 200])
def test_fitted_lines_have_room_and_no_letter_goes_uncounted(count: int, length: int) -> None:
    text = "M" * length
    fitted = fit(text, 440, count)

    assert all(font(fitted.size).getlength(line) <= 440 for line in fitted.lines)
    assert text == "".join(fitted.lines) + "M" * fitted.cut


def test_a_text_without_room_says_how_many_letters_are_lost() -> None:
    address = "JL CONTOH RAYA NO 12 BLOK C3 " * 4
    (problem,) = fit_problems(FIELDS | {"address": address.strip()})

    expected = ("address", "text_cut")
    assert expected == (problem.field, problem.code)
    assert f"Alamat terpotong {len(problem.letters)} huruf pada kartu." == problem.reason
    assert address.strip().endswith(problem.letters)


def test_the_longest_name_allowed_has_room() -> None:
    name = "ENDANG SRI WAHYUNINGSIH KUSUMANINGRUM PUSPITASARI WIDYASTUTI"

    assert len(name) == 60
    assert fit_problems(FIELDS | {"name": name}) == []
