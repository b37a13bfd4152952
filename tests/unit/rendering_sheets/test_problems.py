"""What keeps fields from a sheet is found before, and what is not found comes out as given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.labels import labels_of
from application.rendering.faces import one_line
from application.rendering.sheets.render import render_sheet, sheet_problems
from domain.documents.kinds import BIRTH, DEATH, FAMILY_CARD, MOVING
from tests.unit.rendering_sheets.papers import CODE, FILLED, ISSUE
from tests.unit.rendering_sheets.reading import said, squeezed, values_said

FREE = {
    BIRTH: ("name", "mother", "father", "birth_place", "nationality", "marginal_notes"),
    DEATH: ("name", "death_place", "father", "deed_number"),
    FAMILY_CARD: ("head_name", "address", "member.2.name", "member.1.passport", "member.3.father"),
    MOVING: ("to_address", "to_village", "move_reason", "mover.2.name", "name"),
}
LATIN = st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_characters="\u00ad")
MARKUP = st.sampled_from(
    ["<b>", "</b>", "<img src='x'>", "&amp;", '"', "<font color=red>", "%", "\\("]
)
NASTY = st.characters(codec="utf-8")
TEXTS = st.lists(st.one_of(LATIN, MARKUP, NASTY, st.just(" ")), max_size=40).map("".join)


@pytest.mark.parametrize("kind", FREE)
def test_a_text_is_reported_or_comes_out_of_the_sheet_as_it_was_given(kind: str) -> None:
    @given(st.fixed_dictionaries({field: st.one_of(LATIN_WORDS, TEXTS) for field in FREE[kind]}))
    @settings(max_examples=60, deadline=None)
    def check(changes: dict[str, str]) -> None:
        fields = FILLED[kind] | changes
        troubled = {problem.field for problem in sheet_problems(kind, fields)}
        pdf = render_sheet(kind, fields, ISSUE, code=CODE)
        text = said(pdf) + values_said(pdf)

        for field, given_text in changes.items():
            if field not in troubled:
                assert squeezed(one_line(given_text)) in text, field

    check()


LATIN_WORDS = st.lists(
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ'.\u00c9\u0160\u1e24", min_size=1, max_size=14), max_size=6
).map(" ".join)


@pytest.mark.parametrize("name", ['<b>&"', "<para>A</para>", "A&B", "{A}", "100% (B)", "A\\B"])
@pytest.mark.parametrize("kind", FREE)
def test_markup_is_text(kind: str, name: str) -> None:
    assert [] == sheet_problems(kind, FILLED[kind] | {"name": name, "head_name": name})
    text = said(
        render_sheet(kind, FILLED[kind] | {"name": name, "head_name": name}, ISSUE, code=CODE)
    )

    assert squeezed(name) in text


@pytest.mark.parametrize(
    ("text", "code", "point"),
    [
        ("DEWI\u202eAGAREP", "glyph_bidi", "U+202E"),
        ("DE\u0336WI", "glyph_combining", "U+0336"),
        ("\u738b DEWI", "glyph_missing", "U+738B"),
        ("DEWI\u0000", "glyph_missing", "U+0000"),
        ("DEWI \U0001f600", "glyph_missing", "U+1F600"),
        ("DEWI \U0001d300", "glyph_missing", "U+1D300"),
    ],
)
@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (BIRTH, "mother"),
        (BIRTH, "marginal_notes"),
        (FAMILY_CARD, "member.7.name"),
        (MOVING, "to_rw"),
    ],
)
def test_what_the_typeface_cannot_set_is_named(
    kind: str, field: str, text: str, code: str, point: str
) -> None:
    (problem,) = sheet_problems(kind, FILLED[kind] | {field: text})

    assert (field, code) == (problem.field, problem.code)
    assert point in problem.reason


@pytest.mark.parametrize(
    ("kind", "field", "label"),
    [
        (BIRTH, "birth_date", "Tanggal lahir"),
        (DEATH, "death_date", "Tanggal meninggal"),
        (FAMILY_CARD, "member.2.marriage_date", "Tanggal perkawinan anggota 2"),
    ],
)
@pytest.mark.parametrize("text", ["2026-02-30", "12-11-2009", "kemarin"])
def test_a_date_that_is_none_is_reported_and_shown_as_given(
    kind: str, field: str, label: str, text: str
) -> None:
    fields = FILLED[kind] | {field: text}
    (problem,) = sheet_problems(kind, fields)

    assert (field, "not_a_date") == (problem.field, problem.code)
    assert f"{label} bukan tanggal (TTTT-BB-HH)." == problem.reason
    assert text in said(render_sheet(kind, fields, ISSUE, code=CODE))


@pytest.mark.parametrize("kind", FREE)
def test_a_text_without_room_is_reported_for_every_field(kind: str) -> None:
    """Notes have all the pages that they need; a date or a sex is a word."""
    boundless = {"marginal_notes"}
    for field, label in labels_of(kind).items():
        if field in boundless or (field not in FILLED[kind] and "." in field):
            continue
        fields = FILLED[kind] | {field: "PANJANG SEKALI " * 60}
        cut = [problem for problem in sheet_problems(kind, fields) if problem.code == "text_cut"]

        assert cut, field
        assert any(label in problem.reason for problem in cut) or field in ("rw", "to_rw", "sex")


@pytest.mark.parametrize("kind", FREE)
def test_the_longest_name_allowed_has_room_everywhere(kind: str) -> None:
    name = "ENDANG SRI WAHYUNINGSIH KUSUMANINGRUM PUSPITASARI WIDYASTUTI"
    named = [field for field in FILLED[kind] if field.split("_")[-1].split(".")[-1] == "name"]
    people = [*named, *(field for field in FILLED[kind] if field.endswith(("father", "mother")))]
    fields = FILLED[kind] | dict.fromkeys(people, name)

    assert len(name) == 60
    assert [] == sheet_problems(kind, fields)
    pdf = render_sheet(kind, fields, ISSUE, code=CODE)
    found = max(text.count(squeezed(name)) for text in (said(pdf), values_said(pdf)))
    assert found >= len(people) - (kind in (BIRTH, DEATH))  # the name itself is in the middle
