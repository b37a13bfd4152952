"""A card image as the print head wants it: one black plane per side.

Black (K) planes only; colour planes (YMC) are not made here.
"""

from dataclasses import dataclass

from PIL import Image

LINE_BYTES = 81
LINES = 1016
PLANE_BYTES = LINES * LINE_BYTES
CARD_SIZE = (1016, 648)
"""Width and height in dots at 300 dpi, the card lying on its long side."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CardImage:
    """The two sides of a card, each a plane of 1016 lines of 81 bytes.

    Most significant bit first, 1 = black. Lines run along the 85.6 mm side, so that a plane is
    the card turned by a quarter (A5013 "geometry"). `back_k` None leaves the back bare.
    """

    front_k: bytes
    back_k: bytes | None = None

    def __post_init__(self) -> None:
        for plane in self.planes:
            if len(plane) != PLANE_BYTES:
                raise ValueError(f"a plane has {PLANE_BYTES} bytes, not {len(plane)}")

    @property
    def planes(self) -> tuple[bytes, ...]:
        return (self.front_k,) if self.back_k is None else (self.front_k, self.back_k)

    @property
    def sides(self) -> int:
        """How many panels the printer will count for this card."""
        return len(self.planes)


def pack_plane(card: Image.Image) -> bytes:
    """Turn a 1016 x 648 image of mode "1" or "L" into a plane; "L" is cut at half grey."""
    if card.size != CARD_SIZE or card.mode not in ("1", "L"):
        raise ValueError(f"a card is {CARD_SIZE} of mode 1 or L, not {card.size} {card.mode}")
    bilevel = card.convert("1", dither=Image.Dither.NONE)
    return bilevel.transpose(Image.Transpose.ROTATE_270).tobytes("raw", "1;I")


def unpack_plane(plane: bytes) -> Image.Image:
    """Show a plane as a card: the inverse of `pack_plane`, mode "1"."""
    head_view = Image.frombytes("1", (LINE_BYTES * 8, LINES), plane, "raw", "1;I")
    return head_view.transpose(Image.Transpose.ROTATE_90)
