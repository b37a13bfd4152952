"""PWG Raster (PWG 5102.4-2012): pages as rows of pixels, for printers that read no PDF.

A file is "RaS2" and pages; a page is a header of 1796 bytes (table 1 there, big-endian) and its
rows. Rows are packed twice: a byte says how often the row comes again, then runs of pixels follow,
0..127 = the next pixel 1 to 128 times, 129..255 = 128 to 2 pixels as they are (4.4 there).
"""

import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from printers.errors import GarbledImage

SYNC = b"RaS2"
HEADER_BYTES = 1796
_MOST_BYTES = 200 << 20  # A4 in colour at 600 dpi is 104 MB
_MOST_ROWS_AT_ONCE = 256
_MOST_PIXELS_AT_ONCE = 128
_A4_POINTS = (595, 842)
_A4 = b"iso_a4_210x297mm"
_NORMAL_QUALITY = 4
_RESERVED = 128


class Colour(Enum):
    """8 bits a colour: the name in IPP, the number in the header, colours a pixel."""

    SGRAY_8 = ("sgray_8", 18, 1)
    SRGB_8 = ("srgb_8", 19, 3)

    def __init__(self, keyword: str, number: int, colours: int) -> None:
        self.keyword = keyword
        self.number = number
        self.colours = colours


@dataclass(frozen=True, kw_only=True, slots=True)
class RasterPage:
    """`pixels`: rows from the top, each from the left, with no padding."""

    width: int
    height: int
    dpi: int
    colour: Colour
    pixels: bytes

    def __post_init__(self) -> None:
        if len(self.pixels) != self.row_bytes * self.height:
            raise ValueError(f"{len(self.pixels)} bytes are not {self.width} x {self.height}")

    @property
    def row_bytes(self) -> int:
        return self.width * self.colour.colours


def encode_raster(pages: Iterable[RasterPage]) -> bytes:
    """A whole document, A4, one side a sheet."""
    found = tuple(pages)
    return SYNC + b"".join(_header(page, len(found)) + _packed(page) for page in found)


def decode_raster(data: bytes) -> tuple[RasterPage, ...]:
    """The pages; `GarbledImage` unless every row of each is there and no byte is left over."""
    if not data.startswith(SYNC):
        raise GarbledImage("not PWG raster")
    at, pages = len(SYNC), []
    while at < len(data):
        page, at = _page_at(data, at)
        pages.append(page)
    return tuple(pages)


def _header(page: RasterPage, total: int) -> bytes:
    header = bytearray(HEADER_BYTES)
    bits = 8 * page.colour.colours
    header[0:9] = b"PwgRaster"
    struct.pack_into(">II", header, 276, page.dpi, page.dpi)
    struct.pack_into(">I", header, 340, 1)  # copies
    struct.pack_into(">II", header, 352, *_A4_POINTS)
    struct.pack_into(">II", header, 372, page.width, page.height)
    struct.pack_into(">III", header, 384, 8, bits, page.row_bytes)
    struct.pack_into(">I", header, 400, page.colour.number)
    struct.pack_into(">I", header, 420, page.colour.colours)
    struct.pack_into(">III", header, 452, total, 1, 1)  # not mirrored along or across the feed
    struct.pack_into(">IIII", header, 464, 0, 0, page.width, page.height)
    struct.pack_into(">I", header, 484, _NORMAL_QUALITY)
    header[1732 : 1732 + len(_A4)] = _A4
    return bytes(header)


def _packed(page: RasterPage) -> bytes:
    """All rows; most of a page is the same white one again and again."""
    size = page.row_bytes
    rows = (page.pixels[start : start + size] for start in range(0, len(page.pixels), size))
    packed = []
    for row, same in groupby(rows):
        pixels = _packed_row(row, page.colour.colours)
        left = sum(1 for _ in same)
        while left > 0:
            count = min(left, _MOST_ROWS_AT_ONCE)
            packed.append(bytes([count - 1]) + pixels)
            left -= count
    return b"".join(packed)


def _packed_row(row: bytes, colours: int) -> bytes:
    runs = re.compile(b"(%b)\\1{0,127}" % (b"." * colours), re.DOTALL)
    packed = bytearray()
    single: list[bytes] = []
    for found in runs.finditer(row):
        pixel = found[1]
        count = len(found[0]) // colours
        if count == 1 and len(single) < _MOST_PIXELS_AT_ONCE:
            single.append(pixel)
            continue
        packed += _as_they_are(single)
        single = [pixel] if count == 1 else []
        if count > 1:
            packed += bytes([count - 1]) + pixel
    return bytes(packed + _as_they_are(single))


def _as_they_are(pixels: list[bytes]) -> bytes:
    match len(pixels):
        case 0:
            return b""
        case 1:
            return b"\0" + pixels[0]
        case count:
            return bytes([257 - count]) + b"".join(pixels)


def _page_at(data: bytes, at: int) -> tuple[RasterPage, int]:
    header = data[at : at + HEADER_BYTES]
    if len(header) < HEADER_BYTES:
        raise GarbledImage("cut off in a header")
    dpi, across = struct.unpack_from(">II", header, 276)
    width, height = struct.unpack_from(">II", header, 372)
    bits, _, row_bytes = struct.unpack_from(">III", header, 384)
    (number,) = struct.unpack_from(">I", header, 400)
    colour = next((each for each in Colour if each.number == number), None)
    if colour is None or bits != 8 or dpi != across or row_bytes != width * colour.colours:
        raise GarbledImage(f"colour space {number} of {bits} bits, {dpi} x {across} dpi")
    if not 0 < row_bytes * height <= _MOST_BYTES:
        raise GarbledImage(f"a page of {width} x {height}")
    rows, end = _rows_at(data, at + HEADER_BYTES, (row_bytes, height), colour.colours)
    page = RasterPage(width=width, height=height, dpi=dpi, colour=colour, pixels=rows)
    return page, end


def _rows_at(data: bytes, at: int, size: tuple[int, int], colours: int) -> tuple[bytes, int]:
    row_bytes, height = size
    rows: list[bytes] = []
    while len(rows) < height:
        count = data[at] + 1 if at < len(data) else height + 1
        if len(rows) + count > height:
            raise GarbledImage(f"cut off after row {len(rows)}, or more than {height}")
        row, at = _row_at(data, at + 1, row_bytes, colours)
        rows += [row] * count
    return b"".join(rows), at


def _row_at(data: bytes, at: int, row_bytes: int, colours: int) -> tuple[bytes, int]:
    row = bytearray()
    while len(row) < row_bytes:
        code = data[at] if at < len(data) else _RESERVED
        if code == _RESERVED:
            raise GarbledImage("cut off in a row, or a reserved run")
        as_they_are = code > _RESERVED
        end = at + 1 + (257 - code if as_they_are else 1) * colours
        if end > len(data):
            raise GarbledImage("cut off in a run")
        row += data[at + 1 : end] * (1 if as_they_are else code + 1)
        at = end
    if len(row) > row_bytes:
        raise GarbledImage("a run over the end of its row")
    return bytes(row), at
