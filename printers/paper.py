"""A document for A4 sheets, as a PDF or as pixels."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

import pypdfium2
from PIL import Image

from printers.dialects.pwg_raster import Colour, RasterPage

_POINTS_PER_INCH = 72
_PDFIUM = Lock()  # it is not safe for threads


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperDocument:
    """A PDF and how many pages it has: printed on one side, as many sheets."""

    pdf: bytes
    pages: int


def paper_document(pdf: bytes) -> PaperDocument:
    """Count the pages of a PDF; `ValueError` if it is none."""
    with _PDFIUM:
        try:
            with pypdfium2.PdfDocument(pdf) as opened:
                return PaperDocument(pdf=pdf, pages=len(opened))
        except pypdfium2.PdfiumError as error:
            raise ValueError("not a PDF") from error


def rasterise(pdf: bytes, dpi: int, colour: Colour) -> Iterator[RasterPage]:
    """Draw each page of a PDF that `paper_document` took; A4 at 300 dpi is 2481 x 3508."""
    scale = dpi / _POINTS_PER_INCH
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            bitmap = page.render(scale=scale, grayscale=colour is Colour.SGRAY_8)
            image = bitmap.to_pil().convert("L" if colour is Colour.SGRAY_8 else "RGB")
            width, height = image.size
            yield RasterPage(
                width=width, height=height, dpi=dpi, colour=colour, pixels=image.tobytes()
            )


def page_image(pdf: bytes, page: int, dpi: int) -> Image.Image:
    """One page in colour, counted from 0; `ValueError` if there is no such page."""
    with _PDFIUM:
        try:
            with pypdfium2.PdfDocument(pdf) as opened:
                if not 0 <= page < len(opened):
                    raise ValueError("no such page")
                bitmap = opened[page].render(scale=dpi / _POINTS_PER_INCH)
                image: Image.Image = bitmap.to_pil().convert("RGB")
                return image
        except pypdfium2.PdfiumError as error:
            raise ValueError("not a PDF") from error
