"""What a station gets to print: a small container that says what it is."""

import zlib
from dataclasses import dataclass
from typing import Any

import orjson

from application.errors import Unreadable
from printers.page import PLANE_BYTES, CardImage

_MARK = b"TERBIT card 1\n"
_PAPER_MARK = b"TERBIT paper 1\n"
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


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperPayload:
    """Template and pages of one print attempt; the nonce as of a card."""

    template: str
    nonce: bytes
    pdf: bytes


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


def encode_paper(payload: PaperPayload) -> bytes:
    """Mark, one line of JSON {template, nonce}, then the PDF."""
    if len(payload.nonce) < 16:
        raise ValueError("a nonce has at least 16 bytes")
    head = {"template": payload.template, "nonce": payload.nonce.hex()}
    return b"".join((_PAPER_MARK, orjson.dumps(head), b"\n", payload.pdf))


def decode_paper(content: bytes) -> PaperPayload:
    """Raises Unreadable for anything that encode_paper did not write."""
    known, body = _parted(content, _PAPER_MARK)
    try:
        template, nonce = str(known["template"]), bytes.fromhex(known["nonce"])
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable("a payload's head is damaged") from error
    return PaperPayload(template=template, nonce=nonce, pdf=body)


def _parted(content: bytes, mark: bytes) -> tuple[dict[str, Any], bytes]:
    if not content.startswith(mark):
        raise Unreadable("not a payload of this version")
    head, line_end, body = content[len(mark) :].partition(b"\n")
    if not line_end or len(head) > _LONGEST_HEAD:
        raise Unreadable("a payload without its head")
    try:
        known = orjson.loads(head)
    except ValueError as error:
        raise Unreadable("a payload's head is damaged") from error
    if not isinstance(known, dict):
        raise Unreadable("a payload's head is damaged")
    return known, body


def decode_payload(content: bytes) -> CardPayload:
    """Raises Unreadable for anything that encode_payload did not write."""
    known, body = _parted(content, _MARK)
    try:
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
