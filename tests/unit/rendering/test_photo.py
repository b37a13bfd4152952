"""Photos as they come in, and as they should not."""

import zlib
from io import BytesIO

import pytest
from PIL import Image

from application.rendering.photo import PHOTO_SIZE, BadPhoto, photo_dots
from tests.unit.rendering.specimens import card


def _photo(image: Image.Image, form: str = "PNG") -> bytes:
    out = BytesIO()
    image.save(out, form)
    return out.getvalue()


def _bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + bytes((8, 0, 0, 0, 0))
    return b"".join(
        (b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0")))
    )


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("size", [(600, 800), (50, 900), (1, 1)])
def test_a_photo_of_any_shape_fills_its_frame(form: str, size: tuple[int, int]) -> None:
    dots = photo_dots(_photo(Image.linear_gradient("L").resize(size).convert("RGB"), form))

    expected = ("1", PHOTO_SIZE)
    assert expected == (dots.mode, dots.size)


def test_shades_stay_shades() -> None:
    dots = photo_dots(_photo(Image.linear_gradient("L").resize((300, 400))))
    shares = [
        dots.crop((0, top, 216, top + 96)).histogram()[255] / 216 / 96 for top in (0, 96, 192)
    ]

    assert shares[0] < 0.3 < shares[1] < 0.7 < shares[2]


def test_what_is_transparent_is_white() -> None:
    assert photo_dots(_photo(Image.new("RGBA", (300, 400), (0, 0, 0, 0)))).getextrema() == (
        255,
        255,
    )


def test_a_photo_changes_the_card_in_its_frame() -> None:
    photo = _photo(Image.linear_gradient("L").resize((300, 400)))
    frame = (764, 150, 764 + 216, 150 + 288)

    assert photo_dots(photo).tobytes() == card(photo=photo).front.crop(frame).tobytes()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xff",
        _photo(Image.linear_gradient("L"), "JPEG")[:900],
        _photo(Image.new("RGB", (40, 40)), "GIF"),
        _photo(Image.new("RGB", (40, 40)), "TIFF"),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        _bomb(5001, 5000),
        _bomb(12_000, 12_000),
        _bomb(60_000, 60_000),
    ],
    ids=["empty", "head", "cut", "gif", "tiff", "postscript", "large", "warned", "bomb"],
)
def test_what_is_no_photo_is_refused_before_it_is_unpacked(content: bytes) -> None:
    with pytest.raises(BadPhoto):
        photo_dots(content)
