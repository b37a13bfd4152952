"""Two sides of a card that are told apart at a glance and by every pixel."""

from PIL import Image, ImageDraw

from printers.page import CARD_SIZE, CardImage, pack_plane


def side(text: str) -> Image.Image:
    card = Image.new("L", CARD_SIZE, 255)
    draw = ImageDraw.Draw(card)
    for line, top in enumerate(range(10, 640, 20)):
        draw.text((10 + line, top), f"{line} {text} " * 12, fill=0)
    draw.rectangle((700, 100, 1015, 647), fill=0)
    return card.convert("1", dither=Image.Dither.NONE)


FRONT = side("depan")
BACK = side("belakang")
TWO_SIDES = CardImage(front_k=pack_plane(FRONT), back_k=pack_plane(BACK))
ONE_SIDE = CardImage(front_k=pack_plane(FRONT))
