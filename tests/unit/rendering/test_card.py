"""The faces of a card: what is on them, and that it can be read from the plane."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageChops

from application.importing.regions import KemendagriRegions
from application.rendering.card import preview_png, render_card
from application.rendering.faces import face_lines, fit
from application.rendering.photo import PHOTO_SIZE
from printers.page import unpack_plane
from tests.unit.rendering.specimens import FIELDS, ISSUE, card


def _changed(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    return ImageChops.logical_xor(one, other).getbbox()


def test_the_labels_stand_in_the_order_of_the_ktp_el() -> None:
    expected = (
        "Nama;Tempat/Tgl Lahir;Jenis kelamin;Alamat;RT/RW;Kel/Desa;Kecamatan;Agama;"
        "Status Perkawinan;Pekerjaan;Kewarganegaraan;Berlaku Hingga"
    )
    assert expected.split(";") == [line.label for line in face_lines(FIELDS)]


def test_values_are_written_as_the_card_has_them() -> None:
    texts = {line.label: line.text for line in face_lines(FIELDS)}

    assert texts["Tempat/Tgl Lahir"] == "CONTOH, 12-11-2009"
    assert texts["Jenis kelamin"] == "PEREMPUAN"
    assert texts["RT/RW"] == "003/007"


def test_an_unknown_value_is_a_hyphen_and_a_citizen_is_wni() -> None:
    texts = {line.label: line.text for line in face_lines({"rt": "001", "religion": None})}

    expected = ("-", "001/-", "-, -", "WNI")
    labels = ("Agama", "RT/RW", "Tempat/Tgl Lahir", "Kewarganegaraan")
    assert expected == tuple(texts[label] for label in labels)


@pytest.mark.parametrize("field", [name for name in FIELDS if name != "sex"])
def test_every_printed_field_changes_the_front_and_only_there(field: str) -> None:
    value = "2009-11-13" if field == "birth_date" else "A9"
    one, other = (
        render_card(fields, ISSUE, photo=None, qr="x", attempt="1")
        for fields in (FIELDS, FIELDS | {field: value})
    )

    assert _changed(one.front, other.front) is not None
    assert _changed(one.back, other.back) is None


@pytest.mark.parametrize("name", ["DEWI", "MAYA " * 12, "W" * 60])
def test_no_text_runs_into_the_photo(name: str) -> None:
    one, other = card(), card(name=name, address=name, occupation=name, birth_place=name)
    box = _changed(one.front, other.front)

    assert box is not None
    assert box[2] <= 764
    assert box[3] < 648


def test_the_place_of_issue_is_never_cut() -> None:
    """Every kabupaten, kota and kecamatan of the country, each word whole."""
    regions = KemendagriRegions()
    names = {regions.name(code).upper() for code in regions.codes() if len(code) > 2}
    cut = [name for name in names if " ".join(fit(name, PHOTO_SIZE[0], 3).lines) != name]

    assert len(names) > 7_000
    assert [] == cut


@pytest.mark.parametrize("place", ["Curug", "Kabupaten Administrasi Kepulauan Seribu"])
def test_the_day_of_issue_is_whole_below_any_place(place: str) -> None:
    """A figure is 19 dots high; the black bar below would hide its foot."""
    one, other = (
        render_card(FIELDS, replace(ISSUE, place=place, day=day), photo=None, qr="x", attempt="1")
        for day in (date(2026, 11, 11), date(2026, 12, 28))
    )
    box = _changed(one.front, other.front)

    assert box is not None
    assert box[3] - box[1] == 19


def test_the_code_on_the_back_is_read_from_the_printed_plane() -> None:
    content = "https://terbit.contoh.go.id/v/9f2c41ab?" + "x" * 300
    plane = card(qr=content).card_image().planes[1]

    (found,) = zxingcpp.read_barcodes(unpack_plane(plane).convert("L"))
    assert content == found.text


def test_a_code_too_dense_for_a_card_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        card(qr="x" * 700)


def test_the_planes_are_the_faces_dot_for_dot() -> None:
    faces = card()
    front, back = (unpack_plane(plane) for plane in faces.card_image().planes)

    assert _changed(front, faces.front) is None
    assert _changed(back, faces.back) is None


def test_the_same_card_is_the_same_bytes_and_leaves_no_trace_on_the_next() -> None:
    first = card().card_image()
    card(name="LAIN SEKALI", attempt="P-9999-99")

    assert first == card().card_image()


@pytest.mark.parametrize("side", ["front", "back"])
def test_both_sides_carry_the_specimen_mark(side: str) -> None:
    face: Image.Image = getattr(card(), side)
    # The stroke of the mark's P, where nothing else is drawn.
    spots = [face.getpixel((x, y)) for y in range(360, 480) for x in range(100, 280)]

    assert spots.count(0) > 300


def test_a_preview_hides_the_nik_and_nothing_else() -> None:
    shown, masked = (
        render_card(fields, ISSUE, photo=None, qr="x", attempt="1")
        for fields in (FIELDS, FIELDS | {"nik": "3603••••••••0007"})
    )
    box = _changed(shown.front, masked.front)

    assert box is not None
    assert 112 <= box[1] < box[3] <= 172
    with Image.open(BytesIO(preview_png(masked.front))) as image:
        assert _changed(image, masked.front) is None


@pytest.mark.parametrize(
    "text", ["", "A\nB", "A\x00B", "\u202eA", "\u738b" * 200, "A\n" * 200, "\U0001fae0" * 90]
)
def test_a_preview_is_drawn_of_whatever_text_is_in_the_fields(text: str) -> None:
    changes = {field: text for field in FIELDS if field != "birth_date"}

    assert card(**changes).front.size == (1016, 648)  # type: ignore[arg-type]


def test_place_and_date_of_issue_stand_under_the_photo() -> None:
    later = replace(ISSUE, place="Kelapa Dua", day=date(2027, 1, 1))
    one, other = (
        render_card(FIELDS, issue, photo=None, qr="x", attempt="1") for issue in (ISSUE, later)
    )
    box = _changed(one.front, other.front)

    assert box is not None
    assert 764 <= box[0] < box[2] <= 764 + 216
    assert 438 <= box[1] < box[3] <= 560


def test_a_head_names_province_and_regency() -> None:
    other = replace(ISSUE, province="Lain", regency="Kota Lain")
    box = _changed(
        card().front,
        render_card(FIELDS, other, photo=None, qr="P-0388-01", attempt="P-0388-01").front,
    )

    assert box is not None
    assert 0 < box[1] < box[3] < 112
