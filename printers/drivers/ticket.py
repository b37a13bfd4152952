"""How a document is asked for of a printer that has told what it can do, and in which bytes."""

from dataclasses import dataclass

from printers.dialects.ipp.answers import PrinterReport
from printers.dialects.ipp.operations import Ticket
from printers.dialects.pwg_raster import Colour, encode_raster
from printers.errors import JobRefused
from printers.paper import PaperDocument, rasterise

PDF = "application/pdf"
PWG_RASTER = "image/pwg-raster"
_A4 = "iso_a4_210x297mm"
_ONE_SIDED = "one-sided"
_DPI = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class RasterForm:
    dpi: int
    colour: Colour


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """A ticket and the pixels that it speaks of; `raster` None is the PDF itself."""

    ticket: Ticket
    raster: RasterForm | None

    def data_of(self, document: PaperDocument) -> bytes:
        """The bytes to send; drawing a page takes a second or so."""
        if self.raster is None:
            return document.pdf
        return encode_raster(rasterise(document.pdf, self.raster.dpi, self.raster.colour))


def order_for(printer: PrinterReport, job_name: str) -> Order:
    """A4, one side a sheet; `JobRefused` if the printer has no such paper or format."""
    if printer.media and _A4 not in printer.media:
        raise JobRefused(f"no {_A4} among the media")
    raster = None if PDF in printer.formats else _raster_form(printer)
    ticket = Ticket(
        job_name=job_name,
        document_format=PWG_RASTER if raster else PDF,
        media=_A4 if printer.media else None,
        sides=_ONE_SIDED if _ONE_SIDED in printer.sides else None,
    )
    return Order(ticket=ticket, raster=raster)


def _raster_form(printer: PrinterReport) -> RasterForm:
    """300 dpi or the coarsest there is, in colour where there is colour."""
    if PWG_RASTER not in printer.formats:
        raise JobRefused(f"neither {PDF} nor {PWG_RASTER} among the formats")
    wanted = (Colour.SRGB_8, Colour.SGRAY_8)
    colour = next((each for each in wanted if each.keyword in printer.raster_types), None)
    dpi = _DPI if _DPI in printer.raster_dpi else min(printer.raster_dpi, default=None)
    if colour is None or dpi is None:
        raise JobRefused(f"no {PWG_RASTER} of 8 bits a colour")
    return RasterForm(dpi=dpi, colour=colour)
