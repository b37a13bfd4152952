"""The embedded typeface: measured, drawn and asked for its glyphs."""

from functools import cache
from importlib.resources import files

from PIL import ImageFont


@cache
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """DejaVu Sans Condensed at a height in dots; basic layout, the same on every machine."""
    return _face(bold).font_variant(size=size)


@cache
def glyphs() -> frozenset[int]:
    """Code points that both weights can draw."""
    from reportlab.pdfbase.ttfonts import TTFontFile  # noqa: PLC0415 - 0.2 s: only if asked for

    regular, strong = (set(TTFontFile(_path(bold)).charToGlyph) for bold in (False, True))
    return frozenset(regular & strong)


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_path(bold), 24, layout_engine=ImageFont.Layout.BASIC)


def _path(bold: bool) -> str:
    name = "DejaVuSansCondensed-Bold.ttf" if bold else "DejaVuSansCondensed.ttf"
    return str(files("application.rendering") / "fonts" / name)
