"""What of a document a printer can tell: how many sheets, and how it looks."""

import io

from PIL import Image

from printers.dialects.pwg_raster import RasterPage, decode_raster
from printers.errors import GarbledImage
from printers.paper import paper_document

PDF = "application/pdf"


def sheets_of(document: bytes, document_format: str) -> int:
    """The pages, one to a sheet; what is cut off or none of ours comes out as one."""
    try:
        if document_format == PDF:
            return paper_document(document).pages
        return len(decode_raster(document)) or 1
    except (ValueError, GarbledImage):
        return 1


def shown_as_pdf(document: bytes, document_format: str) -> bytes:
    """A PDF as it came, pixels as pictures on its pages; noise as it came."""
    if document_format == PDF:
        return document
    try:
        first, *rest = (_image(page) for page in decode_raster(document))
    except (ValueError, GarbledImage):
        return document
    shown = io.BytesIO()
    first.save(shown, "PDF", save_all=True, append_images=rest, resolution=300)
    return shown.getvalue()


def _image(page: RasterPage) -> Image.Image:
    mode = "L" if page.colour.colours == 1 else "RGB"
    return Image.frombytes(mode, (page.width, page.height), page.pixels)
