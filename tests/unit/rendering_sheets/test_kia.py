"""The child card: two bands of age, read back from its dots."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageChops

from application.rendering.card import CardFaces
from application.rendering.kia import (
    PHOTO_SIZE,
    bears_photo,
    kia_lines,
    kia_problems,
    render_kia,
    valid_until,
)
from application.rendering.photo import photo_dots
from printers.page import unpack_plane
from tests.unit.rendering_sheets.papers import CHILD_CARD, CODE, ISSUE

FRAME = (772, 140, 772 + PHOTO_SIZE[0], 140 + PHOTO_SIZE[1])
BORN = date(2015, 3, 2)


def _kia(day: date = ISSUE.day, photo: bytes | None = None, **changes: str | None) -> CardFaces:
    fields = CHILD_CARD | changes
    return render_kia(fields, replace(ISSUE, day=day), photo=photo, qr=CODE, attempt=f"{CODE}/1")


def _photo() -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").resize((300, 400)).save(out, "PNG")
    return out.getvalue()


def _changed(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    return ImageChops.logical_xor(one, other).getbbox()


@pytest.mark.parametrize(
    ("birth", "day", "photo", "until"),
    [
        (BORN, date(2020, 3, 1), False, date(2020, 3, 2)),
        (BORN, date(2020, 3, 2), True, date(2032, 3, 1)),
        (BORN, date(2032, 3, 1), True, date(2032, 3, 1)),
        (BORN, BORN, False, date(2020, 3, 2)),
        (date(2020, 2, 29), date(2025, 2, 28), False, date(2025, 3, 1)),
        (date(2020, 2, 29), date(2025, 3, 1), True, date(2037, 2, 28)),
        (date(2015, 3, 1), date(2026, 1, 1), True, date(2032, 2, 29)),
    ],
)
def test_the_band_changes_on_the_fifth_birthday_and_ends_before_the_seventeenth(
    birth: date, day: date, photo: bool, until: date
) -> None:
    fields = CHILD_CARD | {"birth_date": birth.isoformat()}

    assert (photo, until) == (bears_photo(fields, day), valid_until(birth, day))


def test_no_photo_is_printed_before_the_fifth_birthday_whatever_is_given() -> None:
    born = BORN.isoformat()
    before, after = date(2020, 3, 1), date(2020, 3, 2)
    bare, given = (_kia(before, photo, birth_date=born).front for photo in (None, _photo()))
    later = _kia(after, _photo(), birth_date=born).front

    assert _changed(bare, given) is None
    assert photo_dots(_photo(), PHOTO_SIZE).tobytes() == later.crop(FRAME).tobytes()


@pytest.mark.parametrize("field", [name for name in CHILD_CARD if name not in ("sex", "photo")])
def test_every_printed_field_changes_the_front_and_only_there(field: str) -> None:
    value = "2022-11-21" if field == "birth_date" else "A9"
    one, other = _kia(), _kia(**{field: value})  # type: ignore[arg-type]

    assert _changed(one.front, other.front) is not None
    assert _changed(one.back, other.back) is None


@pytest.mark.parametrize("name", ["DEWI", "MAYA " * 12, "W" * 60])
def test_no_text_runs_into_the_photo_or_off_the_card(name: str) -> None:
    names = dict.fromkeys(
        ("name", "address", "head_name", "birth_place", "birth_deed_number"), name
    )
    box = _changed(_kia().front, _kia(**names).front)  # type: ignore[arg-type]

    assert box is not None
    assert box[2] <= FRAME[0]
    assert box[3] < 648


def test_the_code_on_the_back_is_read_from_the_printed_plane() -> None:
    (found,) = zxingcpp.read_barcodes(unpack_plane(_kia().card_image().planes[1]).convert("L"))

    assert CODE == found.text


def test_the_same_card_is_the_same_dots_for_ever() -> None:
    """A change of the layout is a change of the template: kia-2."""
    digests = {
        born: sha256(b"".join(_kia(birth_date=born).card_image().planes)).hexdigest()[:16]
        for born in ("2022-11-20", "2015-03-02")
    }

    expected = {"2022-11-20": "dbb9066f1050b109", "2015-03-02": "4f41539bbf194f86"}
    assert expected == digests


def test_labels_stand_in_order() -> None:
    expected = (
        "Nama;Tempat/Tgl Lahir;Jenis Kelamin;No. KK;Kepala Keluarga;No. Akta Kelahiran;Agama;"
        "Kewarganegaraan;Alamat;RT/RW;Kel/Desa;Kecamatan"
    )
    assert expected.split(";") == [line.label for line in kia_lines(CHILD_CARD)]


def test_a_filled_card_has_no_problems_and_an_empty_one_can_be_drawn() -> None:
    assert [] == kia_problems(CHILD_CARD)
    assert [] == kia_problems({})
    assert render_kia({}, ISSUE, photo=None, qr=CODE, attempt="1").front.size == (1016, 648)


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("head_name", "BUDI\u202e", "glyph_bidi"),
        ("birth_deed_number", "\u738b", "glyph_missing"),
        ("birth_date", "2022-02-30", "not_a_date"),
        ("birth_date", "20-11-2022", "not_a_date"),
        ("address", "JALAN CONTOH " * 12, "text_cut"),
        ("family_card_number", "9" * 90, "text_cut"),
    ],
)
def test_what_cannot_be_printed_is_named_and_still_drawn(field: str, text: str, code: str) -> None:
    (problem,) = kia_problems(CHILD_CARD | {field: text})

    assert (field, code) == (problem.field, problem.code)
    assert _kia(**{field: text}).front.size == (1016, 648)  # type: ignore[arg-type]
