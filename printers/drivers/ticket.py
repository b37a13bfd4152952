"""How a document is asked for of a printer that has told what it can do."""

from printers.dialects.ipp.answers import PrinterReport
from printers.dialects.ipp.operations import Ticket
from printers.errors import JobRefused

PDF = "application/pdf"
_A4 = "iso_a4_210x297mm"
_ONE_SIDED = "one-sided"


def ticket_for(printer: PrinterReport, job_name: str) -> Ticket:
    """A4, one side a sheet; `JobRefused` if the printer has no such paper or format."""
    if printer.media and _A4 not in printer.media:
        raise JobRefused(f"no {_A4} among the media")
    if PDF not in printer.formats:
        raise JobRefused(f"no {PDF} among the formats")
    return Ticket(
        job_name=job_name,
        document_format=PDF,
        media=_A4 if printer.media else None,
        sides=_ONE_SIDED if _ONE_SIDED in printer.sides else None,
    )
