"""The paper documents as PDFs, read back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from application.importing.regions import KemendagriRegions
from application.rendering.sheets.render import render_sheet, sheet_problems
from domain.documents.kinds import BIRTH, DEATH, FAMILY_CARD, KINDS, MOVING
from tests.unit.rendering_sheets.papers import CODE, FILLED, ISSUE, NOTES, household, movers, sheet
from tests.unit.rendering_sheets.reading import codes, pages_said, said, sizes, squeezed

PORTRAIT, LANDSCAPE = (595, 842), (842, 595)
DEEDS = (BIRTH, DEATH)
SAID: dict[tuple[str, str], str] = {
    (BIRTH, "deed_date"): "25 November 2026",
    (BIRTH, "birth_date"): "dua puluh November tahun dua ribu dua puluh enam",
    (BIRTH, "sex"): "dua, perempuan",
    (BIRTH, "child_order"): "anak ke",
    (DEATH, "deed_date"): "26 November 2026",
    (DEATH, "birth_date"): "satu Agustus tahun seribu sembilan ratus empat puluh satu",
    (DEATH, "death_date"): "sembilan belas November tahun dua ribu dua puluh enam",
    (DEATH, "sex"): "sebelas, laki-laki",
    (DEATH, "child_order"): "anak ke",
}
"""Fields that are written otherwise than given."""


def _expected(kind: str, field: str, text: str) -> list[str]:
    if (kind, field) in SAID:
        return [SAID[kind, field]]
    if field.endswith("_date"):
        year, month, day = text.split("-")
        return [f"{day}-{month}-{year}"]
    if field.endswith("sex"):
        return [{"L": "LAKI-LAKI", "P": "PEREMPUAN"}[text]]
    return text.split("\n")


@pytest.mark.parametrize("kind", FILLED)
def test_every_field_of_a_filled_sample_can_be_read_from_its_sheet(kind: str) -> None:
    text = said(sheet(kind))
    expected = [
        squeezed(part)
        for field, given in FILLED[kind].items()
        if given is not None
        for part in _expected(kind, field, given)
    ]

    assert [] == [part for part in expected if part not in text]
    assert set(FILLED[kind]) <= set(KINDS[kind].fields)


@pytest.mark.parametrize("kind", FILLED)
def test_a_filled_sample_has_no_problems(kind: str) -> None:
    assert [] == sheet_problems(kind, FILLED[kind])


@pytest.mark.parametrize("kind", FILLED)
def test_the_same_document_is_the_same_bytes(kind: str) -> None:
    first = sheet(kind)
    sheet(BIRTH, name="LAIN SEKALI")

    assert first == sheet(kind)
    assert first != sheet(kind, nik="x", family_card_number="y")


def test_sheets_drawn_side_by_side_are_the_same_bytes() -> None:
    kinds = [*FILLED] * 6
    alone = {kind: sheet(kind) for kind in FILLED}
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(sheet, kinds))

    assert [alone[kind] for kind in kinds] == drawn


@pytest.mark.parametrize("kind", FILLED)
def test_every_sheet_says_that_it_is_a_specimen_and_of_which_template(kind: str) -> None:
    (text,) = pages_said(sheet(kind))

    assert text.count("SPESIMEN") == 2
    assert "Contohtataletak,bukandokumenresmi" in text
    assert KINDS[kind].template in text


@pytest.mark.parametrize("kind", FILLED)
def test_the_dinas_issues_at_a_place_on_a_day(kind: str) -> None:
    text = said(sheet(kind))

    for part in ("DINASKEPENDUDUKANDANPENCATATANSIPIL", "KABUPATENCONTOH", "Contohan"):
        assert part in text
    assert any(day in text for day in ("26November2026", "26-11-2026"))


@pytest.mark.parametrize("kind", FILLED)
def test_pages_are_a4(kind: str) -> None:
    assert [LANDSCAPE if kind == FAMILY_CARD else PORTRAIT] == sizes(sheet(kind))


@pytest.mark.parametrize("code", [CODE, "https://terbit.contoh.go.id/v/9f2c41ab?" + "x" * 60])
@pytest.mark.parametrize("kind", FILLED)
def test_the_code_is_read_from_a_raster_and_stands_in_text(kind: str, code: str) -> None:
    pdf = render_sheet(kind, FILLED[kind], ISSUE, code=code)

    assert [code] == codes(pdf)
    assert CODE != code or code in said(pdf)


def test_a_code_too_dense_for_a_sheet_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        render_sheet(BIRTH, FILLED[BIRTH], ISSUE, code="x" * 500)


@pytest.mark.parametrize("people", [1, 10, 11, 15])
def test_a_long_household_goes_on_under_a_repeated_head(people: int) -> None:
    fields = household(people)
    pdf = render_sheet(FAMILY_CARD, fields, ISSUE, code=CODE)
    pages = pages_said(pdf)
    names = [squeezed(fields[f"member.{at}.name"] or "") for at in range(1, people + 1)]

    assert [] == sheet_problems(FAMILY_CARD, fields)
    assert 1 + (people > 10) == len(pages)
    assert all("No.9903122105120004" in page for page in pages)
    assert all(name in pages[at // 10] for at, name in enumerate(names))
    assert [CODE] * len(pages) == codes(pdf)


@pytest.mark.parametrize("people", [1, 8, 15])
def test_everybody_who_moves_is_on_the_letter(people: int) -> None:
    fields = FILLED[MOVING] | movers(people)
    pdf = render_sheet(MOVING, fields, ISSUE, code=CODE)
    text = said(pdf)

    assert [] == sheet_problems(MOVING, fields)
    for at in range(1, people + 1):
        assert squeezed(f"{fields[f'mover.{at}.nik']}{fields[f'mover.{at}.name']}") in text
    assert all("SKPWNI/9903/26112026/0101" in page for page in pages_said(pdf))


@pytest.mark.parametrize("kind", DEEDS)
@pytest.mark.parametrize("count", [1, 12, 80])
def test_marginal_notes_go_on_over_the_page_and_none_is_lost(kind: str, count: int) -> None:
    notes = [f"Catatan nomor {at} dari contoh: {NOTES.split(chr(10))[0]}" for at in range(count)]
    pdf = sheet(kind, marginal_notes="\r\n".join(notes))
    pages = pages_said(pdf)
    text = "".join(pages)

    assert (count > 1) == (len(pages) > 1)
    assert all(squeezed(f"Catatan nomor {at} dari") in text for at in range(count))
    assert all("9903-" in page for page in pages)
    assert [CODE] * len(pages) == codes(pdf)


def test_a_note_without_blanks_is_broken_between_letters() -> None:
    note = "PANJANG" * 60

    assert note in said(sheet(BIRTH, marginal_notes=note))
    assert [] == sheet_problems(BIRTH, FILLED[BIRTH] | {"marginal_notes": note})


def test_a_child_may_be_its_mothers_alone() -> None:
    both, alone = said(sheet(BIRTH)), said(sheet(BIRTH, father=None))

    assert ("dariayah" in both, "danibu" in both) == (True, True)
    assert ("dariayah" in alone, "dariibu" in alone, "danibu" in alone) == (False, True, False)


@pytest.mark.parametrize(
    ("order", "expected"), [("1", "satu,"), ("12", "dua belas,"), ("KEMBAR DUA", "KEMBAR DUA,")]
)
def test_the_order_of_a_child_is_in_words(order: str, expected: str) -> None:
    assert squeezed(f"{expected} perempuan") in said(sheet(BIRTH, child_order=order))


def test_what_is_unknown_is_a_hyphen_and_nothing_fails() -> None:
    for kind in FILLED:
        assert [] == sheet_problems(kind, {})
        assert sizes(render_sheet(kind, {}, ISSUE, code=CODE))


def test_names_of_all_offices_have_room() -> None:
    """The longest of the country, each whole."""
    regions = KemendagriRegions()
    names = sorted({regions.name(code) for code in regions.codes() if len(code) < 5}, key=len)
    place = max((regions.name(code) for code in regions.codes() if len(code) == 6), key=len)
    for kind in FILLED:
        for name in names[-4:]:
            issue = replace(ISSUE, regency=name, place=place, day=date(1999, 9, 29))
            text = said(render_sheet(kind, FILLED[kind], issue, code=CODE))

            assert squeezed(name.upper()) in text
            assert squeezed(place) in text
