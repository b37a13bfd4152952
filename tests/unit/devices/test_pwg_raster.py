"""PWG raster, read by a decoder that was written from PWG 5102.4 and not from our encoder."""

import random
import struct
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.dialects.pwg_raster import Colour, RasterPage, decode_raster, encode_raster
from printers.errors import GarbledImage
from printers.paper import paper_document, rasterise
from tests.support.paper import a_document


@dataclass
class Read:
    """One page as the independent decoder found it."""

    header: bytes
    rows: list[bytes]

    def number(self, offset: int) -> int:
        return int.from_bytes(self.header[offset : offset + 4], "big")


def read_pages(data: bytes) -> list[Read]:
    assert data[:4] == b"RaS2"
    stream = iter(data[4:])
    pages = []
    for first in stream:
        header = bytes([first, *(next(stream) for _ in range(1795))])
        height, pixel, line = (
            struct.unpack(">I", header[at : at + 4])[0] for at in (376, 388, 392)
        )
        rows: list[bytes] = []
        while len(rows) < height:
            repeat = next(stream) + 1
            row: list[int] = []
            while len(row) < line:
                control = next(stream)
                assert control != 128
                if control < 128:
                    one = [next(stream) for _ in range(pixel // 8)]
                    row += one * (control + 1)
                else:
                    row += [next(stream) for _ in range((257 - control) * (pixel // 8))]
            assert len(row) == line
            rows += [bytes(row)] * repeat
        assert len(rows) == height
        pages.append(Read(header=header, rows=rows))
    return pages


def page_of(pixels: bytes, width: int, colour: Colour) -> RasterPage:
    height = len(pixels) // (width * colour.colours)
    return RasterPage(width=width, height=height, dpi=300, colour=colour, pixels=pixels)


@pytest.mark.parametrize("colour", Colour)
def test_a_drawn_page_comes_out_pixel_for_pixel(colour: Colour) -> None:
    document = a_document(2)

    pages = list(rasterise(document.pdf, 300, colour))
    read = read_pages(encode_raster(pages))

    assert [(page.width, page.height) for page in pages] == [(2481, 3508)] * 2
    assert [b"".join(page.rows) for page in read] == [page.pixels for page in pages]
    assert pages[0].pixels != pages[1].pixels


def test_the_header_says_what_the_page_is() -> None:
    page = page_of(bytes(range(240)), 20, Colour.SRGB_8)

    (read, _) = read_pages(encode_raster([page, page]))

    assert len(read.header) == 1796
    assert read.header[:64].rstrip(b"\0") == b"PwgRaster"
    assert read.header[1732:].rstrip(b"\0") == b"iso_a4_210x297mm"
    told = {
        "resolution": (read.number(276), read.number(280)),
        "duplex": read.number(272),
        "copies": read.number(340),
        "points": (read.number(352), read.number(356)),
        "size": (read.number(372), read.number(376)),
        "bits": (read.number(384), read.number(388)),
        "line": read.number(392),
        "order": read.number(396),
        "space": read.number(400),
        "colours": read.number(420),
        "total": read.number(452),
        "transforms": (read.number(456), read.number(460)),
    }
    assert told == {
        "resolution": (300, 300),
        "duplex": 0,
        "copies": 1,
        "points": (595, 842),
        "size": (20, 4),
        "bits": (8, 24),
        "line": 60,
        "order": 0,
        "space": 19,
        "colours": 3,
        "total": 2,
        "transforms": (1, 1),
    }


@pytest.mark.parametrize("length", [1, 2, 127, 128, 129, 256, 257, 300])
@pytest.mark.parametrize("colour", Colour)
def test_runs_of_every_length_survive(colour: Colour, length: int) -> None:
    rng = random.Random(length)
    size = length * colour.colours
    rows = [
        bytes(size),
        b"\xff" * size,
        rng.randbytes(size),
        bytes(size // 2) + rng.randbytes(size),
    ]
    pixels = b"".join(row[:size] for row in rows) + bytes(size) * 600

    read = read_pages(encode_raster([page_of(pixels, length, colour)]))

    assert b"".join(read[0].rows) == pixels


@given(st.sampled_from(Colour), st.integers(1, 40), st.data())
def test_any_page_survives_both_decoders(colour: Colour, width: int, data: st.DataObject) -> None:
    row = st.lists(st.sampled_from([0, 255, 7]), min_size=width, max_size=width)
    rows = data.draw(st.lists(row, min_size=1, max_size=6))
    pixels = b"".join(bytes([value]) * colour.colours for row in rows for value in row)
    page = page_of(pixels, width, colour)
    coded = encode_raster([page, page])

    assert decode_raster(coded) == (page, page)
    assert [b"".join(read.rows) for read in read_pages(coded)] == [pixels, pixels]


@given(st.binary(max_size=60), st.data())
def test_a_damaged_file_is_garbled_or_whole_pages(noise: bytes, data: st.DataObject) -> None:
    coded = bytearray(encode_raster([page_of(bytes(range(60)), 10, Colour.SGRAY_8)]))
    at = data.draw(st.integers(0, len(coded)))
    coded[at : at + data.draw(st.integers(0, 80))] = noise

    try:
        pages = decode_raster(bytes(coded))
    except GarbledImage:
        return
    assert all(len(page.pixels) == page.row_bytes * page.height for page in pages)


def test_pixels_that_do_not_fill_the_page_are_refused() -> None:
    with pytest.raises(ValueError, match="99 bytes"):
        RasterPage(width=10, height=10, dpi=300, colour=Colour.SGRAY_8, pixels=bytes(99))


def test_pages_are_counted() -> None:
    assert paper_document(a_document(3).pdf) == a_document(3)
    with pytest.raises(ValueError, match="not a PDF"):
        paper_document(b"junk")
