"""What a sheet says, by readers that share nothing with what drew it."""

import unicodedata

import pypdfium2
import zxingcpp

from printers.paper import page_image

_VALUES = 256


def pages_said(pdf: bytes) -> list[str]:
    """The text of each page without blanks, ligatures and hyphens as plain letters."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [squeezed(page.get_textpage().get_text_range()) for page in opened]


def said(pdf: bytes) -> str:
    return "".join(pages_said(pdf))


def values_said(pdf: bytes) -> str:
    """Only what stands right of the colons of a deed.

    The reader takes a line of English under a label for the beginning of a value's second line.
    """
    with pypdfium2.PdfDocument(pdf) as opened:
        texts = [page.get_textpage().get_text_bounded(left=_VALUES) for page in opened]
    return squeezed("".join(texts))


def squeezed(text: str) -> str:
    """The reader calls a hyphen at the end of a line U+FFFE or U+0002."""
    for hyphen in "\ufffe\x02":
        text = text.replace(hyphen, "-")
    return "".join(unicodedata.normalize("NFKC", text).split())


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [tuple(round(side) for side in page.get_size()) for page in opened]


def codes(pdf: bytes, dpi: int = 150) -> list[str]:
    """What the code on each page says in a raster."""
    found = []
    for page in range(len(sizes(pdf))):
        found += [code.text for code in zxingcpp.read_barcodes(page_image(pdf, page, dpi))]
    return found
