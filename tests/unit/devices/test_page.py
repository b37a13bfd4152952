"""Cards become planes and planes become cards."""

import pytest
from PIL import Image

from printers.page import CARD_SIZE, PLANE_BYTES, CardImage, pack_plane, unpack_plane


def card_with_dot(x: int, y: int) -> Image.Image:
    card = Image.new("1", CARD_SIZE, 1)
    card.putpixel((x, y), 0)
    return card


@pytest.mark.parametrize(
    ("x", "y", "byte", "bits"),
    [
        # The plane's lines run along the long side: line number = column from the left, and
        # dots of a line go up the short side, for the head sees the card turned by a quarter.
        (0, 647, 0, 0x80),
        (0, 0, 80, 0x01),
        (1, 647, 81, 0x80),
        (1015, 0, PLANE_BYTES - 1, 0x01),
    ],
)
def test_a_dot_lands_at_its_place_under_the_head(x: int, y: int, byte: int, bits: int) -> None:
    plane = bytearray(PLANE_BYTES)
    plane[byte] = bits

    assert bytes(plane) == pack_plane(card_with_dot(x, y))


def test_a_plane_shown_as_a_card_is_the_card() -> None:
    card = card_with_dot(3, 600)

    assert card.tobytes() == unpack_plane(pack_plane(card)).tobytes()


def test_grey_is_cut_at_the_middle() -> None:
    assert bytes(PLANE_BYTES) == pack_plane(Image.new("L", CARD_SIZE, 128))
    assert pack_plane(Image.new("L", CARD_SIZE, 127)) == b"\xff" * PLANE_BYTES


@pytest.mark.parametrize(
    "image", [Image.new("1", (648, 1016)), Image.new("RGB", CARD_SIZE)], ids=["turned", "colour"]
)
def test_another_size_or_mode_is_refused(image: Image.Image) -> None:
    with pytest.raises(ValueError, match="a card is"):
        pack_plane(image)


def test_a_short_plane_is_refused() -> None:
    with pytest.raises(ValueError, match="82296 bytes, not 3"):
        CardImage(front_k=bytes(PLANE_BYTES), back_k=b"abc")


def test_a_card_has_as_many_panels_as_inked_sides() -> None:
    blank = bytes(PLANE_BYTES)

    assert CardImage(front_k=blank).sides == 1
    assert CardImage(front_k=blank, back_k=blank).sides == 2
