"""What of a document a printer can tell: how many sheets, and how it looks."""

import pypdfium2

PDF = "application/pdf"


def sheets_of(document: bytes, document_format: str) -> int:
    """The pages, one to a sheet; what is cut off or none of ours comes out as one."""
    if document_format != PDF:
        return 1
    try:
        with pypdfium2.PdfDocument(document) as pdf:
            return len(pdf)
    except pypdfium2.PdfiumError:
        return 1


def shown_as_pdf(document: bytes, document_format: str) -> bytes:
    """The document as received."""
    del document_format
    return document
