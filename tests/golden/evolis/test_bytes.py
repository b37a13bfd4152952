"""The dialect's bytes, written out by hand from the guide, not by the encoder."""

import pytest

from printers.dialects.evolis.commands import HOST_MODE, download_k, job, set_error_mode
from printers.dialects.evolis.k_codec import decode_k, encode_k
from printers.dialects.evolis.settings import DIALECTS
from printers.errors import GarbledImage
from printers.page import LINE_BYTES, LINES, CardImage

WHITE = bytes(LINE_BYTES)
BLACK = b"\xff" * LINE_BYTES
LAST_DOT = bytes(80) + b"\x01"
THIRD_BYTE = b"\x00\x00\x80" + bytes(78)

FRONT = BLACK + LAST_DOT + THIRD_BYTE + WHITE * (LINES - 3)
FRONT_CODED = b"\xff" + b"\x51" + LAST_DOT + b"\x03\x00\x00\x80" + b"\x00" * (LINES - 3)
BACK = WHITE * (LINES - 1) + BLACK
BACK_CODED = b"\x00" * (LINES - 1) + b"\xff"


def test_the_k_codec_writes_white_black_and_cut_lines_as_the_guide_says() -> None:
    assert encode_k(FRONT) == FRONT_CODED
    assert decode_k(FRONT_CODED) == FRONT


def test_the_worst_plane_is_as_long_as_the_real_drivers() -> None:
    # 1016 x (1 + 81): the "Dbc;k;2;83312;" of the vendor's own driver
    assert len(encode_k(LAST_DOT * LINES)) == 83_312


def test_a_job_of_two_sides_is_these_bytes() -> None:
    image = CardImage(front_k=FRONT, back_k=BACK)

    assert b"".join(job(image, DIALECTS["evolis"])) == (
        b"\x1bSs\r"
        b"\x1bSr\r"
        b"\x1bDbc;k;2;1100;" + FRONT_CODED + b"\r"
        b"\x1bSv\r"
        b"\x1bDbc;k;2;1016;" + BACK_CODED + b"\r"
        b"\x1bSe\r"
    )


def test_a_job_of_one_side_does_not_turn_the_card() -> None:
    image = CardImage(front_k=FRONT)

    assert b"".join(job(image, DIALECTS["evolis"])) == (
        b"\x1bSs\r\x1bSr\r\x1bDbc;k;2;1100;" + FRONT_CODED + b"\r\x1bSe\r"
    )


def test_the_other_header_of_the_guide_names_the_first_line() -> None:
    assert download_k(BACK, DIALECTS["evolis-first-line"]) == (
        b"\x1bDbc;k;2;0;1016;" + BACK_CODED + b"\r"
    )


def test_error_handling_is_taken_with_pem_two() -> None:
    assert set_error_mode(HOST_MODE) == b"\x1bPem;2\r"


def test_no_job_ever_copies_the_last_card() -> None:
    assert b"Sc\r" not in b"".join(job(CardImage(front_k=BACK, back_k=BACK), DIALECTS["evolis"]))


@pytest.mark.parametrize(
    "coded",
    [
        b"\x52" + LAST_DOT + b"\x00" * LINES,
        b"\x00" * (LINES - 1) + b"\x03ab",
        b"\x00" * (LINES - 1),
        b"\x00" * (LINES + 1),
    ],
    ids=["a line too long", "a line cut off", "a line missing", "a line too many"],
)
def test_an_image_that_is_not_one_whole_plane_is_garbled(coded: bytes) -> None:
    with pytest.raises(GarbledImage):
        decode_k(coded)
