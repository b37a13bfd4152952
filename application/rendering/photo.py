"""The photo on the card: bounded, framed and turned into dots."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

from application.errors import TerbitError

PHOTO_SIZE = (216, 288)
"""Dots: 18.3 x 24.4 mm, the 3 x 4 of a KTP-el photo."""

Size = tuple[int, int]

_MOST_PIXELS = 25_000_000

_UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow says of files that are no picture; the last where warnings are errors."""


class BadPhoto(TerbitError):
    """Not a JPEG or PNG, damaged, or over 25 megapixels."""


def photo_dots(content: bytes, size: Size = PHOTO_SIZE) -> Image.Image:
    """Mode "1", of that size, cut to its shape from the middle."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
            # The size stands in the head: nothing is unpacked before it is judged.
            if image.width * image.height > _MOST_PIXELS:
                raise BadPhoto("more than 25 megapixels")
            image.draft("L", (size[0] * 2, size[1] * 2))
            upright = ImageOps.exif_transpose(image)
            grey = _on_white(upright)
    except _UNREADABLE as error:
        raise BadPhoto("unreadable photo") from error
    fitted = ImageOps.fit(grey, size, Image.Resampling.LANCZOS)
    return ImageOps.autocontrast(fitted, cutoff=1).convert("1")


@lru_cache(maxsize=2)
def silhouette(size: Size = PHOTO_SIZE) -> Image.Image:
    """A head and shoulders where there is no photo."""
    width, height = size
    image = Image.new("L", size, 225)
    pen = ImageDraw.Draw(image)
    pen.ellipse((width // 2 - 50, 60, width // 2 + 50, 180), fill=120)
    pen.pieslice((18, 186, width - 18, height + 130), 180, 360, fill=120)
    pen.rectangle((0, 0, width - 1, height - 1), outline=0, width=3)
    return image.convert("1")


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("L")
    layers = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layers.size, "white"), layers).convert("L")
