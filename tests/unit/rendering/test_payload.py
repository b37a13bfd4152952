"""The container that a station gets."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.errors import Unreadable
from application.rendering.payload import CardPayload, decode_payload, encode_payload
from printers.page import PLANE_BYTES, CardImage
from tests.unit.rendering.specimens import card

NONCE = bytes(range(16))
IMAGE = card().card_image()
ONE_SIDE = CardImage(front_k=IMAGE.front_k)


def _encoded(image: CardImage = IMAGE, nonce: bytes = NONCE) -> bytes:
    return encode_payload(CardPayload(template="ktp_el-1", nonce=nonce, image=image))


@pytest.mark.parametrize("image", [IMAGE, ONE_SIDE], ids=["two sides", "one side"])
def test_a_payload_comes_out_as_it_went_in(image: CardImage) -> None:
    expected = CardPayload(template="ktp_el-1", nonce=NONCE, image=image)

    assert expected == decode_payload(_encoded(image))


def test_the_nonce_makes_every_payload_another() -> None:
    assert _encoded() != _encoded(nonce=bytes(16))


def test_a_short_nonce_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        _encoded(nonce=b"short")


def test_no_prefix_of_a_payload_is_a_payload() -> None:
    content = _encoded()
    for end in range(len(content)):
        with pytest.raises(Unreadable):
            decode_payload(content[:end])


@given(st.data())
def test_a_damaged_payload_is_unreadable_or_says_the_same_plane(data: st.DataObject) -> None:
    content = bytearray(_encoded())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        found = decode_payload(bytes(content))
    except Unreadable:
        return

    assert found.image == IMAGE


@pytest.mark.parametrize("size", [PLANE_BYTES - 1, PLANE_BYTES + 1, 500_000_000])
def test_a_plane_is_never_unpacked_beyond_its_size(size: int) -> None:
    packer = zlib.compressobj()
    steps = range(0, size, 1 << 20)
    packed = b"".join(packer.compress(bytes(min(1 << 20, size - at))) for at in steps)
    packed += packer.flush()
    sizes = f"[{len(packed)},{len(packed)}]"
    head = f'{{"template":"t","nonce":"{NONCE.hex()}","sizes":{sizes}}}\n'.encode()
    with pytest.raises(Unreadable):
        decode_payload(b"TERBIT card 1\n" + head + packed * 2)


@pytest.mark.parametrize(
    "head",
    [
        b"{}",
        b"[]",
        b"1",
        b'{"template":"t","nonce":"zz","sizes":[0]}',
        b'{"sizes":"x"}',
        b"x" * 2000,
    ],
)
def test_a_head_of_another_form_is_unreadable(head: bytes) -> None:
    with pytest.raises(Unreadable):
        decode_payload(b"TERBIT card 1\n" + head + b"\n")
