"""What a station gets to print: a small container that says what it is."""

import zlib
from dataclasses import dataclass

import orjson

from application.errors import Unreadable
from printers.page import PLANE_BYTES, CardImage

_MARK = b"TERBIT card 1\n"
_LONGEST_HEAD = 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class CardPayload:
    """Template and planes of one print attempt.

    The nonce is random: without it the digest of a payload would say after erasure whose card
    it was, to anyone who can draw the same card again.
    """

    template: str
    nonce: bytes
    image: CardImage


def encode_payload(payload: CardPayload) -> bytes:
    """Mark, one line of JSON {template, nonce, sizes}, then the planes, each compressed (zlib)."""
    if len(payload.nonce) < 16:
        raise ValueError("a nonce has at least 16 bytes")
    planes = [zlib.compress(plane, 6) for plane in payload.image.planes]
    head = {
        "template": payload.template,
        "nonce": payload.nonce.hex(),
        "sizes": [len(plane) for plane in planes],
    }
    return b"".join((_MARK, orjson.dumps(head), b"\n", *planes))


def decode_payload(content: bytes) -> CardPayload:
    """Raises Unreadable for anything that encode_payload did not write."""
    if not content.startswith(_MARK):
        raise Unreadable("not a payload of this version")
    head, line_end, body = content[len(_MARK) :].partition(b"\n")
    if not line_end or len(head) > _LONGEST_HEAD:
        raise Unreadable("a payload without its head")
    try:
        known = orjson.loads(head)
        sizes = [int(size) for size in known["sizes"]]
        template, nonce = str(known["template"]), bytes.fromhex(known["nonce"])
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable("a payload's head is damaged") from error
    if len(sizes) not in (1, 2) or min(sizes) < 0 or sum(sizes) != len(body):
        raise Unreadable("a payload of another length than its head says")
    front = _plane(body[: sizes[0]])
    back = _plane(body[sizes[0] :]) if len(sizes) == 2 else None
    image = CardImage(front_k=front, back_k=back)
    return CardPayload(template=template, nonce=nonce, image=image)


def _plane(packed: bytes) -> bytes:
    """Never unpacks more than a plane, whatever the stream claims."""
    unpacker = zlib.decompressobj()
    try:
        plane = unpacker.decompress(packed, PLANE_BYTES + 1)
    except zlib.error as error:
        raise Unreadable("a plane is damaged") from error
    if len(plane) != PLANE_BYTES or not unpacker.eof or unpacker.unused_data:
        raise Unreadable("a plane of another length")
    return plane
