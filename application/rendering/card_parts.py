"""What every card bears, whatever its kind: specimen mark, labelled lines, the code."""

from dataclasses import dataclass

import segno
from PIL import Image, ImageDraw

from application.rendering.faces import Line, fit
from application.rendering.fonts import font
from printers.page import CARD_SIZE


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """Where label, colon and text begin, and the height of a line, in dots."""

    left: int
    colon: int
    value: int
    step: int


def draw_line(pen: ImageDraw.ImageDraw, line: Line, top: int, columns: Columns) -> int:
    """Label and text; returns the top of the next line."""
    pen.text((columns.left + line.indent, top), line.label, fill=0, font=font(23))
    pen.text((columns.colon, top), ":", fill=0, font=font(23))
    fitted = fit(line.text, line.width, line.lines)
    for text in fitted.lines:
        pen.text((columns.value, top), text, fill=0, font=font(fitted.size))
        top += columns.step
    return top


def draw_code(face: Image.Image, content: str, box: tuple[int, int, int, int]) -> None:
    """A QR code of whole dots per module, with the quiet zone of 4 modules of ISO/IEC 18004.

    Raises ValueError for one too dense to be read.
    """
    left, top, right, _ = box
    rows = [bytes(row) for row in segno.make(content, error="m", micro=False).matrix]
    modules = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    dots = modules.point(lambda module: 0 if module else 255)
    scale = (right - left) // (len(rows) + 8)
    if scale < 3:
        raise ValueError("the code's content is too long to be read from a card")
    image = dots.resize((len(rows) * scale,) * 2, Image.Resampling.NEAREST)
    margin = (right - left - image.width) // 2
    face.paste(255, box)
    face.paste(image, (left + margin, top + margin))


def specimen_card() -> Image.Image:
    """A white card under a mark so thin that text over it stays readable."""
    mark = Image.new("L", CARD_SIZE, 0)
    pen = ImageDraw.Draw(mark)
    pen.text((508, 350), "SPESIMEN", fill=255, font=font(190, bold=True), anchor="mm")
    tilted = mark.rotate(20, Image.Resampling.BILINEAR).point(lambda dot: 255 if dot > 127 else 0)
    width, height = CARD_SIZE
    every_fourth = b"\xff\0\0\0" * (width // 4) + b"\0" * (3 * width)
    grid = Image.frombytes("L", CARD_SIZE, every_fourth * (height // 4))
    card = Image.new("L", CARD_SIZE, 255)
    card.paste(0, (0, 0), Image.composite(tilted, Image.new("L", CARD_SIZE, 0), grid))
    return card.convert("1", dither=Image.Dither.NONE)
